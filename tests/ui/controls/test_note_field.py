"""One line for a note: what is typed there is text."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mattimer.limits import NOTE_LIMIT
from mattimer.ui.controls.field import NoteField
from mattimer.ui.theme.theme import Theme
from tests.ui.factories import shown

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Listening(QWidget):
    """A page that writes down which keys reach it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.keys: list[Qt.Key] = []
        self.field = NoteField(theme, "A note, if you like")
        QVBoxLayout(self).addWidget(self.field)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.keys.append(Qt.Key(event.key()))


@pytest.fixture
def page(theme: Theme, qtbot: "QtBot") -> Listening:
    made = Listening(theme)
    qtbot.addWidget(made)
    shown(made, 300, 80)
    made.field.setFocus()
    return made


def test_digits_are_text_here(page: Listening) -> None:
    QTest.keyClicks(page.field, "7 of 10 evenings")
    assert page.field.text() == "7 of 10 evenings"
    assert page.keys == []


def test_deleting_stays_here_even_where_nothing_is_left(page: Listening) -> None:
    QTest.keyClicks(page.field, "7")
    QTest.keyClick(page.field, Qt.Key.Key_Backspace)
    QTest.keyClick(page.field, Qt.Key.Key_Backspace)
    assert page.field.text() == ""
    assert page.keys == []


def test_digits_beyond_the_end_rate_nothing(page: Listening) -> None:
    page.field.setText("a" * NOTE_LIMIT)
    QTest.keyClick(page.field, Qt.Key.Key_7)
    assert len(page.field.text()) == NOTE_LIMIT
    assert page.keys == []


def test_enter_goes_on_to_the_page(page: Listening) -> None:
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    assert page.keys == [Qt.Key.Key_Return]


def test_a_note_is_as_long_as_can_be_kept(page: Listening) -> None:
    assert page.field.maxLength() == NOTE_LIMIT


def test_the_prompt_is_read_out(page: Listening) -> None:
    assert page.field.accessibleName() == page.field.placeholderText() == "A note, if you like"


def test_it_takes_another_look(page: Listening, theme: Theme) -> None:
    before = page.field.styleSheet()
    theme.change(dark=not theme.tokens.dark)
    assert page.field.styleSheet() != before
