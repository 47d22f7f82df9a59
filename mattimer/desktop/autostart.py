"""The protocol of a switch that opens the app into the tray at login."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication

Replace = Callable[[Path, bytes], None]
"""Replaces a file in one go; raises OSError where it can't."""


class AutostartError(Exception):
    """The switch could not be thrown; one sentence says why and what to do."""


@dataclass(frozen=True, slots=True)
class AutostartState:
    """What the system has switched on.

    Attributes:
        on: Whether a login opens the app.
        trouble: Why it does not, though somebody wanted it; one sentence, else empty.
    """

    on: bool
    trouble: str = ""


class Autostart(Protocol):
    """A switch whose state is always read from the system, which alone knows it.

    Attributes:
        there: Whether there is such a thing here.
    """

    there: bool

    def state(self) -> AutostartState:
        """What a login does, as of now."""
        ...

    def switch(self, *, on: bool) -> None:
        """Let a login open the app, or not.

        Raises:
            AutostartError: It could not be written; everything is as it was.
        """
        ...


class NoAutostart:
    """For systems that offer no such switch."""

    there = False

    def state(self) -> AutostartState:
        """Off."""
        return AutostartState(on=False)

    def switch(self, *, on: bool) -> None:
        """Nothing to switch off, and no way to switch on."""
        if on:
            sentence = "This system does not say how to open an app at login."
            raise AutostartError(QCoreApplication.translate("Autostart", sentence))
