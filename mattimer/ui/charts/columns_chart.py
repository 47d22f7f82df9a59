"""Columns over places along the foot, and the band they may lie in where there is one."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from mattimer.ui.charts.chart import Chart, ChartScale
from mattimer.ui.charts.chart_model import ChartPlace
from mattimer.ui.theme.theme import Theme

HEIGHT = 180
SHARE, WIDEST, CORNER = 0.52, 34.0, 5.0
BAND_CORNER = 10
STEPS = (1, 2, 5)
TICKS = 4


def nice_scale(most: float) -> ChartScale:
    """From nothing to the first round number above the most, with few lines between."""
    step, power = 1.0, 0
    while True:
        for digit in STEPS:
            step = digit * 10.0**power
            if step * TICKS >= most:
                count = max(1, -(-int(-(-most // 1)) // int(step)))
                return ChartScale(0, step * count, tuple(step * at for at in range(count, -1, -1)))
        power += 1


class ColumnsChart(Chart):
    """A picture; the same figures stand in a table beside it."""

    def __init__(self, theme: Theme, name: str, *, most_words: int = 20) -> None:
        super().__init__(theme, name, HEIGHT, most_words=most_words)
        self._values: tuple[float, ...] = ()
        self._band: tuple[float, float] | None = None
        self._color = "still"

    def show_columns(
        self,
        places: Sequence[ChartPlace],
        values: Sequence[float],
        *,
        band: tuple[float, float] | None = None,
    ) -> None:
        """Show other columns, and the ends of a band that they may lie in."""
        self._values, self._band = tuple(values), band
        most = max((*values, 0 if band is None else band[1]), default=0)
        self._show_frame(places, nice_scale(max(1.0, most)))

    def _paint_behind(self, painter: QPainter) -> None:
        if self._band is None:
            return
        tokens, plot = self._theme.tokens, self.plot
        low, high = self._band
        box = QRectF(plot.left(), self.y_of(high), plot.width(), self.y_of(low) - self.y_of(high))
        painter.setPen(tokens.color("control") if tokens.contrast else Qt.PenStyle.NoPen)
        painter.setBrush(tokens.color("accent_soft"))
        painter.drawRoundedRect(box, BAND_CORNER, BAND_CORNER)

    def _paint_under(self, painter: QPainter) -> None:
        if not self._values:
            return
        plot, foot = self.plot, self.y_of(0)
        width = min(
            WIDEST * self._theme.tokens.text_scale, plot.width() / len(self._values) * SHARE
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(self._color))
        painter.setClipRect(QRectF(0, 0, self.width(), foot))
        for index, value in enumerate(self._values):
            if value <= 0:
                continue
            corner = min(CORNER, width / 2)
            top = min(self.y_of(value), foot - 1.5)
            # Its lower corners lie below the foot.
            box = QRectF(self.x_of(index) - width / 2, top, width, foot - top + 2 * corner)
            painter.drawRoundedRect(box, corner, corner)
        painter.setClipping(False)
