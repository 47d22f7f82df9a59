"""Notices that a person stirs: any key, click or touch in the application."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal

SIGNS = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin)


class ActivityFilter(QObject):
    """Watches from ``start`` to ``stop``; watching costs a call for every event.

    Signals:
        stirred(): Somebody is there.
    """

    stirred = Signal()

    def start(self) -> None:
        """Begin to watch."""
        self._application().installEventFilter(self)

    def stop(self) -> None:
        """Watch no more."""
        self._application().removeEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Look on; the event goes its way."""
        if event.type() in SIGNS:
            self.stirred.emit()
        return False

    def _application(self) -> QCoreApplication:
        application = QCoreApplication.instance()
        assert application is not None
        return application
