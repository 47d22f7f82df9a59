"""The five tables of what is kept, column by column.

This is the one place that names the columns of a record. A column that is added here, to its
record and to the newest schema is written, exported, imported and synced.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import Any, Generic, TypeVar

import msgspec
from msgspec import NODEFAULT

from mattimer.limits import HARD_CAP, LONGEST_LEAD_IN
from mattimer.session.reasons import StopReason
from mattimer.session.records import (
    CheckIn,
    Document,
    FollowUp,
    FollowUpKind,
    Outcome,
    Screening,
    SessionRecord,
)
from mattimer.session.session_plan import Layer
from mattimer.storage.codec import kinds
from mattimer.storage.codec.kinds import Convert, Kind
from mattimer.storage.merge import (
    Rank,
    rank_check_in,
    rank_document,
    rank_follow_up,
    rank_screening,
    rank_session,
)

# The statements are put together from names of columns; no value of a person is ever in them.
# ruff: noqa: S608

T = TypeVar("T")
C = TypeVar("C", bound=Callable[..., Any])

Row = tuple[Any, ...]
Conversions = tuple[tuple[int, Convert], ...]
"""What has to be made of some values, by their places."""


@dataclass(frozen=True, slots=True)
class Column:
    """One value of a record.

    Attributes:
        name: In the record, in the table and in a line.
        kind: What it may be.
        key: In an export, "outer.inner" where it stands in an object of its own; the name where
            it is the same.
        default: What it is where an export lacks it; without one it has to be there.
        measured: Whether a running session goes on changing it.
    """

    name: str
    kind: Kind
    key: str = ""
    default: Any = NODEFAULT
    measured: bool = False

    @property
    def path(self) -> str:
        """Where it stands in an export."""
        return self.key or self.name


class Table(msgspec.Struct, Generic[T], frozen=True, dict=True):
    """One table, and the record of which its rows are made.

    Attributes:
        name: Of the table.
        record: What a row is as a value; takes the columns in their order.
        columns: In the order of a row's values.
        keys: How many of the first columns name a row.
        rank: Which of two versions of one thing remains where they meet: the greater.
    """

    name: str
    record: Callable[..., T]
    columns: tuple[Column, ...]
    keys: int
    rank: Callable[[T], Rank]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Of the columns."""
        return tuple(column.name for column in self.columns)

    @cached_property
    def values(self) -> Callable[[T], Row]:
        """The values of a record in the order of the columns."""
        return attrgetter(*self.names)

    @cached_property
    def _to_row(self) -> Conversions:
        return conversions(column.kind.to_row for column in self.columns)

    @cached_property
    def _of_row(self) -> Conversions:
        return conversions(column.kind.of_row for column in self.columns)

    def row_of(self, record: T) -> Row:
        """A record as the values of its row.

        Raises:
            ValueError: JSON can't hold a value of it, an infinite number for instance.
        """
        return converted(self.values(record), self._to_row)

    def record_of(self, row: Row) -> T:
        """A row as a record.

        Raises:
            ValueError: No program of ours wrote this.
        """
        if len(row) != len(self.columns):
            raise ValueError("The row has another number of values.")
        return self.record(*converted(row, self._of_row))

    def greater(self, mine: Row, theirs: Row) -> Row:
        """Which of two rows of one thing remains; mine where they are the same."""
        if mine == theirs:
            return mine
        ranked = self.rank(self.record_of(theirs)) > self.rank(self.record_of(mine))
        return theirs if ranked else mine

    @property
    def list(self) -> str:
        """The names of the columns, for a statement."""
        return ", ".join(self.names)

    @property
    def select(self) -> str:
        """Every row."""
        return f"SELECT {self.list} FROM {self.name}"

    @property
    def in_order(self) -> str:
        """Every row, in the order of the keys."""
        return f"{self.select} ORDER BY {', '.join(self.names[: self.keys])}"

    @property
    def insert(self) -> str:
        """A row that is not there yet."""
        marks = ", ".join("?" * len(self.names))
        return f"INSERT INTO {self.name} ({self.list}) VALUES ({marks})"

    def upsert(self, names: Iterable[str] = (), *more: str) -> str:
        """Insert a row, or write some of it over the one of its key.

        Args:
            names: Which columns are written over; all of them where none is named.
            more: Other assignments.
        """
        taken = names or self.names[self.keys :]
        sets = ", ".join((*(f"{name} = excluded.{name}" for name in taken), *more))
        keys = ", ".join(self.names[: self.keys])
        return f"{self.insert} ON CONFLICT ({keys}) DO UPDATE SET {sets}"


def conversions(found: Iterable[C | None]) -> tuple[tuple[int, C], ...]:
    """Those that are there, each with its place."""
    return tuple((place, convert) for place, convert in enumerate(found) if convert is not None)


def converted(values: Row, due: Conversions) -> Row:
    """Values with some of them made into something else."""
    found = list(values)
    for place, convert in due:
        found[place] = convert(found[place])
    return tuple(found)


SESSIONS = Table(
    "session",
    SessionRecord,
    (
        Column("id", kinds.ID),
        Column("started_us", kinds.MOMENT, "started_at"),
        Column("utc_offset_s", kinds.OFFSET, "started_at"),
        Column("ended_us", kinds.MOMENT.or_none, "ended_at", None, measured=True),
        Column("area", kinds.NAME),
        Column("layer", kinds.one_of(Layer), measured=True),
        Column("pattern", kinds.PATTERN),
        Column("lead_in_us", kinds.length(LONGEST_LEAD_IN), "lead_in_s", 0, measured=True),
        Column("planned_us", kinds.length(HARD_CAP), "planned_s", measured=True),
        Column("settle_us", kinds.length(HARD_CAP), "stages.settle_s", 0, measured=True),
        Column("still_us", kinds.length(HARD_CAP), "stages.still_s", 0, measured=True),
        Column("rise_us", kinds.length(HARD_CAP), "stages.rise_s", 0, measured=True),
        Column("mat_us", kinds.length(HARD_CAP), "mat_s", measured=True),
        Column("paused_us", kinds.length(), "paused_s", measured=True),
        Column("away_us", kinds.length(), "away_s", measured=True),
        Column("outcome", kinds.one_of(Outcome), measured=True),
        Column("stop_reason", kinds.one_of(StopReason).or_none),
        Column("tightness_before", kinds.TIGHTNESS.or_none),
        Column("tightness_after", kinds.TIGHTNESS.or_none),
        Column("noticed", kinds.NAMES, default=()),
        Column("note", kinds.NOTE),
        Column("device", kinds.NAME),
        Column("updated_us", kinds.MOMENT, "updated_at"),
        Column("deleted", kinds.FLAG),
    ),
    keys=1,
    rank=rank_session,
)
FOLLOW_UPS = Table(
    "follow_up",
    FollowUp,
    (
        Column("session_id", kinds.ID),
        Column("kind", kinds.one_of(FollowUpKind)),
        Column("at_us", kinds.MOMENT, "at"),
        Column("device", kinds.NAME),
    ),
    keys=2,
    rank=rank_follow_up,
)
SCREENINGS = Table(
    "screening",
    Screening,
    (
        Column("id", kinds.ID),
        Column("answered_us", kinds.MOMENT, "answered_at"),
        Column("utc_offset_s", kinds.OFFSET, "answered_at"),
        Column("answers", kinds.NAMES),
        Column("device", kinds.NAME),
    ),
    keys=1,
    rank=rank_screening,
)
CHECK_INS = Table(
    "check_in",
    CheckIn,
    (
        Column("day", kinds.DAY),
        Column("tightness", kinds.TIGHTNESS),
        Column("answered_us", kinds.MOMENT, "answered_at"),
        Column("utc_offset_s", kinds.OFFSET, "answered_at"),
        Column("device", kinds.NAME),
        Column("updated_us", kinds.MOMENT, "updated_at"),
        Column("deleted", kinds.FLAG, default=False),
    ),
    keys=1,
    rank=rank_check_in,
)
DOCUMENTS = Table(
    "profile",
    Document,
    (
        Column("key", kinds.NAME),
        Column("value", kinds.DOCUMENT),
        Column("updated_us", kinds.MOMENT, "updated_at"),
        Column("device", kinds.NAME),
    ),
    keys=1,
    rank=rank_document,
)
TABLES: tuple[Table[Any], ...] = (SESSIONS, FOLLOW_UPS, SCREENINGS, CHECK_INS, DOCUMENTS)
"""Sessions first: follow-ups belong to them."""
