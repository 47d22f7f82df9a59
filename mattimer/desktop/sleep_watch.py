"""Tells of the computer's sleep."""

from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance


class SleepWatch(Protocol):
    """Hears when the computer falls asleep and when it wakes.

    Signals:
        falling_asleep(): In a moment; nothing holds it up.
        woke(): A moment ago.

    Attributes:
        trouble: Why nothing is told, in one sentence; empty while nothing is known against it.
    """

    falling_asleep: SignalInstance
    woke: SignalInstance
    trouble: str

    def start(self) -> None:
        """Begin to listen, once a loop runs."""
        ...

    def close(self) -> None:
        """Listen no more; safe at any time."""
        ...


class NoSleepWatch(QObject):
    """Where the system does not tell; the gap between two clocks tells afterwards."""

    falling_asleep = Signal()
    woke = Signal()
    trouble = ""

    def start(self) -> None:
        """Nothing."""

    def close(self) -> None:
        """Nothing."""
