"""What every adapter to the desktop has: a beginning, an end, and a word on what is wrong."""

from typing import Protocol

from PySide6.QtCore import QObject


class DesktopAdapter(Protocol):
    """An adapter that listens to the desktop.

    Attributes:
        trouble: Why nothing is heard, in one sentence; empty while nothing is known against it.
    """

    trouble: str

    def start(self) -> None:
        """Begin to listen, once a loop runs."""
        ...

    def close(self) -> None:
        """Release everything; safe at any time."""
        ...


class AbsentAdapter(QObject):
    """An adapter to what this system does not have: it never tells anything."""

    trouble = ""

    def start(self) -> None:
        """Nothing."""

    def close(self) -> None:
        """Nothing."""
