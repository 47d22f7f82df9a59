"""A switch: a real check box that also differs by position."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from mattimer.ui.controls.painted import PaintedControl
from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import DesignTokens

KNOB = 19


class Switch(PaintedControl, QCheckBox):
    """On is warm and to the end, off is quiet and to the start."""

    def __init__(self, theme: Theme, name: str, text: str) -> None:
        super().__init__(theme, name, text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def ring_radius(self) -> float:
        """The corner radius that the focus ring follows, in pixels."""
        return self.sizeHint().height() // 2

    def sizeHint(self) -> QSize:
        """The tokens' switch, as large as the words beside it."""
        tokens = self._tokens
        width, height = tokens.values["size"]["switch"]
        return QSize(tokens.px(width), tokens.px(height))

    def _paint(self, painter: QPainter, tokens: DesignTokens) -> None:
        """Track and knob."""
        on, middle = self.isChecked(), self.height() / 2
        line, fill = ("accent", "accent") if on else ("control", "raised")
        self._paint_ground(painter, tokens.color(fill), middle - 0.5, line=tokens.color(line))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.color("on_accent" if on else "text2"))
        knob = tokens.px(KNOB) / 2
        x = self.width() - middle if on != self._mirrored else middle
        painter.drawEllipse(QPointF(x, middle), knob, knob)
