"""The foot of Today: four facts, and the scale in their place."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from mattimer.ui.pages.today.today_strip import Strip, TodayStrip
from mattimer.ui.theme.theme import Theme
from tests.presenters.scenarios import faults
from tests.ui.factories import click, press, shown
from tests.ui.pages.find_widgets import button

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

EMPTY = Strip("This week", (False,) * 7, 0, None)


@pytest.fixture
def strip(theme: Theme, qtbot: "QtBot") -> TodayStrip:
    made = TodayStrip(theme)
    qtbot.addWidget(made)
    made.show_strip(EMPTY)
    shown(made, 620, 110)
    return made


def heard(strip: TodayStrip) -> list[int]:
    said: list[int] = []
    strip.rated.connect(said.append)
    return said


def key(code: Qt.Key, text: str) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, code, Qt.KeyboardModifier.NoModifier, text)


def test_facts_are_named_spoken_and_whole(strip: TodayStrip) -> None:
    assert faults(strip) == []
    assert button(strip, "wind_down").accessibleName() == "Set a time"
    strip.show_strip(Strip("This week, 2", (True, True, *[False] * 5), 1, (8, 6), 4, "21:30"))
    assert button(strip, "wind_down").accessibleName() == "21:30"
    assert not button(strip, "rate_today").isVisible()
    assert faults(strip) == []


def test_the_scale_takes_the_place_of_the_facts(strip: TodayStrip) -> None:
    click(button(strip, "rate_today"))
    assert not button(strip, "rate_today").isVisible()
    assert button(strip, "tightness_today_1").isVisible()
    assert faults(strip) == []


@pytest.mark.parametrize(("text", "value"), [("1", 1), ("9", 9), ("0", 10)])
def test_a_digit_rates_while_the_scale_is_up(strip: TodayStrip, text: str, value: int) -> None:
    said = heard(strip)
    code = Qt.Key(ord(text))
    assert not strip.take_key(key(code, text))
    click(button(strip, "rate_today"))
    press(strip, code)
    assert said == [value]
    assert not strip.take_key(key(code, text))
    assert said == [value]


def test_a_click_rates_and_brings_the_facts_back(strip: TodayStrip) -> None:
    said = heard(strip)
    click(button(strip, "rate_today"))
    click(button(strip, "tightness_today_7"))
    assert said == [7]
    assert button(strip, "rate_today").isVisible()


def test_not_now_rates_nothing_and_the_next_time_starts_empty(strip: TodayStrip) -> None:
    said = heard(strip)
    click(button(strip, "rate_today"))
    click(button(strip, "not_now"))
    assert said == []
    click(button(strip, "rate_today"))
    assert not button(strip, "tightness_today_7").isChecked()


def test_the_wind_down_leads_on(strip: TodayStrip) -> None:
    said: list[bool] = []
    strip.wind_down_wanted.connect(lambda: said.append(True))
    click(button(strip, "wind_down"))
    assert said == [True]


def test_compact_keeps_week_and_last_pair(strip: TodayStrip) -> None:
    strip.set_compact(compact=True)
    assert not button(strip, "rate_today").isVisible()
    assert not button(strip, "wind_down").isVisible()
    strip.set_compact(compact=False)
    assert button(strip, "rate_today").isVisible()
