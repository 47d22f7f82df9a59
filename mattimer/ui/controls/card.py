"""A rounded ground for rows and lists."""

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

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
