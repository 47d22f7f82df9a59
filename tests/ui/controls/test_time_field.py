"""A time of day: every quarter of an hour, and whatever else is set."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest

from mattimer.ui.controls.time_field import TimeField, clock_words
from mattimer.ui.theme.theme import Theme
from tests.ui.factories import press, shown

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

QUARTERS = 24 * 4


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def field(theme: Theme, qtbot: "QtBot") -> TimeField:
    made = TimeField(theme, "setting_bedtime", "Bedtime", "18:00", "Not set")
    qtbot.addWidget(made)
    shown(made, 200, 44)
    made.setFocus()
    return made


def texts(field: TimeField) -> list[str]:
    return [field.itemText(index) for index in range(field.count())]


def heard(field: TimeField) -> list[object]:
    said: list[object] = []
    field.activated.connect(lambda index: said.append(field.itemData(index)))
    return said


def test_it_begins_with_none_and_goes_once_around_the_clock(field: TimeField) -> None:
    assert texts(field)[:3] == ["Not set", "18:00", "18:15"]
    assert texts(field)[-1] == "17:45"
    assert field.count() == QUARTERS + 1
    assert field.currentData() == ""


def test_where_there_has_to_be_a_time_none_is_not_offered(theme: Theme, qtbot: "QtBot") -> None:
    made = TimeField(theme, "setting_plan_time", "Time of the plan reminder", "06:00")
    qtbot.addWidget(made)
    assert made.count() == QUARTERS
    assert made.currentData() == "06:00"


@pytest.mark.parametrize(
    ("value", "before"), [("21:50", "21:45"), ("18:01", "18:00"), ("00:10", "00:00")]
)
def test_another_minute_stands_where_it_belongs(field: TimeField, value: str, before: str) -> None:
    field.show_value(value)
    assert field.currentData() == value
    assert texts(field)[field.currentIndex() - 1] == before
    assert texts(field)[0] == "Not set"
    field.show_value("22:00")
    assert field.count() == QUARTERS + 1


def test_a_minute_before_the_list_begins_is_its_last(field: TimeField) -> None:
    field.show_value("17:59")
    assert texts(field)[-2:] == ["17:45", "17:59"]


def test_keys_take_a_quarter_more_or_less(field: TimeField) -> None:
    field.show_value("22:30")
    said = heard(field)
    press(field, Qt.Key.Key_Down)
    press(field, Qt.Key.Key_Up)
    press(field, Qt.Key.Key_Up)
    assert said == ["22:45", "22:30", "22:15"]


def test_typing_a_time_goes_to_it(field: TimeField) -> None:
    said = heard(field)
    QTest.keyClicks(field, "21:3")
    assert field.currentData() == "21:30"
    assert said[-1] == "21:30"


def test_times_are_written_as_the_locale_does() -> None:
    assert clock_words("21:30") == "21:30"
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    assert clock_words("21:30").replace("\u202f", " ") == "9:30 PM"
