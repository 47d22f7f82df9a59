"""A switch: a real check box that also differs by position."""

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from mattimer.ui.look import Look


class Switch(QCheckBox):
    """On is warm and to the end, off is quiet and to the start."""

    def __init__(self, look: Look, name: str, text: str) -> None:
        super().__init__()
        self._look = look
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setProperty("ring_radius", 13)
        look.changed.connect(self.updateGeometry)

    def hitButton(self, point: QPoint) -> bool:
        """Anywhere inside."""
        return self.rect().contains(point)

    def sizeHint(self) -> QSize:
        """The tokens' switch."""
        width, height = self._look.theme.tokens["size"]["switch"]
        return QSize(width, height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint track and knob."""
        theme, on = self._look.theme, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(theme.color("accent" if on else "control"), 1))
        painter.setBrush(theme.color("accent" if on else "raised"))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("on_accent" if on else "text2"))
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = self.width() - 13 if on != mirrored else 13
        painter.drawEllipse(QPointF(x, self.height() / 2), 9.5, 9.5)
