"""The recovery routine: a session, a timed stretch, water, a walk."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox

from mattimer.content.content_files import load_recovery
from mattimer.presenters.recovery import RecoveryPresenter
from mattimer.ui.pages.guide.recovery import RecoveryForm
from tests.presenters.house import House
from tests.presenters.knowing import answer, focus
from tests.ui.making import RESOURCES, press
from tests.ui.pages.making import find

STEPS = ("mat", "stretch", "water", "walk")


@pytest.fixture
def open_house(house: House) -> House:
    """The routine is up."""
    house.go_to("guide")
    house.press("guide_recovery")
    return house


def wait(house: House, seconds: float) -> None:
    """Let time pass, and the flow look at it."""
    house.clock.advance(seconds)
    flow = find(house.window, RecoveryForm, "recovery").findChild(RecoveryPresenter)
    assert flow is not None
    flow._looks.timeout.emit()


def stretch_words(house: House) -> str:
    return house.find("recovery_start_stretch").accessibleName()


def ticked(house: House) -> list[str]:
    return [step for step in STEPS if find(house.window, QCheckBox, f"recovery_{step}").isChecked()]


def test_four_steps_in_the_order_of_the_guide(open_house: House) -> None:
    text = load_recovery(RESOURCES / "guide")
    assert tuple(step.id for step in text.steps) == STEPS
    for step in text.steps:
        assert open_house.find(f"recovery_{step.id}").accessibleName() == step.text
    assert ticked(open_house) == []


def test_the_stretch_counts_down_on_the_clock_of_sessions_and_ticks_itself(
    open_house: House,
) -> None:
    assert stretch_words(open_house) == "Begin"
    open_house.press("recovery_start_stretch")
    assert stretch_words(open_house) == "5:00, stop"
    wait(open_house, 61)
    assert stretch_words(open_house) == "3:59, stop"
    assert find(open_house.window, RecoveryForm, "recovery").ring.isVisible()
    wait(open_house, 238.5)
    assert stretch_words(open_house) == "0:01, stop"
    assert ticked(open_house) == []
    wait(open_house, 0.5)
    assert stretch_words(open_house) == "Begin"
    assert ticked(open_house) == ["stretch"]
    assert not find(open_house.window, RecoveryForm, "recovery").ring.isVisible()


def test_a_changed_wall_clock_changes_nothing_about_the_stretch(open_house: House) -> None:
    open_house.press("recovery_start_stretch")
    open_house.clock.jump_wall_clock(86_400)
    wait(open_house, 60)
    assert stretch_words(open_house) == "4:00, stop"


def test_the_stretch_can_be_stopped_and_begun_again(open_house: House) -> None:
    open_house.press("recovery_start_stretch")
    wait(open_house, 100)
    open_house.press("recovery_start_stretch")
    assert stretch_words(open_house) == "Begin"
    assert ticked(open_house) == []
    wait(open_house, 300)
    assert ticked(open_house) == []
    open_house.press("recovery_start_stretch")
    assert stretch_words(open_house) == "5:00, stop"


def test_it_goes_on_while_one_reads_elsewhere(open_house: House) -> None:
    open_house.press("recovery_start_stretch")
    open_house.go_to("today")
    wait(open_house, 300)
    open_house.go_to("guide")
    assert ticked(open_house) == ["stretch"]


def test_ticks_go_on_and_off_by_keyboard(open_house: House) -> None:
    open_house.find("recovery_water").setFocus(Qt.FocusReason.TabFocusReason)
    press(open_house.window, Qt.Key.Key_Space)
    assert ticked(open_house) == ["water"]
    press(open_house.window, Qt.Key.Key_Space)
    assert ticked(open_house) == []
    press(open_house.window, Qt.Key.Key_Tab)
    assert focus() == "recovery_walk"


def test_the_step_on_the_mat_prepares_ten_minutes_on_the_calves(open_house: House) -> None:
    open_house.press("recovery_start_mat")
    open_house.settle()
    assert open_house.page() == "today"
    assert (open_house.today.area.id, open_house.today.minutes) == ("calves", 10)


def test_where_the_calves_are_left_out_the_upper_back_takes_the_step(house: House) -> None:
    house.app._ask_questions()
    answer(house, "skin", skin=("calves",))
    house.go_to("guide")
    house.press("guide_recovery")
    house.press("recovery_start_mat")
    house.settle()
    assert (house.today.area.id, house.today.minutes) == ("upper-back", 10)


def test_where_both_are_left_out_nothing_is_chosen(house: House) -> None:
    house.app._ask_questions()
    answer(house, "skin", skin=("calves", "upper-back"))
    chosen = house.today.area.id
    house.go_to("guide")
    house.press("guide_recovery")
    house.press("recovery_start_mat")
    house.settle()
    assert house.page() == "today"
    assert house.today.area.id == chosen
