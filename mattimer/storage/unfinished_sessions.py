"""Sessions that were running when the app died: which they are, and what may be done with one.

Such a session is kept as interrupted and has no end. Every answer gives it one or puts it away,
so it is offered until it is answered, and never afterwards.
"""

from dataclasses import dataclass, replace

from mattimer.limits import HARD_CAP, SHORTEST
from mattimer.session.breath import Pattern
from mattimer.session.clock import MINUTE, Reading
from mattimer.session.records import Outcome, SessionRecord
from mattimer.session.session import Session
from mattimer.session.session_plan import Plan, Stages, classic_stages

GO_ON_WITHIN = 30 * MINUTE
"""After that a person has got up, and it would be another session."""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A session without an end, and what may be offered.

    Attributes:
        record: As it was last written; its mat time is known to ten seconds.
        left: Mat time that was still to come, in microseconds.
        ago: How long ago it was last written, by the wall clock; negative where that was set back.
    """

    record: SessionRecord
    left: int
    ago: int

    @property
    def may_go_on(self) -> bool:
        """Whether it is recent enough to go on, and there is something left of it."""
        return self.left > 0 and abs(self.ago) < GO_ON_WITHIN and _is_whole(self.record)

    def kept(self, reading: Reading) -> SessionRecord:
        """As it was, with an end: the moment it was last written."""
        whole = self.left == 0 and _stages_of(self.record).total > 0
        return replace(
            self.record,
            ended_us=self.record.updated_us,
            outcome=Outcome.FINISHED if whole else Outcome.INTERRUPTED,
            updated_us=max(reading.utc, self.record.updated_us),
        )

    def discarded(self, reading: Reading) -> SessionRecord:
        """Put away."""
        return replace(self.kept(reading), deleted=True)

    def resumed(self, like: Plan, reading: Reading) -> Session:
        """The session as it stood, to go on from this reading; the time since counts as away.

        Whoever had not lain down yet gets all of the time for it again.

        Args:
            like: What the settings want today: pacing, body scan and the area's cap.
            reading: Now.

        Raises:
            ValueError: It may not go on, or its pattern is none.
        """
        record, stages = self.record, _stages_of(self.record)
        if not self.may_go_on:
            raise ValueError("This session can't go on.")
        plan = replace(
            like,
            area=record.area,
            layer=record.layer,
            stages=stages if stages.total == record.planned_us else _as_planned(record),
            cap=max(like.cap, record.planned_us),
            pattern=Pattern.parse(record.pattern),
            lead_in=record.lead_in_us,
        )
        begun = replace(reading, utc=record.started_us, utc_offset_s=record.utc_offset_s)
        session = replace(
            Session.begin(plan, record.id, begun, record.tightness_before),
            anchor=reading,
            stages=stages,
            intended=record.planned_us,
            position=record.lead_in_us + record.mat_us if record.mat_us else 0,
            paused=record.paused_us,
            away=record.away_us + max(0, self.ago),
        )
        session.validate()
        return session


def unfinished(record: SessionRecord, device: str, reading: Reading) -> Unfinished | None:
    """A record of this device that has no end; None for every other.

    One of another device may be running there right now.
    """
    ended = record.outcome is not Outcome.INTERRUPTED or record.ended_us is not None
    if ended or record.deleted or record.device != device:
        return None
    left = max(0, _stages_of(record).total - record.mat_us)
    return Unfinished(record, left, reading.utc - record.updated_us)


def _stages_of(record: SessionRecord) -> Stages:
    return Stages(record.settle_us, record.still_us, record.rise_us)


def _as_planned(record: SessionRecord) -> Stages:
    """Before something was skipped; how an extension was spread is not kept."""
    return classic_stages(record.planned_us)


def _is_whole(record: SessionRecord) -> bool:
    """Whether a session can be made of it: a file may hold what no session ever was."""
    try:
        Pattern.parse(record.pattern)
    except ValueError:
        return False
    return bool(record.area) and SHORTEST <= record.planned_us <= HARD_CAP
