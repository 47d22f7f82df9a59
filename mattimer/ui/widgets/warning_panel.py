"""What to do now: an icon and a sentence on a quiet red ground."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from mattimer.ui.look import Look
from mattimer.ui.widgets.label import Label

ICON = 20


class WarningPanel(QWidget):
    """Hidden while it has nothing to say."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setObjectName("warning")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._text = Label(look, "body", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(54, 30, 22, 15)
        row.addWidget(self._text)
        self.hide()

    def show_text(self, text: str) -> None:
        """Say something, or hide."""
        self._text.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground and icon; the first pixels are the distance to what stands above."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("danger_fill"))
        radius = theme.radius("cell")
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0, 16, 0, 0), radius, radius)
        icon = self._look.icon("warning", theme.color("danger"), ICON, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(19, 33), icon)
