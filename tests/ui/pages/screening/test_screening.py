"""The safety questions on the screen: rows, chips, buttons."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from mattimer.coach import safety
from mattimer.ui.pages.screening.screening import Answered, ScreeningPage, ScreeningRow
from mattimer.ui.theme.theme import Theme
from tests.coach.factories import QUESTIONS, SCREENING
from tests.presenters.scenarios import faults
from tests.ui.factories import areas, click, make_theme, press, seen, shown
from tests.ui.pages.find_widgets import button, find

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

NOTHING = Answered(frozenset(), frozenset(), confirmed=False)
SIZES = ((1100, 760), (720, 560))


def make_page(theme: Theme, qtbot: "QtBot", size: tuple[int, int] = SIZES[0]) -> ScreeningPage:
    questions = tuple(
        ScreeningRow(one.id, one.text, one.line, holds=one.holds, names_areas=one.names_areas)
        for one in QUESTIONS
    )
    names = {area.id: area.name for area in areas().values()}
    page = ScreeningPage(theme, questions, names, SCREENING.foot)
    qtbot.addWidget(page)
    page.ask("Before the first time", "Tick what is true for you.", NOTHING)
    shown(page, *size)
    page.arrive()
    return page


@pytest.fixture
def page(dark: Theme, qtbot: "QtBot") -> ScreeningPage:
    return make_page(dark, qtbot)


def heard(page: ScreeningPage) -> list[Answered]:
    said: list[Answered] = []
    page.answered.connect(said.append)
    return said


def words(page: ScreeningPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def test_nine_rows_none_of_them_ticked(page: ScreeningPage) -> None:
    boxes = [button(page, f"answer_{one.id}") for one in QUESTIONS]
    assert len(boxes) == 9
    assert not any(box.isChecked() for box in boxes)
    assert [box.accessibleName() for box in boxes] == [one.text for one in QUESTIONS]
    assert button(page, "screening_main").text() == "None of these"
    assert not button(page, "screening_asked").isVisible()


def test_none_of_these_is_one_press(page: ScreeningPage) -> None:
    said = heard(page)
    press(page, Qt.Key.Key_Return)
    assert said == [NOTHING]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.id)
def test_a_tick_opens_its_line_and_another_closes_it(
    page: ScreeningPage, question: safety.SafetyQuestion
) -> None:
    assert question.line not in words(page)
    click(button(page, f"answer_{question.id}"))
    assert question.line in words(page)
    click(button(page, f"answer_{question.id}"))
    assert question.line not in words(page)


def test_a_row_is_ticked_with_the_space_key(page: ScreeningPage) -> None:
    said = heard(page)
    button(page, "answer_thin-skin").setFocus(Qt.FocusReason.TabFocusReason)
    press(page, Qt.Key.Key_Space)
    click(button(page, "screening_main"))
    assert said == [Answered(frozenset({"thin-skin"}), frozenset(), confirmed=False)]


def test_what_holds_back_offers_both_ways(page: ScreeningPage) -> None:
    said = heard(page)
    click(button(page, "answer_heart"))
    click(button(page, "screening_asked"))
    click(button(page, "screening_main"))
    assert [one.confirmed for one in said] == [True, False]
    assert {one.answers for one in said} == {frozenset({"heart"})}


def test_skin_asks_for_seven_areas_and_takes_no_none(page: ScreeningPage) -> None:
    said = heard(page)
    click(button(page, "answer_skin"))
    chips = [button(page, f"healing_{area}") for area in areas()]
    assert all(chip.isVisible() for chip in chips)
    press(page, Qt.Key.Key_Return)
    click(button(page, "screening_main"))
    assert said == []
    click(chips[0])
    click(button(page, "screening_main"))
    assert said[0].areas == frozenset({next(iter(areas()))})


def test_areas_of_an_answer_that_is_no_longer_true_are_not_passed_on(page: ScreeningPage) -> None:
    said = heard(page)
    click(button(page, "answer_skin"))
    click(button(page, "healing_feet"))
    click(button(page, "answer_skin"))
    click(button(page, "screening_main"))
    assert said == [NOTHING]


def test_asked_again_the_old_answers_are_ticked(page: ScreeningPage) -> None:
    before = Answered(frozenset({"skin", "heart"}), frozenset({"feet"}), confirmed=True)
    page.ask("Still true?", "Tick what is true.", before)
    assert find(page, QLabel, "screening_title").text() == "Still true?"
    assert button(page, "answer_skin").isChecked()
    assert button(page, "answer_heart").isChecked()
    assert button(page, "healing_feet").isChecked()
    assert button(page, "screening_main").text() == "I will ask first"
    page.ask("Still true?", "", NOTHING)
    assert button(page, "screening_main").text() == "None of these"


@pytest.mark.parametrize("size", SIZES, ids=["wide", "narrow"])
@pytest.mark.parametrize("ticked", [False, True], ids=["bare", "ticked"])
def test_every_control_is_named_spoken_reached_and_whole(
    theme: Theme, qtbot: "QtBot", size: tuple[int, int], *, ticked: bool
) -> None:
    page = make_page(theme, qtbot, size)
    if ticked:
        every = frozenset(one.id for one in QUESTIONS)
        page.ask("Still true?", "", Answered(every, frozenset(areas()), confirmed=False))
    assert faults(page) == []
    ground = page.findChild(QScrollArea)
    assert isinstance(ground, QScrollArea)
    inner = ground.widget()
    assert inner is not None
    assert inner.width() <= ground.viewport().width()


def test_the_column_is_no_wider_than_drawn(page: ScreeningPage) -> None:
    assert find(page, QWidget, "screening_column").width() == 660


def test_it_takes_another_look(qtbot: "QtBot") -> None:
    page = make_page(make_theme(), qtbot)
    before = seen(page)
    page.theme.change(dark=False)
    assert seen(page) != before
