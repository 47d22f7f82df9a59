"""The parts of the guide: a list beside the text, or a pop-up button above it."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QWidget

from mattimer.ui.layouts.item_layout import ItemLayout
from mattimer.ui.theme.theme import Theme

LIST_WIDTH, LIST_TOP, LIST_SIDE = 256, 54, 16
FIGURE_SIDE = 30
COMPACT_SIDE, COMPACT_TOP = 32, 16
GAP = 10
SEARCH_WIDTH, SEARCH_LEAST, SEARCH_HEIGHT = 240, 150, 38


@dataclass(frozen=True, slots=True)
class GuideParts:
    """The widgets that are laid out; all of them are the page's own."""

    title: QWidget
    search: QWidget
    nothing: QWidget
    contents: QWidget
    pop_up: QWidget
    detail: QWidget
    figure: QWidget

    def all(self) -> tuple[QWidget, ...]:
        """In reading order."""
        return (
            self.title,
            self.pop_up,
            self.search,
            self.nothing,
            self.contents,
            self.detail,
            self.figure,
        )


class GuideLayout(ItemLayout):
    """Hidden parts take no room."""

    def __init__(self, theme: Theme, parts: GuideParts, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parts = parts
        self._compact = False
        self._bar = 0
        for widget in parts.all():
            self.addWidget(widget)

    def set_compact(self, *, compact: bool) -> None:
        """The pop-up button above the text."""
        self._compact = compact
        self.invalidate()

    @property
    def bar_height(self) -> int:
        """Height of what stands above the text in a narrow window."""
        return self._bar

    @property
    def list_width(self) -> int:
        """Width of the column with the list."""
        return self._theme.tokens.px(LIST_WIDTH)

    def hasHeightForWidth(self) -> bool:
        """Its parts scroll."""
        return False

    def sizeHint(self) -> QSize:
        """What the window gives is taken."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802
        """The pop-up button whole, and the search below it."""
        side = 2 * COMPACT_SIDE
        if not self._compact:
            return QSize(self.list_width, 0)
        return QSize(self._parts.pop_up.minimumSizeHint().width() + side, 0)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        if move:
            (self._place_compact if self._compact else self._place_wide)(rect)
        return rect.height()

    def _place_wide(self, rect: QRect) -> None:
        parts, px = self._parts, self._theme.tokens.px
        side, width = px(LIST_SIDE), self.list_width
        top, inner = px(LIST_TOP), width - 2 * side
        for part, gap in ((parts.title, GAP), (parts.search, GAP), (parts.nothing, 0)):
            if part.isHidden():
                continue
            height = px(SEARCH_HEIGHT) if part is parts.search else _height(part, inner)
            self._lay(part, rect, QRect(side, top, inner, height))
            top += height + px(gap)
        below = rect.height() - top
        self._lay(parts.contents, rect, QRect(0, top, width - 1, below))
        figure = parts.figure.sizeHint()
        beside = 0 if parts.figure.isHidden() else figure.width() + FIGURE_SIDE
        self._lay(parts.detail, rect, QRect(width, 0, rect.width() - width - beside, rect.height()))
        left = rect.width() - beside
        self._lay(parts.figure, rect, QRect(left, 0, figure.width(), rect.height()))

    def _place_compact(self, rect: QRect) -> None:
        parts, px = self._parts, self._theme.tokens.px
        room, top, gap = rect.width() - 2 * COMPACT_SIDE, px(COMPACT_TOP), px(GAP)
        button, high = parts.pop_up.sizeHint(), px(SEARCH_HEIGHT)
        line = button.height()
        self._lay(parts.pop_up, rect, QRect(COMPACT_SIDE, top, min(button.width(), room), line))
        if not parts.search.isHidden():
            rest = room - button.width() - px(GAP)
            width = min(px(SEARCH_WIDTH), rest)
            if width >= px(SEARCH_LEAST):
                left, down = COMPACT_SIDE + room - width, top + (line - high) // 2
            else:
                left, down, width = COMPACT_SIDE, top + line + gap, room
                line += gap + high
            self._lay(parts.search, rect, QRect(left, down, width, high))
        top += line
        if not parts.nothing.isHidden():
            height = _height(parts.nothing, room)
            self._lay(parts.nothing, rect, QRect(COMPACT_SIDE, top + gap, room, height))
            top += gap + height
        self._bar = top + gap
        self._lay(parts.detail, rect, QRect(0, self._bar, rect.width(), rect.height() - self._bar))

    def _lay(self, part: QWidget, rect: QRect, box: QRect) -> None:
        if self._mirrored:
            box.moveLeft(rect.width() - box.left() - box.width())
        part.setGeometry(box.translated(rect.topLeft()))


def _height(part: QWidget, width: int) -> int:
    return part.heightForWidth(width) if part.hasHeightForWidth() else part.sizeHint().height()
