"""The plan's page: fourteen days, and what can be done with them."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal

from mattimer.flow.advisor import Advisor
from mattimer.flow.today import TodayFlow
from mattimer.guide.coach import Advice
from mattimer.guide.program import Band, Program
from mattimer.guide.standing import Phase, PlanState, Standing, begin, pause, resume
from mattimer.ui.pages.plan import PlanPage, PlanView
from mattimer.ui.widgets.plan_bands import PlanBand
from mattimer.ui.widgets.plan_day import DayState, PlanDay
from mattimer.ui.wording import in_figures, minutes_count


class PlanFlow(QObject):
    """Shows where the plan stands; starts, pauses and restarts it.

    Signals:
        start_wanted(): Begin what Today offers.
    """

    start_wanted = Signal()

    def __init__(
        self, page: PlanPage, advisor: Advisor, today: TodayFlow, program: Program
    ) -> None:
        super().__init__(page)
        self._page = page
        self._advisor = advisor
        self._today = today
        self._program = program
        page.start_wanted.connect(self._on_page_start_wanted)
        page.repeat_wanted.connect(self._on_page_repeat_wanted)
        page.manage_wanted.connect(self._on_page_manage_wanted)
        advisor.changed.connect(self.refresh)
        self.refresh()

    @property
    def _state(self) -> PlanState:
        return self._advisor.facts.plan or PlanState()

    def refresh(self) -> None:
        """Show where the plan stands now."""
        advice = self._advisor.advise()
        standing = advice.standing or Standing(Phase.NOT_BEGUN)
        self._page.show_plan(
            PlanView(
                caption=self._caption(standing),
                title=self._title(standing),
                line=self._program.note,
                days=tuple(self._days(standing, advice)),
                bands=tuple(self._bands(standing)),
                next=self._next(standing, advice),
                after=self._program.after.line,
                repeat=self._repeat_words(standing, advice),
                start=self._start_words(standing, advice),
                manage=self._manage_words(standing),
            )
        )

    def _caption(self, standing: Standing) -> str:
        text = self.tr("Starter plan, {0} of {1} done")
        return in_figures(text.format(standing.done, self._program.days))

    def _title(self, standing: Standing) -> str:
        if standing.phase is Phase.FINISHED:
            return self.tr("That was the plan")
        return (
            self.tr("The plan is waiting")
            if standing.phase is Phase.PAUSED
            else self._program.title
        )

    def _days(self, standing: Standing, advice: Advice) -> Iterator[PlanDay]:
        following = self._next_day(standing)
        for number in range(1, self._program.days + 1):
            minutes = self._program.band(number).minutes
            state, at = DayState.LATER, None
            if number <= standing.done:
                state, at = DayState.DONE, standing.results[number - 1]
            elif number == following:
                state = DayState.NEXT
                at = self._suggested(standing, advice)
            yield PlanDay(
                number, minutes.low, minutes.high, state, at, self._spoken_day(number, state, at)
            )

    def _suggested(self, standing: Standing, advice: Advice) -> float | None:
        """The length of the next day; nothing on a day whose plan day is done."""
        if advice.proposal is None or standing.counted_on == self._advisor.facts.today:
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

    def _next_day(self, standing: Standing) -> int:
        return standing.done + 1 if standing.phase is not Phase.FINISHED else 0

    def _bands(self, standing: Standing) -> Iterator[PlanBand]:
        following = self._next_day(standing)
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

    def _next(self, standing: Standing, advice: Advice) -> str:
        if standing.phase is Phase.FINISHED:
            return self.tr("From here: three to seven a week.")
        if standing.phase is Phase.PAUSED:
            return in_figures(
                self.tr("Day {0}, whenever you like.").format(self._next_day(standing))
            )
        if advice.proposal is None or not advice.may_start:
            return advice.lead
        text = self.tr("Next: day {0}, {1}, {2}")
        area = advice.proposal.area.name.lower()
        length = minutes_count(advice.proposal.length)
        return in_figures(text.format(self._next_day(standing), area, length))

    def _repeat_words(self, standing: Standing, advice: Advice) -> str:
        if standing.phase in (Phase.PAUSED, Phase.FINISHED):
            return self.tr("Begin again")
        if standing.phase is not Phase.RUNNING or not standing.done or not advice.may_start:
            return ""
        return in_figures(self.tr("Repeat day {0}").format(standing.done))

    def _start_words(self, standing: Standing, advice: Advice) -> str:
        if standing.phase is Phase.NOT_BEGUN:
            return self.tr("Begin the plan")
        if standing.phase is Phase.PAUSED:
            return self.tr("Go on")
        return self.tr("Start") if advice.may_start else ""

    def _manage_words(self, standing: Standing) -> str:
        return self.tr("Pause the plan") if standing.phase is Phase.RUNNING else ""

    def _on_page_start_wanted(self) -> None:
        standing, today = self._standing, self._advisor.facts.today
        if standing.phase is Phase.NOT_BEGUN:
            self._advisor.set_plan(begin(today))
        elif standing.phase is Phase.PAUSED:
            self._advisor.set_plan(resume(self._state, today))
        else:
            self.start_wanted.emit()

    def _on_page_repeat_wanted(self) -> None:
        standing = self._standing
        if standing.phase in (Phase.PAUSED, Phase.FINISHED):
            self._advisor.set_plan(begin(self._advisor.facts.today))
        else:
            self._today.prefer(self._today.area.id, round(standing.results[-1]))
            self.start_wanted.emit()

    def _on_page_manage_wanted(self) -> None:
        self._advisor.set_plan(pause(self._state, self._standing))

    @property
    def _standing(self) -> Standing:
        return self._advisor.advise().standing or Standing(Phase.NOT_BEGUN)
