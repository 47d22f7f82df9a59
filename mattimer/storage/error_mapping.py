"""Tells the world's faults from ours in what SQLite and the operating system raise."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mattimer.storage.errors import (
    DamagedData,
    DataError,
    DiskFull,
    LockedData,
    NotOurData,
    UnwritableData,
    data_error_of,
)

PRIMARY = 0xFF
"""The low byte of an extended SQLite error code is the kind of error."""

KINDS: dict[int, type[DataError]] = {
    sqlite3.SQLITE_BUSY: LockedData,
    sqlite3.SQLITE_LOCKED: LockedData,
    sqlite3.SQLITE_PROTOCOL: LockedData,
    sqlite3.SQLITE_CORRUPT: DamagedData,
    sqlite3.SQLITE_NOTADB: NotOurData,
    sqlite3.SQLITE_FULL: DiskFull,
}

UNWRITABLE: dict[int, str] = {
    sqlite3.SQLITE_READONLY: "it is read-only",
    sqlite3.SQLITE_PERM: "permission denied",
    sqlite3.SQLITE_CANTOPEN: "it can't be opened",
    sqlite3.SQLITE_IOERR: "the disk reports an error",
}


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn the world's errors inside the block into sentences about ``path``.

    Raises:
        DataError: The world stood in the way. Everything else, our own faults above all, passes
            through as it was.
    """
    try:
        yield
    except sqlite3.Error as error:
        cause = _cause_of(error, path)
        if cause is None:
            raise
        raise cause from error
    except UnicodeDecodeError as error:
        # Where the schema itself is damaged, not even SQLite's complaint about it is text.
        raise DamagedData(path) from error
    except OSError as error:
        raise data_error_of(error, path) from error


def _cause_of(error: sqlite3.Error, path: Path) -> DataError | None:
    """The world's fault behind an SQLite error; None where it is ours."""
    # The module raises some errors itself, undecodable text among them; those carry no code.
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return DamagedData(path) if str(error).startswith("Could not decode") else None
    kind = code & PRIMARY
    if kind in KINDS:
        return KINDS[kind](path)
    return UnwritableData(path, UNWRITABLE[kind]) if kind in UNWRITABLE else None
