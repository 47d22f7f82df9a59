"""Limits on a session: how long at most, and through which layer at least.

First those that follow from the body: how the last session in the area ended, then the newest
anywhere. Then those of the screening, of time away, and of a plan that runs ahead of the person.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from mattimer.coach.areas import Area
from mattimer.coach.coach_words import CoachWords, Reason, ReasonKey
from mattimer.coach.past_session import PastSession, days_since, newest
from mattimer.coach.plan_progress import AWAY_DAYS, PlanProgress
from mattimer.coach.safety import Clearance
from mattimer.coach.starter_plan import Program
from mattimer.coach.values import Range
from mattimer.limits import MINUTES_SHORTEST, MINUTES_SUGGESTED
from mattimer.session.reasons import StopReason
from mattimer.session.session_plan import Layer

LONGEST_STEP = 5
"""Nobody is asked to grow by more at once: the widest step between two bands of the plan."""

MILDEST_FIRST = tuple(Layer)

LAYER_OR_LESS = {
    StopReason.NUMBNESS: (ReasonKey.NUMB, ReasonKey.NUMB_SHORTER),
    StopReason.TOO_INTENSE: (ReasonKey.TOO_INTENSE_LAYER, ReasonKey.TOO_INTENSE_SHORTER),
    StopReason.IRRITATED_SKIN: (ReasonKey.SKIN_LAYER, ReasonKey.SKIN_SHORTER),
}
"""A layer more, or where there was a towel already, fewer minutes."""


class AllowanceInput(Struct, frozen=True):
    """Everything that an allowance follows from."""

    area: Area
    program: Program | None
    progress: PlanProgress
    clearance: Clearance
    history: Sequence[PastSession]
    today: date
    words: CoachWords


class Limit(Struct, frozen=True):
    """One limit: the most minutes, the least layer, and why."""

    most: int = MINUTES_SUGGESTED
    barest: Layer = Layer.BARE
    reason: Reason | None = None


def milder(one: Layer, other: Layer) -> Layer:
    """The one of two that feels less strong."""
    return min(one, other, key=MILDEST_FIRST.index)


def one_milder(layer: Layer) -> Layer:
    """A layer more; a towel is the most there is."""
    return MILDEST_FIRST[max(0, MILDEST_FIRST.index(layer) - 1)]


def body_limits(at: AllowanceInput, last: PastSession | None, asked: Range) -> Iterator[Limit]:
    """Limits from how the last session in this area and the newest anywhere ended."""
    if last is not None:
        yield _local(at, last, asked)
    other = newest(at.history)
    if other is None or other is last:
        return
    if other.reason is StopReason.DIZZINESS:
        yield _dizzy(at, other)
    elif last is not None and (other.bodily or other.tighter):
        when = at.words.times(other.day, at.today)
        yield Limit(last.length, reason=at.words.why(ReasonKey.ELSEWHERE, **when))


def _local(at: AllowanceInput, last: PastSession, asked: Range) -> Limit:
    if last.reason is StopReason.DIZZINESS:
        return _dizzy(at, last)
    if last.reason is StopReason.SHARP_PAIN:
        half = max(MINUTES_SHORTEST, last.planned // 2)
        return _layered(at, last, one_milder(last.layer), ReasonKey.HALF, most=half)
    if last.reason is StopReason.BRUISING:
        return _layered(at, last, one_milder(last.layer), ReasonKey.BRUISED, most=last.planned)
    if last.reason in LAYER_OR_LESS:
        with_layer, with_less = LAYER_OR_LESS[last.reason]
        if last.layer is Layer.TOWEL:
            return _shorter(at, last, asked.lower_half().high, with_less)
        numb = last.reason is StopReason.NUMBNESS
        layer = Layer.TOWEL if numb else one_milder(last.layer)
        return _layered(at, last, layer, with_layer, most=last.planned)
    return _unasked(at, last)


def _layered(
    at: AllowanceInput, last: PastSession, layer: Layer, key: ReasonKey, *, most: int
) -> Limit:
    when = at.words.times(last.day, at.today)
    return Limit(most, layer, at.words.why(key, **when))


def _unasked(at: AllowanceInput, last: PastSession) -> Limit:
    """The last session ended without a reason, or ran to its end."""
    when = at.words.times(last.day, at.today)
    if last.tighter:
        return Limit(last.length, reason=at.words.why(ReasonKey.TIGHTER, **when))
    if not last.finished:
        return Limit(last.planned, reason=at.words.why(ReasonKey.STOPPED, **when))
    return Limit()


def _dizzy(at: AllowanceInput, past: PastSession) -> Limit:
    """Shorter: no longer than it took to get dizzy."""
    return _shorter(at, past, past.done, ReasonKey.DIZZY)


def _shorter(at: AllowanceInput, past: PastSession, most: int, key: ReasonKey) -> Limit:
    """At least a minute less than was planned."""
    most = max(MINUTES_SHORTEST, min(most, past.planned - 1))
    difference = at.words.difference(past.planned - most)
    when = at.words.times(past.day, at.today)
    why = at.words.why(key, **when, difference=difference)
    return Limit(most, reason=why)


def caution_limits(at: AllowanceInput, last: PastSession | None, asked: Range) -> Iterator[Limit]:
    """Limits from the screening, time away and a plan that runs ahead."""
    newest_one = newest(at.history)
    gap = days_since(newest_one.day, at.today) if newest_one is not None else None
    if at.progress.stepped_back:
        day = at.progress.day_on(at.today)
        yield Limit(asked.low, reason=at.words.why(ReasonKey.STEPPED_BACK, day=day))
    elif last is not None and gap is not None and gap > AWAY_DAYS:
        yield Limit(asked.low, reason=at.words.why(ReasonKey.AWAY))
    if last is not None:
        yield Limit(last.length + LONGEST_STEP)
    if at.clearance.short_end:
        yield Limit(asked.low, reason=at.words.why(ReasonKey.SHORT_END))
    if at.clearance.barest is not Layer.BARE:
        yield Limit(barest=at.clearance.barest, reason=at.words.why(ReasonKey.LAYER_ALWAYS))
