"""Types of value that the guide's files are made of, checked strictly when they are read.

A rule that a type can't tell stands in ``__post_init__`` and raises ValueError with the key and
the reason, as in "cap: a whole number from 1 to 30 is needed".
"""

from collections.abc import Iterable
from typing import Annotated, NewType

from msgspec import Meta, Struct

from mattimer.limits import MINUTES_HARD_CAP, MINUTES_SHORTEST

Text = Annotated[str, Meta(min_length=1)]
Texts = Annotated[tuple[Text, ...], Meta(min_length=1)]
AreaId = NewType("AreaId", str)
"""The id of an area in another file than the areas' own; loading it checks that there is one."""

AreaIds = Annotated[tuple[AreaId, ...], Meta(min_length=1)]
Minutes = Annotated[int, Meta(ge=MINUTES_SHORTEST, le=MINUTES_HARD_CAP)]


class Range(Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """A range of whole numbers, minutes mostly, both ends included; a file has it as ``[2, 5]``."""

    low: Annotated[int, Meta(ge=1)]
    high: Annotated[int, Meta(ge=1)]

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError("the first number is above the second")

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

    def nearest(self, number: int) -> int:
        """The number within the range that is nearest to what is asked."""
        return min(self.high, max(self.low, number))


def whole_number(low: int, high: int | None = None) -> str:
    """The message for a value that is no such number."""
    return f"a whole number from {low} {'up' if high is None else f'to {high}'} is needed"


def check_within(key: str, value: Range, most: int) -> None:
    """Raise ValueError where a range ends beyond ``most``."""
    if value.high > most:
        raise ValueError(f"{key}: {whole_number(1, most)}")


def check_keys(key: str, found: Iterable[str], wanted: Iterable[str]) -> None:
    """Raise ValueError where a table of texts has other keys than these."""
    found, wanted = list(found), list(wanted)
    for name in (name for name in wanted if name not in found):
        raise ValueError(f"{key}, {name}: a text is needed")
    for name in (name for name in found if name not in wanted):
        raise ValueError(f"{key}, {name}: this key is not known")
