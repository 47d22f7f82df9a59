"""Rests after a stop: areas that rest, and a clinician after the second time.

The figures are the guide's: twice within two weeks means asking a clinician, a second sharp pain
rests the area for a week, a bruise until the person says it is gone. Health services name
dizziness, numbness and lasting pain as reasons to ask.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from mattimer.coach.past_session import PastSession, later, stopped, window
from mattimer.session.reasons import StopReason

if TYPE_CHECKING:
    from mattimer.coach.session_lines import StopAdvice

SECOND_TIME_DAYS = 14
"""Within two weeks it is a second time."""

PAIN_REST_DAYS = 7
"""A second sharp pain rests the area for a week."""

SKIN_REST_DAYS = 1
"""After irritated skin comes one day of rest."""

ASK_CLINICIAN = (StopReason.DIZZINESS, StopReason.NUMBNESS, StopReason.SHARP_PAIN)
SCREEN_AGAIN = frozenset({StopReason.DIZZINESS, StopReason.BRUISING})
"""After these the safety questions come again."""


def advice_now(stop: "StopAdvice", day: date, history: Sequence[PastSession]) -> str:
    """What to do at once after a stop for a reason; may be empty.

    Args:
        stop: The reason, from session.toml.
        day: The day of the stop.
        history: The sessions before it, newest first.
    """
    before = (past for past in stopped(history) if past.reason is stop.reason)
    again = any(_close(past.day, day) for past in before)
    return (stop.again or stop.now) if again else stop.now


def clinician_reason(stops: Sequence[PastSession]) -> StopReason | None:
    """The reason to ask a clinician before the next session; None without one.

    The person's word that they asked, on the latest of two, settles it; waiting does not.

    Args:
        stops: Those that ended for a reason, newest first.
    """
    for reason in ASK_CLINICIAN:
        pair = tuple(_first_two(stops, reason))
        if len(pair) > 1 and _close(pair[0].day, pair[1].day) and not pair[0].asked:
            return reason
    return None


def resting(stops: Sequence[PastSession], today: date) -> Mapping[str, date | None]:
    """The areas that rest, with the first day they are free again; None: when the bruise is gone.

    Args:
        stops: Those that ended for a reason, newest first.
        today: The day to judge.
    """
    rests: dict[str, date | None] = {}
    for area, day in _pains(stops, today):
        rests.setdefault(area, later(day, PAIN_REST_DAYS))
    seen: set[str] = set()
    for past in stops:
        if past.reason is StopReason.BRUISING and past.area not in seen:
            seen.add(past.area)
            if not past.healed:
                rests[past.area] = None
    return rests


def skin_rests(stops: Sequence[PastSession], today: date) -> bool:
    """Whether today is a rest day for the skin."""
    first, last = window(today, SKIN_REST_DAYS + 1)
    return any(
        past.reason is StopReason.IRRITATED_SKIN and first <= past.day <= last for past in stops
    )


def hurt_today(stops: Sequence[PastSession], today: date) -> bool:
    """Whether the body asked to stop today; too intense is no such thing."""
    first, last = window(today, 1)
    return any(
        first <= past.day <= last and past.bodily and past.reason is not StopReason.TOO_INTENSE
        for past in stops
    )


def _pains(stops: Sequence[PastSession], today: date) -> Iterator[tuple[str, date]]:
    """Each sharp pain of this week that was the second within two weeks: its area and day."""
    earliest, latest = window(today, PAIN_REST_DAYS)
    pains = [past for past in stops if past.reason is StopReason.SHARP_PAIN]
    for second, first in pairwise(pains):
        if earliest <= second.day <= latest and _close(second.day, first.day):
            yield second.area, second.day


def _first_two(stops: Sequence[PastSession], reason: StopReason) -> Iterator[PastSession]:
    found = 0
    for past in stops:
        if past.reason is reason:
            yield past
            found += 1
            if found == 2:  # noqa: PLR2004 - a pair
                return


def _close(one: date, other: date) -> bool:
    return abs((one - other).days) <= SECOND_TIME_DAYS
