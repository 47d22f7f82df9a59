"""The bands of the plan under its chart: each under its days, two by two, or one by one."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayoutItem, QVBoxLayout, QWidget

from mattimer.ui.controls.card import Hairline
from mattimer.ui.controls.label import Label
from mattimer.ui.controls.painted import ThemedWidget
from mattimer.ui.layouts.item_layout import ItemLayout
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


class BandsLayout(ItemLayout):
    """Where there is room, a band stands under its days in the chart."""

    def __init__(self, theme: Theme, chart: PlanChart) -> None:
        super().__init__()
        self._theme = theme
        self._chart = chart
        self._lengths: list[int] = []
        self._compact = False
        self.setContentsMargins(0, 0, 0, 0)

    def set_lengths(self, lengths: Sequence[int]) -> None:
        """How many days each band has."""
        self._lengths = list(lengths)
        self.invalidate()

    def set_compact(self, *, compact: bool) -> None:
        """Two by two, even where four would fit."""
        self._compact = compact
        self.invalidate()

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        """As wide as there is room."""
        return Qt.Orientation.Horizontal

    def sizeHint(self) -> QSize:
        """As for its narrowest."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802
        """One by one."""
        return QSize(max((item.minimumSize().width() for item in self._items), default=0), 0)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        top, gap = 0, self._theme.tokens.px(ROW_GAP)
        for row in self._rows(rect.width()):
            high = max(item.heightForWidth(width) for item, _left, width in row)
            for item, left, width in row:
                if move:
                    self._place(item, rect, QPoint(left, top), QSize(width, high))
            top += high + gap
        return max(0, top - gap)

    def _rows(self, width: int) -> list[list[tuple[QLayoutItem, int, int]]]:
        """Each band with its left side and width, row after row."""
        under = self._under_days(width)
        if under and not self._compact:
            return [under]
        least = max((item.minimumSize().width() for item in self._items), default=0)
        gap = self._theme.tokens.px(2 * GAP)
        least = max(least, self._theme.tokens.px(PAIR_LEAST))
        columns = 2 if width >= 2 * least + gap else 1
        each = (width - gap * (columns - 1)) // columns
        cells = [
            (item, index % columns * (each + gap), each) for index, item in enumerate(self._items)
        ]
        return [cells[at : at + columns] for at in range(0, len(cells), columns)]

    def _under_days(self, width: int) -> list[tuple[QLayoutItem, int, int]]:
        """One row as the chart has it; nothing where the chart has more, or a name has no room."""
        axes, cells, day = self._chart.axes_in(width, 0), [], 0
        if axes.rows > 1 or not self._lengths:
            return []
        for item, length in zip(self._items, self._lengths, strict=False):
            left, wide = axes.left + axes.step * day, axes.step * length
            inset = GAP / 2 * axes.scale
            cells.append((item, round(left + inset), round(wide - 2 * inset)))
            day += length
        fits = all(wide >= item.minimumSize().width() for item, _left, wide in cells)
        return cells if fits else []

    def _place(self, item: QLayoutItem, rect: QRect, at: QPoint, size: QSize) -> None:
        parent = self.parentWidget()
        left = at.x()
        if parent is not None and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            left = rect.width() - left - size.width()
        item.setGeometry(QRect(rect.topLeft() + QPoint(left, at.y()), size))
