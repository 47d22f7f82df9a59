"""Minutes, one up or down at a time, between two bounds."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from mattimer.ui.controls.stepper import Stepper
from mattimer.ui.theme.theme import Theme
from tests.ui.factories import click, counted, press, seen, shown

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def stepper(dark: Theme, qtbot: "QtBot") -> Stepper:
    made = Stepper(dark, "minutes")
    qtbot.addWidget(made)
    made.set_range(1, 15)
    made.set_value(10)
    shown(made)
    return made


def button(stepper: Stepper, name: str) -> QAbstractButton:
    found: QAbstractButton | None = stepper.findChild(QAbstractButton, f"minutes_{name}")
    assert found is not None
    return found


def heard(stepper: Stepper) -> list[int]:
    said: list[int] = []
    stepper.value_changed.connect(said.append)
    return said


def turn_wheel(stepper: Stepper, notches: float, *, sideways: bool = False) -> None:
    angle = round(120 * notches)
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(),
        QPoint(angle, 0) if sideways else QPoint(0, angle),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt's signature
    )
    QApplication.sendEvent(stepper, event)


def test_plus_and_minus_go_one_minute(stepper: Stepper) -> None:
    said = heard(stepper)
    click(button(stepper, "more"))
    click(button(stepper, "less"))
    click(button(stepper, "less"))
    assert said == [11, 10, 9]
    assert stepper.value == 9


def test_it_shows_and_says_the_number(stepper: Stepper) -> None:
    label: QLabel | None = stepper.findChild(QLabel)
    assert label is not None
    assert label.text() == "10 min"
    assert stepper.accessibleName() == "Length, 10 minutes"
    stepper.set_value(1)
    assert stepper.accessibleName() == "Length, 1 minute"


def test_it_stops_at_both_ends_and_shows_it(stepper: Stepper) -> None:
    stepper.set_value(15)
    assert not button(stepper, "more").isEnabled()
    assert button(stepper, "less").isEnabled()
    stepper.set_value(1)
    assert button(stepper, "more").isEnabled()
    assert not button(stepper, "less").isEnabled()
    said = heard(stepper)
    stepper.step(-1)
    assert said == []


def test_a_value_is_kept_inside_the_bounds(stepper: Stepper) -> None:
    stepper.set_value(99)
    assert stepper.value == 15
    stepper.set_value(-3)
    assert stepper.value == 1


def test_narrower_bounds_pull_the_value_in_without_a_word(stepper: Stepper) -> None:
    said = heard(stepper)
    stepper.set_range(1, 5)
    assert stepper.value == 5
    assert said == []


def test_the_wheel_goes_one_minute_a_notch(stepper: Stepper) -> None:
    said = heard(stepper)
    button(stepper, "more").setFocus()
    turn_wheel(stepper, 1)
    turn_wheel(stepper, -1)
    turn_wheel(stepper, -1)
    assert said == [11, 10, 9]


def test_a_wheel_that_turns_the_page_changes_nothing(stepper: Stepper) -> None:
    said = heard(stepper)
    for name in ("more", "less"):
        button(stepper, name).clearFocus()
    turn_wheel(stepper, 1)
    assert said == []


def test_a_wheel_that_goes_sideways_changes_nothing(stepper: Stepper) -> None:
    said = heard(stepper)
    button(stepper, "more").setFocus()
    turn_wheel(stepper, 1, sideways=True)
    assert said == []


@pytest.mark.parametrize("name", ["more", "less"])
def test_up_and_down_work_as_in_any_field_with_a_number(stepper: Stepper, name: str) -> None:
    button(stepper, name).setFocus()
    press(stepper, Qt.Key.Key_Up)
    press(stepper, Qt.Key.Key_Up)
    press(stepper, Qt.Key.Key_Down)
    assert stepper.value == 11
    assert button(stepper, name).hasFocus()


def test_space_presses_the_button_that_has_the_focus(stepper: Stepper) -> None:
    button(stepper, "less").setFocus()
    press(stepper, Qt.Key.Key_Space)
    assert stepper.value == 9


def test_other_keys_pass(stepper: Stepper) -> None:
    said = heard(stepper)
    QTest.keyClick(stepper, Qt.Key.Key_X)
    assert said == []


def test_a_held_button_goes_on_by_itself(stepper: Stepper, qtbot: "QtBot") -> None:
    more = button(stepper, "more")
    assert more.autoRepeat()
    more.setAutoRepeatDelay(5)
    more.setAutoRepeatInterval(5)
    QTest.mousePress(more, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: stepper.value == 15)
    QTest.mouseRelease(more, Qt.MouseButton.LeftButton)
    assert stepper.value == 15


def test_tooltips_say_what_the_signs_mean(stepper: Stepper) -> None:
    assert button(stepper, "more").toolTip() == "One minute more"
    assert button(stepper, "less").toolTip() == "One minute less"


def test_the_sign_is_quieter_at_the_end(stepper: Stepper) -> None:
    def loudness() -> int:
        """How far the sign is from its ground."""
        image = seen(button(stepper, "more"))
        ground = image.pixelColor(0, 0).lightness()
        return max(
            abs(image.pixelColor(x, y).lightness() - ground)
            for x in range(image.width())
            for y in range(image.height())
        )

    loud = loudness()
    stepper.set_value(15)
    assert 0 < loudness() < 0.5 * loud


def test_it_paints_in_both_palettes(theme: Theme, qtbot: "QtBot") -> None:
    made = Stepper(theme, "minutes")
    qtbot.addWidget(made)
    shown(made)
    surface = theme.color("surface")
    assert counted(seen(made), lambda pixel: pixel == surface) > 1000
