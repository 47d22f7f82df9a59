"""Paints the ring's points around the origin; the newest one by itself, as it lights slowly."""

from math import cos, radians, sin

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from mattimer.session.session_plan import MAT_STAGES
from mattimer.ui.session.ring import NEWEST_LONGER, RingPoint
from mattimer.ui.theme.tokens import DesignTokens, faded

Points = tuple[RingPoint, ...]


class RingPainter:
    """Pens for one radius and one dimming."""

    def __init__(self, tokens: DesignTokens, radius: float, dim: float) -> None:
        self._radius = radius
        self._length = tokens.geometry("point_length") * radius
        self._width = tokens.geometry("point_width") * radius
        self._unlit = tokens.session_color("unlit", dim)
        self._lit = {stage: tokens.session_color(stage, dim) for stage in MAT_STAGES}

    def paint(self, painter: QPainter, points: Points, lit: int, opacity: float) -> None:
        """All of them at their usual length; the first ``lit`` in the colour of their stage."""
        for index, point in enumerate(points):
            color = faded(self._lit[point.stage], opacity) if index < lit else self._unlit
            self._paint_point(painter, point, color)

    def paint_newest(self, painter: QPainter, points: Points, lit: int, opacity: float) -> None:
        """The last of ``lit`` points, longer than the others, over its unlit self."""
        newest = points[lit - 1]
        color = faded(self._lit[newest.stage], opacity)
        self._paint_point(painter, newest, color, longer=NEWEST_LONGER)

    def newest_box(self, points: Points, lit: int) -> QRectF:
        """Where the newest point is, and the one before it, which was as long until now."""
        box = QRectF()
        for point in points[max(0, lit - 2) : lit]:
            line = self._line(point, NEWEST_LONGER)
            box = box.united(QRectF(line.p1(), line.p2()).normalized().adjusted(-1, -1, 1, 1))
        return box.adjusted(-self._width, -self._width, self._width, self._width)

    def _line(self, point: RingPoint, longer: float) -> QLineF:
        angle, more = radians(point.angle), self._length * longer
        out = QPointF(sin(angle), -cos(angle))
        return QLineF(out * (self._radius + more), out * (self._radius - self._length - more))

    def _paint_point(
        self, painter: QPainter, point: RingPoint, color: QColor, longer: float = 0.0
    ) -> None:
        pen = QPen(color, self._width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawLine(self._line(point, longer))
