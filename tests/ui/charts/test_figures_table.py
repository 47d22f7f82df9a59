"""Figures to read and to take along."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from mattimer.ui.charts.figures_card import FiguresCard
from mattimer.ui.charts.figures_table import FiguresTable
from mattimer.ui.pages.history.lines_list import LineBlock, LineRow, LinesList
from mattimer.ui.theme.theme import Theme
from tests.ui.factories import press, seen, shown

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

HEADS = ("Week", "Before", "After", "Sessions")
ROWS = (("14 Sep", "7", "5", "3"), ("21 Sep", "7.5", "4", "12"), ("28 Sep", "6", "6", "1"))


@pytest.fixture
def table(theme: Theme, qtbot: "QtBot") -> FiguresTable:
    made = FiguresTable(theme, "figures", HEADS)
    qtbot.addWidget(made)
    made.show_rows(ROWS)
    shown(made, 500, 200)
    return made


def test_it_is_a_real_table(table: FiguresTable) -> None:
    model = table.model()
    heads = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(4)]
    assert tuple(heads) == HEADS
    assert (model.rowCount(), model.columnCount()) == (3, 4)
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    assert model.index(1, 1).data() == "7.5"
    seen(table)


def test_copying_takes_all_of_it_with_heads(table: FiguresTable) -> None:
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "Week\tBefore\tAfter\tSessions"
    assert lines[2] == "21 Sep\t7.5\t4\t12"
    assert len(lines) == 4


def test_copying_takes_what_was_chosen(table: FiguresTable) -> None:
    table.selectRow(1)
    assert table.copied().splitlines()[1:] == ["\t".join(ROWS[1])]


def test_arrows_walk_and_tab_leaves(table: FiguresTable) -> None:
    table.setFocus()
    press(table, Qt.Key.Key_Down)
    assert table.currentIndex().row() == 1


def test_many_rows_scroll_within(table: FiguresTable) -> None:
    few = table.sizeHint().height()
    table.show_rows(ROWS * 10, ("From", *HEADS[1:]))
    assert few < table.sizeHint().height() < 12 * 34
    assert table.model().headerData(0, Qt.Orientation.Horizontal) == "From"


def test_columns_are_as_wide_as_their_texts(table: FiguresTable) -> None:
    table.resize(120, 200)
    assert table.horizontalHeader().length() > 120
    table.resize(600, 200)
    assert table.horizontalHeader().length() <= 600


def test_the_cards_menu_turns_and_copies(theme: Theme, qtbot: "QtBot") -> None:
    picture = LinesList(theme, "lines", ends=(1, 10))
    picture.show_rows((LineRow("Feet", figures=("7", "5"), pair=(7, 5)), LineRow("Calves")))
    card = FiguresCard(theme, "card", title="By area", picture=picture, heads=HEADS)
    qtbot.addWidget(card)
    card.describe("By area, medians", ROWS)
    card.show_note("weekly")
    card.show_foot("A line.")
    shown(card, 420, 300)
    turn, copy = card.actions()
    assert (turn.text(), copy.text()) == ("Table", "Copy the figures")
    turn.trigger()
    assert card.as_table
    assert turn.text() == "Chart"
    assert card.table.accessibleName() == picture.accessibleName() == "By area, medians"
    copy.trigger()
    assert QGuiApplication.clipboard().text().startswith("Week\t")
    turn.trigger()
    assert picture.isVisible()
    seen(card)


def test_rows_come_and_go(theme: Theme, qtbot: "QtBot") -> None:
    lines = LinesList(theme, "lines")
    qtbot.addWidget(lines)
    lines.show_rows([LineRow(f"row {at}", words=str(at), share=at / 4) for at in range(4)])
    shown(lines, 300, 300)
    before = seen(lines)
    lines.show_rows((LineRow("equal", figures=("5", "5"), pair=(5, 5)),))
    assert seen(lines) != before
    blocks = lines.findChildren(LineBlock)
    assert [block.isVisible() for block in blocks] == [True, False, False, False]
    lines.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    seen(lines)
