"""No text is cut: with large text, in small windows, in both directions, in longer languages."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QWidget

from mattimer.session.commands import Pause
from mattimer.session.reasons import StopReason
from mattimer.session.session_plan import Layer
from mattimer.ui.page import Page
from mattimer.ui.pages.after.after import AfterPage
from mattimer.ui.pages.prepare.prepare import PreparePage
from mattimer.ui.pages.screening.screening import ScreeningPage, ScreeningRow
from mattimer.ui.pages.today.today import Action, TodayPage
from mattimer.ui.pages.today.today_strip import Strip
from mattimer.ui.session.screen_words import Subject
from mattimer.ui.session.session_page import SessionPage
from mattimer.ui.theme.theme import Theme
from tests.coach.factories import QUESTIONS, SCREENING
from tests.ui.cut_text import How, assert_uncut, framed, long_words, settle, uncut_matrix
from tests.ui.factories import areas, choices, click, lines, make_theme, moment_at, scan, shape
from tests.ui.pages.after import test_after
from tests.ui.pages.find_widgets import find
from tests.ui.pages.prepare import test_prepare
from tests.ui.pages.screening import test_screening
from tests.ui.pages.today import test_today
from tests.ui.session.test_session_page import move_pointer

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.any_font


SMALL = How(QSize(720, 560), 1.0, Qt.LayoutDirection.LeftToRight)
HALF_MORE = replace(SMALL, text_scale=1.5)
LARGE = How(QSize(1100, 760), 1.0, Qt.LayoutDirection.LeftToRight)


def today(theme: Theme) -> TodayPage:
    page = TodayPage(theme, shape(), choices())
    page.show_offer(test_today.OFFER)
    page.show_strip(Strip("This week, 2 of 3", (True, *(False,) * 6), 3, (8, 6), None, "21:30"))
    page.show_date("Thursday 22 October, 21:10")
    page.show_notice("The cover would like a wash.", Action("a", "Done"), Action("b", "Later"))
    page.show_barred({"feet": "left out: less feeling", "calves": "resting until Tuesday"})
    return page


def today_with_little(theme: Theme) -> TodayPage:
    page = TodayPage(theme, shape(), choices())
    offer = msgspec.structs.replace(
        test_today.OFFER, sentence=("Neck & shoulders,", "10 minutes."), most=30
    )
    page.show_offer(offer)
    page.show_strip(Strip("This week, none yet", (False,) * 7, 3, None, None, ""))
    page.show_date("Thursday 22 October, 21:10")
    return page


def prepare(theme: Theme) -> PreparePage:
    page = PreparePage(theme, shape(), list(areas()))
    page.show_preparation(test_prepare.preparation("neck-shoulders", Layer.TOWEL))
    page.show_preflight(test_prepare.DEVICE)
    return page


def after(theme: Theme) -> AfterPage:
    page = AfterPage(theme, shape(), list(areas()), stops=lines().stops, notices=lines().notices)
    page.show_ended(test_after.FINISHED)
    for chip in page.findChildren(QCheckBox):
        chip.setChecked(chip.objectName().startswith("noticed"))
    return page


def stopped(theme: Theme) -> AfterPage:
    page = AfterPage(theme, shape(), list(areas()), stops=lines().stops, notices=lines().notices)
    page.show_ended(replace(test_after.STOPPED, reason=StopReason.SHARP_PAIN))
    return page


PAGES: list[Callable[[Theme], Page]] = [today, today_with_little, prepare, after, stopped]
by_page = pytest.mark.parametrize("make", PAGES, ids=lambda make: make.__name__)


@by_page
@uncut_matrix
def test_no_text_is_cut(qtbot: "QtBot", make: Callable[[Theme], Page], how: How) -> None:
    theme = make_theme(text_scale=how.text_scale)
    page = make(theme)
    framed(qtbot, theme, page, how)
    assert_uncut(page)


@by_page
@pytest.mark.parametrize("how", [SMALL, HALF_MORE, LARGE], ids=str)
def test_no_text_is_cut_in_a_longer_language(
    qtbot: "QtBot", qapp: QApplication, make: Callable[[Theme], Page], how: How
) -> None:
    theme = make_theme(text_scale=how.text_scale)
    with long_words(qapp):
        page = make(theme)
        if isinstance(page, TodayPage):
            sentence = ("Oberer Rückenbereich,", "15 Minuten insgesamt.")
            page.show_offer(msgspec.structs.replace(test_today.OFFER, sentence=sentence))
        window = framed(qtbot, theme, page, how)
        assert_uncut(window)


@by_page
def test_larger_text_is_in_force_at_once(qtbot: "QtBot", make: Callable[[Theme], Page]) -> None:
    theme = make_theme()
    page = make(theme)
    window = framed(qtbot, theme, page, LARGE)
    for scale in (2.0, 1.5, 1.0):
        theme.change(text_scale=scale)
        settle()
        assert_uncut(window)


@by_page
def test_another_font_is_in_force_at_once(qtbot: "QtBot", make: Callable[[Theme], Page]) -> None:
    theme = make_theme(text_scale=1.5)
    page = make(theme)
    framed(qtbot, theme, page, LARGE)
    theme.change(family="DejaVu Serif")
    settle()
    assert_uncut(page)


# Screening -------------------------------------------------------------------------------------


def screening(theme: Theme) -> ScreeningPage:
    questions = tuple(
        ScreeningRow(one.id, one.text, one.line, holds=one.holds, names_areas=one.names_areas)
        for one in QUESTIONS
    )
    names = {area.id: area.name for area in areas().values()}
    page = ScreeningPage(theme, questions, names, SCREENING.foot)
    lead = "Tick what is true for you. It stays on this computer, and comes back in 90 days."
    page.ask("Before the first time", lead, test_screening.NOTHING)
    for box in page.findChildren(QCheckBox):
        box.setChecked(True)
    return page


@uncut_matrix
def test_no_question_is_cut(qtbot: "QtBot", how: How) -> None:
    theme = make_theme(text_scale=how.text_scale)
    page = screening(theme)
    framed(qtbot, theme, page, how, whole=True)
    assert_uncut(page)


@pytest.mark.parametrize("how", [SMALL, HALF_MORE, LARGE], ids=str)
def test_no_question_or_button_is_cut_in_a_longer_language(
    qtbot: "QtBot", qapp: QApplication, how: How
) -> None:
    theme = make_theme(text_scale=how.text_scale)
    with long_words(qapp):
        page = screening(theme)
        framed(qtbot, theme, page, how, whole=True)
        assert_uncut(page)


# Session ---------------------------------------------------------------------------------------


def session(theme: Theme, *, paused: bool, slept_s: float = 0) -> SessionPage:
    page = SessionPage(theme, shape(), list(areas()), lines().stops)
    page.begin(Subject(areas()["upper-back"], lines(), scan()), Layer.SHIRT)
    commands = (Pause(),) if paused else ()
    page.show_moment(moment_at(200, *commands, slept_s=slept_s))
    return page


@uncut_matrix
@pytest.mark.parametrize("slept_s", [0.0, 720.0])
def test_a_pause_offers_everything_whole(qtbot: "QtBot", how: How, slept_s: float) -> None:
    theme = make_theme(text_scale=how.text_scale)
    page = session(theme, paused=True, slept_s=slept_s)
    framed(qtbot, theme, page, how, whole=True)
    assert_uncut(page)
    off = find(page, QWidget, "feels_off")
    if off.isVisible():
        click(off)
        settle()
        assert_uncut(page)


@uncut_matrix
def test_the_session_controls_are_whole(qtbot: "QtBot", how: How) -> None:
    theme = make_theme(text_scale=how.text_scale)
    page = session(theme, paused=False)
    framed(qtbot, theme, page, how, whole=True)
    move_pointer(page)
    settle()
    controls = find(page, QWidget, "session_controls")
    assert controls.isVisible()
    assert_uncut(controls)
    assert page.rect().contains(controls.geometry())


@pytest.mark.parametrize("how", [SMALL, HALF_MORE, LARGE], ids=str)
@pytest.mark.parametrize("paused", [True, False])
def test_pause_and_controls_are_whole_in_a_longer_language(
    qtbot: "QtBot",
    qapp: QApplication,
    how: How,
    paused: bool,  # noqa: FBT001
) -> None:
    theme = make_theme(text_scale=how.text_scale)
    with long_words(qapp):
        page = session(theme, paused=paused)
        framed(qtbot, theme, page, how, whole=True)
        move_pointer(page)
        settle()
        name = "pause_panel" if paused else "session_controls"
        assert_uncut(find(page, QWidget, name))
