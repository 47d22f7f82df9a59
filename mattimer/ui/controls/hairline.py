"""A line between two parts of a page."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mattimer.ui.theme.theme import Theme


class Hairline(QWidget):
    """Decorative; ``thickness`` is in pixels."""

    def __init__(self, theme: Theme, *, thickness: int = 1) -> None:
        super().__init__()
        self._theme = theme
        self._thickness = thickness
        self._color = "hair"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def set_color(self, color: str) -> None:
        """Another colour of the palette."""
        self._color = color
        self.update()

    def sizeHint(self) -> QSize:
        """As thick as it is."""
        return QSize(1, self._thickness)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it."""
        QPainter(self).fillRect(self.rect(), self._theme.color(self._color))
