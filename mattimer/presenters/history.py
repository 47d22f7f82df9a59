"""Presenter of History: figures over a span of time, and the list page by page."""

from collections.abc import Callable
from concurrent.futures import Future
from datetime import date, timedelta

from PySide6.QtCore import QObject

from mattimer.presentation import history_words
from mattimer.presentation.record_words import RecordWords
from mattimer.services.background_tasks import BackgroundTasks, of
from mattimer.session.clock import Clock
from mattimer.session.records import SessionRecord
from mattimer.stats.periods import LookBackSpan
from mattimer.storage.errors import DataError
from mattimer.storage.month_query import read_days
from mattimer.storage.review_query import Review, read_review
from mattimer.storage.store import Store
from mattimer.ui.pages.history.history import HistoryPage
from mattimer.ui.pages.history.history_view import HistoryView
from mattimer.ui.pages.history.month_calendar import DaySaid
from mattimer.ui.wording import in_figures

PAGE = 60
MOST_AGAIN = 2_000
"""Rows read at once when a list that was scrolled is read again."""

LATEST = 3
AROUND, MONTH_DAYS = 6, 41
"""Days before and after the first of a month that its six weeks can show."""


class HistoryPresenter(QObject):
    """Reads the figures of each span once, until something stored changes."""

    def __init__(
        self,
        page: HistoryPage,
        *,
        store: Store,
        tasks: BackgroundTasks,
        clock: Clock,
        words: RecordWords,
        shared: Callable[[], bool] = lambda: False,
    ) -> None:
        """``shared`` says whether sessions also lie in a folder that other computers read."""
        super().__init__(page)
        self._page = page
        self._model = page.model
        self._store = store
        self._tasks = tasks
        self._clock = clock
        self._words = words
        self._shared = shared
        self._span = LookBackSpan.TEN_WEEKS
        self._area = ""
        self._reviews: dict[LookBackSpan, Review] = {}
        self._newest: tuple[SessionRecord, ...] = ()
        self._count = 0
        self._month: date | None = None
        self._last: SessionRecord | None = None
        page.more_wanted.connect(lambda: tasks.spawn(self._append()))
        page.span_chosen.connect(self._on_page_span_chosen)
        page.area_chosen.connect(self._on_page_area_chosen)
        page.month_wanted.connect(self._on_page_month_wanted)
        page.settled.connect(lambda: tasks.spawn(self._read_rest()))

    def refresh(self) -> None:
        """Read everything again; what the person looks at stays."""
        self._tasks.spawn(self._read_all())

    @property
    def _today(self) -> date:
        return self._clock.read().day

    # Reading -----------------------------------------------------------------------------------

    async def _read_all(self) -> None:
        rows = min(MOST_AGAIN, max(PAGE, len(self._model.rows)))
        try:
            # All are asked for at once: one after the other each would wait for a frame.
            page, count = self._store.page(None, rows), self._store.count()
            review = self._ask(self._span)
            # It takes as long to build what shows them.
            self._page.prepare(history_words.span_choices())
            records, self._count = await of(page), await of(count)
            self._reviews = {self._span: await of(review)}
        except DataError as error:
            self._page.show_trouble(str(error))
            return
        self._newest = records[:LATEST]
        self._last = records[-1] if records else None
        if not records:
            self._page.show_nothing()
            return
        listed = [self._words.row(record, self._today) for record in records]
        title = history_words.sessions(self._count)
        self._page.show_sessions(title, listed, more=len(records) < self._count)
        self._show()

    def _ask(self, span: LookBackSpan) -> Future[Review]:
        return self._store.within(read_review, span, self._today)

    async def _read_rest(self) -> None:
        """After the first paint: what lies further down, then the other looks back."""
        review = self._reviews.get(self._span)
        if review is None:
            return
        self._page.show_more(history_words.more_view(review, self._words.reasons, self._count))
        await self._read_month(self._month or self._today.replace(day=1))
        for span in LookBackSpan:
            if span not in self._reviews:
                await self._read_span(span)

    async def _read_span(self, span: LookBackSpan) -> None:
        before = self._reviews
        review = await of(self._ask(span))
        if before is self._reviews:
            before[span] = review

    async def _read_month(self, month: date) -> None:
        first, last = month - timedelta(days=AROUND), month + timedelta(days=MONTH_DAYS)
        days = await of(self._store.within(read_days, first, last))
        self._month = month
        said = {day: self._day_words(*found) for day, found in days.items()}
        self._page.show_month(month, self._today, said)

    def _day_words(self, often: int, records: tuple[SessionRecord, ...]) -> DaySaid:
        lines = [self._words.line(record) for record in records]
        more = often - len(lines)
        if more:
            lines.append(self.tr("and {0} more").format(in_figures(more)))
        return DaySaid(often, tuple(lines))

    async def _append(self) -> None:
        if self._last is None:
            return
        place = (self._last.started_us, self._last.id)
        try:
            records = await of(self._store.page(place, PAGE))
        except DataError:
            # Asked for again as soon as the person scrolls again.
            self._model.append_rows([], more=True)
            raise
        if records:
            self._last = records[-1]
        rows = [self._words.row(record, self._today) for record in records]
        self._model.append_rows(rows, more=len(records) == PAGE)

    # Showing -----------------------------------------------------------------------------------

    def _show(self) -> None:
        """Show the look back of the chosen span, which was read."""
        review = self._reviews[self._span]
        if self._area not in review.areas:
            self._area = ""
        kept = self.tr("Kept on this computer only.")
        if self._shared():
            kept = self.tr("Kept on this computer and in your shared folder.")
        view = HistoryView(
            span=str(self._span),
            area=self._area,
            areas=history_words.area_choices(review, self._words.area),
            finding=history_words.finding_view(review, self._area),
            counts=history_words.counts(review),
            by_area=history_words.by_area(review, self._words.area),
            latest=tuple(self._words.row(record, self._today) for record in self._newest),
            all=history_words.all_sessions(self._count),
            kept=kept,
        )
        self._page.show_view(view)

    def _on_page_span_chosen(self, span: str) -> None:
        self._span = LookBackSpan(span)
        self._tasks.spawn(self._change_span(self._span))

    async def _change_span(self, span: LookBackSpan) -> None:
        if span not in self._reviews:
            await self._read_span(span)
        if span is self._span and span in self._reviews:
            self._show()

    def _on_page_area_chosen(self, area: str) -> None:
        self._area = area
        review = self._reviews.get(self._span)
        if review is not None:
            self._page.show_finding(history_words.finding_view(review, area))

    def _on_page_month_wanted(self, month: date) -> None:
        self._tasks.spawn(self._read_month(month))
