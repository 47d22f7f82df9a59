"""Presenter of Plan: where the fourteen days stand, and their buttons."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal

from mattimer.coach.advice import Advice
from mattimer.coach.plan_progress import PlanPhase, PlanProgress, PlanState, begin, pause, resume
from mattimer.coach.starter_plan import Band, Program
from mattimer.presenters.today import TodayPresenter
from mattimer.services.app_state import AppState
from mattimer.ui.pages.plan.plan import PlanPage, PlanView
from mattimer.ui.pages.plan.plan_bands import PlanBand
from mattimer.ui.pages.plan.plan_day import DayState, PlanDay
from mattimer.ui.wording import in_figures, minutes_count


class PlanPresenter(QObject):
    """Shows where the plan stands; starts, pauses and restarts it.

    Signals:
        start_wanted(): Begin what Today offers.
    """

    start_wanted = Signal()

    def __init__(
        self, page: PlanPage, app_state: AppState, today: TodayPresenter, program: Program
    ) -> None:
        super().__init__(page)
        self._page = page
        self._app_state = app_state
        self._today = today
        self._program = program
        page.start_wanted.connect(self._on_page_start_wanted)
        page.repeat_wanted.connect(self._on_page_repeat_wanted)
        page.manage_wanted.connect(self._on_page_manage_wanted)
        app_state.changed.connect(self.refresh)
        self.refresh()

    @property
    def _state(self) -> PlanState:
        return self._app_state.snapshot.plan or PlanState()

    def refresh(self) -> None:
        """Show where the plan stands now."""
        advice = self._app_state.advise()
        progress = advice.progress or PlanProgress(PlanPhase.NOT_BEGUN)
        self._page.show_plan(
            PlanView(
                caption=self._caption(progress),
                title=self._title(progress),
                line=self._program.note,
                days=tuple(self._days(progress, advice)),
                bands=tuple(self._bands(progress)),
                next=self._next(progress, advice),
                after=self._program.after.line,
                repeat=self._repeat_words(progress, advice),
                start=self._start_words(progress, advice),
                manage=self._manage_words(progress),
            )
        )

    def _caption(self, progress: PlanProgress) -> str:
        text = self.tr("Starter plan, {0} of {1} done")
        return in_figures(text.format(progress.done, self._program.days))

    def _title(self, progress: PlanProgress) -> str:
        if progress.phase is PlanPhase.FINISHED:
            return self.tr("That was the plan")
        return (
            self.tr("The plan is waiting")
            if progress.phase is PlanPhase.PAUSED
            else self._program.title
        )

    def _days(self, progress: PlanProgress, advice: Advice) -> Iterator[PlanDay]:
        following = self._next_day(progress)
        for number in range(1, self._program.days + 1):
            minutes = self._program.band(number).minutes
            state, at = DayState.LATER, None
            if number <= progress.done:
                state, at = DayState.DONE, progress.results[number - 1]
            elif number == following:
                state = DayState.NEXT
                at = self._suggested(progress, advice)
            yield PlanDay(
                number, minutes.low, minutes.high, state, at, self._spoken_day(number, state, at)
            )

    def _suggested(self, progress: PlanProgress, advice: Advice) -> float | None:
        """The length of the next day; nothing on a day whose plan day is done."""
        if advice.proposal is None or progress.counted_on == self._app_state.snapshot.today:
            return None
        return float(advice.proposal.length)

    def _spoken_day(self, number: int, state: DayState, at: float | None) -> str:
        band = self._program.band(number)
        if state is DayState.DONE and at is not None:
            text = self.tr("Day {0}, done, {1}. {2}")
            return in_figures(text.format(number, minutes_count(round(at)), band.aim))
        word = self.tr("next") if state is DayState.NEXT else self.tr("later")
        text = self.tr("Day {0}, {1}, {2} to {3} minutes. {4}")
        return in_figures(text.format(number, word, band.minutes.low, band.minutes.high, band.aim))

    def _next_day(self, progress: PlanProgress) -> int:
        return progress.done + 1 if progress.phase is not PlanPhase.FINISHED else 0

    def _bands(self, progress: PlanProgress) -> Iterator[PlanBand]:
        following = self._next_day(progress)
        for band in self._program.bands:
            yield PlanBand(
                name=band.aim,
                days=self._band_days(band),
                line=band.line,
                length=band.last - band.first + 1,
                current=band.first <= following <= band.last,
            )

    def _band_days(self, band: Band) -> str:
        text = self.tr("Days {0} to {1}, {2} min")
        return in_figures(text.format(band.first, band.last, band.minutes))

    def _next(self, progress: PlanProgress, advice: Advice) -> str:
        if progress.phase is PlanPhase.FINISHED:
            return self.tr("From here: three to seven a week.")
        if progress.phase is PlanPhase.PAUSED:
            return in_figures(
                self.tr("Day {0}, whenever you like.").format(self._next_day(progress))
            )
        if advice.proposal is None or not advice.may_start:
            return advice.lead
        text = self.tr("Next: day {0}, {1}, {2}")
        area = advice.proposal.area.name.lower()
        length = minutes_count(advice.proposal.length)
        return in_figures(text.format(self._next_day(progress), area, length))

    def _repeat_words(self, progress: PlanProgress, advice: Advice) -> str:
        if progress.phase in (PlanPhase.PAUSED, PlanPhase.FINISHED):
            return self.tr("Begin again")
        if progress.phase is not PlanPhase.RUNNING or not progress.done or not advice.may_start:
            return ""
        return in_figures(self.tr("Repeat day {0}").format(progress.done))

    def _start_words(self, progress: PlanProgress, advice: Advice) -> str:
        if progress.phase is PlanPhase.NOT_BEGUN:
            return self.tr("Begin the plan")
        if progress.phase is PlanPhase.PAUSED:
            return self.tr("Go on")
        return self.tr("Start") if advice.may_start else ""

    def _manage_words(self, progress: PlanProgress) -> str:
        return self.tr("Pause the plan") if progress.phase is PlanPhase.RUNNING else ""

    def _on_page_start_wanted(self) -> None:
        progress, today = self._progress, self._app_state.snapshot.today
        if progress.phase is PlanPhase.NOT_BEGUN:
            self._app_state.set_plan(begin(today))
        elif progress.phase is PlanPhase.PAUSED:
            self._app_state.set_plan(resume(self._state, today))
        else:
            self.start_wanted.emit()

    def _on_page_repeat_wanted(self) -> None:
        progress = self._progress
        if progress.phase in (PlanPhase.PAUSED, PlanPhase.FINISHED):
            self._app_state.set_plan(begin(self._app_state.snapshot.today))
        else:
            self._today.prefer(self._today.area.id, round(progress.results[-1]))
            self.start_wanted.emit()

    def _on_page_manage_wanted(self) -> None:
        self._app_state.set_plan(pause(self._state, self._progress))

    @property
    def _progress(self) -> PlanProgress:
        return self._app_state.advise().progress or PlanProgress(PlanPhase.NOT_BEGUN)
