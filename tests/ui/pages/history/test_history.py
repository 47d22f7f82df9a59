"""History: what sessions add up to, every one of them, or what to expect."""

import subprocess
import sys
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QTableView, QWidget

from mattimer.ui.charts.figures_card import FiguresCard
from mattimer.ui.controls.notice_line import Answer
from mattimer.ui.pages.history.history import HistoryPage
from mattimer.ui.pages.history.session_model import SessionRow
from mattimer.ui.pages.history.session_table import LAYER_COLUMN
from mattimer.ui.theme.theme import Theme
from tests.ui.factories import click, press, seen, shown
from tests.ui.pages.find_widgets import button, find
from tests.ui.pages.history.factories import (
    AREAS,
    DAYS,
    FINDING,
    MONTH,
    MORE,
    SPANS,
    TODAY,
    full_history,
    view,
)

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

ONE, TWO = UUID(int=1), UUID(int=2)
ROWS = (
    SessionRow("Yesterday, 21:14", "Upper back", "10 min", "Thin shirt", "", "7", "4", ONE),
    SessionRow("Tuesday, 22:40", "Feet", "2:14", "Socks", "Stopped, numbness", "", "", TWO),
)


@pytest.fixture
def page(theme: Theme, qtbot: "QtBot") -> HistoryPage:
    made = HistoryPage(theme)
    qtbot.addWidget(made)
    shown(made, 1016, 760)
    return made


@pytest.fixture
def full(page: HistoryPage) -> HistoryPage:
    page.show_sessions("2 sessions", list(ROWS), more=False)
    page.prepare(SPANS)
    page.show_view(view(ROWS))
    page.show_more(MORE)
    page.show_month(MONTH, TODAY, DAYS)
    QApplication.processEvents()
    return page


def words(page: HistoryPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def text(page: HistoryPage, name: str) -> str:
    label = find(page, QLabel, name)
    return label.text() if label.isVisible() else ""


# Nothing yet, or nothing to read ---------------------------------------------------------------


def test_while_it_reads_it_claims_nothing(page: HistoryPage) -> None:
    assert words(page) == []
    assert page.first_focus() is page


def test_without_sessions_it_says_what_to_expect(page: HistoryPage, qtbot: "QtBot") -> None:
    page.arrive()
    page.show_nothing()
    assert text(page, "history_nothing_title") == "Nothing yet, and nothing owed"
    assert "Two marks a week" in words(page)
    assert button(page, "go_today").hasFocus()
    with qtbot.waitSignal(page.today_wanted, timeout=0):
        click(button(page, "go_today"))
    seen(page)


def test_trouble_is_one_sentence_and_no_promise(full: HistoryPage) -> None:
    full.show_trouble("The disk is full.")
    assert words(full) == ["History", "Not now", "The disk is full."]
    assert full.model.rowCount() == 0
    assert full.first_focus() is full


def test_back_to_nothing(full: HistoryPage) -> None:
    full.show_nothing()
    assert button(full, "go_today").isVisible()
    assert not find(full, QLabel, "history_title").isVisible()


# What they add up to ---------------------------------------------------------------------------


def test_the_finding_stands_above_its_chart(full: HistoryPage) -> None:
    assert text(full, "history_title") == FINDING.title
    assert text(full, "history_line") == FINDING.line
    assert text(full, "history_count_3") == "12 h 14 on the mat"
    chart = find(full, QWidget, "tightness_chart")
    assert chart.accessibleName() == FINDING.tightness.figures.name
    assert "Kept on this computer only." in words(full)
    seen(full)


def test_the_keyboard_begins_with_the_latest_sessions(page: HistoryPage) -> None:
    page.arrive()
    assert page.hasFocus()
    page.prepare(SPANS)
    page.show_view(view(ROWS))
    assert find(page, QTableView, "latest_sessions").hasFocus()


def test_after_the_first_paint_there_is_time_for_more(page: HistoryPage, qtbot: "QtBot") -> None:
    page.prepare(SPANS)
    with qtbot.waitSignal(page.settled):
        page.show_view(view(ROWS))
    with qtbot.assertNotEmitted(page.settled, wait=50):
        page.update()


def test_another_area_and_another_span_are_asked_for(full: HistoryPage, qtbot: "QtBot") -> None:
    area, span = find(full, QComboBox, "history_area"), find(full, QComboBox, "history_span")
    assert area.currentText() == "Neck & shoulders"
    assert [area.itemData(at) for at in range(area.count())] == [one for one, _name in AREAS]
    assert full.area == "neck-shoulders"
    area.setFocus()
    with qtbot.waitSignal(full.area_chosen, timeout=0) as chosen:
        press(full, Qt.Key.Key_Down)
    assert chosen.args == ["feet"]
    span.setFocus()
    with qtbot.waitSignal(full.span_chosen, timeout=0) as wanted:
        press(full, Qt.Key.Key_Down)
    assert wanted.args == ["half-year"]


@pytest.mark.parametrize("name", ["tightness", "by_area", "weeks", "day_parts", "changes", "stops"])
def test_every_chart_is_a_table_too(full: HistoryPage, name: str) -> None:
    card = find(full, FiguresCard, name)
    assert card.picture.isVisible()
    assert card.picture.accessibleName()
    turn = button(full, f"{name}_table")
    assert turn.text() == "Table"
    click(turn)
    assert not card.picture.isVisible()
    assert card.table.isVisible()
    assert card.table.model().rowCount() > 0
    assert turn.text() == "Chart"
    click(turn)
    assert card.picture.isVisible()


def test_the_tables_heads_are_the_designs(full: HistoryPage) -> None:
    heads = find(full, FiguresCard, "tightness").table.figures.heads
    assert heads == ("Week", "Before", "After", "Sessions")


def test_minutes_a_week_instead_of_sessions(full: HistoryPage) -> None:
    kind = find(full, QComboBox, "weeks_kind")
    before = seen(find(full, QWidget, "weeks_chart"))
    kind.setFocus()
    press(full, Qt.Key.Key_Down)
    assert kind.currentText() == "Minutes a week"
    assert seen(find(full, QWidget, "weeks_chart")) != before
    assert "three to seven" not in words(full)


def test_the_month_is_asked_for(full: HistoryPage, qtbot: "QtBot") -> None:
    with qtbot.waitSignal(full.month_wanted, timeout=0) as wanted:
        click(button(full, "month_before"))
    assert wanted.args[0].isoformat() == "2026-08-01"


def test_only_what_somebody_listens_to_is_offered(full: HistoryPage, qtbot: "QtBot") -> None:
    assert not find(full, QWidget, "import").isVisible()
    assert not find(full, QWidget, "clinician_page").isVisible()
    full.offer("import", "add", "summary")
    for name, signal in (("import", full.import_wanted), ("clinician_page", full.summary_wanted)):
        with qtbot.waitSignal(signal, timeout=0):
            click(button(full, name))
    full.open_list()
    with qtbot.waitSignal(full.add_wanted, timeout=0):
        click(button(full, "add_session"))
    full.show_nothing()
    with qtbot.waitSignal(full.import_wanted, timeout=0):
        click(button(full, "import_first"))


def test_export_is_asked_for(full: HistoryPage, qtbot: "QtBot") -> None:
    with qtbot.waitSignal(full.export_wanted, timeout=0):
        click(button(full, "export"))


def test_no_word_praises_or_counts_days_in_a_row(full: HistoryPage) -> None:
    said = " ".join(words(full)).lower()
    for word in ("streak", "in a row", "significant", "great", "well done", "!"):
        assert word not in said


# Opening and removing --------------------------------------------------------------------------


@pytest.mark.parametrize("listed", [False, True], ids=["latest", "all"])
def test_a_row_is_opened_or_removed(full: HistoryPage, qtbot: "QtBot", *, listed: bool) -> None:
    if listed:
        full.open_list()
    table = find(full, QTableView, "sessions" if listed else "latest_sessions")
    table.setFocus()
    table.setCurrentIndex(table.model().index(1, 0))
    with qtbot.waitSignal(full.session_chosen, timeout=0) as chosen:
        press(full, Qt.Key.Key_Return)
    with qtbot.waitSignal(full.delete_wanted, timeout=0) as gone:
        press(full, Qt.Key.Key_Delete)
    assert chosen.args == gone.args == [TWO]
    with qtbot.waitSignal(full.session_chosen, timeout=0) as doubly:
        at = table.visualRect(table.model().index(0, 1)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
        QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert doubly.args == [ONE]


def test_a_line_says_something_and_can_be_answered(full: HistoryPage, qtbot: "QtBot") -> None:
    full.show_notice("Session deleted.", Answer("undo", "Undo"))
    assert "Session deleted." in words(full)
    with qtbot.waitSignal(full.notice_answered, timeout=0) as answered:
        click(button(full, "history_notice_undo"))
    assert answered.args == ["undo"]
    full.clear_notice()
    assert "Session deleted." not in words(full)


def test_the_line_is_there_on_the_list_too(full: HistoryPage) -> None:
    full.show_notice("Session deleted.")
    full.open_list()
    assert "Session deleted." in words(full)


# The list --------------------------------------------------------------------------------------


def test_all_sessions_and_back(full: HistoryPage) -> None:
    click(button(full, "all_sessions"))
    assert text(full, "sessions_title") == "2 sessions"
    table = find(full, QTableView, "sessions")
    assert table.hasFocus()
    assert full.first_focus() is table
    assert not find(full, QLabel, "history_title").isVisible()
    press(full, Qt.Key.Key_Escape)
    assert text(full, "history_title")
    full.open_list()
    click(button(full, "history_back"))
    assert find(full, QTableView, "latest_sessions").hasFocus()


def test_reading_again_leaves_the_list_up(full: HistoryPage) -> None:
    full.open_list()
    table = find(full, QTableView, "sessions")
    table.setCurrentIndex(full.model.index(1, 0))
    full.show_sessions("3 sessions", [ROWS[0], *ROWS], more=False)
    full.show_view(view(ROWS))
    assert text(full, "sessions_title") == "3 sessions"
    assert table.currentIndex().row() == 2


def test_older_rows_are_asked_for(full: HistoryPage, qtbot: "QtBot") -> None:
    full.open_list()
    with qtbot.waitSignal(full.more_wanted):
        full.show_sessions("200 sessions", list(ROWS) * 30, more=True)
        find(full, QTableView, "sessions").scrollToBottom()


def test_compact_drops_the_layer(full: HistoryPage) -> None:
    latest = find(full, QTableView, "latest_sessions")
    full.open_list()
    for table in (latest, find(full, QTableView, "sessions")):
        for compact in (True, False):
            full.set_compact(compact=compact)
            assert table.isColumnHidden(LAYER_COLUMN) is compact
        full.open_list()
        QApplication.processEvents()


def test_a_page_that_scrolls_follows_the_keyboard(dark: Theme, qtbot: "QtBot") -> None:
    dark.change(text_scale=2.0)
    page = full_history(dark, ROWS * 30)
    qtbot.addWidget(page)
    page.set_compact(compact=True)
    shown(page, 592, 420)
    page.open_list()
    table = find(page, QTableView, "sessions")
    for _ in range(3):
        press(page, Qt.Key.Key_Down)
    corner = table.viewport().mapTo(page, table.visualRect(table.currentIndex()).center())
    assert page.rect().contains(corner)


def test_it_takes_another_look(full: HistoryPage) -> None:
    before = seen(full)
    full.theme.change(dark=not full.theme.tokens.dark)
    assert seen(full) != before


def test_tab_walks_from_top_to_bottom(full: HistoryPage) -> None:
    names, widget = [], find(full, QWidget, "history_span")
    widget.setFocus()
    for _ in range(30):
        focused = QApplication.focusWidget()
        assert focused is not None
        name = focused.objectName()
        if name in names:
            break
        names.append(name)
        press(full, Qt.Key.Key_Tab)
    wanted = [
        "history_span", "export", "history_area", "tightness_table", "by_area_table",
        "latest_sessions", "all_sessions", "weeks_kind", "weeks_table", "day_parts_table",
        "month_before", "month_after", "month_days", "changes_table", "stops_table",
    ]  # fmt: skip
    assert [name for name in names if name in wanted] == wanted


def test_charts_are_not_loaded_before_there_is_something_to_show() -> None:
    code = (
        "import sys, mattimer.app.app, mattimer.app.pages, mattimer.ui.pages.history.history;"
        "print('PySide6.QtCharts' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
