"""A past session, as the coach needs it, and the counting of days."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from msgspec import Struct

from mattimer.limits import MINUTES_HARD_CAP, MINUTES_SHORTEST, TIGHTNESS
from mattimer.session.reasons import StopReason
from mattimer.session.session_plan import Layer

ROSE_BY = 2
"""A tightness that rose by this much keeps the next session from growing."""

BODILY = frozenset(StopReason) - {StopReason.OTHER}
"""Reasons that the body gave."""


class PastSession(Struct, frozen=True):
    """One past session.

    Attributes:
        day: The day it belongs to.
        area: Identifier of a body area; may be one that no longer exists.
        minutes: Time on the mat.
        planned_minutes: Time the person set out to lie.
        layer: Between skin and spikes at the last.
        finished: Whether it ran to its end.
        reason: Why it was stopped, where the person said so.
        before: Tightness; outside 1 to 10 it counts as unanswered.
        after: The same, afterwards.
        asked: The person has asked a clinician about this stop.
        healed: The bruise of this stop is gone; the person said so.
    """

    day: date
    area: str
    minutes: float
    planned_minutes: float
    layer: Layer
    finished: bool
    reason: StopReason | None = None
    before: int | None = None
    after: int | None = None
    asked: bool = False
    healed: bool = False

    @property
    def tighter(self) -> bool:
        """Whether tightness rose by two or more."""
        before, after = _rating(self.before), _rating(self.after)
        return before is not None and after is not None and after - before >= ROSE_BY

    @property
    def bodily(self) -> bool:
        """Whether the body gave a reason to stop."""
        return self.reason in BODILY

    @property
    def went_well(self) -> bool:
        """Whether the next one may be longer."""
        return self.finished and self.reason is None and not self.tighter

    @property
    def planned(self) -> int:
        """Planned minutes, whole and within what a session can be."""
        return _whole(self.planned_minutes)

    @property
    def done(self) -> int:
        """Minutes on the mat, whole, at least one."""
        return _whole(self.minutes)

    @property
    def length(self) -> int:
        """What to compare the next one with: the time done, or meant where it ended early."""
        return self.done if self.finished else self.planned


def _rating(answer: int | None) -> int | None:
    return answer if answer in TIGHTNESS else None


def _whole(minutes: float) -> int:
    return int(min(MINUTES_HARD_CAP, max(MINUTES_SHORTEST, minutes)))


def days_since(day: date, today: date) -> int | None:
    """Whole days from a day to today; None where the day lies ahead.

    Tomorrow still counts as today: who travels west can have been there already. Anything beyond
    was written by a clock that was wrong, then or now, so no rule that counts days applies.
    """
    gap = (today - day).days
    return None if gap < -1 else max(0, gap)


def window(today: date, days: int) -> tuple[date, date]:
    """The first and the last day that count as today or fewer than so many days ago."""
    back = min(days - 1, (today - date.min).days)
    return today - timedelta(days=back), later(today, 1)


def later(day: date, days: int) -> date:
    """So many days on, as far as the calendar goes."""
    return day + timedelta(days=min(days, (date.max - day).days))


def last_in(history: Sequence[PastSession], area: str) -> PastSession | None:
    """The newest session in an area that left something to go by."""
    return next((past for past in history if past.area == area and _tells(past)), None)


def _tells(past: PastSession) -> bool:
    return past.minutes > 0 or past.reason is not None


def newest(history: Iterable[PastSession]) -> PastSession | None:
    """The newest session that left something to go by."""
    return next(filter(_tells, history), None)


def stopped(history: Iterable[PastSession]) -> tuple[PastSession, ...]:
    """Those that ended for a reason, in the same order."""
    return tuple(past for past in history if past.reason is not None)
