"""What is stored and matters today; what makes no sense is as if it was never stored."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mattimer.coach.plan_progress import PlanState, begin
from mattimer.coach.safety import SafetyAnswers
from mattimer.services import state_snapshot as facts_module
from mattimer.services.state_snapshot import (
    MAT,
    PLAN,
    SnapshotRequest,
    accept_at_once,
    plan_from,
    plan_json,
)
from mattimer.session.clock import day_of
from mattimer.session.records import CheckIn
from mattimer.storage.store import Store
from tests.fakes import FakeClock
from tests.storage.factories import DEVICE, numbered, open_store

STATES = (
    PlanState(),
    begin(date(2026, 9, 21)),
    PlanState(date(2026, 9, 1), (3.0, 4.5), date(2026, 9, 20), paused=True),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "mattimer.sqlite3") as made:
        yield made


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


def day(clock: FakeClock) -> date:
    return day_of(clock.utc, clock.utc_offset_s)


def test_before_anything_is_stored_there_is_nothing(store: Store, clock: FakeClock) -> None:
    snapshot = SnapshotRequest(store, clock.read()).result()
    assert snapshot.today == day(clock)
    assert (snapshot.records, snapshot.past, snapshot.answers, snapshot.plan, snapshot.rated) == (
        (),
        (),
        None,
        None,
        None,
    )
    assert snapshot.mat == {}


def test_everything_is_read_in_one_go(store: Store, clock: FakeClock) -> None:
    record = replace(numbered(1), started_us=clock.utc - 60_000_000)
    store.begin(record).result()
    store.accept_safety(("skin", "area:feet", "confirmed"), clock.read()).result()
    store.set_profile(PLAN, plan_json(STATES[2]), clock.utc).result()
    store.set_profile(MAT, {"name": "The green one", "discs": 242}, clock.utc).result()
    store.check_in(CheckIn.answered(6, clock.read(), DEVICE)).result()
    snapshot = SnapshotRequest(store, clock.read()).result()
    assert snapshot.records == (record,)
    assert [past.area for past in snapshot.past] == ["upper-back"]
    skin, feet = frozenset({"skin"}), frozenset({"feet"})
    assert snapshot.answers == SafetyAnswers(skin, feet, confirmed=True)
    assert (snapshot.answered, snapshot.answered_us) == (day(clock), clock.utc)
    assert (snapshot.plan, snapshot.rated) == (STATES[2], 6)
    assert snapshot.mat == {"name": "The green one", "discs": "242"}


def test_waiting_and_awaiting_find_the_same(store: Store, clock: FakeClock) -> None:
    accept_at_once(store, clock.read())
    waited = SnapshotRequest(store, clock.read()).result()
    assert asyncio.run(SnapshotRequest(store, clock.read()).get()) == waited


def test_a_day_ends_at_four_in_the_morning(store: Store, clock: FakeClock) -> None:
    # The clock stands at 16:13 local time.
    store.check_in(CheckIn.answered(6, clock.read(), DEVICE)).result()
    clock.advance(11 * 3600)
    assert SnapshotRequest(store, clock.read()).result().rated == 6
    clock.advance(3600)
    assert SnapshotRequest(store, clock.read()).result().rated is None


@pytest.mark.parametrize("state", STATES)
def test_the_plan_is_stored_and_read_as_it_was(state: PlanState) -> None:
    assert plan_from(plan_json(state)) == state


@pytest.mark.parametrize(
    "stored",
    [
        None,
        [],
        "plan",
        {"started_on": "soon"},
        {"started_on": 3},
        {"results": 3},
        {"results": ["many"]},
        {"results": [None]},
        {"counted_on": "2026-02-30"},
    ],
)
def test_a_plan_that_makes_no_sense_was_never_stored(stored: Any) -> None:  # noqa: ANN401
    assert plan_from(stored) is None


def test_a_mat_that_makes_no_sense_is_unknown(store: Store, clock: FakeClock) -> None:
    store.set_profile(MAT, ["green"], clock.utc).result()
    assert SnapshotRequest(store, clock.read()).result().mat == {}


def test_accepting_at_once_begins_the_plan(store: Store, clock: FakeClock) -> None:
    accept_at_once(store, clock.read())
    snapshot = SnapshotRequest(store, clock.read()).result()
    assert snapshot.answers == SafetyAnswers()
    assert snapshot.plan == begin(day(clock))


def test_accepting_later_leaves_the_plan_alone(store: Store, clock: FakeClock) -> None:
    store.set_profile(PLAN, plan_json(STATES[2]), clock.utc).result()
    accept_at_once(store, clock.read())
    assert SnapshotRequest(store, clock.read()).result().plan == STATES[2]


def test_the_first_frame_waits_for_the_newest_only(
    store: Store, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facts_module, "AT_FIRST", 2)
    for number in range(1, 4):
        store.begin(replace(numbered(number), started_us=clock.utc - number)).result()
    first = SnapshotRequest(store, clock.read(), first=True).result()
    assert (len(first.past), first.partial) == (2, True)
    whole = SnapshotRequest(store, clock.read()).result()
    assert (len(whole.past), whole.partial) == (3, False)
    assert first.past == whole.past[:2]
