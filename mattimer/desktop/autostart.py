"""Opens the app into the tray at login: what a switch for it does."""

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
    """What the system has.

    Attributes:
        on: Whether a login opens the app.
        trouble: Why it does not, though somebody wanted it; one sentence, else empty.
    """

    on: bool
    trouble: str = ""


class Autostart(Protocol):
    """The switch. What the system has is the only truth: it is read each time anybody asks.

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
    """Where nobody knows how."""

    there = False

    def state(self) -> AutostartState:
        """Off."""
        return AutostartState(on=False)

    def switch(self, *, on: bool) -> None:
        """Nothing to switch off, and no way to switch on."""
        if on:
            sentence = "This system does not say how to open an app at login."
            raise AutostartError(QCoreApplication.translate("Autostart", sentence))
