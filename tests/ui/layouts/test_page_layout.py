"""A picture beside the words, or under them; a page that scrolls only where it has to."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from mattimer.ui.controls.scrolling import PageScroll, Scrolled
from mattimer.ui.layouts.page_layout import PageLayout
from mattimer.ui.theme.theme import Theme
from tests.ui.factories import press, shown

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Laid:
    """Words, a picture and a foot in a page that may scroll."""

    def __init__(self, theme: Theme, qtbot: "QtBot", lines: int = 3) -> None:
        self.inner = Scrolled("inner")
        self.main, self.picture, self.foot = QWidget(), QLabel("Picture"), QLabel("Foot")
        self.picture.setMinimumSize(200, 300)
        column = QVBoxLayout(self.main)
        for _ in range(lines):
            column.addWidget(QLabel("A line of words"))
        self.layout = PageLayout(
            theme, self.inner, main=self.main, beside=self.picture, foot=self.foot
        )
        self.layout.setContentsMargins(0, 0, 0, 0)
        self.scroll = PageScroll(self.inner, theme)
        qtbot.addWidget(self.scroll)

    def show(self, width: int, height: int = 400) -> bool:
        stacked = self.layout.fit(width)
        shown(self.scroll, width, height)
        QApplication.processEvents()
        return stacked


def test_wide_it_stands_beside_and_the_foot_at_the_foot(dark: Theme, qtbot: "QtBot") -> None:
    laid = Laid(dark, qtbot)
    assert not laid.show(700)
    assert laid.picture.x() > laid.main.geometry().right()
    assert laid.foot.geometry().bottom() == laid.inner.height() - 1
    assert laid.foot.y() > laid.main.y()
    assert not laid.scroll.verticalScrollBar().isVisible()


def test_narrow_it_stands_between(dark: Theme, qtbot: "QtBot") -> None:
    laid = Laid(dark, qtbot)
    assert laid.show(450)
    assert laid.main.geometry().bottom() < laid.picture.y()
    assert laid.picture.geometry().bottom() < laid.foot.y()


def test_large_text_puts_it_under_earlier(dark: Theme, qtbot: "QtBot") -> None:
    laid = Laid(dark, qtbot)
    assert not laid.layout.fit(700)
    dark.change(text_scale=2.0)
    assert laid.layout.fit(700)


def test_from_right_to_left_it_stands_at_the_left(dark: Theme, qtbot: "QtBot") -> None:
    laid = Laid(dark, qtbot)
    laid.scroll.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    laid.show(700)
    assert laid.picture.geometry().right() < laid.main.x()


def test_it_scrolls_down_and_never_sideways(dark: Theme, qtbot: "QtBot") -> None:
    laid = Laid(dark, qtbot, lines=40)
    laid.show(450)
    assert laid.scroll.verticalScrollBar().maximum() > 0
    assert laid.scroll.horizontalScrollBar().maximum() == 0
    assert laid.inner.width() == laid.scroll.viewport().width()


@pytest.mark.parametrize(
    ("key", "turns"),
    [(Qt.Key.Key_PageDown, True), (Qt.Key.Key_Down, False), (Qt.Key.Key_Plus, False)],
)
def test_only_keys_for_pages_turn_it(
    dark: Theme,
    qtbot: "QtBot",
    key: Qt.Key,
    turns: bool,  # noqa: FBT001
) -> None:
    laid = Laid(dark, qtbot, lines=40)
    laid.show(450)
    laid.scroll.setFocus()
    press(laid.scroll, key)
    assert (laid.scroll.verticalScrollBar().value() > 0) is turns


def test_a_bar_that_makes_rows_wrap_goes_when_there_is_room_again(
    dark: Theme, qtbot: "QtBot"
) -> None:
    laid = Laid(dark, qtbot)
    words = QLabel("Words that are one line where no bar stands beside them")
    words.setWordWrap(True)
    column = laid.main.layout()
    assert column is not None
    column.addWidget(words)
    width = 500
    laid.show(width)
    needed = laid.inner.heightForWidth(width)
    laid.show(width, needed - 20)
    assert laid.scroll.verticalScrollBar().isVisible()
    laid.scroll.resize(width, needed)
    QApplication.processEvents()
    assert not laid.scroll.verticalScrollBar().isVisible()


def test_a_foot_may_stand_in_the_empty_corner_beside_it(theme: Theme, qtbot: "QtBot") -> None:
    inner = QWidget()
    qtbot.addWidget(inner)
    main, beside, foot = QLabel("Main"), QLabel("Picture"), QLabel("Foot")
    layout = PageLayout(theme, inner, main=main, beside=beside, foot=foot, free_corner=lambda: 40)
    layout.setGeometry(QRect(0, 0, 900, 500))
    assert foot.width() == main.width() + 40
    assert foot.geometry().bottom() == beside.geometry().bottom()
