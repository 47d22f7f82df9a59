"""Plan: fourteen short sessions, and where one is."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mattimer.ui.controls.button import Button, ButtonKind
from mattimer.ui.controls.card import Card
from mattimer.ui.controls.label import Label, Paragraphs
from mattimer.ui.controls.scrolling import scrolling
from mattimer.ui.layouts.beside_layout import BesideLayout
from mattimer.ui.layouts.columns_layout import ColumnsLayout
from mattimer.ui.page import COMPACT_MARGIN, MARGIN, Page
from mattimer.ui.pages.plan.plan_bands import BandBlock, BandColumns, PlanBand
from mattimer.ui.pages.plan.plan_chart import PlanChart
from mattimer.ui.pages.plan.plan_day import PlanDay
from mattimer.ui.theme.theme import Theme

SPACE, SIDE = 34, 24


@dataclass(frozen=True, slots=True)
class PlanView:
    """What the page shows. Texts are ready to read; an empty label hides its button.

    Attributes:
        caption: "Starter plan, 5 of 14 done".
        title: "Fourteen short sessions".
        line: What a missed day means.
        days: All days.
        bands: The four bands.
        next: "Next: day 6, upper back, 10 minutes".
        after: The line under it.
        repeat: Label of the quiet button.
        start: Label of the filled button.
        manage: Label of the link that pauses, resumes or begins again.
    """

    caption: str
    title: str
    line: str
    days: tuple[PlanDay, ...]
    bands: tuple[PlanBand, ...]
    next: str
    after: str
    repeat: str
    start: str
    manage: str


class PlanPage(Page):
    """The starter plan.

    Signals:
        start_wanted(), repeat_wanted(), manage_wanted(): The three buttons.
    """

    start_wanted = Signal()
    repeat_wanted = Signal()
    manage_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "plan_page")
        self._compact = False
        self._caption = Label(theme, "caption", "text2", wrap=True)
        self._title = Label(theme, "title", wrap=True)
        self._title.setObjectName("plan_title")
        self._line = Label(theme, "lead", "text2", wrap=True)
        self._manage = Button(theme, ButtonKind.LINK, "plan_manage", "")
        self._manage.clicked.connect(self.manage_wanted)
        self.chart = PlanChart(theme)
        self._blocks = [BandBlock(theme) for _ in range(4)]
        self._next = Label(theme, "section", wrap=True)
        self._after = Label(theme, "lead", "text2", wrap=True)
        self._repeat = Button(theme, ButtonKind.ON_CARD, "plan_repeat", "")
        self._repeat.clicked.connect(self.repeat_wanted)
        self._start = Button(theme, ButtonKind.PRIMARY, "plan_start", "", icon="play")
        self._start.clicked.connect(self.start_wanted)
        for button in (self._manage, self._repeat, self._start):
            button.fold()
        self._lay_out()
        self._fit()

    def _lay_out(self) -> None:
        theme = self._theme
        self._words = Paragraphs(self._caption, self._title, self._line)
        head = BesideLayout(theme)
        head.addWidget(self._words)
        head.addWidget(self._manage)
        self._said = Paragraphs(self._next, self._after)
        row = BesideLayout(theme)
        for widget in (self._said, self._repeat, self._start):
            row.addWidget(widget)
        card = Card(theme)
        self._card = QVBoxLayout(card)
        self._card.addLayout(row)
        self._band_columns = BandColumns(theme, self.chart)
        self._bands = ColumnsLayout(self._band_columns)
        for block in self._blocks:
            self._bands.addWidget(block)
        inner = QWidget()
        inner.setObjectName("plan_inner")
        self._frame = QVBoxLayout(inner)
        self._frame.setSpacing(0)
        self._frame.addLayout(head)
        self._frame.addSpacing(SPACE)
        self._frame.addWidget(self.chart, 1)
        self._frame.addLayout(self._bands)
        self._frame.addSpacing(SPACE)
        self._frame.addWidget(card)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(inner, theme))

    def set_compact(self, *, compact: bool) -> None:
        """Bands two by two."""
        self._compact = compact
        self._band_columns.compact = compact
        self._bands.invalidate()
        self._fit()

    def _fit(self) -> None:
        tokens = self._tokens
        margin = COMPACT_MARGIN if self._compact else MARGIN
        self._frame.setContentsMargins(margin, margin - 6, margin, margin - 4)
        side, above = SIDE if self._compact else tokens.px(SIDE), tokens.px(18)
        self._card.setContentsMargins(side, above, side, above)
        for words in (self._words, self._said):
            words.set_gap(tokens.px(2))

    def first_focus(self) -> QWidget:
        """The filled button."""
        return self._start

    def show_plan(self, view: PlanView) -> None:
        """Show another state of the plan."""
        self._caption.setText(view.caption)
        self._title.setText(view.title)
        self._line.setText(view.line)
        self.chart.show_days(view.days)
        order = (self._manage, *self.chart.faces, self._repeat, self._start)
        for before, after in pairwise(order):
            self.setTabOrder(before, after)
        self._show_bands(view.bands)
        self._next.setText(view.next)
        self._after.setText(view.after)
        for button, words in (
            (self._repeat, view.repeat),
            (self._start, view.start),
            (self._manage, view.manage),
        ):
            button.set_words(words)
            button.setVisible(bool(words))

    def show_trouble(self, sentences: Sequence[str]) -> None:
        """The plan cannot be read."""
        self._title.setText(self.tr("Not now"))
        self._line.setText(" ".join(sentences))
        for button in (self._repeat, self._start, self._manage):
            button.hide()

    def _show_bands(self, bands: Sequence[PlanBand]) -> None:
        for block, band in zip(self._blocks, bands, strict=False):
            block.show_band(band)
        self._band_columns.lengths = [band.length for band in bands]
        self._bands.invalidate()
