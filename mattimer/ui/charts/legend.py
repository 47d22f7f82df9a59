"""What the marks of a chart mean, each beside its word."""

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from mattimer.ui.controls.label import Label
from mattimer.ui.controls.painted import PaintedWidget
from mattimer.ui.layouts.flow_layout import FlowLayout
from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import DesignTokens

GAP, APART = 8, 16
SIDE, HEIGHT, CORNER = 16, 14, 3


class Swatch(Enum):
    """The kinds of mark."""

    BEFORE = "before"
    AFTER = "after"
    NOISE = "noise"
    AIM = "aim"


class SwatchMark(PaintedWidget, QWidget):
    """One mark, for the eye only."""

    def __init__(self, theme: Theme, swatch: Swatch) -> None:
        super().__init__(theme)
        self._swatch = swatch
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as its kind."""
        band = self._swatch in (Swatch.NOISE, Swatch.AIM)
        return QSize(self._tokens.px(SIDE if band else HEIGHT), self._tokens.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def _paint(self, painter: QPainter, tokens: DesignTokens) -> None:
        scale = self.height() / HEIGHT
        center = QPointF(self.width() / 2, self.height() / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._swatch is Swatch.BEFORE:
            painter.setPen(QPen(tokens.color("cool"), 2 * scale))
            painter.drawEllipse(center, 4.4 * scale, 4.4 * scale)
        elif self._swatch is Swatch.AFTER:
            painter.setBrush(tokens.color("still"))
            painter.drawEllipse(center, 5.4 * scale, 5.4 * scale)
        else:
            name = "cool_soft" if self._swatch is Swatch.NOISE else "accent_soft"
            edge = "cool" if self._swatch is Swatch.NOISE else "accent"
            line = tokens.color(edge)
            line.setAlphaF(1.0 if tokens.contrast else 0.45)
            painter.setPen(line)
            painter.setBrush(tokens.color(name))
            box = QRectF(self.rect()).adjusted(0.5, scale, -0.5, -scale)
            painter.drawRoundedRect(box, CORNER, CORNER)


class Legend(QWidget):
    """Entries in a line, or in several where there is no room."""

    def __init__(self, theme: Theme, *entries: tuple[Swatch, str]) -> None:
        super().__init__()
        self._theme = theme
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._flow = FlowLayout(APART, self)
        self._parts: dict[Swatch, QWidget] = {}
        for swatch, words in entries:
            entry = self._parts[swatch] = QWidget()
            row = QHBoxLayout(entry)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(GAP)
            row.addWidget(SwatchMark(theme, swatch), 0, Qt.AlignmentFlag.AlignVCenter)
            row.addWidget(Label(theme, "caption", "text2", words))
            self._flow.addWidget(entry)

    def show_part(self, swatch: Swatch, *, shown: bool) -> None:
        """Whether the chart has such marks now."""
        self._parts[swatch].setVisible(shown)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """In one line."""
        items = [self._flow.itemAt(at) for at in range(self._flow.count())]
        hints = [item.sizeHint() for item in items if item is not None and not item.isEmpty()]
        width = sum(hint.width() for hint in hints) + APART * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))
