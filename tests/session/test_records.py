import os
import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mattimer.session.clock import MINUTE, SECOND, day_of, local_time
from mattimer.session.commands import ChangeLayer, Discard, Pause, Skip, Stop, Tick
from mattimer.session.reasons import StopReason
from mattimer.session.records import Outcome
from mattimer.session.session import Session
from mattimer.session.session_plan import Layer
from mattimer.storage.session_record import record_of
from tests.fakes import FakeClock
from tests.session.factories import FIRST, answer, begun
from tests.session.strategies import sessions
from tests.storage.factories import DEVICE, moments, open_repository


def us(text: str, offset_s: int) -> int:
    zone = timezone(timedelta(seconds=offset_s))
    return round(datetime.fromisoformat(text).replace(tzinfo=zone).timestamp() * SECOND)


def test_a_running_session_is_kept_as_interrupted() -> None:
    clock = FakeClock()
    session = begun(clock)
    session = replace(session, tightness_before=6)
    record = record_of(session, clock.advance(80), device=DEVICE)
    assert (record.id, record.area, record.pattern) == (FIRST, "back", "4-6")
    assert (record.outcome, record.ended_us, record.deleted) == (Outcome.INTERRUPTED, None, False)
    assert (record.mat_us, record.planned_us) == (60 * SECOND, 10 * MINUTE)
    assert (record.tightness_before, record.tightness_after) == (6, None)
    assert (record.started_us, record.utc_offset_s) == (session.started.utc, 7200)
    assert record.updated_us == clock.utc


def test_a_finished_session_ended_when_it_was_due() -> None:
    clock = FakeClock()
    session = answer(begun(clock), Tick(), clock.advance(700))
    record = record_of(session, clock.advance(5), device=DEVICE)
    assert record.outcome is Outcome.FINISHED
    assert record.mat_us == 10 * MINUTE
    assert record.ended_us == session.started.utc + 620 * SECOND


def test_a_stopped_session_has_its_reason_its_layer_and_its_pause() -> None:
    clock = FakeClock()
    session = answer(begun(clock), Pause(), clock.advance(50))
    session = answer(session, ChangeLayer(Layer.TOWEL), clock.advance(30))
    session = answer(session, Stop(StopReason.NUMBNESS), clock.advance(10))
    record = record_of(session, clock.advance(60), device=DEVICE)
    assert (record.outcome, record.stop_reason) == (Outcome.STOPPED, StopReason.NUMBNESS)
    assert (record.layer, record.paused_us, record.mat_us) == (
        Layer.TOWEL,
        40 * SECOND,
        30 * SECOND,
    )


def test_a_skipped_stage_leaves_the_plan_as_it_was_meant() -> None:
    clock = FakeClock()
    session = answer(begun(clock), Skip(), clock.advance(50))
    record = record_of(session, clock.read(), device=DEVICE)
    assert (record.settle_us, record.planned_us) == (30 * SECOND, 10 * MINUTE)


def test_a_discarded_session_is_put_away() -> None:
    clock = FakeClock()
    session = answer(begun(clock), Discard(), clock.advance(50))
    record = record_of(session, clock.read(), device=DEVICE)
    assert (record.outcome, record.deleted) == (Outcome.STOPPED, True)


@settings(deadline=None)
@given(sessions())
def test_any_session_there_can_be_is_one_that_the_file_takes(session: Session) -> None:
    record = record_of(session, session.anchor, device=DEVICE)
    with (
        tempfile.TemporaryDirectory() as folder,
        open_repository(Path(folder) / "db") as repository,
    ):
        repository.save(record)
        assert repository.record(record.id) == record


@pytest.mark.parametrize(
    ("local", "day"),
    [
        ("2026-03-02 04:00:00", date(2026, 3, 2)),
        ("2026-03-02 03:59:59", date(2026, 3, 1)),
        ("2026-03-02 23:59:59", date(2026, 3, 2)),
        ("2026-01-01 00:30:00", date(2025, 12, 31)),
    ],
)
@pytest.mark.parametrize("offset_s", [0, 7200, -36_000, 20_700, 50_400])
def test_a_day_begins_at_four_local_time(local: str, day: date, offset_s: int) -> None:
    assert day_of(us(local, offset_s), offset_s) == day


@given(moments, st.integers(-64_800, 64_800))
def test_a_day_is_the_one_that_the_clock_showed_four_hours_before(us: int, offset_s: int) -> None:
    assert day_of(us, offset_s) == (local_time(us, offset_s) - timedelta(hours=4)).date()


def test_local_time_is_exact_to_the_microsecond() -> None:
    found = local_time(1_790_000_000_123_457, 20_700)
    assert found.isoformat() == "2026-09-21T19:58:20.123457+05:45"


def test_records_cost_neither_the_database_nor_asyncio() -> None:
    heavy = ("sqlite3", "asyncio", "concurrent.futures", "threading", "json", "PySide6")
    code = (
        "import sys, mattimer.session.records, mattimer.stats.this_week, mattimer.storage.errors, "
        f"mattimer.app.paths; print(*sorted(sys.modules.keys() & set({heavy})))"
    )
    # -S: what the environment imports by itself is not ours.
    libraries = {"PYTHONPATH": str(Path(msgspec.__file__).parents[1])}
    words = [sys.executable, "-S", "-c", code]
    found = subprocess.run(words, capture_output=True, check=True, env={**os.environ, **libraries})
    assert found.stdout.strip() == b""
