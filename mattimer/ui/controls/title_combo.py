"""A title that opens a list: words in a title's type, with a chevron after them."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent

from mattimer.ui.controls.combo import Choices, Combo
from mattimer.ui.theme.theme import Theme

CHEVRON, GAP, LOWEST, LEAST_WORDS = 16, 6, 28, 130


class TitleCombo(Combo):
    """Begins where a plain title would; ``role`` and ``color`` are those of a label."""

    def __init__(
        self, theme: Theme, name: str, text: str, choices: Choices, *, role: str, color: str
    ) -> None:
        self._role = role
        self._color = color
        super().__init__(theme, name, text, choices)

    def sizeHint(self) -> QSize:
        """Room for the words shown now."""
        metrics = QFontMetrics(self.font())
        width = metrics.horizontalAdvance(self.currentText()) + 1 + self._beside_words()
        return QSize(width, max(self._theme.tokens.px(LOWEST), metrics.height()))

    def minimumSizeHint(self) -> QSize:
        """Words that are longer than a card is wide end in an ellipsis."""
        least = self._theme.tokens.px(LEAST_WORDS) + self._beside_words()
        return QSize(min(self.sizeHint().width(), least), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint words, then the chevron."""
        tokens, ratio = self._theme.tokens, self.devicePixelRatioF()
        color = tokens.color("text" if self._hovered else self._color)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(color)
        width = min(
            painter.fontMetrics().horizontalAdvance(self.currentText()) + 1,
            self.width() - self._beside_words(),
        )
        box = QRectF(self.width() - width if mirrored else 0, 0, width, self.height())
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        words = painter.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, width
        )
        painter.drawText(box, flags, words)
        size = tokens.px(CHEVRON)
        icon = self._theme.icon("chevron-down", color, size, ratio)
        left = box.left() - tokens.px(GAP) - size if mirrored else box.right() + tokens.px(GAP)
        painter.drawPixmap(QPointF(left, (self.height() - size) / 2 + 1), icon)

    def _beside_words(self) -> int:
        return self._theme.tokens.px(GAP) + self._theme.tokens.px(CHEVRON)

    def _dress(self) -> None:
        self.setFont(self._theme.tokens.font(self._role))
        self.updateGeometry()
        self.update()
