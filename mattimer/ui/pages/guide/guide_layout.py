"""The parts of the guide: a list beside the text, or a pop-up button above it."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

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


class GuideLayout(QLayout):
    """Hidden parts take no room."""

    def __init__(self, theme: Theme, parts: GuideParts, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parts = parts
        self._compact = False
        self._bar = 0
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
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

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's name
        """Take another part."""
        self._items.append(item)

    def count(self) -> int:
        """How many parts there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """One part, None beyond the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """Give one part away, None beyond the last."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def sizeHint(self) -> QSize:
        """What the window gives is taken."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802
        """The pop-up button whole, and the search below it."""
        side = 2 * COMPACT_SIDE
        if not self._compact:
            return QSize(self.list_width, 0)
        return QSize(self._parts.pop_up.minimumSizeHint().width() + side, 0)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802
        """Place the parts."""
        super().setGeometry(rect)
        if self._compact:
            self._place_compact(rect)
        else:
            self._place_wide(rect)

    def _place_wide(self, rect: QRect) -> None:
        parts, px = self._parts, self._theme.tokens.px
        side, width = px(LIST_SIDE), self.list_width
        top, inner = px(LIST_TOP), width - 2 * side
        for part, gap in ((parts.title, GAP), (parts.search, GAP), (parts.nothing, 0)):
            if part.isHidden():
                continue
            height = px(SEARCH_HEIGHT) if part is parts.search else _height(part, inner)
            self._put(part, rect, QRect(side, top, inner, height))
            top += height + px(gap)
        below = rect.height() - top
        self._put(parts.contents, rect, QRect(0, top, width - 1, below))
        figure = parts.figure.sizeHint()
        beside = 0 if parts.figure.isHidden() else figure.width() + FIGURE_SIDE
        self._put(parts.detail, rect, QRect(width, 0, rect.width() - width - beside, rect.height()))
        left = rect.width() - beside
        self._put(parts.figure, rect, QRect(left, 0, figure.width(), rect.height()))

    def _place_compact(self, rect: QRect) -> None:
        parts, px = self._parts, self._theme.tokens.px
        room, top, gap = rect.width() - 2 * COMPACT_SIDE, px(COMPACT_TOP), px(GAP)
        button, high = parts.pop_up.sizeHint(), px(SEARCH_HEIGHT)
        line = button.height()
        self._put(parts.pop_up, rect, QRect(COMPACT_SIDE, top, min(button.width(), room), line))
        if not parts.search.isHidden():
            rest = room - button.width() - px(GAP)
            width = min(px(SEARCH_WIDTH), rest)
            if width >= px(SEARCH_LEAST):
                left, down = COMPACT_SIDE + room - width, top + (line - high) // 2
            else:
                left, down, width = COMPACT_SIDE, top + line + gap, room
                line += gap + high
            self._put(parts.search, rect, QRect(left, down, width, high))
        top += line
        if not parts.nothing.isHidden():
            height = _height(parts.nothing, room)
            self._put(parts.nothing, rect, QRect(COMPACT_SIDE, top + gap, room, height))
            top += gap + height
        self._bar = top + gap
        self._put(parts.detail, rect, QRect(0, self._bar, rect.width(), rect.height() - self._bar))

    def _put(self, part: QWidget, rect: QRect, box: QRect) -> None:
        parent = self.parentWidget()
        if parent is not None and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            box.moveLeft(rect.width() - box.left() - box.width())
        part.setGeometry(box.translated(rect.topLeft()))


def _height(part: QWidget, width: int) -> int:
    return part.heightForWidth(width) if part.hasHeightForWidth() else part.sizeHint().height()
