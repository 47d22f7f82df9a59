"""A rounded ground for rows and lists."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from mattimer.ui.look import Look


class Card(QWidget):
    """A rounded ground; ``radius`` names a corner of the tokens."""

    def __init__(self, look: Look, radius: str = "card") -> None:
        super().__init__()
        self._look = look
        self._radius = radius
        look.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen if not theme.outlined else theme.color("hair"))
        painter.setBrush(theme.color("surface"))
        radius = theme.radius(self._radius)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
