"""A month by keyboard, and what each day says."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QLabel

from mattimer.ui.pages.history.month_calendar import DaySaid, MonthCalendar, by_months
from mattimer.ui.theme.theme import Theme
from tests.ui.factories import click, near, press, seen, shown
from tests.ui.pages.find_widgets import button, find

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

TODAY = date(2026, 9, 23)
DAYS = {
    date(2026, 9, 1): DaySaid(1, ("21:12, feet, 3 min",)),
    date(2026, 9, 22): DaySaid(2, ("07:00, upper back, 10 min", "21:00, calves, 5 min, 7 to 4")),
}


@pytest.fixture
def month(theme: Theme, qtbot: "QtBot") -> MonthCalendar:
    made = MonthCalendar(theme)
    qtbot.addWidget(made)

    def show(first: date) -> None:
        made.show_days(first, TODAY, DAYS)

    made.month_wanted.connect(show)
    show(date(2026, 9, 1))
    shown(made, 420, 400)
    made.table.setFocus()
    return made


def said(month: MonthCalendar) -> str:
    return find(month, QLabel, "month_said").text()


def title(month: MonthCalendar) -> str:
    return find(month, QLabel, "month_title").text()


def test_it_begins_with_today(month: MonthCalendar) -> None:
    assert title(month) == month.table.accessibleName() == "September 2026"
    assert said(month) == "Wednesday 23 September: no session"


def test_every_day_says_its_sessions(month: MonthCalendar) -> None:
    press(month, Qt.Key.Key_Left)
    wanted = "Tuesday 22 September: 07:00, upper back, 10 min; 21:00, calves, 5 min, 7 to 4"
    assert said(month) == wanted
    index = month.table.currentIndex()
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == wanted
    assert index.data() == "22"


def test_arrows_walk_over_the_ends_of_a_month(month: MonthCalendar) -> None:
    press(month, Qt.Key.Key_Home)
    assert said(month).startswith("Tuesday 1 September: 21:12")
    press(month, Qt.Key.Key_Left)
    assert title(month) == "August 2026"
    assert said(month) == "Monday 31 August: no session"
    press(month, Qt.Key.Key_Down)
    assert said(month) == "Monday 7 September: no session"
    press(month, Qt.Key.Key_End)
    assert said(month).startswith("Wednesday 30 September")
    press(month, Qt.Key.Key_Right)
    assert title(month) == "October 2026"
    press(month, Qt.Key.Key_Up)
    assert month.table.day == date(2026, 9, 24)


def test_page_keys_and_buttons_turn_months(month: MonthCalendar) -> None:
    press(month, Qt.Key.Key_PageUp)
    assert month.table.day == date(2026, 8, 23)
    press(month, Qt.Key.Key_PageDown)
    assert month.table.day == TODAY
    click(button(month, "month_before"))
    assert title(month) == "August 2026"
    assert month.table.day == date(2026, 8, 1)
    click(button(month, "month_after"))
    assert month.table.day == TODAY


def test_a_click_on_a_day_of_another_month_goes_there(month: MonthCalendar) -> None:
    month.table.setCurrentIndex(month.model.place_of(date(2026, 10, 2)))
    assert title(month) == "October 2026"
    assert month.table.day == date(2026, 10, 2)


def test_arrows_turn_with_the_text(month: MonthCalendar) -> None:
    month.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    press(month, Qt.Key.Key_Left)
    assert month.table.day == date(2026, 9, 24)


def test_weeks_begin_as_the_locale_has_it(theme: Theme, qtbot: "QtBot") -> None:
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    month = MonthCalendar(theme)
    qtbot.addWidget(month)
    month.show_days(date(2026, 9, 1), TODAY, DAYS)
    assert month.model.day_at(0, 0) == date(2026, 8, 30)
    assert month.model.headerData(0, Qt.Orientation.Horizontal) == "Sun"


@pytest.mark.parametrize("first", [date(2026, month, 1) for month in range(1, 13)])
def test_every_day_of_a_month_has_its_place(month: MonthCalendar, first: date) -> None:
    month.show_days(first, TODAY, {})
    day = first
    while day.month == first.month:
        index = month.model.place_of(day)
        assert month.model.day_at(index.row(), index.column()) == day
        day += timedelta(days=1)


def test_a_day_with_sessions_has_warm_points(month: MonthCalendar, theme: Theme) -> None:
    image, warm = seen(month.table.viewport()), theme.color("still")
    box = month.table.visualRect(month.model.place_of(date(2026, 9, 1)))
    middle = [image.pixelColor(box.center().x(), y) for y in range(box.top(), box.bottom())]
    assert any(near(color, warm, 40) for color in middle)


@pytest.mark.parametrize(
    ("day", "step", "there"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 12, 5), 1, date(2027, 1, 5)),
        (date(2026, 1, 5), -13, date(2024, 12, 5)),
    ],
)
def test_a_shorter_month_ends_sooner(day: date, step: int, there: date) -> None:
    assert by_months(day, step) == there
