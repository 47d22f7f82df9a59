"""A volume: one drag is one change, a key is one step, the wheel is the page's."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSlider

from mattimer.ui.controls.slider import KNOB, Slider
from mattimer.ui.theme.theme import Theme
from tests.ui.factories import counted, make_theme, near, press, seen, shown
from tests.ui.pointer import turn_wheel

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

LEFT = Qt.MouseButton.LeftButton
NO_MODIFIER = Qt.KeyboardModifier.NoModifier
RIGHT_TO_LEFT = Qt.LayoutDirection.RightToLeft


@pytest.fixture
def slider(theme: Theme, qtbot: "QtBot") -> Slider:
    made = Slider(theme, "setting_bells", "Bells")
    qtbot.addWidget(made)
    made.show_value(50)
    shown(made, made.sizeHint().width(), made.sizeHint().height())
    made.setFocus()
    return made


def heard(slider: Slider) -> list[int]:
    said: list[int] = []
    slider.valueChanged.connect(said.append)
    return said


def at(slider: Slider, value: float) -> QPoint:
    """Where the knob's middle is at a value, where text runs from left to right."""
    return QPoint(round(KNOB / 2 + value / 100 * (slider.width() - KNOB)), slider.height() // 2)


def test_it_is_a_real_slider_with_a_name(slider: Slider) -> None:
    assert isinstance(slider, QSlider)
    assert slider.accessibleName() == "Bells"
    assert (slider.minimum(), slider.maximum()) == (0, 100)
    assert slider.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_showing_a_value_is_silent(slider: Slider) -> None:
    said = heard(slider)
    slider.show_value(30)
    assert slider.value() == 30
    assert said == []


def test_a_drag_speaks_once_when_it_ends(slider: Slider) -> None:
    said = heard(slider)
    QTest.mousePress(slider, LEFT, NO_MODIFIER, at(slider, 50))
    for value in range(52, 81, 2):
        QTest.mouseMove(slider, at(slider, value))
    assert said == []
    QTest.mouseRelease(slider, LEFT, NO_MODIFIER, at(slider, 80))
    assert said == [80]


def test_the_knob_is_taken_where_it_is(slider: Slider) -> None:
    said = heard(slider)
    aside = QPoint(KNOB // 2 - 2, 0)
    QTest.mousePress(slider, LEFT, NO_MODIFIER, at(slider, 50) + aside)
    QTest.mouseRelease(slider, LEFT, NO_MODIFIER, at(slider, 50) + aside)
    assert said == []


def test_elsewhere_it_comes_to_the_pointer(slider: Slider) -> None:
    said = heard(slider)
    QTest.mouseClick(slider, LEFT, NO_MODIFIER, at(slider, 20))
    QTest.mouseClick(slider, LEFT, NO_MODIFIER, QPoint(slider.width() - 1, 5))
    QTest.mouseClick(slider, LEFT, NO_MODIFIER, QPoint(0, 5))
    assert said == [20, 100, 0]


def test_another_button_changes_nothing(slider: Slider) -> None:
    said = heard(slider)
    QTest.mouseClick(slider, Qt.MouseButton.RightButton, NO_MODIFIER, at(slider, 20))
    assert (said, slider.isSliderDown()) == ([], False)


def test_a_pointer_that_only_passes_changes_nothing(slider: Slider) -> None:
    QTest.mouseMove(slider, at(slider, 10))
    assert slider.sliderPosition() == 50


def test_a_value_that_comes_during_a_drag_waits(slider: Slider) -> None:
    QTest.mousePress(slider, LEFT, NO_MODIFIER, at(slider, 70))
    slider.show_value(10)
    assert slider.sliderPosition() == 70
    QTest.mouseRelease(slider, LEFT, NO_MODIFIER, at(slider, 70))
    assert slider.value() == 70


@pytest.mark.parametrize(
    ("key", "value"),
    [
        (Qt.Key.Key_Right, 55),
        (Qt.Key.Key_Left, 45),
        (Qt.Key.Key_Up, 55),
        (Qt.Key.Key_Down, 45),
        (Qt.Key.Key_PageUp, 70),
        (Qt.Key.Key_PageDown, 30),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_End, 100),
    ],
)
def test_each_key_is_one_step(slider: Slider, key: Qt.Key, value: int) -> None:
    said = heard(slider)
    press(slider, key)
    assert said == [value]


def test_keys_stop_at_the_end(slider: Slider) -> None:
    said = heard(slider)
    slider.show_value(98)
    press(slider, Qt.Key.Key_Right)
    press(slider, Qt.Key.Key_Right)
    assert said == [100]


def test_the_wheel_is_left_to_the_page(slider: Slider) -> None:
    said = heard(slider)
    assert not turn_wheel(slider, 1)
    assert (slider.sliderPosition(), said) == (50, [])


def warm(slider: Slider, theme: Theme) -> int:
    """How many pixels of the track are lit."""
    accent = theme.color("accent")
    return counted(seen(slider), lambda pixel: near(pixel, accent, 4))


def test_louder_lights_more_of_the_track(slider: Slider, theme: Theme) -> None:
    lit = []
    for value in (0, 50, 100):
        slider.show_value(value)
        lit.append(warm(slider, theme))
    assert lit[0] < lit[1] < lit[2]
    assert lit[2] > 100 * 3


def test_it_mirrors(slider: Slider, theme: Theme) -> None:
    slider.show_value(100)
    right = seen(slider).pixelColor(slider.width() - KNOB // 2, slider.height() // 2)
    slider.setLayoutDirection(RIGHT_TO_LEFT)
    left = seen(slider).pixelColor(KNOB // 2, slider.height() // 2)
    assert near(left, right)
    assert near(
        seen(slider).pixelColor(slider.width() - 9, slider.height() // 2), theme.color("accent")
    )
    said = heard(slider)
    QTest.mouseClick(slider, LEFT, NO_MODIFIER, at(slider, 20))
    press(slider, Qt.Key.Key_Left)
    assert said == [80, 85]


def test_it_is_quieter_where_it_cannot_be_used(slider: Slider, theme: Theme) -> None:
    assert warm(slider, theme) > 0
    slider.setEnabled(False)
    assert warm(slider, theme) == 0


def test_another_look_is_painted(slider: Slider, theme: Theme) -> None:
    before = seen(slider)
    theme.change(dark=not theme.tokens.dark)
    assert seen(slider) != before


def test_it_yields_no_length(qtbot: "QtBot") -> None:
    made = Slider(make_theme(text_scale=2.0), "setting_bells", "Bells")
    qtbot.addWidget(made)
    assert made.minimumSizeHint() == made.sizeHint()
    assert made.sizeHint().height() >= 44


def test_it_grows_with_its_text_and_is_taken_where_its_knob_is(
    slider: Slider, theme: Theme
) -> None:
    before = slider.sizeHint()
    theme.change(text_scale=2.0)
    assert slider.sizeHint() == before * 2
    slider.resize(slider.sizeHint())
    said = heard(slider)
    knob = 2 * KNOB
    middle = QPoint(round(knob / 2 + (slider.width() - knob) / 2), slider.height() // 2)
    aside = QPoint(knob // 2 - 2, 0)
    QTest.mousePress(slider, LEFT, NO_MODIFIER, middle + aside)
    QTest.mouseRelease(slider, LEFT, NO_MODIFIER, middle + aside)
    assert said == []
    QTest.mouseClick(slider, LEFT, NO_MODIFIER, QPoint(slider.width() - 1, 5))
    assert said == [100]
    theme.change(text_scale=1.0)
