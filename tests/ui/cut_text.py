"""Whether everything on a page can be read whole: no text cut, nothing sideways out of sight.

    @uncut_matrix
    def test_no_text_is_cut(qtbot, how):
        look = make_look(text_scale=how.text_scale)
        page = make_page(look)                       # filled with its longest words
        framed(qtbot, look, page, how)               # in the real window, beside the rail
        assert_uncut(page)

``assert_uncut`` walks the visible widgets below the one given and complains where

- a widget is smaller than its ``minimumSizeHint`` (a squeezed layout, a button cut off),
- a label is narrower than its longest line (longest word where it wraps) or lower than its text,
- a button is smaller than ``minimumSizeHint`` (``heightForWidth`` where it wraps; ``sizeHint``
  where there is no least one),
- something reaches out of what carries it; downwards it may where a scroll area lies between,
- a scroll area could scroll sideways,
- two pieces of text lie on each other.

A widget that paints words of its own has to tell by ``minimumSizeHint`` how much room they need.
``long_words`` makes every translated string longer by 40 %, as a German one would be.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTranslator
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QHeaderView,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from mattimer.ui.page import Page
from mattimer.ui.theme.theme import Theme
from mattimer.ui.window import Window
from tests.ui.factories import shown

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

SIZES = (QSize(720, 560), QSize(1100, 760))
SCALES = (1.0, 1.5, 2.0)
DIRECTIONS = (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft)
SLACK = 1
"""A pixel lost to rounding cuts nothing."""


@dataclass(frozen=True, slots=True)
class How:
    """One way of looking at a page."""

    size: QSize
    text_scale: float
    direction: Qt.LayoutDirection

    def __str__(self) -> str:
        hand = "rtl" if self.direction == Qt.LayoutDirection.RightToLeft else "ltr"
        return f"{self.size.width()}x{self.size.height()}-{self.text_scale:.0%}-{hand}"


EVERY_WAY = [
    How(size, scale, direction) for size in SIZES for scale in SCALES for direction in DIRECTIONS
]
uncut_matrix = pytest.mark.parametrize("how", EVERY_WAY, ids=str)
"""Gives a test ``how``: both window sizes x three text sizes x both directions."""


def framed(qtbot: "QtBot", theme: Theme, page: Page, how: How, *, whole: bool = False) -> Window:
    """The real window with the page up, beside the rail or (``whole``) without it."""
    window = Window(theme, Page(theme, "elsewhere_page") if whole else page)

    def keep(_closing: QWidget) -> None:
        """Hold on to it; the bot itself would not."""
        window.hide()

    qtbot.addWidget(window, before_close_func=keep)
    window.setLayoutDirection(how.direction)
    if whole:
        window.show_whole(page)
    shown(window, how.size.width(), how.size.height())
    assert window.size() == how.size
    settle()
    return window


def settle() -> None:
    """Let layouts come to rest; heights that follow widths need more than one turn."""
    for _ in range(4):
        QApplication.processEvents()


def assert_uncut(root: QWidget) -> None:
    """Fail where something below ``root`` (or itself) can't be read whole."""
    found = cuts(root)
    assert not found, "\n".join(found)


def cuts(root: QWidget) -> list[str]:
    """What is wrong, one line each."""
    widgets = [root, *(child for child in root.findChildren(QWidget) if child.isVisibleTo(root))]
    found: list[str] = []
    for widget in widgets:
        found += [f"{_called(widget)}: {complaint}" for complaint in _complaints(widget)]
        found += [f"{_called(widget)}: {complaint}" for complaint in _out_of(widget, root)]
    return found + _overlaps([widget for widget in widgets if _words(widget)], root)


@contextmanager
def long_words(app: QApplication) -> Iterator[None]:
    """A language whose every string is 40 % longer, for widgets made meanwhile."""
    translator = LongWords(app)
    app.installTranslator(translator)
    try:
        yield
    finally:
        app.removeTranslator(translator)
        translator.deleteLater()


class LongWords(QTranslator):
    """Translates into longer English: the last words are said again, in other letters."""

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        """It has words for everything."""
        return False

    def translate(
        self,
        _context: str,
        source: str,
        _disambiguation: str | None = None,
        _number: int = -1,
    ) -> str:
        """The same, 40 % longer."""
        return lengthened(source)


def lengthened(text: str) -> str:
    """A text 40 % longer, in words no longer than its own longest; places to fill in stay."""
    wanted, more = round(len(text) * 0.4), ""
    longest = max((len(word) for word in text.split()), default=0)
    while len(more) < wanted:
        word = "ä" * min(max(3, longest), wanted - len(more))
        more += f" {word}"
    if text.endswith(" min"):
        return text  # a unit is not translated into a sentence
    return f"{text.rstrip('.')}{more}{'.' if text.endswith('.') else ''}"


# What can be wrong -----------------------------------------------------------------------------


def _complaints(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QHeaderView) or isinstance(widget.parentWidget(), QLineEdit):
        return  # as high as their table or field wants them
    least, layout = widget.minimumSizeHint(), widget.layout()
    if layout is not None and layout.hasHeightForWidth():
        # What it hints at holds for its narrowest; as wide as it is it may be lower, or higher.
        least.setHeight(layout.totalMinimumHeightForWidth(widget.width()))
    if widget.width() + SLACK < least.width() or widget.height() + SLACK < least.height():
        yield f"is {_spelled(widget.size())}, needs at least {_spelled(least)}"
    if isinstance(widget, QLabel) and widget.text():
        yield from _label_complaints(widget)
    if isinstance(widget, QAbstractButton) and widget.text():
        yield from _button_complaints(widget)
    inner = widget.widget() if isinstance(widget, QScrollArea) else None
    if isinstance(widget, QScrollArea) and inner is not None:
        over = inner.width() - widget.viewport().width()
        if over > 0:
            yield f"could scroll sideways by {over}"


def _label_complaints(label: QLabel) -> Iterator[str]:
    metrics, room = QFontMetrics(label.font()), label.contentsRect()
    text = label.text().replace("\u200b", " ")
    pieces = text.split() if label.wordWrap() else text.split("\n")
    widest = max(pieces, key=metrics.horizontalAdvance, default="")
    if metrics.horizontalAdvance(widest) > room.width() + SLACK:
        yield f"is {room.width()} wide, too narrow for {widest!r}"
    needed = label.heightForWidth(label.width()) if label.hasHeightForWidth() else -1
    if needed < 0:
        needed = label.sizeHint().height()
    if needed > label.height() + SLACK:
        yield f"is {label.height()} high, needs {needed}"


def _button_complaints(button: QAbstractButton) -> Iterator[str]:
    if button.hasHeightForWidth():
        needed = button.heightForWidth(button.width())
        if needed > button.height() + SLACK:
            yield f"is {button.height()} high, needs {needed}"
        return
    least = button.minimumSizeHint()
    hint = least if least.isValid() else button.sizeHint()
    if button.width() + SLACK < hint.width() or button.height() + SLACK < hint.height():
        yield f"is {_spelled(button.size())}, needs {_spelled(hint)}"


def _out_of(widget: QWidget, root: QWidget) -> Iterator[str]:
    """Whether it reaches out of the nearest things that carry it, up to the root."""
    carrier = widget.parentWidget()
    if widget is root or carrier is None:
        return
    box = widget.geometry()
    scrolled = _is_scrolled(widget)
    if box.left() < -SLACK or box.right() > carrier.width() - 1 + SLACK:
        yield f"reaches sideways out of {_called(carrier)}: {_spelled_box(box)}"
    if not scrolled and (box.top() < -SLACK or box.bottom() > carrier.height() - 1 + SLACK):
        yield f"reaches out of {_called(carrier)} upwards or downwards: {_spelled_box(box)}"


def _is_scrolled(widget: QWidget) -> bool:
    carrier = widget.parentWidget()
    area = None if carrier is None else carrier.parentWidget()
    return isinstance(area, QAbstractScrollArea) and area.viewport() is carrier


def _overlaps(texts: list[QWidget], root: QWidget) -> list[str]:
    found = []
    for one, other in combinations(texts, 2):
        if one.isAncestorOf(other) or other.isAncestorOf(one) or _area_of(one) != _area_of(other):
            continue
        common = _place(one, root).intersected(_place(other, root))
        if common.width() > SLACK and common.height() > SLACK:
            found.append(f"{_called(one)} and {_called(other)} lie on each other")
    return found


def _area_of(widget: QWidget) -> QWidget | None:
    """The scroll area it lies in; what is scrolled away is covered by others."""
    carrier = widget.parentWidget()
    while carrier is not None and not isinstance(carrier, QAbstractScrollArea):
        carrier = carrier.parentWidget()
    return carrier


def _place(widget: QWidget, root: QWidget) -> QRect:
    return QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())


def _words(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""


def _called(widget: QWidget) -> str:
    words = _words(widget)
    name = widget.objectName() or (widget.parentWidget() or widget).objectName()
    said = f" {words[:40]!r}" if words else ""
    return f"{type(widget).__name__} {name}{said}"


def _spelled(size: QSize) -> str:
    return f"{size.width()}x{size.height()}"


def _spelled_box(box: QRect) -> str:
    return f"{box.left()},{box.top()} {_spelled(box.size())}"
