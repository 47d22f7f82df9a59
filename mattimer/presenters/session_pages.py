"""Presenter of the session page and of After, which asks how it was."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from mattimer.coach.plan_progress import PlanPhase
from mattimer.coach.rests import advice_now
from mattimer.coach.session_lines import SessionLines
from mattimer.presenters.today import TodayPresenter
from mattimer.services.app_state import AppState
from mattimer.services.session_ratings import SessionRatings
from mattimer.services.session_runner import SessionRunner
from mattimer.session.commands import (
    ChangeLayer,
    Discard,
    Extend,
    Pause,
    Resume,
    Skip,
    SkipToRise,
    Stop,
    Toggle,
)
from mattimer.session.reasons import StopReason
from mattimer.session.session import Session, Status
from mattimer.session.session_plan import Layer
from mattimer.ui.pages.after.after import AfterAnswers, AfterPage, Ended
from mattimer.ui.pages.today.today import Action
from mattimer.ui.session.screen_words import Subject
from mattimer.ui.session.session_page import SessionPage
from mattimer.ui.window import Window
from mattimer.ui.wording import (
    minutes_in_words,
    number_in_words,
    sentence_case,
    time_of_day,
)


@dataclass(frozen=True, slots=True)
class SessionPages:
    """The window, and the two of its pages that a session goes through."""

    window: Window
    session: SessionPage
    after: AfterPage


class SessionPresenter(QObject):
    """Passes commands to the runner, shows the session, and stores the answers after it.

    Signals:
        saved(): A session is over, rated or not, and is written down.
    """

    saved = Signal()

    def __init__(
        self,
        pages: SessionPages,
        today: TodayPresenter,
        runner: SessionRunner,
        ratings: SessionRatings,
        *,
        app_state: AppState,
        lines: SessionLines,
    ) -> None:
        super().__init__(pages.window)
        self._window = pages.window
        self._page = pages.session
        self._after = pages.after
        self._today = today
        self._runner = runner
        self._ratings = ratings
        self._app_state = app_state
        self._areas = app_state.areas
        self._lines = lines
        self._asked_about: Session | None = None
        self._saved: tuple[Session, AfterAnswers] | None = None
        self._wire_session()
        self._after.save_wanted.connect(self._on_after_save_wanted)
        ratings.saved.connect(self._on_ratings_saved)

    def _wire_session(self) -> None:
        page, do = self._page, self._runner.do
        page.frame_due.connect(self._on_page_frame_due)
        page.toggle_wanted.connect(lambda: do(Toggle()))
        page.pause_wanted.connect(lambda: do(Pause()))
        page.resume_wanted.connect(lambda: do(Resume()))
        page.finish_wanted.connect(lambda: do(Stop()))
        page.discard_wanted.connect(lambda: do(Discard()))
        page.extend_wanted.connect(lambda: do(Extend()))
        page.skip_wanted.connect(lambda: do(Skip()))
        page.rise_wanted.connect(lambda: do(SkipToRise()))
        page.ease_wanted.connect(self._on_page_ease_wanted)
        page.stop_wanted.connect(lambda reason: do(Stop(reason)))

    # During ------------------------------------------------------------------------------------

    def on_session_changed(self, new: Session | None, old: Session | None) -> None:
        """The session became another value: its page follows, or After asks how it was."""
        if new is None:
            return
        if old is None or old.id != new.id:
            area = self._areas[new.plan.area]
            self._page.begin(Subject(area, self._lines, new.plan.scan), new.layer)
        self._page.set_layer(new.layer)
        if new.active:
            self._on_page_frame_due()
            # Another page takes its time; what is due now is announced before that.
            QTimer.singleShot(0, self, self._show_session)
        elif new.status is Status.DISCARDED:
            self._runner.release()
            self.saved.emit()
            self.go_home()
        else:
            QTimer.singleShot(0, self, lambda: self._ask(new))

    def _show_session(self) -> None:
        if self._runner.active is not None:
            self._window.show_session()

    def _on_page_frame_due(self) -> None:
        moment = self._runner.moment()
        if moment is not None:
            self._page.show_moment(moment)

    def _on_page_ease_wanted(self) -> None:
        session = self._runner.session
        if session is not None:
            milder = list(Layer)[max(0, list(Layer).index(session.layer) - 1)]
            self._runner.do(ChangeLayer(milder))
            self._runner.do(Resume())

    # After -------------------------------------------------------------------------------------

    def _ask(self, session: Session, answers: AfterAnswers | None = None) -> None:
        self._asked_about, self._saved = session, None
        # Whoever leaves without saving finds Today up to date all the same.
        self._app_state.refresh_sessions()
        self._after.show_ended(self._ended(session), answers)
        self._window.show_page("after")

    def _ended(self, session: Session) -> Ended:
        ending = session.ending
        assert ending is not None
        area = self._areas[session.plan.area]
        stopped = session.status is Status.STOPPED
        when = time_of_day(ending.at.local)
        caption = (
            self.tr("{0}, {1}, stopped at {2}") if stopped else self.tr("{0}, {1}, done at {2}")
        )
        length = minutes_in_words(session.elapsed_at(ending.at))
        if stopped:
            sentence = (f"{sentence_case(length)}.", self.tr("Good call."))
            lead = self._stopped_lead()
        else:
            sentence = (self.tr("That was"), f"{length}.")
            lead = self.tr("No hurry. Lie on your side for a moment, then sit up.")
        return Ended(
            area=area.id,
            caption=caption.format(area.name, area.layers[session.layer].lower(), when),
            sentence=sentence,
            lead=lead,
            stopped=stopped,
            says=self._says() if stopped else {},
            reason=ending.reason,
            rated_before=session.tightness_before is not None,
        )

    def _stopped_lead(self) -> str:
        progress, today = self._today.advice.progress, self._app_state.snapshot.today
        if progress is None or progress.phase is not PlanPhase.RUNNING:
            return self.tr("Stopping is part of it.")
        text = self.tr("Stopping is part of it. It counts as practice, and day {0} waits.")
        return text.format(progress.day_on(today))

    def _says(self) -> dict[StopReason, tuple[str, str]]:
        """What to say to each reason, knowing what happened before."""
        snapshot = self._app_state.snapshot
        return {
            stop.reason: (advice_now(stop, snapshot.today, snapshot.past), stop.next)
            for stop in self._lines.stops
        }

    def _on_after_save_wanted(self) -> None:
        assert self._asked_about is not None
        session, answers = self._asked_about, self._after.answers
        self._saved, self._asked_about = (session, answers), None
        self._runner.release()
        self.go_home()
        self._ratings.save(session, answers)

    def _on_ratings_saved(self, before: int | None, after: int | None) -> None:
        self.saved.emit()
        undo = Action("undo", self.tr("Undo"))
        self._today.show_notice(self._pair_sentence(before, after), undo)

    def undo_save(self) -> None:
        """Back to After, with what was answered."""
        if self._saved is not None:
            self._ask(*self._saved)

    def _pair_sentence(self, before: int | None, after: int | None) -> str:
        if after is None:
            return self.tr("Saved without a number.")
        if before is None:
            return self.tr("Saved: {0}.").format(after)
        if before == after:
            return self.tr("{0}, as before. Some evenings are like that.").format(after)
        if after > before:
            return self.tr("{0} to {1}. Noted, no blame.").format(before, after)
        lower = sentence_case(number_in_words(before - after))
        return self.tr("{0} to {1}. {2} lower.").format(before, after, lower)

    def go_home(self) -> None:
        """Back to Today."""
        self._window.show_page("today")
