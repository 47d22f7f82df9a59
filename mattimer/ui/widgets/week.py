"""Seven circles: which days of this week had a session. Nobody is behind."""

from PySide6.QtCore import QLocale, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mattimer.ui.look import Look

STEP, RADIUS = 27, 6.5


class Week(QWidget):
    """Monday to Sunday; a full circle is done, an ember outline is today."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._done: tuple[bool, ...] = (False,) * 7
        self._today = 0
        self.setObjectName("week")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def show_week(self, done: tuple[bool, ...], today: int) -> None:
        """Seven flags from Monday on, and the index of today."""
        self._done, self._today = done, today
        self.update()

    def sizeHint(self) -> QSize:
        """Circles and letters."""
        return QSize(7 * self._look.theme.px(STEP), self._look.theme.px(46))

    def minimumSizeHint(self) -> QSize:
        """No day is cut off."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint circles and letters."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step = theme.px(STEP)
        for day, done in enumerate(self._done):
            x = day * step + theme.px(7)
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                x = self.width() - x
            center = QPointF(x, theme.px(12))
            today = day == self._today
            color = theme.color("accent" if done or today else "control")
            painter.setPen(QPen(color, 1.2))
            painter.setBrush(color if done else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(center, RADIUS, RADIUS)
            painter.setPen(theme.color("text" if today else "text2"))
            font = theme.font("strong" if today else "caption")
            font.setPixelSize(theme.px(12))
            painter.setFont(font)
            letter = QLocale().dayName(day + 1, QLocale.FormatType.NarrowFormat)
            box = QRectF(x - step / 2, theme.px(26), step, theme.px(18))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)
