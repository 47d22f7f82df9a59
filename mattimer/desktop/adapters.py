"""The factory of desktop adapters: the one place that chooses by platform.

Imports stand in the methods: a module of another system may not exist here, and the first frame
needs none of them.
"""

import os
import sys
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from mattimer import APP_ID

if TYPE_CHECKING:
    from mattimer.desktop.appearance_watch import AppearanceWatch
    from mattimer.desktop.autostart import Autostart, Replace
    from mattimer.desktop.desktop_appearance import DesktopAppearance
    from mattimer.desktop.linux.shared_bus import SharedBus
    from mattimer.desktop.media_keys import MediaControls
    from mattimer.desktop.notifications import NotificationBackend, Notifications
    from mattimer.desktop.shortcut_keys import ShortcutKeys
    from mattimer.desktop.sleep_watch import SleepWatch
    from mattimer.desktop.system_sound import SystemSound
    from mattimer.desktop.tray_presence import TrayPresence
    from mattimer.desktop.wake_lock import Keeper, WakeLock
    from mattimer.session.clock import Clock

LINUX = sys.platform == "linux"
HIDDEN = "--tray"


class DesktopAdapters:
    """A factory of adapters; those on a message bus share one connection to it."""

    def __init__(self, parent: QObject | None = None) -> None:
        """``parent`` has all of them: what Python collects on another thread takes all down."""
        self._parent = parent

    @cached_property
    def _session_bus(self) -> "SharedBus":
        from mattimer.desktop.linux.shared_bus import session_bus  # noqa: PLC0415

        return session_bus()

    def media_keys(
        self, *, art: str, position: Callable[[], int], clock: "Clock"
    ) -> "MediaControls":
        """Media keys, over MPRIS on Linux.

        Args:
            art: A file's URL, the picture that widgets show.
            position: Mat time so far in microseconds.
            clock: The clock that sessions run by.
        """
        if not LINUX:
            from mattimer.desktop.media_keys import NoMediaKeys  # noqa: PLC0415

            return NoMediaKeys(self._parent)
        from mattimer.desktop.linux.mpris_media_keys import MprisMediaKeys  # noqa: PLC0415

        return MprisMediaKeys(
            self._session_bus, art=art, position=position, clock=clock, parent=self._parent
        )

    def sleep_watch(self) -> "SleepWatch":
        """What tells of the computer's sleep; on Linux, a connection to the system bus."""
        if not LINUX:
            from mattimer.desktop.sleep_watch import NoSleepWatch  # noqa: PLC0415

            return NoSleepWatch(self._parent)
        from mattimer.desktop.linux.logind import LogindSleepWatch  # noqa: PLC0415
        from mattimer.desktop.linux.shared_bus import system_bus  # noqa: PLC0415

        return LogindSleepWatch(system_bus(), self._parent)

    def appearance(self, wishes: "DesktopAppearance") -> "AppearanceWatch":
        """What tells how programs are to look; ``wishes`` are in force already."""
        if not LINUX:
            from mattimer.desktop.appearance_watch import NoAppearanceWatch  # noqa: PLC0415

            return NoAppearanceWatch(self._parent)
        from mattimer.desktop.linux.appearance_portal import AppearancePortal  # noqa: PLC0415

        return AppearancePortal(self._session_bus, wishes, self._parent)

    def shortcut_keys(self) -> "ShortcutKeys":
        """A key that works in every window."""
        if not LINUX:
            from mattimer.desktop.shortcut_keys import NoShortcuts  # noqa: PLC0415

            return NoShortcuts(self._parent)
        from mattimer.desktop.linux.global_shortcuts import GlobalShortcuts  # noqa: PLC0415

        return GlobalShortcuts(self._session_bus, self._parent)

    def notifications(self, icon: Path) -> "Notifications":
        """What shows notes; ``icon`` is the picture beside them."""
        from mattimer.desktop.notifications import NotificationQueue  # noqa: PLC0415

        if not LINUX:
            return NotificationQueue(partial(_notification_center, icon), self._parent)
        from mattimer.desktop.linux.notification_service import open_service  # noqa: PLC0415

        return NotificationQueue(partial(open_service, self._session_bus, icon), self._parent)

    def wake_lock(self) -> "WakeLock":
        """What keeps the computer awake."""
        from mattimer.desktop.wake_lock import QueuedWakeLock  # noqa: PLC0415

        return QueuedWakeLock(self.wake_keeper(), self._parent)

    def wake_keeper(self) -> "Keeper":
        """What asks the system to stay awake."""
        if not LINUX:
            from mattimer.desktop.wakepy_keeper import keep_awake  # noqa: PLC0415

            return keep_awake
        from mattimer.desktop.linux.inhibitors import DesktopInhibitors  # noqa: PLC0415

        return DesktopInhibitors(self._session_bus).keep

    def tray_presence(self) -> "TrayPresence":
        """What tells whether there is a tray."""
        if not LINUX:
            # Windows and macOS always have one, and Qt knows it.
            from PySide6.QtWidgets import QSystemTrayIcon  # noqa: PLC0415

            from mattimer.desktop.tray_presence import SteadyTray  # noqa: PLC0415

            return SteadyTray(there=QSystemTrayIcon.isSystemTrayAvailable(), parent=self._parent)
        from PySide6.QtGui import QGuiApplication  # noqa: PLC0415

        from mattimer.desktop.linux.notifier_watch import NotifierWatch  # noqa: PLC0415
        from mattimer.desktop.linux.tray_watch import TrayWatch  # noqa: PLC0415
        from mattimer.desktop.linux.xembed_watch import XEmbedWatch  # noqa: PLC0415

        embedded = XEmbedWatch(self._parent) if QGuiApplication.platformName() == "xcb" else None
        notifiers = NotifierWatch(self._session_bus, self._parent)
        return TrayWatch(notifiers, embedded, self._parent)


def _notification_center(icon: Path) -> AbstractAsyncContextManager["NotificationBackend"]:
    from mattimer.desktop.notification_center import center  # noqa: PLC0415 - heavy

    return center(icon)


def system_sound() -> "SystemSound":
    """The system's volume."""
    if not LINUX:
        from mattimer.desktop.system_sound import NoSystemSound  # noqa: PLC0415

        return NoSystemSound()
    from mattimer.desktop.linux.pulse_sound import PulseSound  # noqa: PLC0415

    return PulseSound()


def autostart(
    folder: Path,
    replace: "Replace",
    *,
    icon: Path,
    data: Path | None,
    environment: Mapping[str, str] = os.environ,
) -> "Autostart":
    """The switch that opens the app at login.

    Args:
        folder: Where entries lie, where there are such.
        replace: Writes a file.
        icon: The picture of the app.
        data: The folder of an instance of its own, else None.
        environment: The process's environment.
    """
    from mattimer.desktop.own_program import own_command  # noqa: PLC0415

    command = (*own_command(environment, data=data), HIDDEN)
    # An entry in Flatpak's sandbox is one that no login reads.
    if "FLATPAK_ID" in environment or (data and not LINUX):
        from mattimer.desktop.autostart import NoAutostart  # noqa: PLC0415

        return NoAutostart()
    if sys.platform == "win32":
        from mattimer.desktop.windows.autostart_windows import WindowsAutostart  # noqa: PLC0415

        return WindowsAutostart(command)
    if sys.platform == "darwin":
        from mattimer.desktop.macos.autostart_mac import MacAutostart  # noqa: PLC0415

        return MacAutostart(command, replace)
    from mattimer.desktop.linux.xdg_autostart import XdgAutostart  # noqa: PLC0415

    # An AppImage is mounted anew each time, and its picture with it.
    picture = APP_ID if environment.get("APPIMAGE") else str(icon)
    return XdgAutostart(folder, command, picture, replace)
