"""The app's mark: the stage ring, three quarters lit, around a point."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from mattimer.ui.theme.tokens import DesignTokens

STROKES = 24
LIT = 18
SETTLE = 5


def paint_mark(painter: QPainter, tokens: DesignTokens, box: QRectF) -> None:
    """Paint the mark into a square."""
    radius = box.width() / 2
    painter.save()
    painter.translate(box.center())
    for index in range(STROKES):
        name = "unlit"
        if index < LIT:
            name = "settle" if index < SETTLE else "still"
        pen = QPen(tokens.color(name), radius * 0.11)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawLine(QPointF(0, -radius * 0.93), QPointF(0, -radius * 0.65))
        painter.rotate(360 / STROKES)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tokens.color("still"))
    painter.drawEllipse(QPointF(0, 0), radius * 0.21, radius * 0.21)
    painter.restore()
