"""A line between two parts of a page."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from mattimer.ui.controls.painted import PaintedWidget
from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import DesignTokens


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
