"""The body areas and what is known of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from mattimer.session.session_plan import Layer


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
        if self.low == self.high:
            return str(self.low)
        return f"{self.low}–{self.high}"

    def upto(self, most: int) -> "Range":
        """The same range with both ends no higher than ``most``."""
        return Range(min(self.low, most), min(self.high, most))

    def lower_half(self) -> "Range":
        """From the low end to the middle."""
        return Range(self.low, (self.low + self.high) // 2)

    def overlap(self, other: "Range") -> "Range | None":
        """What both share; None where they do not meet."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        return Range(low, high) if low <= high else None

    def nearest(self, minutes: int) -> int:
        """The minutes within the range that are nearest to what is asked."""
        return min(self.high, max(self.low, minutes))


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
        intro: What kind of place it is.
        do: What helps.
        dont: What not to do.
        go_easier: When to be milder than the figures say.
        caution_note: Why this caution.
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
    intro: str = ""
    do: tuple[str, ...] = ()
    dont: tuple[str, ...] = ()
    go_easier: str = ""
    caution_note: str = ""
