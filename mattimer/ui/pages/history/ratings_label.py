"""Two ratings as in "7 to 5": before cool, after warm, the word between them quiet."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from mattimer.ui.pages.history.session_measure import joined_ratings
from mattimer.ui.theme.theme import Theme


class RatingsLabel(QLabel):
    """Reads as one text; without figures it shows quiet words instead."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._pair: tuple[str, str] | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)
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
        tokens = self._theme.tokens
        found = [(QFontMetrics(tokens.font(role)), text) for role, _color, text in self._parts()]
        width = sum(metrics.horizontalAdvance(text) for metrics, text in found)
        return QSize(width + 2, max(metrics.height() for metrics, _text in found))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the parts in the order of the text."""
        tokens, painter = self._theme.tokens, QPainter(self)
        mirrored, taken = self.layoutDirection() == Qt.LayoutDirection.RightToLeft, 0
        for role, color, text in self._parts():
            painter.setFont(tokens.font(role))
            painter.setPen(tokens.color(color))
            width = painter.fontMetrics().horizontalAdvance(text)
            left = self.width() - taken - width if mirrored else taken
            box = QRectF(left, 0, width + 1, self.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
            taken += width

    def _dress(self) -> None:
        self.setFont(self._theme.tokens.font("caption" if self._pair is None else "body"))
        self.updateGeometry()
        self.update()
