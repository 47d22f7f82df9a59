"""Asks the system to stay awake, by whichever of its ways wakepy finds.

On Linux: org.freedesktop.ScreenSaver or org.gnome.SessionManager for a lit screen,
org.freedesktop.PowerManagement or org.gnome.SessionManager for a running computer. All of them
forget a promise when the connection that asked for it ends, so none outlives this process.
"""

import sys
from typing import TYPE_CHECKING

from mattimer.preferences.settings_values import Awake

if TYPE_CHECKING:
    from wakepy import Mode


class WakepyKeeper:
    """Holds at most one of wakepy's modes.

    A mode is entered and left in one thread and one context (it keeps a context variable), which
    ``asyncio.to_thread`` would not do.
    """

    def __init__(self) -> None:
        self._mode: Mode | None = None

    def take(self, kind: Awake) -> bool:
        """Enter a mode; it is kept even where it was refused, as wakepy wants it left again."""
        try:
            mode = _mode(kind)
        except (ImportError, OSError):
            return False
        mode.__enter__()
        self._mode = mode
        return mode.active

    def let_go(self) -> None:
        """Leave the mode. A service that is gone by then has forgotten the promise anyway."""
        mode, self._mode = self._mode, None
        if mode is not None:
            try:
                mode.__exit__(None, None, None)
            except RuntimeError:
                return


def _mode(kind: Awake) -> "Mode":
    from wakepy import keep  # noqa: PLC0415 - 20 ms, on the thread that needs it

    make = keep.presenting if kind is Awake.SCREEN else keep.running
    if sys.platform != "linux":
        return make(on_fail="pass")
    from mattimer.desktop.inhibitors import Inhibitors  # noqa: PLC0415 - builds on wakepy

    return make(on_fail="pass", dbus_adapter=Inhibitors)
