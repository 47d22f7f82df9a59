"""Two ratings, before and after: "8 → 6", cool and warm."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mattimer.ui.controls.painted import PaintedWidget
from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import DesignTokens

ARROW, GAP = 26, 10


class TightnessPair(PaintedWidget, QWidget):
    """The pair, or "Not yet"."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._pair: tuple[int, int] | None = None
        self.setObjectName("last_tightness")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_pair(None)

    def show_pair(self, pair: tuple[int, int] | None) -> None:
        """Before and after, 1 to 10 each."""
        self._pair = pair
        if pair is None:
            self.setAccessibleName(self.tr("Last tightness: not yet"))
        else:
            text = self.tr("Last tightness, {0} before, {1} after")
            self.setAccessibleName(text.format(*pair))
        self.update()

    def sizeHint(self) -> QSize:
        """Room for two tens, or for the words."""
        tokens = self._tokens
        tens = 2 * QFontMetrics(tokens.font("figure_value")).horizontalAdvance("10")
        words = QFontMetrics(tokens.font("lead")).horizontalAdvance(self._not_yet)
        return QSize(max(tokens.px(86), words + 2, tens + ARROW + 2 * GAP + 2), tokens.px(36))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    @property
    def _not_yet(self) -> str:
        return self.tr("Not yet")

    def _paint(self, painter: QPainter, tokens: DesignTokens) -> None:
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        if self._pair is None:
            painter.setFont(tokens.font("lead"))
            painter.setPen(tokens.color("text2"))
            painter.drawText(self.rect(), align, self._not_yet)
            return
        before, after = map(str, self._pair)
        font = tokens.font("figure_value")
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        mirrored = self._mirrored
        left, right = (after, before) if mirrored else (before, after)
        colors = ("still", "cool") if mirrored else ("cool", "still")
        painter.setPen(tokens.color(colors[0]))
        painter.drawText(
            self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, left
        )
        x = metrics.horizontalAdvance(left) + GAP
        self._paint_arrow(painter, x, mirrored=mirrored)
        painter.setPen(tokens.color(colors[1]))
        box = self.rect().adjusted(round(x) + ARROW + GAP, 0, 0, 0)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, right)

    def _paint_arrow(self, painter: QPainter, x: float, *, mirrored: bool) -> None:
        y = self.height() / 2
        painter.setPen(QPen(self._theme.color("text3"), 1.6))
        painter.drawLine(QPointF(x, y), QPointF(x + ARROW, y))
        tip, back = (x, x + 5) if mirrored else (x + ARROW, x + ARROW - 5)
        painter.drawLine(QPointF(tip, y), QPointF(back, y - 4.5))
        painter.drawLine(QPointF(tip, y), QPointF(back, y + 4.5))
