"""Names with their figures, each over a line that shows how much: areas, and why sessions stop."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mattimer.ui.charts.number_line import NumberLine
from mattimer.ui.controls.label import Label
from mattimer.ui.controls.painted import ThemedWidget
from mattimer.ui.layouts.beside_layout import BesideLayout, LineShape
from mattimer.ui.pages.history.ratings_label import RatingsLabel
from mattimer.ui.theme.theme import Theme
from mattimer.ui.wording import in_figures

GAP, LINE_GAP, LEAST_NAME = 10, 4, 80


@dataclass(frozen=True, slots=True)
class LineRow:
    """One row.

    Attributes:
        name: What it is about.
        words: What stands at its end where there is no pair.
        figures: Before and after as they are read; with them, ``pair`` as they are drawn.
        pair: Before and after, 1 to 10.
        share: A length from 0 to 1, drawn where there is no pair.
        lined: Whether there is a line at all.
    """

    name: str
    words: str = ""
    figures: tuple[str, str] | None = None
    pair: tuple[float, float] | None = None
    share: float = 0.0
    lined: bool = True


class LineBlock(ThemedWidget, QWidget):
    """A name, its figures and the line under both."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._name = Label(theme, "body", wrap=True)
        self._name.prefer_one_line()
        self._figures = RatingsLabel(theme)
        self._line = NumberLine(theme)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        head = BesideLayout(theme, LineShape(gap=8, below=0, least=LEAST_NAME))
        head.addWidget(self._name)
        head.addWidget(self._figures)
        self._column.addLayout(head)
        self._column.addWidget(self._line)
        self._dress()

    def show_row(self, row: LineRow) -> None:
        """Show another row."""
        self._name.setText(row.name)
        if row.figures is None:
            self._figures.show_words(row.words)
        else:
            self._figures.show_pair(*row.figures)
        self._name.set_color("text" if row.lined else "text2")
        self._line.setVisible(row.lined)
        if row.pair is None:
            self._line.show_share(row.share)
        else:
            self._line.show_pair(row.pair)

    def _dress(self) -> None:
        self._column.setSpacing(self._tokens.px(LINE_GAP))


class LinesList(ThemedWidget, QWidget):
    """As many rows as there are; below them the ends of the scale, if it has any."""

    def __init__(self, theme: Theme, name: str, *, ends: tuple[int, int] | None = None) -> None:
        super().__init__(theme)
        self._blocks: list[LineBlock] = []
        self._ends = [Label(theme, "chart", "text2", in_figures(end)) for end in ends or ()]
        self.setObjectName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        if self._ends:
            foot = QHBoxLayout()
            foot.addWidget(self._ends[0])
            foot.addStretch(1)
            foot.addWidget(self._ends[1], 0, Qt.AlignmentFlag.AlignTrailing)
            self._column.addLayout(foot)
        self._column.addStretch(1)
        self._dress()

    def show_rows(self, rows: Sequence[LineRow]) -> None:
        """Show other rows."""
        for number in range(len(self._blocks), len(rows)):
            block = LineBlock(self._theme)
            self._column.insertWidget(number, block)
            self._blocks.append(block)
        for block, row in zip(self._blocks, rows, strict=False):
            block.show_row(row)
        for number, block in enumerate(self._blocks):
            block.setVisible(number < len(rows))

    def _dress(self) -> None:
        self._column.setSpacing(self._tokens.px(GAP))
