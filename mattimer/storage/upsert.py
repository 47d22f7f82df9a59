"""Takes rows from elsewhere into a database; of two about one thing the higher rank remains."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from typing import Any

from mattimer.storage.codec.tables import SCREENINGS, SESSIONS, Row, Table
from mattimer.storage.merge import Tally
from mattimer.storage.repository import Repository

# The statements are put together from names of columns; no value of a person is ever in them.
# ruff: noqa: S608

BATCH = 400
"""Rows at a time; SQLite before 3.32 takes no more than 999 values."""


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

Batch = tuple[Table[Any], Sequence[Row]]
"""Some rows of a table, ``BATCH`` at the most."""

_DELETED = SESSIONS.names.index("deleted")
_ANSWERED = SCREENINGS.names.index("answered_us")


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
    connection: sqlite3.Connection, table: Table[Any], theirs: Iterable[Row], *, write: bool = True
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
        key = row[: table.keys]
        newest[key] = row if key not in newest else table.greater(newest[key], row)
    known = _known(connection, table, newest)
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


def _known(
    connection: sqlite3.Connection, table: Table[Any], keys: Iterable[Row]
) -> dict[Row, Row]:
    """The rows that are there under the first part of any of the keys."""
    first = tuple({key[0] for key in keys})
    marks = ", ".join("?" * len(first))
    statement = f"{table.select} WHERE {table.names[0]} IN ({marks})"
    return {row[: table.keys]: row for row in connection.execute(statement, first)}


def _became(table: Table[Any], mine: Row, remains: Row, *, new: bool) -> str:
    """Which number of the tally a row counts for; none where it has nothing to do with any."""
    if table is not SESSIONS:
        return "beside" if new or remains is not mine else ""
    if new:
        return "same" if remains[_DELETED] else "added"
    if remains is mine or (mine[_DELETED] and remains[_DELETED]):
        return "same"
    return "deleted" if remains[_DELETED] else "changed"


def _put(connection: sqlite3.Connection, table: Table[Any], due: list[Row]) -> None:
    if due:
        connection.executemany(table.upsert(), due)


def _put_in_screenings(connection: sqlite3.Connection, table: Table[Any], due: list[Row]) -> None:
    """New answers find their place by when they were given.

    The row that came last is the one that counts, and not the one that was given last: a clock
    may have been wrong. What comes from elsewhere counts only if it was given later than that.
    """
    (first,) = connection.execute("SELECT coalesce(min(rowid), 1) FROM screening").fetchone()
    counts = connection.execute(
        "SELECT answered_us FROM screening ORDER BY rowid DESC LIMIT 1"
    ).fetchone()
    placed = f"INSERT INTO screening (rowid, {table.list}) VALUES (?, ?, ?, ?, ?, ?)"
    for row in sorted(due, key=lambda row: row[_ANSWERED], reverse=True):
        if counts is not None and row[_ANSWERED] < counts[0]:
            first -= 1
            connection.execute(placed, (first, *row))
    later = [row for row in due if counts is None or row[_ANSWERED] >= counts[0]]
    _put(connection, table, sorted(later, key=lambda row: row[_ANSWERED]))
