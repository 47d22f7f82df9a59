"""Periods: how far a review goes back, cut into equal stretches of weeks."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from mattimer.session.clock import DAY_BORDER, EPOCH_DAY, SECOND

DAYS = 7
DAY_US = 24 * 60 * 60 * SECOND
WEEK_US = DAYS * DAY_US
FIRST_MONDAY = EPOCH_DAY - 3
"""Day number of the Monday before the beginning of 1970, a Thursday. Weeks count from there."""

SHIFT_US = 3 * DAY_US - DAY_BORDER
"""Added to a local moment, so that whole weeks since 1970 begin on Mondays at four."""

MOST_MARKS = 30
STRETCHES = (1, 4, 13, 52, 260)
"""Weeks that stand for one mark: the least with which no more than ``MOST_MARKS`` are needed."""


class LookBackSpan(StrEnum):
    """How far back."""

    TEN_WEEKS = "ten-weeks"
    HALF_YEAR = "half-year"
    ALL = "all"


WEEKS_OF = {LookBackSpan.TEN_WEEKS: 10, LookBackSpan.HALF_YEAR: 26}


@dataclass(frozen=True, slots=True)
class Periods:
    """Stretches of ``stretch`` weeks each, ``count`` of them, the last one ending with a week.

    Attributes:
        last_week: Number of the week that a look back ends with, today's.
        stretch: Weeks in each.
        count: How many.
    """

    last_week: int
    stretch: int
    count: int

    @classmethod
    def back_from(cls, today: date, span: LookBackSpan, first: date | None) -> "Periods":
        """Those of a span; ``first`` is the day of the earliest session, None without one."""
        last = week_of(today)
        weeks = WEEKS_OF.get(span, 0)
        if not weeks:
            earliest = last if first is None else min(week_of(first), last)
            weeks = max(WEEKS_OF[LookBackSpan.TEN_WEEKS], last - earliest + 1)
        fitting = (one for one in STRETCHES if -(-weeks // one) <= MOST_MARKS)
        stretch = next(fitting, STRETCHES[-1])
        return cls(last, stretch, -(-weeks // stretch))

    @property
    def first_week(self) -> int:
        """Number of the first week of the first one."""
        return self.last_week - self.stretch * self.count + 1

    def index(self, back: int) -> int:
        """Place of the stretch that lies so many before the last one."""
        return self.count - 1 - back

    def begins(self, index: int) -> date:
        """The Monday on which one begins."""
        return monday_of(self.first_week + index * self.stretch)

    def ends(self, index: int) -> date:
        """The Sunday on which one ends."""
        return self.begins(index) + timedelta(days=self.stretch * DAYS - 1)

    @property
    def local_us(self) -> tuple[int, int]:
        """Their beginning and end as moments of the local clock, since 1970."""
        return (
            self.first_week * WEEK_US - SHIFT_US,
            (self.last_week + 1) * WEEK_US - SHIFT_US,
        )


def week_of(day: date) -> int:
    """The number of the week a day lies in."""
    return (day.toordinal() - FIRST_MONDAY) // DAYS


def monday_of(week: int) -> date:
    """The first day of a week; the first of all days where that would lie before it."""
    return date.fromordinal(max(1, FIRST_MONDAY + week * DAYS))
