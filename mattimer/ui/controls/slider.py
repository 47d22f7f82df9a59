"""A volume: a real slider under its own paint."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QStyle

from mattimer.limits import LOUDEST
from mattimer.ui.controls.painted import PaintedControl
from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import DesignTokens

LENGTH, HEIGHT = 148, 44
TRACK, KNOB = 4, 18
STEP, PAGE = 5, 20


class Slider(PaintedControl, QSlider):
    """0 to 100. ``valueChanged`` speaks when the knob is let go and for each step of a key.

    A drag is one change: what listens may write it down.
    """

    def __init__(self, theme: Theme, name: str, text: str) -> None:
        super().__init__(theme, name, text, Qt.Orientation.Horizontal)
        self._grip = 0.0
        self.setRange(0, LOUDEST)
        self.setSingleStep(STEP)
        self.setPageStep(PAGE)
        self.setTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_value(self, value: int) -> None:
        """Show what is set; silent. A knob that is being moved stays in the hand."""
        if self.isSliderDown():
            return
        self.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.setValue(value)
        self.blockSignals(False)  # noqa: FBT003

    def sizeHint(self) -> QSize:
        """The design's track, in a height that can be hit."""
        return QSize(self._tokens.px(LENGTH), self._tokens.px(HEIGHT))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel is the page's that scrolls."""
        event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the knob where it is; elsewhere it comes to the pointer."""
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        off = event.position().x() - self._knob_x()
        self._grip = off if abs(off) <= self._knob / 2 else 0.0
        self.setSliderDown(True)
        self._follow(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The knob follows."""
        if self.isSliderDown():
            self._follow(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go: this is the value."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(False)

    def _paint(self, painter: QPainter, tokens: DesignTokens) -> None:
        """Track and knob."""
        at, middle = self._knob_x(), self.height() / 2
        track, knob = tokens.px(TRACK), self._knob / 2 - 0.5
        painter.setPen(Qt.PenStyle.NoPen)
        ends = [(0.0, at), (at, float(self.width()))]
        for (left, right), on in zip(ends, (not self._mirrored, self._mirrored), strict=True):
            painter.setBrush(tokens.color("accent" if on else "control"))
            box = QRectF(left, middle - track / 2, right - left, track)
            painter.drawRoundedRect(box, track / 2, track / 2)
        painter.setBrush(tokens.color("text" if tokens.dark else "surface"))
        if tokens.outlined:
            painter.setPen(QPen(tokens.color("control"), 1))
        painter.drawEllipse(QPointF(at, middle), knob, knob)

    @property
    def _knob(self) -> int:
        return self._tokens.px(KNOB)

    def _knob_x(self) -> float:
        share = self.sliderPosition() / LOUDEST
        room = self.width() - self._knob
        return self._knob / 2 + (1 - share if self._mirrored else share) * room

    def _follow(self, event: QMouseEvent) -> None:
        along = round(event.position().x() - self._grip - self._knob / 2)
        room = self.width() - self._knob
        self.setSliderPosition(
            QStyle.sliderValueFromPosition(0, LOUDEST, along, room, self._mirrored)
        )
