"""Versions of what the program runs on; nothing about the person."""

import os
import sys
from pathlib import Path

import PySide6
from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from mattimer import __version__


def versions() -> tuple[tuple[str, str], ...]:
    """Names and versions, in the order they are read."""
    return (
        ("Mat Timer", __version__),
        ("Python", sys.version.split()[0]),
        ("Qt", qVersion()),
        ("PySide6", PySide6.__version__),
        ("System", system_version()),
        ("Windows by", QGuiApplication.platformName() or "none"),
        ("Desktop", os.environ.get("XDG_CURRENT_DESKTOP") or "not named"),
        ("Session", os.environ.get("XDG_SESSION_TYPE") or "not named"),
    )


def system_version() -> str:
    """Kernel, machine and C library, without starting ``uname`` as Python's platform does."""
    if sys.platform != "linux":
        import platform  # noqa: PLC0415 - knows the names of the other systems

        return platform.platform()
    kernel = os.uname()
    library = (os.confstr("CS_GNU_LIBC_VERSION") or "").replace(" ", "")
    return "-".join(filter(None, (kernel.sysname, kernel.release, kernel.machine, library)))


def without_home(text: str) -> str:
    """A text in which the person's home is "~"."""
    home = str(Path.home())
    return text.replace(home, "~") if len(home) > 1 else text
