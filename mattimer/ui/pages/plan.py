"""Plan: fourteen short sessions, and where one is."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from mattimer.ui.look import Look
from mattimer.ui.pages.page import COMPACT_MARGIN, MARGIN, Page
from mattimer.ui.widgets.button import Button, Kind
from mattimer.ui.widgets.card import Card
from mattimer.ui.widgets.hairline import Hairline
from mattimer.ui.widgets.label import Label
from mattimer.ui.widgets.plan_chart import PlanChart, PlanDay
from mattimer.ui.widgets.scrolling import scrolling


@dataclass(frozen=True, slots=True)
class PlanBand:
    """Days that belong together, in words."""

    name: str
    days: str
    line: str
    length: int
    current: bool


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


class BandBlock(QWidget):
    """One band under the chart: a rule, a name, its days and its line."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._rule = Hairline(look, thickness=3)
        self._name = Label(look, "strong", wrap=True)
        self._days = Label(look, "caption", "text2", wrap=True)
        self._line = Label(look, "caption", "text2", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self._rule)
        column.addSpacing(9)
        for label in (self._name, self._days, self._line):
            column.addWidget(label)
        column.addStretch(1)

    def show_band(self, band: PlanBand) -> None:
        """Show another band; the current one is warm."""
        self._name.setText(band.name)
        self._days.setText(band.days)
        self._line.setText(band.line)
        self._rule.set_color("accent" if band.current else "hair")
        self._days.set_color("accent_text" if band.current else "text2")


class PlanPage(Page):
    """The starter plan.

    Signals:
        start_wanted(), repeat_wanted(), manage_wanted(): The three buttons.
    """

    start_wanted = Signal()
    repeat_wanted = Signal()
    manage_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, "plan_page")
        self._caption = Label(look, "caption", "text2")
        self._title = Label(look, "title")
        self._title.setObjectName("plan_title")
        self._line = Label(look, "lead", "text2", wrap=True)
        self._manage = Button(look, Kind.LINK, "plan_manage", "")
        self._manage.clicked.connect(self.manage_wanted)
        self.chart = PlanChart(look)
        self._blocks = [BandBlock(look) for _ in range(4)]
        self._next = Label(look, "section", wrap=True)
        self._after = Label(look, "lead", "text2", wrap=True)
        self._repeat = Button(look, Kind.PLAIN, "plan_repeat", "")
        self._repeat.clicked.connect(self.repeat_wanted)
        self._start = Button(look, Kind.PRIMARY, "plan_start", "", icon="play")
        self._start.clicked.connect(self.start_wanted)
        self._compact = False
        self._lengths: list[int] = []
        self._bands = QGridLayout()
        self._bands.setHorizontalSpacing(12)
        self._bands.setVerticalSpacing(14)
        self._lay_out()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        for label in (self._caption, self._title, self._line):
            words.addWidget(label)
        head = QHBoxLayout()
        head.addLayout(words, 1)
        head.addWidget(self._manage)
        card = Card(self.look)
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(self._next)
        said.addWidget(self._after)
        row = QHBoxLayout(card)
        row.setContentsMargins(24, 18, 22, 18)
        row.setSpacing(20)
        row.addLayout(said, 1)
        row.addWidget(self._repeat)
        row.addWidget(self._start)
        inner = QWidget()
        inner.setObjectName("plan_inner")
        self._frame = QVBoxLayout(inner)
        self._frame.setSpacing(0)
        self._frame.addLayout(head)
        self._frame.addSpacing(34)
        self._frame.addWidget(self.chart, 1)
        self._frame.addLayout(self._bands)
        self._frame.addSpacing(34)
        self._frame.addWidget(card)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(inner, self.look))
        self.set_compact(compact=False)

    def set_compact(self, *, compact: bool) -> None:
        """Bands two by two."""
        margin = COMPACT_MARGIN if compact else MARGIN
        self._frame.setContentsMargins(margin, margin - 6, margin, margin - 4)
        self._bands.setContentsMargins(0 if compact else 34, 0, 0, 0)
        for index, block in enumerate(self._blocks):
            columns = 2 if compact else len(self._blocks)
            self._bands.addWidget(block, index // columns, index % columns)
        self._compact = compact
        self._share_width()

    def first_focus(self) -> QWidget:
        """The filled button."""
        return self._start

    def show_plan(self, view: PlanView) -> None:
        """Show another state of the plan."""
        self._caption.setText(view.caption)
        self._title.setText(view.title)
        self._line.setText(view.line)
        self.chart.show_days(view.days)
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
        self._lengths = [band.length for band in bands]
        self._share_width()

    def _share_width(self) -> None:
        """Four bands share the width by their days; two by two they share it evenly."""
        shares = [1, 1, 0, 0] if self._compact else self._lengths
        for column, share in enumerate(shares):
            self._bands.setColumnStretch(column, share)
