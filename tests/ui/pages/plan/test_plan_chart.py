"""Fourteen capsules: done, next, later; said in words for those who do not see them."""

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QLocale, QRect, Qt
from PySide6.QtGui import QColor, QEnterEvent
from PySide6.QtWidgets import QApplication

from mattimer.ui.pages.plan.plan_chart import PlanChart
from mattimer.ui.pages.plan.plan_day import DayFace, DayState, DayWords, PlanDay
from mattimer.ui.theme.theme import Theme
from tests.ui.factories import counted, near, press, seen, shown
from tests.ui.pages.find_widgets import find

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
def chart(theme: Theme, qtbot: "QtBot") -> PlanChart:
    made = PlanChart(theme)
    qtbot.addWidget(made)
    made.show_days(days(5, at=8))
    shown(made, 920, 330)
    if made.focusWidget() is not None:
        made.focusWidget().clearFocus()
    return made


def column(chart: PlanChart, day: int) -> QRect:
    return QRect(round(chart.axes.x(day)) - 13, 0, 26, chart.height() - 70)


def warm(chart: PlanChart, day: int, accent: QColor) -> int:
    return counted(seen(chart), lambda color: near(color, accent, 30), column(chart, day))


def face(chart: PlanChart, day: int) -> DayFace:
    return find(chart, DayFace, f"plan_day_{day}")


def said(chart: PlanChart) -> str:
    """What stands over the chart; empty where nothing does."""
    words = find(chart, DayWords, "plan_day_words")
    return words.text() if words.isVisible() else ""


def test_every_day_is_a_control_that_speaks(chart: PlanChart) -> None:
    assert chart.accessibleName() == "Days of the plan"
    spoken = [face(chart, number).accessibleName() for number in range(1, 15)]
    assert spoken == [f"Day {number}, words" for number in range(1, 15)]


def test_done_days_carry_a_dot_and_later_ones_nothing(chart: PlanChart, theme: Theme) -> None:
    assert warm(chart, 3, theme.color("accent")) > 0
    assert warm(chart, 6, theme.color("accent")) > 0
    assert warm(chart, 10, theme.color("accent")) == 0
    picture, accent = seen(chart), theme.color("accent")
    full = picture.pixelColor(round(chart.axes.x(3)), round(chart.axes.y(0, 7)))
    hollow = picture.pixelColor(round(chart.axes.x(6)), round(chart.axes.y(0, 8)))
    assert near(full, accent, 30)
    assert not near(hollow, accent, 30)


def test_the_next_day_stands_in_a_lit_column(chart: PlanChart) -> None:
    picture = seen(chart)
    at = chart.height() - 40
    lit = picture.pixel(round(chart.axes.x(6)) - 20, at)
    assert lit != picture.pixel(round(chart.axes.x(9)) - 20, at)


def test_each_step_of_the_plan_looks_different(chart: PlanChart) -> None:
    pictures = []
    for done in range(15):
        chart.show_days(days(done))
        pictures.append(seen(chart))
    assert all(one != other for one, other in pairwise(pictures))


def test_days_stand_from_left_to_right_and_mirrored_from_right_to_left(chart: PlanChart) -> None:
    places = [chart.axes.x(day) for day in range(1, 15)]
    assert places == sorted(places)
    assert 0 < places[0] < places[-1] < chart.width()
    chart.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert [chart.axes.x(day) for day in range(1, 15)] == [chart.width() - x for x in places]


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("day", [1, 6, 14])
def test_the_pointer_over_a_day_says_it(
    chart: PlanChart, day: int, scale: float, theme: Theme
) -> None:
    theme.change(text_scale=scale)
    assert said(chart) == ""
    at = face(chart, day).rect().center()
    QApplication.sendEvent(face(chart, day), QEnterEvent(at, at, at))
    assert said(chart) == f"Day {day}, words"
    words = find(chart, DayWords, "plan_day_words")
    assert chart.rect().contains(words.geometry())
    capsule = chart.axes.capsule_of(day, 5, 10)
    assert not capsule.intersects(words.geometry().toRectF())
    QApplication.sendEvent(face(chart, day), QEvent(QEvent.Type.Leave))
    assert said(chart) == ""


def test_tab_leads_to_the_next_day_and_arrows_walk_on(chart: PlanChart) -> None:
    face(chart, 6).setFocus(Qt.FocusReason.TabFocusReason)
    assert face(chart, 6).isChecked()
    assert said(chart) == "Day 6, words"
    press(chart, Qt.Key.Key_Right)
    assert face(chart, 7).hasFocus()
    assert said(chart) == "Day 7, words"
    press(chart, Qt.Key.Key_Left)
    press(chart, Qt.Key.Key_Left)
    assert said(chart) == "Day 5, words"
    face(chart, 5).clearFocus()
    assert said(chart) == ""


def test_from_right_to_left_the_arrows_turn_too(chart: PlanChart) -> None:
    chart.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    face(chart, 6).setFocus(Qt.FocusReason.TabFocusReason)
    press(chart, Qt.Key.Key_Left)
    assert said(chart) == "Day 7, words"


def test_a_finished_plan_is_entered_at_its_last_day(chart: PlanChart) -> None:
    chart.show_days(days(14))
    assert face(chart, 14).isChecked()


def test_where_numbers_would_touch_the_days_stand_in_two_rows(
    chart: PlanChart, theme: Theme
) -> None:
    low = chart.heightForWidth(528)
    assert chart.axes.rows == 1
    theme.change(text_scale=2.0)
    chart.resize(528, chart.heightForWidth(528))
    assert chart.axes.rows == 2
    assert chart.height() > 2 * low
    upper, lower = face(chart, 7).geometry(), face(chart, 8).geometry()
    assert upper.bottom() < lower.top()
    assert lower.center().x() == face(chart, 1).geometry().center().x()
    before = seen(chart)
    chart.show_days(days(9))
    assert seen(chart) != before


def test_faces_lie_on_what_is_painted(chart: PlanChart) -> None:
    for number in range(1, 15):
        box = face(chart, number).geometry()
        assert abs(box.center().x() - chart.axes.x(number)) <= 1
        assert box.toRectF().contains(chart.axes.capsule_of(number, 5, 10))
    boxes = [face(chart, number).geometry() for number in range(1, 15)]
    assert all(not one.intersects(other) for one, other in pairwise(boxes))


def test_numbers_are_those_of_the_locale(dark: Theme, qtbot: "QtBot") -> None:
    pictures = []
    for language in (QLocale.Language.English, QLocale.Language.Persian):
        QLocale.setDefault(QLocale(language))
        made = PlanChart(dark)
        qtbot.addWidget(made)
        made.show_days(days(5))
        shown(made, 920, 330)
        pictures.append(seen(made))
    assert pictures[0] != pictures[1]


def test_without_days_it_is_empty_and_quiet(theme: Theme, qtbot: "QtBot") -> None:
    made = PlanChart(theme)
    qtbot.addWidget(made)
    shown(made, 600, 330)
    assert made.axes.rows == 1
    assert made.findChildren(DayFace) == []
    seen(made)
