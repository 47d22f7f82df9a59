"""Which backups are kept: the last seven, and one from each of four weeks before those."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

DAILY = 7
WEEKLY = 4


@dataclass(frozen=True, slots=True, order=True)
class Made:
    """A daily backup.

    Attributes:
        number: Which one it was, counted from 1. The order is by this alone, because a wall clock
            that was wrong by years would otherwise make an old backup the newest for ever.
        day: The day by the clock of then.
    """

    number: int
    day: date


def to_keep(made: Iterable[Made]) -> frozenset[Made]:
    """What stays of the backups there are; what is left out may go."""
    newest_first = sorted(set(made), reverse=True)
    kept, weeks = newest_first[:DAILY], set[tuple[int, int]]()
    for one in newest_first[DAILY:]:
        week = one.day.isocalendar()[:2]
        if week not in weeks and len(weeks) < WEEKLY:
            weeks.add(week)
            kept.append(one)
    return frozenset(kept)


def is_due(made: Iterable[Made], today: date) -> bool:
    """Whether the last backup was made on another day."""
    newest = max(made, default=None)
    return newest is None or newest.day != today
