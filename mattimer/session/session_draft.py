"""The draft of a session: what the editor shows and gives back, and the record that follows.

What was measured stays as it was to the microsecond unless the person says otherwise.
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
from mattimer.session.clock import DAY, EPOCH, MINUTE, SECOND, Reading
from mattimer.session.reasons import StopReason
from mattimer.session.records import Outcome, SessionRecord
from mattimer.session.session_plan import Layer, classic_stages

EARLIEST = date(2000, 1, 1)
"""Nobody had a mat and this app before; an older date is a slip of the keyboard."""

STILL_WRITTEN = 1 * DAY
"""A session of another computer that was written since may be running there."""

USUAL_MIN, STEP_MIN = 10, 5
"""A new session begins with this length, at a time that is a multiple of the step."""


class Fault(StrEnum):
    """Why a draft cannot be kept; each is one sentence to the person."""

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
    """What a person can say of a session, as it stands in the fields of the editor.

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


_SAME_IN_BOTH: Mapping[str, str] = {
    "area": "area",
    "layer": "layer",
    "outcome": "outcome",
    "stop_reason": "stop_reason",
    "before": "tightness_before",
    "after": "tightness_after",
    "note": "note",
}
"""Fields that a record has as the draft has them, and what they are called there."""


def draft_of(record: SessionRecord) -> SessionDraft:
    """The draft that shows a record."""
    begun = record.begun
    return SessionDraft(
        day=begun.date(),
        at=time(begun.hour, begun.minute),
        minutes=_shown_minutes(record.mat_us),
        **{said: getattr(record, kept) for said, kept in _SAME_IN_BOTH.items()},
    )


def is_open(record: SessionRecord, device: str, now: Reading) -> bool:
    """Whether it runs or waits for an answer, so that nobody can set it right yet.

    One of another computer counts as over a day after it was last heard of.
    """
    if record.outcome is not Outcome.INTERRUPTED or record.ended_us is not None or record.deleted:
        return False
    return record.device == device or now.utc - record.updated_us < STILL_WRITTEN


def faults(
    draft: SessionDraft,
    *,
    areas: Collection[str],
    zone: tzinfo,
    now: Reading,
    was: SessionRecord | None = None,
) -> Mapping[str, Fault]:
    """What can't be right, by the name of the field; nothing where all is well.

    Args:
        draft: What stands in the fields.
        areas: Identifiers that are known.
        zone: Of the computer now.
        now: The moment.
        was: What is set right; what it already has is never held against the person.
    """
    same = _same(draft, was)
    found = {
        "day": _fault_of_moment(draft, zone, now, was),
        "area": None if draft.area in areas else Fault.NO_SUCH_AREA,
        "minutes": _fault_of_minutes(draft.minutes),
        "before": _fault_of_number(draft.before),
        "after": _fault_of_number(draft.after),
        "note": Fault.LONG_NOTE if len(draft.note) > NOTE_LIMIT else None,
    }
    if {"day", "at"} <= same and (found["day"] is not Fault.NOT_OVER or "minutes" in same):
        found["day"] = None
    return {
        name: fault
        for name, fault in found.items()
        if fault is not None and (name == "day" or name not in same)
    }


def new_record(
    draft: SessionDraft, *, identity: UUID, device: str, zone: tzinfo, now: Reading
) -> SessionRecord:
    """The record of a session of which nothing was measured.

    ``draft`` has no fault. It had no pause, and the breath is the usual.
    """
    started_us, offset_s = _moment(draft, zone)
    mat_us = draft.minutes * MINUTE
    stages = classic_stages(mat_us)
    return SessionRecord(
        id=identity,
        started_us=started_us,
        utc_offset_s=offset_s,
        ended_us=started_us + mat_us,
        area=draft.area,
        layer=draft.layer,
        pattern=str(Pattern()),
        lead_in_us=0,
        planned_us=mat_us,
        settle_us=stages.settle,
        still_us=stages.still,
        rise_us=stages.rise,
        mat_us=mat_us,
        paused_us=0,
        away_us=0,
        outcome=draft.outcome,
        stop_reason=_reason(draft),
        tightness_before=draft.before,
        tightness_after=draft.after,
        noticed=(),
        note=draft.note,
        device=device,
        updated_us=now.utc,
    )


def corrections(record: SessionRecord, draft: SessionDraft, zone: tzinfo) -> Mapping[str, Any]:
    """What has to change in a record, by the record's own names; empty where nothing does.

    Only what the person changed: what another computer changes meanwhile stays as well.
    """
    now = draft_of(record)
    found: dict[str, Any] = {}
    for said, kept in _SAME_IN_BOTH.items():
        if getattr(draft, said) != getattr(now, said):
            found[kept] = getattr(draft, said)
    if draft.outcome is not now.outcome:
        found["stop_reason"] = _reason(draft)
    if (draft.day, draft.at) != (now.day, now.at):
        found["started_us"], found["utc_offset_s"] = _moment(draft, zone, record)
    if draft.minutes != now.minutes:
        found |= _lengths(record, draft)
    if found and (record.ended_us is None or not found.keys().isdisjoint(_MOVE_THE_END)):
        found["ended_us"] = _end(replace(record, **found))
    return found


def undo_of(before: SessionRecord, changes: Mapping[str, Any]) -> Mapping[str, Any]:
    """The changes that take ``changes`` back, and touch nothing else."""
    return {name: getattr(before, name) for name in changes}


_MOVE_THE_END = frozenset({"started_us", "mat_us"})


def suggested(last: SessionRecord | None, areas: Mapping[str, Layer], now: Reading) -> SessionDraft:
    """The draft of a new session: as the last one, and just over; no number is preset.

    ``areas`` has every area's usual layer.
    """
    area = last.area if last is not None and last.area in areas else next(iter(areas))
    begun = now.local - timedelta(minutes=USUAL_MIN)
    begun -= timedelta(minutes=begun.minute % STEP_MIN)
    return SessionDraft(
        day=begun.date(),
        at=time(begun.hour, begun.minute),
        area=area,
        minutes=USUAL_MIN,
        layer=next(iter(areas.values())) if last is None else last.layer,
    )


def _same(draft: SessionDraft, was: SessionRecord | None) -> set[str]:
    if was is None:
        return set()
    now = draft_of(was)
    return {
        field.name
        for field in fields(SessionDraft)
        if getattr(draft, field.name) == getattr(now, field.name)
    }


def _fault_of_moment(
    draft: SessionDraft, zone: tzinfo, now: Reading, was: SessionRecord | None
) -> Fault | None:
    if draft.day < EARLIEST:
        return Fault.LONG_AGO
    if draft.day.year > now.local.year + 1:
        return Fault.AHEAD
    started_us, _ = _moment(draft, zone, was)
    if started_us > now.utc:
        return Fault.AHEAD
    # The time is told to the minute.
    over = started_us + draft.minutes * MINUTE <= now.utc + MINUTE
    return None if over else Fault.NOT_OVER


def _fault_of_minutes(minutes: int) -> Fault | None:
    if minutes < MINUTES_SHORTEST:
        return Fault.TOO_SHORT
    return Fault.TOO_LONG if minutes > MINUTES_HARD_CAP else None


def _fault_of_number(number: int | None) -> Fault | None:
    return None if number is None or number in TIGHTNESS else Fault.NO_SUCH_NUMBER


def _moment(draft: SessionDraft, zone: tzinfo, was: SessionRecord | None = None) -> tuple[int, int]:
    """The start in UTC, and how far the person's clock was ahead.

    Who was elsewhere then keeps the clock of that place; at home, summer time is looked up.
    """
    begun_at = datetime.combine(draft.day, draft.at)
    offset_s = _offset(begun_at, zone)
    if was is not None:
        begun = was.begun.replace(tzinfo=None)
        if _offset(begun, zone) != was.utc_offset_s:
            offset_s = was.utc_offset_s
    since = begun_at - EPOCH.replace(tzinfo=None)
    return since // timedelta(microseconds=1) - offset_s * SECOND, offset_s


def _offset(at: datetime, zone: tzinfo) -> int:
    offset = at.replace(tzinfo=zone).utcoffset()
    return 0 if offset is None else offset // timedelta(seconds=1)


def _lengths(record: SessionRecord, draft: SessionDraft) -> dict[str, int]:
    """A session that came to its end was as long as it was meant to be."""
    mat_us = draft.minutes * MINUTE
    finished = draft.outcome is Outcome.FINISHED
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


def _reason(draft: SessionDraft) -> StopReason | None:
    return draft.stop_reason if draft.outcome is Outcome.STOPPED else None


def _shown_minutes(mat_us: int) -> int:
    """To the nearest, halves up; none only where there was none."""
    return max(1 if mat_us else 0, (mat_us + MINUTE // 2) // MINUTE)
