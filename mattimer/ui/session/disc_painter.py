"""Paints the breathing disc fast enough for thirty frames a second without a graphics card.

What stands still is drawn once: the gradient as one picture that is scaled without smoothing
(a soft gradient shows none of it), the dots as small pictures at quarter-pixel offsets.
"""

from bisect import bisect_left
from math import floor

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QRadialGradient

from mattimer.ui.session.pacer import (
    DOT_GROWTH,
    DOT_LEAST,
    OUTER,
    Disc,
    dot_presence,
    dot_radius,
    first_dot,
    seeds,
)
from mattimer.ui.theme.tokens import DesignTokens, faded, mix

PHASES = 4
"""Offsets a pixel, each way, at which a dot's picture is kept."""

SIZES = 12
RIM_OPACITY, RIM_DIMS_BY = 0.8, 0.3
OPACITY_STEPS = 8


class DiscPainter:
    """The pictures for one size and one dimming; made anew when either changes."""

    def __init__(self, tokens: DesignTokens, rin: float, dim: float, ratio: float) -> None:
        self.dot_factor = tokens.session_number("dot_opacity_factor", dim)
        self._rin = rin
        self._ratio = ratio
        self._cell = 2 * int(rin * ratio * (DOT_LEAST + DOT_GROWTH) + 2)
        # An opaque pen is drawn twice as fast as a translucent one; it lies on the disc's edge.
        edge, rim = tokens.session_color("disc_edge", dim), tokens.session_color("still", dim)
        self._rim = mix(edge, rim, RIM_OPACITY - RIM_DIMS_BY * dim)
        self._gradient = self._paint_gradient(tokens, dim)
        self._dots = self._paint_dots(tokens.session_color("still", dim))
        self._seeds = [
            (seed.x, seed.y, seed.q, min(SIZES - 1, round(seed.q**2 * (SIZES - 1))))
            for seed in seeds()
        ]
        self._distances = [seed[2] for seed in self._seeds]
        self._cells = [
            [(self._cell * n, self._cell * size, self._cell, self._cell) for n in range(16)]
            for size in range(SIZES)
        ]

    def paint(self, painter: QPainter, center: QPointF, disc: Disc, presence: float) -> None:
        """Paint one frame; ``presence`` is 0 to 1."""
        painter.save()
        painter.translate(center)
        painter.setOpacity(presence)
        side = 2 * disc.radius
        box = QRectF(-disc.radius, -disc.radius, side, side)
        painter.drawPixmap(box, self._gradient, QRectF(self._gradient.rect()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._rim, disc.rim))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(0, 0), disc.radius, disc.radius)
        self._paint_frame_dots(painter, disc, presence)
        painter.restore()

    def _paint_frame_dots(self, painter: QPainter, disc: Disc, presence: float) -> None:
        opacity = disc.dot_opacity * presence
        ratio, half, dots, cells = self._ratio, self._cell // 2, self._dots, self._cells
        spread, draw = disc.spread * ratio, painter.drawPixmap
        painter.scale(1 / ratio, 1 / ratio)
        drawn_at = -1.0
        for x, y, q, size in self._seeds[bisect_left(self._distances, first_dot(disc)) :]:
            share = round(dot_presence(disc, q) * OPACITY_STEPS) / OPACITY_STEPS
            if share != drawn_at:
                painter.setOpacity(opacity * share)
                drawn_at = share
            left, top = x * spread - half, y * spread - half
            column, row = floor(left), floor(top)
            cell = cells[size][int((top - row) * PHASES) * PHASES + int((left - column) * PHASES)]
            draw(column, row, dots, *cell)

    def _paint_gradient(self, tokens: DesignTokens, dim: float) -> QPixmap:
        side = round(2 * OUTER * self._rin * self._ratio)
        pixmap = _clear_pixmap(side, side)
        radius = side / 2
        gradient = QRadialGradient(radius, radius, radius)
        gradient.setColorAt(0, tokens.session_color("bg", dim))
        gradient.setColorAt(0.5, tokens.session_color("disc_core", dim))
        gradient.setColorAt(1, tokens.session_color("disc_edge", dim))
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(gradient)
        painter.drawEllipse(QPointF(radius, radius), radius, radius)
        painter.end()
        return pixmap

    def _paint_dots(self, color: QColor) -> QPixmap:
        cell = self._cell
        pixmap = _clear_pixmap(cell * PHASES * PHASES, cell * SIZES)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(faded(color, 1.0))
        for size in range(SIZES):
            radius = dot_radius((size / (SIZES - 1)) ** 0.5, self._rin) * self._ratio
            for n in range(PHASES * PHASES):
                x = cell * n + cell / 2 + (n % PHASES) / PHASES
                y = cell * size + cell / 2 + (n // PHASES) / PHASES
                painter.drawEllipse(QPointF(x, y), radius, radius)
        painter.end()
        return pixmap


def _clear_pixmap(width: int, height: int) -> QPixmap:
    pixmap = QPixmap(width, height)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap
