"""The coach's sentences: which there are, what may stand in them, and how they are filled."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from enum import StrEnum
from string import Formatter
from typing import Annotated

from msgspec import Meta, Struct, field

from mattimer.coach.past_session import days_since
from mattimer.coach.values import Text, Texts, check_keys

WEEK = 7
LONGEST_SNOOZE = 180
"""Minutes."""


class ReasonKey(StrEnum):
    """Keys of the reasons under [reason] in coach.toml: every reason the coach can give."""

    UNANSWERED = "unanswered"
    ASK_AGAIN = "ask-again"
    HOLD = "hold"
    NOT_TODAY = "not-today"
    ADULTS_ONLY = "adults-only"
    DOCTOR_DIZZINESS = "doctor-dizziness"
    DOCTOR_NUMBNESS = "doctor-numbness"
    DOCTOR_SHARP_PAIN = "doctor-sharp-pain"
    NOTHING_LEFT = "nothing-left"
    SKIN_REST = "skin-rest"
    ENOUGH_TODAY = "enough-today"
    DONE_TODAY = "done-today"
    LEFT_OUT = "left-out"
    OTHER_AREA = "other-area"
    STEPPED_BACK = "stepped-back"
    AWAY = "away"
    BEGIN = "begin"
    NEW_AREA = "new-area"
    HALF = "half"
    DIZZY = "dizzy"
    NUMB = "numb"
    NUMB_SHORTER = "numb-shorter"
    TOO_INTENSE_LAYER = "too-intense-layer"
    TOO_INTENSE_SHORTER = "too-intense-shorter"
    SKIN_LAYER = "skin-layer"
    SKIN_SHORTER = "skin-shorter"
    BRUISED = "bruised"
    TIGHTER = "tighter"
    STOPPED = "stopped"
    ELSEWHERE = "elsewhere"
    SHORT_END = "short-end"
    LAYER_ALWAYS = "layer-always"
    GREW = "grew"
    SAME = "same"
    RANGE = "range"
    CAP = "cap"


class Phrase(StrEnum):
    """Keys of the other texts, under [phrase] in coach.toml."""

    LEAD = "lead"
    ONE_MINUTE = "one-minute"
    MINUTES = "minutes"
    EARLIER_TODAY = "earlier-today"
    YESTERDAY = "yesterday"
    ON_DAY = "on-day"
    LAST_TIME = "last-time"
    PLAN_DAY = "plan-day"
    PLAN_DONE = "plan-done"
    PLAN_PAUSED = "plan-paused"
    PLAN_WAITING = "plan-waiting"
    NO_PLAN = "no-plan"
    AFTER_PLAN = "after-plan"
    RESTS_UNTIL = "rests-until"
    RESTS_TODAY = "rests-until-tomorrow"
    RESTS_BRUISED = "rests-bruised"
    BRUISE_QUESTION = "bruise-question"


PAST = frozenset({"when", "then"})
"""A past day, as in "it was too much on Tuesday" and "a minute less than Tuesday"."""

PLACES: Mapping[str, frozenset[str]] = {
    ReasonKey.STEPPED_BACK: frozenset({"day"}),
    ReasonKey.LEFT_OUT: frozenset({"area", "why"}),
    ReasonKey.OTHER_AREA: PAST | {"area"},
    ReasonKey.HALF: PAST,
    ReasonKey.DIZZY: PAST | {"difference"},
    ReasonKey.NUMB: PAST,
    ReasonKey.NUMB_SHORTER: PAST | {"difference"},
    ReasonKey.TOO_INTENSE_LAYER: PAST,
    ReasonKey.TOO_INTENSE_SHORTER: PAST | {"difference"},
    ReasonKey.SKIN_LAYER: PAST,
    ReasonKey.SKIN_SHORTER: PAST | {"difference"},
    ReasonKey.BRUISED: PAST,
    ReasonKey.TIGHTER: PAST,
    ReasonKey.STOPPED: PAST,
    ReasonKey.ELSEWHERE: PAST,
    ReasonKey.GREW: PAST | {"difference"},
    ReasonKey.SAME: PAST,
    ReasonKey.RANGE: frozenset({"range"}),
    ReasonKey.CAP: frozenset({"area", "minutes"}),
    Phrase.LEAD: frozenset({"layer", "reason"}),
    Phrase.MINUTES: frozenset({"count"}),
    Phrase.ON_DAY: frozenset({"day"}),
    Phrase.PLAN_DAY: frozenset({"day", "days"}),
    Phrase.PLAN_DONE: frozenset({"done", "days"}),
    Phrase.PLAN_PAUSED: frozenset({"done", "days"}),
    Phrase.AFTER_PLAN: frozenset({"range"}),
    Phrase.RESTS_UNTIL: frozenset({"day"}),
    Phrase.BRUISE_QUESTION: frozenset({"area"}),
}
"""What may stand in braces; a text that is not named has nothing."""


class Reason(Struct, frozen=True):
    """A reason for advice: its key for programs, its sentence for people."""

    key: ReasonKey
    text: str


class ReminderWords(Struct, frozen=True, forbid_unknown_fields=True):
    """What a reminder says, and what can be answered to it.

    Attributes:
        text: What it says.
        snooze: Minutes until it comes again, for whoever wants it later.
        start: The answer of who begins.
        later: The answer of who wants it later; ``{minutes}`` becomes those of ``snooze``.
        not_today: The answer of who wants no more of it today.
    """

    text: Text
    snooze: Annotated[int, Meta(ge=1, le=LONGEST_SNOOZE)]
    start: Text
    later: Text
    not_today: Text

    def __post_init__(self) -> None:
        _check_braces("later", self.later, frozenset({"minutes"}))

    @property
    def pause(self) -> timedelta:
        """How long until it comes again."""
        return timedelta(minutes=self.snooze)

    @property
    def in_a_while(self) -> str:
        """The answer of who wants it later, with its minutes."""
        return self.later.format(minutes=self.snooze)


class CoachWords(Struct, frozen=True, forbid_unknown_fields=True):
    """The coach's texts. ``weekdays`` begin on Monday."""

    reasons: Mapping[ReasonKey, Text] = field(name="reason")
    phrases: Mapping[Phrase, Text] = field(name="phrase")
    weekdays: Texts
    reminder: ReminderWords

    def __post_init__(self) -> None:
        if len(self.weekdays) != WEEK:
            raise ValueError("weekdays: seven are needed, Monday first")
        check_keys("reason", self.reasons, ReasonKey)
        check_keys("phrase", self.phrases, Phrase)
        for key, texts in (("reason", self.reasons), ("phrase", self.phrases)):
            for name, text in texts.items():
                _check_braces(f"{key}, {name}", text, PLACES.get(name, frozenset()))

    def why(self, key: ReasonKey, **values: object) -> Reason:
        """A reason in words, with a capital letter in front."""
        text = self.reasons[key].format(**values)
        return Reason(key, text[:1].upper() + text[1:])

    def phrase(self, phrase: Phrase, **values: object) -> str:
        """A piece of text."""
        return self.phrases[phrase].format(**values)

    def weekday(self, day: date) -> str:
        """The name of its weekday."""
        return self.weekdays[day.weekday()]

    def times(self, day: date, today: date) -> dict[str, str]:
        """A past day as people say it, to fill in: "on Tuesday" as when, "Tuesday" as then."""
        gap = days_since(day, today)
        if gap is not None and 1 < gap < WEEK:
            name = self.weekday(day)
            return {"when": self.phrase(Phrase.ON_DAY, day=name), "then": name}
        known = {0: Phrase.EARLIER_TODAY, 1: Phrase.YESTERDAY}
        said = self.phrases[Phrase.LAST_TIME if gap is None else known.get(gap, Phrase.LAST_TIME)]
        return {"when": said, "then": said}

    def difference(self, minutes: int) -> str:
        """How many minutes lie between two lengths, in words."""
        if abs(minutes) == 1:
            return self.phrases[Phrase.ONE_MINUTE]
        return self.phrase(Phrase.MINUTES, count=abs(minutes))


def _check_braces(key: str, text: str, places: Collection[str]) -> None:
    try:
        parts = list(Formatter().parse(text))
    except ValueError as error:
        raise ValueError(f"{key}: a brace is missing") from error
    for _text, name, form, conversion in parts:
        if name is not None and (name not in places or form or conversion):
            known = ", ".join(f"{{{place}}}" for place in sorted(places)) or "nothing"
            raise ValueError(f"{key}: in braces goes {known}, not {{{name}}}")


def plain_words() -> CoachWords:
    """The stand-in where coach.toml cannot be read: the advice holds without it."""
    reasons = dict.fromkeys(ReasonKey, "As the guide suggests.")
    rests = (Phrase.RESTS_UNTIL, Phrase.RESTS_TODAY, Phrase.RESTS_BRUISED)
    phrases = dict.fromkeys(Phrase, "") | dict.fromkeys(rests, "left out")
    phrases[Phrase.LEAD] = "{layer}. {reason}"
    phrases[Phrase.BRUISE_QUESTION] = "{area}: has the bruise gone?"
    weekdays = tuple(date(2024, 1, 1 + day).strftime("%A") for day in range(WEEK))
    reminder = ReminderWords("The mat is free.", 15, "Start", "In {minutes} minutes", "Not today")
    return CoachWords(reasons, phrases, weekdays, reminder)
