import asyncio
import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from mattimer.session.clock import SECOND
from mattimer.session.reasons import StopReason
from mattimer.session.records import CheckIn, FollowUpKind, Outcome
from mattimer.storage import store as store_module
from mattimer.storage.database import open_database
from mattimer.storage.errors import DamagedData, NotOurData
from mattimer.storage.integrity_marker import mark_checked
from mattimer.storage.store import Store
from tests.fakes import FakeClock
from tests.storage.factories import DEVICE, numbered, open_store, saved

ROOT = Path(__file__).parents[2]


def test_calls_are_answered_in_the_order_of_asking(database: Path) -> None:
    store = Store(database, DEVICE)
    answered: list[int] = []
    asked = [store.open()]
    for mat_s in range(200):
        future = store.update(numbered(1, mat_us=mat_s * SECOND))
        future.add_done_callback(lambda _done, mat_s=mat_s: answered.append(mat_s))  # type: ignore[misc]
        asked.append(future)
    seen = store.record(numbered(1).id)
    store.close()
    assert answered == list(range(200))
    assert all(future.done() and future.exception() is None for future in asked)
    assert seen.result() == numbered(1, mat_us=199 * SECOND)


def test_only_one_thread_and_never_the_callers_touches_the_file(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened_on: list[str] = []

    def noted(path: Path) -> object:
        opened_on.append(threading.current_thread().name)
        return open_database(path)

    monkeypatch.setattr(store_module, "open_database", noted)
    with open_store(database) as store:
        store.begin(numbered(1)).result()
    assert opened_on == ["store_0"]
    assert "store_0" not in {thread.name for thread in threading.enumerate()}


def test_everything_that_can_be_asked(database: Path) -> None:
    clock = FakeClock()
    with open_store(database) as store:
        for number in (1, 2, 3):
            store.begin(numbered(number))
        store.set_tightness_before(numbered(1).id, 9, clock.utc)
        store.rate(
            numbered(2).id,
            tightness_after=1,
            noticed=("warmth",),
            note="n",
            stop_reason=StopReason.OTHER,
            updated_us=clock.utc,
        )
        store.delete(numbered(3).id, clock.utc)
        assert store.count().result() == 2
        assert [record.id.int for record in store.latest(5).result()] == [2, 1]
        store.undelete(numbered(3).id, clock.utc)
        newest = store.page(None, 1).result()[0]
        assert newest.id.int == 3
        rest = store.page((newest.started_us, newest.id), 9).result()
        assert [record.id.int for record in rest] == [2, 1]
        assert (rest[0].tightness_after, rest[0].stop_reason) == (1, StopReason.OTHER)
        assert rest[1].tightness_before == 9
        assert store.between(newest.started_us, newest.started_us + 1).result() == (newest,)
        assert store.record(numbered(404).id).result() is None


def test_screenings_carry_the_device_and_the_moment(database: Path) -> None:
    reading = FakeClock().read()
    with open_store(database) as store:
        assert store.last_screening().result() is None
        kept = store.accept_safety(("pregnancy",), reading).result()
        assert store.last_screening().result() == kept
        assert (kept.answers, kept.device) == (("pregnancy",), DEVICE)
        assert (kept.answered_us, kept.utc_offset_s) == (reading.utc, reading.utc_offset_s)


def test_check_ins_are_kept_and_taken_back(database: Path) -> None:
    said = CheckIn.answered(6, FakeClock().read(), DEVICE)
    tomorrow = said.day + timedelta(days=1)
    with open_store(database) as store:
        assert store.check_in_of(said.day).result() is None
        store.check_in(said)
        assert store.check_in_of(said.day).result() == said
        assert store.check_ins(said.day, tomorrow).result() == (said,)
        assert store.check_ins(date.min, said.day).result() == ()
        store.take_back_check_in(said.day)
        store.take_back_check_in(said.day)
        assert store.check_in_of(said.day).result() is None


def test_a_document_is_kept_as_it_was_when_it_was_given(database: Path) -> None:
    mat: dict[str, object] = {"name": "Mat", "washed_on": "2026-09-01"}
    with open_store(database) as store:
        assert store.profile("mat").result() is None
        kept = store.set_profile("mat", mat, 5)
        mat["name"] = "Another"
        kept.result()
        assert store.profile("mat").result() == {"name": "Mat", "washed_on": "2026-09-01"}
        store.set_profile("mat", None, 6)
        assert store.profile("mat").result() is None


@pytest.mark.parametrize(
    ("value", "fault"),
    [(date(2026, 9, 21), TypeError), (float("nan"), ValueError), ({"a": {1}}, TypeError)],
)
def test_what_json_cannot_hold_is_told_to_the_caller(
    database: Path, value: object, fault: type[Exception]
) -> None:
    with open_store(database) as store:
        with pytest.raises(fault):
            store.set_profile("plan", value, 0)
        assert store.profile("plan").result() is None


def test_stops_are_found_marked_and_seen_in_the_past(database: Path) -> None:
    stopped = {"outcome": Outcome.STOPPED, "stop_reason": StopReason.BRUISING}
    asked, healed = FollowUpKind
    with open_store(database) as store:
        store.begin(numbered(1))
        store.begin(numbered(2, **stopped))
        store.begin(numbered(3, area="feet", **stopped))
        found = store.stops_without(healed, (StopReason.BRUISING,), area="feet").result()
        assert found == (numbered(3).id,)
        store.follow_up(found, healed, 7).result()
        assert store.stops_without(healed, (StopReason.BRUISING,)).result() == (numbered(2).id,)
        assert len(store.stops_without(asked, tuple(StopReason)).result()) == 2
        assert [past.healed for past in store.past().result()] == [True, False, False]
        assert len(store.past(limit=1).result()) == 1
        unknown = store.follow_up((numbered(404).id,), healed, 7)
        assert isinstance(unknown.exception(), LookupError)
        (word,) = store.all_else().result().follow_ups[numbered(3).id]
        assert (word.kind, word.at_us, word.device) == (healed, 7, DEVICE)


def test_an_event_loop_can_await_it(database: Path) -> None:
    async def ask() -> int:
        store = Store(database, DEVICE)
        await asyncio.wrap_future(store.open())
        await asyncio.wrap_future(store.begin(numbered(1)))
        try:
            return await asyncio.wrap_future(store.count())
        finally:
            store.close()

    assert asyncio.run(ask()) == 1


def test_all_records_come_in_chunks_with_the_deleted_ones(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "CHUNK", 3)
    records = [numbered(number, deleted=number % 2 == 0) for number in (5, 2, 8, 1, 4, 3, 9)]
    with open_store(database) as store:
        assert list(store.all_records()) == []
        for record in records:
            store.begin(record)
        assert list(store.all_records()) == records


def test_a_refused_file_is_refused_at_every_call_and_closing_is_quiet(database: Path) -> None:
    database.write_bytes(b"not a database at all")
    store = Store(database, DEVICE)
    opened = store.open()
    begun, counted = store.begin(numbered(1)), store.count()
    assert isinstance(opened.exception(), NotOurData)
    assert isinstance(begun.exception(), NotOurData)
    assert isinstance(counted.exception(), NotOurData)
    store.close()
    store.close()
    assert database.read_bytes() == b"not a database at all"


def test_damage_met_while_reading_is_told(database: Path) -> None:
    with open_store(database) as store:
        store.begin(numbered(1)).result()
    with closing(sqlite3.connect(database)) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'session'"
        ).fetchone()
    content = database.read_bytes()
    start, end = (page - 1) * 4096, page * 4096
    database.write_bytes(content[:start] + b"\xa5" * 4096 + content[end:])
    # As if the disk had gone bad without anybody writing.
    mark_checked(database)
    with open_store(database) as store:
        assert isinstance(store.latest(9).exception(), DamagedData)


def test_asking_before_opening_is_our_fault(database: Path) -> None:
    store = Store(database, DEVICE)
    assert isinstance(store.count().exception(), RuntimeError)
    store.close()


def test_closing_finishes_what_was_asked_and_twice_is_once(database: Path) -> None:
    store = Store(database, DEVICE)
    store.open()
    for number in range(1, 30):
        store.begin(numbered(number))
    store.close()
    store.close()
    assert len(saved(database)) == 29


CHILD = """
import sys
from pathlib import Path
from tests.storage.factories import DEVICE, numbered
from mattimer.storage.store import Store
from mattimer.session.records import Outcome
from mattimer.storage.integrity_marker import mark_checked
from mattimer.session.clock import SECOND

store = Store(Path(sys.argv[1]), DEVICE)
store.open()
running = {"outcome": Outcome.INTERRUPTED, "ended_us": None}
store.begin(numbered(1, mat_us=0, **running)).result()
store.update(numbered(1, mat_us=10 * SECOND, **running)).result()
print("lying down", flush=True)
while True:
    store.update(numbered(2, **running)).result()
"""


def test_a_killed_program_leaves_a_truthful_row(database: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, str(database)], stdout=subprocess.PIPE, cwd=ROOT
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"lying down\n"
        child.send_signal(signal.SIGKILL)
        child.wait()
    with open_store(database) as store:
        record = store.record(numbered(1).id).result()
    assert record == numbered(1, mat_us=10 * SECOND, outcome=Outcome.INTERRUPTED, ended_us=None)
