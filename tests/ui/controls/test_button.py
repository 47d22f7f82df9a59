"""Real push buttons under their own paint."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mattimer.ui.controls.button import BARE, FILLED, Button, ButtonKind
from mattimer.ui.theme.theme import Theme
from tests.ui.factories import click, ink, make_theme, near, press, seen, shown

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def make(
    theme: Theme, qtbot: "QtBot", kind: ButtonKind, text: str = "Start", icon: str = ""
) -> Button:
    button = Button(theme, kind, "start", text, icon=icon)
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    shown(button)
    leave(button)
    return button


def leave(button: Button) -> None:
    QApplication.sendEvent(button, QEvent(QEvent.Type.Leave))


def enter(button: Button) -> None:
    QApplication.sendEvent(button, QEnterEvent(QPointF(1, 1), QPointF(1, 1), QPointF(1, 1)))


@pytest.mark.parametrize("kind", ButtonKind)
def test_each_kind_is_pressed_by_click_space_and_enter(
    dark: Theme, qtbot: "QtBot", kind: ButtonKind
) -> None:
    button = make(dark, qtbot, kind)
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    click(button)
    button.setFocus()
    press(button, Qt.Key.Key_Space)
    press(button, Qt.Key.Key_Return)
    press(button, Qt.Key.Key_Enter)
    assert len(pressed) == 4


def test_shift_and_enter_is_left_to_the_page(dark: Theme, qtbot: "QtBot") -> None:
    button = make(dark, qtbot, ButtonKind.BIG)
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        QTest.keyClick(button, key, Qt.KeyboardModifier.ShiftModifier)
    assert pressed == []


@pytest.mark.parametrize("kind", ButtonKind)
def test_text_and_icon_are_never_cut(theme: Theme, qtbot: "QtBot", kind: ButtonKind) -> None:
    button = make(theme, qtbot, kind, "Something feels off?", icon="play")
    left, right = ink(seen(button).copy(0, button.height() // 4, button.width(), 8))
    assert 0 <= left < right <= button.width()
    words = button.fontMetrics().horizontalAdvance(button.text())
    assert button.minimumSizeHint().width() >= words + 18
    assert button.minimumSizeHint() == button.sizeHint()


@pytest.mark.parametrize("kind", [kind for kind in ButtonKind if kind not in BARE])
def test_a_button_answers_the_pointer(dark: Theme, qtbot: "QtBot", kind: ButtonKind) -> None:
    button = make(dark, qtbot, kind)
    rest = seen(button)
    enter(button)
    assert seen(button) != rest
    leave(button)
    assert seen(button) == rest
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    assert seen(button) != rest
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("kind", BARE)
def test_a_bare_button_answers_by_its_words(dark: Theme, qtbot: "QtBot", kind: ButtonKind) -> None:
    button = make(dark, qtbot, kind)
    rest = seen(button)
    enter(button)
    assert seen(button) != rest


@pytest.mark.parametrize("kind", FILLED)
def test_filled_buttons_carry_the_accent(theme: Theme, qtbot: "QtBot", kind: ButtonKind) -> None:
    button = make(theme, qtbot, kind)
    middle = seen(button).pixelColor(6, button.height() // 2)
    assert near(middle, theme.color("accent"), 14)


def test_a_disabled_button_is_quieter(dark: Theme, qtbot: "QtBot") -> None:
    button = make(dark, qtbot, ButtonKind.BIG)
    loud = seen(button)
    button.setEnabled(False)
    assert seen(button) != loud


def test_other_words_are_seen_and_read_out(dark: Theme, qtbot: "QtBot") -> None:
    button = make(dark, qtbot, ButtonKind.PLAIN)
    button.set_words("Go on")
    assert (button.text(), button.accessibleName()) == ("Go on", "Go on")


@pytest.mark.parametrize(("after", "mirrored"), [(False, False), (True, False), (False, True)])
def test_the_icon_stands_on_its_side(
    dark: Theme, qtbot: "QtBot", *, after: bool, mirrored: bool
) -> None:
    plain = make(dark, qtbot, ButtonKind.QUIET, "iiiiiiii", icon="play")
    other = Button(
        dark, ButtonKind.QUIET, "other", "iiiiiiii", icon="chevron-down" if after else "play"
    )
    qtbot.addWidget(other)
    if mirrored:
        other.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    other.resize(other.sizeHint())
    shown(other)
    leave(plain)
    leave(other)
    assert (seen(plain) == seen(other)) is (not after and not mirrored)


def test_buttons_grow_with_the_text(qtbot: "QtBot") -> None:
    large = Button(make_theme(text_scale=2.0), ButtonKind.BIG, "start", "Start")
    qtbot.addWidget(large)
    assert large.sizeHint().height() == 120
