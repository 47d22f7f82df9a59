"""Asks which backup is to take the place of what is here."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QDate, QLocale
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget

from mattimer.ui.controls.popup import Menu
from mattimer.ui.theme.theme import Theme


class Copy(Protocol):
    """A backup, as far as a menu shows it."""

    @property
    def path(self) -> Path:
        """The file."""
        ...

    @property
    def day(self) -> date:
        """When it was made."""
        ...


def choose_backup(
    theme: Theme, parent: QWidget, backups: Iterable[Copy], chosen: Callable[[Path], None]
) -> Menu:
    """Show their days, the newest first as given, where the pointer or the keyboard is."""
    menu = Menu(theme, "which_backup", parent)
    head = QAction(QCoreApplication.translate("Backups", "Bring back as it was on"), menu)
    head.setEnabled(False)
    menu.addAction(head)
    for backup in backups:
        day = QDate(backup.day.year, backup.day.month, backup.day.day)
        action = QAction(QLocale().toString(day, QLocale.FormatType.LongFormat), menu)
        action.triggered.connect(partial(_choose, chosen, backup.path))
        menu.addAction(action)
    menu.open_below(QApplication.focusWidget() or parent)
    return menu


def _choose(chosen: Callable[[Path], None], path: Path, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's signal
    chosen(path)
