from collections.abc import Callable, Iterator
from pathlib import Path
from threading import get_ident
from typing import TYPE_CHECKING

import pytest

from mattimer.services.recorder import Recorder
from mattimer.session.clock import MINUTE, SECOND
from mattimer.session.commands import Command, Discard, Extend, Pause, Resume, Start, Stop, Tick
from mattimer.session.machine import apply
from mattimer.session.records import Outcome, SessionRecord
from mattimer.storage import migrations, repository
from mattimer.storage.codec.tables import Table
from mattimer.storage.errors import DiskFull, LockedData
from mattimer.storage.store import Store
from tests.fakes import FakeClock
from tests.session.factories import FIRST, SECOND_ID, ten_minutes
from tests.storage.factories import DEVICE, open_store, saved

if TYPE_CHECKING:
    from mattimer.session.session import Session


class Rehearsal:
    """A recorder, and what the session runner and the event loop do around it."""

    def __init__(self, store: Store, clock: FakeClock) -> None:
        self.store = store
        self.clock = clock
        self.session: Session | None = None
        self.said: list[str] = []
        self.due: list[Callable[[], None]] = []
        self.recorder = Recorder(store, clock, on_failure=self.said.append, deliver=self.due.append)

    def do(self, command: Command) -> None:
        old = self.session
        self.session = apply(old, command, self.clock.read())
        if self.session != old:
            self.recorder.on_session_changed(self.session, old)

    def start(self, tightness: int | None = None) -> None:
        self.do(Start(ten_minutes(), FIRST, tightness))

    def wait(self, seconds: int) -> None:
        """Let seconds go by one at a time, as the session runner ticks."""
        for _ in range(seconds):
            self.clock.advance(1)
            self.do(Tick())
            self.recorder.on_ticked()

    def row(self) -> SessionRecord:
        row = self.store.record(FIRST).result()
        assert row is not None
        return row

    def loop(self) -> None:
        """What the event loop does once the store is done."""
        self.store.count().exception()
        while self.due:
            self.due.pop(0)()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def rehearsal(database: Path, clock: FakeClock) -> Iterator[Rehearsal]:
    with open_store(database) as store:
        yield Rehearsal(store, clock)


def test_a_session_is_there_as_soon_as_it_starts(rehearsal: Rehearsal) -> None:
    rehearsal.start(tightness=7)
    row = rehearsal.row()
    assert (row.outcome, row.mat_us, row.tightness_before) == (Outcome.INTERRUPTED, 0, 7)


def test_tightness_belongs_to_the_next_session_only(rehearsal: Rehearsal) -> None:
    rehearsal.start(tightness=7)
    rehearsal.do(Stop())
    rehearsal.do(Start(ten_minutes(), SECOND_ID))
    second = rehearsal.store.record(SECOND_ID).result()
    assert second is not None
    assert second.tightness_before is None


def test_mat_time_is_written_every_ten_seconds(rehearsal: Rehearsal) -> None:
    rehearsal.start()
    written: list[int] = []
    for _ in range(60):
        rehearsal.wait(1)
        mat_s = rehearsal.row().mat_us // SECOND
        if not written or written[-1] != mat_s:
            written.append(mat_s)
    # Twenty seconds of lead-in are no mat time.
    assert written == [0, 10, 20, 30, 40]


def test_a_change_is_written_at_once_and_begins_the_ten_seconds_anew(
    rehearsal: Rehearsal,
) -> None:
    rehearsal.start()
    rehearsal.wait(35)
    rehearsal.do(Extend())
    assert (rehearsal.row().mat_us, rehearsal.row().planned_us) == (15 * SECOND, 11 * MINUTE)
    rehearsal.wait(9)
    assert rehearsal.row().mat_us == 15 * SECOND
    rehearsal.wait(1)
    assert rehearsal.row().mat_us == 25 * SECOND


def test_a_pause_is_written_with_its_length(rehearsal: Rehearsal) -> None:
    rehearsal.start()
    rehearsal.wait(30)
    rehearsal.do(Pause())
    rehearsal.clock.advance(45)
    rehearsal.do(Resume())
    assert (rehearsal.row().mat_us, rehearsal.row().paused_us) == (10 * SECOND, 45 * SECOND)


def test_the_end_is_written_and_then_nothing_more(rehearsal: Rehearsal) -> None:
    rehearsal.start(tightness=7)
    rehearsal.wait(620)
    row = rehearsal.row()
    assert (row.outcome, row.mat_us, row.tightness_before) == (Outcome.FINISHED, 10 * MINUTE, 7)
    rehearsal.store.rate(FIRST, tightness_after=3, updated_us=rehearsal.clock.utc)
    rated = rehearsal.row()
    rehearsal.wait(30)
    rehearsal.recorder.on_session_changed(None, rehearsal.session)
    assert rehearsal.row() == rated


def test_a_discarded_session_is_put_away(rehearsal: Rehearsal) -> None:
    rehearsal.start()
    rehearsal.wait(30)
    rehearsal.do(Discard())
    assert rehearsal.row().deleted
    assert rehearsal.store.count().result() == 0


def test_a_start_that_comes_before_the_last_tick_still_finishes_the_one_before(
    rehearsal: Rehearsal,
) -> None:
    rehearsal.start(tightness=7)
    rehearsal.clock.advance(700)
    rehearsal.do(Start(ten_minutes(), SECOND_ID, 2))
    row, second = rehearsal.row(), rehearsal.store.record(SECOND_ID).result()
    assert (row.outcome, row.mat_us, row.tightness_before) == (Outcome.FINISHED, 10 * MINUTE, 7)
    assert second is not None
    assert (second.outcome, second.tightness_before) == (Outcome.INTERRUPTED, 2)


def test_ticks_without_a_session_do_nothing(rehearsal: Rehearsal) -> None:
    rehearsal.recorder.on_ticked()
    rehearsal.recorder.on_session_changed(None, None)
    assert rehearsal.store.count().result() == 0


def test_failures_are_said_once_a_kind_and_made_good(
    rehearsal: Rehearsal, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    transaction = migrations.transaction
    failures = [DiskFull(database), DiskFull(database), LockedData(database)]

    def failing(connection: object) -> object:
        if failures:
            raise failures.pop(0)
        return transaction(connection)  # type: ignore[arg-type]

    monkeypatch.setattr(repository, "transaction", failing)
    rehearsal.start(tightness=7)
    rehearsal.loop()
    rehearsal.wait(10)
    rehearsal.loop()
    assert rehearsal.said == [str(DiskFull(database))]
    rehearsal.wait(10)
    rehearsal.loop()
    assert rehearsal.said == [str(DiskFull(database)), str(LockedData(database))]
    rehearsal.wait(10)
    row = rehearsal.row()
    assert (row.mat_us, row.tightness_before) == (10 * SECOND, 7)


def test_failures_are_delivered_and_not_said_on_the_journals_thread(database: Path) -> None:
    database.write_bytes(b"something else")
    threads: list[int] = []
    store = Store(database, DEVICE)
    store.open()
    rehearsal = Rehearsal(store, FakeClock())
    rehearsal.recorder = Recorder(
        store,
        rehearsal.clock,
        on_failure=lambda _sentence: threads.append(get_ident()),
        deliver=rehearsal.due.append,
    )
    rehearsal.start()
    store.close()
    assert threads == []
    rehearsal.due.pop()()
    assert threads == [get_ident()]


def test_faults_of_ours_are_raised_where_they_are_seen(
    rehearsal: Rehearsal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Table, "row_of", lambda _table, _record: ("too short",))
    rehearsal.start()
    with pytest.raises(Exception, match="binding"):
        rehearsal.loop()
    assert rehearsal.said == []


def test_everything_asked_for_is_in_the_file_after_closing(
    database: Path, clock: FakeClock
) -> None:
    with open_store(database) as store:
        rehearsal = Rehearsal(store, clock)
        rehearsal.start()
        rehearsal.wait(80)
        rehearsal.do(Stop())
    (row,) = saved(database)
    assert (row.outcome, row.mat_us) == (Outcome.STOPPED, 60 * SECOND)
