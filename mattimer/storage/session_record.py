"""Turns a session into the record that is kept of it."""

from mattimer.session.clock import Reading
from mattimer.session.records import Outcome, SessionRecord
from mattimer.session.session import Session, Status


def record_of(session: Session, reading: Reading, *, device: str) -> SessionRecord:
    """What there is to keep of a session at a reading."""
    ending, stages = session.ending, session.stages
    return SessionRecord(
        id=session.id,
        started_us=session.started.utc,
        utc_offset_s=session.started.utc_offset_s,
        ended_us=None if ending is None else ending.at.utc,
        area=session.plan.area,
        layer=session.layer,
        pattern=str(session.plan.pattern),
        lead_in_us=session.lead_in,
        planned_us=session.intended,
        settle_us=stages.settle,
        still_us=stages.still,
        rise_us=stages.rise,
        mat_us=session.elapsed_at(reading),
        paused_us=session.paused_at(reading),
        away_us=session.away_at(reading),
        outcome=_outcome_of(session),
        stop_reason=None if ending is None else ending.reason,
        tightness_before=session.tightness_before,
        tightness_after=None,
        noticed=(),
        note="",
        device=device,
        updated_us=reading.utc,
        deleted=session.status is Status.DISCARDED,
    )


def _outcome_of(session: Session) -> Outcome:
    if session.active:
        return Outcome.INTERRUPTED
    return Outcome.FINISHED if session.status is Status.FINISHED else Outcome.STOPPED
