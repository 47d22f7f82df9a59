"""Things side by side in rows of columns, in fewer columns where a row has no room for them."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayoutItem, QWidget

from mattimer.ui.layouts.item_layout import ItemLayout, height_of
from mattimer.ui.theme.theme import Theme

Items = list[QLayoutItem]
Span = tuple[int, int]
"""Left edge and width."""


class Columns:
    """Where the columns of a row stand: each as wide as it wishes, all in one row or in one column.

    Gaps are pixels, at 100 % text size where there is a theme.
    """

    def __init__(self, gap: int, row_gap: int | None = None, theme: Theme | None = None) -> None:
        self._gap, self._row_gap = gap, gap if row_gap is None else row_gap
        self._theme = theme

    @property
    def gap(self) -> int:
        """Between two columns."""
        return self._px(self._gap)

    @property
    def row_gap(self) -> int:
        """Between two rows."""
        return self._px(self._row_gap)

    def wished(self, items: Items) -> QSize:
        """All in one row."""
        hints = [item.sizeHint() for item in items]
        width = sum(hint.width() for hint in hints) + self.gap * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def least(self, items: Items) -> QSize:
        """In one column; how high that is, only the width says."""
        return QSize(_widest(items), 0)

    def spans(self, items: Items, room: int) -> list[Span]:
        """The columns of every row."""
        widths = [item.sizeHint().width() for item in items]
        return self.side_by_side(widths) if self._fits(widths, room) else [(0, room)]

    def side_by_side(self, widths: Sequence[int]) -> list[Span]:
        """Columns of these widths, from where the text begins."""
        spans, left = [], 0
        for width in widths:
            spans.append((left, width))
            left += width + self.gap
        return spans

    def _fits(self, widths: Sequence[int], room: int) -> bool:
        return sum(widths) + self.gap * (len(widths) - 1) <= room

    def _px(self, size: int) -> int:
        return size if self._theme is None else self._theme.tokens.px(size)


class FactColumns(Columns):
    """All in one row, two by two, or one by one; spare room is shared and no line is broken."""

    def spans(self, items: Items, room: int) -> list[Span]:
        """The columns of every row."""
        for columns in (len(items), -(-len(items) // 2)):
            widths = [
                max(item.sizeHint().width() for item in items[column::columns])
                for column in range(columns)
            ]
            if self._fits(widths, room):
                spare = room - sum(widths) - self.gap * (columns - 1)
                return self.side_by_side([width + spare // columns for width in widths])
        return [(0, room)]


class EvenColumns(Columns):
    """Equally wide ones, as many as one of ``counts``, most first, that the widest has room in."""

    def __init__(self, gap: int, counts: Sequence[int]) -> None:
        super().__init__(gap)
        self._counts = tuple(counts)

    def wished(self, items: Items) -> QSize:
        """The most columns."""
        return self._size(items, self._counts[0])

    def least(self, items: Items) -> QSize:
        """The fewest columns."""
        return self._size(items, self._counts[-1])

    def _size(self, items: Items, columns: int) -> QSize:
        height = max((item.minimumSize().height() for item in items), default=0)
        return QSize(columns * _widest(items) + (columns - 1) * self.gap, height)

    def spans(self, items: Items, room: int) -> list[Span]:
        """No pixel is left over at the end."""
        fitting = (count for count in self._counts if self._size(items, count).width() <= room)
        columns = next(fitting, self._counts[-1])
        width = (room - (columns - 1) * self.gap) / columns
        edges = [round(column * (width + self.gap)) for column in range(columns)]
        ends = [round(column * (width + self.gap) + width) for column in range(columns)]
        return [(left, end - left) for left, end in zip(edges, ends, strict=True)]


class CardColumns(Columns):
    """The first takes what the others leave, or all are even; widths are at 100 % text size.

    ``least`` is the least width of the first, and of all where no others are ``wished``.
    """

    def __init__(self, theme: Theme, gap: int, *, wished: Sequence[int], least: int) -> None:
        super().__init__(gap)
        self._tokens_of = theme
        self._wished, self._least = tuple(wished), least

    def wished(self, items: Items) -> QSize:
        """As for its narrowest."""
        return self.least(items)

    def spans(self, items: Items, room: int) -> list[Span]:
        """Beside each other where each has room."""
        px = self._tokens_of.tokens.px
        lowest = [item.minimumSize().width() for item in items]
        if self._wished:
            lowest[0] = max(px(self._least), lowest[0])
            rest = [max(px(one), low) for one, low in zip(self._wished, lowest[1:], strict=False)]
            widths = [room - sum(rest) - self.gap * len(rest), *rest]
        else:
            lowest = [max(px(self._least), one) for one in lowest]
            widths = [(room - self.gap * (len(items) - 1)) // len(items)] * len(items)
        fits = all(width >= low for width, low in zip(widths, lowest, strict=True))
        return self.side_by_side(widths) if fits else [(0, room)]


class ColumnsLayout(ItemLayout):
    """Rows of what is shown, each as high as its highest."""

    def __init__(
        self, columns: Columns, parent: QWidget | None = None, *, fill: bool = False
    ) -> None:
        """``fill`` makes rows higher where there is more height than they need."""
        super().__init__(parent)
        self._columns = columns
        self._fill = fill
        self._stacked = False

    def set_stacked(self, *, stacked: bool) -> None:
        """One under the other, even where there is room."""
        self._stacked = stacked
        self.invalidate()

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 - Qt's name
        """As wide as there is room."""
        return Qt.Orientation.Horizontal

    def sizeHint(self) -> QSize:
        """What the columns wish."""
        return self._columns.wished(self._shown())

    def minimumSize(self) -> QSize:  # noqa: N802
        """The least that they take."""
        return self._columns.least(self._shown())

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        shown, room = self._shown(), rect.width()
        if not shown:
            return 0
        spans = [(0, room)] if self._stacked else self._columns.spans(shown, room)
        rows = [shown[at : at + len(spans)] for at in range(0, len(shown), len(spans))]
        heights = [
            max(height_of(item, width) for item, (_, width) in zip(row, spans, strict=False))
            for row in rows
        ]
        gap = self._columns.row_gap
        needed, top = sum(heights) + gap * (len(rows) - 1), 0
        more = max(0, rect.height() - needed) // len(rows) if self._fill else 0
        for row, height in zip(rows, heights, strict=True):
            for item, (left, width) in zip(row, spans, strict=False):
                if move:
                    self._put(item, rect, QPoint(left, top), QSize(width, height + more))
            top += height + more + gap
        return needed


def _widest(items: Items) -> int:
    return max((item.minimumSize().width() for item in items), default=0)
