"""Two ratings as in "7 to 5": before cool, after warm, the word between them quiet."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QLabel, QSizePolicy

from mattimer.ui.controls.painted import PaintedWidget
from mattimer.ui.pages.history.session_measure import joined_ratings
from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import DesignTokens


class RatingsLabel(PaintedWidget, QLabel):
    """Reads as one text; without figures it shows quiet words instead."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._pair: tuple[str, str] | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._dress()

    def show_pair(self, before: str, after: str) -> None:
        """Two figures."""
        self._pair = before, after
        self.setText(f"{before} {joined_ratings()} {after}")
        self._dress()

    def show_words(self, words: str) -> None:
        """Words in their place."""
        self._pair = None
        self.setText(words)
        self._dress()

    def _parts(self) -> tuple[tuple[str, str, str], ...]:
        if self._pair is None:
            return (("caption", "text2", self.text()),)
        before, after = self._pair
        return (
            ("body", "cool", before),
            ("body", "text3", f" {joined_ratings()} "),
            ("strong", "accent_text", after),
        )

    def sizeHint(self) -> QSize:
        """All parts beside each other."""
        tokens = self._tokens
        found = [(QFontMetrics(tokens.font(role)), text) for role, _color, text in self._parts()]
        width = sum(metrics.horizontalAdvance(text) for metrics, text in found)
        return QSize(width + 2, max(metrics.height() for metrics, _text in found))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def _paint(self, painter: QPainter, tokens: DesignTokens) -> None:
        mirrored, taken = self._mirrored, 0
        for role, color, text in self._parts():
            painter.setFont(tokens.font(role))
            painter.setPen(tokens.color(color))
            width = painter.fontMetrics().horizontalAdvance(text)
            left = self.width() - taken - width if mirrored else taken
            box = QRectF(left, 0, width + 1, self.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
            taken += width

    def _dress(self) -> None:
        self.setFont(self._tokens.font("caption" if self._pair is None else "body"))
        super()._dress()
