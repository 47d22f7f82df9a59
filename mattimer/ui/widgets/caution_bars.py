"""How careful to be, as bars: low one, medium two, high three. The word stands beside them."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mattimer.ui.look import Look

BARS = 3
WIDTH, HEIGHT, STEP = 5.0, 12.0, 8.0


def caution_width(look: Look) -> float:
    """How wide the three bars are."""
    return look.theme.text_scale * STEP * BARS


def paint_caution(painter: QPainter, look: Look, box: QRectF, level: int, *, warm: bool) -> None:
    """Paint ``level`` of three bars into a box from where text begins, the rest unlit."""
    scale = look.theme.text_scale
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
        painter.setBrush(look.color(lit if number < level else "unlit"))
        painter.drawRoundedRect(bar, 2 * scale, 2 * scale)


class CautionBars(QWidget):
    """The bars in a detail."""

    def __init__(self, look: Look, level: int) -> None:
        super().__init__()
        self._look = look
        self._level = level
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Three bars."""
        return QSize(round(caution_width(self._look)), self._look.theme.px(22))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint them."""
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_caution(painter, self._look, QRectF(self.rect()), self._level, warm=True)
