"""The session: a frozen value. What a person sees is a function of it and one reading."""

from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from mattimer.limits import HARD_CAP
from mattimer.session.clock import Reading, slept_between
from mattimer.session.reasons import PauseReason, StopReason
from mattimer.session.session_plan import MAT_STAGES, Layer, Plan, Stage, Stages


class Status(StrEnum):
    """Derived, never stored: what a session is doing."""

    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"
    STOPPED = "stopped"
    DISCARDED = "discarded"


@dataclass(frozen=True, slots=True)
class Ending:
    """How and when a session ended. ``reason`` is there only where a person gave one."""

    status: Status
    at: Reading
    reason: StopReason | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """One session as it stood at its anchor. All lengths are in microseconds.

    The position runs through lead-in and mat time alike; everything else follows from it. Only
    ``machine.apply`` makes new sessions out of old ones.

    Attributes:
        id: Its name for life, in the database and in every export.
        plan: What was settled before the start; never changes.
        layer: Between skin and spikes now; a person may have added one.
        lead_in: Time to get onto the mat, shorter than planned where it was skipped.
        stages: Stage lengths as they stand, after skips and extensions.
        intended: The longest total these stages ever had: what the person set out to do.
        started: The reading of the start.
        anchor: The last reading that changed this value.
        position: Time run through at the anchor, lead-in included.
        paused_by: Why it is held; empty while it runs.
        paused: Time spent paused until the anchor, sleep not included.
        away: Time the computer slept until the anchor.
        ending: None until it ends.
        tightness_before: 1 to 10 as answered before the start; None where unanswered.
    """

    id: UUID
    plan: Plan
    layer: Layer
    lead_in: int
    stages: Stages
    intended: int
    started: Reading
    anchor: Reading
    position: int = 0
    paused_by: frozenset[PauseReason] = frozenset()
    paused: int = 0
    away: int = 0
    ending: Ending | None = None
    tightness_before: int | None = None

    @classmethod
    def begin(
        cls,
        plan: Plan,
        session_id: UUID,
        reading: Reading,
        tightness_before: int | None = None,
    ) -> "Session":
        """A session whose lead-in starts at this reading."""
        return cls(
            id=session_id,
            plan=plan,
            layer=plan.layer,
            lead_in=plan.lead_in,
            stages=plan.stages,
            intended=plan.stages.total,
            started=reading,
            anchor=reading,
            tightness_before=tightness_before,
        )

    @property
    def status(self) -> Status:
        """What it is doing."""
        if self.ending is not None:
            return self.ending.status
        return Status.PAUSED if self.paused_by else Status.RUNNING

    @property
    def active(self) -> bool:
        """Whether it has not ended."""
        return self.ending is None

    @property
    def running(self) -> bool:
        """Whether its time goes on."""
        return self.status is Status.RUNNING

    @property
    def planned(self) -> int:
        """Mat time from first to last, as the stages stand."""
        return self.stages.total

    @property
    def end(self) -> int:
        """The position at which it is finished."""
        return self.lead_in + self.planned

    def position_at(self, reading: Reading) -> int:
        """Time run through at a reading, never beyond the end."""
        return min(self.end, self.position + self._ran(reading))

    def overrun_at(self, reading: Reading) -> int:
        """How long ago the end was due; 0 while it is still ahead."""
        return max(0, self.position + self._ran(reading) - self.end)

    def _ran(self, reading: Reading) -> int:
        return self._since_anchor(reading) if self.running else 0

    def _since_anchor(self, reading: Reading) -> int:
        return max(0, reading.monotonic - self.anchor.monotonic)

    def elapsed_at(self, reading: Reading) -> int:
        """Mat time at a reading."""
        return max(0, self.position_at(reading) - self.lead_in)

    def remaining_at(self, reading: Reading) -> int:
        """Mat time still to come at a reading."""
        return self.planned - self.elapsed_at(reading)

    def lead_in_left_at(self, reading: Reading) -> int:
        """Time left to get onto the mat."""
        return max(0, self.lead_in - self.position_at(reading))

    def paused_at(self, reading: Reading) -> int:
        """Time spent paused at a reading, sleep not included."""
        return self.paused + (self._since_anchor(reading) if self.status is Status.PAUSED else 0)

    def away_at(self, reading: Reading) -> int:
        """Time the computer slept since the start."""
        return self.away + (slept_between(self.anchor, reading) if self.active else 0)

    def stage_at(self, reading: Reading) -> Stage:
        """The stage at a reading. A boundary belongs to the later stage."""
        position = self.position_at(reading)
        if position < self.lead_in:
            return Stage.LEAD_IN
        elapsed = position - self.lead_in
        begun = [stage for stage in MAT_STAGES if self.stages.start_of(stage) <= elapsed]
        return begun[-1]

    def anchored(self, reading: Reading) -> "Session":
        """The same session, known up to this reading."""
        return replace(
            self,
            anchor=reading,
            position=self.position_at(reading),
            paused=self.paused_at(reading),
            away=self.away_at(reading),
        )

    def validate(self) -> None:
        """Check what must hold in every session.

        Raises:
            ValueError: Something that no command could have led to; a fault of ours.
        """
        if not 0 <= self.lead_in <= self.plan.lead_in:
            raise ValueError("The lead-in grew.")
        if not 0 <= self.position <= self.end:
            raise ValueError("The position left the session.")
        if not self.planned <= self.intended <= min(HARD_CAP, self.plan.cap):
            raise ValueError("The session is longer than intended or allowed.")
        if min(self.paused, self.away) < 0:
            raise ValueError("Time was spent backwards.")
        if self.ending is not None and self.paused_by:
            raise ValueError("An ended session is not paused.")
