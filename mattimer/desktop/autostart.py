"""Opens the app into the tray at login: an entry in the autostart folder, as XDG has it.

The entry on disk is the only truth: it is read each time anybody asks, and an entry that a person
edited or a desktop switched off is taken as it is.
"""

import os
import shutil
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication

from mattimer import APP_ID
from mattimer.desktop.linux.desktop_entry import (
    EntryError,
    is_true,
    read_command,
    read_entry,
    write_command,
    write_entry,
)
from mattimer.desktop.own_program import own_words

HIDDEN = "--tray"
PRIVATE_FOLDER, PRIVATE_FILE = 0o700, 0o600
LONGEST = 64 * 1024
"""Bytes of an entry that are looked at."""

ODD_NAMES = "surrogateescape"
"""A folder's name may be no UTF-8."""


class AutostartError(Exception):
    """The switch could not be thrown; one sentence says why and what to do."""


@dataclass(frozen=True, slots=True)
class AutostartState:
    """What the system has.

    Attributes:
        on: Whether a login opens the app.
        trouble: Why it does not, though somebody wanted it; one sentence, else empty.
    """

    on: bool
    trouble: str = ""


class Autostart(Protocol):
    """The switch.

    Attributes:
        there: Whether there is such a thing here.
    """

    there: bool

    def state(self) -> AutostartState:
        """What a login does, as of now."""
        ...

    def switch(self, *, on: bool) -> None:
        """Let a login open the app, or not.

        Raises:
            AutostartError: It could not be written; everything is as it was.
        """
        ...


class NoAutostart:
    """Where nobody knows how."""

    there = False

    def state(self) -> AutostartState:
        """Off."""
        return AutostartState(on=False)

    def switch(self, *, on: bool) -> None:
        """Nothing to switch off, and no way to switch on."""
        if on:
            raise AutostartError(_tr("This system does not say how to open an app at login."))


class XdgAutostart:
    """The entry in the autostart folder of Linux desktops."""

    there = True

    def __init__(self, folder: Path, command: tuple[str, ...], icon: str) -> None:
        """Nothing is read or written yet.

        Args:
            folder: The autostart folder; it may be missing.
            command: The words that open the app without a window.
            icon: A name of the icon theme, or a file.
        """
        self._file = folder / f"{APP_ID}.desktop"
        self._command = command
        self._icon = icon

    def state(self) -> AutostartState:
        """What the next login reads."""
        try:
            with self._file.open("rb") as file:
                values = read_entry(file.read(LONGEST).decode(errors=ODD_NAMES))
        except (FileNotFoundError, NotADirectoryError):
            return AutostartState(on=False)
        except (OSError, EntryError):
            return _broken(_tr("The login entry {0} cannot be read."), self._file)
        return _state_of(values)

    def switch(self, *, on: bool) -> None:
        """Write the entry, or take it away; one that opens the app already is left as it is."""
        try:
            if not on:
                self._file.unlink(missing_ok=True)
            elif not self.state().on:
                self._write()
        except NotADirectoryError as error:
            if on:
                raise _refused(error, self._file.parent) from error
        except OSError as error:
            raise _refused(error, self._file) from error

    def _write(self) -> None:
        folder = self._file.parent
        folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        unfinished = self._file.with_name(self._file.name + ".part")
        unfinished.unlink(missing_ok=True)
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", errors=ODD_NAMES) as file:
                file.write(self._text())
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(self._file)
        except OSError:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)
            raise

    def _text(self) -> str:
        return write_entry(
            {
                "Type": "Application",
                "Name": "Mat Timer",
                "Comment": _tr("Opens into the tray at login"),
                "Icon": self._icon,
                "Exec": write_command(self._command),
                "Terminal": "false",
                "X-GNOME-Autostart-enabled": "true",
            }
        )


def own_command(
    environment: Mapping[str, str], *, data: Path | None = None
) -> tuple[tuple[str, ...], str]:
    """The words that open this very app without a window, and its icon's name if it has one.

    Args:
        environment: Where an AppImage says what file it is.
        data: The folder of an instance of its own.
    """
    icon = APP_ID if environment.get("APPIMAGE") else ""
    return (*own_words(environment, data=data), HIDDEN), icon


def autostart_here(
    folder: Path, *, icon: Path, data: Path | None, environment: Mapping[str, str] = os.environ
) -> Autostart:
    """The switch of this system.

    Args:
        folder: Where entries lie, where there are such.
        icon: The picture of the app.
        data: The folder of an instance of its own, else None.
        environment: The process's environment.
    """
    command, name = own_command(environment, data=data)
    if sys.platform == "win32":
        from mattimer.desktop.windows.autostart_windows import (  # noqa: PLC0415 - exists there only
            WindowsAutostart,
        )

        return NoAutostart() if data else WindowsAutostart(command)
    if sys.platform == "darwin":
        from mattimer.desktop.macos.autostart_mac import MacAutostart  # noqa: PLC0415 - exists there only

        return NoAutostart() if data else MacAutostart(command)
    if "FLATPAK_ID" in environment:
        return NoAutostart()  # an entry in the sandbox is one that no login reads
    return XdgAutostart(folder, command, name or str(icon))


def _state_of(values: Mapping[str, str]) -> AutostartState:
    if is_true(values, "Hidden") or is_true(values, "X-GNOME-Autostart-enabled") is False:
        return AutostartState(on=False)
    if not _shown_here(values):
        return AutostartState(on=False, trouble=_tr("The login entry is for another desktop."))
    try:
        program = read_command(values.get("Exec", ""))[0]
    except EntryError:
        return AutostartState(on=False, trouble=_tr("The login entry has no command."))
    for one in (program, values.get("TryExec") or program):
        if shutil.which(one) is None:
            return _broken(_tr("The login entry opens {0}, which is not there any more."), one)
    return AutostartState(on=True)


def _shown_here(values: Mapping[str, str]) -> bool:
    desktops = {one for one in os.environ.get("XDG_CURRENT_DESKTOP", "").split(":") if one}
    only, never = (
        {one for one in values.get(key, "").split(";") if one}
        for key in ("OnlyShowIn", "NotShowIn")
    )
    return not (only and not only & desktops) and not never & desktops


def _broken(sentence: str, what: object) -> AutostartState:
    return AutostartState(on=False, trouble=sentence.format(what))


def _refused(error: OSError, path: Path) -> AutostartError:
    why = (error.strerror or str(error)).lower()
    sentence = _tr("The login entry {0} cannot be written ({1}); nothing was changed.")
    return AutostartError(sentence.format(path, why))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Autostart", text)
