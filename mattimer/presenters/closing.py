"""Closing and quitting: hides the window where there is a tray, asks during a session."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from mattimer.services.session_runner import SessionRunner
from mattimer.session.commands import Pause, Resume, Stop
from mattimer.session.session import Session
from mattimer.ui.controls.dialog import Question
from mattimer.ui.theme.theme import Theme
from mattimer.ui.window import Window

LOST_AFTER_MS = 4000
"""A panel that restarts is back by then, and nobody has to be disturbed for it."""


class ClosingPresenter(QObject):
    """Decides what closing means: hide where there is a way back, otherwise quit.

    Signals:
        quit_wanted(): The app is to end; whoever had to be asked said so.
        hidden(): The person closed the window, and the app stays.
    """

    quit_wanted = Signal()
    hidden = Signal()

    def __init__(
        self, theme: Theme, window: Window, runner: SessionRunner, way_back: Callable[[], bool]
    ) -> None:
        """``way_back`` says whether a hidden window can be brought back by hand."""
        super().__init__(window)
        self._theme = theme
        self._window = window
        self._runner = runner
        self._way_back = way_back
        self._question: Question | None = None
        self._stranded = False
        self._lost = QTimer(self, interval=LOST_AFTER_MS)
        self._lost.setObjectName("way_back_timer")
        self._lost.setSingleShot(True)
        self._lost.timeout.connect(self._on_lost_timeout)
        window.close_wanted.connect(self.close_window)
        window.quit_wanted.connect(self.quit)

    def close_window(self) -> None:
        """Hide where there is a way back, otherwise quit."""
        if not self._way_back():
            self.quit()
            return
        self._window.hide()
        self.hidden.emit()

    def quit(self) -> None:
        """End the app; during a session only after a question, which holds it."""
        session = self._runner.active
        if session is None:
            self.quit_wanted.emit()
            return
        if not self._window.isActiveWindow():
            self._window.come_forward()
        if self._question is None:
            self._ask(was_running=session.running)

    def on_way_back_changed(self) -> None:
        """A window that was hidden must not be lost with its way back."""
        if self._way_back():
            self._lost.stop()
            self._stranded = False
        elif not self._window.isVisible():
            self._lost.start()

    def _ask(self, *, was_running: bool) -> None:
        if was_running:
            self._runner.do(Pause())
        tr = self._window.tr
        question = Question(self._theme, "stop_here", self._window, tr("Stop here?"))
        question.add_answer("keep_going", tr("Keep going"), accept=False, default=True)
        finish = question.add_answer("finish_here", tr("Finish here"), accept=True, default=False)
        question.finished.connect(
            lambda: self._on_question_finished(
                finish=question.clickedButton() == finish, was_running=was_running
            )
        )
        self._question = question
        question.open()

    def _on_question_finished(self, *, finish: bool, was_running: bool) -> None:
        self._question = None
        if finish:
            self._runner.do(Stop())
            self.quit_wanted.emit()
        elif was_running:
            self._runner.do(Resume())

    def _on_lost_timeout(self) -> None:
        self._stranded = not self._window.isVisible()
        self._rescue(self._runner.session)

    def on_session_changed(self, new: Session | None, _old: Session | None) -> None:
        """A session that ended or holds leaves room to show the window again."""
        self._rescue(new)

    def _rescue(self, session: Session | None) -> None:
        """Show the window again, unless somebody lies there with closed eyes."""
        if self._stranded and (session is None or not session.running):
            self._stranded = False
            self._window.appear()
