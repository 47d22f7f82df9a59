"""How careful to be, as bars: low one, medium two, high three. The word stands beside them."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from mattimer.ui.controls.painted import PaintedWidget
from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import DesignTokens

BARS = 3
WIDTH, HEIGHT, STEP = 5.0, 12.0, 8.0


def caution_width(theme: Theme) -> float:
    """How wide the three bars are."""
    return theme.tokens.text_scale * STEP * BARS


def paint_caution(painter: QPainter, theme: Theme, box: QRectF, level: int, *, warm: bool) -> None:
    """Paint ``level`` of three bars into a box from where text begins, the rest unlit."""
    scale = theme.tokens.text_scale
    mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    painter.setPen(Qt.PenStyle.NoPen)
    bar = QRectF(0, box.center().y() - HEIGHT * scale / 2, WIDTH * scale, HEIGHT * scale)
    for number in range(BARS):
        inset = number * STEP * scale
        if mirrored:
            bar.moveRight(box.right() - inset)
        else:
            bar.moveLeft(box.left() + inset)
        lit = "accent" if warm else "control"
        painter.setBrush(theme.color(lit if number < level else "unlit"))
        painter.drawRoundedRect(bar, 2 * scale, 2 * scale)


class CautionBars(PaintedWidget, QWidget):
    """The bars in a detail."""

    def __init__(self, theme: Theme, level: int) -> None:
        super().__init__(theme)
        self._level = level
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Three bars."""
        return QSize(round(caution_width(self._theme)), self._tokens.px(22))

    def _paint(self, painter: QPainter, _tokens: DesignTokens) -> None:
        painter.setLayoutDirection(self.layoutDirection())
        paint_caution(painter, self._theme, QRectF(self.rect()), self._level, warm=True)
