"""One text of the guide, and its line in the list."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from mattimer.ui.look import Look
from mattimer.ui.widgets.caution_bars import caution_width, paint_caution
from mattimer.ui.widgets.choice import Choice
from mattimer.ui.widgets.guide_blocks import Block, words_of

HEIGHT, SIDE, GAP, ABOVE = 40, 14, 8, 8
TALL = 1000


@dataclass(frozen=True, slots=True)
class Entry:
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

    def __init__(self, look: Look, entry: Entry) -> None:
        super().__init__(look, f"guide_{entry.key}", entry.title)
        self.entry = entry
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setProperty("ring_radius", look.theme.radius("button"))

    def sizeHint(self) -> QSize:
        """One line."""
        width = self._metrics.horizontalAdvance(self.text()) + 2 + self._beside
        return QSize(width, self._look.theme.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """The longest word; the others go below it."""
        widest = max(map(self._metrics.horizontalAdvance, self.text().split()), default=0)
        return QSize(widest + 2 + self._beside, self._look.theme.px(HEIGHT))

    def heightForWidth(self, width: int) -> int:
        """As many lines as the name needs."""
        box = QRect(0, 0, max(1, width - self._beside), TALL)
        words = self._metrics.boundingRect(box, int(Qt.TextFlag.TextWordWrap), self.text())
        theme = self._look.theme
        return max(theme.px(HEIGHT), words.height() + 2 * theme.px(ABOVE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, name and bars."""
        theme, chosen = self._look.theme, self.isChecked()
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(theme.color("hair") if theme.contrast else Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("raised"))
            radius = theme.radius("button")
            box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(box, radius, radius)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        painter.setFont(theme.font("strong" if chosen else "body"))
        painter.setPen(theme.color("text" if chosen or self.hovered else "text2"))
        start, end = theme.px(SIDE), self._beside - theme.px(SIDE)
        left, right = (end, start) if mirrored else (start, end)
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        words = self.rect().adjusted(left, 0, -right, 0)
        painter.drawText(words, int(align | Qt.TextFlag.TextWordWrap), self.text())
        if self.entry.caution:
            width, side = caution_width(self._look), theme.px(SIDE)
            x = side if mirrored else self.width() - side - width
            bars = QRectF(QPointF(x, 0), QPointF(x + width, self.height()))
            paint_caution(painter, self._look, bars, self.entry.caution, warm=chosen)

    @property
    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self._look.theme.font("strong"))

    @property
    def _beside(self) -> int:
        """All that is not name."""
        theme = self._look.theme
        bars = round(caution_width(self._look)) + theme.px(GAP) if self.entry.caution else 0
        return 2 * theme.px(SIDE) + bars
