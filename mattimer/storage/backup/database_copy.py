"""Copies of a database that may be in use, checked before anybody relies on them."""

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from mattimer.storage.database import PATIENCE_S, refuse_broken
from mattimer.storage.error_mapping import told
from mattimer.storage.errors import DamagedData, LockedData, NewerData, NotOurData, UnwritableData
from mattimer.storage.migrations import create_private

STEP_PAGES = 128
"""Half a megabyte; in between a write finds its turn."""

LONGEST_S = 120.0
"""Writes begin a copy anew; somewhere that has to end."""

BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


class _ToldToEnd(Exception):  # noqa: N818 - it is none
    """The person quits."""


def checked_copy(
    source: Path,
    target: Path,
    *,
    every_row: bool = False,
    go_on: Callable[[], bool] = lambda: True,
    patience_s: float = PATIENCE_S,
) -> bool:
    """Copy a database to a private file and check the copy, where asked every row of it.

    Nothing is left at ``target`` where that fails.

    Returns:
        Whether it was done; False where ``go_on`` said to end.

    Raises:
        DataError: The source can't be read or is not sound, or there is no room.
    """
    _remove(target)
    try:
        with told(target), _about(source, target):
            create_private(target)
            try:
                _copy(source, target, go_on, patience_s)
            except UnwritableData:
                # So SQLite says that somebody has to take back a change before one may read.
                if not journal_of(source).exists():
                    raise
                _copy_cut_off(source, target)
            refuse_broken(target, every_row=every_row)
    except _ToldToEnd:
        _remove(target)
        return False
    except BaseException:
        _remove(target)
        raise
    return True


def journal_of(database: Path) -> Path:
    """Where SQLite notes what it is changing; left behind by a crash."""
    return database.with_name(f"{database.name}-journal")


@contextmanager
def _about(source: Path, target: Path) -> Iterator[None]:
    """What is wrong with a copy is wrong with what it was made of."""
    try:
        yield
    except (DamagedData, LockedData, NewerData, NotOurData) as error:
        if error.path != target:
            raise
        raise type(error)(source) from error


def _copy(source: Path, target: Path, go_on: Callable[[], bool], patience_s: float) -> None:
    began = held_since = time.monotonic()

    def on_progress(status: int, _remaining: int, _total: int) -> None:
        nonlocal held_since
        now = time.monotonic()
        if not go_on():
            raise _ToldToEnd
        if status not in BUSY:
            held_since = now
        if now - held_since > patience_s or now - began > LONGEST_S:
            raise LockedData(source)

    with told(source):
        if not source.is_file():
            raise NotOurData(source)
        address = f"file:{quote(str(source))}?mode=ro"
        with (
            closing(sqlite3.connect(address, uri=True, timeout=patience_s)) as connection,
            told(target),
            closing(sqlite3.connect(target, isolation_level=None)) as copy,
        ):
            connection.backup(copy, pages=STEP_PAGES, progress=on_progress, sleep=0.02)


def _copy_cut_off(source: Path, target: Path) -> None:
    """Copy a file that a crash left in the middle of a change, and the note of that change.

    What was half written is taken back in the copy, once it is opened.
    """
    beside = journal_of(target)
    create_private(beside)
    for one, other in ((source, target), (journal_of(source), beside)):
        shutil.copyfile(one, other)
    with told(target), closing(sqlite3.connect(target, isolation_level=None)) as copy:
        copy.execute("PRAGMA user_version").fetchone()
    beside.unlink(missing_ok=True)


def _remove(target: Path) -> None:
    for path in (target, journal_of(target)):
        with suppress(OSError):
            path.unlink(missing_ok=True)
