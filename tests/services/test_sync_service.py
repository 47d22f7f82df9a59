"""The shared folder is read and written at the right moments, and trouble is said once."""

import asyncio
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import qasync  # type: ignore[import-untyped]
from PySide6.QtCore import QFileSystemWatcher, QTimer
from PySide6.QtWidgets import QApplication

from mattimer.services.background_tasks import BackgroundTasks
from mattimer.services.session_runner import SessionRunner
from mattimer.services.sync_service import POLL_MS, SOON_MS, SyncService
from mattimer.session.commands import Stop
from mattimer.session.records import SessionRecord
from mattimer.storage.store import Store
from mattimer.storage.sync.shared_folder import SyncFolder
from tests.fakes import FakeClock
from tests.session.factories import ten_minutes
from tests.storage.factories import numbered

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

OWN = "mattimer-a.jsonl"
A_MINUTE_MS = 60_000


class HurriedTimer:
    """Qt's timer, which does not wait for seconds."""

    def __init__(self, call: Callable[[], object]) -> None:
        self.timer = QTimer(singleShot=True)
        self.timer.timeout.connect(call)
        self.wait = 0

    def start(self, msec: int, /) -> None:
        self.wait = msec
        self.timer.start(1 if msec < A_MINUTE_MS else msec)

    def stop(self) -> None:
        self.timer.stop()


class HurriedScheduler:
    """The watcher and the thread take their own time; what waits for seconds need not."""

    def __init__(self) -> None:
        self.timers: list[HurriedTimer] = []

    def timer(self, call: Callable[[], object]) -> HurriedTimer:
        self.timers.append(HurriedTimer(call))
        return self.timers[-1]

    @property
    def waits(self) -> list[int]:
        return sorted(one.wait for one in self.timers if one.timer.isActive())


class Desk:
    """This computer, and another one that shares its folder."""

    def __init__(self, qt: QApplication, folder: Path) -> None:
        self.loop = qasync.QEventLoop(qt, set_running_loop=False)
        asyncio.set_event_loop(self.loop)
        self.shared = folder / "shared"
        self.shared.mkdir()
        self.store = Store(folder / "a.sqlite3", "a")
        self.other = Store(folder / "b.sqlite3", "b")
        for store in (self.store, self.other):
            store.open().result()
        self.troubles: list[str] = []
        self.said: list[str] = []
        self.tasks = BackgroundTasks(self.troubles.append)
        self.runner = SessionRunner(FakeClock())
        self.scheduler = HurriedScheduler()
        self.flow = SyncService(self.store, self.tasks, self.runner, self.scheduler)
        self.runner.observers = (self.flow,)
        self.flow.said.connect(self.said.append)

    def other_says(self, *records: SessionRecord) -> None:
        for record in records:
            self.other.begin(record)
        SyncFolder(self.shared, self.other, "b").sync()

    @property
    def ids(self) -> set[int]:
        return {record.id.int for record in self.store.latest(99).result()}

    @property
    def own(self) -> bytes:
        path = self.shared / OWN
        return path.read_bytes() if path.exists() else b""

    def close(self) -> None:
        self.flow.close()
        self.tasks.close()
        self.store.close()
        self.other.close()
        self.loop.close()
        asyncio.set_event_loop(None)
        assert self.troubles == []


@pytest.fixture
def desk(qapp: QApplication, qtbot: "QtBot", tmp_path: Path) -> Iterator[Desk]:  # noqa: ARG001
    with closing(Desk(qapp, tmp_path)) as made:
        yield made


def test_at_the_start_both_sides_learn_of_each_other(desk: Desk, qtbot: "QtBot") -> None:
    desk.other_says(numbered(2))
    desk.store.begin(numbered(1)).result()
    with qtbot.waitSignal(desk.flow.changed):
        desk.flow.share(desk.shared)
    assert desk.ids == {1, 2}
    assert b"numb" not in desk.own
    assert desk.own.count(b"\n") == 3
    assert desk.said == []


def test_what_another_writes_arrives_by_itself(desk: Desk, qtbot: "QtBot") -> None:
    desk.other_says(numbered(2))
    with qtbot.waitSignal(desk.flow.changed):
        desk.flow.share(desk.shared)
    # A line more at the end of a file that is there.
    with qtbot.waitSignal(desk.flow.changed):
        desk.other_says(numbered(3))
    # The file replaced in one go, as services do it.
    theirs = desk.shared / "mattimer-b.jsonl"
    with qtbot.waitSignal(desk.flow.changed):
        desk.other.begin(numbered(4)).result()
        elsewhere = desk.shared.parent / "elsewhere"
        elsewhere.mkdir()
        shutil.copy(theirs, elsewhere)
        SyncFolder(elsewhere, desk.other, "b").sync()
        (elsewhere / theirs.name).replace(theirs)
    # And once more: the new file is watched as well.
    with qtbot.waitSignal(desk.flow.changed):
        desk.other_says(numbered(5))
    # A file that was not there.
    with qtbot.waitSignal(desk.flow.changed):
        desk.other.begin(numbered(6)).result()
        SyncFolder(desk.shared, desk.other, "c").sync()
    assert desk.ids == {2, 3, 4, 5, 6}


def test_what_is_written_before_a_file_is_watched_is_not_missed(
    desk: Desk, qtbot: "QtBot", monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.other_says(numbered(2))
    watcher = watcher_of(desk.flow)
    watch = watcher.addPaths

    def watch_late(paths: list[str]) -> None:
        monkeypatch.setattr(watcher, "addPaths", watch)
        desk.other_says(numbered(3))
        watch(paths)

    monkeypatch.setattr(watcher, "addPaths", watch_late)
    desk.flow.share(desk.shared)
    qtbot.waitUntil(lambda: desk.ids == {2, 3})


def test_the_end_of_a_session_is_told_and_nothing_disturbs_it(desk: Desk, qtbot: "QtBot") -> None:
    desk.flow.share(desk.shared)
    qtbot.waitUntil(lambda: desk.own != b"")
    desk.runner.start(ten_minutes())
    desk.other_says(numbered(2))
    desk.flow.soon()
    qtbot.waitUntil(lambda: desk.scheduler.waits == [POLL_MS])
    assert desk.tasks.idle
    assert desk.ids == set()
    with qtbot.waitSignal(desk.flow.changed):
        desk.runner.do(Stop())
    assert desk.ids == {2}


def test_a_folder_that_is_not_there_is_said_once_and_each_time_it_goes(
    desk: Desk, qtbot: "QtBot"
) -> None:
    away = desk.shared.with_name("away")
    desk.shared.rename(away)
    with qtbot.waitSignal(desk.flow.said):
        desk.flow.share(desk.shared)
    for _ in range(2):
        sync_now(desk, qtbot)
    assert len(desk.said) == 1
    assert desk.said[0].startswith(f"The shared folder {desk.shared} can't be read")
    away.rename(desk.shared)
    sync_now(desk, qtbot)
    assert desk.own != b""
    desk.shared.rename(away)
    sync_now(desk, qtbot)
    assert desk.said == [desk.said[0]] * 2
    away.rename(desk.shared)


def watcher_of(flow: SyncService) -> QFileSystemWatcher:
    watcher = flow.findChild(QFileSystemWatcher)
    assert isinstance(watcher, QFileSystemWatcher)
    return watcher


def sync_now(desk: Desk, qtbot: "QtBot") -> None:
    desk.flow.soon()
    qtbot.waitUntil(lambda: desk.scheduler.waits == [POLL_MS] and desk.tasks.idle)


def test_what_is_foreign_newer_or_damaged_is_said_in_one_sentence_each(
    desk: Desk, qtbot: "QtBot"
) -> None:
    desk.other_says(numbered(2))
    with (desk.shared / "mattimer-b.jsonl").open("a") as file:
        file.write("not for anybody\n")
    (desk.shared / "mattimer-list.jsonl").write_text("milk\n")
    (desk.shared / "mattimer-n.jsonl").write_text('{"app":"mattimer","format":2,"device":"n"}\n')
    desk.flow.share(desk.shared)
    qtbot.waitUntil(lambda: len(desk.said) == 3)
    sync_now(desk, qtbot)
    assert len(desk.said) == 3
    for words, sentence in zip(
        ("newer Mat Timer", "left alone", "left out (1)"), desk.said, strict=True
    ):
        assert words in sentence
        assert str(desk.shared) in sentence
    assert desk.ids == {2}


def test_what_was_read_is_shown_though_nothing_can_be_written(desk: Desk, qtbot: "QtBot") -> None:
    desk.other_says(numbered(2))
    (desk.shared / OWN).mkdir()
    with qtbot.waitSignals([desk.flow.said, desk.flow.changed]):
        desk.flow.share(desk.shared)
    assert desk.ids == {2}
    assert desk.said[0].startswith(f"{desk.shared / OWN} can't be written (")


def test_another_folder_or_none_is_shared_from_then_on(
    desk: Desk, qtbot: "QtBot", tmp_path: Path
) -> None:
    desk.store.begin(numbered(1)).result()
    desk.flow.share(desk.shared)
    qtbot.waitUntil(lambda: desk.own != b"")
    desk.flow.share(desk.shared)
    assert POLL_MS in desk.scheduler.waits
    second = tmp_path / "second"
    second.mkdir()
    desk.flow.share(second)
    qtbot.waitUntil((second / OWN).exists)
    desk.flow.share(None)
    before = desk.own
    desk.store.begin(numbered(2)).result()
    desk.flow.soon()
    assert desk.scheduler.waits == []
    assert watcher_of(desk.flow).directories() == []
    assert desk.own == before


def test_nothing_wakes_the_computer_often(desk: Desk) -> None:
    desk.flow.share(desk.shared)
    assert desk.scheduler.waits == [SOON_MS, POLL_MS]
    assert POLL_MS >= 300_000
