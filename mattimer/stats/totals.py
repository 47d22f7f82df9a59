"""Totals: sessions and minutes by period, area and part of the day, and reasons to stop."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from mattimer.session.reasons import StopReason

HOURS = 24


class DayPart(StrEnum):
    """A part of the day, by the hour a session began, local time."""

    MORNING = "morning"
    MIDDAY = "midday"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"


BEGINS = {
    DayPart.MORNING: 4,
    DayPart.MIDDAY: 10,
    DayPart.AFTERNOON: 14,
    DayPart.EVENING: 18,
    DayPart.NIGHT: 22,
}
"""The hour each begins with; the night ends with the day, at four."""


@dataclass(frozen=True, slots=True)
class Amount:
    """Sessions and their time on the mat in microseconds."""

    sessions: int = 0
    mat_us: int = 0

    def __add__(self, other: "Amount") -> "Amount":
        return Amount(self.sessions + other.sessions, self.mat_us + other.mat_us)


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over the whole review.

    Attributes:
        periods: One for each stretch of time, in order.
        areas: By identifier.
        hours: Sessions that began in each of the 24 hours of a day, local time.
        stops: Sessions stopped early, by the reason given; None stands for none given.
    """

    periods: tuple[Amount, ...]
    areas: Mapping[str, Amount] = field(default_factory=dict)
    hours: tuple[int, ...] = (0,) * HOURS
    stops: Mapping[StopReason | None, int] = field(default_factory=dict)

    @property
    def whole(self) -> Amount:
        """All of it."""
        return sum(self.periods, Amount())

    def parts(self) -> dict[DayPart, int]:
        """Sessions of each part of the day, in the order of a day."""
        found = dict.fromkeys(BEGINS, 0)
        for hour, often in enumerate(self.hours):
            found[part_of(hour)] += often
        return found


def part_of(hour: int) -> DayPart:
    """The part of the day that an hour from 0 to 23 lies in."""
    begun = [part for part, begins in BEGINS.items() if begins <= hour]
    return begun[-1] if begun else DayPart.NIGHT
