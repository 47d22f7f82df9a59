"""What finds cut text has to find some."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget

from mattimer.ui.controls.scrolling import scrolling
from mattimer.ui.theme.theme import Theme
from tests.ui.cut_text import assert_uncut, cuts, lengthened, long_words
from tests.ui.factories import shown

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def ground(qtbot: "QtBot") -> QWidget:
    made = QWidget()
    made.setObjectName("ground")
    qtbot.addWidget(made)
    shown(made, 300, 200)
    return made


def put(widget: QWidget, x: int, y: int, width: int, height: int) -> None:
    widget.setGeometry(x, y, width, height)
    widget.show()


def test_what_can_be_read_is_not_complained_of(ground: QWidget) -> None:
    put(QLabel("One line", ground), 10, 10, 200, 40)
    put(QPushButton("Press", ground), 10, 60, 200, 40)
    assert_uncut(ground)


def test_a_line_that_is_too_long(ground: QWidget) -> None:
    put(QLabel("A line that does not fit", ground), 0, 0, 30, 40)
    assert any("too narrow for" in line for line in cuts(ground))


def test_a_paragraph_that_is_too_low(ground: QWidget) -> None:
    label = QLabel("Words enough for five lines, if only they had room for so many", ground)
    label.setWordWrap(True)
    put(label, 0, 0, 110, 40)
    assert any("high, needs" in line for line in cuts(ground))


def test_a_button_that_is_too_narrow(ground: QWidget) -> None:
    put(QPushButton("Begin the session now", ground), 0, 0, 60, 40)
    assert any("QPushButton" in line for line in cuts(ground))


def test_what_reaches_out(ground: QWidget) -> None:
    put(QLabel("Out", ground), 280, 10, 100, 40)
    assert any("sideways out of QWidget ground" in line for line in cuts(ground))


def test_words_on_words(ground: QWidget) -> None:
    put(QLabel("Here", ground), 10, 10, 100, 40)
    put(QLabel("There", ground), 50, 20, 100, 40)
    assert any("lie on each other" in line for line in cuts(ground))


def test_downwards_one_may_scroll(ground: QWidget, dark: Theme) -> None:
    inner = QWidget()
    inner.setObjectName("inner")
    column = QVBoxLayout(inner)
    for _ in range(20):
        column.addWidget(QLabel("A line"))
    QVBoxLayout(ground).addWidget(scrolling(inner, dark))
    QApplication.processEvents()
    assert_uncut(ground)
    inner.setMinimumWidth(500)
    QApplication.processEvents()
    assert any("scroll sideways" in line for line in cuts(ground))


def test_what_is_hidden_cuts_nothing(ground: QWidget) -> None:
    label = QLabel("A line that does not fit", ground)
    label.setGeometry(0, 0, 10, 10)
    label.hide()
    assert_uncut(ground)


def test_long_words_are_longer_by_two_fifths(qapp: QApplication) -> None:
    with long_words(qapp):
        said = QCoreApplication.translate("Pages", "How tight do you feel?")
    assert len(said) >= 1.4 * len("How tight do you feel?") - 1
    assert QCoreApplication.translate("Pages", "Optional") == "Optional"
    assert "{0}" in lengthened("Length, {0}")
