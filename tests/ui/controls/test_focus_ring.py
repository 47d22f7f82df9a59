"""The ring appears after a key, leaves after a click, and goes where its control goes."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from mattimer.ui.controls.focus_ring import MARGIN, FocusRing
from mattimer.ui.theme.theme import Theme
from tests.ui.factories import counted, near, seen, shown

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

NO_MODIFIER = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def window(theme: Theme, qtbot: "QtBot") -> Iterator[QWidget]:
    made = QWidget()
    qtbot.addWidget(made)
    for name, x in (("one", 20), ("two", 160)):
        button = QPushButton(name, made)
        button.setObjectName(name)
        button.setGeometry(x, 30, 100, 40)
    shown(made, 300, 200)
    FocusRing(theme, made).watch()
    yield made  # noqa: PT022 - holds on to the window


def ring_of(window: QWidget) -> FocusRing:
    found: FocusRing | None = window.findChild(FocusRing)
    assert found is not None
    return found


def button(window: QWidget, name: str) -> QPushButton:
    found: QPushButton | None = window.findChild(QPushButton, name)
    assert found is not None
    return found


def press_key(window: QWidget, key: Qt.Key = Qt.Key.Key_Shift) -> None:
    """A key as the platform delivers it, through the window's handle."""
    QApplication.sendEvent(window.windowHandle(), QKeyEvent(QEvent.Type.KeyPress, key, NO_MODIFIER))


def press_pointer(window: QWidget, at: QPoint) -> None:
    event = QMouseEvent(
        QEvent.Type.MouseButtonPress,
        QPointF(at),
        QPointF(window.mapToGlobal(at)),
        Qt.MouseButton.LeftButton,
        Qt.MouseButton.LeftButton,
        NO_MODIFIER,
    )
    QApplication.sendEvent(window.windowHandle(), event)


def test_no_ring_before_a_key(window: QWidget) -> None:
    button(window, "one").setFocus()
    assert ring_of(window).isHidden()


def test_a_key_brings_the_ring_around_what_has_the_focus(window: QWidget, theme: Theme) -> None:
    button(window, "one").setFocus()
    press_key(window)
    ring = ring_of(window)
    assert ring.isVisible()
    margins = (-MARGIN, -MARGIN, MARGIN, MARGIN)
    assert ring.geometry() == button(window, "one").geometry().adjusted(*margins)
    colored = counted(seen(window), lambda pixel: near(pixel, theme.color("focus"), 8))
    assert colored > 300


def test_the_ring_follows_the_focus(window: QWidget) -> None:
    button(window, "one").setFocus()
    press_key(window)
    button(window, "two").setFocus()
    assert ring_of(window).geometry().center() == button(window, "two").geometry().center()


def test_a_click_takes_it_away(window: QWidget) -> None:
    button(window, "one").setFocus()
    press_key(window)
    press_pointer(window, QPoint(200, 50))
    assert ring_of(window).isHidden()
    button(window, "two").setFocus()
    assert ring_of(window).isHidden()


def test_the_ring_goes_along_when_its_control_moves_or_grows(window: QWidget) -> None:
    one = button(window, "one")
    one.setFocus()
    press_key(window)
    one.move(40, 100)
    assert ring_of(window).geometry().center() == one.geometry().center()
    one.resize(150, 60)
    assert ring_of(window).width() == 150 + 2 * MARGIN


def test_the_ring_leaves_with_its_control(window: QWidget) -> None:
    one = button(window, "one")
    one.setFocus()
    press_key(window)
    button(window, "two").setFocusPolicy(Qt.FocusPolicy.NoFocus)
    one.hide()
    assert ring_of(window).isHidden()


def test_nothing_focused_has_no_ring(window: QWidget) -> None:
    button(window, "one").setFocus()
    press_key(window)
    button(window, "one").clearFocus()
    assert ring_of(window).isHidden()
    press_key(window)
    assert ring_of(window).isHidden()


def test_the_window_itself_has_no_ring(window: QWidget) -> None:
    window.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    press_key(window)
    window.setFocus()
    assert ring_of(window).isHidden()


def test_the_ring_is_in_nobodys_way(window: QWidget) -> None:
    ring = ring_of(window)
    assert ring.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert ring.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    seen(ring)


def test_a_window_without_a_place_on_screen_is_not_watched(dark: Theme, qtbot: "QtBot") -> None:
    bare = QWidget()
    qtbot.addWidget(bare)
    FocusRing(dark, bare).watch()
    assert bare.windowHandle() is None
