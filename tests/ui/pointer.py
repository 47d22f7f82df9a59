"""What a pointer does beside clicking: it comes, leaves, and turns its wheel."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


def come(widget: QWidget) -> None:
    """The pointer comes."""
    QApplication.sendEvent(widget, QEnterEvent(QPointF(1, 1), QPointF(1, 1), QPointF(1, 1)))


def leave(widget: QWidget) -> None:
    """The pointer leaves."""
    QApplication.sendEvent(widget, QEvent(QEvent.Type.Leave))


def turn_wheel(widget: QWidget, notches: int) -> bool:
    """Turn the wheel over a widget; says whether the widget took it."""
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(widget.mapToGlobal(QPoint(5, 5))),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt's signature
    )
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def turn_wheel_over(widget: QWidget, notches: int) -> None:
    """Turn the wheel where a widget lies, as a mouse does: who does not want it passes it on."""
    window = widget.window()
    place = widget.mapTo(window, widget.rect().center())
    QTest.wheelEvent(window.windowHandle(), QPointF(place), QPoint(0, 120 * notches))
    QApplication.processEvents()
