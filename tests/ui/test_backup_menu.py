"""Which backup: a menu of days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from mattimer.ui.backup_menu import choose_backup
from tests.ui.factories import make_theme

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@dataclass(frozen=True)
class Made:
    """A backup as a menu sees it."""

    path: Path
    day: date


COPIES = (
    Made(Path("second"), date(2026, 9, 21)),
    Made(Path("first"), date(2026, 9, 20)),
)


@pytest.fixture
def window(qtbot: "QtBot") -> Iterator[QWidget]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    made = QWidget()
    qtbot.addWidget(made)
    button = QPushButton("Bring back", made)
    made.show()
    made.activateWindow()
    button.setFocus()
    yield made
    QLocale.setDefault(before)


def test_days_are_read_the_newest_first(window: QWidget) -> None:
    menu = choose_backup(make_theme(), window, COPIES, lambda _: None)
    assert [(action.text(), action.isEnabled()) for action in menu.actions()] == [
        ("Bring back as it was on", False),
        ("Monday, 21 September 2026", True),
        ("Sunday, 20 September 2026", True),
    ]
    menu.close()


def test_it_opens_at_the_button_and_goes_by_keyboard(window: QWidget) -> None:
    chosen: list[Path] = []
    menu = choose_backup(make_theme(), window, COPIES, chosen.append)
    button = window.findChild(QPushButton)
    assert button is not None
    assert menu.pos() == button.mapToGlobal(button.rect().bottomLeft())
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(menu, key)
    assert chosen == [Path("first")]


def test_escape_brings_nothing_back_and_leaves_no_menu(window: QWidget) -> None:
    chosen: list[Path] = []
    menu = choose_backup(make_theme(), window, COPIES, chosen.append)
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert chosen == []
    assert window.findChild(QWidget, "which_backup") is None
