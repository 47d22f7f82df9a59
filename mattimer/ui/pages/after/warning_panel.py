"""What to do now: an icon and a sentence on a quiet red ground."""

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from mattimer.ui.controls.label import Label
from mattimer.ui.controls.painted import PaintedWidget
from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import DesignTokens

ICON = 20
ABOVE = 16
"""The distance to what stands above; 0 would touch it."""
SIDE, TEXT_SIDE, PADDING = 20, 54, 15


class WarningPanel(PaintedWidget, QWidget):
    """Hidden while it has nothing to say."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setObjectName("warning")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._text = Label(theme, "body", wrap=True)
        self._text.setObjectName("warning_text")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._text)
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

    def _paint(self, painter: QPainter, tokens: DesignTokens) -> None:
        painter.setPen(tokens.color("danger") if tokens.contrast else Qt.PenStyle.NoPen)
        painter.setBrush(tokens.color("danger_fill"))
        radius, above = tokens.radius("cell"), tokens.px(ABOVE)
        box = QRectF(self.rect()).adjusted(0.5, above + 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, radius, radius)
        side = tokens.px(ICON)
        icon = self._theme.icon("warning", tokens.color("danger"), side, self.devicePixelRatioF())
        left = tokens.px(SIDE)
        if self._mirrored:
            left = self.width() - left - side
        # Beside the first line of the text.
        line = self._text.fontMetrics().height()
        top = self._text.y() + (line - side) / 2
        painter.drawPixmap(QPointF(left, top), icon)

    def _dress(self) -> None:
        tokens = self._tokens
        start, end, padding = tokens.px(TEXT_SIDE), tokens.px(SIDE), tokens.px(PADDING)
        left, right = (end, start) if self._mirrored else (start, end)
        self._row.setContentsMargins(left, tokens.px(ABOVE) + padding, right, padding)
        self.update()
