"""Sets m:ss so that no digit moves when another changes."""

import unicodedata

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter


def shrink_to_fit(font: QFont, text: str, width: float) -> None:
    """Make a font smaller where its digits are too wide for a width in pixels."""
    metrics = QFontMetricsF(font)
    needed = sum(_cells(metrics, text))
    if needed > width:
        font.setPixelSize(max(1, int(font.pixelSize() * width / needed)))


def paint_digits(painter: QPainter, text: str, font: QFont, baseline: float, color: QColor) -> None:
    """Paint m:ss around the origin: every digit as wide as the widest, the colon as it is.

    A font's own tabular figures would widen the colon too, and not every font has them.
    """
    metrics = QFontMetricsF(font)
    cells = _cells(metrics, text)
    painter.setFont(font)
    painter.setPen(color)
    left = -sum(cells) / 2
    for character, cell in zip(text, cells, strict=True):
        inset = (cell - metrics.horizontalAdvance(character)) / 2
        painter.drawText(QPointF(left + inset, baseline), character)
        left += cell


def _cells(metrics: QFontMetricsF, text: str) -> list[float]:
    """How wide each character stands: digits all alike, the colon as it is."""
    widest = max(map(metrics.horizontalAdvance, _all_digits(text)))
    return [widest if c.isdecimal() else metrics.horizontalAdvance(c) for c in text]


def _all_digits(text: str) -> str:
    """The ten digits of the script that a text is in."""
    first = next((c for c in text if c.isdecimal()), "0")
    zero = ord(first) - unicodedata.decimal(first)
    return "".join(chr(zero + digit) for digit in range(10))
