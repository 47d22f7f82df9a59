"""A session as a person tells it: put down afterwards, or set right.

What was measured stays as it was to the microsecond unless they say otherwise.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import Any
from uuid import UUID

from mattimer.limits import (
    LAST_MOMENT,
    MINUTES_HARD_CAP,
    MINUTES_SHORTEST,
    NOTE_LIMIT,
    TIGHTNESS,
)
from mattimer.session.breath import Pattern
from mattimer.session.clock import MINUTE, SECOND, Reading
from mattimer.session.reasons import StopReason
from mattimer.session.records import DAY, EPOCH, Outcome, SessionRecord, local_time
from mattimer.session.session_plan import Layer, classic_stages

EARLIEST = date(2000, 1, 1)
"""Nobody had a mat and this app before; an older date is a slip of the keyboard."""

STILL_WRITTEN = 1 * DAY
"""A session of another computer that was written since may be running there."""


class Fault(StrEnum):
    """What can't be right; each is one sentence to the person."""

    AHEAD = "ahead"
    NOT_OVER = "not-over"
    LONG_AGO = "long-ago"
    TOO_LONG = "too-long"
    TOO_SHORT = "too-short"
    NO_SUCH_AREA = "no-such-area"
    NO_SUCH_NUMBER = "no-such-number"
    LONG_NOTE = "long-note"


@dataclass(frozen=True, slots=True)
class SessionDraft:
    """What a person can say of a session.

    Attributes:
        day: The date on the person's clock at the start.
        at: The time there, to the minute.
        area: Identifier of a body area.
        minutes: Time on the mat, whole.
        layer: Between skin and spikes.
        outcome: Finished or stopped; interrupted only where it was so.
        stop_reason: Why it was stopped, where they say so.
        before: Tightness, 1 to 10; None where unanswered.
        after: The same, afterwards.
        note: Their own words.
    """

    day: date
    at: time
    area: str
    minutes: int
    layer: Layer
    outcome: Outcome = Outcome.FINISHED
    stop_reason: StopReason | None = None
    before: int | None = None
    after: int | None = None
    note: str = ""


_SAID_AS_KEPT: Mapping[str, str] = {
    "area": "area",
    "layer": "layer",
    "outcome": "outcome",
    "stop_reason": "stop_reason",
    "before": "tightness_before",
    "after": "tightness_after",
    "note": "note",
}
"""What is kept the way it is said, and under which name."""


def told(record: SessionRecord) -> SessionDraft:
    """A session as it would be told."""
    begun = local_time(record.started_us, record.utc_offset_s)
    return SessionDraft(
        day=begun.date(),
        at=time(begun.hour, begun.minute),
        minutes=_shown_minutes(record.mat_us),
        **{said: getattr(record, kept) for said, kept in _SAID_AS_KEPT.items()},
    )


def is_open(record: SessionRecord, device: str, now: Reading) -> bool:
    """Whether it runs or waits for an answer, so that nobody can set it right yet.

    One of another computer counts as over a day after it was last heard of.
    """
    if record.outcome is not Outcome.INTERRUPTED or record.ended_us is not None or record.deleted:
        return False
    return record.device == device or now.utc - record.updated_us < STILL_WRITTEN


def faults(
    telling: SessionDraft,
    *,
    areas: Collection[str],
    zone: tzinfo,
    now: Reading,
    was: SessionRecord | None = None,
) -> Mapping[str, Fault]:
    """What can't be right, by the name of the field; nothing where all is well.

    Args:
        telling: What is said.
        areas: Identifiers that are known.
        zone: Of the computer now.
        now: The moment.
        was: What is set right; what it already has is never held against the person.
    """
    same = _same(telling, was)
    found = {
        "day": _fault_of_moment(telling, zone, now, was),
        "area": None if telling.area in areas else Fault.NO_SUCH_AREA,
        "minutes": _fault_of_minutes(telling.minutes),
        "before": _fault_of_number(telling.before),
        "after": _fault_of_number(telling.after),
        "note": Fault.LONG_NOTE if len(telling.note) > NOTE_LIMIT else None,
    }
    if {"day", "at"} <= same and (found["day"] is not Fault.NOT_OVER or "minutes" in same):
        found["day"] = None
    return {
        name: fault
        for name, fault in found.items()
        if fault is not None and (name == "day" or name not in same)
    }


def put_down(
    telling: SessionDraft, *, identity: UUID, device: str, zone: tzinfo, now: Reading
) -> SessionRecord:
    """A session of which nothing was measured.

    ``telling`` has no fault. It took what is said, without a pause, and the breath is the usual.
    """
    started_us, offset_s = _moment(telling, zone)
    mat_us = telling.minutes * MINUTE
    stages = classic_stages(mat_us)
    return SessionRecord(
        id=identity,
        started_us=started_us,
        utc_offset_s=offset_s,
        ended_us=started_us + mat_us,
        area=telling.area,
        layer=telling.layer,
        pattern=str(Pattern()),
        lead_in_us=0,
        planned_us=mat_us,
        settle_us=stages.settle,
        still_us=stages.still,
        rise_us=stages.rise,
        mat_us=mat_us,
        paused_us=0,
        away_us=0,
        outcome=telling.outcome,
        stop_reason=_reason(telling),
        tightness_before=telling.before,
        tightness_after=telling.after,
        noticed=(),
        note=telling.note,
        device=device,
        updated_us=now.utc,
    )


def corrections(record: SessionRecord, telling: SessionDraft, zone: tzinfo) -> Mapping[str, Any]:
    """What has to change in a record, by the record's own names; empty where nothing does.

    Only what the person changed: what another computer changes meanwhile stays as well.
    """
    now = told(record)
    found: dict[str, Any] = {}
    for said, kept in _SAID_AS_KEPT.items():
        if getattr(telling, said) != getattr(now, said):
            found[kept] = getattr(telling, said)
    if telling.outcome is not now.outcome:
        found["stop_reason"] = _reason(telling)
    if (telling.day, telling.at) != (now.day, now.at):
        found["started_us"], found["utc_offset_s"] = _moment(telling, zone, record)
    if telling.minutes != now.minutes:
        found |= _lengths(record, telling)
    if found and (record.ended_us is None or not found.keys().isdisjoint(_MOVE_THE_END)):
        found["ended_us"] = _end(replace(record, **found))
    return found


def taken_back(before: SessionRecord, changes: Mapping[str, Any]) -> Mapping[str, Any]:
    """What puts a record back as it was before ``changes``, and touches nothing else."""
    return {name: getattr(before, name) for name in changes}


_MOVE_THE_END = frozenset({"started_us", "mat_us"})


def _same(telling: SessionDraft, was: SessionRecord | None) -> set[str]:
    if was is None:
        return set()
    now = told(was)
    return {
        field.name
        for field in fields(SessionDraft)
        if getattr(telling, field.name) == getattr(now, field.name)
    }


def _fault_of_moment(
    telling: SessionDraft, zone: tzinfo, now: Reading, was: SessionRecord | None
) -> Fault | None:
    if telling.day < EARLIEST:
        return Fault.LONG_AGO
    if telling.day.year > local_time(now.utc, now.utc_offset_s).year + 1:
        return Fault.AHEAD
    started_us, _ = _moment(telling, zone, was)
    if started_us > now.utc:
        return Fault.AHEAD
    # The time is told to the minute.
    over = started_us + telling.minutes * MINUTE <= now.utc + MINUTE
    return None if over else Fault.NOT_OVER


def _fault_of_minutes(minutes: int) -> Fault | None:
    if minutes < MINUTES_SHORTEST:
        return Fault.TOO_SHORT
    return Fault.TOO_LONG if minutes > MINUTES_HARD_CAP else None


def _fault_of_number(number: int | None) -> Fault | None:
    return None if number is None or number in TIGHTNESS else Fault.NO_SUCH_NUMBER


def _moment(
    telling: SessionDraft, zone: tzinfo, was: SessionRecord | None = None
) -> tuple[int, int]:
    """The start in UTC, and how far the person's clock was ahead.

    Who was elsewhere then keeps the clock of that place; at home, summer time is looked up.
    """
    told_at = datetime.combine(telling.day, telling.at)
    offset_s = _offset(told_at, zone)
    if was is not None:
        begun = local_time(was.started_us, was.utc_offset_s).replace(tzinfo=None)
        if _offset(begun, zone) != was.utc_offset_s:
            offset_s = was.utc_offset_s
    since = told_at - EPOCH.replace(tzinfo=None)
    return since // timedelta(microseconds=1) - offset_s * SECOND, offset_s


def _offset(at: datetime, zone: tzinfo) -> int:
    offset = at.replace(tzinfo=zone).utcoffset()
    return 0 if offset is None else offset // timedelta(seconds=1)


def _lengths(record: SessionRecord, telling: SessionDraft) -> dict[str, int]:
    """A session that came to its end was as long as it was meant to be."""
    mat_us = telling.minutes * MINUTE
    finished = telling.outcome is Outcome.FINISHED
    planned_us = mat_us if finished else max(mat_us, record.planned_us)
    stages = classic_stages(planned_us)
    return {
        "mat_us": mat_us,
        "planned_us": planned_us,
        "settle_us": stages.settle,
        "still_us": stages.still,
        "rise_us": stages.rise,
    }


def _end(record: SessionRecord) -> int:
    took = record.lead_in_us + record.mat_us + record.paused_us + record.away_us
    return min(LAST_MOMENT, record.started_us + took)


def _reason(telling: SessionDraft) -> StopReason | None:
    return telling.stop_reason if telling.outcome is Outcome.STOPPED else None


def _shown_minutes(mat_us: int) -> int:
    """To the nearest, halves up; none only where there was none."""
    return max(1 if mat_us else 0, (mat_us + MINUTE // 2) // MINUTE)
