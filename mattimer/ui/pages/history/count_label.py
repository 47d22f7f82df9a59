"""A figure and what it counts: the figure large, the words quiet, on one line."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QLabel, QSizePolicy

from mattimer.ui.controls.painted import PaintedWidget
from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import DesignTokens

GAP = 5


class CountLabel(PaintedWidget, QLabel):
    """Reads as one text, "2 sessions this week"."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme)
        self._figure = ""
        self._words = ""
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._dress()

    def show_count(self, figure: str, words: str) -> None:
        """Another figure."""
        self._figure, self._words = figure, words
        self.setText(f"{figure} {words}")
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Both beside each other."""
        figure = QFontMetrics(self._tokens.font("figure_value"))
        words = QFontMetrics(self._tokens.font("lead"))
        width = figure.horizontalAdvance(self._figure) + words.horizontalAdvance(self._words)
        return QSize(width + self._tokens.px(GAP) + 2, figure.height())

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def _paint(self, painter: QPainter, tokens: DesignTokens) -> None:
        mirrored = self._mirrored
        painter.setFont(tokens.font("figure_value"))
        painter.setPen(tokens.color("text"))
        base = painter.fontMetrics().ascent()
        wide = painter.fontMetrics().horizontalAdvance(self._figure)
        painter.drawText(self.width() - wide if mirrored else 0, base, self._figure)
        beside = wide + tokens.px(GAP)
        painter.setFont(tokens.font("lead"))
        painter.setPen(tokens.color("text2"))
        words = painter.fontMetrics().horizontalAdvance(self._words)
        painter.drawText(self.width() - beside - words if mirrored else beside, base, self._words)

    def _dress(self) -> None:
        self.setFont(self._tokens.font("lead"))
        super()._dress()
