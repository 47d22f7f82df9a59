"""Black over everything else on a page, as much of it as asked."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget


class Veil(QWidget):
    """Lets every click and movement through. Where it is black, nothing below is painted."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._share = 0.0
        self.setObjectName("veil")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def set_share(self, share: float) -> None:
        """How much black, 0 to 1."""
        if share == self._share:
            return
        self._share = share
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, share >= 1)
        self.setVisible(share > 0)
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the black."""
        QPainter(self).fillRect(event.rect(), QColor.fromRgbF(0, 0, 0, self._share))
