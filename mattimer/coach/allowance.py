"""The allowance: how long and through which layer, in one area, today, and why.

Consistency counts, not suffering: a session grows by a minute after one that went well and never
after a stop, a "too intense" or a tightness that rose by two.
"""

from collections.abc import Sequence
from itertools import islice

from msgspec import Struct

from mattimer.coach.coach_words import Reason, ReasonKey
from mattimer.coach.past_session import PastSession, last_in, newest
from mattimer.coach.plan_progress import PlanPhase
from mattimer.coach.restrictions import AllowanceInput, Limit, body_limits, caution_limits, milder
from mattimer.coach.values import Range
from mattimer.limits import MINUTES_SUGGESTED
from mattimer.session.session_plan import Layer

FIRST_SESSIONS = 3
BEGINNER_SESSIONS = 7
"""Without the plan, its first band and its first two stand in for "first" and "beginner"."""


class Allowance(Struct, frozen=True):
    """A range, the length to suggest, the layer, and why: the weightiest reason first."""

    minutes: Range
    length: int
    layer: Layer
    reasons: tuple[Reason, ...]


def allowance_of(at: AllowanceInput) -> Allowance:
    """The allowance in this area today."""
    last = last_in(at.history, at.area.id)
    asked = _asked(at, last)
    limits = [*body_limits(at, last, asked), *caution_limits(at, last, asked)]
    most = min((limit.most for limit in limits), default=MINUTES_SUGGESTED)
    minutes = asked.upto(min(most, at.area.cap))
    length = minutes.nearest(_wish(at, last, asked))
    layer = _layer(at, last, limits)
    said = [limit.reason for limit in limits if limit.reason is not None]
    plain = _plainly(at, last, length, asked) if not said or last is None else None
    return Allowance(
        minutes, length, layer, tuple(dict.fromkeys([*said, *([plain] if plain else [])]))
    )


def plan_range(at: AllowanceInput) -> Range | None:
    """The minutes of today's plan day in this area; None where no plan runs."""
    if at.program is None or at.progress.phase is not PlanPhase.RUNNING:
        return None
    day = at.progress.day_on(at.today)
    return at.program.band(day).minutes.upto(min(at.area.cap, MINUTES_SUGGESTED))


def _asked(at: AllowanceInput, last: PastSession | None) -> Range:
    """The range before any limit; a plan may leap, nothing else does."""
    area, plan = at.area, plan_range(at)
    if last is None:
        return area.first if plan is None else plan.overlap(area.first) or area.first.upto(plan.low)
    if plan is not None:
        return plan
    usual = _settled(at).upto(min(area.cap, MINUTES_SUGGESTED))
    return Range(min(usual.low, last.length + 1), usual.high)


def _settled(at: AllowanceInput) -> Range:
    """The range without a plan that runs: what follows it, or the area's own."""
    area = at.area
    if at.program is not None and at.progress.phase is PlanPhase.FINISHED:
        after = at.program.after.minutes
        return Range(min(after.low, area.usual.low), after.high)
    known = (past for past in at.history if past.area == area.id and past.minutes > 0)
    count = sum(1 for _ in islice(known, BEGINNER_SESSIONS))
    if count < FIRST_SESSIONS:
        return area.first
    return area.beginner if count < BEGINNER_SESSIONS else area.usual


def _wish(at: AllowanceInput, last: PastSession | None, asked: Range) -> int:
    """The length to suggest: a minute more after a day that went well, but not after the plan."""
    if last is None:
        return (asked.low + asked.high) // 2
    settled = at.progress.phase is PlanPhase.FINISHED
    grows = last.went_well and last.day != at.today and not settled
    return last.length + 1 if grows else last.length


def _layer(at: AllowanceInput, last: PastSession | None, limits: Sequence[Limit]) -> Layer:
    layer = at.area.layer if last is None else last.layer
    if at.program is not None and at.progress.phase is PlanPhase.RUNNING:
        layer = milder(layer, at.program.band(at.progress.day_on(at.today)).barest)
    for limit in limits:
        layer = milder(layer, limit.barest)
    return layer


def _plainly(at: AllowanceInput, last: PastSession | None, length: int, asked: Range) -> Reason:
    """The reason where no limit gave one."""
    words = at.words
    if last is None:
        return words.why(ReasonKey.NEW_AREA if newest(at.history) else ReasonKey.BEGIN)
    when, difference = words.times(last.day, at.today), length - last.length
    if difference == 0:
        if length == at.area.cap:
            return words.why(ReasonKey.CAP, area=at.area.name, minutes=words.difference(length))
        return words.why(ReasonKey.SAME, **when)
    if difference > 0:
        return words.why(ReasonKey.GREW, **when, difference=words.difference(difference))
    return words.why(ReasonKey.RANGE, range=asked)
