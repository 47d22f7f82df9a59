"""What a paused session offers: go on, finish, or say what feels off."""

from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from mattimer.coach.session_lines import StopAdvice
from mattimer.session.reasons import StopReason
from mattimer.ui.controls.button import Button, ButtonKind
from mattimer.ui.controls.painted import PaintedWidget
from mattimer.ui.layouts.flow_layout import FlowLayout
from mattimer.ui.session.night_label import NightLabel
from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import DesignTokens

BAR_MARGINS = (24, 24, 24, 24)


class PausePanel(PaintedWidget, QWidget):
    """In the right column on wide screens, a bar at the foot on narrow ones.

    Signals:
        resume_wanted(), finish_wanted(), discard_wanted()
        stop_wanted(reason): Stop, for this reason.
        ease_wanted(): A layer more, and go on.
        height_changed(): As a bar it is higher or lower now.
    """

    resume_wanted = Signal()
    finish_wanted = Signal()
    discard_wanted = Signal()
    ease_wanted = Signal()
    height_changed = Signal()
    stop_wanted = Signal(object)

    def __init__(self, theme: Theme, stops: tuple[StopAdvice, ...]) -> None:
        super().__init__(theme)
        self._compact = False
        self._can_ease = True
        self._folded = False
        self.setObjectName("pause_panel")
        self._slept = NightLabel(theme, "section", wrap=True)
        self._resume = Button(theme, ButtonKind.RESUME, "resume", self.tr("Resume"), icon="play")
        self._finish = Button(theme, ButtonKind.FINISH, "finish", self.tr("Finish here"))
        self._discard = Button(theme, ButtonKind.FINISH, "discard", self.tr("Discard"))
        self._off = Button(theme, ButtonKind.FINISH, "feels_off", self.tr("Something feels off?"))
        self._ease = Button(theme, ButtonKind.EASE, "ease", self.tr("Add a layer and go on"))
        self._enough = Button(theme, ButtonKind.FINISH, "enough", self.tr("Stop here"))
        self._reasons = QWidget()
        self._make_reasons(stops)
        self._hint = NightLabel(theme, "caption", color="text2", text=self.tr("Space resumes"))
        self._column = QVBoxLayout(self)
        self._column.setSpacing(12)
        self._buttons = FlowLayout(12, fill=True)
        self._spare = (QSpacerItem(0, 0), QSpacerItem(0, 0))
        self._wire()
        self._lay_out()
        self._turn()

    def _make_reasons(self, stops: tuple[StopAdvice, ...]) -> None:
        column = QVBoxLayout(self._reasons)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        off = self.tr("Something feels off?")
        self._heading = NightLabel(self._theme, "section", text=off, wrap=True)
        text = self.tr("Roll off to one side. Tap what it was and we stop there.")
        self._advice = NightLabel(self._theme, "lead", color="text2", text=text, wrap=True)
        column.addWidget(self._heading)
        column.addWidget(self._advice)
        column.addSpacing(6)
        flow = FlowLayout(10)
        for advice in stops:
            if advice.reason is StopReason.OTHER:
                continue
            chip = Button(self._theme, ButtonKind.CHIP, f"stop_{advice.reason}", advice.name)
            chip.fold()
            chip.clicked.connect(partial(self._on_reason_clicked, advice.reason))
            flow.addWidget(chip)
        column.addLayout(flow)

    def _wire(self) -> None:
        self._resume.clicked.connect(self.resume_wanted)
        self._finish.clicked.connect(self.finish_wanted)
        self._discard.clicked.connect(self.discard_wanted)
        self._off.clicked.connect(lambda: self._show_reasons(shown=True))
        self._ease.clicked.connect(self.ease_wanted)
        self._enough.clicked.connect(lambda: self.stop_wanted.emit(StopReason.TOO_INTENSE))

    def _lay_out(self) -> None:
        # Filled once: Qt deletes the items of widgets that move to another layout, but PySide
        # goes on taking whatever comes to lie at their addresses for them, and crashes.
        buttons = (self._ease, self._enough, self._resume, self._finish, self._discard, self._off)
        for button in buttons:
            button.fold()
            self._buttons.addWidget(button)
        self._column.addWidget(self._slept)
        self._column.addLayout(self._buttons)
        self._column.addItem(self._spare[0])
        self._column.addWidget(self._reasons)
        self._column.addItem(self._spare[1])
        self._column.addWidget(self._hint)
        self._column.setStretch(2, 2)
        self._column.setStretch(4, 3)

    def _turn(self) -> None:
        """The parts as a column, or the buttons as a row with the reasons to swap in."""
        self._column.setContentsMargins(*(BAR_MARGINS if self._compact else (0, 0, 0, 0)))
        self._buttons.set_column(column=not self._compact)
        policy = QSizePolicy.Policy
        for spare in self._spare:
            spare.changeSize(
                0, 0, policy.Minimum, policy.Fixed if self._compact else policy.Expanding
            )
        self._column.invalidate()

    @property
    def first_focus(self) -> Button:
        """The button that goes on."""
        return self._resume

    def set_compact(self, *, compact: bool) -> None:
        """A bar instead of a column."""
        if compact != self._compact:
            self._compact = compact
            self._turn()
            self.show_paused(self._slept.text(), can_ease=self._can_ease)

    def fit_beside(self, size: QSize) -> None:
        """As a column of a size: where that is too small, reasons come up when asked for."""
        if self._reasons.isHidden() or self._folded:
            return
        if self._column.totalHeightForWidth(size.width()) > size.height():
            self._folded = True
            self._show_reasons(shown=False)

    def show_paused(self, slept: str, *, can_ease: bool = True) -> None:
        """A fresh pause; ``slept`` says how long the computer slept, empty if a person paused."""
        self._can_ease = can_ease
        self._folded = False
        self._slept.setText(slept)
        self._slept.setVisible(bool(slept))
        self._resume.set_words(self.tr("Go on") if slept else self.tr("Resume"))
        self._finish.set_words(self.tr("Finish") if slept else self.tr("Finish here"))
        self._discard.setVisible(bool(slept))
        self._ease.hide()
        self._enough.hide()
        self._resume.show()
        self._finish.show()
        self._show_reasons(shown=not self._compact and not slept)

    def _paint(self, painter: QPainter, tokens: DesignTokens) -> None:
        """The ground of the bar; the column has none."""
        if self._compact:
            painter.fillRect(self.rect(), tokens.session_color("figure1"))
            painter.fillRect(0, 0, self.width(), 1, tokens.session_color("unlit"))

    def _show_reasons(self, *, shown: bool) -> None:
        folds = self._compact or self._folded
        self._reasons.setVisible(shown)
        self._heading.setVisible(not self._compact)
        self._advice.setVisible(not self._compact)
        self._off.setVisible(folds and not shown and not self._slept.text())
        self._hint.setVisible(not self._compact)
        if folds and shown:
            self._resume.hide()
            self._finish.hide()
        self.height_changed.emit()

    def _on_reason_clicked(self, reason: StopReason) -> None:
        if reason is not StopReason.TOO_INTENSE or not self._can_ease:
            self.stop_wanted.emit(reason)
            return
        for widget in (self._resume, self._finish, self._discard, self._off, self._reasons):
            widget.hide()
        self._ease.show()
        self._enough.show()
        self._ease.setFocus()
        self.height_changed.emit()
