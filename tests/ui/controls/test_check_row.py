"""One question as a row: its box, its line, its chips."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel

from mattimer.ui.controls.check_row import CheckRow
from mattimer.ui.theme.theme import Theme
from tests.ui.factories import click, press, seen, shown
from tests.ui.pages.find_widgets import button

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

AREAS = {"feet": "Feet", "calves": "Calves"}
LINE = "Which areas? They are left out until healed."


@pytest.fixture
def row(dark: Theme, qtbot: "QtBot") -> CheckRow:
    made = CheckRow(dark, "skin", "A wound or a rash", LINE, AREAS)
    qtbot.addWidget(made)
    shown(made, 600, 160)
    return made


def line(row: CheckRow) -> QLabel:
    found = row.findChild(QLabel)
    assert isinstance(found, QLabel)
    return found


def test_it_is_ticked_anywhere_in_its_row(row: CheckRow) -> None:
    click(row.box, QPoint(row.box.width() - 3, 3))
    assert row.box.isChecked()
    click(row.box, QPoint(3, row.box.height() - 3))
    assert not row.box.isChecked()


def test_a_tick_opens_line_and_chips(row: CheckRow) -> None:
    assert not line(row).isVisible()
    assert not button(row, "healing_feet").isVisible()
    click(row.box)
    assert line(row).isVisible()
    assert line(row).text() == LINE
    assert button(row, "healing_feet").isVisible()


def test_it_is_complete_with_an_area_named(row: CheckRow) -> None:
    states = [row.complete]
    click(row.box)
    states.append(row.complete)
    assert states == [True, False]
    click(button(row, "healing_feet"))
    assert (row.complete, row.areas) == (True, frozenset({"feet"}))
    click(row.box)
    assert row.areas == frozenset()


def test_every_press_is_announced(row: CheckRow) -> None:
    said: list[bool] = []
    row.changed.connect(lambda: said.append(row.ticked))
    click(row.box)
    click(button(row, "healing_calves"))
    row.box.setFocus(Qt.FocusReason.TabFocusReason)
    press(row, Qt.Key.Key_Space)
    assert said == [True, True, False]


def test_an_earlier_answer_is_shown(row: CheckRow) -> None:
    row.set_answer(ticked=True, areas=frozenset({"calves", "elbow"}))
    assert row.areas == {"calves"}
    row.set_answer(ticked=False, areas=frozenset())
    assert not button(row, "healing_calves").isChecked()


def test_a_row_without_areas_asks_for_none(dark: Theme, qtbot: "QtBot") -> None:
    row = CheckRow(dark, "fever", "Fever", "Not today.", {})
    qtbot.addWidget(row)
    shown(row, 600, 120)
    click(row.box)
    assert row.complete
    assert row.areas == frozenset()


def test_the_box_looks_ticked(theme: Theme, qtbot: "QtBot") -> None:
    row = CheckRow(theme, "fever", "Fever", "Not today.", {})
    qtbot.addWidget(row)
    shown(row, 600, 120)
    before = seen(row.box)
    row.box.setChecked(True)
    assert seen(row.box) != before
    assert row.box.accessibleName() == "Fever"


def test_it_mirrors_where_text_runs_from_right_to_left(row: CheckRow) -> None:
    before = seen(row.box)
    row.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert seen(row.box) != before
