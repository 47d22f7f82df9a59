"""The protocol of an adapter for a key that works in every window."""

from typing import Protocol

from PySide6.QtCore import Signal, SignalInstance

from mattimer.desktop.adapter import AbsentAdapter, DesktopAdapter


class ShortcutKeys(DesktopAdapter, Protocol):
    """An adapter for a key that the desktop passes on, whatever window has the keyboard.

    Signals:
        pressed(): The key was pressed.
        bound(trigger): There is a key now; in the desktop's words which, or nothing.
        refused(sentence): There is none, and why.
        presence_changed(present): Whether the desktop can give one.

    Attributes:
        present: Whether the desktop can give one, as far as is known.
        trigger: The key in the desktop's words; None where there is none.
    """

    pressed: SignalInstance
    bound: SignalInstance
    refused: SignalInstance
    presence_changed: SignalInstance
    present: bool
    trigger: str | None

    def look(self) -> None:
        """Find out whether the desktop can give one; asks nobody."""
        ...

    def start(self) -> None:
        """Ask for a key; the desktop may ask the person."""
        ...

    def stop(self) -> None:
        """Give the key back."""
        ...


class NoShortcuts(AbsentAdapter):
    """For systems that give no such key."""

    pressed = Signal()
    bound = Signal(str)
    refused = Signal(str)
    presence_changed = Signal(bool)
    present = False
    trigger: str | None = None

    def look(self) -> None:
        """Nothing."""

    def stop(self) -> None:
        """Nothing."""
