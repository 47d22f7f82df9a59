"""What the sessions add up to: the finding in words, its chart, the areas, the latest sessions.

Imports QtCharts, so it is itself imported when there is something to show.
"""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mattimer.limits import TIGHTNESS_HIGHEST, TIGHTNESS_LOWEST
from mattimer.ui.charts.figures_card import FiguresCard
from mattimer.ui.charts.legend import Legend, Swatch
from mattimer.ui.charts.tightness_chart import TightnessChart
from mattimer.ui.controls.button import Button, ButtonKind
from mattimer.ui.controls.card import Card
from mattimer.ui.controls.combo import Choices, TitleCombo
from mattimer.ui.controls.label import Label, Paragraphs
from mattimer.ui.controls.painted import ThemedWidget
from mattimer.ui.controls.scrolling import PageScroll, Scrolled
from mattimer.ui.layouts.beside_layout import BesideLayout, LineShape
from mattimer.ui.layouts.columns_layout import CardColumns, ColumnsLayout
from mattimer.ui.layouts.flow_layout import FlowLayout
from mattimer.ui.page import COMPACT_MARGIN, MARGIN
from mattimer.ui.pages.history.count_label import CountLabel
from mattimer.ui.pages.history.history_more import HistoryMore
from mattimer.ui.pages.history.history_view import (
    ColumnsView,
    FindingView,
    HistoryView,
    ListView,
    MoreView,
)
from mattimer.ui.pages.history.lines_list import LinesList
from mattimer.ui.pages.history.session_model import SessionModel
from mattimer.ui.pages.history.session_table import SessionTable
from mattimer.ui.theme.theme import Theme

COUNTS, COUNTS_APART = 3, 44
AREAS_WIDTH, CHART_LEAST = 288, 400
GAP = 16


class HistoryOverview(ThemedWidget, QWidget):
    """The page as it scrolls.

    Signals:
        span_chosen(span), area_chosen(area): The person chose; an empty area is all of them.
        import_wanted(), export_wanted(), summary_wanted(), all_wanted(): Buttons.
        settled(): What was shown has been painted; now there is time for more.
    """

    span_chosen = Signal(str)
    area_chosen = Signal(str)
    import_wanted = Signal()
    export_wanted = Signal()
    summary_wanted = Signal()
    all_wanted = Signal()
    settled = Signal()

    def __init__(self, theme: Theme, spans: Choices) -> None:
        super().__init__(theme)
        self._compact = False
        self._fresh = False
        self._spans = spans
        self._changes: ColumnsView | None = None
        self.more: HistoryMore | None = None
        self._make_head()
        self._make_cards()
        self._make_latest()
        self._lay_out()
        self._dress()

    def _make_head(self) -> None:
        theme = self._theme
        self._span = TitleCombo(
            theme,
            "history_span",
            self.tr("How far back"),
            self._spans,
            role="caption",
            color="text2",
        )
        self._span.activated.connect(lambda: self.span_chosen.emit(self._span.currentData()))
        self._title = Label(theme, "title", wrap=True)
        self._title.setObjectName("history_title")
        self._line = Label(theme, "lead", "text2", wrap=True)
        self._line.setObjectName("history_line")
        self.load = Button(theme, ButtonKind.PLAIN, "import", self.tr("Import"), icon="import")
        self.load.clicked.connect(self.import_wanted)
        self.load.hide()
        self._export = Button(theme, ButtonKind.PLAIN, "export", self.tr("Export"), icon="export")
        self._export.clicked.connect(self.export_wanted)
        for button in (self.load, self._export):
            button.fold()
        self._counts = [CountLabel(theme, f"history_count_{at + 1}") for at in range(COUNTS)]

    def _make_cards(self) -> None:
        theme = self._theme
        self._area = TitleCombo(
            theme, "history_area", self.tr("Area"), (("", ""),), role="strong", color="text"
        )
        self._area.activated.connect(lambda: self.area_chosen.emit(self._area.currentData()))
        self._legend = Legend(
            theme,
            (Swatch.BEFORE, self.tr("before")),
            (Swatch.AFTER, self.tr("after")),
            (Swatch.NOISE, self.tr("noise")),
        )
        self._chart = TightnessChart(theme)
        week, before, after = self.tr("Week"), self.tr("Before"), self.tr("After")
        sessions, minutes = self.tr("Sessions"), self.tr("Minutes")
        self.tightness = FiguresCard(
            theme,
            "tightness",
            title=self._area,
            picture=self._chart,
            heads=(week, before, after, sessions),
            legend=self._legend,
        )
        self._areas = LinesList(theme, "area_medians", ends=(TIGHTNESS_LOWEST, TIGHTNESS_HIGHEST))
        self.by_area = FiguresCard(
            theme,
            "by_area",
            title=self.tr("By area"),
            picture=self._areas,
            heads=(self.tr("Area"), before, after, sessions, minutes),
        )

    def _make_latest(self) -> None:
        theme = self._theme
        self._model = SessionModel(self)
        self.latest = SessionTable(theme, self._model, "latest_sessions", whole=True)
        self.latest.setAccessibleName(self.tr("Latest sessions"))
        self._all = Button(theme, ButtonKind.LINK, "all_sessions", "", icon="chevron-forward")
        self._all.clicked.connect(self.all_wanted)
        self.summary = Button(
            theme, ButtonKind.LINK, "clinician_page", self.tr("One page for a clinician")
        )
        self.summary.clicked.connect(self.summary_wanted)
        self.summary.hide()
        for button in (self._all, self.summary):
            button.fold()
        self._kept = Label(theme, "caption", "text2", wrap=True)
        self._kept.setObjectName("history_kept")
        self._kept.prefer_one_line()

    def _lay_out(self) -> None:
        theme = self._theme
        self._words = Paragraphs(self._title, self._line)
        words = QWidget()
        self._head_words = QVBoxLayout(words)
        self._head_words.setContentsMargins(0, 0, 0, 0)
        self._head_words.setSpacing(0)
        self._head_words.addWidget(self._span, 0, Qt.AlignmentFlag.AlignLeading)
        self._head_words.addWidget(self._words)
        head = BesideLayout(theme, LineShape(gap=10))
        for widget in (words, self.load, self._export):
            head.addWidget(widget)
        counts = FlowLayout(COUNTS_APART, row_gap=6)
        for count in self._counts:
            counts.addWidget(count)
        self._cards = ColumnsLayout(
            CardColumns(theme, GAP, wished=(AREAS_WIDTH,), least=CHART_LEAST)
        )
        for card in (self.tightness, self.by_area):
            self._cards.addWidget(card)
        latest = Card(theme)
        around = QVBoxLayout(latest)
        around.setContentsMargins(12, 4, 12, 8)
        around.addWidget(self.latest)
        foot = BesideLayout(theme, LineShape(gap=24))
        for widget in (self._all, self.summary, self._kept):
            foot.addWidget(widget)
        inner = Scrolled("history_inner")
        self._frame = QVBoxLayout(inner)
        self._frame.setSpacing(0)
        for part, above in ((head, 0), (counts, 26), (self._cards, 22), (None, GAP), (foot, 12)):
            self._frame.addSpacing(above)
            if part is None:
                self._frame.addWidget(latest)
            else:
                self._frame.addLayout(part)
        self._frame.addStretch(1)
        inner.installEventFilter(self)
        self._scroll = PageScroll(inner, theme)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)

    # What is shown -----------------------------------------------------------------------------

    def show_view(self, view: HistoryView) -> None:
        """Show the first screenful."""
        self._fresh = True
        self._span.show_value(view.span)
        self._area.offer(view.areas)
        self._area.show_value(view.area)
        for label, count in zip(self._counts, view.counts, strict=True):
            label.show_count(*count)
        self._show_areas(view.by_area)
        self._model.reset_rows(list(view.latest), more=False)
        self._all.set_words(view.all)
        self._kept.setText(view.kept)
        self.show_finding(view.finding)

    def show_finding(self, finding: FindingView) -> None:
        """Show what belongs to another area."""
        self._title.setText(finding.title)
        self._line.setText(finding.line)
        self._line.setVisible(bool(finding.line))
        view = finding.tightness
        self._chart.show_marks(view.marks, view.noise)
        self._chart.show_words(view.words)
        self._legend.show_part(Swatch.NOISE, shown=view.noise is not None)
        self.tightness.show_note(view.note)
        self.tightness.describe(view.figures.name, view.figures.rows, view.figures.heads)
        self._changes = finding.changes
        if self.more is not None:
            self.more.show_changes(finding.changes)

    def show_more(self, view: MoreView) -> None:
        """Show what comes as one scrolls on; built when it is first wanted."""
        if self.more is None:
            self.more = HistoryMore(self._theme)
            self.more.set_compact(compact=self._compact)
            self._frame.insertSpacing(self._frame.count() - 1, 20)
            self._frame.insertWidget(self._frame.count() - 1, self.more)
        self.more.show_view(view)
        if self._changes is not None:
            self.more.show_changes(self._changes)

    def _show_areas(self, view: ListView) -> None:
        self._areas.show_rows(view.rows)
        self.by_area.describe(view.figures.name, view.figures.rows)

    @property
    def area(self) -> str:
        """The chosen area; empty for all."""
        return str(self._area.currentData() or "")

    # Sizes and looks ---------------------------------------------------------------------------

    def set_compact(self, *, compact: bool) -> None:
        """Cards under each other, no layer."""
        self._compact = compact
        self.latest.set_compact(compact=compact)
        self._cards.set_stacked(stacked=compact)
        if self.more is not None:
            self.more.set_compact(compact=compact)
        self._dress()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The turn after the first paint of what is new there is time for the rest."""
        if event.type() == QEvent.Type.Paint and self._fresh:
            self._fresh = False
            QTimer.singleShot(0, self, self.settled.emit)
        return super().eventFilter(watched, event)

    def _dress(self) -> None:
        tokens = self._tokens
        margin = COMPACT_MARGIN if self._compact else MARGIN
        self._frame.setContentsMargins(margin, margin - 12, margin, margin - 24)
        self._words.set_gap(tokens.px(2))
