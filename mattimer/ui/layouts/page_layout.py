"""What a page is about, something beside it, and a foot; one under the other where room ends."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QWidget

from mattimer.ui.layouts.item_layout import ItemLayout
from mattimer.ui.theme.theme import Theme

GAP = 16
UNDER_GAP = 28
NARROWEST = 310
"""Width of the text, at 100 %, below which the picture goes under it."""


class PageLayout(ItemLayout):
    """Three widgets: ``main`` above ``foot``, and ``beside`` along both or between them."""

    def __init__(
        self,
        theme: Theme,
        parent: QWidget,
        *,
        main: QWidget,
        beside: QWidget,
        foot: QWidget,
        free_corner: Callable[[], int] = lambda: 0,
    ) -> None:
        """``free_corner`` is how much of the lower corner of ``beside`` the foot may stand in."""
        super().__init__(parent)
        self._theme = theme
        self._free_corner = free_corner
        self._main, self._beside, self._foot = main, beside, foot
        self._stacked = False
        for widget in (main, beside, foot):
            self.addWidget(widget)

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        """All there is."""
        return Qt.Orientation.Horizontal | Qt.Orientation.Vertical

    def sizeHint(self) -> QSize:
        """Beside each other."""
        margins = self.contentsMargins()
        width = self._text_width() + GAP + self._beside.sizeHint().width()
        width += margins.left() + margins.right()
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:  # noqa: N802
        """As narrow as its parts."""
        margins, aside = self.contentsMargins(), self._beside.minimumSizeHint().width()
        text = self._text_width()
        width = max(text, aside) if self._stacked else text + GAP + aside
        return QSize(width + margins.left() + margins.right(), 0)

    def _text_width(self) -> int:
        return max(self._main.minimumSizeHint().width(), self._foot.minimumSizeHint().width())

    def fit(self, width: int) -> bool:
        """Put the picture under the text where a page so wide wants it; say whether it does.

        The page decides, not the room beside a scroll bar that comes and goes with the answer.
        """
        margins = self.contentsMargins()
        room = width - margins.left() - margins.right() - self._beside.sizeHint().width() - GAP
        stacked = room < max(self._theme.tokens.px(NARROWEST), self._text_width())
        if stacked != self._stacked:
            self._stacked = stacked
            self.invalidate()
        return stacked

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        margins = self.contentsMargins()
        inner = rect.marginsRemoved(margins)
        boxes = self._under(inner) if self._stacked else self._side_by_side(inner)
        if move:
            for item, box in zip(self._items, boxes, strict=True):
                self._put(item, inner, box.topLeft() - inner.topLeft(), box.size())
        lowest = max(box.bottom() + 1 for box in boxes)
        return lowest - rect.y() + margins.bottom()

    def _under(self, inner: QRect) -> tuple[QRect, QRect, QRect]:
        width, top, boxes = inner.width(), inner.y(), []
        for widget in (self._main, self._beside, self._foot):
            height = _height(widget, width)
            boxes.append(QRect(inner.x(), top, width, height))
            top += height + UNDER_GAP
        return boxes[0], boxes[1], boxes[2]

    def _side_by_side(self, inner: QRect) -> tuple[QRect, QRect, QRect]:
        aside = self._beside.sizeHint()
        width = inner.width() - aside.width() - GAP
        below = width + self._free_corner()
        foot = _height(self._foot, below)
        main = _height(self._main, width)
        height = max(inner.height(), main + foot, aside.height())
        return (
            QRect(inner.x(), inner.y(), width, height - foot),
            QRect(inner.x() + width + GAP, inner.y(), aside.width(), height),
            QRect(inner.x(), inner.y() + height - foot, below, foot),
        )


def _height(widget: QWidget, width: int) -> int:
    layout = widget.layout()
    if layout is not None and layout.hasHeightForWidth():
        return layout.totalHeightForWidth(width)
    return widget.sizeHint().height()
