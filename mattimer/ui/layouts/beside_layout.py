"""Words at the start, controls at the end of one line; controls go below where room ends."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayoutItem, QWidget

from mattimer.ui.layouts.item_layout import ItemLayout, height_of
from mattimer.ui.theme.theme import Theme

LEAST_WORDS = 240


class BesideLayout(ItemLayout):
    """The first widget added is the words, which may wrap; all others are controls.

    Sizes are at 100 % text size: ``gap`` between all that stands in one line, ``below`` above
    controls that had to leave it. Words narrower than ``least`` send the controls below, where
    they begin at ``indent``. ``sides`` stay free at start and end; ``height`` is the least.
    """

    def __init__(
        self,
        theme: Theme,
        *,
        gap: int = 20,
        below: int = 12,
        least: int = LEAST_WORDS,
        indent: int = 0,
        sides: tuple[int, int] = (0, 0),
        height: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._gap = gap
        self._below = below
        self._least = least
        self._indent = indent
        self._sides = sides
        self._lowest = height
        self.setContentsMargins(0, 0, 0, 0)

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        """As wide as there is room."""
        return Qt.Orientation.Horizontal

    def sizeHint(self) -> QSize:
        """All in one line."""
        hints = [item.sizeHint() for item in self._shown()]
        width = sum(hint.width() for hint in hints)
        width += self._px(self._gap) * max(0, len(hints) - 1) + sum(map(self._px, self._sides))
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:  # noqa: N802
        """As wide as the widest of them; how high, only the width says."""
        width = max((item.minimumSize().width() for item in self._shown()), default=0)
        return QSize(width + sum(map(self._px, self._sides)), 0)

    @property
    def _mirrored(self) -> bool:
        parent = self.parentWidget()
        return parent is not None and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _px(self, size: int) -> int:
        return self._theme.tokens.px(size)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        shown = self._shown()
        if not shown:
            return 0
        start, end = map(self._px, self._sides)
        left, right = (end, start) if self._mirrored else (start, end)
        rect = rect.adjusted(left, 0, -right, 0)
        gap, controls = self._px(self._gap), shown[1:]
        rest = rect.width() - sum(item.sizeHint().width() + gap for item in controls)
        words = shown[0]
        wanted = max(words.minimumSize().width(), self._px(self._least))
        if rest >= min(wanted, words.sizeHint().width()):
            return self._beside(rect, words, controls, rest, move=move)
        height = height_of(words, rect.width())
        if move:
            self._place(words, rect, 0, 0, QSize(rect.width(), height))
        return self._wrap(rect, controls, height + self._px(self._below), move=move)

    def _beside(
        self, rect: QRect, words: QLayoutItem, controls: list[QLayoutItem], rest: int, *, move: bool
    ) -> int:
        high = height_of(words, rest)
        heights = [high, rect.height(), self._px(self._lowest)]
        height = max(heights + [item.sizeHint().height() for item in controls])
        if move:
            self._place(words, rect, 0, (height - high) // 2, QSize(rest, high))
            left = rest
            for item in controls:
                left += self._px(self._gap)
                hint = item.sizeHint()
                self._place(item, rect, left, (height - hint.height()) // 2, hint)
                left += hint.width()
        return height

    def _wrap(self, rect: QRect, controls: list[QLayoutItem], top: int, *, move: bool) -> int:
        """Controls from where the line begins, in as many lines as they need."""
        indent, gap = self._px(self._indent), self._px(self._gap)
        for line in self._lines(controls, rect.width() - indent):
            left, high = indent, max(size.height() for _item, size in line)
            for item, size in line:
                if move:
                    self._place(item, rect, left, top + (high - size.height()) // 2, size)
                left += size.width() + gap
            top += high + self._px(self._below)
        return top - self._px(self._below)

    def _lines(
        self, controls: list[QLayoutItem], room: int
    ) -> list[list[tuple[QLayoutItem, QSize]]]:
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        left = room + 1
        for item in controls:
            size = item.sizeHint()
            if size.width() > room:
                size = QSize(room, height_of(item, room))
            left += size.width() + self._px(self._gap)
            if left - self._px(self._gap) > room:
                lines.append([])
                left = size.width() + self._px(self._gap)
            lines[-1].append((item, size))
        return lines

    def _place(self, item: QLayoutItem, rect: QRect, left: int, top: int, size: QSize) -> None:
        if self._mirrored:
            left = rect.width() - left - size.width()
        item.setGeometry(QRect(rect.topLeft() + QPoint(left, top), size))
