"""Plan, History and Guide with their longest words: nothing is cut, in any size or direction."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from mattimer.ui.look import Look
from mattimer.ui.pages.history import HistoryPage
from mattimer.ui.pages.page import Page
from mattimer.ui.pages.plan import PlanPage
from mattimer.ui.widgets.figures_card import FiguresCard
from mattimer.ui.widgets.plan_day import DayFace, DayWords
from mattimer.ui.widgets.session_measure import column_font
from mattimer.ui.widgets.session_model import SessionRow
from mattimer.ui.widgets.session_table import SessionTable
from mattimer.ui.window import Window
from tests.ui.making import make_look, seen, shown
from tests.ui.pages.guide_making import ENTRIES, full_page
from tests.ui.pages.history_making import full_history
from tests.ui.pages.long_history import ROWS
from tests.ui.pages.making import find
from tests.ui.pages.test_plan import view
from tests.ui.uncut import (
    How,
    assert_uncut,
    cuts,
    framed,
    lengthened,
    long_words,
    settle,
    uncut_matrix,
)

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def plan_page(look: Look, *, longer: bool = False) -> PlanPage:
    page, shown_view = PlanPage(look), view()
    if longer:
        bands = tuple(
            replace(
                band,
                name=lengthened(band.name),
                days=lengthened(band.days),
                line=lengthened(band.line),
            )
            for band in shown_view.bands
        )
        texts = ("caption", "title", "line", "next", "after", "repeat", "start", "manage")
        more: dict[str, Any] = {name: lengthened(getattr(shown_view, name)) for name in texts}
        shown_view = replace(shown_view, bands=bands, **more)
    days = tuple(
        replace(day, spoken=f"Day {day.number}, next, 15 to 20 minutes. Learn the sensation")
        for day in shown_view.days
    )
    page.show_plan(replace(shown_view, days=days))
    return page


def history_page(look: Look) -> HistoryPage:
    return full_history(look, ROWS)


def empty_history(look: Look) -> HistoryPage:
    page = HistoryPage(look)
    page.show_nothing()
    page.offer("import")
    return page


# Plan ------------------------------------------------------------------------------------------


@uncut_matrix
def test_the_plan_is_uncut(qtbot: "QtBot", how: How) -> None:
    look = make_look(text_scale=how.text_scale)
    page = plan_page(look)
    window = framed(qtbot, look, page, how)
    assert_uncut(page)
    assert window.isVisible()
    axes, strong = page.chart.axes, QFontMetrics(look.theme.font("strong"))
    assert axes.step > strong.horizontalAdvance("14")
    assert axes.left > QFontMetrics(look.theme.font("chart")).horizontalAdvance("min")


@uncut_matrix
def test_what_a_day_says_lies_within_the_chart(qtbot: "QtBot", how: How) -> None:
    look = make_look(text_scale=how.text_scale)
    page = plan_page(look)
    window = framed(qtbot, look, page, how)
    for number in (1, 4, 8, 14):
        find(page, DayFace, f"plan_day_{number}").setFocus(Qt.FocusReason.TabFocusReason)
        words = find(page, DayWords, "plan_day_words")
        assert words.isVisible()
        assert page.chart.rect().contains(words.geometry())
        assert cuts(words) == []
    assert window.isVisible()


@uncut_matrix
def test_a_longer_language_is_uncut_on_the_plan(
    qtbot: "QtBot", qapp: QApplication, how: How
) -> None:
    look = make_look(text_scale=how.text_scale)
    with long_words(qapp):
        page = plan_page(look, longer=True)
        window = framed(qtbot, look, page, how)
        assert_uncut(page)
        assert window.isVisible()


# History ---------------------------------------------------------------------------------------


@uncut_matrix
@pytest.mark.parametrize("longer", [False, True], ids=["english", "longer"])
def test_the_history_is_uncut(
    qtbot: "QtBot", qapp: QApplication, how: How, *, longer: bool
) -> None:
    look = make_look(text_scale=how.text_scale)
    with long_words(qapp) if longer else nullcontext():
        page = history_page(look)
        window = framed(qtbot, look, page, how)
        assert_uncut(page)
        latest = find(page, SessionTable, "latest_sessions")
        assert_whole_rows(look, latest, ROWS[:3])
        assert latest.verticalScrollBar().maximum() == 0
        page.open_list()
        settle()
        assert_uncut(page)
        assert_whole_rows(look, page.list_table, ROWS)
        assert window.isVisible()


@uncut_matrix
def test_the_historys_tables_are_uncut(qtbot: "QtBot", qapp: QApplication, how: How) -> None:
    look = make_look(text_scale=how.text_scale)
    with long_words(qapp):
        page = history_page(look)
        window = framed(qtbot, look, page, how)
        for card in page.findChildren(FiguresCard):
            card.show_table(shown=True)
        settle()
        assert_uncut(page)
        assert window.isVisible()


def assert_whole_rows(look: Look, table: SessionTable, rows: Sequence[SessionRow]) -> None:
    """Every cell of every row in its column or block."""
    theme = look.theme
    kept = [column for column in range(7) if not table.isColumnHidden(column)]
    assert sum(map(table.columnWidth, kept)) <= table.viewport().width()
    if table.in_blocks:
        assert kept == [0]
        height = table.verticalHeader().defaultSectionSize()
        room = table.viewport().width() - 2 * theme.px(8)
        needed = (block_height(look, row.area, row.details, room) for row in rows)
        assert height >= max(needed)
        return
    for column in kept:
        metrics, padding = QFontMetrics(column_font(theme, column)), 2 * theme.px(8)
        widest = max(metrics.horizontalAdvance(row.cells()[column]) for row in rows)
        assert table.columnWidth(column) >= widest + padding


def block_height(look: Look, area: str, details: str, room: int) -> int:
    """What a block needs at least: as few lines as go."""
    strong = QFontMetrics(look.theme.font("strong"))
    small = QFontMetrics(look.theme.font("caption"))
    lines = -(-small.horizontalAdvance(details) // room)
    above = -(-strong.horizontalAdvance(f"{area} 10 to 10") // room)
    return above * strong.height() + lines * small.height()


@uncut_matrix
def test_a_history_without_sessions_is_uncut(qtbot: "QtBot", qapp: QApplication, how: How) -> None:
    look = make_look(text_scale=how.text_scale)
    with long_words(qapp):
        page = empty_history(look)
        window = framed(qtbot, look, page, how)
        assert_uncut(page)
        assert window.isVisible()


# Guide -----------------------------------------------------------------------------------------


@uncut_matrix
@pytest.mark.parametrize("longer", [False, True], ids=["english", "longer"])
def test_every_text_of_the_guide_is_uncut(
    qtbot: "QtBot", qapp: QApplication, how: How, *, longer: bool
) -> None:
    look = make_look(text_scale=how.text_scale)
    if longer:
        with long_words(qapp):
            assert_uncut_guide(qtbot, look, how)
    else:
        assert_uncut_guide(qtbot, look, how)


def assert_uncut_guide(qtbot: "QtBot", look: Look, how: How) -> None:
    page = full_page(look)
    window = framed(qtbot, look, page, how)
    found = []
    for entry in ENTRIES:
        page.open(entry.key)
        settle()
        found += [f"{entry.key}: {cut}" for cut in cuts(page)]
    page.search.setText("umbrella")
    page.begin_search()
    settle()
    assert page.search.isVisible()
    found += [f"search: {cut}" for cut in cuts(page)]
    assert window.isVisible()
    assert not found, "\n".join(found)


# Another look while the page is up -------------------------------------------------------------


def opened(key: str) -> Callable[[Look], Page]:
    """The guide, open at a text."""

    def make(look: Look) -> Page:
        page = full_page(look)
        page.open(key)
        return page

    return make


@pytest.mark.parametrize(
    "make",
    [plan_page, history_page, empty_history, *map(opened, ("feet", "evidence", "recovery", "mat"))],
    ids=["plan", "history", "empty", "area", "evidence", "recovery", "mat"],
)
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_page_that_changes_looks_like_one_made_so(
    qtbot: "QtBot",
    make: Callable[[Look], Page],
    scale: float,
) -> None:
    new = make_look(dark=False, text_scale=scale)
    there = window_with(qtbot, new, make(new))
    expected = seen(there)
    there.close()
    changing = make_look(dark=True, text_scale=3.0 - scale)
    window = window_with(qtbot, changing, make(changing))
    assert seen(window) != expected
    changing.change(dark=False, text_scale=scale)
    # What the window does about it is tested with the window.
    window.resize(1101, 760)
    window.resize(1100, 760)
    settle()
    assert seen(window) == expected


def window_with(qtbot: "QtBot", look: Look, page: Page) -> Window:
    window = Window(look, page)
    qtbot.addWidget(window)
    shown(window, 1100, 760)
    settle()
    return window
