"""Tray and window together: what is told once, what begins, what is asked first."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from mattimer.app import background as presence
from mattimer.coach.safety import SafetyAnswers
from mattimer.desktop.adapters import DesktopAdapters
from mattimer.desktop.system_tray import TrayEntry
from mattimer.desktop.tray_presence import SteadyTray
from mattimer.session.session import Status
from tests.desktop.silent import NoTray
from tests.presenters.app_under_test import AppUnderTest, app_under_test

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Panel(NoTray):
    """Notes what is said and shown."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.entries: tuple[TrayEntry, ...] = ()

    def show(self, icon: QIcon, tip: str, entries: tuple[TrayEntry, ...]) -> None:
        assert not icon.isNull()
        assert tip
        self.entries = entries

    def say(self, title: str, text: str) -> None:
        assert text
        self.said.append(title)


class Evening:
    """The app with a tray that is there."""

    def __init__(self, app: AppUnderTest, panel: Panel, watch: SteadyTray) -> None:
        self.app, self.panel, self.watch = app, panel, watch
        watch.there = True
        watch.changed.emit()

    def choose(self, name: str) -> None:
        self.panel.chosen.emit(name)
        # The session's page comes up with the loop's next turns.
        for _ in range(3):
            QApplication.processEvents()

    def close_window(self) -> None:
        self.app.window.close()
        assert not self.app.window.isVisible()


@pytest.fixture
def evening(
    qapp: QApplication,
    qtbot: "QtBot",  # noqa: ARG001 - it fails on what goes wrong inside a slot
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Evening]:
    panel, watch = Panel(), SteadyTray()
    monkeypatch.setattr(presence, "QtTray", lambda _parent: panel)
    monkeypatch.setattr(DesktopAdapters, "tray_presence", lambda _self: watch)
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    with app_under_test(qapp, tmp_path) as app:
        yield Evening(app, panel, watch)
    QLocale.setDefault(before)


def test_where_the_window_went_is_said_once(evening: Evening) -> None:
    for _ in range(2):
        evening.close_window()
        evening.choose("open")
    assert evening.panel.said == ["Mat Timer stays in the tray"]
    assert json.loads(evening.app.paths.hints.read_bytes()) == ["tray"]


def test_a_length_leads_to_the_lead_in_at_once(evening: Evening) -> None:
    evening.close_window()
    evening.choose("start:feet:5")
    assert evening.app.session.plan.area == "feet"
    assert evening.app.session.planned == 300_000_000
    assert evening.app.window.isVisible()
    assert evening.app.page() == "session"


def test_a_menu_that_is_older_than_the_answers_begins_nothing(evening: Evening) -> None:
    evening.app.go_to("plan")
    evening.app.app_state.accept(SafetyAnswers(frozenset({"fever"})))
    evening.close_window()
    evening.choose("start:feet:5")
    assert evening.app.runner.session is None
    assert evening.app.window.isVisible()
    assert evening.app.page() == "today"
    assert evening.app.text("today_notice") == "Not today. The mat can wait."


def test_settings_can_be_looked_up_in_a_session_and_left_again(evening: Evening) -> None:
    evening.choose("start:feet:5")
    evening.choose("settings")
    assert evening.app.page() == "settings"
    evening.choose("open")
    assert evening.app.page() == "session"
    evening.choose("settings")
    evening.app.press("rail_today")
    assert evening.app.page() == "session"
    assert evening.app.session.status is Status.RUNNING


def test_the_questions_come_up(evening: Evening) -> None:
    evening.close_window()
    evening.choose("questions")
    assert evening.app.window.isVisible()
    assert evening.app.page() == "screening"


def test_a_tray_that_goes_is_no_way_back(evening: Evening) -> None:
    evening.watch.there = False
    evening.watch.changed.emit()
    assert not evening.app.root.ending
    evening.app.window.close()
    assert evening.app.window.isVisible()
    assert evening.app.root.ending


def test_stop_leads_to_what_there_is_to_say(evening: Evening) -> None:
    evening.choose("start:feet:5")
    evening.app.lie(60)
    evening.close_window()
    evening.choose("stop")
    evening.app.settle()
    assert evening.app.window.isVisible()
    assert evening.app.page() == "after"
