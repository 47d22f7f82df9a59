"""Parts of a desktop that do nothing, for tests that want one thing of them."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon

from mattimer.desktop.notifications import Notification
from mattimer.desktop.system_tray import TrayEntry


class NoTray(QObject):
    """A tray without a place beside the clock."""

    pressed = Signal()
    menu_opening = Signal()
    chosen = Signal(str)

    def show(self, icon: QIcon, tip: str, entries: tuple[TrayEntry, ...]) -> None:
        pass

    def hide(self) -> None:
        pass

    def say(self, title: str, text: str) -> None:
        pass

    def close(self) -> None:
        pass


class NoNotifications(QObject):
    """Notifications that nobody shows."""

    answered = Signal(str, str)
    put_away = Signal()
    failed = Signal(str)
    trouble = "There are no notifications here."

    def show(self, note: Notification) -> None:  # noqa: ARG002 - as its kind
        self.failed.emit(self.trouble)

    def withdraw(self) -> None:
        pass

    def close(self) -> None:
        pass
