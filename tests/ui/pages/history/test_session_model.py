"""Sessions as rows, loaded as one scrolls."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QTableView, QWidget

from mattimer.ui.pages.history.session_delegates import ColumnDelegate
from mattimer.ui.pages.history.session_model import SessionModel, SessionRow
from mattimer.ui.theme.theme import Theme
from tests.ui.factories import counted, near, seen, shown

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

HEADS = ["When", "Area", "Length", "Layer", "Outcome", "Before", "After"]


def row(number: int) -> SessionRow:
    return SessionRow(f"Day {number}", "Feet", "3 min", "Socks", "", "8", "6")


def rows(count: int) -> list[SessionRow]:
    return [row(number) for number in range(count)]


@pytest.fixture
def table(theme: Theme, qtbot: "QtBot") -> QTableView:
    made = QTableView()
    qtbot.addWidget(made)
    model = SessionModel(made)
    made.setModel(model)
    made.setItemDelegate(ColumnDelegate(theme, made))
    return made


@pytest.fixture
def model(table: QTableView) -> SessionModel:
    found = table.model()
    assert isinstance(found, SessionModel)
    return found


def asks(model: SessionModel) -> list[bool]:
    said: list[bool] = []
    model.more_wanted.connect(lambda: said.append(True))
    return said


def test_it_is_a_sound_model(model: SessionModel) -> None:
    tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Fatal, model
    )
    model.reset_rows(rows(3), more=True)
    model.append_rows(rows(2), more=False)
    assert tester.model() is model


def test_cells_and_heads_have_their_words(model: SessionModel) -> None:
    model.reset_rows(rows(2), more=False)
    assert (model.rowCount(), model.columnCount()) == (2, 7)
    cells = [model.data(model.index(1, column)) for column in range(7)]
    assert cells == ["Day 1", "Feet", "3 min", "Socks", "", "8", "6"]
    horizontal = Qt.Orientation.Horizontal
    assert [model.headerData(column, horizontal) for column in range(7)] == HEADS


def test_only_words_are_given(model: SessionModel) -> None:
    model.reset_rows(rows(1), more=False)
    assert model.data(model.index(0, 0), Qt.ItemDataRole.DecorationRole) is None
    assert model.headerData(0, Qt.Orientation.Vertical) is None


def test_a_row_has_no_rows_in_it(model: SessionModel) -> None:
    model.reset_rows(rows(2), more=True)
    inside = model.index(0, 0)
    assert model.rowCount(inside) == model.columnCount(inside) == 0
    assert not model.canFetchMore(inside)


def test_older_rows_are_asked_for_once(model: SessionModel) -> None:
    model.reset_rows(rows(2), more=True)
    said = asks(model)
    assert model.canFetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    assert not model.canFetchMore(QModelIndex())
    assert said == [True]


def test_they_are_asked_for_again_once_they_came(model: SessionModel) -> None:
    model.reset_rows(rows(2), more=True)
    model.fetchMore(QModelIndex())
    model.append_rows(rows(3), more=True)
    assert model.rowCount() == 5
    assert model.canFetchMore(QModelIndex())
    model.append_rows([], more=False)
    assert model.rowCount() == 5
    assert not model.canFetchMore(QModelIndex())


def test_nothing_is_asked_for_where_all_is_there(model: SessionModel) -> None:
    model.reset_rows(rows(2), more=False)
    assert not model.canFetchMore(QModelIndex())


def test_scrolling_to_the_end_asks_once(table: QTableView, model: SessionModel) -> None:
    model.reset_rows(rows(60), more=True)
    shown(table, 700, 300)
    said = asks(model)
    table.scrollToBottom()
    table.verticalScrollBar().setValue(0)
    table.scrollToBottom()
    assert said == [True]


def test_before_is_cool_and_after_is_warm(
    table: QTableView, model: SessionModel, theme: Theme
) -> None:
    model.reset_rows(rows(3), more=False)
    shown(table, 800, 300)

    def hits(column: int, color: str) -> int:
        box = table.visualRect(model.index(1, column)).translated(
            table.viewport().mapTo(table, table.viewport().rect().topLeft())
        )
        return counted(seen(table), lambda pixel: near(pixel, theme.color(color), 24), box)

    assert hits(5, "cool") > 3
    assert hits(5, "accent_text") == 0
    assert hits(6, "accent_text") > 3
    assert hits(6, "cool") == 0


def test_the_chosen_row_is_raised(table: QTableView, model: SessionModel, theme: Theme) -> None:
    model.reset_rows(rows(3), more=False)
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    shown(table, 800, 300)
    rest = seen(table)
    table.selectRow(1)
    assert seen(table) != rest
    box = table.visualRect(model.index(1, 4))
    place = table.viewport().mapTo(table, box.center())
    assert near(seen(table).pixelColor(place), theme.color("raised"), 3)


def test_the_table_owns_its_model(qtbot: "QtBot") -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    assert SessionModel(owner).parent() is owner
