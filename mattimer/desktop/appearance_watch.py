"""The protocol of an adapter that hears how the desktop wants programs to look."""

from typing import Protocol

from PySide6.QtCore import Signal, SignalInstance

from mattimer.desktop.adapter import AbsentAdapter, DesktopAdapter


class AppearanceWatch(DesktopAdapter, Protocol):
    """An adapter that hears how programs are to look, and when that changes.

    Signals:
        changed(wishes): A ``DesktopAppearance`` other than before.
    """

    changed: SignalInstance


class NoAppearanceWatch(AbsentAdapter):
    """For systems whose appearance Qt itself follows."""

    changed = Signal(object)
