"""Topics of the guide beside the areas: evenings, recovery, the mat, evidence, questions."""

from collections.abc import Mapping
from typing import Annotated

from msgspec import Meta, Struct, field

from mattimer.coach.values import AreaIds, Range, Text, check_within, whole_number
from mattimer.limits import MINUTES_HARD_CAP, MINUTES_SUGGESTED

MOST_SESSIONS = 200
MOST_DAYS = 400

Days = Annotated[int, Meta(ge=1, le=MOST_DAYS)]
Suggested = Annotated[int, Meta(ge=1, le=MINUTES_SUGGESTED)]


class Item(Struct, frozen=True, forbid_unknown_fields=True):
    """A line to tick or to read, with a second line where there is more to say."""

    id: Text
    text: Text
    more: str = ""


Items = Annotated[tuple[Item, ...], Meta(min_length=1)]


class Evenings(Struct, frozen=True, forbid_unknown_fields=True):
    """The wind-down.

    Attributes:
        title: Its name.
        intro: What it is.
        wakes: What to do where it wakes a person up.
        pairings: Small things that go with it, to be ticked.
    """

    title: Text
    intro: Text
    wakes: Text
    pairings: Items = field(name="pairing")


class RecoveryStep(Struct, frozen=True, forbid_unknown_fields=True):
    """One tick of the routine.

    Attributes:
        id: Names it in what is stored.
        text: What to do.
        minutes: How long, where it takes a time of its own.
        areas: Where on the mat; only the step that is a session has any.
        timed: Whether the app times it itself, without being a session.
    """

    id: Text
    text: Text
    minutes: Suggested | None = None
    areas: AreaIds = ()
    timed: bool = False

    def __post_init__(self) -> None:
        if (self.areas or self.timed) and self.minutes is None:
            raise ValueError("minutes: say how long")
        if self.areas and self.timed:
            raise ValueError("timed: a session on the mat times itself")


class RecoveryRoutine(Struct, frozen=True, forbid_unknown_fields=True):
    """The routine after a hard day."""

    title: Text
    intro: Text
    steps: Annotated[tuple[RecoveryStep, ...], Meta(min_length=1)] = field(name="step")


class MatCare(Struct, frozen=True, forbid_unknown_fields=True):
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

    title: Text
    intro: Text
    wash_every: Annotated[int, Meta(ge=1, le=MOST_SESSIONS)]
    wash_bounds: Range
    look_over_days: Days
    return_days: Days
    wash_notice: Text
    look_notice: Text
    return_notice: Text
    looks: Items = field(name="look")

    def __post_init__(self) -> None:
        check_within("wash_bounds", self.wash_bounds, MOST_SESSIONS)
        if self.wash_every != self.wash_bounds.nearest(self.wash_every):
            needed = whole_number(self.wash_bounds.low, self.wash_bounds.high)
            raise ValueError(f"wash_every: {needed}")


class FurtherReading(Struct, frozen=True, forbid_unknown_fields=True):
    """A topic to read: an opening and items."""

    title: Text
    intro: Text
    items: Items


class Choosing(FurtherReading, frozen=True):
    """What to look for in a mat."""

    items: Items = field(name="check")


class Questions(FurtherReading, frozen=True):
    """What people ask; an item is a question and its answer."""

    items: Items = field(name="question")


class WhenToStop(FurtherReading, frozen=True):
    """When to get off the mat; the reasons stand in session.toml."""

    items: Items = field(name="rule")


class EvidenceCard(Struct, frozen=True, forbid_unknown_fields=True):
    """One card.

    Attributes:
        id: Its name.
        claim: What is said to happen.
        finding: What was found, in a sentence.
        size: Who, and how many.
        source: By whom.
        year: When.
        sure: How sure that makes it, in words.
        link: doi, PMID or register number; empty where there is none.
    """

    id: Text
    claim: Text
    finding: Text
    size: Text
    source: Text
    year: Annotated[int, Meta(ge=1900, le=2100)]
    sure: Text
    link: str = ""


class EvidenceText(Struct, frozen=True, forbid_unknown_fields=True):
    """Every card, with a line before and after."""

    title: Text
    intro: Text
    foot: Text
    cards: Annotated[tuple[EvidenceCard, ...], Meta(min_length=1)] = field(name="card")


class FeelingSpan(Struct, frozen=True, forbid_unknown_fields=True):
    """What one may feel between two moments on the mat, in minutes; None is afterwards."""

    name: Text
    text: Text
    start: Annotated[int, Meta(ge=0, le=MINUTES_HARD_CAP)] | None = None
    end: Annotated[int, Meta(ge=1, le=MINUTES_HARD_CAP)] | None = None

    def __post_init__(self) -> None:
        if (self.start is None) != (self.end is None):
            raise ValueError("end: start and end come together, or neither does")
        if self.start is not None and self.end is not None and self.start >= self.end:
            raise ValueError("end: it has to lie after start")


class FeelingTimeline(Struct, frozen=True, forbid_unknown_fields=True):
    """What a person may feel, from lying down to afterwards."""

    title: Text
    intro: Text
    spans: Annotated[tuple[FeelingSpan, ...], Meta(min_length=1)] = field(name="span")


TOPIC_FILES: Mapping[type[Struct], str] = {
    Choosing: "choosing.toml",
    Evenings: "evenings.toml",
    EvidenceText: "evidence.toml",
    FeelingTimeline: "feelings.toml",
    MatCare: "mat.toml",
    Questions: "questions.toml",
    RecoveryRoutine: "recovery.toml",
    WhenToStop: "stopping.toml",
}
"""Which file holds what."""
