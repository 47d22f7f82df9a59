"""The app as a whole, in this very process: shown, asked, closed."""

import asyncio
import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QLocale, QTimer
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QWidget,
)

from mattimer.app.app import App
from mattimer.app.first_frame import FirstFrame, person_locale
from mattimer.app.paths import Paths
from mattimer.content.loader import ContentError
from mattimer.services.start_request import read_start
from mattimer.services.state_snapshot import SnapshotRequest, accept_at_once
from mattimer.session.clock import MINUTE
from mattimer.session.commands import Pause
from mattimer.session.records import Outcome, SessionRecord
from mattimer.session.session import Status
from mattimer.storage.errors import DiskFull
from mattimer.storage.store import Store
from mattimer.ui.pages.settings.settings import SettingsPage
from tests.fakes import FakeClock
from tests.presenters.app_under_test import collect_what_was_left, sweep
from tests.storage.factories import DEVICE, numbered
from tests.ui.factories import click
from tests.ui.pages.find_widgets import button, find

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

HOUR = 60 * MINUTE

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Evening:
    """The app on a folder of its own."""

    def __init__(self, qt: QApplication, folder: Path) -> None:
        collect_what_was_left()
        self._closed = False
        self.clock = FakeClock()
        self.paths = Paths.under(folder / "data")
        self.paths.prepare()
        self.store = Store(self.paths.database, DEVICE)
        self.store.open().result()
        accept_at_once(self.store, self.clock.read())
        for number in (1, 2):
            hours = (3 - number) * HOUR
            record = replace(numbered(number), started_us=self.clock.utc - hours)
            self.store.begin(record).result()
        snapshot = SnapshotRequest(self.store, self.clock.read()).result()
        self.opening = FirstFrame(qt, self.paths, self.clock, self.store, snapshot)
        self.painted: list[bool] = []
        self.opening.window.first_painted.connect(lambda: self.painted.append(True))
        self.opening.show()
        self.app = App(self.opening, mute=True)
        self.window = self.app.window

    def run(self, *steps: Callable[[], object], start: dict[str, Any] | None = None) -> int:
        """Run the app; the steps come one after the other, then it quits unless it did."""
        todo = [*steps, self.app.quit]

        def go_on() -> None:
            todo.pop(0)()
            if todo and not self.app.ending:
                QTimer.singleShot(20, go_on)

        QTimer.singleShot(20, go_on)
        return self.app.run(None if start is None else read_start(start))

    def records(self) -> tuple[SessionRecord, ...]:
        """What a program that opens the file now finds."""
        with_file = Store(self.paths.database, DEVICE)
        with_file.open().result()
        found = with_file.latest(10).result()
        with_file.close()
        return found

    def question(self) -> QMessageBox:
        return find(self.window, QMessageBox, "stop_here")

    def answer(self, words: str) -> None:
        (found,) = [b for b in self.question().findChildren(QPushButton) if b.text() == words]
        found.click()

    def lie_down(self) -> None:
        for name in ("start", "lie_down"):
            click(button(self.window, name))
        self.clock.advance(50)

    def close(self) -> None:
        """Twice is once."""
        if self._closed:
            return
        self._closed = True
        self.app.close()
        self.store.close()
        asyncio.set_event_loop(None)
        sweep()


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """The application, whose looks are put back afterwards."""
    palette, font, locale = QPalette(qapp.palette()), qapp.font(), QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    yield qapp
    qapp.setPalette(palette)
    qapp.setFont(font)
    QLocale.setDefault(locale)


@pytest.fixture
def evening(dressed: QApplication, qtbot: "QtBot", tmp_path: Path) -> Iterator[Evening]:  # noqa: ARG001
    made = Evening(dressed, tmp_path)
    yield made
    made.close()


def test_the_first_frame_shows_the_stored_week(evening: Evening) -> None:
    assert evening.painted == [True]
    assert find(evening.window, QWidget, "today_page").isVisible()
    assert find(evening.window, QWidget, "week").accessibleName() == "This week, 1"
    pair = find(evening.window, QWidget, "last_tightness")
    assert pair.accessibleName() == "Last tightness, 7 before, 4 after"
    assert evening.run() == 0
    assert not evening.window.isVisible()


def test_closing_without_a_session_quits(evening: Evening) -> None:
    assert evening.run(evening.window.close) == 0


def test_closing_during_a_session_pauses_and_asks(evening: Evening) -> None:
    asked: list[str] = []

    def look() -> None:
        asked.append(evening.question().text())
        session = evening.app.runner.session
        assert session is not None
        asked.append(session.status)
        assert evening.window.isVisible()

    def look_again() -> None:
        assert evening.window.findChild(QMessageBox, "stop_here") is None
        session = evening.app.runner.session
        assert session is not None
        asked.append(session.status)

    evening.run(
        evening.lie_down,
        evening.window.close,
        look,
        lambda: evening.answer("Keep going"),
        look_again,
    )
    assert asked == ["Stop here?", Status.PAUSED, Status.RUNNING]
    evening.close()
    assert evening.records()[0].outcome is Outcome.INTERRUPTED


def test_finishing_there_keeps_the_session_as_stopped(evening: Evening) -> None:
    evening.run(evening.lie_down, evening.window.close, lambda: evening.answer("Finish here"))
    evening.close()
    record = evening.records()[0]
    assert record.outcome is Outcome.STOPPED
    assert record.mat_us == 30_000_000


def test_quitting_during_a_session_keeps_it_as_interrupted(evening: Evening) -> None:
    evening.run(evening.lie_down)
    evening.close()
    record = evening.records()[0]
    assert record.outcome is Outcome.INTERRUPTED
    assert record.mat_us == 30_000_000


def test_a_rating_survives_quitting_right_after_it(evening: Evening) -> None:
    def rate_and_quit() -> None:
        click(button(evening.window, "tightness_after_3"))
        click(button(evening.window, "save"))
        evening.app.quit()

    evening.run(
        evening.lie_down,
        lambda: evening.app.runner.do(Pause()),
        lambda: click(button(evening.window, "finish")),
        rate_and_quit,
    )
    evening.close()
    assert evening.records()[0].tightness_after == 3


def test_it_may_begin_with_a_session(evening: Evening) -> None:
    seen: list[str] = []

    def look() -> None:
        session = evening.app.runner.session
        assert session is not None
        seen.append(session.plan.area)

    assert evening.run(look, start={"area": "feet", "minutes": 3}) == 0
    assert seen == ["feet"]


def test_a_start_that_is_refused_ends_the_app_with_its_status(
    evening: Evening, capsys: pytest.CaptureFixture[str]
) -> None:
    assert evening.app.run(read_start({"area": "feet", "minutes": 25})) == 4
    assert (
        capsys.readouterr().err.strip().endswith("Feet is for 10 minutes at most; ask for fewer.")
    )


def test_quitting_before_it_runs_ends_it_at_once(evening: Evening) -> None:
    evening.app.quit()
    assert evening.app.run() == 0


def save_where(evening: Evening) -> QFileDialog:
    dialog = evening.window.findChild(QFileDialog, "save_where")
    assert isinstance(dialog, QFileDialog)
    return dialog


def export(evening: Evening) -> None:
    """As the button in the settings does."""
    evening.app.pages.prepare("settings")
    page = find(evening.window, SettingsPage, "settings_page")
    page.action_wanted.emit("sessions")


def test_export_writes_what_is_kept(evening: Evening, tmp_path: Path) -> None:
    target = tmp_path / "mine.json"

    def choose() -> None:
        dialog = save_where(evening)
        find(dialog, QLineEdit, "fileNameEdit").setText(str(target.with_suffix("")))
        dialog.accept()

    evening.run(
        lambda: click(button(evening.window, "rail_history")),
        lambda: None,
        lambda: export(evening),
        choose,
        *([lambda: None] * 10),
    )
    written = json.loads(target.read_text("utf-8"))
    assert written["app"] == "mattimer"
    assert [session["id"] for session in written["sessions"]] == [
        str(numbered(number).id) for number in (1, 2)
    ]


def test_an_export_that_was_called_off_writes_nothing(evening: Evening, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*.json"))
    evening.run(lambda: export(evening), lambda: save_where(evening).reject())
    assert sorted(tmp_path.rglob("*.json")) == before


def notice(evening: Evening) -> str:
    label = evening.opening.today_page.findChild(QLabel, "today_notice")
    assert isinstance(label, QLabel)
    return label.text()


def test_trouble_with_the_data_is_one_sentence_on_today(evening: Evening) -> None:
    async def fail() -> None:
        raise DiskFull(evening.paths.database)

    said: list[str] = []
    evening.app.spawn(fail())
    evening.run(lambda: None, lambda: said.append(notice(evening)))
    assert len(said) == 1
    assert said[0].startswith("The disk is full")


def test_a_fault_of_ours_is_loud(evening: Evening, expected_log: pytest.LogCaptureFixture) -> None:
    async def fail() -> None:
        raise ZeroDivisionError

    evening.app.spawn(fail())
    evening.run(lambda: None)
    assert any(record.levelno >= logging.ERROR for record in expected_log.records)


def test_ctrl_f_opens_the_guides_search(evening: Evening) -> None:
    focused: list[str] = []

    def look() -> None:
        widget = QApplication.focusWidget()
        focused.append("" if widget is None else widget.objectName())

    evening.run(evening.window.search_wanted.emit, look)
    assert focused == ["guide_search"]


def test_a_broken_installation_is_named(
    dressed: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "guide").mkdir()
    monkeypatch.setattr("mattimer.app.paths._resources", lambda: tmp_path)
    paths = Paths.under(tmp_path / "data")
    paths.prepare()
    store = Store(paths.database, DEVICE)
    store.open().result()
    clock = FakeClock()
    snapshot = SnapshotRequest(store, clock.read()).result()
    with pytest.raises(ContentError, match=r"^areas\.toml"):
        FirstFrame(dressed, paths, clock, store, snapshot)
    store.close()


@pytest.mark.parametrize(
    ("system", "expected"),
    [
        (QLocale(QLocale.Language.C), "en_GB"),
        (QLocale(QLocale.Language.Finnish, QLocale.Country.Finland), "fi_FI"),
    ],
)
def test_a_system_without_a_language_gets_english_days(
    monkeypatch: pytest.MonkeyPatch, system: QLocale, expected: str
) -> None:
    monkeypatch.setattr(QLocale, "system", lambda: system)
    assert person_locale().name() == expected


def test_a_change_is_told_in_the_written_order(evening: Evening) -> None:
    """Written first, then heard, then held by the desktop, then painted."""
    assert [type(observer).__name__ for observer in evening.app.runner.observers] == [
        "Recorder",
        "SessionSound",
        "StayingAwake",
        "MediaSession",
        "SessionPresenter",
        "TrayPresenter",
        "ClosingPresenter",
        "SyncService",
        "ReminderService",
    ]
