"""What one usually feels over time, as a bar of points in four parts."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mattimer.ui.look import Look

GAP, POINT_STEP, POINT_WIDTH, BAR = 10.0, 8.0, 2.8, 14
COLORS = ("settle", "still", "still", "rise")


@dataclass(frozen=True, slots=True)
class Feeling:
    """One part: its name, its minutes in words, and its share of the bar."""

    name: str
    when: str
    share: float


class SensationBar(QWidget):
    """The bar and two lines of words under each part."""

    def __init__(self, look: Look, feelings: tuple[Feeling, ...]) -> None:
        super().__init__()
        self._look = look
        self._feelings = feelings
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(", ".join(f"{part.name} {part.when}" for part in feelings))
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Bar and words."""
        return QSize(452, BAR + self._look.theme.px(48))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint part after part, mirrored where text runs from right to left."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = 0.0
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for index, (part, width) in enumerate(zip(self._feelings, self._widths(), strict=True)):
            box = QRectF(left, 0, width, BAR)
            if mirrored:
                box.moveRight(self.width() - left)
            self._paint_part(painter, part, COLORS[index % len(COLORS)], box)
            left += width + GAP

    def _widths(self) -> list[float]:
        """By share, but wide enough for the name; the others give way."""
        whole = self.width() - GAP * (len(self._feelings) - 1)
        metrics = QFontMetricsF(self._name_font)
        least = [metrics.horizontalAdvance(part.name) for part in self._feelings]
        spare = max(0.0, whole - sum(least))
        total = sum(part.share for part in self._feelings)
        shares = (spare * part.share / total for part in self._feelings)
        return [name + share for name, share in zip(least, shares, strict=True)]

    @property
    def _name_font(self) -> QFont:
        font = self._look.theme.font("strong")
        font.setPixelSize(self._look.theme.px(13))
        return font

    def _paint_part(self, painter: QPainter, part: Feeling, color: str, box: QRectF) -> None:
        theme = self._look.theme
        pen = QPen(theme.color(color), POINT_WIDTH)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        for point in range(max(1, int(box.width() / POINT_STEP))):
            x = box.left() + (point + 0.4) * POINT_STEP
            painter.drawLine(QPointF(x, 1.5), QPointF(x, BAR - 1.5))
        words = QRectF(box.left(), BAR + 6, max(box.width() + GAP, 60), theme.px(20))
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        painter.setPen(theme.color("text"))
        painter.setFont(self._name_font)
        painter.drawText(words, align, part.name)
        painter.setPen(theme.color("text2"))
        painter.setFont(theme.font("caption"))
        words.translate(0, theme.px(17))
        painter.drawText(words, align, part.when)
