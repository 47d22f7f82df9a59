"""Seven circles: which days of this week had a session. Nobody is behind."""

from PySide6.QtCore import QLocale, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mattimer.ui.controls.painted import PaintedWidget
from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import DesignTokens

STEP, RADIUS = 27, 6.5


class WeekCircles(PaintedWidget, QWidget):
    """Monday to Sunday; a full circle is done, an ember outline is today."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._done: tuple[bool, ...] = (False,) * 7
        self._today = 0
        self.setObjectName("week")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_week(self, done: tuple[bool, ...], today: int) -> None:
        """Seven flags from Monday on, and the index of today."""
        self._done, self._today = done, today
        self.update()

    def sizeHint(self) -> QSize:
        """Circles and letters."""
        return QSize(7 * self._tokens.px(STEP), self._tokens.px(46))

    def minimumSizeHint(self) -> QSize:
        """No day is cut off."""
        return self.sizeHint()

    def _paint(self, painter: QPainter, tokens: DesignTokens) -> None:
        step = tokens.px(STEP)
        for day, done in enumerate(self._done):
            x = day * step + tokens.px(7)
            if self._mirrored:
                x = self.width() - x
            center = QPointF(x, tokens.px(12))
            today = day == self._today
            color = tokens.color("accent" if done or today else "control")
            painter.setPen(QPen(color, 1.2))
            painter.setBrush(color if done else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(center, RADIUS, RADIUS)
            painter.setPen(tokens.color("text" if today else "text2"))
            font = tokens.font("strong" if today else "caption")
            font.setPixelSize(tokens.px(12))
            painter.setFont(font)
            letter = QLocale().dayName(day + 1, QLocale.FormatType.NarrowFormat)
            box = QRectF(x - step / 2, tokens.px(26), step, tokens.px(18))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)
