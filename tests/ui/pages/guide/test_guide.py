"""The guide on the screen: a list, a search, a text."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QScrollArea, QWidget

from mattimer.presentation.guide_entries import GuideLibrary
from mattimer.ui.body.body_figure import BodyFigure
from mattimer.ui.controls.button import Button, ButtonKind
from mattimer.ui.pages.guide.guide import COMPACT_SIDE, GuidePage
from mattimer.ui.pages.guide.guide_blocks import (
    EvidenceBlock,
    FactList,
    Heading,
    Paragraph,
    Points,
    StepList,
)
from mattimer.ui.pages.guide.guide_entry import GuideEntry
from mattimer.ui.theme.theme import Theme
from tests.presenters.scenarios import faults
from tests.ui.factories import RESOURCES, areas, click, lines, press, seen, shape, shown
from tests.ui.pages.find_widgets import button, find

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

SIZES = ((1016, 760, False), (636, 560, True))
ENTRIES = GuideLibrary(Path(RESOURCES / "guide"), areas(), lines()).entries()
TWO = (
    GuideEntry(
        "feet", "Feet", "Sit first.", (StepList(("Sit down.", "Feet on it.")),), "feet", 2, "Use"
    ),
    GuideEntry(
        "questions",
        "Questions",
        "Short answers.",
        (
            Heading("How long?"),
            Paragraph("Minutes."),
            Points(("Carpet", "Yoga mat")),
            FactList((("Later", "3–5 min"),)),
            EvidenceBlock("Gate control", "Accepted", "Melzack 1965"),
        ),
        more="Glass of water.",
    ),
)


def make_page(theme: Theme, qtbot: "QtBot", entries: tuple[GuideEntry, ...] = ENTRIES) -> GuidePage:
    page = GuidePage(theme, shape(), list(areas()), entries, {})
    qtbot.addWidget(page)
    shown(page, 1016, 760)
    page.arrive()
    return page


@pytest.fixture
def page(dark: Theme, qtbot: "QtBot") -> GuidePage:
    return make_page(dark, qtbot, TWO)


def text_of(page: GuidePage) -> QWidget:
    text = find(page, QScrollArea, "guide_detail").widget()
    assert text is not None
    return text


@pytest.mark.parametrize(
    "words",
    [
        "question",
        "short",
        "how LONG",
        "minutes.",
        "carpet",
        "mat yoga",
        "later",
        "gate",
        "accepted",
        "glass water",
    ],
)
def test_words_are_found_in_every_kind_of_block(page: GuidePage, words: str) -> None:
    QTest.keyClicks(page.search, words)
    assert page.entry.key == "questions"
    assert not button(page, "guide_feet").isVisible()


def test_nothing_found_says_so_and_leaves_the_text(page: GuidePage) -> None:
    page.search.setText("umbrella")
    said = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert "Nothing about that." in said
    assert page.entry.key == "feet"
    page.search.clear()
    assert button(page, "guide_feet").isVisible()


def test_opening_a_text_ends_the_search(page: GuidePage) -> None:
    QTest.keyClicks(page.search, "umbrella")
    page.open("questions")
    assert page.search.text() == ""
    assert page.entry.key == "questions"


def test_searching_again_overwrites_the_words(page: GuidePage) -> None:
    QTest.keyClicks(page.search, "sit")
    page.begin_search()
    assert page.search.hasFocus()
    QTest.keyClicks(page.search, "gate")
    assert page.search.text() == "gate"


def test_the_button_under_a_text_says_its_key(page: GuidePage) -> None:
    said: list[str] = []
    page.action_wanted.connect(said.append)
    click(button(page, "guide_action_feet"))
    assert said == ["feet"]


def test_a_tool_belongs_to_the_page_and_is_seen_with_its_text_only(
    dark: Theme, qtbot: "QtBot"
) -> None:
    tool = Button(dark, ButtonKind.PLAIN, "tool", "Tick")
    page = GuidePage(dark, shape(), list(areas()), TWO, {"questions": tool})
    qtbot.addWidget(page)
    shown(page, 1016, 760)
    assert page.isAncestorOf(tool)
    assert not tool.isVisible()
    page.open("questions")
    assert tool.isVisible()
    page.open("feet")
    assert not tool.isVisible()
    assert page.isAncestorOf(tool)


def test_texts_that_are_left_stay_the_pages(page: GuidePage) -> None:
    first = text_of(page)
    page.open("questions")
    assert page.isAncestorOf(first)
    assert not first.isVisible()
    page.open("feet")
    assert text_of(page) is first


def test_arrows_choose_the_next_text(page: GuidePage) -> None:
    press(page, Qt.Key.Key_Down)
    assert page.entry.key == "questions"
    press(page, Qt.Key.Key_Up)
    assert page.entry.key == "feet"


def test_areas_show_their_caution_as_bars(dark: Theme, qtbot: "QtBot") -> None:
    page = make_page(dark, qtbot)
    low, high = button(page, "guide_glutes"), button(page, "guide_neck-shoulders")
    assert seen(low).copy(200, 0, 40, 40) != seen(high).copy(200, 0, 40, 40)


@pytest.mark.parametrize(("width", "height", "compact"), SIZES, ids=["wide", "narrow"])
def test_every_text_is_named_spoken_reached_and_whole(
    theme: Theme, qtbot: "QtBot", width: int, height: int, *, compact: bool
) -> None:
    page = make_page(theme, qtbot)
    page.set_compact(compact=compact)
    page.resize(width, height)
    for entry in ENTRIES:
        page.open(entry.key)
        page.arrive()
        assert faults(page) == [], entry.key
        detail = find(page, QScrollArea, "guide_detail")
        assert text_of(page).width() <= detail.viewport().width(), entry.key


def test_it_takes_another_look(page: GuidePage) -> None:
    before = seen(page)
    page.theme.change(dark=False)
    assert seen(page) != before


# In a narrow window ----------------------------------------------------------------------------


@pytest.fixture
def narrow(dark: Theme, qtbot: "QtBot") -> GuidePage:
    page = make_page(dark, qtbot)
    page.set_compact(compact=True)
    page.resize(636, 560)
    page.arrive()
    return page


def menu_of(page: GuidePage) -> QMenu:
    """The list that pops up."""
    click(button(page, "guide_menu"))
    return open_menu(page)


def open_menu(page: GuidePage) -> QMenu:
    """The one that is seen."""
    (found,) = [menu for menu in page.findChildren(QMenu) if menu.isVisible()]
    return found


def texts(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.text()]


def test_the_list_pops_up_from_a_button_that_says_where_one_is(narrow: GuidePage) -> None:
    pop_up = button(narrow, "guide_menu")
    assert pop_up.hasFocus()
    assert pop_up.text() == narrow.entry.title
    assert not button(narrow, "guide_feet").isVisible()
    menu = menu_of(narrow)
    assert texts(menu) == [*(entry.title for entry in ENTRIES), "Search"]
    assert [action.text() for action in menu.actions() if action.isChecked()] == [pop_up.text()]
    next(action for action in menu.actions() if action.text() == "Feet").trigger()
    menu.close()
    assert narrow.entry.key == "feet"
    assert pop_up.text() == "Feet"


def test_the_search_is_there_while_it_is_used(narrow: GuidePage) -> None:
    assert not narrow.search.isVisible()
    menu = menu_of(narrow)
    next(action for action in menu.actions() if action.text() == "Search").trigger()
    menu.close()
    assert narrow.search.isVisible()
    narrow.search.setFocus()
    QTest.keyClicks(narrow.search, "grumble")
    assert narrow.entry.key == "calves"
    press(narrow, Qt.Key.Key_Return)
    found = open_menu(narrow)
    assert texts(found) == ["Calves", "Search"]
    found.close()
    button(narrow, "guide_menu").setFocus()
    assert narrow.search.isVisible()
    narrow.search.clear()
    assert not narrow.search.isVisible()


def test_in_the_list_enter_leads_from_the_search_to_what_was_found(
    dark: Theme, qtbot: "QtBot"
) -> None:
    page = make_page(dark, qtbot)
    page.begin_search()
    QTest.keyClicks(page.search, "grumble")
    press(page, Qt.Key.Key_Return)
    assert button(page, "guide_calves").hasFocus()


@pytest.mark.parametrize(("width", "beside"), [(636, True), (340, False)])
def test_the_search_stands_beside_what_pops_up_where_both_have_room(
    narrow: GuidePage, width: int, *, beside: bool
) -> None:
    shown(narrow, width, 560)
    narrow.begin_search()
    QApplication.processEvents()
    pop_up, search = button(narrow, "guide_menu").geometry(), narrow.search.geometry()
    assert (search.left() > pop_up.right()) is beside
    assert (search.top() > pop_up.bottom()) is not beside
    assert search.right() == width - COMPACT_SIDE - 1
    assert find(narrow, QWidget, "guide_detail").y() > search.bottom()


def test_the_figure_goes_below_the_steps(narrow: GuidePage) -> None:
    text = text_of(narrow)
    steps, figure = find(text, QWidget, "steps"), find(text, BodyFigure, "body_figure")
    assert figure.isVisible()
    assert not find(narrow, BodyFigure, "guide_figure").isVisible()
    assert figure.y() > steps.geometry().bottom()
    narrow.set_compact(compact=False)
    assert not figure.isVisible()
    assert find(narrow, BodyFigure, "guide_figure").isVisible()
    narrow.open("questions")
    assert text_of(narrow).findChild(BodyFigure) is None


@pytest.mark.parametrize("mirrored", [False, True])
def test_list_text_and_figure_change_sides(dark: Theme, qtbot: "QtBot", *, mirrored: bool) -> None:
    page = make_page(dark, qtbot)
    if mirrored:
        page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    parts = ("guide_list_scroll", "guide_detail", "guide_figure")
    places = [find(page, QWidget, name).mapTo(page, QPoint()).x() for name in parts]
    assert places == sorted(places, reverse=mirrored)
    if mirrored:
        # The figure itself is the same person.
        picture = seen(find(page, BodyFigure, "guide_figure"))
        page.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        QApplication.processEvents()
        assert seen(find(page, BodyFigure, "guide_figure")) == picture
