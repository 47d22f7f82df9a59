"""Timers that widgets count with, found by their names, so that a test lets time pass."""

from PySide6.QtCore import QObject, QTimer


def timer(owner: QObject, name: str) -> QTimer:
    """One of a widget's timers."""
    found: QTimer | None = owner.findChild(QTimer, name)
    assert found is not None, name
    return found


def run_out(owner: QObject, name: str) -> QTimer:
    """Let a timer's time be over, as if it had passed."""
    one = timer(owner, name)
    if one.isSingleShot():
        one.stop()
    one.timeout.emit()
    return one
