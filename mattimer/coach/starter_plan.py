"""The starter plan as it is written: bands of days, and what follows the last."""

from typing import Annotated

from msgspec import Meta, Struct, field

from mattimer.coach.coach_words import WEEK
from mattimer.coach.values import Range, Text, check_within
from mattimer.limits import MINUTES_SUGGESTED
from mattimer.session.session_plan import Layer

MOST_DAYS = 100


class Band(Struct, frozen=True, forbid_unknown_fields=True):
    """Days of the plan that share an aim.

    Attributes:
        days: The first day of it and the last.
        minutes: How long.
        barest: The least there is to be between skin and spikes.
        aim: What it is for.
        line: Said under it.
    """

    days: Range
    minutes: Range
    barest: Layer
    aim: Text
    line: Text

    def __post_init__(self) -> None:
        check_within("days", self.days, MOST_DAYS)
        check_within("minutes", self.minutes, MINUTES_SUGGESTED)

    @property
    def first(self) -> int:
        """The first day of it."""
        return self.days.low

    @property
    def last(self) -> int:
        """The last day of it."""
        return self.days.high


class AfterPlan(Struct, frozen=True, forbid_unknown_fields=True):
    """The rhythm after the last day."""

    minutes: Range
    per_week: Range
    aim: Text
    line: Text

    def __post_init__(self) -> None:
        check_within("minutes", self.minutes, MINUTES_SUGGESTED)
        check_within("per_week", self.per_week, WEEK)


class Program(Struct, frozen=True, forbid_unknown_fields=True):
    """The plan as it is written: bands without gaps from day 1, and what follows."""

    title: Text
    note: Text
    bands: Annotated[tuple[Band, ...], Meta(min_length=1)] = field(name="band")
    after: AfterPlan

    def __post_init__(self) -> None:
        next_day = 1
        for band in self.bands:
            if band.first != next_day:
                raise ValueError(f"band: day {next_day} is in no band, or in two")
            next_day = band.last + 1

    @property
    def days(self) -> int:
        """How many days it has."""
        return self.bands[-1].last

    def band(self, day: int) -> Band:
        """The band of a day; the last one for any day beyond."""
        return next((band for band in self.bands if day <= band.last), self.bands[-1])
