"""The offer: whether Start is offered today, and how."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from msgspec import Struct

from mattimer.coach.coach_words import CoachWords, Reason, ReasonKey
from mattimer.coach.past_session import PastSession, days_since
from mattimer.coach.rests import clinician_reason, hurt_today, skin_rests
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
    """The offer, with the reason where Start is not simply offered."""

    offer: Offer
    reason: Reason | None = None


RECENT = 50
"""Newest sessions among which today's are looked for."""

BLOCKED = {
    SafetyVerdict.ADULTS_ONLY: (Offer.ADULTS_ONLY, ReasonKey.ADULTS_ONLY),
    SafetyVerdict.NOT_TODAY: (Offer.NOT_TODAY, ReasonKey.NOT_TODAY),
    SafetyVerdict.HOLD: (Offer.HOLD, ReasonKey.HOLD),
    SafetyVerdict.ASK: (Offer.SCREEN, ReasonKey.ASK_AGAIN),
}
DOCTOR = {
    StopReason.DIZZINESS: ReasonKey.DOCTOR_DIZZINESS,
    StopReason.NUMBNESS: ReasonKey.DOCTOR_NUMBNESS,
    StopReason.SHARP_PAIN: ReasonKey.DOCTOR_SHARP_PAIN,
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
    """The offer of today; ``something`` is whether any area is left to suggest."""
    if clearance.verdict in BLOCKED:
        how, key = BLOCKED[clearance.verdict]
        never = how is Offer.SCREEN and clearance.due is None
        return StartOffer(how, words.why(ReasonKey.UNANSWERED if never else key))
    asked = clinician_reason(stops)
    if asked is not None:
        return StartOffer(Offer.ASK_CLINICIAN, words.why(DOCTOR[asked]))
    if not something:
        return StartOffer(Offer.REST, words.why(ReasonKey.NOTHING_LEFT))
    how, why = _of_the_day(stops, history, today)
    return StartOffer(how, None if why is None else words.why(why))


def _of_the_day(
    stops: Sequence[PastSession], history: Sequence[PastSession], today: date
) -> tuple[Offer, ReasonKey | None]:
    """The offer as the last two days have it."""
    if skin_rests(stops, today):
        return Offer.REST_ADVISED, ReasonKey.SKIN_REST
    if hurt_today(stops, today):
        return Offer.REST_ADVISED, ReasonKey.ENOUGH_TODAY
    if _done(history, today):
        return Offer.AGAIN, ReasonKey.DONE_TODAY
    return Offer.START, None


def _done(history: Sequence[PastSession], today: date) -> bool:
    return any(
        past.finished and past.minutes > 0 and days_since(past.day, today) == 0
        for past in history[:RECENT]
    )
