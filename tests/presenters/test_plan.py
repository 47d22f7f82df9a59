"""The plan's page: where one stands, in words, and what its buttons do."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from mattimer.coach.plan_progress import PlanState
from mattimer.services.state_snapshot import plan_from
from mattimer.session.reasons import StopReason
from mattimer.ui.pages.plan.plan_chart import PlanChart
from mattimer.ui.pages.plan.plan_day import DayState, PlanDay
from tests.presenters.house import House, house_in
from tests.presenters.knowing import (
    LENGTHS,
    answer,
    do_plan_days,
    ended,
    offer,
    sleep_over,
    spoken_words,
    stop_for,
)
from tests.ui.pages.making import find

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot
DAYS = 14


def days(house: House) -> tuple[PlanDay, ...]:
    """The days as the chart has them; the page is up afterwards."""
    house.go_to("plan")
    return find(house.window, PlanChart, "plan_chart")._days


def states(house: House) -> str:
    """Each day as one letter: done, next or later."""
    letters = {DayState.DONE: "d", DayState.NEXT: "n", DayState.LATER: "."}
    return "".join(letters[day.state] for day in days(house))


def label(house: House, name: str) -> str:
    """What a button says; empty where it is not there."""
    button = house.find(name)
    return button.accessibleName() if button.isVisible() else ""


def buttons(house: House) -> tuple[str, str, str]:
    """The filled one, the quiet one, and the link."""
    return label(house, "plan_start"), label(house, "plan_repeat"), label(house, "plan_manage")


def kept(house: House) -> PlanState:
    """The plan in the file."""
    house.settle()
    state = plan_from(house.store.profile("plan").result())
    assert state is not None
    return state


# Day by day ------------------------------------------------------------------------------------


@pytest.mark.parametrize("done", range(DAYS + 1))
def test_the_chart_stands_where_the_person_stands(house: House, done: int) -> None:
    do_plan_days(house, done)
    left = "n" + "." * (DAYS - done - 1) if done < DAYS else ""
    assert states(house) == "d" * done + left
    assert f"Starter plan, {done} of 14 done" in house.words()
    assert [day.minutes for day in days(house)[:done]] == list(LENGTHS[:done])
    words = spoken_words(house.find("plan_page")).lower()
    for word in ("streak", "in a row", "missed a", "behind", "failed", "lost"):
        assert word not in words


def test_before_the_first_day_there_is_nothing_to_repeat(house: House) -> None:
    assert states(house) == "n" + "." * 13
    assert "Fourteen short sessions" in house.words()
    assert "Next: day 1, upper back, 3 minutes" in house.words()
    assert buttons(house) == ("Start", "", "Pause the plan")


def test_what_a_day_means_is_said_in_words(house: House) -> None:
    do_plan_days(house, 4)
    spoken = [day.spoken for day in days(house)]
    assert spoken[0] == "Day 1, done, 3 minutes. Learn the sensation"
    assert spoken[4] == "Day 5, next, 5 to 10 minutes. Build tolerance"
    assert spoken[13] == "Day 14, later, 15 to 20 minutes. Make it a routine"
    assert [house.find(f"plan_day_{number}").accessibleName() for number in (1, 5, 14)] == [
        spoken[0],
        spoken[4],
        spoken[13],
    ]


def test_the_next_column_carries_the_suggestion(house: House) -> None:
    do_plan_days(house, 4)
    following = days(house)[4]
    assert following.minutes == house.today.minutes == 7
    assert "Next: day 5, upper back, 7 minutes" in house.words()


def test_the_bands_are_those_of_the_guide(house: House) -> None:
    house.go_to("plan")
    words = house.words()
    for aim, when, line in (
        ("Learn the sensation", "Days 1 to 3, 2–5 min", "Thin shirt. Short on purpose."),
        ("Build tolerance", "Days 4 to 7, 5–10 min", "Shirt or bare skin. Your call."),
        ("Add breathwork", "Days 8 to 10, 10–15 min", "Four in, six out. Let it lead."),
        ("Make it a routine", "Days 11 to 14, 15–20 min", "Same hour, same spot."),
    ):
        assert aim in words
        assert when in words
        assert line in words
    assert "After day 14: three to seven times a week, whatever fits." in words


def test_a_missed_day_shifts_the_plan_and_says_nothing(house: House) -> None:
    do_plan_days(house, 5)
    sleep_over(house, 2)
    assert states(house) == "dddddn" + "." * 8


def test_four_days_away_step_back_to_the_start_of_the_band(house: House) -> None:
    do_plan_days(house, 5)
    sleep_over(house, 4)
    assert states(house) == "dddn" + "." * 10
    house.go_to("today")
    assert offer(house)[1] == "Thin shirt. Welcome back. Day 4 again, the gentle way in."


def test_a_short_or_a_stopped_session_is_practice(house: House) -> None:
    house.remember(ended(house, 1, 1))
    sleep_over(house)
    assert states(house)[0] == "n"


def test_a_second_session_on_one_day_is_no_second_day(house: House) -> None:
    house.remember(ended(house, 1, 3), ended(house, 2, 4))
    sleep_over(house)
    assert states(house) == "dn" + "." * 12


# The buttons -----------------------------------------------------------------------------------


def test_start_goes_to_prepare(house: House) -> None:
    house.go_to("plan")
    house.press("plan_start")
    assert house.page() == "prepare"
    assert house.text("prepare_title") == "Upper back, 3 minutes"


def test_repeat_prepares_the_last_day_again(house: House) -> None:
    do_plan_days(house, 4)
    house.go_to("plan")
    assert buttons(house)[1] == "Repeat day 4"
    house.press("plan_repeat")
    assert house.page() == "prepare"
    assert house.text("prepare_title") == "Upper back, 6 minutes"


def test_paused_it_waits_and_goes_on_where_it_was(house: House) -> None:
    do_plan_days(house, 5)
    house.go_to("plan")
    house.press("plan_manage")
    house.settle()
    assert "The plan is waiting" in house.words()
    assert "Day 6, whenever you like." in house.words()
    assert buttons(house) == ("Go on", "Begin again", "")
    assert kept(house).paused
    sleep_over(house, 2)
    assert "Starter plan, 5 of 14 done" in house.words()
    house.press("plan_start")
    house.settle()
    assert states(house) == "dddddn" + "." * 8
    assert not kept(house).paused
    assert house.page() == "plan"


def test_after_a_long_pause_it_takes_one_step_back(house: House) -> None:
    do_plan_days(house, 5)
    house.go_to("plan")
    house.press("plan_manage")
    sleep_over(house, 30)
    assert states(house)[:5] == "ddddd"
    house.press("plan_start")
    house.settle()
    assert states(house) == "dddn" + "." * 10


def test_paused_it_can_begin_again(house: House) -> None:
    do_plan_days(house, 5)
    house.go_to("plan")
    house.press("plan_manage")
    house.press("plan_repeat")
    assert states(house) == "n" + "." * 13
    assert kept(house) == PlanState(started_on=house.app_state.facts.today)


def test_a_pause_stands_on_today_too(house: House) -> None:
    do_plan_days(house, 5)
    house.go_to("plan")
    house.press("plan_manage")
    house.go_to("today")
    assert "Plan paused, 5 of 14 done" in house.words()
    assert house.today.advice.may_start


def test_finished_it_says_so_and_offers_another_round(house: House) -> None:
    do_plan_days(house, DAYS)
    assert states(house) == "d" * DAYS
    assert "That was the plan" in house.words()
    assert "From here: three to seven a week." in house.words()
    assert buttons(house) == ("Start", "Begin again", "")
    house.press("plan_repeat")
    assert states(house) == "n" + "." * 13
    assert "Fourteen short sessions" in house.words()


def test_done_today_is_said_instead_of_a_next_one_now(house: House) -> None:
    house.remember(ended(house, 1, 3))
    house.read_again()
    assert states(house) == "dn" + "." * 12
    assert buttons(house)[1] == "Repeat day 1"


# Held back -------------------------------------------------------------------------------------


def test_held_back_the_plan_offers_no_start(house: House) -> None:
    do_plan_days(house, 2)
    house.app._ask_questions()
    answer(house, "heart")
    house.go_to("plan")
    assert "You wanted to ask a doctor first." in house.words()
    assert buttons(house) == ("", "", "Pause the plan")


def test_a_stop_today_leaves_the_plan_where_it_was(house: House) -> None:
    do_plan_days(house, 2)
    stop_for(house, StopReason.NUMBNESS)
    assert states(house) == "ddn" + "." * 11


# What is stored --------------------------------------------------------------------------------


@pytest.fixture
def ahead(
    qapp: QApplication,
    qtbot: "QtBot",  # noqa: ARG001 - starts Qt
    tmp_path: Path,
) -> Iterator[House]:
    """The clock was a year ahead when the plan began."""

    def begin_next_year(house: House) -> None:
        stored: dict[str, object] = {
            "started_on": "2027-09-01",
            "results": [],
            "counted_on": None,
            "paused": False,
        }
        house.store.set_profile("plan", stored, house.clock.utc).result()

    qapp.setStyle("fusion")
    with house_in(qapp, tmp_path, before=begin_next_year) as made:
        yield made


def test_a_plan_that_begins_in_the_future_waits_and_says_so(ahead: House) -> None:
    assert "The plan has not started yet" in ahead.words()
    ahead.go_to("plan")
    assert "Starter plan, 0 of 14 done" in ahead.words()
    assert "Fourteen short sessions" in ahead.words()
