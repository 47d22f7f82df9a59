"""The fourteen days as capsules on an axis of minutes."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from mattimer.ui.look import Look
from mattimer.ui.theme import faded

AXIS = (20, 15, 10, 5)
LEFT, RIGHT, TOP, FOOT = 34.0, 16.0, 14.0, 66.0
CAPSULE, COMPACT_CAPSULE, LIT_COLUMN = 26.0, 18.0, 52.0
DOT = 7.0
COMPACT_BELOW = 620


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


class PlanChart(QWidget):
    """Decorative to a screen reader, which reads the list of days beside it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._days: tuple[PlanDay, ...] = ()
        self.setObjectName("plan_chart")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(220)
        look.changed.connect(self.update)

    def show_days(self, days: Sequence[PlanDay]) -> None:
        """Show other days."""
        self._days = tuple(days)
        self.setAccessibleName("; ".join(day.spoken for day in self._days))
        self.update()

    def sizeHint(self) -> QSize:
        """The design's size."""
        return QSize(920, 330)

    def x_of(self, day: int) -> float:
        """Where a day's middle stands; mirrored where text runs from right to left."""
        step = (self.width() - LEFT - RIGHT) / max(1, len(self._days))
        x = LEFT + step * (day - 0.5)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return self.width() - x if mirrored else x

    def event(self, event: QEvent) -> bool:
        """A pointer over a day says its band, range and result."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._days:
            near = min(self._days, key=lambda day: abs(self.x_of(day.number) - event.pos().x()))
            QToolTip.showText(event.globalPos(), near.spoken, self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint axis, column of the next day, capsules and numbers."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_column(painter)
        self._paint_axis(painter)
        for day in self._days:
            self._paint_day(painter, day)

    def _y(self, minutes: float) -> float:
        return TOP + (AXIS[0] - minutes) / AXIS[0] * (self.height() - TOP - FOOT)

    def _paint_column(self, painter: QPainter) -> None:
        theme = self._look.theme
        for day in self._days:
            if day.state is DayState.NEXT:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.color("surface" if theme.dark else "raised"))
                width = min(LIT_COLUMN, (self.width() - LEFT - RIGHT) / len(self._days))
                box = QRectF(self.x_of(day.number) - width / 2, 0, width, self.height() - 12)
                painter.drawRoundedRect(box, theme.radius("card"), theme.radius("card"))

    def _paint_axis(self, painter: QPainter) -> None:
        theme = self._look.theme
        painter.setFont(theme.font("chart"))
        for minutes in AXIS:
            y = self._y(minutes)
            painter.setPen(theme.color("hair"))
            painter.drawLine(QPointF(LEFT, y), QPointF(self.width() - RIGHT, y))
            painter.setPen(theme.color("text2"))
            self._paint_axis_word(painter, y, str(minutes))
        self._paint_axis_word(painter, self._y(0), self.tr("min"))

    def _paint_axis_word(self, painter: QPainter, y: float, word: str) -> None:
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = self.width() - LEFT + 4 if mirrored else 0.0
        box = QRectF(left, y - 10, LEFT - 8, 20)
        align = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, align, word)

    def _paint_day(self, painter: QPainter, day: PlanDay) -> None:
        theme = self._look.theme
        width = COMPACT_CAPSULE if self.width() < COMPACT_BELOW else CAPSULE
        x = self.x_of(day.number)
        box = QRectF(x - width / 2, self._y(day.high), width, self._y(day.low) - self._y(day.high))
        accent = theme.color("accent")
        pen = {
            DayState.DONE: QPen(faded(accent, 0.6), 1.4),
            DayState.NEXT: QPen(accent, 2),
            DayState.LATER: QPen(faded(theme.color("control"), 0.7), 1.4),
        }[day.state]
        painter.setPen(pen)
        done = day.state is DayState.DONE
        painter.setBrush(theme.color("accent_soft") if done else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, width / 2, width / 2)
        if day.minutes is not None:
            self._paint_dot(painter, day, x, width)
        painter.setPen(theme.color("accent_text" if day.state is DayState.NEXT else "text2"))
        painter.setFont(theme.font("strong" if day.state is DayState.NEXT else "body"))
        numbers = QRectF(x - 20, self.height() - FOOT + 28, 40, 22)
        painter.drawText(numbers, Qt.AlignmentFlag.AlignCenter, str(day.number))

    def _paint_dot(self, painter: QPainter, day: PlanDay, x: float, width: float) -> None:
        assert day.minutes is not None
        accent = self._look.color("accent")
        inset = width / 2
        top, bottom = self._y(day.high) + inset, self._y(day.low) - inset
        y = min(max(self._y(day.minutes), min(top, bottom)), max(top, bottom))
        painter.setPen(QPen(accent, 2))
        done = day.state is DayState.DONE
        painter.setBrush(accent if done else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(x, y), DOT - 1, DOT - 1)
