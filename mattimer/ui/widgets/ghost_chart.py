"""What history will look like: a dashed chart without figures of anybody."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from mattimer.ui.look import Look
from mattimer.ui.theme import faded
from mattimer.ui.widgets.card import Card

PAIRS = ((8, 6), (7, 4), (7, 5), (6, 4), (7, 3), (6, 3), (5, 3), (6, 2))
GRID = (10, 7, 4, 1)


class GhostChart(Card):
    """Decorative."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.setObjectName("ghost_chart")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(160)
        self.setMaximumHeight(308)

    def sizeHint(self) -> QSize:
        """The design's size."""
        return QSize(600, 308)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, grid and ghosts, fading to the right."""
        super().paintEvent(event)
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("chart"))
        for value in GRID:
            y = self._y(value)
            painter.setPen(theme.color("hair"))
            painter.drawLine(QPointF(54, y), QPointF(self.width() - 24, y))
            painter.setPen(theme.color("text2"))
            box = QRectF(0, y - 10, 40, 20)
            painter.drawText(
                box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(value)
            )
        step = (self.width() - 78) / len(PAIRS)
        for index, (before, after) in enumerate(PAIRS):
            color = faded(theme.color("control"), 1 - 0.75 * index / len(PAIRS))
            pen = QPen(color, 1.4)
            pen.setDashPattern([1.6, 1.8])
            painter.setPen(pen)
            x = 54 + step * (index + 0.5)
            top, bottom = self._y(before), self._y(after)
            painter.drawEllipse(QPointF(x, top), 5, 5)
            painter.drawEllipse(QPointF(x, bottom), 5, 5)
            painter.drawLine(QPointF(x, top + 6), QPointF(x, bottom - 6))

    def _y(self, value: int) -> float:
        return 36 + (10 - value) / 9 * (self.height() - 36 - 60)
