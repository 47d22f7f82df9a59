"""A switch: a real check box that also differs by position."""

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from mattimer.ui.theme.theme import Theme

KNOB = 19
DISABLED = 0.45


class Switch(QCheckBox):
    """On is warm and to the end, off is quiet and to the start."""

    def __init__(self, theme: Theme, name: str, text: str) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)
        self._dress()

    def hitButton(self, point: QPoint) -> bool:
        """Anywhere inside."""
        return self.rect().contains(point)

    def sizeHint(self) -> QSize:
        """The tokens' switch, as large as the words beside it."""
        tokens = self._theme.tokens
        width, height = tokens.values["size"]["switch"]
        return QSize(tokens.px(width), tokens.px(height))

    def minimumSizeHint(self) -> QSize:
        """No smaller."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint track and knob."""
        tokens, on = self._theme.tokens, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(DISABLED)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(tokens.color("accent" if on else "control"), 1))
        painter.setBrush(tokens.color("accent" if on else "raised"))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.color("on_accent" if on else "text2"))
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        middle, knob = self.height() / 2, tokens.px(KNOB) / 2
        x = self.width() - middle if on != mirrored else middle
        painter.drawEllipse(QPointF(x, middle), knob, knob)

    def _dress(self) -> None:
        self.setProperty("ring_radius", self.sizeHint().height() // 2)
        self.updateGeometry()
        self.update()
