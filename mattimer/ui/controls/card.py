"""A rounded ground for rows and lists."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from mattimer.ui.theme.theme import Theme


class Card(QWidget):
    """A rounded ground; ``radius`` names a corner of the tokens."""

    def __init__(self, theme: Theme, radius: str = "card") -> None:
        super().__init__()
        self._theme = theme
        self._radius = radius
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen if not tokens.outlined else tokens.color("hair"))
        painter.setBrush(tokens.color("surface"))
        radius = tokens.radius(self._radius)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
