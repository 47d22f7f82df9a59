"""What charts are told: places along their foot, and the marks that stand there."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChartPlace:
    """One place along the foot.

    Attributes:
        word: What stands under it, if there is room.
        spoken: Everything about it in one sentence, shown beside the pointer.
    """

    word: str
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class TightnessMark:
    """One stretch of time.

    Attributes:
        place: Its word and its sentence.
        before, after: Middles from 1 to 10; both None where nothing was rated.
        befores, afters: How often each number from 1 to 10 was given; empty for none.
    """

    place: ChartPlace
    before: float | None = None
    after: float | None = None
    befores: tuple[int, ...] = ()
    afters: tuple[int, ...] = ()
