"""The safety questions, and what each answer does. It informs and asks; it does not diagnose.

The contraindications are those that sellers of mats, the studies' exclusions and health services
agree on; every answer acts through its question's fields in screening.toml.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct, field

from mattimer.coach.past_session import later
from mattimer.coach.values import AreaIds, Text
from mattimer.session.session_plan import Layer

ASK_AGAIN_DAYS = 90
CONFIRMED = "confirmed"
AREA_PREFIX = "area:"
"""How the two kinds of answer that are no question are written down."""


class SafetyVerdict(StrEnum):
    """The outcome of the answers, the strictest first."""

    ADULTS_ONLY = "adults-only"
    NOT_TODAY = "not-today"
    HOLD = "hold"
    ASK = "ask"
    CLEAR = "clear"


class SafetyQuestion(Struct, frozen=True, forbid_unknown_fields=True):
    """A safety question and what a tick does.

    Attributes:
        id: Names it for ever, in stored answers.
        text: What is ticked.
        line: What opens under it.
        adults_only: Ends it here.
        not_today: Nothing on the day of the answer; asked again afterwards.
        holds: Nothing until the person confirms that they asked a clinician.
        layer: Always with a layer.
        short_end: The short end of every range.
        bars: Areas left out.
        names_areas: The person names the areas left out.
        reason: Why an area is left out, in words.
    """

    id: Text
    text: Text
    line: Text
    adults_only: bool = False
    not_today: bool = False
    holds: bool = False
    layer: bool = False
    short_end: bool = False
    bars: AreaIds = ()
    names_areas: bool = False
    reason: str = ""

    def __post_init__(self) -> None:
        if self.id == CONFIRMED or self.id.startswith(AREA_PREFIX):
            raise ValueError("id: this word has another meaning in stored answers")
        leaves_out = bool(self.bars) or self.names_areas
        if leaves_out and not self.reason:
            raise ValueError("reason: say why the areas are left out")
        layers = self.layer or self.short_end
        if not (leaves_out or layers or self.adults_only or self.not_today or self.holds):
            raise ValueError("holds: a tick has to do something")


class ScreeningText(Struct, frozen=True, forbid_unknown_fields=True):
    """The page of questions: its lines and the questions."""

    title: Text
    again: Text
    intro: Text
    foot: Text
    questions: Annotated[tuple[SafetyQuestion, ...], Meta(min_length=1)] = field(name="question")


class SafetyAnswers(Struct, frozen=True):
    """A person's answers.

    Attributes:
        ticked: Identifiers of the questions that are true.
        areas: Where the skin is not well, for questions that ask where.
        confirmed: They asked a clinician and go on.
    """

    ticked: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    confirmed: bool = False

    def after_asking(self) -> "SafetyAnswers":
        """The same answers, once the person has asked a clinician."""
        return SafetyAnswers(self.ticked, self.areas, confirmed=True)

    def to_words(self) -> tuple[str, ...]:
        """As a list of texts, to be stored."""
        named = sorted(AREA_PREFIX + area for area in self.areas)
        return (*sorted(self.ticked), *named, *([CONFIRMED] if self.confirmed else []))

    @classmethod
    def from_words(cls, words: Iterable[str]) -> "SafetyAnswers":
        """From what was stored."""
        found = frozenset(words)
        named = frozenset(word for word in found if word.startswith(AREA_PREFIX))
        return cls(
            ticked=found - named - {CONFIRMED},
            areas=frozenset(word.removeprefix(AREA_PREFIX) for word in named),
            confirmed=CONFIRMED in found,
        )


class Clearance(Struct, frozen=True):
    """What the answers allow today.

    Attributes:
        verdict: Whether sessions are offered.
        barred: Areas left out, with the reason in words.
        barest: The least there has to be between skin and spikes.
        short_end: Only the short end of a range.
        due: When to ask again; None before the first time.
        asks_again: Whether that day has come, or something was reported since.
        lines: What is said about the answers that hold back, in the questions' order.
    """

    verdict: SafetyVerdict = SafetyVerdict.ASK
    barred: Mapping[str, str] = field(default_factory=dict)
    barest: Layer = Layer.BARE
    short_end: bool = False
    due: date | None = None
    asks_again: bool = True
    lines: tuple[str, ...] = ()

    @property
    def clear(self) -> bool:
        """Whether sessions are offered."""
        return self.verdict is SafetyVerdict.CLEAR


def assess(
    questions: Sequence[SafetyQuestion],
    answers: SafetyAnswers | None,
    answered: date,
    today: date,
    areas: Collection[str],
    *,
    reported_since: bool = False,
) -> Clearance:
    """What the answers of a day allow today.

    Ninety days only ask for a fresh look. A bruise or dizziness reported since, and the day after
    a fever, put the questions before the next session. An answer that no question knows (it was
    stored by another version) holds back and asks again.

    Args:
        questions: The rows of screening.toml.
        answers: The latest answers; None before the first time.
        answered: Their day.
        today: The day to judge.
        areas: Every area there is; all are left out where skin is not well and none was named.
        reported_since: Bruising or dizziness was reported after the answers were given.
    """
    if answers is None:
        return Clearance()
    ticked = [question for question in questions if question.id in answers.ticked]
    unknown = len(ticked) < len(answers.ticked)
    expired = any(question.not_today for question in ticked) and answered != today
    fresh = -1 <= (today - answered).days < ASK_AGAIN_DAYS
    return Clearance(
        verdict=_verdict(ticked, answers, again=reported_since or expired, unknown=unknown),
        barred=_barred(ticked, answers, areas),
        barest=Layer.SHIRT if any(question.layer for question in ticked) else Layer.BARE,
        short_end=any(question.short_end for question in ticked),
        due=later(answered, ASK_AGAIN_DAYS),
        asks_again=not fresh or reported_since or expired or unknown,
        lines=tuple(question.line for question in ticked),
    )


def _verdict(
    ticked: Sequence[SafetyQuestion], answers: SafetyAnswers, *, again: bool, unknown: bool
) -> SafetyVerdict:
    if any(question.adults_only for question in ticked):
        return SafetyVerdict.ADULTS_ONLY
    if any(question.not_today for question in ticked) and not again:
        return SafetyVerdict.NOT_TODAY
    if unknown or (any(question.holds for question in ticked) and not answers.confirmed):
        return SafetyVerdict.HOLD
    return SafetyVerdict.ASK if again else SafetyVerdict.CLEAR


def _barred(
    ticked: Sequence[SafetyQuestion], answers: SafetyAnswers, areas: Collection[str]
) -> Mapping[str, str]:
    barred: dict[str, str] = {}
    for question in reversed(ticked):
        named = (answers.areas or areas) if question.names_areas else ()
        barred |= dict.fromkeys(sorted({*question.bars, *named}), question.reason)
    return barred
