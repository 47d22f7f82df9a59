"""The tray's presence on Linux, over both kinds of tray.

QSystemTrayIcon can't be asked. The first question to it, or the first icon made, looks for a
watcher of status notifiers on the session bus, and Qt keeps the answer for as long as the process
lives (``isDBusTrayAvailable`` in qgenericunixtheme.cpp, a static variable): after a "no" only an X
server's own tray is used. There is no signal for either kind. So both are watched here, and nobody
touches QSystemTrayIcon before one is there. From then on only that kind counts, because Qt never
changes over.
"""

from enum import Enum, auto

from PySide6.QtCore import QObject, Signal

from mattimer.desktop.linux.notifier_watch import NotifierWatch
from mattimer.desktop.linux.xembed_watch import XEmbedWatch


class _TrayKind(Enum):
    NOTIFIER = auto()
    XEMBED = auto()


class TrayWatch(QObject):
    """Both kinds of tray, watched until Qt has settled on one."""

    changed = Signal()

    def __init__(
        self, notifiers: NotifierWatch, embedded: XEmbedWatch | None, parent: QObject | None = None
    ) -> None:
        """``embedded`` is None where the windows are on no X server."""
        super().__init__(parent)
        self.there = False
        self._kind: _TrayKind | None = None
        self._notifiers = notifiers
        self._embedded = embedded
        notifiers.changed.connect(self._look)
        if embedded is not None:
            embedded.changed.connect(self._look)

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

    def _look(self) -> None:
        if self._kind is None:
            self._kind = self._first_kind()
        there = {
            None: False,
            _TrayKind.NOTIFIER: self._notifiers.there,
            _TrayKind.XEMBED: self._embedded is not None and self._embedded.there,
        }[self._kind]
        if there != self.there:
            self.there = there
            self.changed.emit()

    def _first_kind(self) -> _TrayKind | None:
        """What Qt would choose now, if anything would be seen of it."""
        if not self._notifiers.known:
            return None
        if self._notifiers.watched:
            return _TrayKind.NOTIFIER if self._notifiers.there else None
        embedded = self._embedded is not None and self._embedded.there
        return _TrayKind.XEMBED if embedded else None
