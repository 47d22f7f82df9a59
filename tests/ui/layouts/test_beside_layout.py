"""Words and controls share a line while there is room; then the controls go below."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QWidget

from mattimer.ui.controls.button import Button, ButtonKind
from mattimer.ui.controls.label import Label
from mattimer.ui.layouts.beside_layout import BesideLayout, LineShape
from mattimer.ui.theme.theme import Theme
from tests.ui.factories import make_theme, shown

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

TEXT = "Miss a day and the plan waits. Miss four and it takes one gentle step back."


class Block(QWidget):
    """A control of a fixed size."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self._hint = QSize(width, height)

    def sizeHint(self) -> QSize:
        return self._hint

    def minimumSizeHint(self) -> QSize:
        return self._hint


class Row(QWidget):
    """Words and two controls, 80 and 60 wide."""

    def __init__(self, theme: Theme, **more: int | tuple[int, int]) -> None:
        super().__init__()
        self.words = Label(theme, "lead", wrap=True)
        self.words.yield_height()
        self.words.setText(TEXT)
        self.first, self.second = Block(80, 40), Block(60, 20)
        self.row = BesideLayout(theme, LineShape(**more))  # type: ignore[arg-type]
        self.setLayout(self.row)
        for widget in (self.words, self.first, self.second):
            self.row.addWidget(widget)

    def boxes(self) -> tuple[QRect, QRect, QRect]:
        return self.words.geometry(), self.first.geometry(), self.second.geometry()


def made(qtbot: "QtBot", row: Row, width: int) -> Row:
    qtbot.addWidget(row)
    shown(row, width, row.row.heightForWidth(width))
    assert row.size() == QSize(width, row.row.heightForWidth(width))
    return row


def test_in_a_wide_line_they_stand_beside_each_other(dark: Theme, qtbot: "QtBot") -> None:
    words, first, second = made(qtbot, Row(dark), 700).boxes()
    assert (words.left(), words.width()) == (0, 700 - 80 - 60 - 2 * 20)
    assert (first.left(), second.right() + 1) == (words.right() + 1 + 20, 700)
    assert first.center().y() == second.center().y()


def test_in_a_narrow_line_the_controls_go_below(dark: Theme, qtbot: "QtBot") -> None:
    words, first, second = made(qtbot, Row(dark, indent=10), 300).boxes()
    assert words.width() == 300
    assert first.topLeft().x() == 10
    assert first.top() == words.bottom() + 1 + 12
    assert (second.left(), second.center().y()) == (first.right() + 1 + 20, first.center().y())


def test_controls_wrap_too(dark: Theme, qtbot: "QtBot") -> None:
    words, first, second = made(qtbot, Row(dark), 100).boxes()
    assert words.bottom() < first.top() < first.bottom() < second.top()


def test_a_control_that_can_fold_folds(dark: Theme, qtbot: "QtBot") -> None:
    row = Row(dark)
    button = Button(dark, ButtonKind.PLAIN, "use", "Use the shoulders today")
    button.fold()
    row.row.addWidget(button)
    made(qtbot, row, 140)
    assert button.width() == 140
    assert button.height() == button.heightForWidth(140) > button.sizeHint().height()


@pytest.mark.parametrize("width", [300, 700])
def test_from_right_to_left_it_is_mirrored(dark: Theme, qtbot: "QtBot", width: int) -> None:
    row = made(qtbot, Row(dark, sides=(18, 4)), width)
    before = row.boxes()
    assert before[0].left() == 18
    row.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    row.row.activate()
    for was, now in zip(before, row.boxes(), strict=True):
        assert now.left() == width - was.right() - 1
        assert now.top() == was.top()


def test_larger_text_sends_controls_below_and_gaps_grow(qtbot: "QtBot") -> None:
    theme = make_theme()
    row = made(qtbot, Row(theme), 440)
    assert row.first.y() < row.words.geometry().bottom()
    theme.change(text_scale=2.0)
    row.resize(440, row.row.heightForWidth(440))
    row.row.activate()
    assert row.first.y() == row.words.geometry().bottom() + 1 + 24


def test_hidden_parts_take_no_room(dark: Theme, qtbot: "QtBot") -> None:
    row = made(qtbot, Row(dark, height=46), 700)
    row.first.hide()
    row.second.hide()
    row.row.activate()
    assert row.words.width() == 700
    assert row.row.heightForWidth(5000) == 46
    row.words.hide()
    assert row.row.heightForWidth(700) == 0
