"""The choice of an area: which one to suggest, and which cannot be chosen."""

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct

from mattimer.coach.areas import Area, Caution
from mattimer.coach.coach_words import CoachWords, Phrase, Reason, ReasonKey
from mattimer.coach.past_session import PastSession, newest
from mattimer.coach.rests import resting
from mattimer.coach.safety import Clearance
from mattimer.session.reasons import StopReason

CAREFUL_LAST = tuple(Caution)


class ChosenArea(Struct, frozen=True):
    """An area to suggest, with the reason where it is not the one that was expected."""

    area: Area | None
    reason: Reason | None = None


def left_out(
    areas: Mapping[str, Area],
    clearance: Clearance,
    stops: Sequence[PastSession],
    today: date,
    words: CoachWords,
) -> tuple[Mapping[str, str], tuple[str, ...]]:
    """Areas that cannot be chosen, with the reason in words; and those that wait for a word."""
    rests = {area: until for area, until in resting(stops, today).items() if area in areas}
    out = {area: _rest_words(words, until, today) for area, until in rests.items()}
    barred = {area: why for area, why in clearance.barred.items() if area in areas}
    return out | barred, tuple(area for area, until in rests.items() if until is None)


def _rest_words(words: CoachWords, until: date | None, today: date) -> str:
    if until is None:
        return words.phrase(Phrase.RESTS_BRUISED)
    if (until - today).days <= 1:
        return words.phrase(Phrase.RESTS_TODAY)
    return words.phrase(Phrase.RESTS_UNTIL, day=words.weekday(until))


def choose(
    areas: Mapping[str, Area],
    out: Mapping[str, str],
    history: Sequence[PastSession],
    today: date,
    words: CoachWords,
    *,
    preferred: str | None,
) -> ChosenArea:
    """The area a person chose, or the last one, or the gentlest that is free.

    After numbness another area is suggested, unless the person chose the same again.
    """
    free = [area for area in areas.values() if area.id not in out]
    if not free:
        return ChosenArea(None)
    last = next((past for past in history if past.area in areas), None)
    wanted = preferred if preferred in areas else last.area if last is not None else None
    if wanted is None:
        return ChosenArea(_gentlest(free))
    if wanted in out:
        why = words.why(ReasonKey.LEFT_OUT, area=areas[wanted].name, why=out[wanted])
        return ChosenArea(_gentlest(free), why)
    others = [area for area in free if area.id != wanted]
    if wanted != preferred and others and (numb := _numb(history)):
        when = words.times(numb.day, today)
        why = words.why(ReasonKey.OTHER_AREA, area=areas[wanted].name, **when)
        return ChosenArea(_gentlest(others), why)
    return ChosenArea(areas[wanted])


def _numb(history: Sequence[PastSession]) -> PastSession | None:
    """The newest session, where it ended for numbness."""
    last = newest(history)
    return last if last is not None and last.reason is StopReason.NUMBNESS else None


def _gentlest(areas: Sequence[Area]) -> Area:
    return min(areas, key=lambda area: CAREFUL_LAST.index(area.caution))
