"""History: the list, or what to expect of it."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTableView

from mattimer.ui.look import Look
from mattimer.ui.pages.history import HistoryPage
from mattimer.ui.widgets.session_model import SessionRow
from mattimer.ui.widgets.session_table import LAYER_COLUMN
from tests.ui.making import click, press, seen, shown
from tests.ui.pages.making import button, find

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

ROWS = [
    SessionRow("Yesterday, 21:14", "Upper back", "10 min", "Thin shirt", "", "7", "4"),
    SessionRow("Tuesday, 22:40", "Feet", "2:14", "Socks", "Stopped, numbness", "", ""),
]


@pytest.fixture
def page(look: Look, qtbot: "QtBot") -> HistoryPage:
    made = HistoryPage(look)
    qtbot.addWidget(made)
    shown(made, 1016, 760)
    return made


def words(page: HistoryPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def test_without_sessions_it_says_what_to_expect(page: HistoryPage, qtbot: "QtBot") -> None:
    assert find(page, QLabel, "history_title").text() == "Nothing yet, and nothing owed"
    assert not button(page, "export").isVisible()
    assert "Kept on this computer only." not in words(page)
    page.arrive()
    assert button(page, "go_today").hasFocus()
    with qtbot.waitSignal(page.today_wanted, timeout=0):
        click(button(page, "go_today"))
    seen(page)


def test_sessions_are_a_table(page: HistoryPage) -> None:
    page.show_sessions("2 sessions", "Newest first.", ROWS, more=False)
    table = find(page, QTableView, "sessions")
    assert find(page, QLabel, "history_title").text() == "2 sessions"
    assert "Newest first." in words(page)
    assert "Kept on this computer only." in words(page)
    assert table.model().rowCount() == 2
    page.arrive()
    assert table.hasFocus()
    seen(page)


def test_an_empty_line_takes_no_room(page: HistoryPage) -> None:
    page.show_sessions("2 sessions", "", ROWS, more=False)
    assert "" not in words(page)


def test_export_is_asked_for(page: HistoryPage, qtbot: "QtBot") -> None:
    page.show_sessions("2 sessions", "", ROWS, more=False)
    with qtbot.waitSignal(page.export_wanted, timeout=0):
        click(button(page, "export"))


def test_older_rows_are_asked_for(page: HistoryPage, qtbot: "QtBot") -> None:
    with qtbot.waitSignal(page.more_wanted):
        page.show_sessions("200 sessions", "", ROWS * 30, more=True)
        page.table.scrollToBottom()


def test_trouble_is_one_sentence(page: HistoryPage) -> None:
    page.show_sessions("2 sessions", "", ROWS, more=False)
    page.show_trouble("The disk is full.")
    assert "The disk is full." in words(page)
    assert page.model.rowCount() == 0


def test_back_to_nothing(page: HistoryPage) -> None:
    page.show_sessions("2 sessions", "", ROWS, more=False)
    page.show_nothing()
    assert button(page, "go_today").isVisible()
    assert not find(page, QTableView, "sessions").isVisible()


def test_compact_drops_the_layer(page: HistoryPage) -> None:
    page.set_compact(compact=True)
    assert page.table.isColumnHidden(LAYER_COLUMN)
    page.set_compact(compact=False)
    assert not page.table.isColumnHidden(LAYER_COLUMN)


@pytest.mark.parametrize(("compact", "width", "height"), [(False, 1016, 760), (True, 636, 560)])
def test_every_column_fits_the_page(
    page: HistoryPage, width: int, height: int, *, compact: bool
) -> None:
    page.set_compact(compact=compact)
    page.show_sessions("2 sessions", "", ROWS, more=False)
    page.resize(width, height)
    seen(page)
    table = page.table
    used = sum(table.columnWidth(n) for n in range(7) if not table.isColumnHidden(n))
    assert used <= table.viewport().width()


def test_it_takes_another_look(page: HistoryPage) -> None:
    page.show_sessions("2 sessions", "", ROWS, more=False)
    before = seen(page)
    page.look.change(dark=not page.look.theme.dark)
    assert seen(page) != before


def test_a_page_that_scrolls_follows_the_keyboard(dark: Look, qtbot: "QtBot") -> None:
    dark.change(text_scale=2.0)
    page = HistoryPage(dark)
    qtbot.addWidget(page)
    page.set_compact(compact=True)
    page.show_sessions("200 sessions", "Newest first.", ROWS * 30, more=False)
    shown(page, 592, 420)
    page.arrive()
    assert page.table.hasFocus()
    for _ in range(3):
        press(page, Qt.Key.Key_Down)
    table = page.table
    corner = table.viewport().mapTo(page, table.visualRect(table.currentIndex()).center())
    assert page.rect().contains(corner)
    assert page._scroll.verticalScrollBar().value() > 0


def test_a_list_of_few_sessions_asks_for_no_more_room(page: HistoryPage) -> None:
    page.show_sessions("1 session", "", ROWS[:1], more=False)
    one = page.table.minimumHeight()
    page.show_sessions("60 sessions", "", ROWS * 30, more=False)
    assert one < page.table.minimumHeight() < page.height()
