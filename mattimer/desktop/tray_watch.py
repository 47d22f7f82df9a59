"""Whether there really is a tray, and when it comes and goes.

QSystemTrayIcon can't be asked. The first question to it, or the first icon made, looks for a
watcher of status notifiers on the session bus, and Qt keeps the answer for as long as the process
lives (``isDBusTrayAvailable`` in qgenericunixtheme.cpp, a static variable): after a "no" only an X
server's own tray is used. There is no signal for either kind. So both are watched here, and nobody
touches QSystemTrayIcon before one is there. From then on only that kind counts, because Qt never
changes over.
"""

import sys
from enum import Enum, auto
from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtGui import QGuiApplication

from mattimer.desktop.linux.notifier_watch import NotifierWatch
from mattimer.desktop.linux.xembed_watch import XEmbedWatch


class TrayPresence(Protocol):
    """Tells whether there is a tray.

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


class SteadyTray(QObject):
    """A tray that is there for good, or never."""

    changed = Signal()

    def __init__(self, *, there: bool = False, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.there = there

    def start(self) -> None:
        """It is as it was."""

    def close(self) -> None:
        """Nothing."""


class _Kind(Enum):
    NOTIFIER = auto()
    XEMBED = auto()


class TrayWatch(QObject):
    """Watches the session bus, and the X server where the windows are on one."""

    changed = Signal()

    def __init__(
        self, notifiers: NotifierWatch, embedded: XEmbedWatch | None, parent: QObject | None = None
    ) -> None:
        """``embedded`` is None where the windows are on no X server."""
        super().__init__(parent)
        self.there = False
        self._kind: _Kind | None = None
        self._notifiers = notifiers
        self._embedded = embedded
        notifiers.changed.connect(self._theme)
        if embedded is not None:
            embedded.changed.connect(self._theme)

    def start(self) -> None:
        """The X server answers at once, but the bus is heard first: Qt prefers its kind."""
        if self._embedded is not None:
            self._embedded.start()
        self._notifiers.start()

    def close(self) -> None:
        """Leave both."""
        self._notifiers.close()
        if self._embedded is not None:
            self._embedded.close()

    def _theme(self) -> None:
        if self._kind is None:
            self._kind = self._first_kind()
        there = {
            None: False,
            _Kind.NOTIFIER: self._notifiers.there,
            _Kind.XEMBED: self._embedded is not None and self._embedded.there,
        }[self._kind]
        if there != self.there:
            self.there = there
            self.changed.emit()

    def _first_kind(self) -> _Kind | None:
        """What Qt would choose now, if anything would be seen of it."""
        if not self._notifiers.known:
            return None
        if self._notifiers.watched:
            return _Kind.NOTIFIER if self._notifiers.there else None
        embedded = self._embedded is not None and self._embedded.there
        return _Kind.XEMBED if embedded else None


def make_tray_watch(parent: QObject) -> TrayPresence:
    """What tells of the tray on this system."""
    if not sys.platform.startswith("linux"):
        # Windows and macOS always have one, and Qt knows it.
        from PySide6.QtWidgets import QSystemTrayIcon  # noqa: PLC0415

        return SteadyTray(there=QSystemTrayIcon.isSystemTrayAvailable(), parent=parent)
    on_x = QGuiApplication.platformName() == "xcb"
    return TrayWatch(NotifierWatch(parent), XEmbedWatch(parent) if on_x else None, parent)
