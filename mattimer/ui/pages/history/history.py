"""History: what the sessions add up to, every one of them, or what to expect."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mattimer.ui.controls.combo import Choices
from mattimer.ui.controls.notice_line import Answer, NoticeLine
from mattimer.ui.page import COMPACT_MARGIN, MARGIN, Page
from mattimer.ui.pages.history.history_empty import HistoryNothing
from mattimer.ui.pages.history.history_list import HistoryList
from mattimer.ui.pages.history.history_view import FindingView, HistoryView, MoreView
from mattimer.ui.pages.history.month_calendar import DaySaid
from mattimer.ui.pages.history.session_model import SessionModel, SessionRow
from mattimer.ui.pages.history.session_table import SessionTable
from mattimer.ui.theme.theme import Theme

if TYPE_CHECKING:
    from mattimer.ui.pages.history.history_overview import HistoryOverview


class HistoryPage(Page):
    """Three faces, one of them up: the overview, the list, and nothing yet.

    Signals:
        span_chosen(span), area_chosen(area), month_wanted(first): Look elsewhere.
        settled(): The first screenful was painted; now there is time for more.
        more_wanted(): Older rows of the list, please.
        today_wanted(): Go to Today.
        export_wanted(), import_wanted(): Everything to a file, or from one.
        add_wanted(): Add a session afterwards.
        summary_wanted(): One page for a clinician.
        session_chosen(id), delete_wanted(id): Enter or a double click, and Delete, on a session.
        notice_answered(key): A button beside the notice was pressed.
    """

    span_chosen = Signal(str)
    area_chosen = Signal(str)
    month_wanted = Signal(object)
    settled = Signal()
    more_wanted = Signal()
    today_wanted = Signal()
    export_wanted = Signal()
    import_wanted = Signal()
    add_wanted = Signal()
    summary_wanted = Signal()
    session_chosen = Signal(object)
    delete_wanted = Signal(object)
    notice_answered = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "history_page")
        self._compact = False
        self._titled = ""
        self._offered: set[str] = set()
        self._overview: HistoryOverview | None = None
        self._nothing: HistoryNothing | None = None
        self.model = SessionModel(self)
        self.model.more_wanted.connect(self.more_wanted)
        self._list: HistoryList | None = None
        self._notice = NoticeLine(theme, "history_notice")
        self._notice.answered.connect(self.notice_answered)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self._foot = QVBoxLayout()
        self._foot.addWidget(self._notice)
        self._whole.addLayout(self._foot)
        self._fit()

    # What is shown -----------------------------------------------------------------------------

    def prepare(self, spans: Choices) -> None:
        """Build what will show the sessions; ``spans`` are the ways to look back."""
        if self._overview is None:
            self._overview = self._make_overview(spans)

    def show_view(self, view: HistoryView) -> None:
        """Show what the sessions add up to."""
        assert self._overview is not None, "It was not prepared."
        self._overview.show_view(view)
        if self._list is None or self._list.isHidden():
            self._put_up(self._overview)

    def show_finding(self, finding: FindingView) -> None:
        """Show what belongs to another area."""
        if self._overview is not None:
            self._overview.show_finding(finding)

    def show_more(self, view: MoreView) -> None:
        """Show what comes as one scrolls on."""
        if self._overview is None:
            return
        new = self._overview.more is None
        self._overview.show_more(view)
        if new and self._overview.more is not None:
            self._overview.more.month_wanted.connect(self.month_wanted)

    def show_month(self, month: date, today: date, days: Mapping[date, DaySaid]) -> None:
        """Show the sessions of a month, named by its first day."""
        if self._overview is not None and self._overview.more is not None:
            self._overview.more.show_month(month, today, days)

    def show_sessions(self, title: str, rows: list[SessionRow], *, more: bool) -> None:
        """The newest sessions; ``more`` says that older ones can be asked for."""
        self._titled = title
        if self._list is None:
            self.model.reset_rows(rows, more=more)
            return
        self._list.show_title(title)
        self._list.table.keep_place(lambda: self.model.reset_rows(rows, more=more))

    def show_nothing(self) -> None:
        """No session yet."""
        self.model.reset_rows([], more=False)
        self._show_nothing(self.tr("Nothing yet, and nothing owed"), "", empty=True)

    def show_trouble(self, sentence: str) -> None:
        """The sessions could not be read."""
        self.model.reset_rows([], more=False)
        self._show_nothing(self.tr("Not now"), sentence, empty=False)

    def show_notice(self, text: str, *answers: Answer, for_ms: int = 0) -> None:
        """One line with text buttons; gone after ``for_ms`` unless that is 0."""
        self._notice.show_notice(text, *answers, for_ms=for_ms)

    def clear_notice(self) -> None:
        """Nothing to say."""
        self._notice.clear()

    def offer(self, *names: str) -> None:
        """Show buttons whose signals somebody listens to: "import", "add", "summary"."""
        self._offered |= set(names)
        if self._nothing is not None:
            self._nothing.load.setVisible("import" in self._offered)
        if self._overview is not None:
            self._overview.load.setVisible("import" in self._offered)
            self._overview.summary.setVisible("summary" in self._offered)
        if self._list is not None:
            self._list.add.setVisible("add" in self._offered)

    def open_list(self) -> None:
        """Every session, instead of what they add up to."""
        if self._list is None:
            self._list = self._make_list()
        self._put_up(self._list)
        self._list.table.setFocus()

    def close_list(self) -> None:
        """Back to what they add up to."""
        if self._overview is not None:
            self._put_up(self._overview)
            self._overview.latest.setFocus()

    @property
    def area(self) -> str:
        """The chosen area; empty for all."""
        return "" if self._overview is None else self._overview.area

    # Sizes and looks ---------------------------------------------------------------------------

    def set_compact(self, *, compact: bool) -> None:
        """Cards under each other, without the layer."""
        self._compact = compact
        for face in (self._overview, self._list, self._nothing):
            if face is not None:
                face.set_compact(compact=compact)
        self._fit()

    def first_focus(self) -> QWidget:
        """The latest sessions, the list, or the way to Today; the page while it still reads."""
        if self._list is not None and not self._list.isHidden():
            return self._list.table
        if self._overview is not None and not self._overview.isHidden():
            return self._overview.latest
        go = None if self._nothing is None else self._nothing.go
        return self if go is None or not go.isVisibleTo(self) else go

    def _show_nothing(self, title: str, line: str, *, empty: bool) -> None:
        if self._nothing is None:
            made = self._nothing = HistoryNothing(self._theme)
            made.hide()
            self._whole.insertWidget(0, made, 1)
            made.today_wanted.connect(self.today_wanted)
            made.import_wanted.connect(self.import_wanted)
            made.set_compact(compact=self._compact)
            self.offer()
        self._nothing.show_words(title, line, empty=empty)
        self._put_up(self._nothing)

    def _make_overview(self, spans: Choices) -> "HistoryOverview":
        # QtCharts is loaded when there is something to show.
        from mattimer.ui.pages.history.history_overview import HistoryOverview  # noqa: PLC0415

        made = HistoryOverview(self._theme, spans)
        made.hide()
        self._whole.insertWidget(0, made, 1)
        made.span_chosen.connect(self.span_chosen)
        made.area_chosen.connect(self.area_chosen)
        made.import_wanted.connect(self.import_wanted)
        made.export_wanted.connect(self.export_wanted)
        made.summary_wanted.connect(self.summary_wanted)
        made.all_wanted.connect(self.open_list)
        made.settled.connect(self.settled)
        self._serve(made.latest)
        made.set_compact(compact=self._compact)
        self._overview = made
        self.offer()
        return made

    def _make_list(self) -> HistoryList:
        made = HistoryList(self._theme, self.model)
        made.hide()
        self._whole.insertWidget(0, made, 1)
        made.back_wanted.connect(self.close_list)
        made.add_wanted.connect(self.add_wanted)
        made.show_title(self._titled)
        self._serve(made.table)
        made.set_compact(compact=self._compact)
        self._list = made
        self.offer()
        return made

    def _serve(self, table: SessionTable) -> None:
        table.session_chosen.connect(self.session_chosen)
        table.delete_wanted.connect(self.delete_wanted)

    def _put_up(self, face: QWidget) -> None:
        waited = self.hasFocus()
        for other in (self._overview, self._list, self._nothing):
            if other is not None:
                other.setVisible(other is face)
        if waited:
            self.arrive()

    def _fit(self) -> None:
        margin = COMPACT_MARGIN if self._compact else MARGIN
        self._foot.setContentsMargins(margin, 0, margin, 0)
