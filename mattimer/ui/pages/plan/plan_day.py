"""One day of the plan: what it is, and a face to point at, focus and hear."""

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from mattimer.ui.controls.choice import Choice
from mattimer.ui.controls.label import Label
from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import DesignTokens

SIDE, ABOVE = 12, 8


class DayState(Enum):
    """Where a day of the plan stands."""

    DONE = auto()
    NEXT = auto()
    LATER = auto()


@dataclass(frozen=True, slots=True)
class PlanDay:
    """One day: its range in minutes, what was done or is suggested, and the words for it."""

    number: int
    low: int
    high: int
    state: DayState
    minutes: float | None
    spoken: str


class DayFace(Choice):
    """A column of the chart, painted by the chart. Arrow keys walk from day to day.

    Signals:
        attended(): Pointer or focus came or left.
    """

    focus_corner = "card"
    attended = Signal()

    def __init__(self, theme: Theme, number: int, parent: QWidget) -> None:
        super().__init__(theme, f"plan_day_{number}", "", parent)
        self.number = number
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def sizeHint(self) -> QSize:
        """The chart places it."""
        return QSize(1, 1)

    def enterEvent(self, event: QEnterEvent) -> None:
        """The pointer came."""
        super().enterEvent(event)
        self.attended.emit()

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer left."""
        super().leaveEvent(event)
        self.attended.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard came."""
        super().focusInEvent(event)
        self.attended.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard left."""
        super().focusOutEvent(event)
        self.attended.emit()

    def _paint(self, painter: QPainter, tokens: DesignTokens) -> None:
        """Nothing: the chart paints all days."""


class DayWords(Label):
    """What a day is, on a ground of its own over the chart; the pointer goes through it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, "caption", wrap=True, parent=parent)
        self.setObjectName("plan_day_words")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def fit(self, room: int) -> QSize:
        """Take one line, or more where ``room`` pixels are too narrow for it; gives the size."""
        tokens = self._tokens
        side, above = tokens.px(SIDE), tokens.px(ABOVE)
        self.setContentsMargins(side, above, side, above)
        whole = self.fontMetrics().horizontalAdvance(self.text()) + 2 * side + 2
        self.resize(min(whole, room), 0)
        self.resize(self.width(), self.heightForWidth(self.width()))
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, then the words."""
        tokens = self._tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(tokens.color("control"))
        painter.setBrush(tokens.color("raised"))
        radius = tokens.radius("segment")
        painter.drawRoundedRect(
            self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), radius, radius
        )
        painter.end()
        super().paintEvent(event)
