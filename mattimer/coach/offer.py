"""Whether Start is offered today, and how."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from msgspec import Struct

from mattimer.coach.coach_words import Because, CoachWords, Reason
from mattimer.coach.past_session import PastSession, days_since
from mattimer.coach.rests import ask_first, hurt_today, skin_rests
from mattimer.coach.safety import Clearance, SafetyVerdict
from mattimer.session.reasons import StopReason


class Offer(StrEnum):
    """How Start is offered."""

    ADULTS_ONLY = "adults-only"
    NOT_TODAY = "not-today"
    HOLD = "hold"
    SCREEN = "screen"
    ASK_CLINICIAN = "ask-clinician"
    REST = "rest"
    REST_ADVISED = "rest-advised"
    AGAIN = "again"
    START = "start"

    @property
    def may_start(self) -> bool:
        """Whether a session may begin; a rest day that is only advised lets it."""
        return self in {Offer.REST_ADVISED, Offer.AGAIN, Offer.START}


class StartOffer(Struct, frozen=True):
    """How, and why where it is not simply offered."""

    offer: Offer
    reason: Reason | None = None


RECENT = 50
"""Newest sessions among which today's are looked for."""

BLOCKED = {
    SafetyVerdict.ADULTS_ONLY: (Offer.ADULTS_ONLY, Because.ADULTS_ONLY),
    SafetyVerdict.NOT_TODAY: (Offer.NOT_TODAY, Because.NOT_TODAY),
    SafetyVerdict.HOLD: (Offer.HOLD, Because.HOLD),
    SafetyVerdict.ASK: (Offer.SCREEN, Because.ASK_AGAIN),
}
DOCTOR = {
    StopReason.DIZZINESS: Because.DOCTOR_DIZZINESS,
    StopReason.NUMBNESS: Because.DOCTOR_NUMBNESS,
    StopReason.SHARP_PAIN: Because.DOCTOR_SHARP_PAIN,
}


def offer(
    clearance: Clearance,
    stops: Sequence[PastSession],
    history: Sequence[PastSession],
    today: date,
    words: CoachWords,
    *,
    something: bool,
) -> StartOffer:
    """How Start is offered; ``something`` is whether any area is left to suggest."""
    if clearance.verdict in BLOCKED:
        how, because = BLOCKED[clearance.verdict]
        never = how is Offer.SCREEN and clearance.due is None
        return StartOffer(how, words.why(Because.UNANSWERED if never else because))
    asked = ask_first(stops)
    if asked is not None:
        return StartOffer(Offer.ASK_CLINICIAN, words.why(DOCTOR[asked]))
    if not something:
        return StartOffer(Offer.REST, words.why(Because.NOTHING_LEFT))
    how, why = _of_the_day(stops, history, today)
    return StartOffer(how, None if why is None else words.why(why))


def _of_the_day(
    stops: Sequence[PastSession], history: Sequence[PastSession], today: date
) -> tuple[Offer, Because | None]:
    """What the last two days say to another session."""
    if skin_rests(stops, today):
        return Offer.REST_ADVISED, Because.SKIN_REST
    if hurt_today(stops, today):
        return Offer.REST_ADVISED, Because.ENOUGH_TODAY
    if _done(history, today):
        return Offer.AGAIN, Because.DONE_TODAY
    return Offer.START, None


def _done(history: Sequence[PastSession], today: date) -> bool:
    return any(
        past.finished and past.minutes > 0 and days_since(past.day, today) == 0
        for past in history[:RECENT]
    )
