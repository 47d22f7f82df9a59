"""Plan, History and Guide with their longest words: nothing is cut, in any size or direction."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from mattimer.ui.charts.figures_card import FiguresCard
from mattimer.ui.page import Page
from mattimer.ui.pages.history.history import HistoryPage
from mattimer.ui.pages.history.session_measure import column_font
from mattimer.ui.pages.history.session_model import SessionRow
from mattimer.ui.pages.history.session_table import SessionTable
from mattimer.ui.pages.plan.plan import PlanPage
from mattimer.ui.pages.plan.plan_day import DayFace, DayWords
from mattimer.ui.theme.theme import Theme
from mattimer.ui.window import Window
from tests.ui.cut_text import (
    How,
    assert_uncut,
    cuts,
    framed,
    lengthened,
    long_words,
    settle,
    uncut_matrix,
)
from tests.ui.factories import make_theme, seen, shown
from tests.ui.pages.find_widgets import find
from tests.ui.pages.guide.factories import ENTRIES, full_page
from tests.ui.pages.history.factories import full_history
from tests.ui.pages.history.long_history import ROWS
from tests.ui.pages.plan.test_plan import view

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def plan_page(theme: Theme, *, longer: bool = False) -> PlanPage:
    page, shown_view = PlanPage(theme), view()
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


def history_page(theme: Theme) -> HistoryPage:
    return full_history(theme, ROWS)


def empty_history(theme: Theme) -> HistoryPage:
    page = HistoryPage(theme)
    page.show_nothing()
    page.offer("import")
    return page


# Plan ------------------------------------------------------------------------------------------


@pytest.mark.any_font
@uncut_matrix
def test_the_plan_is_uncut(qtbot: "QtBot", how: How) -> None:
    theme = make_theme(text_scale=how.text_scale)
    page = plan_page(theme)
    window = framed(qtbot, theme, page, how)
    assert_uncut(page)
    assert window.isVisible()
    axes, strong = page.chart.axes, QFontMetrics(theme.tokens.font("strong"))
    assert axes.step > strong.horizontalAdvance("14")
    assert axes.left > QFontMetrics(theme.tokens.font("chart")).horizontalAdvance("min")


@pytest.mark.any_font
@uncut_matrix
def test_what_a_day_says_lies_within_the_chart(qtbot: "QtBot", how: How) -> None:
    theme = make_theme(text_scale=how.text_scale)
    page = plan_page(theme)
    window = framed(qtbot, theme, page, how)
    for number in (1, 4, 8, 14):
        find(page, DayFace, f"plan_day_{number}").setFocus(Qt.FocusReason.TabFocusReason)
        words = find(page, DayWords, "plan_day_words")
        assert words.isVisible()
        assert page.chart.rect().contains(words.geometry())
        assert cuts(words) == []
    assert window.isVisible()


@pytest.mark.any_font
@uncut_matrix
def test_a_longer_language_is_uncut_on_the_plan(
    qtbot: "QtBot", qapp: QApplication, how: How
) -> None:
    theme = make_theme(text_scale=how.text_scale)
    with long_words(qapp):
        page = plan_page(theme, longer=True)
        window = framed(qtbot, theme, page, how)
        assert_uncut(page)
        assert window.isVisible()


# History ---------------------------------------------------------------------------------------


@pytest.mark.any_font
@uncut_matrix
@pytest.mark.parametrize("longer", [False, True], ids=["english", "longer"])
def test_the_history_is_uncut(
    qtbot: "QtBot", qapp: QApplication, how: How, *, longer: bool
) -> None:
    theme = make_theme(text_scale=how.text_scale)
    with long_words(qapp) if longer else nullcontext():
        page = history_page(theme)
        window = framed(qtbot, theme, page, how)
        assert_uncut(page)
        latest = find(page, SessionTable, "latest_sessions")
        assert_whole_rows(theme, latest, ROWS[:3])
        assert latest.verticalScrollBar().maximum() == 0
        page.open_list()
        settle()
        assert_uncut(page)
        assert_whole_rows(theme, find(page, SessionTable, "sessions"), ROWS)
        assert window.isVisible()


@pytest.mark.any_font
@uncut_matrix
def test_the_historys_tables_are_uncut(qtbot: "QtBot", qapp: QApplication, how: How) -> None:
    theme = make_theme(text_scale=how.text_scale)
    with long_words(qapp):
        page = history_page(theme)
        window = framed(qtbot, theme, page, how)
        for card in page.findChildren(FiguresCard):
            card.show_table(shown=True)
        settle()
        assert_uncut(page)
        assert window.isVisible()


def assert_whole_rows(theme: Theme, table: SessionTable, rows: Sequence[SessionRow]) -> None:
    """Every cell of every row in its column or block."""
    tokens = theme.tokens
    kept = [column for column in range(7) if not table.isColumnHidden(column)]
    assert sum(map(table.columnWidth, kept)) <= table.viewport().width()
    if table.in_blocks:
        assert kept == [0]
        height = table.verticalHeader().defaultSectionSize()
        room = table.viewport().width() - 2 * tokens.px(8)
        needed = (block_height(theme, row.area, row.details, room) for row in rows)
        assert height >= max(needed)
        return
    for column in kept:
        metrics, padding = QFontMetrics(column_font(tokens, column)), 2 * tokens.px(8)
        widest = max(metrics.horizontalAdvance(row.cells()[column]) for row in rows)
        assert table.columnWidth(column) >= widest + padding


def block_height(theme: Theme, area: str, details: str, room: int) -> int:
    """What a block needs at least: as few lines as go."""
    strong = QFontMetrics(theme.tokens.font("strong"))
    small = QFontMetrics(theme.tokens.font("caption"))
    lines = -(-small.horizontalAdvance(details) // room)
    above = -(-strong.horizontalAdvance(f"{area} 10 to 10") // room)
    return above * strong.height() + lines * small.height()


@pytest.mark.any_font
@uncut_matrix
def test_a_history_without_sessions_is_uncut(qtbot: "QtBot", qapp: QApplication, how: How) -> None:
    theme = make_theme(text_scale=how.text_scale)
    with long_words(qapp):
        page = empty_history(theme)
        window = framed(qtbot, theme, page, how)
        assert_uncut(page)
        assert window.isVisible()


# Guide -----------------------------------------------------------------------------------------


@pytest.mark.any_font
@uncut_matrix
@pytest.mark.parametrize("longer", [False, True], ids=["english", "longer"])
def test_every_text_of_the_guide_is_uncut(
    qtbot: "QtBot", qapp: QApplication, how: How, *, longer: bool
) -> None:
    theme = make_theme(text_scale=how.text_scale)
    if longer:
        with long_words(qapp):
            assert_uncut_guide(qtbot, theme, how)
    else:
        assert_uncut_guide(qtbot, theme, how)


def assert_uncut_guide(qtbot: "QtBot", theme: Theme, how: How) -> None:
    page = full_page(theme)
    window = framed(qtbot, theme, page, how)
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


def opened(key: str) -> Callable[[Theme], Page]:
    """The guide, open at a text."""

    def make(theme: Theme) -> Page:
        page = full_page(theme)
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
    make: Callable[[Theme], Page],
    scale: float,
) -> None:
    new = make_theme(dark=False, text_scale=scale)
    there = window_with(qtbot, new, make(new))
    expected = seen(there)
    there.close()
    changing = make_theme(dark=True, text_scale=3.0 - scale)
    window = window_with(qtbot, changing, make(changing))
    assert seen(window) != expected
    changing.change(dark=False, text_scale=scale)
    # What the window does about it is tested with the window.
    window.resize(1101, 760)
    window.resize(1100, 760)
    settle()
    assert seen(window) == expected


def window_with(qtbot: "QtBot", theme: Theme, page: Page) -> Window:
    window = Window(theme, page)
    qtbot.addWidget(window)
    shown(window, 1100, 760)
    settle()
    return window
