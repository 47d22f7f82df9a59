"""What a person says of a session: what can't be right, and what becomes of what can."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mattimer.session.clock import EPOCH, MINUTE, SECOND, Reading
from mattimer.session.reasons import StopReason
from mattimer.session.records import Outcome, SessionRecord
from mattimer.session.session_draft import (
    Fault,
    SessionDraft,
    corrections,
    draft_of,
    faults,
    is_open,
    new_record,
    undo_of,
)
from mattimer.session.session_plan import Layer
from tests.storage.factories import DEVICE, FINISHED, NOON, numbered, session_records

BERLIN = ZoneInfo("Europe/Berlin")
NOW = Reading(1, 2, NOON + 60 * MINUTE, 7200)
"""17:13 in Berlin, an hour after the session that was finished."""

AREAS = frozenset({"upper-back", "feet"})
OTHER = UUID(int=99)
TOLD = SessionDraft(date(2026, 9, 20), time(21, 30), "feet", 12, Layer.SHIRT)


def held_against(
    draft: SessionDraft, was: SessionRecord | None = None, zone: tzinfo = BERLIN
) -> dict[str, Fault]:
    return dict(faults(draft, areas=AREAS, zone=zone, now=NOW, was=was))


def corrected(record: SessionRecord, zone: tzinfo = BERLIN, **said: object) -> SessionRecord:
    return replace(record, **corrections(record, replace(draft_of(record), **said), zone))  # type: ignore[arg-type]


# What can't be right ---------------------------------------------------------------------------


def test_an_ordinary_evening_has_no_fault() -> None:
    assert held_against(TOLD) == {}


@pytest.mark.parametrize(
    ("said", "field", "fault"),
    [
        ({"day": date(2026, 9, 22)}, "day", Fault.AHEAD),
        ({"day": date(2026, 9, 21), "at": time(17, 14)}, "day", Fault.AHEAD),
        ({"day": date(9999, 12, 31)}, "day", Fault.AHEAD),
        ({"day": date(2026, 9, 21), "at": time(17, 5)}, "day", Fault.NOT_OVER),
        ({"day": date(1999, 12, 31)}, "day", Fault.LONG_AGO),
        ({"day": date.min}, "day", Fault.LONG_AGO),
        ({"minutes": 31}, "minutes", Fault.TOO_LONG),
        ({"minutes": 0}, "minutes", Fault.TOO_SHORT),
        ({"minutes": -1}, "minutes", Fault.TOO_SHORT),
        ({"area": ""}, "area", Fault.NO_SUCH_AREA),
        ({"area": "elbow"}, "area", Fault.NO_SUCH_AREA),
        ({"before": 0}, "before", Fault.NO_SUCH_NUMBER),
        ({"after": 11}, "after", Fault.NO_SUCH_NUMBER),
        ({"note": "a" * 2001}, "note", Fault.LONG_NOTE),
    ],
)
def test_what_cannot_be_is_said_of_its_field(
    said: dict[str, Any], field: str, fault: Fault
) -> None:
    assert held_against(replace(TOLD, **said)) == {field: fault}


@pytest.mark.parametrize(
    "said",
    [
        {"day": date(2026, 9, 21), "at": time(17, 1)},
        {"day": date(2000, 1, 1)},
        {"minutes": 30},
        {"minutes": 1},
        {"note": "a" * 2000},
    ],
)
def test_the_last_that_can_be(said: dict[str, Any]) -> None:
    assert held_against(replace(TOLD, **said)) == {}


def test_several_faults_are_told_at_once() -> None:
    found = held_against(replace(TOLD, day=date(2027, 1, 1), minutes=31, area="elbow"))
    assert found == {
        "day": Fault.AHEAD,
        "minutes": Fault.TOO_LONG,
        "area": Fault.NO_SUCH_AREA,
    }


@pytest.mark.parametrize(
    "record",
    [
        replace(FINISHED, area="elbow"),
        replace(FINISHED, started_us=NOON + 10**15),
        replace(FINISHED, started_us=0),
        replace(FINISHED, mat_us=0, outcome=Outcome.STOPPED),
    ],
)
def test_what_was_there_before_is_not_held_against_a_note(record: SessionRecord) -> None:
    """An area of another version, a clock that was years wrong, a stop while lying down."""
    assert held_against(replace(draft_of(record), note="Slept."), record) == {}


def test_longer_than_there_was_time_for() -> None:
    just_now = replace(FINISHED, started_us=NOW.utc - 11 * MINUTE)
    assert held_against(replace(draft_of(just_now), minutes=20), just_now) == {
        "day": Fault.NOT_OVER
    }
    assert held_against(replace(draft_of(just_now), minutes=9), just_now) == {}


# Put down afterwards ---------------------------------------------------------------------------


def test_a_session_told_afterwards_is_kept_as_told() -> None:
    draft = replace(TOLD, before=8, after=5, note="Long day.")
    record = new_record(draft, identity=OTHER, device=DEVICE, zone=BERLIN, now=NOW)
    assert draft_of(record) == draft
    assert record.utc_offset_s == 7200
    assert (record.id, record.device, record.updated_us) == (OTHER, DEVICE, NOW.utc)
    assert (record.mat_us, record.planned_us) == (12 * MINUTE, 12 * MINUTE)
    assert record.settle_us + record.still_us + record.rise_us == record.mat_us
    assert record.ended_us == record.started_us + 12 * MINUTE


def test_a_reason_belongs_to_a_stop() -> None:
    stopped = replace(TOLD, outcome=Outcome.STOPPED, stop_reason=StopReason.NUMBNESS)
    finished = replace(stopped, outcome=Outcome.FINISHED)
    kept = [
        new_record(one, identity=OTHER, device=DEVICE, zone=BERLIN, now=NOW).stop_reason
        for one in (stopped, finished)
    ]
    assert kept == [StopReason.NUMBNESS, None]


@pytest.mark.parametrize(
    ("day", "at", "offset_s"),
    [
        (date(2026, 1, 15), time(21, 0), 3600),
        (date(2026, 7, 15), time(21, 0), 7200),
        (date(2026, 3, 29), time(2, 30), 3600),
        (date(2025, 10, 26), time(2, 30), 7200),
    ],
)
def test_summer_time_is_that_of_the_day(day: date, at: time, offset_s: int) -> None:
    """The hour that never was goes by the clock before it, the one that was twice by the first."""
    record = new_record(
        replace(TOLD, day=day, at=at), identity=OTHER, device=DEVICE, zone=BERLIN, now=NOW
    )
    assert record.utc_offset_s == offset_s
    assert draft_of(record).at == at


# Set right -------------------------------------------------------------------------------------


def test_nothing_said_is_nothing_changed() -> None:
    assert corrections(FINISHED, draft_of(FINISHED), BERLIN) == {}


@given(session_records())
def test_nothing_said_changes_no_record_at_all(record: SessionRecord) -> None:
    try:
        draft = draft_of(record)
    except OverflowError:
        return  # its clock stood beyond the calendar
    assert corrections(record, draft, BERLIN) == {}


def test_only_what_was_said_changes() -> None:
    found = corrections(
        FINISHED, replace(draft_of(FINISHED), after=6, note="Not the sofa."), BERLIN
    )
    assert found == {"tightness_after": 6, "note": "Not the sofa."}


def test_another_time_moves_the_end_as_well() -> None:
    moved = corrected(FINISHED, at=time(15, 0))
    by = moved.started_us - FINISHED.started_us
    assert by == -(73 * MINUTE + 20 * SECOND)
    assert moved.ended_us == moved.started_us + 20 * SECOND + 10 * MINUTE
    assert moved.mat_us == FINISHED.mat_us


def test_a_winter_day_has_winter_time() -> None:
    moved = corrected(FINISHED, day=date(2026, 1, 15))
    assert moved.utc_offset_s == 3600
    assert draft_of(moved).at == draft_of(FINISHED).at


def test_who_was_elsewhere_keeps_the_clock_of_that_place() -> None:
    away = replace(FINISHED, utc_offset_s=-4 * 3600)
    moved = corrected(away, at=time(9, 0))
    assert (moved.utc_offset_s, draft_of(moved).at) == (-4 * 3600, time(9, 0))


def test_another_length_is_the_whole_of_a_finished_session() -> None:
    shorter = corrected(FINISHED, minutes=8)
    assert (shorter.mat_us, shorter.planned_us) == (8 * MINUTE, 8 * MINUTE)
    assert shorter.settle_us + shorter.still_us + shorter.rise_us == 8 * MINUTE


def test_a_stopped_session_remembers_what_was_meant() -> None:
    stopped = replace(FINISHED, mat_us=4 * MINUTE, outcome=Outcome.STOPPED)
    assert corrected(stopped, minutes=6).planned_us == 10 * MINUTE
    assert corrected(stopped, minutes=15).planned_us == 15 * MINUTE


def test_a_length_that_was_not_touched_stays_to_the_second() -> None:
    measured = replace(FINISHED, mat_us=9 * MINUTE + 47 * SECOND)
    assert draft_of(measured).minutes == 10
    assert corrected(measured, note="Slept.").mat_us == measured.mat_us


def test_a_stop_that_was_none_loses_its_reason() -> None:
    stopped = replace(FINISHED, outcome=Outcome.STOPPED, stop_reason=StopReason.DIZZINESS)
    assert corrected(stopped, outcome=Outcome.FINISHED).stop_reason is None


def test_one_of_another_computer_that_never_ended_gets_its_end() -> None:
    lost = replace(FINISHED, outcome=Outcome.INTERRUPTED, ended_us=None)
    assert corrected(lost, note="Fell asleep.").ended_us == FINISHED.ended_us


@given(
    record=session_records(),
    day=st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    at=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    minutes=st.integers(1, 30),
    outcome=st.sampled_from([Outcome.FINISHED, Outcome.STOPPED]),
)
def test_whatever_is_said_can_be_kept(
    record: SessionRecord, day: date, at: time, minutes: int, outcome: Outcome
) -> None:
    try:
        now = draft_of(record)
    except OverflowError:
        return
    said = replace(now, day=day, at=at, minutes=minutes, outcome=outcome)
    changes = corrections(record, said, BERLIN)
    after = replace(record, **changes)
    assert after.mat_us <= after.planned_us
    assert after.settle_us + after.still_us + after.rise_us <= after.planned_us
    assert after.started_us >= 0
    assert replace(after, **undo_of(record, changes)) == record
    begun = datetime.combine(day, at) - timedelta(seconds=after.utc_offset_s)
    if (day, at) != (now.day, now.at):
        assert begun.replace(tzinfo=UTC) - EPOCH == timedelta(microseconds=after.started_us)


# Not over --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "is_so"),
    [
        ({}, True),
        ({"ended_us": NOON}, False),
        ({"outcome": Outcome.STOPPED}, False),
        ({"deleted": True}, False),
        ({"device": "other"}, True),
        ({"device": "other", "updated_us": NOW.utc - 25 * 60 * MINUTE}, False),
        ({"updated_us": NOW.utc - 25 * 60 * MINUTE}, True),
    ],
)
def test_what_runs_or_waits_for_an_answer_is_open(
    changes: dict[str, Any],
    is_so: bool,  # noqa: FBT001 - pytest's
) -> None:
    cut_off = numbered(1, outcome=Outcome.INTERRUPTED, ended_us=None, updated_us=NOW.utc)
    assert is_open(replace(cut_off, **changes), DEVICE, NOW) is is_so
