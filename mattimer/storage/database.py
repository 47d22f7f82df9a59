"""Opens the one file that keeps everything, or says in one sentence why it can't be used."""

import os
import sqlite3
import stat
from contextlib import closing, suppress
from pathlib import Path

import msgspec

from mattimer.storage.codec.tables import DOCUMENTS
from mattimer.storage.error_mapping import told
from mattimer.storage.errors import (
    DamagedData,
    NewerData,
    NotOurData,
    OldSqlite,
    UnwritableData,
)
from mattimer.storage.integrity_marker import is_doubtful, is_unchanged, mark_checked
from mattimer.storage.migrations import PRIVATE, create_private, migrate, version_of
from mattimer.storage.row_shapes import row_shapes
from mattimer.storage.schema import APPLICATION_ID, STEPS, TABLES, Step

PATIENCE_S = 3.0
"""How long another program may hold the file before a person hears of it."""

OLDEST_SQLITE = (3, 37, 0)
"""The first that knows STRICT tables."""

MAGIC = b"SQLite format 3\0"
HEADER_SIZE = 100
VERSION_AT = slice(60, 64)
APPLICATION_AT = slice(68, 72)

UNREADABLE = (ValueError, TypeError, AttributeError)
"""What comes of a row that no program of ours wrote."""


class _FileHeader(msgspec.Struct, frozen=True):
    version: int
    application: int


def open_database(
    path: Path, *, steps: tuple[Step, ...] = STEPS, patience_s: float = PATIENCE_S
) -> sqlite3.Connection:
    """Open the database, making or migrating it first where that is due.

    A file that can't be used is not written to. The connection belongs to the calling thread.

    Raises:
        DataError: NewerData, DamagedData, NotOurData, LockedData, UnwritableData, DiskFull.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise OldSqlite(path, f"it is {sqlite3.sqlite_version}")
    with told(path):
        _refuse_foreign(path, newest=len(steps))
        create_private(path)
        connection = sqlite3.connect(path, timeout=patience_s, isolation_level=None)
        try:
            _refuse_unusable(connection, path, newest=len(steps))
            _configure(connection)
            _require_writable(connection, path)
            migrate(connection, path, steps)
        except BaseException:
            connection.close()
            raise
        _keep_private(path)
        return connection


def refuse_broken(path: Path, *, every_row: bool = False, steps: tuple[Step, ...] = STEPS) -> None:
    """Read all of a file that nothing else uses, and where asked look at every row as well.

    Raises:
        DataError: It is no sound database of this version or an older one.
    """
    newest = len(steps)
    with told(path):
        if _refuse_foreign(path, newest=newest) is None:
            raise DamagedData(path)
        with closing(sqlite3.connect(path, timeout=PATIENCE_S, isolation_level=None)) as connection:
            _refuse_incomplete(connection, path, newest=newest)
            _check(connection, path)
            if every_row:
                _refuse_unreadable(connection, path)


def _refuse_foreign(path: Path, *, newest: int) -> _FileHeader | None:
    """Look at the file's first bytes only, so that a refused file is not even opened by SQLite."""
    header = _read_header(path)
    if header is None:
        return None
    if header.application != APPLICATION_ID:
        raise NotOurData(path)
    if header.version > newest:
        raise NewerData(path)
    return header


def _read_header(path: Path) -> _FileHeader | None:
    """What the file says of itself; None where there is none or it is empty."""
    try:
        # Opening a pipe would wait for ever.
        if not stat.S_ISREG(path.stat().st_mode):
            raise NotOurData(path)
        with path.open("rb") as file:
            found = file.read(HEADER_SIZE)
    except FileNotFoundError:
        return None
    if not found:
        return None
    if not found.startswith(MAGIC):
        raise NotOurData(path)
    if len(found) < HEADER_SIZE:
        raise DamagedData(path)
    return _FileHeader(
        version=int.from_bytes(found[VERSION_AT], "big"),
        application=int.from_bytes(found[APPLICATION_AT], "big"),
    )


def _refuse_unusable(connection: sqlite3.Connection, path: Path, *, newest: int) -> None:
    version = _refuse_incomplete(connection, path, newest=newest)
    if version > 0 and not is_unchanged(path):
        _check(connection, path)
        if is_doubtful(path):
            _refuse_unreadable(connection, path)
        mark_checked(path)


def _refuse_incomplete(connection: sqlite3.Connection, path: Path, *, newest: int) -> int:
    """Look whether all is there; returns the version."""
    # The first read; it also takes back what a crash left half written.
    version = version_of(connection)
    if version > newest:
        raise NewerData(path)
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
    if version == 0:
        if tables:
            raise DamagedData(path)
        return 0
    if not tables >= TABLES[min(version, len(TABLES)) - 1] or _is_cut_short(connection, path):
        raise DamagedData(path)
    return version


def _is_cut_short(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether the end is missing. SQLite itself fills up a last page that is half there."""
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    (page_size,) = connection.execute("PRAGMA page_size").fetchone()
    return path.stat().st_size < int(pages) * int(page_size)


def _check(connection: sqlite3.Connection, path: Path) -> None:
    """Read every page. CHECKs took eight times as long and hold for every row ever written."""
    connection.execute("PRAGMA ignore_check_constraints = ON")
    found = connection.execute("PRAGMA quick_check(1)").fetchall()
    connection.execute("PRAGMA ignore_check_constraints = OFF")
    if found != [("ok",)]:
        raise DamagedData(path)


def _refuse_unreadable(connection: sqlite3.Connection, path: Path) -> None:
    """Look at every row as a record: a byte that fell over in a word is no fault to SQLite."""
    tables = TABLES[min(version_of(connection), len(TABLES)) - 1]
    for shape in row_shapes():
        # A damaged document costs its value alone.
        if shape.table is DOCUMENTS or shape.table.name not in tables:
            continue
        statement = f"SELECT * FROM {shape.table.name}"  # noqa: S608  a name of ours
        with closing(connection.execute(statement)) as found:
            try:
                for row in found:
                    shape.record_of(row)
            except UNREADABLE as error:
                raise DamagedData(path) from error


def _configure(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA journal_mode = DELETE")
    # EXTRA is FULL and also syncs the folder once the journal is gone; without that a power
    # loss right after a commit may bring the journal back and take the commit with it.
    connection.execute("PRAGMA synchronous = EXTRA")


def _require_writable(connection: sqlite3.Connection, path: Path) -> None:
    """Find out now, not at the end of the first session. Nothing is written by this."""
    effective = os.access in os.supports_effective_ids
    if not os.access(path, os.W_OK, effective_ids=effective):
        raise UnwritableData(path, "it is read-only")
    if not os.access(path.parent, os.W_OK | os.X_OK, effective_ids=effective):
        raise UnwritableData(path, "its folder is read-only")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("ROLLBACK")


def _keep_private(path: Path) -> None:
    """Close a file to others that came in more open, from a copy perhaps."""
    if stat.S_IMODE(path.stat().st_mode) != PRIVATE:
        # Some file systems know no permissions; the data is still usable there.
        with suppress(OSError):
            path.chmod(PRIVATE)
