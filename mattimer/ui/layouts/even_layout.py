"""Lays alike things out in one row of equal widths, or in as many rows as they need."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayoutItem, QWidget

from mattimer.ui.layouts.item_layout import ItemLayout, height_of


class EvenLayout(ItemLayout):
    """As many columns as its choices allow and the widest item has room for."""

    def __init__(
        self,
        gap: int,
        columns: Sequence[int],
        parent: QWidget | None = None,
        *,
        fill: bool = False,
    ) -> None:
        """``columns`` are the numbers of columns to choose from, most first.

        ``fill`` makes rows higher where there is more height than they need.
        """
        super().__init__(parent)
        self._gap = gap
        self._fill = fill
        self._columns = tuple(columns)
        self.setContentsMargins(0, 0, 0, 0)

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        """As wide as there is room."""
        return Qt.Orientation.Horizontal

    def sizeHint(self) -> QSize:
        """One row."""
        size, columns = self._largest(), self._columns[0]
        return QSize(columns * size.width() + (columns - 1) * self._gap, size.height())

    def minimumSize(self) -> QSize:  # noqa: N802
        """The fewest columns."""
        size, columns = self._largest(), self._columns[-1]
        return QSize(columns * size.width() + (columns - 1) * self._gap, size.height())

    def _largest(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        least, columns = self._largest().width(), self._columns[-1]
        for wanted in self._columns:
            if wanted * least + (wanted - 1) * self._gap <= rect.width():
                columns = wanted
                break
        places = [self._span(rect.width(), columns, column) for column in range(columns)]
        shown = [item for item in self._items if not item.isEmpty()]
        rows = [shown[begin : begin + columns] for begin in range(0, len(shown), columns)]
        heights = [
            max(height_of(item, width) for item, (_, width) in zip(row, places, strict=False))
            for row in rows
        ]
        needed = sum(heights) + self._gap * (len(rows) - 1) if rows else 0
        if move:
            spare = max(0, rect.height() - needed) // len(rows) if rows and self._fill else 0
            self._move(rect, rows, places, [height + spare for height in heights])
        return needed

    def _move(
        self,
        rect: QRect,
        rows: list[list[QLayoutItem]],
        places: list[tuple[int, int]],
        heights: list[int],
    ) -> None:
        top = rect.y()
        for row, height in zip(rows, heights, strict=True):
            for item, (left, width) in zip(row, places, strict=False):
                item.setGeometry(self._mirrored(rect, QRect(left, top, width, height)))
            top += height + self._gap

    def _span(self, room: int, columns: int, column: int) -> tuple[int, int]:
        """Left edge and width of a column; no pixel is left over at the end."""
        width = (room - (columns - 1) * self._gap) / columns
        left = round(column * (width + self._gap))
        return left, round(column * (width + self._gap) + width) - left

    def _mirrored(self, rect: QRect, box: QRect) -> QRect:
        parent = self.parentWidget()
        if parent is not None and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            box.moveLeft(rect.width() - box.left() - box.width())
        return box.translated(QPoint(rect.x(), 0))
