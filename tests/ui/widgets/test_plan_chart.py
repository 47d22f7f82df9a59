"""Fourteen capsules: done, next, later; said in words for those who do not see them."""

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from mattimer.ui.look import Look
from mattimer.ui.widgets.plan_chart import DayState, PlanChart, PlanDay
from tests.ui.making import counted, near, seen, shown

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def days(done: int, *, at: float | None = None) -> tuple[PlanDay, ...]:
    return tuple(
        PlanDay(
            number,
            5,
            10,
            DayState.DONE
            if number <= done
            else DayState.NEXT
            if number == done + 1
            else DayState.LATER,
            7.0 if number <= done else at if number == done + 1 else None,
            f"Day {number}, words",
        )
        for number in range(1, 15)
    )


@pytest.fixture
def chart(look: Look, qtbot: "QtBot") -> PlanChart:
    made = PlanChart(look)
    qtbot.addWidget(made)
    made.show_days(days(5, at=8))
    shown(made, 920, 330)
    return made


def column(chart: PlanChart, day: int) -> QRect:
    return QRect(round(chart.x_of(day)) - 13, 0, 26, chart.height() - 70)


def warm(chart: PlanChart, day: int) -> int:
    accent = chart._look.color("accent")
    return counted(seen(chart), lambda color: near(color, accent, 30), column(chart, day))


def test_every_day_is_spoken_in_order(chart: PlanChart) -> None:
    assert chart.accessibleName() == "; ".join(f"Day {number}, words" for number in range(1, 15))


def test_done_days_carry_a_dot_and_later_ones_nothing(chart: PlanChart) -> None:
    assert warm(chart, 3) > 0
    assert warm(chart, 6) > 0
    assert warm(chart, 10) == 0
    picture, accent = seen(chart), chart._look.color("accent")
    full = picture.pixelColor(round(chart.x_of(3)), round(chart._y(7)))
    hollow = picture.pixelColor(round(chart.x_of(6)), round(chart._y(8)))
    assert near(full, accent, 30)
    assert not near(hollow, accent, 30)


def test_the_next_day_stands_in_a_lit_column(chart: PlanChart) -> None:
    picture = seen(chart)
    at = chart.height() - 40
    lit = picture.pixel(round(chart.x_of(6)) - 20, at)
    assert lit != picture.pixel(round(chart.x_of(9)) - 20, at)


def test_each_step_of_the_plan_looks_different(chart: PlanChart) -> None:
    pictures = []
    for done in range(15):
        chart.show_days(days(done))
        pictures.append(seen(chart))
    assert all(one != other for one, other in pairwise(pictures))


def test_days_stand_from_left_to_right_and_mirrored_from_right_to_left(chart: PlanChart) -> None:
    places = [chart.x_of(day) for day in range(1, 15)]
    assert places == sorted(places)
    assert 0 < places[0] < places[-1] < chart.width()
    chart.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert [chart.x_of(day) for day in range(1, 15)] == [chart.width() - x for x in places]


@pytest.mark.parametrize("day", [1, 6, 14])
def test_the_pointer_over_a_day_says_it(
    chart: PlanChart, monkeypatch: pytest.MonkeyPatch, day: int
) -> None:
    said: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, text, _widget: said.append(text))
    here = QPoint(round(chart.x_of(day)) + 4, 100)
    event = QHelpEvent(QEvent.Type.ToolTip, here, chart.mapToGlobal(here))
    assert QApplication.sendEvent(chart, event)
    assert said == [f"Day {day}, words"]


def test_without_days_it_is_empty_and_quiet(look: Look, qtbot: "QtBot") -> None:
    made = PlanChart(look)
    qtbot.addWidget(made)
    shown(made, 600, 330)
    made.event(QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), QPoint(5, 5)))
    assert made.accessibleName() == ""
