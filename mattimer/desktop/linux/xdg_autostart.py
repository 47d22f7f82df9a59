"""The autostart switch on Linux: a desktop entry in the autostart folder, as XDG has it.

An entry that a person edited or a desktop switched off is taken as it is.
"""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from mattimer import APP_ID
from mattimer.desktop.autostart import AutostartError, AutostartState, Replace
from mattimer.desktop.linux.desktop_entry import (
    EntryError,
    is_true,
    read_command,
    read_entry,
    write_command,
    write_entry,
)

PRIVATE_FOLDER = 0o700
LONGEST = 64 * 1024
"""Bytes of an entry that are looked at."""

ODD_NAMES = "surrogateescape"
"""A folder's name may be no UTF-8."""


class XdgAutostart:
    """The entry in the autostart folder of Linux desktops."""

    there = True

    def __init__(self, folder: Path, command: tuple[str, ...], icon: str, replace: Replace) -> None:
        """Nothing is read or written yet.

        Args:
            folder: The autostart folder; it may be missing.
            command: The words that open the app without a window.
            icon: A name of the icon theme, or a file.
            replace: Writes a file.
        """
        self._file = folder / f"{APP_ID}.desktop"
        self._command = command
        self._icon = icon
        self._replace = replace

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
        self._replace(self._file, self._text().encode(errors=ODD_NAMES))

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
