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
from tests.presenters.app_under_test import AppUnderTest, app_under_test
from tests.presenters.scenarios import (
    LENGTHS,
    answer,
    do_plan_days,
    ended,
    offer,
    sleep_over,
    spoken_words,
    stop_for,
)
from tests.ui.pages.find_widgets import find

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot
DAYS = 14


def days(app: AppUnderTest) -> tuple[PlanDay, ...]:
    """The days as the chart has them; the page is up afterwards."""
    app.go_to("plan")
    return find(app.window, PlanChart, "plan_chart").days


def states(app: AppUnderTest) -> str:
    """Each day as one letter: done, next or later."""
    letters = {DayState.DONE: "d", DayState.NEXT: "n", DayState.LATER: "."}
    return "".join(letters[day.state] for day in days(app))


def label(app: AppUnderTest, name: str) -> str:
    """What a button says; empty where it is not there."""
    button = app.find(name)
    return button.accessibleName() if button.isVisible() else ""


def buttons(app: AppUnderTest) -> tuple[str, str, str]:
    """The filled one, the quiet one, and the link."""
    return label(app, "plan_start"), label(app, "plan_repeat"), label(app, "plan_manage")


def kept(app: AppUnderTest) -> PlanState:
    """The plan in the file."""
    app.settle()
    state = plan_from(app.store.profile("plan").result())
    assert state is not None
    return state


# Day by day ------------------------------------------------------------------------------------


@pytest.mark.parametrize("done", range(DAYS + 1))
def test_the_chart_stands_where_the_person_stands(app: AppUnderTest, done: int) -> None:
    do_plan_days(app, done)
    left = "n" + "." * (DAYS - done - 1) if done < DAYS else ""
    assert states(app) == "d" * done + left
    assert f"Starter plan, {done} of 14 done" in app.words()
    assert [day.minutes for day in days(app)[:done]] == list(LENGTHS[:done])
    words = spoken_words(app.find("plan_page")).lower()
    for word in ("streak", "in a row", "missed a", "behind", "failed", "lost"):
        assert word not in words


def test_before_the_first_day_there_is_nothing_to_repeat(app: AppUnderTest) -> None:
    assert states(app) == "n" + "." * 13
    assert "Fourteen short sessions" in app.words()
    assert "Next: day 1, upper back, 3 minutes" in app.words()
    assert buttons(app) == ("Start", "", "Pause the plan")


def test_what_a_day_means_is_said_in_words(app: AppUnderTest) -> None:
    do_plan_days(app, 4)
    spoken = [day.spoken for day in days(app)]
    assert spoken[0] == "Day 1, done, 3 minutes. Learn the sensation"
    assert spoken[4] == "Day 5, next, 5 to 10 minutes. Build tolerance"
    assert spoken[13] == "Day 14, later, 15 to 20 minutes. Make it a routine"
    assert [app.find(f"plan_day_{number}").accessibleName() for number in (1, 5, 14)] == [
        spoken[0],
        spoken[4],
        spoken[13],
    ]


def test_the_next_column_carries_the_suggestion(app: AppUnderTest) -> None:
    do_plan_days(app, 4)
    following = days(app)[4]
    assert following.minutes == app.today.minutes == 7
    assert "Next: day 5, upper back, 7 minutes" in app.words()


def test_the_bands_are_those_of_the_guide(app: AppUnderTest) -> None:
    app.go_to("plan")
    words = app.words()
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


def test_a_missed_day_shifts_the_plan_and_says_nothing(app: AppUnderTest) -> None:
    do_plan_days(app, 5)
    sleep_over(app, 2)
    assert states(app) == "dddddn" + "." * 8


def test_four_days_away_step_back_to_the_start_of_the_band(app: AppUnderTest) -> None:
    do_plan_days(app, 5)
    sleep_over(app, 4)
    assert states(app) == "dddn" + "." * 10
    app.go_to("today")
    assert offer(app)[1] == "Thin shirt. Welcome back. Day 4 again, the gentle way in."


def test_a_short_or_a_stopped_session_is_practice(app: AppUnderTest) -> None:
    app.remember(ended(app, 1, 1))
    sleep_over(app)
    assert states(app)[0] == "n"


def test_a_second_session_on_one_day_is_no_second_day(app: AppUnderTest) -> None:
    app.remember(ended(app, 1, 3), ended(app, 2, 4))
    sleep_over(app)
    assert states(app) == "dn" + "." * 12


# The buttons -----------------------------------------------------------------------------------


def test_start_goes_to_prepare(app: AppUnderTest) -> None:
    app.go_to("plan")
    app.press("plan_start")
    assert app.page() == "prepare"
    assert app.text("prepare_title") == "Upper back, 3 minutes"


def test_repeat_prepares_the_last_day_again(app: AppUnderTest) -> None:
    do_plan_days(app, 4)
    app.go_to("plan")
    assert buttons(app)[1] == "Repeat day 4"
    app.press("plan_repeat")
    assert app.page() == "prepare"
    assert app.text("prepare_title") == "Upper back, 6 minutes"


def test_paused_it_waits_and_goes_on_where_it_was(app: AppUnderTest) -> None:
    do_plan_days(app, 5)
    app.go_to("plan")
    app.press("plan_manage")
    app.settle()
    assert "The plan is waiting" in app.words()
    assert "Day 6, whenever you like." in app.words()
    assert buttons(app) == ("Go on", "Begin again", "")
    assert kept(app).paused
    sleep_over(app, 2)
    assert "Starter plan, 5 of 14 done" in app.words()
    app.press("plan_start")
    app.settle()
    assert states(app) == "dddddn" + "." * 8
    assert not kept(app).paused
    assert app.page() == "plan"


def test_after_a_long_pause_it_takes_one_step_back(app: AppUnderTest) -> None:
    do_plan_days(app, 5)
    app.go_to("plan")
    app.press("plan_manage")
    sleep_over(app, 30)
    assert states(app)[:5] == "ddddd"
    app.press("plan_start")
    app.settle()
    assert states(app) == "dddn" + "." * 10


def test_paused_it_can_begin_again(app: AppUnderTest) -> None:
    do_plan_days(app, 5)
    app.go_to("plan")
    app.press("plan_manage")
    app.press("plan_repeat")
    assert states(app) == "n" + "." * 13
    assert kept(app) == PlanState(started_on=app.app_state.snapshot.today)


def test_a_pause_stands_on_today_too(app: AppUnderTest) -> None:
    do_plan_days(app, 5)
    app.go_to("plan")
    app.press("plan_manage")
    app.go_to("today")
    assert "Plan paused, 5 of 14 done" in app.words()
    assert app.today.advice.may_start


def test_finished_it_says_so_and_offers_another_round(app: AppUnderTest) -> None:
    do_plan_days(app, DAYS)
    assert states(app) == "d" * DAYS
    assert "That was the plan" in app.words()
    assert "From here: three to seven a week." in app.words()
    assert buttons(app) == ("Start", "Begin again", "")
    app.press("plan_repeat")
    assert states(app) == "n" + "." * 13
    assert "Fourteen short sessions" in app.words()


def test_done_today_is_said_instead_of_a_next_one_now(app: AppUnderTest) -> None:
    app.remember(ended(app, 1, 3))
    app.read_again()
    assert states(app) == "dn" + "." * 12
    assert buttons(app)[1] == "Repeat day 1"


# Held back -------------------------------------------------------------------------------------


def test_held_back_the_plan_offers_no_start(app: AppUnderTest) -> None:
    do_plan_days(app, 2)
    app.root.ask_questions()
    answer(app, "heart")
    app.go_to("plan")
    assert "You wanted to ask a doctor first." in app.words()
    assert buttons(app) == ("", "", "Pause the plan")


def test_a_stop_today_leaves_the_plan_where_it_was(app: AppUnderTest) -> None:
    do_plan_days(app, 2)
    stop_for(app, StopReason.NUMBNESS)
    assert states(app) == "ddn" + "." * 11


# What is stored --------------------------------------------------------------------------------


@pytest.fixture
def ahead(
    qapp: QApplication,
    qtbot: "QtBot",  # noqa: ARG001 - starts Qt
    tmp_path: Path,
) -> Iterator[AppUnderTest]:
    """The clock was a year ahead when the plan began."""

    def begin_next_year(app: AppUnderTest) -> None:
        stored: dict[str, object] = {
            "started_on": "2027-09-01",
            "results": [],
            "counted_on": None,
            "paused": False,
        }
        app.store.set_profile("plan", stored, app.clock.utc).result()

    qapp.setStyle("fusion")
    with app_under_test(qapp, tmp_path, before=begin_next_year) as made:
        yield made


def test_a_plan_that_begins_in_the_future_waits_and_says_so(ahead: AppUnderTest) -> None:
    assert "The plan has not started yet" in ahead.words()
    ahead.go_to("plan")
    assert "Starter plan, 0 of 14 done" in ahead.words()
    assert "Fourteen short sessions" in ahead.words()
