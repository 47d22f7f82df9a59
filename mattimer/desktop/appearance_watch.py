"""The appearance that the desktop asks of programs: what an adapter for it does."""

from typing import Protocol

from PySide6.QtCore import Signal, SignalInstance

from mattimer.desktop.adapter import AbsentAdapter, DesktopAdapter


class AppearanceWatch(DesktopAdapter, Protocol):
    """Hears how programs are to look, and when that changes.

    Signals:
        changed(wishes): A ``DesktopAppearance`` other than before.
    """

    changed: SignalInstance


class NoAppearanceWatch(AbsentAdapter):
    """For systems whose appearance Qt itself follows."""

    changed = Signal(object)
