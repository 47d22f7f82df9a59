"""Where the days of the plan stand: one row of them, or more where their numbers need the room."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF

from mattimer.ui.theme.tokens import DesignTokens

AXIS = (20, 15, 10, 5)
"""Minutes with a line of their own, from top to bottom."""

LEFT, RIGHT, TOP, FOOT, END = 34, 16, 14, 52, 12
NUMBER_GAP, LINE_GAP, WORD_GAP = 6, 16, 8
CAPSULE, LIT_COLUMN = 26, 52
CAPSULE_SHARE = 0.48


@dataclass(frozen=True, slots=True)
class PlanAxes:
    """Pure geometry in pixels; ``days`` of them stand in ``rows`` of equal height.

    Attributes:
        left: Room for the words of the axis.
        right, top, foot: Free beside and above the capsules, and for the numbers below them.
        least: The least height of a row.
    """

    width: float
    height: float
    days: int
    rows: int
    left: float
    right: float
    top: float
    foot: float
    least: float
    scale: float
    mirrored: bool

    @classmethod
    def of(
        cls,
        tokens: DesignTokens,
        size: tuple[float, float],
        days: tuple[str, ...],
        words: tuple[str, ...],
        *,
        mirrored: bool,
    ) -> "PlanAxes":
        """Laid out for the numbers of the days and the words of the axis."""
        width, height = size
        small = QFontMetricsF(tokens.font("chart"))
        word = max(small.horizontalAdvance(text) for text in words)
        left = max(float(tokens.px(LEFT)), word + tokens.px(WORD_GAP) + 2)
        right = float(tokens.px(RIGHT))
        strong = QFontMetricsF(tokens.font("strong"))
        number = max((strong.horizontalAdvance(text) for text in days), default=0.0)
        fit = max(1, int((width - left - right) / (number + tokens.px(NUMBER_GAP))))
        rows = -(-len(days) // fit) if days else 1
        top, foot = tokens.px(TOP), tokens.px(FOOT)
        lines = len(AXIS) * (small.height() + tokens.px(LINE_GAP))
        return cls(
            width=width,
            height=height,
            days=len(days),
            rows=rows,
            left=left,
            right=right,
            top=top,
            foot=foot,
            least=top + lines + foot,
            scale=tokens.text_scale,
            mirrored=mirrored,
        )

    @property
    def in_row(self) -> int:
        """Days in a row."""
        return max(1, -(-self.days // self.rows))

    @property
    def row_height(self) -> float:
        """Height of a row with its numbers."""
        return self.height / self.rows

    @property
    def step(self) -> float:
        """From one day to the next."""
        return (self.width - self.left - self.right) / self.in_row

    @property
    def capsule(self) -> float:
        """Width of a capsule."""
        return min(CAPSULE * self.scale, self.step * CAPSULE_SHARE)

    @property
    def column(self) -> float:
        """Width of the lit column."""
        return min(LIT_COLUMN * self.scale, self.step)

    def row_of(self, day: int) -> int:
        """The row in which a day stands, from 0; days count from 1."""
        return (day - 1) // self.in_row

    def x(self, day: int) -> float:
        """Where a day's middle stands."""
        return self.turned(self.left + self.step * ((day - 1) % self.in_row + 0.5))

    def y(self, row: int, minutes: float) -> float:
        """At which height so many minutes stand in a row."""
        high = self.row_height - self.top - self.foot
        return row * self.row_height + self.top + (AXIS[0] - minutes) / AXIS[0] * high

    def capsule_of(self, day: int, low: float, high: float) -> QRectF:
        """The range of a day."""
        row, width = self.row_of(day), self.capsule
        top, bottom = self.y(row, high), self.y(row, low)
        return QRectF(self.x(day) - width / 2, top, width, bottom - top)

    def column_of(self, day: int) -> QRectF:
        """All that belongs to a day, its number included."""
        width, end = self.column, END * self.scale
        top = self.row_of(day) * self.row_height
        return QRectF(self.x(day) - width / 2, top, width, self.row_height - end)

    def turned(self, x: float) -> float:
        """A place counted from where the text begins."""
        return self.width - x if self.mirrored else x
