"""What the guide has to read beside the areas: evenings, recovery, the mat, evidence, questions."""

from dataclasses import dataclass
from enum import StrEnum

from mattimer.coach.areas import Range


@dataclass(frozen=True, slots=True)
class Item:
    """A line to tick or to read, with a second line where there is more to say."""

    id: str
    text: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Evenings:
    """The wind-down.

    Attributes:
        title: Its name.
        intro: What it is.
        minutes: How long on the mat.
        before_bed: Minutes before bed at which to lie down, the later first.
        wakes: What to do where it wakes a person up.
        reminder: What the reminder says.
        answers: What can be answered to it.
        snooze: Minutes of "later".
        pairings: Small things that go with it, to be ticked.
    """

    title: str
    intro: str
    minutes: Range
    before_bed: Range
    wakes: str
    reminder: str
    answers: tuple[Item, ...]
    snooze: int
    pairings: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class RecoveryStep:
    """One tick of the routine.

    Attributes:
        id: Names it in what is stored.
        text: What to do.
        minutes: How long, where it takes a time of its own.
        areas: Where on the mat; only the step that is a session has any.
        timed: Whether the app times it itself, without being a session.
    """

    id: str
    text: str
    minutes: int | None
    areas: tuple[str, ...]
    timed: bool


@dataclass(frozen=True, slots=True)
class RecoveryRoutine:
    """The routine after a hard day."""

    title: str
    intro: str
    steps: tuple[RecoveryStep, ...]


@dataclass(frozen=True, slots=True)
class MatCare:
    """How to look after the mat.

    Attributes:
        title: Its name.
        intro: How to wash it.
        wash_every: Sessions between two washes, unless the person says otherwise.
        wash_bounds: What the person may choose from.
        look_over_days: Days between two looks.
        return_days: A common promise to take the mat back.
        wash_notice: One line on Today.
        look_notice: The same for the look.
        return_notice: The same before the promise ends.
        looks: What to look for.
    """

    title: str
    intro: str
    wash_every: int
    wash_bounds: Range
    look_over_days: int
    return_days: int
    wash_notice: str
    look_notice: str
    return_notice: str
    looks: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class FurtherReading:
    """A topic to read: an opening and items."""

    title: str
    intro: str
    items: tuple[Item, ...]


class Result(StrEnum):
    """Which way a study went; a mechanism is no study."""

    FOR = "for"
    AGAINST = "against"
    MIXED = "mixed"
    MECHANISM = "mechanism"


@dataclass(frozen=True, slots=True)
class EvidenceCard:
    """One card.

    Attributes:
        id: Its name.
        claim: What is said to happen.
        finding: What was found, in a sentence.
        size: Who, and how many.
        source: By whom.
        year: When.
        link: doi, PMID or register number; empty where there is none.
        result: Which way it went.
        sure: How sure that makes it, in words.
    """

    id: str
    claim: str
    finding: str
    size: str
    source: str
    year: int
    link: str
    result: Result
    sure: str


@dataclass(frozen=True, slots=True)
class EvidenceText:
    """Every card, with a line before and after."""

    title: str
    intro: str
    foot: str
    cards: tuple[EvidenceCard, ...]


@dataclass(frozen=True, slots=True)
class FeelingSpan:
    """What one may feel between two moments on the mat, in minutes; None is afterwards."""

    name: str
    start: int | None
    end: int | None
    text: str


@dataclass(frozen=True, slots=True)
class FeelingTimeline:
    """What a person may feel, from lying down to afterwards."""

    title: str
    intro: str
    spans: tuple[FeelingSpan, ...]
