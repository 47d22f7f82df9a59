"""The body areas and what is known of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from mattimer.session.plan import Layer

MINUTES_SHORTEST = 1
MINUTES_HARD_CAP = 30
"""Hard cap of any session: a person can fall asleep on the mat."""


class Caution(StrEnum):
    """How careful to be with an area."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Range:
    """Whole minutes, both ends included."""

    low: int
    high: int

    def __str__(self) -> str:
        return f"{self.low}–{self.high}"  # noqa: RUF001 - ranges are set with an en dash


@dataclass(frozen=True, slots=True)
class Area:
    """One body area. Minutes are whole; names and sentences are for people to read.

    Attributes:
        id: Names it for ever, in stored sessions and on the command line.
        name: Its name.
        place: Completes "Mat under …".
        first: Minutes of the first days.
        beginner: Minutes to begin with.
        usual: Minutes later on.
        cap: The longest session here.
        layer: What to start with between skin and spikes.
        layers: What the layers are called here.
        caution: How careful to be.
        steps: How to get into place.
    """

    id: str
    name: str
    place: str
    first: Range
    beginner: Range
    usual: Range
    cap: int
    layer: Layer
    layers: Mapping[Layer, str]
    caution: Caution
    steps: tuple[str, ...]
