"""The one number: digits rate, arrows move, Backspace clears, nothing is preset."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QRadioButton

from mattimer.ui.controls.scale import RatingScale
from mattimer.ui.theme.theme import Theme
from tests.ui.factories import click, counted, near, press, seen, shown

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

DIGITS = (
    Qt.Key.Key_1,
    Qt.Key.Key_2,
    Qt.Key.Key_3,
    Qt.Key.Key_4,
    Qt.Key.Key_5,
    Qt.Key.Key_6,
    Qt.Key.Key_7,
    Qt.Key.Key_8,
    Qt.Key.Key_9,
    Qt.Key.Key_0,
)


@pytest.fixture
def scale(dark: Theme, qtbot: "QtBot") -> RatingScale:
    made = RatingScale(dark, "tightness", "Tightness before", "cool")
    qtbot.addWidget(made)
    shown(made, 600, 90)
    return made


def cell(scale: RatingScale, number: int) -> QRadioButton:
    found: QRadioButton | None = scale.findChild(QRadioButton, f"tightness_{number}")
    assert found is not None
    return found


def heard(scale: RatingScale) -> list[object]:
    said: list[object] = []
    scale.value_changed.connect(said.append)
    return said


def test_nothing_is_preset(scale: RatingScale) -> None:
    assert scale.value is None


def test_it_says_what_its_ends_mean(scale: RatingScale) -> None:
    assert scale.accessibleName() == "Tightness before, 1 loose to 10 tight"


@pytest.mark.parametrize(("number", "key"), list(enumerate(DIGITS, 1)))
def test_a_digit_rates_and_nought_is_ten(scale: RatingScale, key: Qt.Key, number: int) -> None:
    said = heard(scale)
    cell(scale, 4).setFocus()
    press(scale, key)
    assert scale.value == number
    assert said == [number]


def test_a_click_rates(scale: RatingScale) -> None:
    said = heard(scale)
    click(cell(scale, 7))
    assert scale.value == 7
    click(cell(scale, 3))
    assert scale.value == 3
    assert said == [7, 3]


def test_a_second_click_on_the_same_number_says_nothing_more(scale: RatingScale) -> None:
    click(cell(scale, 7))
    said = heard(scale)
    click(cell(scale, 7))
    assert scale.value == 7
    assert said == []


def test_arrows_move_the_number(scale: RatingScale) -> None:
    click(cell(scale, 5))
    press(scale, Qt.Key.Key_Right)
    assert scale.value == 6
    press(scale, Qt.Key.Key_Left)
    press(scale, Qt.Key.Key_Left)
    assert scale.value == 4


def test_arrows_stop_at_the_ends(scale: RatingScale) -> None:
    click(cell(scale, 10))
    press(scale, Qt.Key.Key_Right)
    assert scale.value == 10
    click(cell(scale, 1))
    press(scale, Qt.Key.Key_Left)
    assert scale.value == 1


def test_space_rates_with_the_number_that_has_the_focus(scale: RatingScale) -> None:
    cell(scale, 8).setFocus()
    press(scale, Qt.Key.Key_Space)
    assert scale.value == 8


def test_backspace_clears(scale: RatingScale) -> None:
    click(cell(scale, 7))
    said = heard(scale)
    press(scale, Qt.Key.Key_Backspace)
    assert scale.value is None
    assert said == [None]


def test_after_clearing_one_can_rate_again(scale: RatingScale) -> None:
    scale.set_value(7)
    scale.clear()
    click(cell(scale, 7))
    assert scale.value == 7
    assert [button.isChecked() for button in scale.findChildren(QRadioButton)].count(True) == 1


def test_clearing_nothing_says_nothing(scale: RatingScale) -> None:
    said = heard(scale)
    scale.clear()
    scale.set_value(None)
    assert said == []


def test_a_number_can_be_put_back(scale: RatingScale) -> None:
    scale.set_value(9)
    assert scale.value == 9


@pytest.mark.parametrize("key", [Qt.Key.Key_A, Qt.Key.Key_Return, Qt.Key.Key_F5])
def test_other_keys_are_left_to_the_page(scale: RatingScale, key: Qt.Key) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "")
    assert not scale.take_key(event)
    press(scale, key)
    assert scale.value is None


def test_a_digit_with_ctrl_is_a_shortcut_and_no_rating(scale: RatingScale) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier, "1")
    assert not scale.take_key(event)
    assert scale.value is None


@pytest.mark.parametrize(
    "modifier", [Qt.KeyboardModifier.KeypadModifier, Qt.KeyboardModifier.ShiftModifier]
)
def test_digits_of_the_keypad_and_those_on_shift_rate_too(
    scale: RatingScale, modifier: Qt.KeyboardModifier
) -> None:
    assert scale.take_key(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_3, modifier, "3"))
    assert scale.value == 3


def test_what_shift_makes_of_a_digit_rates_nothing(scale: RatingScale) -> None:
    exclamation = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_Exclam, Qt.KeyboardModifier.ShiftModifier, "!"
    )
    assert not scale.take_key(exclamation)


def test_tab_leads_into_the_scale_and_out_again(scale: RatingScale) -> None:
    scale.set_value(6)
    cell(scale, 6).setFocus()
    focused = QApplication.focusWidget()
    assert focused is cell(scale, 6)
    press(scale, Qt.Key.Key_Right)
    assert QApplication.focusWidget() is cell(scale, 7)


@pytest.mark.parametrize(("fill", "token"), [("cool", "cool"), ("accent", "accent")])
def test_the_chosen_number_is_filled(qtbot: "QtBot", theme: Theme, fill: str, token: str) -> None:
    scale = RatingScale(theme, "tightness", "Tightness", fill)
    qtbot.addWidget(scale)
    shown(scale, 600, 90)
    color = theme.color(token)
    empty = counted(seen(cell(scale, 5)), lambda pixel: near(pixel, color, 3))
    scale.set_value(5)
    filled = counted(seen(cell(scale, 5)), lambda pixel: near(pixel, color, 3))
    assert empty == 0
    assert filled > 0.7 * cell(scale, 5).width() * cell(scale, 5).height()
