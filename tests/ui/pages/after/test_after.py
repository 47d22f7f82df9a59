"""After: how tight now, what one noticed, a note; where it was stopped, why."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from mattimer.session.reasons import StopReason
from mattimer.ui.controls.field import NoteField
from mattimer.ui.pages.after.after import AfterAnswers, AfterPage, Ended
from mattimer.ui.theme.theme import Theme
from tests.ui.factories import areas, click, lines, press, seen, shape, shown
from tests.ui.pages.find_widgets import button, find

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

FINISHED = Ended(
    area="upper-back",
    caption="Upper back, thin shirt, done at 21:24",
    sentence=("That was", "ten minutes."),
    lead="No hurry.",
    stopped=False,
)
ADVICE = {advice.reason: advice for advice in lines().stops}
SAYS = {reason: (advice.now, advice.next) for reason, advice in ADVICE.items()}
STOPPED = replace(FINISHED, sentence=("Three minutes.", "Good call."), stopped=True, says=SAYS)


@pytest.fixture
def page(theme: Theme, qtbot: "QtBot") -> AfterPage:
    made = AfterPage(theme, shape(), list(areas()), stops=lines().stops, notices=lines().notices)
    qtbot.addWidget(made)
    made.show_ended(FINISHED)
    shown(made, 1016, 760)
    made.arrive()
    return made


@pytest.fixture
def stopped(page: AfterPage) -> AfterPage:
    page.show_ended(STOPPED)
    return page


def words(page: AfterPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def chip(page: AfterPage, reason: StopReason) -> QWidget:
    return button(page, f"reason_{reason}")


def warned(page: AfterPage) -> str:
    panel = find(page, QWidget, "warning")
    return panel.accessibleName() if panel.isVisible() else ""


def test_it_asks_without_showing_the_number_from_before(page: AfterPage) -> None:
    said = words(page)
    assert "Upper back, thin shirt, done at 21:24" in said
    assert "That was\nten minutes." in said
    assert "Your number from before stays hidden." in said
    assert "Pink skin for a while is normal." in said
    assert page.answers == AfterAnswers(None, (), "", None)
    seen(page)


def test_a_finished_session_has_chips_and_a_note_but_no_reasons(page: AfterPage) -> None:
    assert button(page, "noticed_warmth").isVisible()
    assert find(page, NoteField, "note").isVisible()
    assert not chip(page, StopReason.NUMBNESS).isVisible()


def test_everything_one_says_is_in_the_answers(page: AfterPage) -> None:
    press(page, Qt.Key.Key_4)
    click(button(page, "noticed_heaviness"))
    click(button(page, "noticed_sting"))
    QTest.keyClicks(find(page, NoteField, "note"), "  Rain on the window.  ")
    assert page.answers == AfterAnswers(4, ("sting", "heaviness"), "Rain on the window.", None)


def test_digits_in_the_note_are_words(page: AfterPage) -> None:
    find(page, NoteField, "note").setFocus()
    press(page, Qt.Key.Key_7)
    assert page.answers.tightness is None
    assert page.answers.note == "7"


@pytest.mark.parametrize("name", ["save", "noticed_warmth", "tightness_after_5", "note"])
def test_enter_saves_once_from_wherever_the_focus_is(page: AfterPage, name: str) -> None:
    saved: list[bool] = []
    page.save_wanted.connect(lambda: saved.append(True))
    find(page, QWidget, name).setFocus()
    press(page, Qt.Key.Key_Return)
    assert saved == [True]


def test_save_has_the_focus_so_that_enter_is_enough(page: AfterPage) -> None:
    assert button(page, "save").hasFocus()


def test_other_keys_do_nothing(page: AfterPage) -> None:
    saved: list[bool] = []
    page.save_wanted.connect(lambda: saved.append(True))
    press(page, Qt.Key.Key_Escape)
    assert saved == []


def test_a_stopped_session_asks_why(stopped: AfterPage) -> None:
    assert all(chip(stopped, advice.reason).isVisible() for advice in lines().stops)
    assert not button(stopped, "noticed_warmth").isVisible()
    assert not find(stopped, NoteField, "note").isVisible()
    assert "Pink skin for a while is normal." not in words(stopped)
    assert warned(stopped) == ""
    seen(stopped)


def test_without_a_number_from_before_it_promises_no_pair(page: AfterPage) -> None:
    page.show_ended(replace(FINISHED, rated_before=False))
    said = words(page)
    assert "There is no number from before." in said
    assert "This one is kept by itself." in said
    assert not any("pair" in sentence for sentence in said)
    seen(page)


@pytest.mark.parametrize("reason", list(StopReason))
def test_each_reason_says_what_to_do_now_and_next_time(
    stopped: AfterPage, reason: StopReason
) -> None:
    click(chip(stopped, reason))
    assert stopped.answers.reason is reason
    assert warned(stopped) == ADVICE[reason].now
    if ADVICE[reason].next:
        assert ADVICE[reason].next in words(stopped)
    else:
        assert "Your number from before stays hidden." in words(stopped)
    seen(stopped)


@pytest.mark.parametrize("reason", [StopReason.TOO_INTENSE, StopReason.OTHER])
def test_two_reasons_warn_of_nothing(stopped: AfterPage, reason: StopReason) -> None:
    click(chip(stopped, reason))
    assert warned(stopped) == ""


def test_there_is_one_reason_at_most(stopped: AfterPage) -> None:
    click(chip(stopped, StopReason.NUMBNESS))
    click(chip(stopped, StopReason.DIZZINESS))
    assert stopped.answers == AfterAnswers(None, (), "", StopReason.DIZZINESS)
    click(chip(stopped, StopReason.DIZZINESS))
    assert stopped.answers == AfterAnswers(None, (), "", None)
    assert warned(stopped) == ""


def test_a_reason_given_in_the_pause_is_ticked(page: AfterPage) -> None:
    page.show_ended(replace(STOPPED, reason=StopReason.BRUISING))
    assert page.answers.reason is StopReason.BRUISING
    assert warned(page) == ADVICE[StopReason.BRUISING].now


def test_answers_can_be_put_back(page: AfterPage) -> None:
    given = AfterAnswers(6, ("warmth", "sleepy"), "Long day.", None)
    page.show_ended(FINISHED, given)
    assert page.answers == given


def test_the_next_session_is_asked_about_afresh(page: AfterPage) -> None:
    page.show_ended(FINISHED, AfterAnswers(6, ("warmth",), "Long day.", None))
    page.show_ended(STOPPED)
    page.show_ended(FINISHED)
    assert page.answers == AfterAnswers(None, (), "", None)


def test_compact_leaves_the_figure_out(page: AfterPage) -> None:
    page.set_compact(compact=True)
    assert not find(page, QWidget, "body_figure").isVisible()
    assert "Pink skin for a while is normal." not in words(page)
    page.set_compact(compact=False)
    assert find(page, QWidget, "body_figure").isVisible()
