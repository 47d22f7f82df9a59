"""Lays chips out in a row that wraps."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayoutItem, QWidget

from mattimer.ui.layouts.item_layout import ItemLayout, height_of


class FlowLayout(ItemLayout):
    """Left to right (right to left where text runs so), then the next line."""

    def __init__(
        self,
        gap: int,
        parent: QWidget | None = None,
        *,
        fill: bool = False,
        centered: bool = False,
        row_gap: int | None = None,
    ) -> None:
        """``fill`` makes the items of a line wider, until it is full.

        ``row_gap`` is the gap between two lines where it is another.
        ``centered`` puts lower ones in the middle of their line, for words beside words.
        """
        super().__init__(parent)
        self._centered = centered
        self._gap = gap
        self._row_gap = gap if row_gap is None else row_gap
        self._fill = fill
        self._column = False

    def set_column(self, *, column: bool) -> None:
        """One item a line, or as many as there is room for."""
        if column != self._column:
            self._column = column
            self.invalidate()

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        """It takes no more than it needs."""
        return Qt.Orientation(0)

    def sizeHint(self) -> QSize:
        """As for its narrowest."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802
        """The largest item."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _lines(self, room: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """The items with their sizes, line by line."""
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        x = room + 1
        for item in self._shown():
            size = item.sizeHint()
            if size.width() > room:
                size = QSize(room, height_of(item, room))
            if self._column or x + size.width() > room:
                lines.append([])
                x = 0
            lines[-1].append((item, size))
            x += size.width() + self._gap
        return lines

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        top = 0
        for line in self._lines(rect.width()):
            height = max(size.height() for _, size in line)
            if move:
                self._move(rect, line, top, height)
            top += height + self._row_gap
        return max(0, top - self._row_gap)

    def _move(
        self, rect: QRect, line: list[tuple[QLayoutItem, QSize]], top: int, height: int
    ) -> None:
        taken = sum(size.width() for _, size in line) + self._gap * (len(line) - 1)
        more, left = (rect.width() - taken) // len(line) if self._fill else 0, 0
        for item, size in line:
            wide = QSize(size.width() + more, height if self._fill else size.height())
            down = (height - wide.height()) // 2 if self._centered else 0
            self._put(item, rect, QPoint(left, top + down), wide)
            left += wide.width() + self._gap
