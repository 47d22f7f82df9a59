"""The scale beside a chart: hairlines, and the figure of each."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from mattimer.ui.theme.tokens import DesignTokens


def paint_hairline(
    painter: QPainter, tokens: DesignTokens, y: float, ends: tuple[float, float]
) -> None:
    """A line across the plot."""
    painter.setPen(QPen(tokens.color("hair"), 1))
    painter.drawLine(QPointF(ends[0], y), QPointF(ends[1], y))


def paint_figure(
    painter: QPainter, tokens: DesignTokens, text: str, y: float, side: tuple[float, float]
) -> None:
    """What a height stands for, within left and right of the scale; it ends at the plot."""
    left, right = side
    half = painter.fontMetrics().height()
    end = Qt.AlignmentFlag.AlignLeft if left > 0 else Qt.AlignmentFlag.AlignRight
    align = end | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
    painter.setPen(tokens.color("text2"))
    painter.drawText(QRectF(left, y - half, right - left, 2 * half), align, text)
