"""Presenter of the recovery routine: times the stretch, begins the step on the mat."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from mattimer.content.topics import RecoveryRoutine, RecoveryStep
from mattimer.session.clock import MINUTE, Clock
from mattimer.ui.pages.guide.recovery import RecoveryForm, RoutineStep
from mattimer.ui.wording import clock_digits, in_figures

TICK_MS = 1000


class RecoveryPresenter(QObject):
    """Times the stretch on the same clock as sessions, and passes the mat step on.

    Signals:
        session_wanted(areas, minutes): The step on the mat; areas in order of preference.
    """

    session_wanted = Signal(object, int)

    def __init__(self, widget: RecoveryForm, text: RecoveryRoutine, clock: Clock) -> None:
        super().__init__(widget)
        self._widget = widget
        self._steps = {step.id: step for step in text.steps}
        self._clock = clock
        self._running: RecoveryStep | None = None
        self._began = 0
        self._ticker = QTimer(self, interval=TICK_MS)
        self._ticker.setObjectName("recovery_timer")
        self._ticker.setTimerType(Qt.TimerType.PreciseTimer)
        self._ticker.timeout.connect(self._show_time_left)
        widget.action_wanted.connect(self._on_widget_action_wanted)

    def _on_widget_action_wanted(self, key: str) -> None:
        step = self._steps[key]
        if step.areas:
            self.session_wanted.emit(step.areas, step.minutes or 0)
        elif self._running is None:
            self._running, self._began = step, self._clock.read().monotonic
            self._ticker.start()
            self._show_time_left()
        else:
            self._stop_timing()

    def _show_time_left(self) -> None:
        step = self._running
        if step is None or step.minutes is None:
            return
        whole = step.minutes * MINUTE
        left = whole - (self._clock.read().monotonic - self._began)
        if left <= 0:
            self._stop_timing()
            self._widget.tick(step.id)
        else:
            words = in_figures(self.tr("{0}, stop").format(clock_digits(left)))
            self._widget.show_running(step.id, words, 1 - left / whole)

    def _stop_timing(self) -> None:
        self._ticker.stop()
        if self._running is not None:
            self._widget.show_ready(self._running.id, self.tr("Begin"))
        self._running = None


def routine_steps(text: RecoveryRoutine, tr: Callable[[str], str]) -> tuple[RoutineStep, ...]:
    """The ticks as the widget shows them."""
    return tuple(
        RoutineStep(
            key=step.id,
            text=step.text,
            action=tr("Go") if step.areas else tr("Begin") if step.timed else "",
        )
        for step in text.steps
    )
