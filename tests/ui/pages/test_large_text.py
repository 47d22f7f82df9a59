"""No text is cut: with large text, in small windows, in both directions, in longer languages."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QWidget

from mattimer.session.commands import Pause
from mattimer.session.plan import Layer
from mattimer.session.reasons import StopReason
from mattimer.ui.look import Look
from mattimer.ui.pages.after import AfterPage
from mattimer.ui.pages.page import Page
from mattimer.ui.pages.prepare import PreparePage
from mattimer.ui.pages.screening import Question, ScreeningPage
from mattimer.ui.pages.session import SessionPage
from mattimer.ui.pages.today import Action, TodayPage
from mattimer.ui.session_words import Subject
from mattimer.ui.widgets.today_strip import Strip
from tests.guide.making import QUESTIONS
from tests.ui.making import areas, choices, click, lines, make_look, moment_at, scan, shape
from tests.ui.pages import test_after, test_prepare, test_screening, test_today
from tests.ui.pages.making import find
from tests.ui.uncut import How, assert_uncut, framed, long_words, settle, uncut_matrix

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

SMALL = How(QSize(720, 560), 1.0, Qt.LayoutDirection.LeftToRight)
HALF_MORE = replace(SMALL, text_scale=1.5)
LARGE = How(QSize(1100, 760), 1.0, Qt.LayoutDirection.LeftToRight)


def today(look: Look) -> TodayPage:
    page = TodayPage(look, shape(), choices())
    page.show_offer(test_today.OFFER)
    page.show_strip(Strip("This week, 2 of 3", (True, *(False,) * 6), 3, (8, 6), None, "21:30"))
    page.show_date("Thursday 22 October, 21:10")
    page.show_notice("The cover would like a wash.", Action("a", "Done"), Action("b", "Later"))
    page.show_barred({"feet": "left out: less feeling", "calves": "resting until Tuesday"})
    return page


def today_with_little(look: Look) -> TodayPage:
    page = TodayPage(look, shape(), choices())
    offer = replace(test_today.OFFER, sentence=("Neck & shoulders,", "10 minutes."), most=30)
    page.show_offer(offer)
    page.show_strip(Strip("This week, none yet", (False,) * 7, 3, None, None, ""))
    page.show_date("Thursday 22 October, 21:10")
    return page


def prepare(look: Look) -> PreparePage:
    page = PreparePage(look, shape(), list(areas()))
    page.show_preparation(test_prepare.preparation("neck-shoulders", Layer.TOWEL))
    page.show_preflight(test_prepare.DEVICE)
    return page


def after(look: Look) -> AfterPage:
    page = AfterPage(look, shape(), list(areas()), stops=lines().stops, notices=lines().notices)
    page.show_ended(test_after.FINISHED)
    for chip in page.findChildren(QCheckBox):
        chip.setChecked(chip.objectName().startswith("noticed"))
    return page


def stopped(look: Look) -> AfterPage:
    page = AfterPage(look, shape(), list(areas()), stops=lines().stops, notices=lines().notices)
    page.show_ended(replace(test_after.STOPPED, reason=StopReason.SHARP_PAIN))
    return page


PAGES: list[Callable[[Look], Page]] = [today, today_with_little, prepare, after, stopped]
by_page = pytest.mark.parametrize("make", PAGES, ids=lambda make: make.__name__)


@by_page
@uncut_matrix
def test_no_text_is_cut(qtbot: "QtBot", make: Callable[[Look], Page], how: How) -> None:
    look = make_look(text_scale=how.text_scale)
    page = make(look)
    framed(qtbot, look, page, how)
    assert_uncut(page)


@by_page
@pytest.mark.parametrize("how", [SMALL, HALF_MORE, LARGE], ids=str)
def test_nor_in_a_longer_language(
    qtbot: "QtBot", qapp: QApplication, make: Callable[[Look], Page], how: How
) -> None:
    look = make_look(text_scale=how.text_scale)
    with long_words(qapp):
        page = make(look)
        if isinstance(page, TodayPage):
            sentence = ("Oberer Rückenbereich,", "15 Minuten insgesamt.")
            page.show_offer(replace(test_today.OFFER, sentence=sentence))
        window = framed(qtbot, look, page, how)
        assert_uncut(window)


@by_page
def test_larger_text_is_in_force_at_once(qtbot: "QtBot", make: Callable[[Look], Page]) -> None:
    look = make_look()
    page = make(look)
    window = framed(qtbot, look, page, LARGE)
    for scale in (2.0, 1.5, 1.0):
        look.change(text_scale=scale)
        settle()
        assert_uncut(window)


@by_page
def test_and_so_is_another_font(qtbot: "QtBot", make: Callable[[Look], Page]) -> None:
    look = make_look(text_scale=1.5)
    page = make(look)
    framed(qtbot, look, page, LARGE)
    look.change(family="DejaVu Serif")
    settle()
    assert_uncut(page)


# Screening -------------------------------------------------------------------------------------


def screening(look: Look) -> ScreeningPage:
    questions = tuple(
        Question(one.id, one.text, one.line, holds=one.holds, names_areas=one.names_areas)
        for one in QUESTIONS
    )
    page = ScreeningPage(look, questions, {area.id: area.name for area in areas().values()})
    lead = "Tick what is true for you. It stays on this computer, and comes back in 90 days."
    page.ask("Before the first time", lead, test_screening.NOTHING)
    for box in page.findChildren(QCheckBox):
        box.setChecked(True)
    return page


@uncut_matrix
def test_no_question_is_cut(qtbot: "QtBot", how: How) -> None:
    look = make_look(text_scale=how.text_scale)
    page = screening(look)
    framed(qtbot, look, page, how, whole=True)
    assert_uncut(page)


@pytest.mark.parametrize("how", [SMALL, HALF_MORE, LARGE], ids=str)
def test_nor_its_buttons_in_a_longer_language(qtbot: "QtBot", qapp: QApplication, how: How) -> None:
    look = make_look(text_scale=how.text_scale)
    with long_words(qapp):
        page = screening(look)
        framed(qtbot, look, page, how, whole=True)
        assert_uncut(page)


# Session ---------------------------------------------------------------------------------------


def session(look: Look, *, paused: bool, slept_s: float = 0) -> SessionPage:
    page = SessionPage(look, shape(), list(areas()), lines().stops)
    page.begin(Subject(areas()["upper-back"], lines(), scan()), Layer.SHIRT)
    commands = (Pause(),) if paused else ()
    page.show_moment(moment_at(200, *commands, slept_s=slept_s))
    return page


@uncut_matrix
@pytest.mark.parametrize("slept_s", [0.0, 720.0])
def test_a_pause_offers_everything_whole(qtbot: "QtBot", how: How, slept_s: float) -> None:
    look = make_look(text_scale=how.text_scale)
    page = session(look, paused=True, slept_s=slept_s)
    framed(qtbot, look, page, how, whole=True)
    assert_uncut(page)
    off = find(page, QWidget, "feels_off")
    if off.isVisible():
        click(off)
        settle()
        assert_uncut(page)


@uncut_matrix
def test_so_do_the_controls(qtbot: "QtBot", how: How) -> None:
    look = make_look(text_scale=how.text_scale)
    page = session(look, paused=False)
    framed(qtbot, look, page, how, whole=True)
    page._show_controls()
    settle()
    controls = find(page, QWidget, "session_controls")
    assert controls.isVisible()
    assert_uncut(controls)
    assert page.rect().contains(controls.geometry())


@pytest.mark.parametrize("how", [SMALL, HALF_MORE, LARGE], ids=str)
@pytest.mark.parametrize("paused", [True, False])
def test_and_in_a_longer_language(
    qtbot: "QtBot",
    qapp: QApplication,
    how: How,
    paused: bool,  # noqa: FBT001
) -> None:
    look = make_look(text_scale=how.text_scale)
    with long_words(qapp):
        page = session(look, paused=paused)
        framed(qtbot, look, page, how, whole=True)
        page._show_controls()
        settle()
        name = "pause_panel" if paused else "session_controls"
        assert_uncut(find(page, QWidget, name))
