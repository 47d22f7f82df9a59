"""The icon in the tray, its tooltip and its menu."""

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon


@dataclass(frozen=True, slots=True)
class TrayEntry:
    """One line of the menu.

    Attributes:
        text: What it says; empty for the line that parts two groups.
        name: What it is called when it is chosen; empty where it can only be read.
        entries: A menu of its own.
    """

    text: str
    name: str = ""
    entries: tuple["TrayEntry", ...] = ()


SEPARATOR = TrayEntry("")


class Tray(Protocol):
    """An adapter for the icon in the tray.

    Signals:
        pressed(): The icon itself, not its menu.
        menu_opening(): The menu is about to be read; what ``show`` is told now is still in time.
        chosen(name): A line of the menu.
    """

    pressed: SignalInstance
    menu_opening: SignalInstance
    chosen: SignalInstance

    def show(self, icon: QIcon, tip: str, entries: tuple[TrayEntry, ...]) -> None:
        """Be there and look like this; what is as before costs nothing."""
        ...

    def hide(self) -> None:
        """Not be there."""
        ...

    def say(self, title: str, text: str) -> None:
        """A short message beside the icon, or as the desktop shows it."""
        ...

    def close(self) -> None:
        """Be gone for good; safe at any time."""
        ...


class QtTray(QObject):
    """Qt's tray icon, made when it is first shown: that settles Qt's kind of tray for good."""

    pressed = Signal()
    menu_opening = Signal()
    chosen = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icon: QSystemTrayIcon | None = None
        self._menu: QMenu | None = None
        self._entries: tuple[TrayEntry, ...] = ()
        self._picture = 0
        self._gone = False

    def show(self, icon: QIcon, tip: str, entries: tuple[TrayEntry, ...]) -> None:
        """Be there and look like this; nothing after ``close``."""
        if self._gone:
            return
        made = self._icon or self._make()
        self._fill(entries)
        if icon.cacheKey() != self._picture:
            self._picture = icon.cacheKey()
            made.setIcon(icon)
        if tip != made.toolTip():
            made.setToolTip(tip)
        if not made.isVisible():
            made.show()

    def hide(self) -> None:
        """Not be there."""
        if self._icon is not None and self._menu is not None:
            self._menu.close()
            self._icon.hide()

    def say(self, title: str, text: str) -> None:
        """A short message; nothing where there is no icon."""
        if self._icon is not None and self._icon.isVisible():
            self._icon.showMessage(title, text, self._icon.icon())

    def close(self) -> None:
        """Be gone for good."""
        self._gone = True
        self.hide()
        for made in (self._icon, self._menu):
            if made is not None:
                made.deleteLater()
        self._icon = self._menu = None

    def _make(self) -> QSystemTrayIcon:
        # Not of the window: that may be hidden.
        self._menu = QMenu()
        self._menu.setObjectName("tray_menu")
        self._menu.aboutToShow.connect(self.menu_opening)
        self._icon = QSystemTrayIcon(self)
        self._icon.setObjectName("tray_icon")
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._on_icon_activated)
        return self._icon

    def _fill(self, entries: tuple[TrayEntry, ...]) -> None:
        """Words change in place, under a person's eyes; a menu with other lines is built anew."""
        assert self._menu is not None
        if entries == self._entries:
            return
        if _shape(entries) == _shape(self._entries):
            _reword(self._menu, entries)
        else:
            # Emptied under a pointer it would stay open around lines that mean something else.
            self._menu.close()
            self._menu.clear()
            for inner in self._menu.findChildren(QMenu):
                inner.deleteLater()
            self._build(self._menu, entries)
        self._entries = entries

    def _build(self, menu: QMenu, entries: tuple[TrayEntry, ...]) -> None:
        for entry in entries:
            if entry == SEPARATOR:
                menu.addSeparator()
            elif entry.entries:
                self._build(menu.addMenu(_plain(entry.text)), entry.entries)
            else:
                action = menu.addAction(_plain(entry.text))
                action.setObjectName(entry.name)
                action.setEnabled(bool(entry.name))
                action.triggered.connect(self._on_action_triggered)

    def _on_action_triggered(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        name = action.objectName()
        # What is chosen changes the menu, which would end the action that is just being heard.
        QTimer.singleShot(0, self, lambda: self.chosen.emit(name))

    def _on_icon_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.pressed.emit()


def _plain(text: str) -> str:
    """Qt takes a single & for the sign before a key."""
    return text.replace("&", "&&")


def _shape(entries: tuple[TrayEntry, ...]) -> tuple[object, ...]:
    """What may not change in place."""
    return tuple((bool(entry.text), entry.name, _shape(entry.entries)) for entry in entries)


def _reword(menu: QMenu, entries: tuple[TrayEntry, ...]) -> None:
    for action, entry in zip(menu.actions(), entries, strict=True):
        action.setText(_plain(entry.text))
        inner = action.menu()
        if isinstance(inner, QMenu):
            _reword(inner, entry.entries)
