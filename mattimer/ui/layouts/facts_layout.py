"""Short facts side by side: all in one row, two by two, or one under the other."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt

from mattimer.ui.layouts.item_layout import ItemLayout
from mattimer.ui.theme.theme import Theme

GAP, ROW_GAP = 24, 12


class FactsLayout(ItemLayout):
    """As many columns as fit without breaking a line; one always does."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setContentsMargins(0, 0, 0, 0)

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        """As wide as there is room."""
        return Qt.Orientation.Horizontal

    def sizeHint(self) -> QSize:
        """All in one row."""
        widths = self._widths(len(self._items))
        width = sum(widths) + self._theme.tokens.px(GAP) * max(0, len(widths) - 1)
        return QSize(width, max((item.sizeHint().height() for item in self._items), default=0))

    def minimumSize(self) -> QSize:  # noqa: N802
        """One under the other."""
        return QSize(max((item.minimumSize().width() for item in self._items), default=0), 0)

    def _widths(self, columns: int) -> list[int]:
        """What each of so many columns needs for its widest fact."""
        return [
            max(item.sizeHint().width() for item in self._items[column::columns])
            for column in range(columns)
        ]

    def _shared(self, width: int) -> list[int]:
        """Widths of the columns that fit, spare room shared evenly."""
        gap, count = self._theme.tokens.px(GAP), len(self._items)
        for columns in (count, -(-count // 2)):
            widths = self._widths(columns)
            spare = width - sum(widths) - gap * (columns - 1)
            if spare >= 0:
                return [one + spare // columns for one in widths]
        return [width]

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        if not self._items:
            return 0
        widths, top = self._shared(rect.width()), 0
        gap, between = self._theme.tokens.px(GAP), self._theme.tokens.px(ROW_GAP)
        for at in range(0, len(self._items), len(widths)):
            row = list(zip(self._items[at : at + len(widths)], widths, strict=False))
            high = max(item.heightForWidth(width) for item, width in row)
            left = 0
            for item, width in row:
                if move:
                    x = rect.width() - left - width if self._mirrored else left
                    item.setGeometry(QRect(rect.topLeft() + QPoint(x, top), QSize(width, high)))
                left += width + gap
            top += high + between
        return top - between

    @property
    def _mirrored(self) -> bool:
        parent = self.parentWidget()
        return parent is not None and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft
