"""From an answer to what the whole app does with it."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox

from mattimer.coach.plan_progress import PlanState
from mattimer.desktop.exit_status import REFUSED
from mattimer.services.start_request import StartRefused, StartRequest, read_start
from mattimer.services.state_snapshot import plan_from
from mattimer.session.clock import day_of
from mattimer.session.reasons import StopReason
from mattimer.ui.pages.screening.screening import ScreeningPage
from tests.presenters.app_under_test import AppUnderTest, app_under_test
from tests.presenters.scenarios import (
    answer,
    barred,
    ended,
    focus,
    kept_answers,
    offer,
    sleep_over,
    stop_for,
    tick,
)
from tests.ui.factories import areas, press
from tests.ui.pages.find_widgets import find

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

HOLDS = ("pregnancy", "blood", "heart", "epilepsy-thrombosis", "less-feeling")
ASK_FIRST = ("First, ask.", "You wanted to ask a doctor first.", "I have asked, carry on")
START = "Start, upper back, 3 minutes, day 1 of 14"


@pytest.fixture
def newcomer(
    qapp: QApplication,
    qtbot: "QtBot",  # noqa: ARG001 - starts Qt
    tmp_path: Path,
) -> Iterator[AppUnderTest]:
    """Somebody who opens the app for the first time."""
    qapp.setStyle("fusion")
    with app_under_test(qapp, tmp_path, screened=False) as made:
        yield made


def refusal(app: AppUnderTest, **wanted: object) -> tuple[str, int]:
    """What ``start`` on the command line is told."""
    with pytest.raises(StartRefused) as caught:
        app.root.starter.ask(read_start(wanted))
    assert app.runner.session is None
    return str(caught.value), caught.value.status


# The first time --------------------------------------------------------------------------------


def test_the_first_start_asks_before_anything_is_offered(newcomer: AppUnderTest) -> None:
    assert newcomer.page() == "screening"
    assert newcomer.text("screening_title") == "Before the first time"
    assert newcomer.find("screening_main").hasFocus()
    assert refusal(newcomer) == ("A few safety questions come first.", REFUSED)


def test_nothing_is_ticked_and_nothing_stored_before_an_answer(newcomer: AppUnderTest) -> None:
    boxes = newcomer.find("screening_page").findChildren(QCheckBox)
    assert not any(box.isChecked() for box in boxes)
    assert newcomer.store.last_screening().result() is None
    assert newcomer.store.profile("plan").result() is None


def test_none_of_these_by_the_enter_key_leads_to_day_one(newcomer: AppUnderTest) -> None:
    press(newcomer.window, Qt.Key.Key_Return)
    newcomer.settle()
    assert newcomer.page() == "today"
    assert offer(newcomer) == ("Upper back, 3 minutes.", "Thin shirt. Short on purpose.", START)
    assert focus() == "start"
    assert kept_answers(newcomer) == ()
    today = day_of(newcomer.clock.utc, newcomer.clock.utc_offset_s)
    assert plan_from(newcomer.store.profile("plan").result()) == PlanState(started_on=today)


def test_the_answers_are_dated(newcomer: AppUnderTest) -> None:
    answer(newcomer)
    screening = newcomer.store.last_screening().result()
    assert screening is not None
    assert (screening.answered_us, screening.utc_offset_s) == (
        newcomer.clock.utc,
        newcomer.clock.utc_offset_s,
    )


def test_later_answers_leave_a_plan_that_runs_alone(app: AppUnderTest) -> None:
    before = app.store.profile("plan").result()
    app.clock.advance(5 * 86_400)
    app.go_to("settings")
    app.press("setting_safety")
    answer(app)
    assert app.store.profile("plan").result() == before


# What each answer does -------------------------------------------------------------------------


@pytest.mark.parametrize("reason", HOLDS)
def test_what_needs_a_clinician_holds_back_until_the_person_has_asked(
    newcomer: AppUnderTest, reason: str
) -> None:
    answer(newcomer, reason)
    assert offer(newcomer) == ASK_FIRST
    assert not newcomer.find("minutes_more").isVisible()
    assert refusal(newcomer) == ("You wanted to ask a doctor first.", REFUSED)
    assert kept_answers(newcomer) == (reason,)
    newcomer.press("start")
    newcomer.settle()
    assert newcomer.find("start").accessibleName().startswith("Start, upper back")
    assert kept_answers(newcomer) == (reason, "confirmed")


@pytest.mark.parametrize("reason", HOLDS)
def test_who_has_asked_goes_on_at_once(newcomer: AppUnderTest, reason: str) -> None:
    answer(newcomer, reason, asked=True)
    assert newcomer.find("start").accessibleName().startswith("Start, upper back")
    assert kept_answers(newcomer) == (reason, "confirmed")
    newcomer.root.starter.ask(StartRequest())
    assert newcomer.session.active


def test_what_is_held_back_stays_so_over_night(newcomer: AppUnderTest) -> None:
    answer(newcomer, "heart")
    sleep_over(newcomer, 3)
    assert offer(newcomer) == ASK_FIRST


def test_the_guide_stays_open_while_sessions_are_held_back(newcomer: AppUnderTest) -> None:
    answer(newcomer, "heart")
    newcomer.go_to("guide")
    assert newcomer.page() == "guide"


def test_a_start_from_another_page_is_no_word_of_having_asked(newcomer: AppUnderTest) -> None:
    answer(newcomer, "heart")
    newcomer.remember(ended(newcomer, 1, 3))
    newcomer.read_again()
    newcomer.go_to("plan")
    assert not newcomer.find("plan_start").isVisible()
    assert not newcomer.find("plan_repeat").isVisible()
    button = newcomer.find("plan_start")
    assert isinstance(button, QAbstractButton)
    button.click()
    newcomer.settle()
    assert newcomer.page() == "today"
    assert offer(newcomer) == ASK_FIRST
    assert kept_answers(newcomer) == ("heart",)


def test_less_feeling_bars_feet_and_calves_and_keeps_it_short_and_covered(
    newcomer: AppUnderTest,
) -> None:
    answer(newcomer, "less-feeling", asked=True)
    words = "left out: less feeling"
    assert barred(newcomer) == {"calves": words, "feet": words}
    assert newcomer.today.minutes == 2
    assert newcomer.text("today_lead").startswith("Thin shirt. The short end of the range")
    assert refusal(newcomer, area="feet") == ("Feet: left out: less feeling.", REFUSED)
    sentence = "Your safety answers ask for a layer, always; take shirt or towel."
    assert refusal(newcomer, layer="bare") == (sentence, REFUSED)
    newcomer.press("start")
    assert not newcomer.find("layer_bare").isEnabled()
    assert newcomer.find("layer_shirt").isEnabled()
    assert newcomer.find("layer_towel").isEnabled()


def test_skin_wants_an_area_and_leaves_it_out(newcomer: AppUnderTest) -> None:
    tick(newcomer, "skin")
    assert not newcomer.find("screening_main").isEnabled()
    newcomer.press("screening_main")
    assert newcomer.page() == "screening"
    newcomer.press("healing_upper-back")
    newcomer.press("healing_glutes")
    assert newcomer.find("screening_main").isEnabled()
    newcomer.press("screening_main")
    newcomer.settle()
    words = "left out until healed"
    assert barred(newcomer) == {"upper-back": words, "glutes": words}
    assert newcomer.today.area.id not in ("upper-back", "glutes")
    assert refusal(newcomer, area="glutes") == ("Glutes: left out until healed.", REFUSED)
    assert kept_answers(newcomer) == ("skin", "area:glutes", "area:upper-back")


def test_skin_everywhere_leaves_nothing_for_today(newcomer: AppUnderTest) -> None:
    answer(newcomer, "skin", skin=areas())
    assert offer(newcomer) == (
        "Not today.",
        "Every area is resting or left out. The mat can wait.",
        "",
    )
    assert refusal(newcomer)[1] == REFUSED
    assert set(barred(newcomer)) == set(areas())


def test_thin_skin_asks_for_a_layer_and_nothing_else(newcomer: AppUnderTest) -> None:
    answer(newcomer, "thin-skin")
    assert barred(newcomer) == {}
    assert newcomer.find("start").accessibleName() == START
    newcomer.press("start")
    assert not newcomer.find("layer_bare").isEnabled()
    assert newcomer.find("layer_bare").accessibleName().endswith("a layer, always")


def test_without_an_answer_bare_skin_may_be_chosen(newcomer: AppUnderTest) -> None:
    answer(newcomer)
    newcomer.press("start")
    assert newcomer.find("layer_bare").isEnabled()


def test_fever_is_for_the_day_only_and_the_questions_come_after_it(newcomer: AppUnderTest) -> None:
    answer(newcomer, "fever")
    assert offer(newcomer) == ("Not today.", "Not today. The mat can wait.", "")
    assert refusal(newcomer) == ("Not today. The mat can wait.", REFUSED)
    sleep_over(newcomer)
    assert offer(newcomer) == (
        "First, a few questions.",
        "The safety questions come first, once more.",
        "Answer them",
    )
    assert refusal(newcomer) == ("The safety questions come first, once more.", REFUSED)
    newcomer.press("start")
    assert newcomer.text("screening_title") == "Still true?"
    tick(newcomer, "fever")
    answer(newcomer)
    assert newcomer.find("start").accessibleName() == START


def test_no_key_starts_anything_on_a_day_of_fever(newcomer: AppUnderTest) -> None:
    answer(newcomer, "fever")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        press(newcomer.window, key)
        press(newcomer.window, key, Qt.KeyboardModifier.ShiftModifier)
    assert newcomer.page() == "today"
    assert newcomer.runner.session is None


def test_after_a_fever_the_word_of_having_asked_comes_with_the_questions(
    newcomer: AppUnderTest,
) -> None:
    answer(newcomer, "fever", "heart")
    assert offer(newcomer)[2] == ""
    sleep_over(newcomer)
    newcomer.press("start")
    assert newcomer.page() == "screening"
    assert kept_answers(newcomer) == ("fever", "heart")
    tick(newcomer, "fever")
    answer(newcomer, asked=True)
    assert newcomer.today.advice.may_start


@pytest.mark.usefixtures("qtbot")
def test_an_answer_of_another_version_leads_to_the_questions(
    qapp: QApplication, tmp_path: Path
) -> None:
    qapp.setStyle("fusion")

    def before(app: AppUnderTest) -> None:
        app.store.accept_safety(("gout",), app.clock.read()).result()

    with app_under_test(qapp, tmp_path, before=before, screened=False) as app:
        assert app.page() == "today"
        assert offer(app) == ASK_FIRST
        app.press("start")
        assert app.page() == "screening"
        answer(app)
        assert app.today.advice.may_start


def test_the_app_is_for_adults(newcomer: AppUnderTest) -> None:
    answer(newcomer, "under-18")
    assert offer(newcomer) == ("Not today.", "Mat Timer is for adults.", "")
    assert refusal(newcomer) == ("Mat Timer is for adults.", REFUSED)
    sleep_over(newcomer)
    assert offer(newcomer)[2] == ""


def test_answers_add_up(newcomer: AppUnderTest) -> None:
    answer(newcomer, "less-feeling", "skin", "heart", asked=True, skin=("lower-back", "feet"))
    assert barred(newcomer) == {
        "lower-back": "left out until healed",
        "calves": "left out: less feeling",
        "feet": "left out: less feeling",
    }


# What the buttons say --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ticks", "main", "asked"),
    [
        ((), "None of these", False),
        (("thin-skin",), "Understood", False),
        (("fever",), "Understood", False),
        (("under-18",), "Understood", False),
        *(((reason,), "I will ask first", True) for reason in HOLDS),
        (("thin-skin", "blood"), "I will ask first", True),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, tuple) else None,
)
def test_the_buttons_follow_the_ticks(
    newcomer: AppUnderTest, ticks: tuple[str, ...], main: str, *, asked: bool
) -> None:
    tick(newcomer, *ticks)
    assert newcomer.find("screening_main").accessibleName() == main
    assert newcomer.find("screening_asked").isVisible() is asked
    tick(newcomer, *ticks)
    assert newcomer.find("screening_main").accessibleName() == "None of these"


# Changing one's mind, and being asked again ----------------------------------------------------


def test_answers_are_two_clicks_away_in_settings(app: AppUnderTest) -> None:
    app.go_to("settings")
    app.press("setting_safety")
    assert app.page() == "screening"
    answer(app, "heart")
    assert offer(app) == ASK_FIRST
    app.go_to("settings")
    app.press("setting_safety")
    box = find(app.find("screening_page"), QCheckBox, "answer_heart")
    assert box.isChecked()
    answer(app, "heart")
    assert kept_answers(app) == ()
    assert app.find("start").accessibleName() == START


def test_areas_named_earlier_are_named_again(app: AppUnderTest) -> None:
    app.root.ask_questions()
    answer(app, "skin", skin=("feet",))
    app.root.ask_questions()
    assert find(app.window, QCheckBox, "healing_feet").isChecked()
    assert not find(app.window, QCheckBox, "healing_calves").isChecked()
    app.press("healing_feet")
    app.press("healing_calves")
    answer(app)
    assert set(barred(app)) == {"calves"}


def test_after_ninety_days_a_notice_says_so_and_sessions_stay_open(app: AppUnderTest) -> None:
    sleep_over(app, 89)
    app.root.remind()
    assert app.text("today_notice") == ""
    sleep_over(app)
    assert app.text("today_notice") == "The safety questions are due again."
    assert app.today.advice.may_start
    app.press("notice_questions")
    assert app.text("screening_title") == "Still true?"
    answer(app)
    app.root.say_what_is_due()
    assert app.text("today_notice") == ""


@pytest.mark.parametrize("reason", [StopReason.DIZZINESS, StopReason.BRUISING])
def test_after_dizziness_or_a_bruise_the_questions_come_before_the_next_session(
    app: AppUnderTest, reason: StopReason
) -> None:
    stop_for(app, reason)
    assert offer(app)[::2] == ("First, a few questions.", "Answer them")
    assert refusal(app) == ("The safety questions come first, once more.", REFUSED)
    app.press("start")
    assert app.page() == "screening"
    app.clock.advance(30)
    answer(app)
    assert app.today.advice.may_start


@pytest.mark.parametrize(
    "reason",
    [StopReason.NUMBNESS, StopReason.TOO_INTENSE, StopReason.IRRITATED_SKIN, StopReason.OTHER],
)
def test_other_stops_ask_no_questions_again(app: AppUnderTest, reason: StopReason) -> None:
    stop_for(app, reason)
    assert app.today.advice.may_start


def test_answers_survive_a_restart(
    qapp: QApplication,
    qtbot: "QtBot",  # noqa: ARG001 - starts Qt
    tmp_path: Path,
) -> None:
    qapp.setStyle("fusion")
    with app_under_test(qapp, tmp_path, screened=False) as first:
        answer(first, "less-feeling", asked=True)
    with app_under_test(qapp, tmp_path, screened=False) as second:
        assert second.page() == "today"
        assert set(barred(second)) == {"calves", "feet"}
        assert second.window.findChild(ScreeningPage) is None
