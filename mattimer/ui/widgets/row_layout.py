"""Words at the start of a row, a control at its end, or below where room ends."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QWidget

from mattimer.ui.look import Look
from mattimer.ui.widgets.item_layout import ItemLayout
from mattimer.ui.widgets.row_words import RowWords

HEIGHT, TALL_HEIGHT = 50, 58
SIDE, ABOVE, GAP = 18, 10, 16
BETWEEN, BELOW = 4, 6
NARROWEST_WORDS = 120


class RowLayout(ItemLayout):
    """Words and control beside each other; the control goes below where it would crowd them."""

    def __init__(self, look: Look, words: RowWords, control: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._control = control
        for widget in (words, control):
            self.addWidget(widget)

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        """As wide as there is room."""
        return Qt.Orientation.Horizontal

    def sizeHint(self) -> QSize:
        """Beside each other."""
        width = self._words.natural_width() + GAP + self._control.sizeHint().width() + 2 * SIDE
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:  # noqa: N802
        """The wider of the two."""
        words, control = self._words.minimumSizeHint(), self._control.minimumSizeHint()
        return QSize(max(words.width(), control.width()) + 2 * SIDE, self._least_height())

    def _least_height(self) -> int:
        return self._look.theme.px(TALL_HEIGHT if self._words.tall else HEIGHT)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        room, hint = rect.width() - 2 * SIDE, self._control.sizeHint()
        rest = room - GAP - hint.width()
        narrowest = self._look.theme.px(NARROWEST_WORDS)
        narrowest = max(narrowest, self._words.minimumSizeHint().width())
        beside = rest >= min(self._words.natural_width(), narrowest)
        words = self._words.balanced(rest if beside else room)
        control = QSize(min(hint.width(), room), hint.height())
        if beside:
            height = max(self._least_height(), words.height() + 2 * ABOVE, control.height() + 2)
            tops = (height - words.height()) // 2, (height - control.height()) // 2
        else:
            tops = ABOVE + 2, ABOVE + 2 + words.height() + BETWEEN
            height = tops[1] + control.height() + BELOW
        if move:
            self._place(self._words, rect, SIDE, tops[0], words)
            self._place(
                self._control, rect, rect.width() - SIDE - control.width(), tops[1], control
            )
        return height

    def _place(self, widget: QWidget, rect: QRect, left: int, top: int, size: QSize) -> None:
        if self._words.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            left = rect.width() - left - size.width()
        widget.setGeometry(QRect(rect.topLeft() + QPoint(left, top), size))
