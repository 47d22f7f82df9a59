"""Cards beside each other where each has room, else one under the other."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayoutItem

from mattimer.ui.layouts.item_layout import ItemLayout, height_of
from mattimer.ui.theme.theme import Theme

GAP = 16


class CardsLayout(ItemLayout):
    """The first card takes what the others, each as wide as wished at 100 % text, leave.

    With ``even`` all are equally wide. ``least`` is the least width of the first beside others.
    """

    def __init__(
        self, theme: Theme, *, wished: Sequence[int], least: int, even: bool = False
    ) -> None:
        super().__init__()
        self._theme = theme
        self._wished = tuple(wished)
        self._least = least
        self._even = even
        self._stacked = False
        self.setContentsMargins(0, 0, 0, 0)

    def set_stacked(self, *, stacked: bool) -> None:
        """One under the other, even where there is room."""
        self._stacked = stacked
        self.invalidate()

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 - Qt's name
        """As wide as there is room."""
        return Qt.Orientation.Horizontal

    def sizeHint(self) -> QSize:
        """As for its narrowest."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802
        """One under the other."""
        return QSize(max((item.minimumSize().width() for item in self._shown()), default=0), 0)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _widths(self, shown: list[QLayoutItem], room: int) -> list[int] | None:
        """How wide each is beside the others; None where they have no room."""
        if self._stacked:
            return None
        room -= GAP * (len(shown) - 1)
        least = [item.minimumSize().width() for item in shown]
        if self._even:
            least = [max(self._px(self._least), one) for one in least]
            widths = [room // len(shown)] * len(shown)
        else:
            least[0] = max(self._px(self._least), least[0])
            wished = zip(self._wished, least[1:], strict=False)
            rest = [max(self._px(wish), one) for wish, one in wished]
            widths = [room - sum(rest), *rest]
        fits = all(width >= one for width, one in zip(widths, least, strict=True))
        return widths if fits else None

    def _px(self, size: int) -> int:
        return self._theme.tokens.px(size)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        shown = self._shown()
        if not shown:
            return 0
        widths = self._widths(shown, rect.width())
        if widths is None:
            return self._pile(shown, rect, move=move)
        placed = list(zip(shown, widths, strict=True))
        height, left = max(height_of(item, width) for item, width in placed), 0
        for item, width in placed:
            if move:
                x = rect.width() - left - width if self._mirrored else left
                item.setGeometry(QRect(rect.topLeft() + QPoint(x, 0), QSize(width, height)))
            left += width + GAP
        return height

    def _pile(self, shown: list[QLayoutItem], rect: QRect, *, move: bool) -> int:
        top = 0
        for item in shown:
            height = height_of(item, rect.width())
            if move:
                self._put(item, rect, top, height)
            top += height + GAP
        return top - GAP

    def _put(self, item: QLayoutItem, rect: QRect, top: int, height: int) -> None:
        item.setGeometry(QRect(rect.topLeft() + QPoint(0, top), QSize(rect.width(), height)))

    @property
    def _mirrored(self) -> bool:
        parent = self.parentWidget()
        return parent is not None and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft
