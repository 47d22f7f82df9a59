"""Words at the start, controls at the end of one line; controls go below where room ends."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayoutItem, QWidget

from mattimer.ui.layouts.item_layout import ItemLayout, height_of
from mattimer.ui.theme.theme import Theme

LEAST_WORDS = 240
ONE_LINE = 4000
"""A width in which nothing breaks."""


@dataclass(frozen=True, slots=True)
class LineShape:
    """Sizes of such a line, at 100 % text size.

    Attributes:
        gap: Between all that stands in one line.
        below: Above controls that had to leave it.
        least: Words narrower than this send the controls below.
        indent: Where controls begin that stand below.
        at_end: Whether they end with the line there instead.
        sides: Free at start and end.
        around: Free above and below the words.
        height: The least.
        even: Whether words that have to break break evenly, so that none is left alone.
    """

    gap: int = 20
    below: int = 12
    least: int = LEAST_WORDS
    indent: int = 0
    at_end: bool = False
    sides: tuple[int, int] = (0, 0)
    around: int = 0
    height: int = 0
    even: bool = False


PLAIN = LineShape()


class BesideLayout(ItemLayout):
    """The first widget added is the words, which may wrap; all others are controls."""

    def __init__(
        self, theme: Theme, shape: LineShape = PLAIN, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shape = shape

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        """As wide as there is room."""
        return Qt.Orientation.Horizontal

    def sizeHint(self) -> QSize:
        """All in one line."""
        hints = [item.sizeHint() for item in self._shown()]
        width = sum(hint.width() for hint in hints)
        width += self._px(self._shape.gap) * max(0, len(hints) - 1) + self._beside_all
        words = hints[0].height() + 2 * self._px(self._shape.around) if hints else 0
        heights = [words, self._px(self._shape.height), *(hint.height() for hint in hints)]
        return QSize(width, max(heights))

    def minimumSize(self) -> QSize:  # noqa: N802
        """As wide as the widest of them; how high, only the width says."""
        width = max((item.minimumSize().width() for item in self._shown()), default=0)
        return QSize(width + self._beside_all, 0)

    @property
    def _beside_all(self) -> int:
        return sum(map(self._px, self._shape.sides))

    def _px(self, size: int) -> int:
        return self._theme.tokens.px(size)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        shown, shape = self._shown(), self._shape
        if not shown:
            return 0
        start, end = map(self._px, shape.sides)
        left, right = (end, start) if self._mirrored else (start, end)
        rect = rect.adjusted(left, 0, -right, 0)
        gap, words, controls = self._px(shape.gap), shown[0], shown[1:]
        rest = rect.width() - sum(item.sizeHint().width() + gap for item in controls)
        wanted = max(words.minimumSize().width(), self._px(shape.least))
        if rest >= min(wanted, words.sizeHint().width()) or not controls:
            return self._beside(rect, words, controls, rest, move=move)
        size, around = self._size_of(words, rect.width()), self._px(shape.around)
        if move:
            self._put(words, rect, QPoint(0, around), size)
        below = around + size.height() + self._px(shape.below)
        return self._wrap(rect, controls, below, move=move) + around

    def _size_of(self, words: QLayoutItem, room: int) -> QSize:
        """Of the words in a width."""
        height, least, width = height_of(words, room), words.minimumSize().width(), room
        if self._shape.even and height > height_of(words, ONE_LINE):
            while width - least > 1:
                middle = (least + width) // 2
                if height_of(words, middle) > height:
                    least = middle
                else:
                    width = middle
        return QSize(width, height)

    def _beside(
        self, rect: QRect, words: QLayoutItem, controls: list[QLayoutItem], rest: int, *, move: bool
    ) -> int:
        size = self._size_of(words, rest)
        high = size.height() + 2 * self._px(self._shape.around)
        heights = [high, rect.height(), self._px(self._shape.height)]
        height = max(heights + [item.sizeHint().height() for item in controls])
        if move:
            self._put(words, rect, QPoint(0, (height - size.height()) // 2), size)
            left = rest
            for item in controls:
                left += self._px(self._shape.gap)
                hint = item.sizeHint()
                self._put(item, rect, QPoint(left, (height - hint.height()) // 2), hint)
                left += hint.width()
        return height

    def _wrap(self, rect: QRect, controls: list[QLayoutItem], top: int, *, move: bool) -> int:
        """Controls in as many lines as they need."""
        shape, gap = self._shape, self._px(self._shape.gap)
        indent = self._px(shape.indent)
        for line in self._lines(controls, rect.width() - indent):
            taken = sum(size.width() for _, size in line) + gap * (len(line) - 1)
            left = rect.width() - taken if shape.at_end else indent
            high = max(size.height() for _item, size in line)
            for item, size in line:
                if move:
                    self._put(item, rect, QPoint(left, top + (high - size.height()) // 2), size)
                left += size.width() + gap
            top += high + self._px(shape.below)
        return top - self._px(shape.below)

    def _lines(
        self, controls: list[QLayoutItem], room: int
    ) -> list[list[tuple[QLayoutItem, QSize]]]:
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        left = room + 1
        for item in controls:
            size = item.sizeHint()
            if size.width() > room:
                size = QSize(room, height_of(item, room))
            left += size.width() + self._px(self._shape.gap)
            if left - self._px(self._shape.gap) > room:
                lines.append([])
                left = size.width() + self._px(self._shape.gap)
            lines[-1].append((item, size))
        return lines
