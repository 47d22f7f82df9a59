"""The plan on the screen."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from mattimer.ui.pages.plan.plan import PlanPage, PlanView
from mattimer.ui.pages.plan.plan_bands import PlanBand
from mattimer.ui.pages.plan.plan_day import DayState, PlanDay
from mattimer.ui.theme.theme import Theme
from tests.coach.factories import PROGRAM
from tests.presenters.scenarios import LENGTHS, faults
from tests.ui.factories import click, press, seen, shown
from tests.ui.pages.find_widgets import button, find

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

SIZES = ((1016, 760, False), (636, 560, True))


def view(done: int = 5) -> PlanView:
    days = tuple(
        PlanDay(
            number,
            PROGRAM.band(number).minutes.low,
            PROGRAM.band(number).minutes.high,
            DayState.DONE if number <= done else DayState.LATER,
            LENGTHS[number - 1] if number <= done else None,
            f"Day {number}",
        )
        for number in range(1, 15)
    )
    bands = tuple(
        PlanBand(
            band.aim,
            f"Days {band.first} to {band.last}, {band.minutes} min",
            band.line,
            band.last - band.first + 1,
            current=band.first <= done + 1 <= band.last,
        )
        for band in PROGRAM.bands
    )
    return PlanView(
        caption=f"Starter plan, {done} of 14 done",
        title="Fourteen short sessions",
        line=PROGRAM.note,
        days=days,
        bands=bands,
        next=f"Next: day {done + 1}, upper back, 10 minutes",
        after=PROGRAM.after.line,
        repeat=f"Repeat day {done}",
        start="Start",
        manage="Pause the plan",
    )


@pytest.fixture
def page(dark: Theme, qtbot: "QtBot") -> PlanPage:
    made = PlanPage(dark)
    qtbot.addWidget(made)
    made.show_plan(view())
    shown(made, 1016, 760)
    made.arrive()
    return made


def words(page: PlanPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def test_it_says_where_one_stands(page: PlanPage) -> None:
    said = words(page)
    assert "Starter plan, 5 of 14 done" in said
    assert find(page, QLabel, "plan_title").text() == "Fourteen short sessions"
    assert "Next: day 6, upper back, 10 minutes" in said
    for band in PROGRAM.bands:
        assert band.aim in said
        assert band.line in said


def test_each_button_says_its_wish(page: PlanPage) -> None:
    said: list[str] = []
    page.start_wanted.connect(lambda: said.append("start"))
    page.repeat_wanted.connect(lambda: said.append("repeat"))
    page.manage_wanted.connect(lambda: said.append("manage"))
    for name in ("plan_start", "plan_repeat", "plan_manage"):
        click(button(page, name))
    assert said == ["start", "repeat", "manage"]


def test_enter_starts(page: PlanPage) -> None:
    said: list[str] = []
    page.start_wanted.connect(lambda: said.append("start"))
    assert button(page, "plan_start").hasFocus()
    press(page, Qt.Key.Key_Return)
    assert said == ["start"]


def test_tab_leads_over_one_day_only(page: PlanPage) -> None:
    button(page, "plan_manage").setFocus(Qt.FocusReason.TabFocusReason)
    press(page, Qt.Key.Key_Tab)
    assert button(page, "plan_day_5").hasFocus()
    press(page, Qt.Key.Key_Tab)
    assert button(page, "plan_repeat").hasFocus()


def test_a_button_without_words_is_not_there(page: PlanPage) -> None:
    page.show_plan(replace(view(), repeat="", manage=""))
    assert button(page, "plan_start").isVisible()
    assert not button(page, "plan_repeat").isVisible()
    assert not button(page, "plan_manage").isVisible()
    page.show_plan(view())
    assert button(page, "plan_repeat").isVisible()


def test_trouble_is_said_and_nothing_is_offered(page: PlanPage) -> None:
    page.show_trouble(("plan.toml: the file cannot be read.",))
    assert "plan.toml: the file cannot be read." in words(page)
    assert find(page, QLabel, "plan_title").text() == "Not now"
    for name in ("plan_start", "plan_repeat", "plan_manage"):
        assert not button(page, name).isVisible()


@pytest.mark.parametrize(("width", "height", "compact"), SIZES, ids=["wide", "narrow"])
def test_every_control_is_named_spoken_reached_and_whole(
    theme: Theme, qtbot: "QtBot", width: int, height: int, *, compact: bool
) -> None:
    page = PlanPage(theme)
    qtbot.addWidget(page)
    page.show_plan(view())
    page.set_compact(compact=compact)
    shown(page, width, height)
    assert (page.width(), page.height()) == (width, height)
    assert faults(page) == []


def test_it_takes_another_look(page: PlanPage) -> None:
    before = seen(page)
    page.theme.change(dark=False)
    assert seen(page) != before
