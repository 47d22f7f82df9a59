"""What to do now: an icon and a sentence on a quiet red ground."""

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from mattimer.ui.look import Look
from mattimer.ui.widgets.label import Label

ICON = 20
ABOVE = 16
"""The distance to what stands above; 0 would touch it."""
SIDE, TEXT_SIDE, PADDING = 20, 54, 15


class WarningPanel(QWidget):
    """Hidden while it has nothing to say."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setObjectName("warning")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._text = Label(look, "body", wrap=True)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._text)
        look.changed.connect(self._dress)
        self._dress()
        self.hide()

    def show_text(self, text: str) -> None:
        """Say something, or hide."""
        self._text.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))

    def changeEvent(self, event: QEvent) -> None:
        """From right to left the icon stands at the right."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._dress()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground and icon."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.color("danger") if theme.contrast else Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("danger_fill"))
        radius, above = theme.radius("cell"), theme.px(ABOVE)
        box = QRectF(self.rect()).adjusted(0.5, above + 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, radius, radius)
        side = theme.px(ICON)
        icon = self._look.icon("warning", theme.color("danger"), side, self.devicePixelRatioF())
        left = theme.px(SIDE)
        if self._mirrored:
            left = self.width() - left - side
        # Beside the first line of the text.
        line = self._text.fontMetrics().height()
        top = self._text.y() + (line - side) / 2
        painter.drawPixmap(QPointF(left, top), icon)

    @property
    def _mirrored(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _dress(self) -> None:
        theme = self._look.theme
        start, end, padding = theme.px(TEXT_SIDE), theme.px(SIDE), theme.px(PADDING)
        left, right = (end, start) if self._mirrored else (start, end)
        self._row.setContentsMargins(left, theme.px(ABOVE) + padding, right, padding)
        self.update()
