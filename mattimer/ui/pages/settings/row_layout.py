"""Words at the start of a row, a control at its end, or below where room ends."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QWidget

from mattimer.ui.layouts.item_layout import ItemLayout
from mattimer.ui.pages.settings.row_words import RowWords
from mattimer.ui.theme.theme import Theme

HEIGHT, TALL_HEIGHT = 50, 58
SIDE, ABOVE, GAP = 18, 10, 16
BETWEEN, BELOW = 4, 6
NARROWEST_WORDS = 120


class RowLayout(ItemLayout):
    """Words and control beside each other; the control goes below where it would crowd them."""

    def __init__(
        self, theme: Theme, words: RowWords, control: QWidget | None, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = words
        self._control = control
        self.addWidget(words)
        if control is not None:
            self.addWidget(control)

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        """As wide as there is room."""
        return Qt.Orientation.Horizontal

    def sizeHint(self) -> QSize:
        """Beside each other."""
        beside = 0 if self._control is None else GAP + self._control.sizeHint().width()
        width = self._words.natural_width() + beside + 2 * SIDE
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:  # noqa: N802
        """The wider of the two."""
        least = self._words.minimumSizeHint().width()
        if self._control is not None:
            least = max(least, self._control.minimumSizeHint().width())
        return QSize(least + 2 * SIDE, self._least_height())

    def _least_height(self) -> int:
        return self._theme.tokens.px(TALL_HEIGHT if self._words.tall else HEIGHT)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        if self._control is None:
            return self._arrange_words(rect, move=move)
        room, hint = rect.width() - 2 * SIDE, self._control.sizeHint()
        rest = room - GAP - hint.width()
        narrowest = self._theme.tokens.px(NARROWEST_WORDS)
        narrowest = max(narrowest, self._words.minimumSizeHint().width())
        # A note is a sentence: it wants more than the few letters that a name may be.
        natural = narrowest if self._words.tall else self._words.natural_width()
        beside = rest >= min(natural, narrowest)
        words = self._words.balanced(rest if beside else room)
        width = min(hint.width(), room)
        grows = self._control.hasHeightForWidth()
        control = QSize(width, self._control.heightForWidth(width) if grows else hint.height())
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

    def _arrange_words(self, rect: QRect, *, move: bool) -> int:
        words = self._words.balanced(rect.width() - 2 * SIDE)
        height = max(self._least_height(), words.height() + 2 * ABOVE)
        if move:
            self._place(self._words, rect, SIDE, (height - words.height()) // 2, words)
        return height

    def _place(self, widget: QWidget, rect: QRect, left: int, top: int, size: QSize) -> None:
        if self._words.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            left = rect.width() - left - size.width()
        widget.setGeometry(QRect(rect.topLeft() + QPoint(left, top), size))
