"""Today's and After's large sentence: a label whose lines stand close together."""

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent

from mattimer.ui.controls.label import Label
from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import COMPACT_DISPLAY_PX

LINE = 1.06
"""Line height, as a share of the size."""

LEAST_PX = 28
"""Where one word is wider than the page in any other size."""

LINES = 2
"""More of them make the type smaller first."""


class Sentence(Label):
    """A heading of one or two lines; in few words' room it is smaller, then it has three.

    It is a label to everybody but the eye.
    """

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, "display", wrap=True)
        self.setObjectName(name)

    def sizeHint(self) -> QSize:
        """Its lines as they are given, closer together than a label's."""
        font = self._large
        lines = self.text().split("\n")
        return QSize(_widest(font, lines), self._height(font, len(lines)))

    def minimumSizeHint(self) -> QSize:
        """Its longest word, in its smallest type."""
        return QSize(_widest(self._least, self.text().split()), 0)

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of its lines, as they break in a width."""
        font, lines = self._set_in(width)
        return self._height(font, len(lines))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as large as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Say something else."""
        super().setText(text)
        self._fit()

    def _dress(self) -> None:
        super()._dress()
        # The font may be the one that was painted, and what follows from it another.
        self.updateGeometry()

    def _fit(self) -> None:
        """Have the font that is painted, for whoever asks."""
        self.setFont(self._set_in(self.width())[0])

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint line under line."""
        font, lines = self._set_in(self.width())
        painter = QPainter(self)
        painter.setFont(font)
        painter.setPen(self.palette().windowText().color())
        metrics, step = QFontMetricsF(font), font.pixelSize() * LINE
        for index, line in enumerate(lines):
            left = 0.0
            if self._mirrored:
                left = self.width() - metrics.horizontalAdvance(line)
            painter.drawText(QPointF(left, metrics.ascent() + index * step), line)

    @property
    def _large(self) -> QFont:
        return self._tokens.font(self._role, px=self._px)

    @property
    def _small(self) -> QFont:
        least = COMPACT_DISPLAY_PX if self._px is None else min(self._px, COMPACT_DISPLAY_PX)
        return self._tokens.font(self._role, px=least)

    @property
    def _least(self) -> QFont:
        return self._tokens.font(self._role, px=LEAST_PX)

    def _set_in(self, width: int) -> tuple[QFont, list[str]]:
        """The type and the lines in a width."""
        lines = _broken(self._large, self.text(), width)
        if len(lines) <= LINES and _widest(self._large, lines) <= width:
            return self._large, lines
        words = self.text().split()
        font = self._small if _widest(self._small, words) <= width else self._least
        return font, _broken(font, self.text(), width)

    def _height(self, font: QFont, lines: int) -> int:
        metrics = QFontMetricsF(font)
        return round(metrics.ascent() + metrics.descent() + font.pixelSize() * LINE * (lines - 1))


def _widest(font: QFont, pieces: list[str]) -> int:
    metrics = QFontMetricsF(font)
    return round(max((metrics.horizontalAdvance(piece) for piece in pieces), default=0)) + 4


def _broken(font: QFont, text: str, width: int) -> list[str]:
    """The lines of a text, none wider than a width unless it is one word."""
    metrics, lines = QFontMetricsF(font), []
    for given in text.split("\n"):
        line = ""
        for word in given.split(" "):
            longer = f"{line} {word}" if line else word
            if line and metrics.horizontalAdvance(longer) + 4 > width:
                lines.append(line)
                line = word
            else:
                line = longer
        lines.append(line)
    return lines
