"""Pages that are built when they are first wanted."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from mattimer.flow.facts import MAT
from mattimer.ui.pages.guide import GuidePage
from tests.flow.house import House, house_in
from tests.flow.knowing import A_DAY_S, focus
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
    house.journal.set_profile(MAT, stored, house.clock.utc).result()
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
