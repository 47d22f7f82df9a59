"""Pages that are built when they are first wanted."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QComboBox

from mattimer.services.state_snapshot import MAT
from mattimer.ui.pages.guide.guide import GuidePage
from mattimer.ui.pages.settings.settings import SettingsPage
from tests.presenters.house import House, house_in
from tests.presenters.knowing import A_DAY_S, focus
from tests.ui.pages.making import find

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.usefixtures("qtbot"),
]
LATE = ("plan", "history", "guide", "settings")


@pytest.fixture
def house(qapp: QApplication, tmp_path: Path) -> Iterator[House]:
    qapp.setStyle("fusion")
    with house_in(qapp, tmp_path) as made:
        yield made


def built(house: House) -> list[str]:
    return [name for name in LATE if f"{name}_page" in names(house)]


def names(house: House) -> set[str]:
    return {page.objectName() for page in house.window._pages.values()}


def test_nothing_is_built_before_it_is_wanted(house: House) -> None:
    assert built(house) == []
    assert house.app._rooms.troubles == ()


@pytest.mark.parametrize("name", LATE)
def test_a_page_is_built_once_and_comes_up(house: House, name: str) -> None:
    house.go_to(name)
    assert house.page() == name
    assert built(house) == [name]
    page = house.find(f"{name}_page")
    house.go_to("today")
    house.go_to(name)
    assert house.find(f"{name}_page") is page


def test_a_text_opens_from_elsewhere(house: House) -> None:
    house.app._rooms.open_guide("evidence")
    assert house.page() == "guide"
    assert find(house.window, GuidePage, "guide_page").entry.key == "evidence"


def test_a_setting_is_shown_from_elsewhere(house: House) -> None:
    house.app._rooms.show_setting("bedtime")
    house.press("wind_down")
    assert house.page() == "settings"
    assert focus() == "setting_bedtime"


def test_searching_before_there_is_a_guide_does_nothing(house: House) -> None:
    house.app._rooms.search_guide()
    house.app._rooms.answer_notice("done_washed_on")
    assert house.page() == "today"


def test_the_mat_is_remembered_without_the_guide_being_opened(house: House) -> None:
    house.app._rooms.remind()
    assert built(house) == []
    stored = {"checked_on": "2026-01-01"}
    house.store.set_profile(MAT, stored, house.clock.utc).result()
    house.clock.advance(A_DAY_S)
    house.read_again()
    house.app._rooms.remind()
    house.settle()
    assert house.page() == "today"
    assert house.text("today_notice") == "A month gone. Give the mat a look."


def test_the_review_in_settings_asks_the_questions(house: House) -> None:
    house.go_to("settings")
    house.press("setting_safety")
    assert house.page() == "screening"


def test_how_often_the_mat_is_washed_is_kept_with_the_mat(house: House) -> None:
    house.go_to("settings")
    box = find(house.window, QComboBox, "setting_wash_every")
    assert box.currentText() == "Every 20 sessions"
    assert "Begins once you choose." in house.words()
    box.activated.emit(box.findData(15))
    house.settle()
    assert house.store.profile(MAT).result() == {"wash_every": "15"}
    assert box.currentText() == "Every 15 sessions"
    assert "Begins once you choose." not in house.words()
    house.store.set_profile(MAT, {"wash_every": "33"}, house.clock.utc).result()
    house.read_again()
    assert box.currentText() == "Every 33 sessions"
    assert not house.paths.settings.exists()


def test_diagnostics_that_are_being_gathered_end_with_the_app(house: House) -> None:
    house.go_to("settings")
    about = house.app._rooms._about
    assert about is not None
    about._words = [sys.executable, "-c", "input()"]
    page = find(house.window, SettingsPage, "settings_page")
    page.action_wanted.emit("diagnostics")
    assert about._process is not None
    house.app._rooms.close()
    assert about._process is None
