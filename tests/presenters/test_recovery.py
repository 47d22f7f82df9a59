"""The recovery routine: a session, a timed stretch, water, a walk."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox

from mattimer.content.loader import load
from mattimer.content.topics import RecoveryRoutine
from mattimer.presenters.recovery import RecoveryPresenter
from mattimer.ui.pages.guide.recovery import RecoveryForm
from tests.presenters.app_under_test import AppUnderTest
from tests.presenters.scenarios import answer, focus
from tests.ui.factories import RESOURCES, press
from tests.ui.pages.find_widgets import find
from tests.ui.timers import run_out

STEPS = ("mat", "stretch", "water", "walk")


@pytest.fixture
def open_app(app: AppUnderTest) -> AppUnderTest:
    """The routine is up."""
    app.go_to("guide")
    app.press("guide_recovery")
    return app


def wait(app: AppUnderTest, seconds: float) -> None:
    """Let time pass, and the flow look at it."""
    app.clock.advance(seconds)
    flow = find(app.window, RecoveryForm, "recovery").findChild(RecoveryPresenter)
    assert flow is not None
    run_out(flow, "recovery_timer")


def stretch_words(app: AppUnderTest) -> str:
    return app.find("recovery_start_stretch").accessibleName()


def ticked(app: AppUnderTest) -> list[str]:
    return [step for step in STEPS if find(app.window, QCheckBox, f"recovery_{step}").isChecked()]


def test_four_steps_in_the_order_of_the_guide(open_app: AppUnderTest) -> None:
    text = load(RESOURCES / "guide", RecoveryRoutine)
    assert tuple(step.id for step in text.steps) == STEPS
    for step in text.steps:
        assert open_app.find(f"recovery_{step.id}").accessibleName() == step.text
    assert ticked(open_app) == []


def test_the_stretch_counts_down_on_the_clock_of_sessions_and_ticks_itself(
    open_app: AppUnderTest,
) -> None:
    assert stretch_words(open_app) == "Begin"
    open_app.press("recovery_start_stretch")
    assert stretch_words(open_app) == "5:00, stop"
    wait(open_app, 61)
    assert stretch_words(open_app) == "3:59, stop"
    assert find(open_app.window, RecoveryForm, "recovery").ring.isVisible()
    wait(open_app, 238.5)
    assert stretch_words(open_app) == "0:01, stop"
    assert ticked(open_app) == []
    wait(open_app, 0.5)
    assert stretch_words(open_app) == "Begin"
    assert ticked(open_app) == ["stretch"]
    assert not find(open_app.window, RecoveryForm, "recovery").ring.isVisible()


def test_a_changed_wall_clock_changes_nothing_about_the_stretch(open_app: AppUnderTest) -> None:
    open_app.press("recovery_start_stretch")
    open_app.clock.jump_wall_clock(86_400)
    wait(open_app, 60)
    assert stretch_words(open_app) == "4:00, stop"


def test_the_stretch_can_be_stopped_and_begun_again(open_app: AppUnderTest) -> None:
    open_app.press("recovery_start_stretch")
    wait(open_app, 100)
    open_app.press("recovery_start_stretch")
    assert stretch_words(open_app) == "Begin"
    assert ticked(open_app) == []
    wait(open_app, 300)
    assert ticked(open_app) == []
    open_app.press("recovery_start_stretch")
    assert stretch_words(open_app) == "5:00, stop"


def test_it_goes_on_while_one_reads_elsewhere(open_app: AppUnderTest) -> None:
    open_app.press("recovery_start_stretch")
    open_app.go_to("today")
    wait(open_app, 300)
    open_app.go_to("guide")
    assert ticked(open_app) == ["stretch"]


def test_ticks_go_on_and_off_by_keyboard(open_app: AppUnderTest) -> None:
    open_app.find("recovery_water").setFocus(Qt.FocusReason.TabFocusReason)
    press(open_app.window, Qt.Key.Key_Space)
    assert ticked(open_app) == ["water"]
    press(open_app.window, Qt.Key.Key_Space)
    assert ticked(open_app) == []
    press(open_app.window, Qt.Key.Key_Tab)
    assert focus() == "recovery_walk"


def test_the_step_on_the_mat_prepares_ten_minutes_on_the_calves(open_app: AppUnderTest) -> None:
    open_app.press("recovery_start_mat")
    open_app.settle()
    assert open_app.page() == "today"
    assert (open_app.today.area.id, open_app.today.minutes) == ("calves", 10)


def test_where_the_calves_are_left_out_the_upper_back_takes_the_step(app: AppUnderTest) -> None:
    app.root.ask_questions()
    answer(app, "skin", skin=("calves",))
    app.go_to("guide")
    app.press("guide_recovery")
    app.press("recovery_start_mat")
    app.settle()
    assert (app.today.area.id, app.today.minutes) == ("upper-back", 10)


def test_where_both_are_left_out_nothing_is_chosen(app: AppUnderTest) -> None:
    app.root.ask_questions()
    answer(app, "skin", skin=("calves", "upper-back"))
    chosen = app.today.area.id
    app.go_to("guide")
    app.press("guide_recovery")
    app.press("recovery_start_mat")
    app.settle()
    assert app.page() == "today"
    assert app.today.area.id == chosen
