"""UI thread: runs a call there that another thread asks for."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal


class UiThread(QObject):
    """Made on the interface's thread; ``deliver`` may be called on any."""

    _asked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._asked.connect(self._on_asked, Qt.ConnectionType.QueuedConnection)

    def deliver(self, call: Callable[[], None]) -> None:
        """Run a call on the interface's thread, soon."""
        self._asked.emit(call)

    def _on_asked(self, call: Callable[[], None]) -> None:
        call()
