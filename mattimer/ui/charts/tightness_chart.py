"""Tightness over time: an open ring for before, a full dot for after, a band for noise."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from mattimer.limits import TIGHTNESS, TIGHTNESS_HIGHEST, TIGHTNESS_LOWEST
from mattimer.ui.charts.chart import Chart, ChartScale
from mattimer.ui.charts.chart_model import TightnessMark
from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import faded

HEIGHT = 220
SCALE = ChartScale(TIGHTNESS_LOWEST, TIGHTNESS_HIGHEST, (10, 7, 4, 1))
RING, DOT, EQUAL, SINGLE = 5.4, 6.4, 9.0, 2.0
RING_LINE, EQUAL_LINE, LINK, SINGLE_LINE = 2.6, 2.0, 2.0, 1.0
FAINT, LINK_OPACITY = 0.6, 0.6
CROWDED, LEAST_SHARE = 24.0, 0.42
"""Marks stand closer than so many pixels: they get smaller, to this share at the least."""

APART, BESIDE = 5.2, 5
BAND_CORNER = 10


class TightnessChart(Chart):
    """A picture; the same figures stand in a table beside it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "tightness_chart", HEIGHT, most_words=4)
        self._marks: tuple[TightnessMark, ...] = ()
        self._noise: tuple[float, float] | None = None
        surface = theme.color("surface")
        self._faint_before = self._add_marks(SINGLE, surface)
        self._faint_before.setObjectName("single_before")
        self._faint_after = self._add_marks(SINGLE, surface)
        self._faint_after.setObjectName("single_after")
        self._rings = self._add_marks(RING, surface)
        self._equals = self._add_marks(EQUAL, surface)
        self._dots = self._add_marks(DOT, surface)
        self._dots.setObjectName("dots")
        self._color_marks()

    def show_marks(self, marks: Sequence[TightnessMark], noise: tuple[float, float] | None) -> None:
        """Show other marks, and the ends of the noise band; None without one."""
        self._marks, self._noise = tuple(marks), noise
        self._show_frame([mark.place for mark in marks], SCALE)
        self._color_marks()
        self._replace()

    @property
    def _share(self) -> float:
        """How large marks are: smaller where they stand close."""
        if not self._marks:
            return 1.0
        step = self.plot.width() / len(self._marks)
        return max(LEAST_SHARE, min(1.0, step / CROWDED / self._mark_scale))

    @property
    def _mark_scale(self) -> float:
        return min(1.5, self._theme.tokens.text_scale)

    def _color_marks(self) -> None:
        tokens, share = self._theme.tokens, self._share
        surface, cool, warm = (tokens.color(name) for name in ("surface", "cool", "still"))
        strong = 1.0 if tokens.contrast else FAINT
        faint = QPen(faded(cool, strong), SINGLE_LINE)
        self._dress_marks(self._rings, RING * share, surface, QPen(cool, self._px(RING_LINE)))
        self._dress_marks(self._equals, EQUAL * share, surface, QPen(cool, self._px(EQUAL_LINE)))
        self._dress_marks(self._dots, DOT * share, warm)
        self._dress_marks(self._faint_before, SINGLE, surface, faint)
        self._dress_marks(self._faint_after, SINGLE, faded(warm, strong))

    def _px(self, size: float) -> float:
        return size * self._share * self._mark_scale

    def _replace(self) -> None:
        rings, equals, dots = [], [], []
        ring, equal = self._px(RING_LINE), self._px(EQUAL_LINE)
        for index, mark in enumerate(self._marks):
            if mark.before is None or mark.after is None:
                continue
            if mark.before == mark.after:
                equals.append(self.point(index, mark.before, equal))
            else:
                rings.append(self.point(index, mark.before, ring))
            dots.append(self.point(index, mark.after))
        self._color_marks()
        self._rings.replace(rings)
        self._equals.replace(equals)
        self._dots.replace(dots)
        self._faint_before.replace(self._singles(after=False))
        self._faint_after.replace(self._singles(after=True))

    def _singles(self, *, after: bool) -> list[QPointF]:
        """Single sessions beside each other; those that make up a mark are not seen beside it."""
        step = self.plot.width() / max(1, len(self._marks))
        if step <= 0:
            return []
        apart, line = APART * self._mark_scale, 0.0 if after else SINGLE_LINE
        fit, found = max(1, min(BESIDE, int(step / apart))), []
        for index, mark in enumerate(self._marks):
            counts, middle = (mark.afters, mark.after) if after else (mark.befores, mark.before)
            for value, often in zip(TIGHTNESS, counts, strict=False):
                shown = 0 if often == 1 and value == middle else min(often, fit)
                for number in range(shown):
                    aside = (number - (shown - 1) / 2) * apart / step
                    found.append(self.point(index + aside, value, line))
        return found

    def _paint_behind(self, painter: QPainter) -> None:
        if self._noise is None:
            return
        tokens, plot = self._theme.tokens, self.plot
        low, high = self._noise
        box = QRectF(plot.left(), self.y_of(high), plot.width(), self.y_of(low) - self.y_of(high))
        painter.setPen(tokens.color("control") if tokens.contrast else Qt.PenStyle.NoPen)
        painter.setBrush(tokens.color("cool_soft"))
        painter.drawRoundedRect(box, BAND_CORNER, BAND_CORNER)

    def _paint_under(self, painter: QPainter) -> None:
        color = faded(self._theme.color("text2"), LINK_OPACITY)
        painter.setPen(QPen(color, max(1.0, self._px(LINK))))
        for index, mark in enumerate(self._marks):
            if mark.before is None or mark.after is None or mark.before == mark.after:
                continue
            x = self.x_of(index)
            painter.drawLine(QPointF(x, self.y_of(mark.before)), QPointF(x, self.y_of(mark.after)))
