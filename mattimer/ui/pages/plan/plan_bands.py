"""The bands of the plan under its chart: each under its days, two by two, or one by one."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mattimer.ui.controls.card import Hairline
from mattimer.ui.controls.label import Label
from mattimer.ui.controls.painted import ThemedWidget
from mattimer.ui.layouts.columns_layout import Columns, Items, Span
from mattimer.ui.pages.plan.plan_chart import PlanChart
from mattimer.ui.theme.theme import Theme

RULE = 3
GAP, LINE_GAP, RULE_GAP = 8, 3, 12
ROW_GAP = 18
PAIR_LEAST = 180


@dataclass(frozen=True, slots=True)
class PlanBand:
    """Days that belong together, in words."""

    name: str
    days: str
    line: str
    length: int
    current: bool


class BandBlock(ThemedWidget, QWidget):
    """One band under the chart: a rule, a name, its days and its line."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._rule = Hairline(theme, thickness=RULE)
        self._name = Label(theme, "strong", wrap=True)
        self._days = Label(theme, "caption", "text2", wrap=True)
        self._line = Label(theme, "caption", "text2", wrap=True)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._rule)
        for label in (self._name, self._days, self._line):
            label.yield_height()
            column.addWidget(label)
        column.addStretch(1)
        self._dress()

    def show_band(self, band: PlanBand) -> None:
        """Show another band; the current one is warm."""
        self._name.setText(band.name)
        self._days.setText(band.days)
        self._line.setText(band.line)
        self._rule.set_color("accent" if band.current else "hair")
        self._days.set_color("accent_text" if band.current else "text2")

    def _dress(self) -> None:
        tokens = self._tokens
        self._name.setContentsMargins(0, tokens.px(RULE_GAP - LINE_GAP), 0, 0)
        self._column.setSpacing(tokens.px(LINE_GAP))


class BandColumns(Columns):
    """Under their days in the chart where there is room, else two by two or one by one."""

    def __init__(self, theme: Theme, chart: PlanChart) -> None:
        super().__init__(2 * GAP, ROW_GAP, theme)
        self._chart = chart
        self.lengths: Sequence[int] = ()
        """How many days each band has."""

        self.compact = False
        """Whether four never stand in a row."""

    def wished(self, items: Items) -> QSize:
        """As for its narrowest."""
        return self.least(items)

    def spans(self, items: Items, room: int) -> list[Span]:
        """The columns of every row."""
        under = [] if self.compact else self._under_days(room)
        least = self.least(items).width()
        if under and all(width >= least for _, width in under):
            return under
        columns = 2 if room >= 2 * max(least, self._px(PAIR_LEAST)) + self.gap else 1
        return self.side_by_side([(room - self.gap * (columns - 1)) // columns] * columns)

    def _under_days(self, room: int) -> list[Span]:
        """One row as the chart has it; nothing where the chart has more."""
        axes, spans, day = self._chart.axes_in(room, 0), [], 0
        if axes.rows > 1:
            return []
        inset = GAP / 2 * axes.scale
        for length in self.lengths:
            left, wide = axes.left + axes.step * day, axes.step * length
            spans.append((round(left + inset), round(wide - 2 * inset)))
            day += length
        return spans
