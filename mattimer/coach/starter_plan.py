"""The starter plan as it is written: bands of days, and what follows the last."""

from dataclasses import dataclass

from mattimer.coach.areas import Range
from mattimer.session.session_plan import Layer


@dataclass(frozen=True, slots=True)
class Band:
    """Days of the plan that share an aim; both ends included.

    Attributes:
        first: The first day of it.
        last: The last.
        minutes: How long.
        barest: The least there is to be between skin and spikes.
        aim: What it is for.
        line: Said under it.
    """

    first: int
    last: int
    minutes: Range
    barest: Layer
    aim: str
    line: str


@dataclass(frozen=True, slots=True)
class AfterPlan:
    """What follows the last day."""

    minutes: Range
    per_week: Range
    aim: str
    line: str


@dataclass(frozen=True, slots=True)
class Program:
    """The plan as it is written: bands without gaps from day 1, and what follows."""

    title: str
    note: str
    bands: tuple[Band, ...]
    after: AfterPlan

    @property
    def days(self) -> int:
        """How many days it has."""
        return self.bands[-1].last

    def band(self, day: int) -> Band:
        """The band of a day; the last one for any day beyond."""
        return next((band for band in self.bands if day <= band.last), self.bands[-1])
