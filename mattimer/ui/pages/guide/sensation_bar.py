"""What one usually feels over time, as a bar of points in four parts."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mattimer.ui.controls.painted import PaintedWidget
from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import DesignTokens

WIDTH = 452
GAP, ROW_GAP, POINT_STEP, POINT_WIDTH, BAR, BAR_GAP = 10.0, 12.0, 8.0, 2.8, 14.0, 8.0
NAME = 13
COLORS = ("settle", "still", "still", "rise")


@dataclass(frozen=True, slots=True)
class Feeling:
    """One part: its name, its minutes in words, and its share of the bar."""

    name: str
    when: str
    share: float


class SensationBar(PaintedWidget, QWidget):
    """The bar and two lines of words under each part; parts go below where room ends."""

    def __init__(self, theme: Theme, feelings: tuple[Feeling, ...]) -> None:
        super().__init__(theme)
        self._feelings = feelings
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(", ".join(f"{part.name} {part.when}" for part in feelings))

    def sizeHint(self) -> QSize:
        """All parts in one row."""
        return QSize(WIDTH, self.heightForWidth(WIDTH))

    def minimumSizeHint(self) -> QSize:
        """The widest part."""
        width = max(map(self._least, self._feelings), default=0.0)
        return QSize(ceil(width), ceil(self._row_height))

    def heightForWidth(self, width: int) -> int:
        """Height of as many rows as the parts need."""
        rows = len(self._rows(width))
        return ceil(rows * self._row_height + max(0, rows - 1) * self._px(ROW_GAP))

    def _paint(self, painter: QPainter, _tokens: DesignTokens) -> None:
        painter.setLayoutDirection(self.layoutDirection())
        mirrored = self._mirrored
        top, number = 0.0, 0
        for row in self._rows(self.width()):
            left = 0.0
            for part, width in row:
                box = QRectF(left, top, width, self._row_height)
                if mirrored:
                    box.moveRight(self.width() - left)
                self._paint_part(painter, part, COLORS[number % len(COLORS)], box)
                left += width + self._px(GAP)
                number += 1
            top += self._row_height + self._px(ROW_GAP)

    def _px(self, size: float) -> float:
        return size * self._tokens.text_scale

    @property
    def _row_height(self) -> float:
        lines = QFontMetricsF(self._name_font).height() + self._when_metrics.height()
        return self._px(BAR + BAR_GAP) + lines

    def _rows(self, width: float) -> list[list[tuple[Feeling, float]]]:
        """The parts with their widths: as many in each row as have room for their words."""
        count, gap = len(self._feelings), self._px(GAP)
        for in_row in (count, -(-count // 2), 1):
            rows = [self._feelings[at : at + in_row] for at in range(0, count, max(1, in_row))]
            least = [sum(map(self._least, row)) + gap * (len(row) - 1) for row in rows]
            if in_row <= 1 or max(least) <= width:
                return [list(zip(row, self._widths(row, width), strict=True)) for row in rows]
        return []

    def _widths(self, row: Sequence[Feeling], width: float) -> list[float]:
        """By share, but wide enough for the words; the others give way."""
        whole = width - self._px(GAP) * (len(row) - 1)
        least = [self._least(part) for part in row]
        spare, total = max(0.0, whole - sum(least)), sum(part.share for part in row)
        return [one + spare * part.share / total for one, part in zip(least, row, strict=True)]

    def _least(self, part: Feeling) -> float:
        """What its words need."""
        name = QFontMetricsF(self._name_font).horizontalAdvance(part.name)
        return max(name, self._when_metrics.horizontalAdvance(part.when)) + 1

    @property
    def _name_font(self) -> QFont:
        return self._tokens.font("strong", px=NAME)

    @property
    def _when_metrics(self) -> QFontMetricsF:
        return QFontMetricsF(self._tokens.font("caption"))

    def _paint_part(self, painter: QPainter, part: Feeling, color: str, box: QRectF) -> None:
        tokens = self._tokens
        pen = QPen(tokens.color(color), self._px(POINT_WIDTH))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        step, end = self._px(POINT_STEP), self._px(1.5)
        for point in range(max(1, int(box.width() / step))):
            x = box.left() + (point + 0.4) * step
            painter.drawLine(
                QPointF(x, box.top() + end), QPointF(x, box.top() + self._px(BAR) - end)
            )
        align = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading
        words = box.adjusted(0, self._px(BAR + BAR_GAP), 0, 0)
        for font, shade, text in (
            (self._name_font, "text", part.name),
            (tokens.font("caption"), "text2", part.when),
        ):
            painter.setFont(font)
            painter.setPen(tokens.color(shade))
            painter.drawText(words, align, text)
            words.translate(0, painter.fontMetrics().height())
