"""Saves what can still be read of a damaged database."""

import sqlite3
import tempfile
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from mattimer.session.records import CheckIn, Document, FollowUp, Screening, SessionRecord
from mattimer.storage.backup.database_copy import journal_of
from mattimer.storage.backup.leaf_pages import Tree, rows_in
from mattimer.storage.codec.tables import (
    CHECK_INS,
    DOCUMENTS,
    FOLLOW_UPS,
    SCREENINGS,
    SESSIONS,
    TABLES,
    Row,
    Table,
)
from mattimer.storage.database import UNREADABLE
from mattimer.storage.error_mapping import told
from mattimer.storage.migrations import transaction
from mattimer.storage.row_shapes import row_shapes
from mattimer.storage.upsert import absorb

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What could be read, of each thing the latest version; some of it may be older than it was."""

    sessions: tuple[SessionRecord, ...]
    screenings: tuple[Screening, ...]
    check_ins: tuple[CheckIn, ...]
    follow_ups: tuple[FollowUp, ...]
    documents: tuple[Document, ...]


def salvage(path: Path) -> Salvaged:
    """Read what is left in a damaged file; the file itself is not touched.

    Raises:
        DataError: Not even its bytes can be read.
    """
    shapes = row_shapes()
    latest: dict[str, dict[Row, Any]] = {table.name: {} for table in TABLES}
    for tree, values in rows_in(_content(path)):
        for shape in shapes:
            if shape.fits(values, numbered=tree is Tree.TABLE):
                with suppress(*UNREADABLE):
                    _keep_latest(shape.table, shape.record_of(values), latest[shape.table.name])
                    break
    found = {name: tuple(records.values()) for name, records in latest.items()}
    return Salvaged(
        sessions=found[SESSIONS.name],
        screenings=tuple(sorted(found[SCREENINGS.name], key=lambda one: one.answered_us)),
        check_ins=found[CHECK_INS.name],
        follow_ups=found[FOLLOW_UPS.name],
        documents=tuple(one for one in found[DOCUMENTS.name] if one.value is not None),
    )


def _content(path: Path) -> bytes:
    """The file as it was before a change that a crash cut off, where that can be taken back."""
    with told(path):
        content = path.read_bytes()
        if not journal_of(path).exists():
            return content
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".salvage-") as folder:
            copy = Path(folder) / path.name
            copy.write_bytes(content)
            journal_of(copy).write_bytes(journal_of(path).read_bytes())
            with suppress(sqlite3.Error), closing(sqlite3.connect(copy)) as connection:
                connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            return copy.read_bytes()


def _keep_latest(table: Table[T], one: T, latest: dict[Row, T]) -> None:
    """Of two versions of one thing the one that ranks higher."""
    key = table.row_of(one)[: table.keys]
    if key not in latest or table.rank(one) > table.rank(latest[key]):
        latest[key] = one


def merge_in(connection: sqlite3.Connection, salvaged: Salvaged) -> int:
    """Put what was saved into a sound database of the newest version, in one transaction.

    Of two versions of one thing the later stays; a row that the database refuses is left out.

    Returns:
        How many sessions were not there, or older.
    """
    with transaction(connection):
        count = sum(_put(connection, SESSIONS, one) for one in salvaged.sessions)
        for table, found in (
            (SCREENINGS, salvaged.screenings),
            (CHECK_INS, salvaged.check_ins),
            (FOLLOW_UPS, salvaged.follow_ups),
            (DOCUMENTS, salvaged.documents),
        ):
            for one in found:
                _put(connection, table, one)
    return count


def _put(connection: sqlite3.Connection, table: Table[Any], record: object) -> bool:
    """Whether the database took it: what a flipped byte made of a row breaks its rules."""
    before = connection.total_changes
    with suppress(sqlite3.IntegrityError, sqlite3.ProgrammingError, OverflowError):
        absorb(connection, table, [table.row_of(record)])
    return connection.total_changes > before
