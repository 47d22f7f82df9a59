"""Takes rows from elsewhere into a database, row by row the one that merge.py ranks higher."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple, dataclass
from typing import Any

from mattimer.storage import check_in_rows as remark_rows
from mattimer.storage import codec as rows
from mattimer.storage.merge import (
    Rank,
    Tally,
    rank_check_in,
    rank_document,
    rank_follow_up,
    rank_screening,
    rank_session,
)
from mattimer.storage.repository import Repository

# The statements are put together from names of columns; no value of a person is ever in them.
# ruff: noqa: S608

Row = tuple[Any, ...]

BATCH = 400
"""Rows at a time; SQLite before 3.32 takes no more than 999 values."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table whose rows can be merged.

    Attributes:
        name: Of the table.
        columns: In the order of a row's values.
        keys: How many of the first columns name a row.
        rank: What ``merge`` makes of a row.
    """

    name: str
    columns: tuple[str, ...]
    keys: int
    rank: Callable[[Row], Rank]

    @property
    def select(self) -> str:
        """Every row, in the order of the keys."""
        return f"SELECT {', '.join(self.columns)} FROM {self.name}"

    @property
    def write(self) -> str:
        """Insert a row, or write all of it over the one of its key."""
        keys, rest = self.columns[: self.keys], self.columns[self.keys :]
        marks = ", ".join("?" * len(self.columns))
        set_rest = ", ".join(f"{name} = excluded.{name}" for name in rest)
        return (
            f"INSERT INTO {self.name} ({', '.join(self.columns)}) VALUES ({marks}) "
            f"ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {set_rest}"
        )

    def key(self, row: Row) -> Row:
        """What names the row."""
        return row[: self.keys]

    def greater(self, mine: Row, theirs: Row) -> Row:
        """The one that remains; mine where they are the same."""
        if mine == theirs:
            return mine
        return theirs if self.rank(theirs) > self.rank(mine) else mine

    def known(self, connection: sqlite3.Connection, keys: Iterable[Row]) -> dict[Row, Row]:
        """The rows that are there under the first part of any of the keys."""
        first = tuple({key[0] for key in keys})
        marks = ", ".join("?" * len(first))
        statement = f"{self.select} WHERE {self.columns[0]} IN ({marks})"
        return {self.key(row): row for row in connection.execute(statement, first)}


@dataclass(frozen=True, slots=True)
class Heard:
    """How far a file of the shared folder was read.

    Attributes:
        name: Of the file.
        place: In bytes from its beginning.
        mark: What stood just before that place, as 32 hexadecimal digits.
    """

    name: str
    place: int
    mark: str


KEEP_HEARD = """
    INSERT INTO heard (name, place, mark) VALUES (?, ?, ?)
    ON CONFLICT (name) DO UPDATE SET place = excluded.place, mark = excluded.mark
"""

SESSIONS = Table("session", rows.COLUMNS, 1, lambda row: rank_session(rows.record_from(row)))
SCREENINGS = Table(
    "screening",
    ("id", "answered_us", "utc_offset_s", "answers", "device"),
    1,
    lambda row: rank_screening(rows.screening_of(row)),
)
CHECK_INS = Table(
    "check_in",
    ("day", "tightness", "answered_us", "utc_offset_s", "device", "updated_us", "deleted"),
    1,
    lambda row: rank_check_in(remark_rows.check_in_of(row)),
)
FOLLOW_UPS = Table(
    "follow_up",
    ("session_id", "kind", "at_us", "device"),
    2,
    lambda row: rank_follow_up(remark_rows.follow_up_of(row)),
)
DOCUMENTS = Table(
    "profile",
    ("key", "value", "updated_us", "device"),
    1,
    lambda row: rank_document(remark_rows.document_of(row)),
)
TABLES = (SESSIONS, FOLLOW_UPS, SCREENINGS, CHECK_INS, DOCUMENTS)
"""Sessions first: follow-ups belong to them."""

Batch = tuple[Table, Sequence[Row]]
"""Some rows of a table, ``BATCH`` at the most."""

DELETED = rows.COLUMNS.index("deleted")
ANSWERED = SCREENINGS.columns.index("answered_us")


def merge_into(
    repository: Repository,
    batches: Iterable[Batch],
    heard: Sequence[Heard] = (),
    *,
    write: bool = True,
) -> Tally:
    """Merge batches in one transaction: all of them, or none where one can't be taken.

    Sessions come before what was said of them. ``heard`` is kept together with them.
    """
    tally = Tally()
    with repository.writing() as connection:
        for table, theirs in batches:
            tally += absorb(connection, table, theirs, write=write)
        if write and heard:
            connection.executemany(KEEP_HEARD, [astuple(file) for file in heard])
    return tally


def heard_of(repository: Repository) -> dict[str, Heard]:
    """How far each file of the shared folder was read, by its name."""
    found = repository.made(lambda row: Heard(*row), "SELECT name, place, mark FROM heard")
    return {file.name: file for file in found}


def absorb(
    connection: sqlite3.Connection, table: Table, theirs: Iterable[Row], *, write: bool = True
) -> Tally:
    """Merge some rows, ``BATCH`` at the most, inside a transaction of the caller's.

    Args:
        connection: Where to.
        table: Whose rows they are.
        theirs: Valid rows; several may have one key.
        write: Whether to do it or only say what it would do.
    """
    newest: dict[Row, Row] = {}
    for row in theirs:
        key = table.key(row)
        newest[key] = row if key not in newest else table.greater(newest[key], row)
    known = table.known(connection, newest)
    added, changed = [], []
    found: Counter[str] = Counter()
    for key, row in newest.items():
        mine = known.get(key)
        if mine is None:
            added.append(row)
            found[_became(table, row, row, new=True)] += 1
        else:
            remains = table.greater(mine, row)
            if remains is not mine:
                changed.append(remains)
            found[_became(table, mine, remains, new=False)] += 1
    if write:
        put_in = _put_in_screenings if table is SCREENINGS else _put
        put_in(connection, table, added)
        _put(connection, table, changed)
    del found[""]
    return Tally(**found)


def _became(table: Table, mine: Row, remains: Row, *, new: bool) -> str:
    """Which number of the tally a row counts for; none where it has nothing to do with any."""
    if table is not SESSIONS:
        return "beside" if new or remains is not mine else ""
    if new:
        return "same" if remains[DELETED] else "added"
    if remains is mine or (mine[DELETED] and remains[DELETED]):
        return "same"
    return "deleted" if remains[DELETED] else "changed"


def _put(connection: sqlite3.Connection, table: Table, due: list[Row]) -> None:
    if due:
        connection.executemany(table.write, due)


def _put_in_screenings(connection: sqlite3.Connection, table: Table, due: list[Row]) -> None:
    """New answers find their place by when they were given.

    The row that came last is the one that counts, and not the one that was given last: a clock
    may have been wrong. What comes from elsewhere counts only if it was given later than that.
    """
    (first,) = connection.execute("SELECT coalesce(min(rowid), 1) FROM screening").fetchone()
    counts = connection.execute(
        "SELECT answered_us FROM screening ORDER BY rowid DESC LIMIT 1"
    ).fetchone()
    for row in sorted(due, key=lambda row: row[ANSWERED], reverse=True):
        if counts is not None and row[ANSWERED] < counts[0]:
            first -= 1
            statement = f"INSERT INTO screening (rowid, {', '.join(table.columns)}) "
            connection.execute(f"{statement} VALUES (?, ?, ?, ?, ?, ?)", (first, *row))
    later = [row for row in due if counts is None or row[ANSWERED] >= counts[0]]
    _put(connection, table, sorted(later, key=lambda row: row[ANSWERED]))
