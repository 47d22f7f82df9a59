"""Tells a screen reader something, politely: it finishes what it is saying first."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, news: str) -> None:
    """Say it for a widget that can be seen; nothing where there is no news, or no reader."""
    if news and QAccessible.isActive() and widget.isVisible():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, news))
