"""Today's and After's large sentence: a label whose lines stand close together."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent

from mattimer.ui.look import Look
from mattimer.ui.widgets.label import Label

LINE = 1.06
"""Line height, as a share of the size."""


class Sentence(Label):
    """A heading of one or two lines. It is a label to everybody but the eye."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, "display")
        self.setObjectName(name)

    def sizeHint(self) -> QSize:
        """Its lines, closer together than a label's."""
        metrics = QFontMetricsF(self.font())
        lines = self.text().split("\n")
        width = max(metrics.horizontalAdvance(line) for line in lines)
        height = metrics.ascent() + metrics.descent() + self._step * (len(lines) - 1)
        return QSize(round(width) + 4, round(height))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    @property
    def _step(self) -> float:
        return self.font().pixelSize() * LINE

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint line under line."""
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().windowText().color())
        metrics = QFontMetricsF(self.font())
        for index, line in enumerate(self.text().split("\n")):
            left = 0.0
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                left = self.width() - metrics.horizontalAdvance(line)
            painter.drawText(QPointF(left, metrics.ascent() + index * self._step), line)
