"""The autostart switch on Windows: a value under the registry's ``Run`` key. Untested."""

import subprocess
import winreg  # type: ignore[import-not-found,unused-ignore] # exists there only
from contextlib import suppress

from mattimer.desktop.autostart import AutostartError, AutostartState

CURRENT = r"Software\Microsoft\Windows\CurrentVersion"
RUN = rf"{CURRENT}\Run"
APPROVED = rf"{CURRENT}\Explorer\StartupApproved\Run"
NAME = "Mat Timer"


class WindowsAutostart:
    """The value, and whether the task manager switched it off."""

    there = True

    def __init__(self, command: tuple[str, ...]) -> None:
        self._command = command

    def state(self) -> AutostartState:
        """What the next login reads."""
        if _value(RUN) is None:
            return AutostartState(on=False)
        # The lowest bit of the first byte says that the person switched it off elsewhere.
        approved = _value(APPROVED)
        return AutostartState(on=not (isinstance(approved, bytes) and approved[:1] >= b"\x03"))

    def switch(self, *, on: bool) -> None:
        """Write the value, or take it away."""
        try:
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, RUN) as key:  # type: ignore[attr-defined,unused-ignore]
                if on:
                    line = subprocess.list2cmdline(self._command)
                    winreg.SetValueEx(key, NAME, 0, winreg.REG_SZ, line)  # type: ignore[attr-defined,unused-ignore]
                else:
                    with suppress(FileNotFoundError):
                        winreg.DeleteValue(key, NAME)  # type: ignore[attr-defined,unused-ignore]
            if on:
                _forget_approval()
        except OSError as error:
            raise AutostartError(f"Windows does not let this be changed ({error}).") from error


def _value(path: str) -> object:
    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, path) as key:  # type: ignore[attr-defined,unused-ignore]
            value: object = winreg.QueryValueEx(key, NAME)[0]  # type: ignore[attr-defined,unused-ignore]
            return value
    except OSError:
        return None


def _forget_approval() -> None:
    with (
        suppress(OSError),
        winreg.OpenKey(  # type: ignore[attr-defined,unused-ignore]
            winreg.HKEY_CURRENT_USER,  # type: ignore[attr-defined,unused-ignore]
            APPROVED,
            0,
            winreg.KEY_SET_VALUE,  # type: ignore[attr-defined,unused-ignore]
        ) as key,
    ):
        winreg.DeleteValue(key, NAME)  # type: ignore[attr-defined,unused-ignore]
