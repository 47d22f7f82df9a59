"""One text of the guide, and its line in the list."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy

from mattimer.ui.controls.choice import Choice
from mattimer.ui.pages.guide.caution_bars import caution_width, paint_caution
from mattimer.ui.pages.guide.guide_blocks import Block, words_of
from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import DesignTokens

HEIGHT, SIDE, GAP, ABOVE = 40, 14, 8, 8
TALL = 1000


@dataclass(frozen=True, slots=True)
class GuideEntry:
    """One text of the guide.

    Attributes:
        key: Its id.
        title: As in the list and above the text.
        intro: The first lines.
        blocks: What follows.
        area: The area the figure shows; empty for topics.
        caution: 1 to 3 for areas, 0 for topics.
        action: Label of a button under the text, empty without one.
        more: Words of the tool under the text, for the search.
    """

    key: str
    title: str
    intro: str
    blocks: tuple[Block, ...]
    area: str = ""
    caution: int = 0
    action: str = ""
    more: str = ""

    def speaks_of(self, words: str) -> bool:
        """Whether every word looked for stands in it."""
        text = " ".join((self.title, self.intro, *map(words_of, self.blocks), self.more)).casefold()
        return all(word in text for word in words.casefold().split())


class GuideItem(Choice):
    """One line of the list; areas show their caution."""

    focus_corner = "button"

    def __init__(self, theme: Theme, entry: GuideEntry) -> None:
        super().__init__(theme, f"guide_{entry.key}", entry.title)
        self.entry = entry
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """One line."""
        width = self._metrics.horizontalAdvance(self.text()) + 2 + self._beside
        return QSize(width, self._tokens.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """The longest word; the others go below it."""
        widest = max(map(self._metrics.horizontalAdvance, self.text().split()), default=0)
        return QSize(widest + 2 + self._beside, self._tokens.px(HEIGHT))

    def heightForWidth(self, width: int) -> int:
        """As many lines as the name needs."""
        box = QRect(0, 0, max(1, width - self._beside), TALL)
        words = self._metrics.boundingRect(box, int(Qt.TextFlag.TextWordWrap), self.text())
        tokens = self._tokens
        return max(tokens.px(HEIGHT), words.height() + 2 * tokens.px(ABOVE))

    def _paint(self, painter: QPainter, tokens: DesignTokens) -> None:
        chosen = self.isChecked()
        painter.setLayoutDirection(self.layoutDirection())
        if chosen:
            painter.setPen(tokens.color("hair") if tokens.contrast else Qt.PenStyle.NoPen)
            painter.setBrush(tokens.color("raised"))
            radius = tokens.radius("button")
            box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(box, radius, radius)
        mirrored = self._mirrored
        painter.setFont(tokens.font("strong" if chosen else "body"))
        painter.setPen(tokens.color("text" if chosen or self.hovered else "text2"))
        start, end = tokens.px(SIDE), self._beside - tokens.px(SIDE)
        left, right = (end, start) if mirrored else (start, end)
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        words = self.rect().adjusted(left, 0, -right, 0)
        painter.drawText(words, int(align | Qt.TextFlag.TextWordWrap), self.text())
        if self.entry.caution:
            width, side = caution_width(self._theme), tokens.px(SIDE)
            x = side if mirrored else self.width() - side - width
            bars = QRectF(QPointF(x, 0), QPointF(x + width, self.height()))
            paint_caution(painter, self._theme, bars, self.entry.caution, warm=chosen)

    @property
    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self._tokens.font("strong"))

    @property
    def _beside(self) -> int:
        """All that is not name."""
        tokens = self._tokens
        bars = round(caution_width(self._theme)) + tokens.px(GAP) if self.entry.caution else 0
        return 2 * tokens.px(SIDE) + bars
