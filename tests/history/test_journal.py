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

from mattimer.history import journal as journal_module
from mattimer.history.database import open_database
from mattimer.history.errors import DamagedData, NotOurData
from mattimer.history.journal import Journal
from mattimer.history.records import CheckIn, FollowUpKind, Outcome
from mattimer.history.seal import seal
from mattimer.session.clock import SECOND
from mattimer.session.reasons import StopReason
from tests.fakes import FakeClock
from tests.history.making import DEVICE, numbered, open_journal, saved

ROOT = Path(__file__).parents[2]


def test_calls_are_answered_in_the_order_of_asking(database: Path) -> None:
    journal = Journal(database, DEVICE)
    answered: list[int] = []
    asked = [journal.open()]
    for mat_s in range(200):
        future = journal.update(numbered(1, mat_us=mat_s * SECOND))
        future.add_done_callback(lambda _done, mat_s=mat_s: answered.append(mat_s))  # type: ignore[misc]
        asked.append(future)
    seen = journal.record(numbered(1).id)
    journal.close()
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

    monkeypatch.setattr(journal_module, "open_database", noted)
    with open_journal(database) as journal:
        journal.begin(numbered(1)).result()
    assert opened_on == ["journal_0"]
    assert "journal_0" not in {thread.name for thread in threading.enumerate()}


def test_everything_that_can_be_asked(database: Path) -> None:
    clock = FakeClock()
    with open_journal(database) as journal:
        for number in (1, 2, 3):
            journal.begin(numbered(number))
        journal.set_tightness_before(numbered(1).id, 9, clock.utc)
        journal.rate(
            numbered(2).id,
            tightness_after=1,
            noticed=("warmth",),
            note="n",
            stop_reason=StopReason.OTHER,
            updated_us=clock.utc,
        )
        journal.delete(numbered(3).id, clock.utc)
        assert journal.count().result() == 2
        assert [record.id.int for record in journal.latest(5).result()] == [2, 1]
        journal.undelete(numbered(3).id, clock.utc)
        newest = journal.page(None, 1).result()[0]
        assert newest.id.int == 3
        rest = journal.page((newest.started_us, newest.id), 9).result()
        assert [record.id.int for record in rest] == [2, 1]
        assert (rest[0].tightness_after, rest[0].stop_reason) == (1, StopReason.OTHER)
        assert rest[1].tightness_before == 9
        assert journal.between(newest.started_us, newest.started_us + 1).result() == (newest,)
        assert journal.record(numbered(404).id).result() is None


def test_screenings_carry_the_device_and_the_moment(database: Path) -> None:
    reading = FakeClock().read()
    with open_journal(database) as journal:
        assert journal.last_screening().result() is None
        kept = journal.accept_safety(("pregnancy",), reading).result()
        assert journal.last_screening().result() == kept
        assert (kept.answers, kept.device) == (("pregnancy",), DEVICE)
        assert (kept.answered_us, kept.utc_offset_s) == (reading.utc, reading.utc_offset_s)


def test_check_ins_are_kept_and_taken_back(database: Path) -> None:
    said = CheckIn.answered(6, FakeClock().read(), DEVICE)
    tomorrow = said.day + timedelta(days=1)
    with open_journal(database) as journal:
        assert journal.check_in_of(said.day).result() is None
        journal.check_in(said)
        assert journal.check_in_of(said.day).result() == said
        assert journal.check_ins(said.day, tomorrow).result() == (said,)
        assert journal.check_ins(date.min, said.day).result() == ()
        journal.take_back_check_in(said.day)
        journal.take_back_check_in(said.day)
        assert journal.check_in_of(said.day).result() is None


def test_a_document_is_kept_as_it_was_when_it_was_given(database: Path) -> None:
    mat: dict[str, object] = {"name": "Mat", "washed_on": "2026-09-01"}
    with open_journal(database) as journal:
        assert journal.profile("mat").result() is None
        kept = journal.set_profile("mat", mat, 5)
        mat["name"] = "Another"
        kept.result()
        assert journal.profile("mat").result() == {"name": "Mat", "washed_on": "2026-09-01"}
        journal.set_profile("mat", None, 6)
        assert journal.profile("mat").result() is None


@pytest.mark.parametrize(
    ("value", "fault"),
    [(date(2026, 9, 21), TypeError), (float("nan"), ValueError), ({"a": {1}}, TypeError)],
)
def test_what_json_cannot_hold_is_told_to_the_caller(
    database: Path, value: object, fault: type[Exception]
) -> None:
    with open_journal(database) as journal:
        with pytest.raises(fault):
            journal.set_profile("plan", value, 0)
        assert journal.profile("plan").result() is None


def test_stops_are_found_marked_and_seen_in_the_past(database: Path) -> None:
    stopped = {"outcome": Outcome.STOPPED, "stop_reason": StopReason.BRUISING}
    asked, healed = FollowUpKind
    with open_journal(database) as journal:
        journal.begin(numbered(1))
        journal.begin(numbered(2, **stopped))
        journal.begin(numbered(3, area="feet", **stopped))
        found = journal.stops_without(healed, (StopReason.BRUISING,), area="feet").result()
        assert found == (numbered(3).id,)
        journal.follow_up(found, healed, 7).result()
        assert journal.stops_without(healed, (StopReason.BRUISING,)).result() == (numbered(2).id,)
        assert len(journal.stops_without(asked, tuple(StopReason)).result()) == 2
        assert [past.healed for past in journal.past().result()] == [True, False, False]
        assert len(journal.past(limit=1).result()) == 1
        assert journal.sessions_since(numbered(2).started_us).result() == 2
        unknown = journal.follow_up((numbered(404).id,), healed, 7)
        assert isinstance(unknown.exception(), LookupError)
        (word,) = journal.all_else().result().follow_ups[numbered(3).id]
        assert (word.kind, word.at_us, word.device) == (healed, 7, DEVICE)


def test_an_event_loop_can_await_it(database: Path) -> None:
    async def ask() -> int:
        journal = Journal(database, DEVICE)
        await asyncio.wrap_future(journal.open())
        await asyncio.wrap_future(journal.begin(numbered(1)))
        try:
            return await asyncio.wrap_future(journal.count())
        finally:
            journal.close()

    assert asyncio.run(ask()) == 1


def test_all_records_come_in_chunks_with_the_deleted_ones(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_module, "CHUNK", 3)
    records = [numbered(number, deleted=number % 2 == 0) for number in (5, 2, 8, 1, 4, 3, 9)]
    with open_journal(database) as journal:
        assert list(journal.all_records()) == []
        for record in records:
            journal.begin(record)
        assert list(journal.all_records()) == records


def test_a_refused_file_is_refused_at_every_call_and_closing_is_quiet(database: Path) -> None:
    database.write_bytes(b"not a database at all")
    journal = Journal(database, DEVICE)
    opened = journal.open()
    begun, counted = journal.begin(numbered(1)), journal.count()
    assert isinstance(opened.exception(), NotOurData)
    assert isinstance(begun.exception(), NotOurData)
    assert isinstance(counted.exception(), NotOurData)
    journal.close()
    journal.close()
    assert database.read_bytes() == b"not a database at all"


def test_damage_met_while_reading_is_told(database: Path) -> None:
    with open_journal(database) as journal:
        journal.begin(numbered(1)).result()
    with closing(sqlite3.connect(database)) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'session'"
        ).fetchone()
    content = database.read_bytes()
    start, end = (page - 1) * 4096, page * 4096
    database.write_bytes(content[:start] + b"\xa5" * 4096 + content[end:])
    # As if the disk had gone bad without anybody writing.
    seal(database)
    with open_journal(database) as journal:
        assert isinstance(journal.latest(9).exception(), DamagedData)


def test_asking_before_opening_is_our_fault(database: Path) -> None:
    journal = Journal(database, DEVICE)
    assert isinstance(journal.count().exception(), RuntimeError)
    journal.close()


def test_closing_finishes_what_was_asked_and_twice_is_once(database: Path) -> None:
    journal = Journal(database, DEVICE)
    journal.open()
    for number in range(1, 30):
        journal.begin(numbered(number))
    journal.close()
    journal.close()
    assert len(saved(database)) == 29


CHILD = """
import sys
from pathlib import Path
from tests.history.making import DEVICE, numbered
from mattimer.history.journal import Journal
from mattimer.history.records import Outcome
from mattimer.history.seal import seal
from mattimer.session.clock import SECOND

journal = Journal(Path(sys.argv[1]), DEVICE)
journal.open()
running = {"outcome": Outcome.INTERRUPTED, "ended_us": None}
journal.begin(numbered(1, mat_us=0, **running)).result()
journal.update(numbered(1, mat_us=10 * SECOND, **running)).result()
print("lying down", flush=True)
while True:
    journal.update(numbered(2, **running)).result()
"""


def test_a_killed_program_leaves_a_truthful_row(database: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, str(database)], stdout=subprocess.PIPE, cwd=ROOT
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"lying down\n"
        child.send_signal(signal.SIGKILL)
        child.wait()
    with open_journal(database) as journal:
        record = journal.record(numbered(1).id).result()
    assert record == numbered(1, mat_us=10 * SECOND, outcome=Outcome.INTERRUPTED, ended_us=None)
