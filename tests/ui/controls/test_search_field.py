"""A field to look something up in: Esc empties it, then it is the page's."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mattimer.ui.controls.field import SearchField
from mattimer.ui.theme.theme import Theme
from tests.ui.factories import ink, press, seen, shown

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Listening(QWidget):
    """A page that writes down which keys reach it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.keys: list[Qt.Key] = []
        self.field = SearchField(theme, "settings_search", "Find a setting")
        self.field.setMaximumWidth(self.field.sizeHint().width())  # as on the settings page
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


def test_it_has_a_name_and_says_what_it_is_for(page: Listening) -> None:
    assert page.field.accessibleName() == "Find a setting"
    assert page.field.placeholderText() == "Find a setting"


def test_escape_empties_it_and_is_the_pages_once_it_is_empty(page: Listening) -> None:
    QTest.keyClicks(page.field, "bells")
    press(page, Qt.Key.Key_Escape)
    assert page.field.text() == ""
    assert page.keys == []
    press(page, Qt.Key.Key_Escape)
    assert page.keys == [Qt.Key.Key_Escape]


def test_other_keys_are_text(page: Listening) -> None:
    QTest.keyClicks(page.field, "4 in")
    press(page, Qt.Key.Key_Backspace)
    assert page.field.text() == "4 i"
    assert page.keys == []


def test_it_has_the_designs_size_and_yields_to_a_long_title(page: Listening) -> None:
    assert page.field.size().toTuple() == (220, 38)
    page.resize(150, 80)
    assert 120 <= page.field.width() < 150


def test_the_glass_stands_at_its_start(page: Listening) -> None:
    page.field.setPlaceholderText("")
    page.field.clearFocus()

    def middle() -> float:
        left, right = ink(seen(page.field).copy(12, 12, 196, 14))
        return (left + right) / 2

    assert middle() < 60
    page.field.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert middle() > 150


def test_words_do_not_run_into_the_glass_from_either_side(page: Listening) -> None:
    QTest.keyClicks(page.field, "bells")
    start = page.field.cursorRect().left()
    page.field.home(False)  # noqa: FBT003 - Qt's signature
    assert 30 < page.field.cursorRect().center().x() < start
    page.field.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert "padding: 0 38px 0 8px" in page.field.styleSheet()


def test_another_look_is_painted(page: Listening, theme: Theme) -> None:
    before = seen(page.field)
    theme.change(dark=not theme.tokens.dark)
    assert seen(page.field) != before
