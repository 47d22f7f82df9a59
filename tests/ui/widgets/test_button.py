"""Real push buttons under their own paint."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mattimer.ui.look import Look
from mattimer.ui.widgets.button import BARE, FILLED, Button, Kind
from tests.ui.making import click, ink, make_look, near, press, seen, shown

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def make(look: Look, qtbot: "QtBot", kind: Kind, text: str = "Start", icon: str = "") -> Button:
    button = Button(look, kind, "start", text, icon=icon)
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    shown(button)
    leave(button)
    return button


def leave(button: Button) -> None:
    QApplication.sendEvent(button, QEvent(QEvent.Type.Leave))


def enter(button: Button) -> None:
    QApplication.sendEvent(button, QEnterEvent(QPointF(1, 1), QPointF(1, 1), QPointF(1, 1)))


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_is_pressed_by_click_space_and_enter(
    dark: Look, qtbot: "QtBot", kind: Kind
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


def test_shift_and_enter_is_left_to_the_page(dark: Look, qtbot: "QtBot") -> None:
    button = make(dark, qtbot, Kind.BIG)
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        QTest.keyClick(button, key, Qt.KeyboardModifier.ShiftModifier)
    assert pressed == []


@pytest.mark.parametrize("kind", Kind)
def test_text_and_icon_are_never_cut(look: Look, qtbot: "QtBot", kind: Kind) -> None:
    button = make(look, qtbot, kind, "Something feels off?", icon="play")
    left, right = ink(seen(button).copy(0, button.height() // 4, button.width(), 8))
    assert 0 <= left < right <= button.width()
    words = button.fontMetrics().horizontalAdvance(button.text())
    assert button.minimumSizeHint().width() >= words + 18
    assert button.minimumSizeHint() == button.sizeHint()


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in BARE])
def test_a_button_answers_the_pointer(dark: Look, qtbot: "QtBot", kind: Kind) -> None:
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
def test_a_bare_button_answers_by_its_words(dark: Look, qtbot: "QtBot", kind: Kind) -> None:
    button = make(dark, qtbot, kind)
    rest = seen(button)
    enter(button)
    assert seen(button) != rest


@pytest.mark.parametrize("kind", FILLED)
def test_filled_buttons_carry_the_accent(look: Look, qtbot: "QtBot", kind: Kind) -> None:
    button = make(look, qtbot, kind)
    middle = seen(button).pixelColor(6, button.height() // 2)
    assert near(middle, look.color("accent"), 14)


def test_a_disabled_button_is_quieter(dark: Look, qtbot: "QtBot") -> None:
    button = make(dark, qtbot, Kind.BIG)
    loud = seen(button)
    button.setEnabled(False)
    assert seen(button) != loud


def test_other_words_are_seen_and_read_out(dark: Look, qtbot: "QtBot") -> None:
    button = make(dark, qtbot, Kind.PLAIN)
    button.set_words("Go on")
    assert (button.text(), button.accessibleName()) == ("Go on", "Go on")


@pytest.mark.parametrize(("after", "mirrored"), [(False, False), (True, False), (False, True)])
def test_the_icon_stands_on_its_side(
    dark: Look, qtbot: "QtBot", *, after: bool, mirrored: bool
) -> None:
    plain = make(dark, qtbot, Kind.QUIET, "iiiiiiii", icon="play")
    other = Button(dark, Kind.QUIET, "other", "iiiiiiii", icon="play", icon_after=after)
    qtbot.addWidget(other)
    if mirrored:
        other.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    other.resize(other.sizeHint())
    shown(other)
    leave(plain)
    leave(other)
    assert (seen(plain) == seen(other)) is (not after and not mirrored)


def test_buttons_grow_with_the_text(qtbot: "QtBot") -> None:
    large = Button(make_look(text_scale=2.0), Kind.BIG, "start", "Start")
    qtbot.addWidget(large)
    assert large.sizeHint().height() == 120
