"""What pages are parted with: a rounded ground for rows and lists, and a line."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from mattimer.ui.controls.painted import PaintedWidget
from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import DesignTokens


class Card(PaintedWidget, QWidget):
    """A rounded ground; ``radius`` names a corner of the tokens."""

    def __init__(self, theme: Theme, radius: str = "card") -> None:
        super().__init__(theme)
        self._radius = radius

    def _paint(self, painter: QPainter, tokens: DesignTokens) -> None:
        radius = tokens.radius(self._radius)
        self._paint_ground(painter, tokens.color("surface"), radius)


class Hairline(PaintedWidget, QWidget):
    """Decorative; ``thickness`` is in pixels."""

    def __init__(self, theme: Theme, *, thickness: int = 1) -> None:
        super().__init__(theme)
        self._thickness = thickness
        self._color = "hair"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_color(self, color: str) -> None:
        """Another colour of the palette."""
        self._color = color
        self.update()

    def sizeHint(self) -> QSize:
        """As thick as it is."""
        return QSize(1, self._thickness)

    def _paint(self, painter: QPainter, tokens: DesignTokens) -> None:
        painter.fillRect(self.rect(), tokens.color(self._color))
