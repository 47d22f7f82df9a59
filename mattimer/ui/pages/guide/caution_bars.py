"""How careful to be, as bars: low one, medium two, high three. The word stands beside them."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mattimer.ui.theme.theme import Theme

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


class CautionBars(QWidget):
    """The bars in a detail."""

    def __init__(self, theme: Theme, level: int) -> None:
        super().__init__()
        self._theme = theme
        self._level = level
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Three bars."""
        return QSize(round(caution_width(self._theme)), self._theme.tokens.px(22))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint them."""
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_caution(painter, self._theme, QRectF(self.rect()), self._level, warm=True)
