"""Saves what can still be read of a damaged database."""

import sqlite3
import tempfile
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

from mattimer.session.records import CheckIn, Document, FollowUp, Screening, SessionRecord
from mattimer.storage import check_in_rows as remark_rows
from mattimer.storage import codec as rows
from mattimer.storage.backup.database_copy import journal_of
from mattimer.storage.backup.leaf_pages import Tree, Values, rows_in
from mattimer.storage.database import UNREADABLE
from mattimer.storage.error_mapping import told
from mattimer.storage.merge import (
    Rank,
    rank_check_in,
    rank_document,
    rank_follow_up,
    rank_screening,
    rank_session,
)
from mattimer.storage.migrations import transaction

T = TypeVar("T")
K = TypeVar("K")

ID_LENGTH = 36

# The statements are put together from names of columns; no value of a person is ever in them.
# ruff: noqa: S608


def _put_statement(table: str, key: str, columns: tuple[str, ...]) -> str:
    """In place of whatever is there."""
    others = ", ".join(f"{name} = excluded.{name}" for name in columns if name != key)
    return (
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))}) "
        f"ON CONFLICT ({key}) DO UPDATE SET {others}"
    )


PUT_SESSION = _put_statement("session", "id", rows.COLUMNS)
PUT_CHECK_IN = _put_statement("check_in", "day", tuple(field.name for field in fields(CheckIn)))
PUT_DOCUMENT = _put_statement("profile", "key", ("key", "value", "updated_us", "device"))
ADD_SCREENING = f"{rows.ADD_SCREENING} ON CONFLICT (id) DO NOTHING"
CHECK_IN = f"{remark_rows.ALL_CHECK_INS.partition('ORDER')[0]} WHERE day = ?"


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
    found: dict[str, list[Values]] = {name: [] for name in MAKERS}
    for tree, values in rows_in(_content(path)):
        name = _table_of(tree, values)
        if name is not None:
            found[name].append(values)
    return Salvaged(
        _latest(_made(found, "session"), lambda one: one.id, rank_session),
        tuple(
            sorted(
                _latest(_made(found, "screening"), lambda one: one.id, rank_screening),
                key=lambda one: one.answered_us,
            )
        ),
        _latest(_made(found, "check_in"), lambda one: one.day, rank_check_in),
        _latest(_made(found, "follow_up"), lambda one: (one.session_id, one.kind), rank_follow_up),
        _latest(
            (one for one in _made(found, "profile") if one.value is not None),
            lambda one: one.key,
            rank_document,
        ),
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


def _table_of(tree: Tree, values: Values) -> str | None:
    """Which table a row belongs to, told by its shape alone: the schema may be gone."""
    count, first = len(values), values[0] if values else None
    if not isinstance(first, str):
        return None
    if tree is Tree.TABLE:
        if len(first) == ID_LENGTH:
            return {len(rows.COLUMNS): "session", 5: "screening"}.get(count)
        return "profile" if count == 4 else None  # noqa: PLR2004
    if count in (6, 7):
        return "check_in"
    return "follow_up" if count == 4 else None  # noqa: PLR2004


def _check_in_of(values: Values) -> CheckIn:
    # Before version 3 nothing was remembered of one that was taken back.
    return remark_rows.check_in_of((*values, 0)[:7])


MAKERS: dict[str, tuple[Callable[[Values], Any], Callable[[Any], Values]]] = {
    "session": (rows.record_from, rows.row_of),
    "screening": (rows.screening_of, rows.row_of_screening),
    "check_in": (_check_in_of, remark_rows.row_of_check_in),
    "follow_up": (remark_rows.follow_up_of, remark_rows.row_of_follow_up),
    "profile": (remark_rows.document_of, remark_rows.row_of_document),
}


def _made(found: dict[str, list[Values]], name: str) -> list[Any]:
    """What can be made of rows, and a row of that again."""
    make, row_of = MAKERS[name]
    made = []
    for values in found[name]:
        with suppress(*UNREADABLE):
            one = make(values)
            row_of(one)
            made.append(one)
    return made


def _latest(
    found: Iterable[T], key_of: Callable[[T], K], rank_of: Callable[[T], Rank]
) -> tuple[T, ...]:
    latest: dict[K, T] = {}
    for one in found:
        with suppress(*UNREADABLE):
            there = latest.get(key_of(one))
            if there is None or rank_of(one) > rank_of(there):
                latest[key_of(one)] = one
    return tuple(latest.values())


def merge_in(connection: sqlite3.Connection, salvaged: Salvaged) -> int:
    """Put what was saved into a sound database of the newest version, in one transaction.

    Of two versions of one thing the later stays; a row that the database refuses is left out.

    Returns:
        How many sessions were not there, or older.
    """
    with transaction(connection):
        count = sum(_put_session(connection, one) for one in salvaged.sessions)
        for screening in salvaged.screenings:
            row = rows.row_of_screening(screening)
            _put(connection, ADD_SCREENING, row)
        for check_in in salvaged.check_ins:
            there = _there(connection, remark_rows.check_in_of, CHECK_IN, check_in.day.isoformat())
            if there is None or rank_check_in(check_in) > rank_check_in(there):
                _put(connection, PUT_CHECK_IN, remark_rows.row_of_check_in(check_in))
        for said in salvaged.follow_ups:
            _put(connection, remark_rows.FOLLOW_UP, remark_rows.row_of_follow_up(said))
        for document in salvaged.documents:
            kept = _there(connection, remark_rows.document_of, remark_rows.DOCUMENT, document.key)
            if kept is None or rank_document(document) > rank_document(kept):
                _put(connection, PUT_DOCUMENT, remark_rows.row_of_document(document))
    return count


def _put_session(connection: sqlite3.Connection, record: SessionRecord) -> bool:
    there = _there(connection, rows.record_from, rows.ONE, str(record.id))
    if there is not None and rank_session(record) <= rank_session(there):
        return False
    return _put(connection, PUT_SESSION, rows.row_of(record))


def _there(
    connection: sqlite3.Connection, make: Callable[[Values], T], statement: str, key: str
) -> T | None:
    row = connection.execute(statement, (key,)).fetchone()
    return None if row is None else make(row)


def _put(connection: sqlite3.Connection, statement: str, values: Values) -> bool:
    """Whether the database took it: what a flipped byte made of a row breaks its rules."""
    try:
        return connection.execute(statement, values).rowcount > 0
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError, OverflowError):
        return False
