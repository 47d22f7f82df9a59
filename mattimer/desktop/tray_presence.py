"""The protocol of an adapter that knows whether there is a tray."""

from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance

from mattimer.desktop.adapter import AbsentAdapter


class TrayPresence(Protocol):
    """An adapter that knows whether there is a tray.

    Signals:
        changed(): One came, or went.
    """

    changed: SignalInstance

    @property
    def there(self) -> bool:
        """Whether there is one that can show an icon."""
        ...

    def start(self) -> None:
        """Begin to look, once a loop runs."""
        ...

    def close(self) -> None:
        """Look no more; safe at any time."""
        ...


class SteadyTray(AbsentAdapter):
    """A tray that is there for good, or never, so that nothing has to be watched."""

    changed = Signal()

    def __init__(self, *, there: bool = False, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.there = there
