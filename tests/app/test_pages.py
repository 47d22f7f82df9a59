"""Pages that are built when they are first wanted."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QApplication, QComboBox

from mattimer.desktop import own_program
from mattimer.services.state_snapshot import MAT
from mattimer.ui.page import Page
from mattimer.ui.pages.guide.guide import GuidePage
from mattimer.ui.pages.settings.settings import SettingsPage
from tests.presenters.app_under_test import AppUnderTest, app_under_test
from tests.presenters.scenarios import A_DAY_S, focus
from tests.ui.pages.find_widgets import find

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.usefixtures("qtbot"),
]
ENDLESS = (sys.executable, "-c", "input()")
LATE = ("plan", "history", "guide", "settings")


@pytest.fixture
def app(qapp: QApplication, tmp_path: Path) -> Iterator[AppUnderTest]:
    qapp.setStyle("fusion")
    with app_under_test(qapp, tmp_path) as made:
        yield made


def built(app: AppUnderTest) -> list[str]:
    return [name for name in LATE if f"{name}_page" in names(app)]


def names(app: AppUnderTest) -> set[str]:
    return {page.objectName() for page in app.window.findChildren(Page)}


def test_nothing_is_built_before_it_is_wanted(app: AppUnderTest) -> None:
    assert built(app) == []
    assert app.root.pages.troubles == ()


@pytest.mark.parametrize("name", LATE)
def test_a_page_is_built_once_and_comes_up(app: AppUnderTest, name: str) -> None:
    app.go_to(name)
    assert app.page() == name
    assert built(app) == [name]
    page = app.find(f"{name}_page")
    app.go_to("today")
    app.go_to(name)
    assert app.find(f"{name}_page") is page


def test_a_text_opens_from_elsewhere(app: AppUnderTest) -> None:
    app.root.pages.open_guide("evidence")
    assert app.page() == "guide"
    assert find(app.window, GuidePage, "guide_page").entry.key == "evidence"


def test_a_setting_is_shown_from_elsewhere(app: AppUnderTest) -> None:
    app.root.pages.show_setting("bedtime")
    app.press("wind_down")
    assert app.page() == "settings"
    assert focus() == "setting_bedtime"


def test_searching_before_there_is_a_guide_does_nothing(app: AppUnderTest) -> None:
    app.root.pages.search_guide()
    app.root.pages.answer_notice("done_washed_on")
    assert app.page() == "today"


def test_the_mat_is_remembered_without_the_guide_being_opened(app: AppUnderTest) -> None:
    app.root.pages.remind()
    assert built(app) == []
    stored = {"checked_on": "2026-01-01"}
    app.store.set_profile(MAT, stored, app.clock.utc).result()
    app.clock.advance(A_DAY_S)
    app.read_again()
    app.root.pages.remind()
    app.settle()
    assert app.page() == "today"
    assert app.text("today_notice") == "A month gone. Give the mat a look."


def test_the_review_in_settings_asks_the_questions(app: AppUnderTest) -> None:
    app.go_to("settings")
    app.press("setting_safety")
    assert app.page() == "screening"


def test_how_often_the_mat_is_washed_is_kept_with_the_mat(app: AppUnderTest) -> None:
    app.go_to("settings")
    box = find(app.window, QComboBox, "setting_wash_every")
    assert box.currentText() == "Every 20 sessions"
    assert "Begins once you choose." in app.words()
    box.activated.emit(box.findData(15))
    app.settle()
    assert app.store.profile(MAT).result() == {"wash_every": "15"}
    assert box.currentText() == "Every 15 sessions"
    assert "Begins once you choose." not in app.words()
    app.store.set_profile(MAT, {"wash_every": "33"}, app.clock.utc).result()
    app.read_again()
    assert box.currentText() == "Every 33 sessions"
    assert not app.paths.settings.exists()


def test_diagnostics_that_are_being_gathered_end_with_the_app(
    app: AppUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_program, "own_command", lambda *_, **__: ENDLESS)
    app.go_to("settings")
    page = find(app.window, SettingsPage, "settings_page")
    page.action_wanted.emit("diagnostics")
    process: QProcess | None = page.findChild(QProcess)
    assert process is not None
    assert process.waitForStarted()
    app.root.pages.close()
    assert process.state() == QProcess.ProcessState.NotRunning
