"""Termination signals of the system, as a Qt signal on the interface's thread."""

import signal
import socket
import sys
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal

KINDS = (
    (signal.SIGINT, signal.SIGTERM)
    if sys.platform == "win32"
    else (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
)


class Termination(QObject):
    """Ctrl+C, logout and kill, noticed while Qt's loop runs.

    Python runs its handlers between bytecodes, which a waiting Qt loop does not reach; the
    signal's number written to a socket wakes it.

    Signals:
        wanted(): The app has to end.
    """

    wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader, self._writer = socket.socketpair()
        self._reader.settimeout(0)
        self._writer.settimeout(0)
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_notifier_activated)
        self._before: dict[int, object] = {}
        self._wakeup_before = -1

    def start(self) -> None:
        """Take over the signals."""
        self._wakeup_before = signal.set_wakeup_fd(self._writer.fileno())
        for kind in KINDS:
            self._before[kind] = signal.signal(kind, _nothing)

    def close(self) -> None:
        """Give the signals back."""
        for kind, before in self._before.items():
            signal.signal(kind, before)  # type: ignore[arg-type]
        self._before.clear()
        signal.set_wakeup_fd(self._wakeup_before)
        self._notifier.setEnabled(False)
        self._reader.close()
        self._writer.close()

    def _on_notifier_activated(self) -> None:
        self._reader.recv(64)
        self.wanted.emit()


def _nothing(_number: int, _frame: FrameType | None) -> None:
    """The socket carries the news."""
