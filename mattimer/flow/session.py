"""Prepare, lie down, be guided, say how it was: one session from page to page."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from mattimer.conductor import Conductor
from mattimer.flow.advisor import Advisor
from mattimer.flow.plans import plan_for
from mattimer.flow.tasks import Tasks, of
from mattimer.flow.today import TodayFlow
from mattimer.guide.areas import Area
from mattimer.guide.lines import SessionLines
from mattimer.guide.rests import stop_advice
from mattimer.guide.standing import Phase
from mattimer.history.journal import Journal
from mattimer.history.recorder import Recorder
from mattimer.history.records import local_time
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
from mattimer.session.plan import Layer, Plan
from mattimer.session.reasons import StopReason
from mattimer.session.session import Session, Status
from mattimer.settings import Settings
from mattimer.ui.pages.after import AfterPage, Answers, Ended
from mattimer.ui.pages.prepare import LayerOption, Preparation, PreparePage
from mattimer.ui.pages.session import SessionPage
from mattimer.ui.pages.today import Action
from mattimer.ui.session_words import Subject
from mattimer.ui.window import Window
from mattimer.ui.wording import (
    minutes_count,
    minutes_in_words,
    number_in_words,
    seconds_count,
    sentence_case,
    time_of_day,
)


class SessionFlow(QObject):
    """Joins Prepare, Session and After to conductor and journal.

    Signals:
        saved(): A session is over, rated or not, and is written down.
    """

    saved = Signal()

    def __init__(
        self,
        *,
        window: Window,
        today: TodayFlow,
        prepare: PreparePage,
        session: SessionPage,
        after: AfterPage,
        conductor: Conductor,
        recorder: Recorder,
        journal: Journal,
        tasks: Tasks,
        clock: Clock,
        advisor: Advisor,
        lines: SessionLines,
        settings: Callable[[], Settings],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._today = today
        self._prepare = prepare
        self._page = session
        self._after = after
        self._conductor = conductor
        self._recorder = recorder
        self._journal = journal
        self._tasks = tasks
        self._clock = clock
        self._advisor = advisor
        self._areas = advisor.areas
        self._lines = lines
        self._settings = settings
        self._area = today.area
        self._minutes = today.minutes
        self._rated_before = False
        self._asked_about: Session | None = None
        self._saved: tuple[Session, Answers] | None = None
        self._wire_prepare()
        self._wire_session()
        after.save_wanted.connect(self._on_after_save_wanted)
        conductor.session_changed.connect(self._on_session_changed)

    def _wire_prepare(self) -> None:
        self._prepare.back_wanted.connect(self.go_home)
        self._prepare.lie_down_wanted.connect(self._on_prepare_lie_down_wanted)

    def _wire_session(self) -> None:
        page, do = self._page, self._conductor.do
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
        self._expect(None)
        self._conductor.start(plan)

    def _begin(self, area: Area, minutes: int, layer: Layer, tightness: int | None) -> None:
        self._expect(tightness)
        self._conductor.start(plan_for(area, minutes, layer, self._settings(), self._lines))

    def _expect(self, tightness: int | None) -> None:
        self._rated_before = tightness is not None
        self._recorder.expect(tightness)

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

    def _on_session_changed(self, new: Session | None, old: Session | None) -> None:
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
            self._conductor.release()
            self.saved.emit()
            self.go_home()
        else:
            QTimer.singleShot(0, self, lambda: self._ask(new))

    def _show_session(self) -> None:
        session = self._conductor.session
        if session is not None and session.active:
            self._window.show_session()

    def _on_page_frame_due(self) -> None:
        moment = self._conductor.moment()
        if moment is not None:
            self._page.show_moment(moment)

    def _on_page_ease_wanted(self) -> None:
        session = self._conductor.session
        if session is not None:
            milder = list(Layer)[max(0, list(Layer).index(session.layer) - 1)]
            self._conductor.do(ChangeLayer(milder))
            self._conductor.do(Resume())

    # After -------------------------------------------------------------------------------------

    def _ask(self, session: Session, answers: Answers | None = None) -> None:
        self._asked_about, self._saved = session, None
        # Whoever leaves without saving finds Today up to date all the same.
        self._advisor.refresh()
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
            rated_before=self._rated_before,
        )

    def _stopped_lead(self) -> str:
        standing, today = self._today.advice.standing, self._advisor.facts.today
        if standing is None or standing.phase is not Phase.RUNNING:
            return self.tr("Stopping is part of it.")
        text = self.tr("Stopping is part of it. It counts as practice, and day {0} waits.")
        return text.format(standing.day_on(today))

    def _says(self) -> dict[StopReason, tuple[str, str]]:
        """What to say to each reason, knowing what happened before."""
        facts = self._advisor.facts
        said = {
            stop.reason: stop_advice(stop, facts.today, facts.past) for stop in self._lines.stops
        }
        return {reason: (advice.now, advice.next) for reason, advice in said.items()}

    def _on_after_save_wanted(self) -> None:
        assert self._asked_about is not None
        session, answers = self._asked_about, self._after.answers
        self._saved, self._asked_about = (session, answers), None
        self._conductor.release()
        self.go_home()
        self._tasks.spawn(self._save(session, answers))

    async def _save(self, session: Session, answers: Answers) -> None:
        now = self._clock.read()
        reason = None if session.status is Status.FINISHED else answers.reason
        await of(
            self._journal.rate(
                session.id,
                tightness_after=answers.tightness,
                noticed=answers.noticed,
                note=answers.note,
                stop_reason=reason,
                updated_us=now.utc,
            )
        )
        record = await of(self._journal.record(session.id))
        self.saved.emit()
        before = None if record is None else record.tightness_before
        undo = Action("undo", self.tr("Undo"))
        self._today.show_notice(self._pair_sentence(before, answers.tightness), undo)

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
