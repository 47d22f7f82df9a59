"""The fourteen days as capsules on an axis of minutes."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from mattimer.ui.charts.axis import paint_figure, paint_hairline
from mattimer.ui.controls.painted import PaintedWidget
from mattimer.ui.pages.plan.plan_axes import AXIS, WORD_GAP, PlanAxes
from mattimer.ui.pages.plan.plan_day import DayFace, DayState, DayWords, PlanDay
from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import DesignTokens, faded
from mattimer.ui.wording import in_figures

WIDTH, HEIGHT = 920, 330
DOT, DOT_SHARE = 6.0, 0.27
NUMBER_BELOW, NUMBER_HEIGHT = 12, 22
WORDS_AWAY = 8


class PlanChart(PaintedWidget, QWidget):
    """Painted as one; each day is a control that says its band, range and result.

    Attributes:
        days: What it shows, in order.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.days: tuple[PlanDay, ...] = ()
        self._faces: list[DayFace] = []
        self._group = QButtonGroup(self)
        self._words = DayWords(theme, self)
        self.setObjectName("plan_chart")
        self.setAccessibleName(self.tr("Days of the plan"))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_days(self, days: Sequence[PlanDay]) -> None:
        """Show other days."""
        self.days = tuple(days)
        for number in range(len(self._faces) + 1, len(self.days) + 1):
            self._add_face(number)
        for face, day in zip(self._faces, self.days, strict=False):
            face.setAccessibleName(day.spoken)
            # The next day, or the last one done.
            if day.state is not DayState.LATER or day.number == 1:
                face.setChecked(True)
        for face in self._faces:
            # Tab leads to that day; Qt sees to it only once one of them had the focus.
            tab = Qt.FocusPolicy.StrongFocus if face.isChecked() else Qt.FocusPolicy.ClickFocus
            face.setFocusPolicy(tab)
        self.updateGeometry()
        self._place()

    @property
    def faces(self) -> list[DayFace]:
        """The days as controls, in order."""
        return list(self._faces)

    def _add_face(self, number: int) -> None:
        face = DayFace(self._theme, number, self)
        face.attended.connect(partial(self._on_face_attended, face))
        self._group.addButton(face)
        self._faces.append(face)
        face.show()

    @property
    def axes(self) -> PlanAxes:
        """Where everything stands now."""
        return self.axes_in(self.width(), self.height())

    def axes_in(self, width: float, height: float) -> PlanAxes:
        """Where everything would stand in another size."""
        return PlanAxes.of(
            self._tokens,
            (width, height),
            tuple(in_figures(day.number) for day in self.days),
            (*map(in_figures, AXIS), self.tr("min")),
            mirrored=self._mirrored,
        )

    def sizeHint(self) -> QSize:
        """The design's size."""
        return QSize(WIDTH, max(HEIGHT, self.heightForWidth(WIDTH)))

    def minimumSizeHint(self) -> QSize:
        """As narrow as you like: the days go into more rows."""
        return QSize(self._tokens.px(160), 0)

    def heightForWidth(self, width: int) -> int:
        """The least height in which the words of the axis stand apart."""
        axes = self.axes_in(width, 0)
        return round(axes.least * axes.rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Every day finds its column again."""
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        """From right to left the first day stands at the right."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._place()

    def _dress(self) -> None:
        self.updateGeometry()
        self._place()

    def _place(self) -> None:
        axes = self.axes
        for face in self._faces:
            face.setGeometry(axes.column_of(face.number).toAlignedRect())
        self._place_words()
        self.update()

    def _on_face_attended(self, _face: DayFace) -> None:
        self._place_words()

    def _attended(self) -> DayFace | None:
        """The day under the pointer, or else the one with the focus."""
        hovered = next((face for face in self._faces if face.hovered), None)
        return hovered or next((face for face in self._faces if face.hasFocus()), None)

    def _place_words(self) -> None:
        face = self._attended()
        self._words.setVisible(face is not None)
        if face is None:
            return
        day, axes = self.days[face.number - 1], self.axes
        self._words.setText(day.spoken)
        size = self._words.fit(self.width())
        box, away = axes.capsule_of(day.number, day.low, day.high), WORDS_AWAY * axes.scale
        left = min(max(0.0, box.center().x() - size.width() / 2), self.width() - size.width())
        top = box.top() - away - size.height()
        if top < 0:
            top = min(box.bottom() + away, self.height() - size.height())
        self._words.move(round(left), round(top))
        self._words.raise_()

    def _paint(self, painter: QPainter, _tokens: DesignTokens) -> None:
        axes = self.axes
        for day in self.days:
            if day.state is DayState.NEXT:
                self._paint_column(painter, axes.column_of(day.number))
        for row in range(axes.rows):
            self._paint_axis(painter, axes, row)
        for day in self.days:
            self._paint_day(painter, axes, day)

    def _paint_column(self, painter: QPainter, box: QRectF) -> None:
        tokens = self._tokens
        painter.setPen(tokens.color("hair") if tokens.contrast else Qt.PenStyle.NoPen)
        painter.setBrush(tokens.color("surface" if tokens.dark else "raised"))
        painter.drawRoundedRect(box, tokens.radius("card"), tokens.radius("card"))

    def _paint_axis(self, painter: QPainter, axes: PlanAxes, row: int) -> None:
        tokens, room = self._tokens, axes.left - self._tokens.px(WORD_GAP)
        left = axes.width - room if axes.mirrored else 0.0
        side = left, left + room
        painter.setFont(tokens.font("chart"))
        for minutes in AXIS:
            y = axes.y(row, minutes)
            ends = axes.turned(axes.left), axes.turned(axes.width - axes.right)
            paint_hairline(painter, tokens, y, ends)
            paint_figure(painter, tokens, in_figures(minutes), y, side)
        paint_figure(painter, tokens, self.tr("min"), axes.y(row, 0), side)

    def _paint_day(self, painter: QPainter, axes: PlanAxes, day: PlanDay) -> None:
        tokens = self._tokens
        accent, box = tokens.color("accent"), axes.capsule_of(day.number, day.low, day.high)
        later = 1.0 if tokens.contrast else 0.7
        painter.setPen(
            {
                DayState.DONE: QPen(faded(accent, 0.6), 1.4),
                DayState.NEXT: QPen(accent, 2),
                DayState.LATER: QPen(faded(tokens.color("control"), later), 1.4),
            }[day.state]
        )
        done, following = day.state is DayState.DONE, day.state is DayState.NEXT
        painter.setBrush(tokens.color("accent_soft") if done else Qt.BrushStyle.NoBrush)
        radius = min(box.width(), box.height()) / 2
        painter.drawRoundedRect(box, radius, radius)
        if day.minutes is not None:
            self._paint_dot(painter, axes, day, day.minutes)
        # In the design the numbers of days that were done are as bright as titles.
        number = "accent_text" if following else "text" if done else "text2"
        painter.setPen(tokens.color(number))
        painter.setFont(tokens.font("strong" if following else "body"))
        top = axes.y(axes.row_of(day.number), 0) + tokens.px(NUMBER_BELOW)
        numbers = QRectF(
            axes.x(day.number) - axes.step, top, 2 * axes.step, tokens.px(NUMBER_HEIGHT)
        )
        painter.drawText(numbers, Qt.AlignmentFlag.AlignCenter, in_figures(day.number))

    def _paint_dot(self, painter: QPainter, axes: PlanAxes, day: PlanDay, minutes: float) -> None:
        accent, box = self._theme.color("accent"), axes.capsule_of(day.number, day.low, day.high)
        inset, row = box.width() / 2, axes.row_of(day.number)
        ends = sorted((box.top() + inset, box.bottom() - inset))
        y = min(max(axes.y(row, minutes), ends[0]), ends[1])
        painter.setPen(QPen(accent, 2))
        painter.setBrush(accent if day.state is DayState.DONE else Qt.BrushStyle.NoBrush)
        radius = min(DOT * axes.scale, box.width() * DOT_SHARE)
        painter.drawEllipse(QPointF(box.center().x(), y), radius, radius)
