"""The program on disk: what starts it, and whether it is still the one that runs."""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QProcess


class OwnProgram:
    """The file that this process was started from, and whether an upgrade has replaced it.

    A frozen app in the tray goes on as the older version, but would read figures and plugins of
    the newer one.
    """

    def __init__(self, file: Path | None, words: Sequence[str]) -> None:
        """Look at it once.

        Args:
            file: The program; None where modules lie in files of their own.
            words: What starts it.
        """
        self._file = file
        self._words = tuple(words)
        self._known = self._identity()

    @property
    def replaced(self) -> bool:
        """Whether another one is there; one that is gone has not come yet."""
        now = self._identity()
        return now is not None and now != self._known

    def start(self) -> bool:
        """Start what is there now; whether that went well."""
        program, *rest = self._words
        started, _pid = QProcess.startDetached(program, rest)
        return bool(started)

    def _identity(self) -> tuple[int, int, int] | None:
        if self._file is None:
            return None
        try:
            found = self._file.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino, found.st_mtime_ns


def own_program(data: Path | None) -> OwnProgram:
    """The program of this process.

    Args:
        data: The folder of an instance of its own, else None.
    """
    # An AppImage is mounted; what runs from it stays as it is.
    frozen = bool(getattr(sys, "frozen", False)) and "APPIMAGE" not in os.environ
    words = own_command(os.environ, data=data)
    return OwnProgram(Path(sys.executable) if frozen else None, words)


def child_command(command: str) -> tuple[str, ...]:
    """The words that run a command of the app in a process of its own, beside this one.

    It runs from the same files: a mounted AppImage is not mounted a second time.
    """
    frozen = getattr(sys, "frozen", False)
    return (sys.executable, *(() if frozen else ("-m", "mattimer")), command)


def own_command(environment: Mapping[str, str], *, data: Path | None = None) -> tuple[str, ...]:
    """The words that start this app.

    Args:
        environment: Where an AppImage says what file it is.
        data: The folder of an instance of its own, else None.
    """
    image = environment.get("APPIMAGE")
    script = Path(sys.executable).with_name("mattimer")
    if image:
        program: tuple[str, ...] = (image,)
    elif getattr(sys, "frozen", False):
        program = (sys.executable,)
    elif os.access(script, os.X_OK):
        program = (str(script),)
    else:
        program = (sys.executable, "-m", "mattimer")
    return program if data is None else (*program, "--data-dir", str(data))
