"""Paints the one page for a clinician: black on white, told apart by shape."""

from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QIODevice, QLineF, QLocale, QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
)

from mattimer.ui.report.report_layout import (
    BAND,
    BLACK,
    LINE,
    QUIET,
    RESOLUTION,
    SMALL,
    UNIT,
    ChartMark,
    ReportPage,
    Sheet,
    lay_out,
    sized,
)
from mattimer.ui.wording import in_figures

GRID = (10, 7, 4, 1)
RING, DOT, EQUAL = 3.4, 3.8, 5.4
"""Radii in points."""

LEFT, BELOW, ABOVE = 22.0, 17.0, 18.0
"""Room for the figures of the grid, the words of the weeks, and the legend."""

CROWDED = 15.0
"""Marks that stand closer than so many points get smaller."""

WORDS_APART = 8.0


def pdf_bytes(sheet: Sheet, page_size: QPageSize, family: str = "", title: str = "") -> bytes:
    """The page as a PDF file. ``title`` is all that the file says of itself."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(RESOLUTION)
    whole = QPageLayout(page_size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    writer.setPageLayout(whole)
    writer.setTitle(title)
    writer.setCreator("")
    page = lay_out(sheet, page_size.size(QPageSize.Unit.Point), family)
    painter = QPainter(writer)
    paint(painter, sheet, page, family)
    painter.end()
    return bytes(buffer.data().data())


def page_size_of(locale: QLocale) -> QPageSize:
    """Letter where paper is measured in inches, else A4."""
    inches = locale.measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
    return QPageSize(QPageSize.PageSizeId.Letter if inches else QPageSize.PageSizeId.A4)


def paint(painter: QPainter, sheet: Sheet, page: ReportPage, family: str = "") -> None:
    """Paint a page whose place is found."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for piece in page.pieces:
        piece.paint(painter)
    if not page.chart.isEmpty():
        _ReportChart(painter, sheet, page, family).paint()


@dataclass(frozen=True, slots=True)
class _ReportChart:
    painter: QPainter
    sheet: Sheet
    page: ReportPage
    family: str

    def paint(self) -> None:
        """Band, grid, weeks, marks, and what they mean."""
        if self.sheet.noise is not None:
            low, high = self.sheet.noise
            top, bottom = self._y(high), self._y(low)
            plot = self._plot
            band = QRectF(plot.left(), top, plot.width(), bottom - top)
            self.painter.fillRect(band, QColor(BAND))
        self._paint_grid()
        self._paint_weeks()
        for index, mark in enumerate(self.sheet.marks):
            self._paint_mark(self._x(index), mark)
        self._paint_legend()

    @property
    def _plot(self) -> QRectF:
        left, right = LEFT * UNIT, 0.0
        if self.sheet.mirrored:
            left, right = right, left
        return self.page.chart.adjusted(left, ABOVE * UNIT, -right, -BELOW * UNIT)

    def _y(self, value: float) -> float:
        plot, share = self._plot, (GRID[0] - value) / (GRID[0] - GRID[-1])
        return plot.top() + share * plot.height()

    @property
    def _step(self) -> float:
        return self._plot.width() / max(1, len(self.sheet.marks))

    def _x(self, index: int) -> float:
        plot, along = self._plot, self._step * (index + 0.5)
        return plot.right() - along if self.sheet.mirrored else plot.left() + along

    def _paint_grid(self) -> None:
        plot, painter = self._plot, self.painter
        font = self._font()
        painter.setFont(font)
        high = QFontMetricsF(font).height()
        for value in GRID:
            y = self._y(value)
            painter.setPen(QPen(QColor(LINE), 0.6 * UNIT))
            painter.drawLine(QLineF(plot.left(), y, plot.right(), y))
            painter.setPen(QColor(QUIET))
            room = (LEFT - 6) * UNIT
            left = plot.right() + 6 * UNIT if self.sheet.mirrored else plot.left() - LEFT * UNIT
            end = Qt.AlignmentFlag.AlignLeft if self.sheet.mirrored else Qt.AlignmentFlag.AlignRight
            flags = int(end | Qt.AlignmentFlag.AlignVCenter)
            painter.drawText(QRectF(left, y - high, room, 2 * high), flags, in_figures(value))

    def _paint_weeks(self) -> None:
        """Words under as many weeks as have room for them."""
        painter, plot = self.painter, self._plot
        font = self._font()
        painter.setFont(font)
        painter.setPen(QColor(QUIET))
        metrics = QFontMetricsF(font)
        taken = None
        for index, mark in enumerate(self.sheet.marks):
            width = metrics.horizontalAdvance(mark.word)
            left = min(max(self._x(index) - width / 2, plot.left()), plot.right() - width)
            box = QRectF(left, plot.bottom() + 5 * UNIT, width, metrics.height())
            apart = WORDS_APART * UNIT
            if taken is None or not taken.adjusted(-apart, 0, apart, 0).intersects(box):
                painter.drawText(QPointF(left, box.top() + metrics.ascent()), mark.word)
                taken = box

    def _paint_mark(self, x: float, mark: ChartMark) -> None:
        if mark.before is None or mark.after is None:
            return
        share = UNIT * max(0.45, min(1.0, self._step / UNIT / CROWDED))
        before, after = QPointF(x, self._y(mark.before)), QPointF(x, self._y(mark.after))
        painter = self.painter
        equal = mark.before == mark.after
        radius = (EQUAL if equal else RING) * share
        if not equal:
            painter.setPen(QPen(QColor(QUIET), 1.0 * share))
            painter.drawLine(QLineF(before, after))
        painter.setPen(QPen(QColor(BLACK), 1.3 * share))
        painter.setBrush(QColor("#ffffff"))
        painter.drawEllipse(before, radius, radius)
        self._paint_dot(after, (RING if equal else DOT) * share)

    def _paint_dot(self, at: QPointF, radius: float) -> None:
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(QColor(BLACK))
        self.painter.drawEllipse(at, radius, radius)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_legend(self) -> None:
        """Each sign with its word, in one line above the plot."""
        painter, font = self.painter, self._font()
        metrics = QFontMetricsF(font)
        chart, y = self.page.chart, self.page.chart.top() + 7 * UNIT
        along = LEFT * UNIT
        shown = self.sheet.legend if self.sheet.noise is not None else self.sheet.legend[:2]
        room = chart.width() / len(shown) - 3 * LEFT / 2 * UNIT
        for index, word in enumerate(shown):
            text = metrics.elidedText(word, Qt.TextElideMode.ElideRight, room)
            width = metrics.horizontalAdvance(text)
            self._paint_sign(index, QPointF(self._turned(along), y))
            left = along + 9 * UNIT
            x = self._turned(left + width) if self.sheet.mirrored else chart.left() + left
            painter.setFont(font)
            painter.setPen(QColor(QUIET))
            painter.drawText(QPointF(x, y + metrics.ascent() / 2 - metrics.descent() / 2), text)
            along = left + width + 20 * UNIT

    def _paint_sign(self, index: int, at: QPointF) -> None:
        painter = self.painter
        if index == 0:
            painter.setPen(QPen(QColor(BLACK), 1.3 * UNIT))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(at, RING * UNIT, RING * UNIT)
        elif index == 1:
            self._paint_dot(at, DOT * UNIT)
        else:
            box = QRectF(at.x() - 5 * UNIT, at.y() - 4 * UNIT, 10 * UNIT, 8 * UNIT)
            painter.fillRect(box, QColor(BAND))
            painter.setPen(QPen(QColor(LINE), 0.5 * UNIT))
            painter.drawRect(box)

    def _turned(self, along: float) -> float:
        chart = self.page.chart
        return chart.right() - along if self.sheet.mirrored else chart.left() + along

    def _font(self) -> QFont:
        return sized(self.family, SMALL * self.page.scale)
