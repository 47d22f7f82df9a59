"""Nothing is erased by a slip of the hand."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget

from mattimer.ui.controls.erase_dialog import EraseDialog
from mattimer.ui.theme.theme import Theme
from tests.presenters.scenarios import faults
from tests.ui.factories import click
from tests.ui.pages.find_widgets import button, find

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Asked:
    """An open dialog over a window, and what came of it."""

    def __init__(self, theme: Theme, window: QWidget, *, shares: bool = False) -> None:
        self.wanted: list[bool] = []
        self.results: list[int] = []
        self.dialog = EraseDialog(theme, window, shares=shares)
        self.dialog.erase_wanted.connect(self._on_erase_wanted)
        self.dialog.finished.connect(self._on_finished)
        self.dialog.open()
        QApplication.processEvents()

    def _on_erase_wanted(self, shared: bool) -> None:  # noqa: FBT001 - Qt's signature
        self.wanted.append(shared)

    def _on_finished(self, result: int) -> None:
        self.results.append(result)

    @property
    def field(self) -> QLineEdit:
        return find(self.dialog, QLineEdit, "erase_word")

    def type(self, text: str) -> None:
        QTest.keyClicks(self.field, text)

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.field, key)
        QApplication.processEvents()


@pytest.fixture
def window(qtbot: "QtBot") -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    return made


def test_it_says_what_goes_and_which_word(theme: Theme, window: QWidget) -> None:
    asked = Asked(theme, window, shares=True)
    assert asked.dialog.accessibleDescription() == (
        "This removes every session, backup and setting. Type ERASE."
    )
    assert asked.field.accessibleName() == "Type ERASE."
    assert faults(asked.dialog) == []
    asked.dialog.reject()


def test_the_word_and_enter_erase(dark: Theme, window: QWidget) -> None:
    asked = Asked(dark, window)
    asked.type("ERASE")
    asked.press(Qt.Key.Key_Return)
    assert asked.wanted == [False]
    assert asked.results == [QDialog.DialogCode.Accepted.value]


@pytest.mark.parametrize("text", ["", "erase", "ERAS", "ERASE IT", "yes"])
def test_any_other_word_erases_nothing(dark: Theme, window: QWidget, text: str) -> None:
    asked = Asked(dark, window)
    asked.type(text)
    assert not button(asked.dialog, "erase").isEnabled()
    asked.press(Qt.Key.Key_Return)
    assert asked.wanted == []
    assert asked.dialog.isVisible()
    asked.dialog.reject()


def test_the_word_taken_back_takes_the_button_back(dark: Theme, window: QWidget) -> None:
    asked = Asked(dark, window)
    asked.type(" ERASE ")
    assert button(asked.dialog, "erase").isEnabled()
    asked.press(Qt.Key.Key_Backspace)
    asked.press(Qt.Key.Key_Backspace)
    assert not button(asked.dialog, "erase").isEnabled()
    asked.dialog.reject()


def test_esc_and_keep_keep_everything(dark: Theme, window: QWidget) -> None:
    first = Asked(dark, window)
    first.type("ERASE")
    first.press(Qt.Key.Key_Escape)
    second = Asked(dark, window)
    second.type("ERASE")
    click(button(second.dialog, "erase_keep"))
    assert (first.wanted, second.wanted) == ([], [])
    assert first.results == second.results == [QDialog.DialogCode.Rejected.value]


@pytest.mark.parametrize("ticked", [True, False])
def test_the_shared_file_goes_only_where_asked(
    dark: Theme, window: QWidget, *, ticked: bool
) -> None:
    asked = Asked(dark, window, shares=True)
    if ticked:
        click(button(asked.dialog, "erase_shared"))
    asked.type("ERASE")
    click(button(asked.dialog, "erase"))
    assert asked.wanted == [ticked]


def test_without_a_shared_folder_it_is_not_asked_about(dark: Theme, window: QWidget) -> None:
    asked = Asked(dark, window)
    assert not button(asked.dialog, "erase_shared").isVisible()
    asked.dialog.reject()
