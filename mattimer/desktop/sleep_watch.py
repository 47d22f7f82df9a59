"""The protocol of an adapter that hears of the computer's sleep."""

from typing import Protocol

from PySide6.QtCore import Signal, SignalInstance

from mattimer.desktop.adapter import AbsentAdapter, DesktopAdapter


class SleepWatch(DesktopAdapter, Protocol):
    """An adapter that hears when the computer falls asleep and when it wakes.

    Signals:
        falling_asleep(): In a moment; nothing holds it up.
        woke(): A moment ago.
    """

    falling_asleep: SignalInstance
    woke: SignalInstance


class NoSleepWatch(AbsentAdapter):
    """For systems that do not tell; the gap between two clocks tells afterwards."""

    falling_asleep = Signal()
    woke = Signal()
