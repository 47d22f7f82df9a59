"""The rail: one page chosen, an icon over a word."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication

from mattimer.ui.controls.rail import Rail, RailItem
from mattimer.ui.theme.theme import Theme
from tests.ui.factories import click, counted, make_theme, near, press, seen, shown

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def rail(theme: Theme, qtbot: "QtBot") -> Rail:
    made = Rail(theme, {"today": "Today", "history": "History"}, {"settings": "Settings"})
    qtbot.addWidget(made)
    made.set_page("today")
    shown(made, made.width(), 600)
    return made


def item(rail: Rail, page: str) -> RailItem:
    found: RailItem | None = rail.findChild(RailItem, f"rail_{page}")
    assert found is not None
    return found


def heard(rail: Rail) -> list[str]:
    said: list[str] = []
    rail.page_chosen.connect(said.append)
    return said


def test_a_click_chooses_a_page(rail: Rail) -> None:
    said = heard(rail)
    click(item(rail, "history"))
    assert said == ["history"]
    assert item(rail, "history").isChecked()
    assert not item(rail, "today").isChecked()


def test_a_click_on_the_chosen_page_says_so_again(rail: Rail) -> None:
    said = heard(rail)
    click(item(rail, "today"))
    assert said == ["today"]


def test_setting_a_page_is_silent(rail: Rail) -> None:
    said = heard(rail)
    rail.set_page("settings")
    assert item(rail, "settings").isChecked()
    assert said == []


def test_arrows_walk_from_page_to_page(rail: Rail) -> None:
    said = heard(rail)
    item(rail, "today").setFocus()
    press(rail, Qt.Key.Key_Down)
    assert item(rail, "history").isChecked()
    assert said == ["history"]


def test_settings_stand_at_the_foot(rail: Rail) -> None:
    assert item(rail, "settings").geometry().bottom() > 560
    assert item(rail, "today").y() < item(rail, "history").y() < 300


def test_the_chosen_icon_is_ember_on_a_raised_ground(rail: Rail, theme: Theme) -> None:
    warm = theme.color("accent_text")

    def warmth(page: str) -> int:
        return counted(seen(item(rail, page)), lambda pixel: near(pixel, warm))

    assert warmth("today") > 20
    assert warmth("history") == 0


def test_an_item_answers_the_pointer(rail: Rail) -> None:
    history = item(rail, "history")
    rest = seen(history)
    QApplication.sendEvent(history, QEnterEvent(QPointF(1, 1), QPointF(1, 1), QPointF(1, 1)))
    assert seen(history) != rest
    QApplication.sendEvent(history, QEvent(QEvent.Type.Leave))
    assert seen(history) == rest


@pytest.mark.parametrize("mirrored", [False, True])
def test_the_hairline_is_on_the_pages_side(rail: Rail, theme: Theme, *, mirrored: bool) -> None:
    if mirrored:
        rail.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    image = seen(rail)
    edge = 0 if mirrored else image.width() - 1
    assert near(image.pixelColor(edge, 400), theme.color("hair"), 2)
    assert near(image.pixelColor(image.width() - 1 - edge, 400), theme.color("rail"), 2)


@pytest.mark.parametrize(("text_scale", "width"), [(1.0, 84), (2.0, 128)])
def test_the_rail_grows_with_the_text(qtbot: "QtBot", text_scale: float, width: int) -> None:
    made = Rail(make_theme(text_scale=text_scale), {"today": "Today"}, {})
    qtbot.addWidget(made)
    assert made.width() == width


def test_a_pointer_on_a_page_says_that_it_may_be_chosen(rail: Rail) -> None:
    approached: list[str] = []
    rail.page_approached.connect(approached.append)
    at = QPointF(4, 4)
    QApplication.sendEvent(item(rail, "history"), QEnterEvent(at, at, at))
    assert approached == ["history"]
