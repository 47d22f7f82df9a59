"""Tells how the desktop wants programs to look: what an adapter for it does."""

from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance


class AppearanceWatch(Protocol):
    """Hears how programs are to look, and when that changes.

    Signals:
        changed(wishes): A ``DesktopAppearance`` other than before.

    Attributes:
        trouble: Why nothing is told, in one sentence; empty while nothing is known against it.
    """

    changed: SignalInstance
    trouble: str

    def start(self) -> None:
        """Begin to listen, once a loop runs."""
        ...

    def close(self) -> None:
        """Listen no more; safe at any time."""
        ...


class NoAppearanceWatch(QObject):
    """Where nobody but Qt tells."""

    changed = Signal(object)
    trouble = ""

    def start(self) -> None:
        """Nothing."""

    def close(self) -> None:
        """Nothing."""
