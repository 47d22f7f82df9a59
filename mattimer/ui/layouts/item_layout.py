"""What layouts of our own share: they hold items, and their height follows their width."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class ItemLayout(QLayout):
    """Keeps the items; a subclass says in ``_arrange`` where they go."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._heights: dict[int, int] = {}
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """The height of all items within a rectangle's width; ``move`` places them too."""
        raise NotImplementedError

    @property
    def _mirrored(self) -> bool:
        parent = self.parentWidget()
        return parent is not None and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _put(self, item: QLayoutItem, rect: QRect, at: QPoint, size: QSize) -> None:
        """Place an item in a rectangle, counted from where the text begins."""
        left = rect.width() - at.x() - size.width() if self._mirrored else at.x()
        item.setGeometry(QRect(rect.topLeft() + QPoint(left, at.y()), size))

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's name
        """Take another item."""
        self._items.append(item)

    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """One item, None beyond the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """Give one item away, None beyond the last."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of all items."""
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def invalidate(self) -> None:
        """What was measured counts no more."""
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802
        """Place the items."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)


def height_of(item: QLayoutItem, width: int) -> int:
    """How high an item is in a width."""
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
