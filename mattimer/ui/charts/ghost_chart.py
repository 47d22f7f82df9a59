"""What history will look like: a dashed chart without figures of anybody."""

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy

from mattimer.ui.charts.axis import paint_figure, paint_hairline
from mattimer.ui.controls.card import Card
from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import DesignTokens, faded
from mattimer.ui.wording import in_figures

PAIRS = ((8, 6), (7, 4), (7, 5), (6, 4), (7, 3), (6, 3), (5, 3), (6, 2))
GRID = (10, 7, 4, 1)
WIDTH, HEIGHT, LEAST = 600, 308, 160
LEFT, RIGHT, TOP, FOOT, WORD_GAP = 54, 24, 36, 60, 14
MARK = 5.0


class GhostChart(Card):
    """Decorative."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setObjectName("ghost_chart")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._dress()

    def _dress(self) -> None:
        self.setMinimumHeight(self._tokens.px(LEAST))
        self.setMaximumHeight(self._tokens.px(HEIGHT))

    def sizeHint(self) -> QSize:
        """The design's size."""
        return QSize(WIDTH, self._tokens.px(HEIGHT))

    def _paint(self, painter: QPainter, tokens: DesignTokens) -> None:
        super()._paint(painter, tokens)
        painter.setFont(tokens.font("chart"))
        left, right = tokens.px(LEFT), tokens.px(RIGHT)
        for value in GRID:
            self._paint_grid(painter, value, left, right)
        step = (self.width() - left - right) / len(PAIRS)
        for index, (before, after) in enumerate(PAIRS):
            color = faded(tokens.color("control"), 1 - 0.75 * index / len(PAIRS))
            pen = QPen(color, 1.4)
            pen.setDashPattern([1.6, 1.8])
            painter.setPen(pen)
            x, mark = self._across(left + step * (index + 0.5)), MARK * tokens.text_scale
            top, bottom = self._y(before), self._y(after)
            painter.drawEllipse(QPointF(x, top), mark, mark)
            painter.drawEllipse(QPointF(x, bottom), mark, mark)
            painter.drawLine(QPointF(x, top + mark + 1), QPointF(x, bottom - mark - 1))

    def _paint_grid(self, painter: QPainter, value: int, left: int, right: int) -> None:
        tokens, y = self._tokens, self._y(value)
        room = left - tokens.px(WORD_GAP)
        start = self.width() - room if self._mirrored else 0
        ends = self._across(left), self._across(self.width() - right)
        paint_hairline(painter, tokens, y, ends)
        paint_figure(painter, tokens, in_figures(value), y, (start, start + room))

    def _across(self, x: float) -> float:
        return self.width() - x if self._mirrored else x

    def _y(self, value: int) -> float:
        top, foot = self._tokens.px(TOP), self._tokens.px(FOOT)
        return top + (GRID[0] - value) / (GRID[0] - 1) * (self.height() - top - foot)
