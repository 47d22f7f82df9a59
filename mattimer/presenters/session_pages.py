"""Prepare, lie down, be guided, say how it was: one session from page to page."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from mattimer.coach.areas import Area
from mattimer.coach.plan_progress import PlanPhase
from mattimer.coach.rests import stop_advice
from mattimer.coach.session_lines import SessionLines
from mattimer.preferences.settings_values import Settings
from mattimer.presenters.today import TodayPresenter
from mattimer.services.app_state import AppState
from mattimer.services.background_tasks import BackgroundTasks, of
from mattimer.services.plan_builder import plan_for
from mattimer.services.session_runner import SessionRunner
from mattimer.session.clock import Clock
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
from mattimer.session.records import local_time
from mattimer.session.session import Session, Status
from mattimer.session.session_plan import Layer, Plan
from mattimer.storage.store import Store
from mattimer.ui.pages.after.after import AfterAnswers, AfterPage, Ended
from mattimer.ui.pages.prepare.prepare import LayerOption, Preparation, PreparePage
from mattimer.ui.pages.today.today import Action
from mattimer.ui.session.screen_words import Subject
from mattimer.ui.session.session_page import SessionPage
from mattimer.ui.window import Window
from mattimer.ui.wording import (
    minutes_count,
    minutes_in_words,
    number_in_words,
    seconds_count,
    sentence_case,
    time_of_day,
)


class SessionPresenter(QObject):
    """Joins Prepare, Session and After to session runner and store.

    Signals:
        saved(): A session is over, rated or not, and is written down.
    """

    saved = Signal()

    def __init__(
        self,
        *,
        window: Window,
        today: TodayPresenter,
        prepare: PreparePage,
        session: SessionPage,
        after: AfterPage,
        runner: SessionRunner,
        store: Store,
        tasks: BackgroundTasks,
        clock: Clock,
        app_state: AppState,
        lines: SessionLines,
        settings: Callable[[], Settings],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._today = today
        self._prepare = prepare
        self._page = session
        self._after = after
        self._runner = runner
        self._store = store
        self._tasks = tasks
        self._clock = clock
        self._app_state = app_state
        self._areas = app_state.areas
        self._lines = lines
        self._settings = settings
        self._area = today.area
        self._minutes = today.minutes
        self._asked_about: Session | None = None
        self._saved: tuple[Session, AfterAnswers] | None = None
        self._wire_prepare()
        self._wire_session()
        after.save_wanted.connect(self._on_after_save_wanted)

    def _wire_prepare(self) -> None:
        self._prepare.back_wanted.connect(self.go_home)
        self._prepare.lie_down_wanted.connect(self._on_prepare_lie_down_wanted)

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

    # Before ------------------------------------------------------------------------------------

    def prepare(self) -> None:
        """Show Prepare for what Today offers, or lie down at once where that is set."""
        if self._settings().skip_prepare:
            self.start_at_once()
            return
        area, minutes = self._today.area, self._today.minutes
        self._area, self._minutes = area, minutes
        seconds = self._settings().lead_in_s
        lead_in = self.tr("{0} to get comfortable.").format(seconds_count(seconds))
        self._prepare.show_preparation(
            Preparation(
                area=area.id,
                title=f"{area.name}, {minutes_count(minutes)}",
                steps=area.steps,
                layers=self._layer_options(area),
                layer=self._today.layer,
                lead_in=lead_in if seconds else self.tr("It begins at once."),
                rather_not=" ".join(area.dont),
                figures=self._figures(area),
            )
        )
        self._window.show_page("prepare")

    def _figures(self, area: Area) -> str:
        proposal = self._today.advice.proposal
        minutes = area.beginner if proposal is None else proposal.minutes
        text = self.tr("{0} min today, {1} at most. Caution {2}.")
        return text.format(minutes, area.cap, area.caution)

    def start_at_once(self) -> None:
        """Straight to the lead-in with what Today offers."""
        self._begin(self._today.area, self._today.minutes, self._today.layer, None)

    def start(self, plan: Plan) -> None:
        """Begin a session that was planned elsewhere; nothing is asked before it."""
        self._runner.start(plan)

    def _begin(self, area: Area, minutes: int, layer: Layer, tightness: int | None) -> None:
        plan = plan_for(area, minutes, layer, self._settings(), self._lines)
        self._runner.start(plan, tightness)

    def _on_prepare_lie_down_wanted(self) -> None:
        self._begin(self._area, self._minutes, self._prepare.layer, self._prepare.tightness)

    def _layer_options(self, area: Area) -> tuple[LayerOption, ...]:
        notes = {
            Layer.TOWEL: self.tr("mildest"),
            Layer.SHIRT: self.tr("in between"),
            Layer.BARE: self.tr("strongest"),
        }
        last = self._today.last_layer(area)
        if last is None:
            notes[area.layer] = self.tr("to begin with")
        else:
            notes[last] = self.tr("like last time")
        order = list(Layer)
        barest = order.index(self._today.advice.barest)
        for layer in order[barest + 1 :]:
            notes[layer] = self.tr("a layer, always")
        return tuple(
            LayerOption(layer, area.layers[layer], notes[layer], order.index(layer) <= barest)
            for layer in order
        )

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
        session = self._runner.session
        if session is not None and session.active:
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
        when = time_of_day(local_time(ending.at.utc, ending.at.utc_offset_s))
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
        progress, today = self._today.advice.progress, self._app_state.facts.today
        if progress is None or progress.phase is not PlanPhase.RUNNING:
            return self.tr("Stopping is part of it.")
        text = self.tr("Stopping is part of it. It counts as practice, and day {0} waits.")
        return text.format(progress.day_on(today))

    def _says(self) -> dict[StopReason, tuple[str, str]]:
        """What to say to each reason, knowing what happened before."""
        facts = self._app_state.facts
        said = {
            stop.reason: stop_advice(stop, facts.today, facts.past) for stop in self._lines.stops
        }
        return {reason: (advice.now, advice.next) for reason, advice in said.items()}

    def _on_after_save_wanted(self) -> None:
        assert self._asked_about is not None
        session, answers = self._asked_about, self._after.answers
        self._saved, self._asked_about = (session, answers), None
        self._runner.release()
        self.go_home()
        self._tasks.spawn(self._save(session, answers))

    async def _save(self, session: Session, answers: AfterAnswers) -> None:
        now = self._clock.read()
        reason = None if session.status is Status.FINISHED else answers.reason
        await of(
            self._store.rate(
                session.id,
                tightness_after=answers.tightness,
                noticed=answers.noticed,
                note=answers.note,
                stop_reason=reason,
                updated_us=now.utc,
            )
        )
        self.saved.emit()
        undo = Action("undo", self.tr("Undo"))
        sentence = self._pair_sentence(session.tightness_before, answers.tightness)
        self._today.show_notice(sentence, undo)

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
