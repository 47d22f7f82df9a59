"""Progress in the fourteen-day starter plan.

Nothing is counted and stored; progress follows from the sessions since the plan began. One
missed occasion made no difference in a study of habits (n=96), so a missed day resets nothing,
and 18 to 254 days passed until a habit was automatic, so fourteen days are a trial.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from mattimer.coach.past_session import PastSession, days_since, later
from mattimer.coach.starter_plan import Program
from mattimer.limits import MINUTES_HARD_CAP

AWAY_DAYS = 4
"""After so many whole days without the mat, the plan steps back to the start of the band."""


class PlanPhase(StrEnum):
    """The state of the plan."""

    NOT_BEGUN = "not-begun"
    WAITING = "waiting"
    PAUSED = "paused"
    RUNNING = "running"
    FINISHED = "finished"


class PlanState(Struct, frozen=True):
    """What is stored of the plan.

    Attributes:
        started_on: Sessions from this day on count; None before it was ever begun.
        results: Minutes of the plan days done before that day, where it was paused meanwhile.
        counted_on: The last day that counted before a pause: no day counts twice.
        paused: Whether it stands still.
    """

    started_on: date | None = None
    results: tuple[float, ...] = ()
    counted_on: date | None = None
    paused: bool = False


class PlanProgress(Struct, frozen=True):
    """Progress in the plan.

    Attributes:
        phase: What the plan is doing.
        results: Minutes of each plan day that is done, in order.
        counted_on: The day of the last of them.
        stepped_back: Whether it took a step back because of the days before today.
    """

    phase: PlanPhase
    results: tuple[float, ...] = ()
    counted_on: date | None = None
    stepped_back: bool = False

    @property
    def done(self) -> int:
        """Plan days done."""
        return len(self.results)

    def day_on(self, today: date) -> int:
        """The plan day that today is about: the one done today, or the next."""
        return self.done if self.done and self.counted_on == today else self.done + 1


def begin(today: date) -> PlanState:
    """The plan from day 1, for the first time or again."""
    return PlanState(started_on=today)


def pause(state: PlanState, at: PlanProgress) -> PlanState:
    """The plan paused; what is done is kept."""
    return replace(state, results=at.results, counted_on=at.counted_on, paused=True)


def resume(state: PlanState, today: date) -> PlanState:
    """The plan after a pause."""
    return replace(state, started_on=today, paused=False) if state.paused else state


def progress_of(
    program: Program,
    state: PlanState,
    history: Sequence[PastSession],
    today: date,
    caps: Mapping[str, int],
) -> PlanProgress:
    """Progress as of today.

    A day is done by a finished session whose mat time lies in the day's range, cut to the area's
    cap: a day of 15 to 20 minutes is ten minutes on the feet, whose cap is 10. Less is practice,
    and so is more. Days away are whole days without the mat; where the next day already begins a
    band, there is nothing to step back over. A finished plan stays finished. Sessions dated
    after today come from a wrong clock and are left out.

    Args:
        program: The plan as it is written.
        state: What was stored of it.
        history: Past sessions, newest first.
        today: The day to judge.
        caps: Each area's longest session; an area that is gone has the general cap.
    """
    if state.started_on is None:
        return PlanProgress(PlanPhase.NOT_BEGUN)
    if state.paused:
        return PlanProgress(PlanPhase.PAUSED, state.results, state.counted_on)
    if days_since(state.started_on, today) is None:
        return PlanProgress(PlanPhase.WAITING, state.results, state.counted_on)
    replay = _PlanWalk(program, state, state.started_on)
    ahead = later(today, 1)
    for past in reversed(history):
        if past.minutes > 0 and past.day <= ahead:
            replay.meet(past, caps.get(past.area, MINUTES_HARD_CAP))
    return replay.arrive(today)


class _PlanWalk:
    """Replays the sessions from the oldest on."""

    def __init__(self, program: Program, state: PlanState, start: date) -> None:
        self._program = program
        self._start = start
        self._counted = state.counted_on
        self._last: date | None = None
        self._reach(state.results[: program.days])

    def _reach(self, results: tuple[float, ...]) -> None:
        self._results = results
        self._band = self._program.band(len(results) + 1)
        self._finished = len(results) == self._program.days

    def meet(self, past: PastSession, cap: int) -> None:
        """Count one session, or step back before it."""
        if past.day >= self._start:
            if past.day != self._last:
                self._step_back(past.day)
            if past.finished:
                self._count(past, cap)
        self._last = past.day

    def _count(self, past: PastSession, cap: int) -> None:
        if self._finished or past.day == self._counted:
            return
        asked = self._band.minutes
        if min(asked.low, cap) <= past.minutes <= min(asked.high, cap):
            self._reach((*self._results, past.minutes))
            self._counted = past.day

    def _step_back(self, day: date) -> bool:
        """Whether there was something to step back over."""
        if self._finished or self._last is None or (day - self._last).days <= AWAY_DAYS:
            return False
        kept = self._band.first - 1
        if kept == len(self._results):
            return False
        self._reach(self._results[:kept])
        return True

    def arrive(self, today: date) -> PlanProgress:
        """Progress after the last session."""
        stepped = self._step_back(today)
        phase = PlanPhase.FINISHED if self._finished else PlanPhase.RUNNING
        return PlanProgress(phase, self._results, self._counted, stepped)
