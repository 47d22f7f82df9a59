"""The history page: the newest sessions, and older ones as one scrolls."""

from collections.abc import Mapping

from PySide6.QtCore import QLocale, QObject

from mattimer.flow.tasks import Tasks, of
from mattimer.guide.areas import Area
from mattimer.guide.lines import SessionLines
from mattimer.history.errors import DataError
from mattimer.history.journal import Journal
from mattimer.history.records import Outcome, SessionRecord, day_of, local_time
from mattimer.session.clock import MINUTE, SECOND, Clock
from mattimer.ui.pages.history import HistoryPage
from mattimer.ui.widgets.session_model import SessionRow
from mattimer.ui.wording import clock_digits, day_name, in_figures, time_of_day

PAGE = 60


class HistoryFlow(QObject):
    """Reads pages of records and turns them into rows of words."""

    def __init__(
        self,
        page: HistoryPage,
        *,
        journal: Journal,
        tasks: Tasks,
        clock: Clock,
        areas: Mapping[str, Area],
        lines: SessionLines,
    ) -> None:
        super().__init__(page)
        self._page = page
        self._journal = journal
        self._tasks = tasks
        self._clock = clock
        self._areas = areas
        self._stops = {advice.reason: advice.name.lower() for advice in lines.stops}
        self._last: SessionRecord | None = None
        page.more_wanted.connect(lambda: tasks.spawn(self._append()))

    def refresh(self) -> None:
        """Read the newest sessions."""
        self._tasks.spawn(self._reset())

    async def _reset(self) -> None:
        try:
            records = await of(self._journal.page(None, PAGE))
            count = await of(self._journal.count())
        except DataError as error:
            self._page.show_trouble(str(error))
            return
        if not records:
            self._page.show_nothing()
            return
        self._last = records[-1]
        title = (
            self.tr("One session")
            if count == 1
            else f"{QLocale().toString(count)} " + self.tr("sessions")
        )
        line = self.tr("Newest first. What they add up to comes once there are a few more.")
        rows = [self._row(record) for record in records]
        self._page.show_sessions(title, line, rows, more=len(records) < count)

    async def _append(self) -> None:
        if self._last is None:
            return
        place = (self._last.started_us, self._last.id)
        try:
            records = await of(self._journal.page(place, PAGE))
        except DataError:
            # Asked for again as soon as the person scrolls again.
            self._page.model.append_rows([], more=True)
            raise
        if records:
            self._last = records[-1]
        rows = [self._row(record) for record in records]
        self._page.model.append_rows(rows, more=len(records) == PAGE)

    def _row(self, record: SessionRecord) -> SessionRow:
        area = self._areas.get(record.area)
        return SessionRow(
            when=self._when(record),
            area=record.area if area is None else area.name,
            length=_length(record.mat_us, self.tr("{0} min")),
            layer=str(record.layer) if area is None else area.layers[record.layer],
            outcome=self._outcome(record),
            before=_rating(record.tightness_before),
            after=_rating(record.tightness_after),
            id=record.id,
        )

    def _when(self, record: SessionRecord) -> str:
        now = self._clock.read()
        today = day_of(now.utc, now.utc_offset_s)
        day = day_of(record.started_us, record.utc_offset_s)
        time = time_of_day(local_time(record.started_us, record.utc_offset_s))
        return f"{day_name(day, today)}, {time}"

    def _outcome(self, record: SessionRecord) -> str:
        if record.outcome is Outcome.FINISHED:
            return ""
        if record.outcome is Outcome.INTERRUPTED:
            return self.tr("Interrupted")
        if record.stop_reason is None:
            return self.tr("Stopped")
        return self.tr("Stopped, {0}").format(self._stops[record.stop_reason])


def _rating(value: int | None) -> str:
    return "" if value is None else in_figures(value)


def _length(us: int, text: str) -> str:
    """Whole minutes where it is some, else minutes and seconds."""
    whole = us % MINUTE < SECOND
    return in_figures(text.format(us // MINUTE) if whole else clock_digits(us))
