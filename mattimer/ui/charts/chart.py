"""The ground of every chart: QtCharts' plot between a scale at the start and words at the foot.

This is the only module that imports QtCharts; it is imported when a page with charts opens.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCharts import QChart, QChartView, QScatterSeries, QValueAxis
from PySide6.QtCore import QEvent, QMargins, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy

from mattimer.ui.charts.axis import paint_figure, paint_hairline
from mattimer.ui.charts.chart_model import ChartPlace
from mattimer.ui.controls.painted import ThemedWidget
from mattimer.ui.controls.tip import Tip
from mattimer.ui.theme.theme import Theme
from mattimer.ui.wording import in_figures

TOP, FOOT, WORD_GAP, WORDS_APART = 12, 34, 12, 14
LEAST_WIDTH = 200
BEYOND = 1
"""How far the first and the last word under the plot may reach beyond it."""


@dataclass(frozen=True, slots=True)
class ChartScale:
    """What the values of a chart run from and to, and which of them have a line of their own."""

    low: float
    high: float
    ticks: tuple[float, ...]


class Chart(ThemedWidget, QChartView):
    """Places along the foot, counted from where the text begins; values upwards."""

    def __init__(self, theme: Theme, name: str, height: int, *, most_words: int) -> None:
        """``height`` is the least at 100 % text, ``most_words`` how many stand at the foot."""
        super().__init__(theme, QChart())
        self._most_words = most_words
        self._height = height
        self._places: tuple[ChartPlace, ...] = ()
        self._words = ""
        self._plot = QRectF()
        self._scale = ChartScale(0, 1, ())
        self._x, self._y = QValueAxis(self), QValueAxis(self)
        self.setObjectName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.viewport().setAutoFillBackground(False)
        self._tip = Tip(theme, self.viewport())
        self.setStyleSheet("background: transparent")
        self._prepare(self.chart())

    def _prepare(self, chart: QChart) -> None:
        """Nothing of QtCharts' own dress is kept."""
        chart.setBackgroundVisible(False)
        chart.setMargins(QMargins(0, 0, 0, 0))
        chart.legend().hide()
        chart.setAnimationOptions(QChart.AnimationOption.NoAnimation)
        # Left to right here; what turns round is turned by ``x_of``.
        chart.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        for axis, side in (
            (self._x, Qt.AlignmentFlag.AlignBottom),
            (self._y, Qt.AlignmentFlag.AlignLeft),
        ):
            axis.setVisible(False)
            chart.addAxis(axis, side)

    # What is shown -----------------------------------------------------------------------------

    def _show_frame(self, places: Sequence[ChartPlace], scale: ChartScale) -> None:
        """Other places and another scale; subclasses put their marks into it afterwards."""
        self._places, self._scale = tuple(places), scale
        self._fit()

    def _fit(self) -> None:
        self._plot = self._measured_plot()
        plot, scale, count = self.plot, self._scale, max(1, len(self._places))
        if plot.width() <= 0 or plot.height() <= 0:
            return
        # To QtCharts the plot is the whole view: it cuts marks at the edges of the plot.
        self.chart().setPlotArea(QRectF(self.rect()))
        step, unit = plot.width() / count, plot.height() / (scale.high - scale.low)
        right, below = self.width() - plot.right(), self.height() - plot.bottom()
        self._x.setRange(-0.5 - plot.left() / step, count - 0.5 + right / step)
        self._y.setRange(scale.low - below / unit, scale.high + plot.top() / unit)
        self.resetCachedContent()
        self.viewport().update()

    @property
    def plot(self) -> QRectF:
        """The box between the outermost values and places, in pixels."""
        return self._plot

    def _measured_plot(self) -> QRectF:
        tokens = self._tokens
        metrics = QFontMetricsF(tokens.font("chart"))
        words = [in_figures(f"{tick:g}") for tick in self._scale.ticks]
        widest = max(map(metrics.horizontalAdvance, words), default=0.0)
        start = widest + tokens.px(WORD_GAP)
        top = max(tokens.px(TOP), metrics.height() / 2)
        box = QRectF(start, top, self.width() - start - 1, self.height() - top - tokens.px(FOOT))
        if self._mirrored:
            box.moveLeft(self.width() - box.right())
        return box

    def value_x(self, index: float) -> float:
        """A place as QtCharts counts it, from the left."""
        return len(self._places) - 1 - index if self._mirrored else index

    def x_of(self, index: float) -> float:
        """The middle of a place, in pixels."""
        plot = self.plot
        step = plot.width() / max(1, len(self._places))
        return plot.left() + step * (self.value_x(index) + 0.5)

    def y_of(self, value: float) -> float:
        """The height of a value, in pixels."""
        plot, scale = self.plot, self._scale
        return plot.bottom() - (value - scale.low) / (scale.high - scale.low) * plot.height()

    def point(self, index: float, value: float, line: float = 0.0) -> QPointF:
        """Where QtCharts has to put a mark; it forgets half the line around it."""
        plot, scale = self.plot, self._scale
        step = plot.width() / max(1, len(self._places))
        unit = plot.height() / (scale.high - scale.low)
        if step <= 0 or unit <= 0:
            return QPointF(self.value_x(index), value)
        return QPointF(self.value_x(index) + line / 2 / step, value - line / 2 / unit)

    def _add_marks(self, radius: float, fill: QColor, line: QPen | None = None) -> QScatterSeries:
        """Circles of one kind, none of them placed yet."""
        series = QScatterSeries(self.chart())
        series.setMarkerShape(QScatterSeries.MarkerShape.MarkerShapeCircle)
        self._dress_marks(series, radius, fill, line)
        self.chart().addSeries(series)
        for axis in (self._x, self._y):
            series.attachAxis(axis)
        return series

    def _dress_marks(
        self, series: QScatterSeries, radius: float, fill: QColor, line: QPen | None = None
    ) -> None:
        scale = min(1.5, self._tokens.text_scale)
        pen = QPen(Qt.PenStyle.NoPen) if line is None else line
        series.setMarkerSize(2 * radius * scale)
        series.setPen(pen)
        series.setBrush(fill)

    # What is painted behind the marks ------------------------------------------------------------

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:  # noqa: N802, ARG002
        """Grid, scale and words; subclasses paint more before the marks."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._tokens.font("chart"))
        self._paint_behind(painter)
        for tick in self._scale.ticks:
            self._paint_tick(painter, tick)
        self._paint_words(painter)
        self._paint_under(painter)
        if self._words:
            self._paint_middle(painter)
        painter.restore()

    def show_words(self, words: str) -> None:
        """What stands in the middle of a chart without marks."""
        self._words = words
        self.viewport().update()

    def _paint_middle(self, painter: QPainter) -> None:
        tokens = self._tokens
        painter.setFont(tokens.font("body"))
        painter.setPen(tokens.color("text2"))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        room = self.plot.adjusted(tokens.px(24), 0, -tokens.px(24), 0)
        box = painter.boundingRect(room, int(flags), self._words)
        around = box.adjusted(-12, -6, 12, 6)
        painter.fillRect(around, tokens.color("surface"))
        painter.drawText(room, int(flags), self._words)

    def _paint_behind(self, painter: QPainter) -> None:
        """What lies behind the grid."""

    def _paint_under(self, painter: QPainter) -> None:
        """What lies on the grid, and under the marks."""

    def _paint_tick(self, painter: QPainter, tick: float) -> None:
        tokens, plot, y = self._tokens, self.plot, round(self.y_of(tick)) + 0.5
        gap = tokens.px(WORD_GAP)
        room = self.width() - plot.width() - 1 - gap
        left = plot.right() + gap if self._mirrored else 0.0
        paint_hairline(painter, tokens, y, (plot.left(), plot.right()))
        paint_figure(painter, tokens, in_figures(f"{tick:g}"), y, (left, left + room))

    def _paint_words(self, painter: QPainter) -> None:
        tokens, plot = self._tokens, self.plot
        painter.setPen(tokens.color("text2"))
        top = self.height() - painter.fontMetrics().height() - 2
        for index in self.worded():
            word = self._places[index].word
            width = QFontMetricsF(painter.font()).horizontalAdvance(word) + 2
            left = self.x_of(index) - width / 2
            least = max(0.0, plot.left() - BEYOND)
            left = max(least, min(left, plot.right() + BEYOND - width, self.width() - width))
            box = QRectF(left, top, width, painter.fontMetrics().height())
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)

    def worded(self) -> list[int]:
        """The places whose word is shown: evenly apart, counted back from the last one."""
        worded = [index for index, place in enumerate(self._places) if place.word]
        if not worded:
            return []
        metrics = QFontMetricsF(self._tokens.font("chart"))
        widest = max(metrics.horizontalAdvance(self._places[index].word) for index in worded)
        step = self.plot.width() / len(self._places)
        apart = round(widest + self._tokens.px(WORDS_APART))
        each = max(-(-apart // max(1, int(step))), -(-len(self._places) // self._most_words))
        return [index for index in worded if (len(self._places) - 1 - index) % each == 0]

    # What Qt asks --------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(540, self._tokens.px(self._height))

    def minimumSizeHint(self) -> QSize:
        """Marks may stand close."""
        tokens = self._tokens
        return QSize(min(tokens.px(LEAST_WIDTH), 300), tokens.px(self._height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Everything finds its place again."""
        super().resizeEvent(event)
        self._fit()
        self._replace()

    def changeEvent(self, event: QEvent) -> None:
        """Time runs as the text does."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._fit()
            self._replace()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page scrolls, not the chart."""
        event.ignore()

    def viewportEvent(self, event: QEvent) -> bool:
        """Under the pointer, what the chart says there."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            spoken = self.said_at(event.pos().x())
            self._tip.show(event.globalPos(), spoken)
            return True
        return bool(super().viewportEvent(event))

    def said_at(self, x: float) -> str:
        """What there is to say of the place over which the pointer stands."""
        plot = self.plot
        if not self._places or not plot.left() <= x <= plot.right():
            return ""
        step = plot.width() / len(self._places)
        index = min(len(self._places) - 1, int((x - plot.left()) / step))
        return self._places[round(self.value_x(index))].spoken

    def _dress(self) -> None:
        self.updateGeometry()
        self._color_marks()
        self._fit()
        self._replace()

    def _color_marks(self) -> None:
        """Marks take the theme's colours."""

    def _replace(self) -> None:
        """Marks stand where they belong now."""
