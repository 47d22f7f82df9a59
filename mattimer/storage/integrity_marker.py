"""A small file beside the database: when all of it was checked, and what it was when closed.

With it a start need not read everything. Checking every page of a hundred thousand sessions takes
40 ms in memory and far longer from a slow disk. A file that is to the nanosecond the one this
program closed was not touched by anything else; it is checked again once a week all the same,
because disks also fail unasked.
"""

import time
from contextlib import suppress
from pathlib import Path

from mattimer.storage.atomic_write import atomic_write

CHECK_EVERY_S = 7 * 24 * 3600
DOUBT = "doubted"


def mark_checked(path: Path) -> None:
    """Note that the database was checked just now. Where that fails it is checked again."""
    _write(path, int(time.time()))


def mark_closed(path: Path) -> None:
    """Note how the database looks after closing it; when it was last checked stays as it was."""
    noted = _read(path)
    if noted is not None:
        _write(path, noted[0])


def is_unchanged(path: Path) -> bool:
    """Whether the database is as it was closed, and was checked within a week."""
    noted = _read(path)
    if noted is None:
        return False
    checked_s, look = noted
    return 0 <= time.time() - checked_s < CHECK_EVERY_S and look == _look(path)


def mark_doubtful(path: Path) -> None:
    """Note that something in the database could not be read: all of it is looked at next time."""
    _note(path, DOUBT)


def is_doubtful(path: Path) -> bool:
    """Whether something could not be read."""
    try:
        return marker_file(path).read_text("ascii") == DOUBT
    except (OSError, ValueError):
        return False


def marker_file(path: Path) -> Path:
    """Where it is noted: beside the database."""
    return path.with_name(path.name + ".checked")


def _look(path: Path) -> str:
    """Size, time of the last change of any kind, which can't be set back, and identity."""
    found = path.stat()
    return f"{found.st_size} {found.st_ctime_ns} {found.st_ino}"


def _read(path: Path) -> tuple[int, str] | None:
    try:
        checked, look = marker_file(path).read_text("ascii").split(" ", 1)
        return int(checked), look
    except (OSError, ValueError):
        return None


def _write(path: Path, checked_s: int) -> None:
    with suppress(OSError):
        _note(path, f"{checked_s} {_look(path)}")


def _note(path: Path, text: str) -> None:
    with suppress(OSError):
        atomic_write(marker_file(path), text.encode("ascii"))
