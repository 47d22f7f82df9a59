"""Before and after on a line from 1 to 10, or a length on a line from nothing to the most."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mattimer.limits import TIGHTNESS_HIGHEST, TIGHTNESS_LOWEST
from mattimer.ui.controls.painted import PaintedWidget
from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import DesignTokens

HEIGHT, INSET = 14, 6.5
RING, RING_LINE, DOT, EQUAL, LINK = 4.4, 2.2, 5.4, 6.2, 2.0
BAR = 4.0


class NumberLine(PaintedWidget, QWidget):
    """Decorative: the figures stand above it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._pair: tuple[float, float] | None = None
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_pair(self, pair: tuple[float, float] | None) -> None:
        """Before and after, 1 to 10; None leaves the line empty."""
        self._pair, self._share = pair, 0.0
        self.update()

    def show_share(self, share: float) -> None:
        """A length from 0 to 1."""
        self._pair, self._share = None, share
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(120, self._tokens.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Marks are never cut."""
        return QSize(60, self._tokens.px(HEIGHT))

    def _paint(self, painter: QPainter, tokens: DesignTokens) -> None:
        scale = self.height() / HEIGHT
        middle = self.height() / 2
        painter.setPen(QPen(tokens.color("hair"), 2))
        painter.drawLine(QPointF(0, middle), QPointF(self.width(), middle))
        if self._share > 0:
            self._paint_bar(painter, middle, BAR * scale)
        if self._pair is None:
            return
        before, after = (self._x(value, INSET * scale) for value in self._pair)
        painter.setPen(QPen(tokens.color("text3"), LINK))
        painter.drawLine(QPointF(before, middle), QPointF(after, middle))
        equal = self._pair[0] == self._pair[1]
        painter.setPen(QPen(tokens.color("cool"), RING_LINE * scale))
        painter.setBrush(tokens.color("surface"))
        ring, dot = (EQUAL, DOT - 2) if equal else (RING, DOT)
        painter.drawEllipse(QPointF(before, middle), ring * scale, ring * scale)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.color("still"))
        painter.drawEllipse(QPointF(after, middle), dot * scale, dot * scale)

    def _paint_bar(self, painter: QPainter, middle: float, thick: float) -> None:
        pen = QPen(self._theme.color("still"), thick)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        ends = thick / 2, max(thick / 2, self._share * self.width() - thick / 2)
        start, end = (self.width() - x if self._mirrored else x for x in ends)
        painter.drawLine(QPointF(start, middle), QPointF(end, middle))

    def _x(self, value: float, inset: float) -> float:
        share = (value - TIGHTNESS_LOWEST) / (TIGHTNESS_HIGHEST - TIGHTNESS_LOWEST)
        x = inset + share * (self.width() - 2 * inset)
        return self.width() - x if self._mirrored else x
