"""Moment: what a screen shows of a session at one reading, as one plain value."""

from dataclasses import dataclass

from mattimer.session.breath import Breath, breath_at
from mattimer.session.clock import SECOND, Reading
from mattimer.session.reasons import PauseReason
from mattimer.session.session import Session, Status
from mattimer.session.session_plan import RISE_STEPS, Stage, Stages
from mattimer.session.timeline import pacing_end, rise_step_at, scan_part_at

PACER_FADE = 3 * SECOND
"""Disc and breath word leave this slowly when pacing ends."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One session at one reading. Times are in microseconds.

    Attributes:
        status: Running, paused or how it ended.
        stage: Where it is.
        elapsed: Mat time so far.
        remaining: Mat time to come; in the lead-in all of it.
        lead_in_left: Time left to lie down.
        stages: Stage lengths as they stand.
        breath: The paced breath, None where nothing is paced.
        pacer: How much of the pacer is there, 0 to 1: it fades when pacing ends.
        scan_part: Index into the plan's scan, None where no part is named.
        rise_step: Index into RISE_STEPS during rise, else None.
        can_extend: Whether the area's cap leaves room.
        paused_by: Why it is held.
        away: Time the computer slept.
    """

    status: Status
    stage: Stage
    elapsed: int
    remaining: int
    lead_in_left: int
    stages: Stages
    breath: Breath | None
    pacer: float
    scan_part: int | None
    rise_step: int | None
    can_extend: bool
    paused_by: frozenset[PauseReason]
    away: int

    @property
    def time_left(self) -> int:
        """What the digits show: lead-in left, then mat time left."""
        return self.lead_in_left if self.stage is Stage.LEAD_IN else self.remaining


def moment_of(session: Session, reading: Reading) -> Moment:
    """The moment of a session at a reading."""
    stage = session.stage_at(reading)
    elapsed = session.elapsed_at(reading)
    pacer = _pacer_presence(session, stage, elapsed)
    still = elapsed - session.stages.start_of(Stage.STILL)
    rise = elapsed - session.stages.start_of(Stage.RISE)
    return Moment(
        status=session.status,
        stage=stage,
        elapsed=elapsed,
        remaining=session.remaining_at(reading),
        lead_in_left=session.lead_in_left_at(reading),
        stages=session.stages,
        breath=breath_at(session.plan.pattern, elapsed) if pacer else None,
        pacer=pacer,
        scan_part=scan_part_at(session.plan, still) if stage is Stage.STILL else None,
        rise_step=rise_step_at(session.plan, rise) if stage is Stage.RISE else None,
        can_extend=session.active and session.planned < session.plan.cap,
        paused_by=session.paused_by,
        away=session.away_at(reading),
    )


def _pacer_presence(session: Session, stage: Stage, elapsed: int) -> float:
    if stage not in (Stage.SETTLE, Stage.STILL):
        return 0.0
    over = elapsed - pacing_end(session.plan, session.stages)
    if over < 0:
        return 1.0
    if pacing_end(session.plan, session.stages) == 0:
        return 0.0
    return max(0.0, 1.0 - over / PACER_FADE)


def rise_step(moment: Moment) -> str | None:
    """Name of the rise step at a moment, None outside rise."""
    return None if moment.rise_step is None else RISE_STEPS[moment.rise_step]
