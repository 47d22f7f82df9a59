"""How much room the sessions of a list need, measured once for texts that differ by figures."""

import unicodedata
from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics

from mattimer.ui.pages.history.session_model import SessionRow
from mattimer.ui.theme.tokens import DesignTokens

AREA, BEFORE, AFTER = 1, 5, 6
COLUMNS = 7
SIDE, ABOVE, BETWEEN, GAP = 8, 12, 2, 16
ANY_HEIGHT = 10_000
TEN = "10"


def column_font(tokens: DesignTokens, column: int) -> QFont:
    """The font of a column's cells."""
    return tokens.font("strong" if column in (AREA, AFTER) else "body")


def joined_ratings() -> str:
    """The word between a rating before and one after."""
    return QCoreApplication.translate("SessionMeasure", "to")


class SessionMeasure:
    """Keeps every different text; a hundred thousand sessions have a few hundred of them."""

    def __init__(self) -> None:
        self._cells: list[set[str]] = [set() for _ in range(COLUMNS)]
        self._details: set[str] = set()

    def add(self, rows: Iterable[SessionRow]) -> None:
        """Take in more rows."""
        for row in rows:
            for texts, text in zip(self._cells, row.cells(), strict=True):
                texts.add(_alike(text))
            self._details.add(_alike(row.details))

    def widths(self, tokens: DesignTokens, heads: Iterable[str]) -> list[int]:
        """The least width of each column with its head, in pixels."""
        head_metrics, found = QFontMetrics(tokens.font("caption")), []
        for column, head in enumerate(heads):
            metrics = QFontMetrics(column_font(tokens, column))
            words = max(map(metrics.horizontalAdvance, self._cells[column]), default=0)
            if column == AFTER and words:
                words += metrics.horizontalAdvance(f"{joined_ratings()} ")
            words = max(words, head_metrics.horizontalAdvance(head))
            found.append(words + 2 * tokens.px(SIDE) + 2)
        return found

    def ratings_width(self, tokens: DesignTokens) -> int:
        """The width of "10 to 10"; nothing where no session is rated."""
        if self._cells[BEFORE] | self._cells[AFTER] <= {""}:
            return 0
        body, strong = QFontMetrics(tokens.font("body")), QFontMetrics(tokens.font("strong"))
        word = body.horizontalAdvance(f" {joined_ratings()} ")
        return body.horizontalAdvance(TEN) + word + strong.horizontalAdvance(TEN) + 2

    def row_height(self, tokens: DesignTokens, width: int) -> int:
        """The height in which every row fits whose area stands above all else."""
        room = width - 2 * tokens.px(SIDE)
        beside = self.ratings_width(tokens)
        area = room - beside - (tokens.px(GAP) if beside else 0)
        above = _highest(tokens.font("strong"), area, self._cells[AREA])
        below = _highest(tokens.font("caption"), room, self._details)
        return above + below + tokens.px(BETWEEN) + 2 * tokens.px(ABOVE)


def wrapped_height(font: QFont, width: int, text: str) -> int:
    """How high a text stands in a width, as it is painted."""
    box = QRect(0, 0, max(1, width), ANY_HEIGHT)
    return QFontMetrics(font).boundingRect(box, int(Qt.TextFlag.TextWordWrap), text).height()


def _highest(font: QFont, width: int, texts: Iterable[str]) -> int:
    return max((wrapped_height(font, width, text) for text in texts), default=0)


def _alike(text: str) -> str:
    """The same text with zeros for figures, which are nowhere wider."""
    if not any(map(str.isdecimal, text)):
        return text
    return "".join(
        chr(ord(letter) - unicodedata.decimal(letter)) if letter.isdecimal() else letter
        for letter in text
    )
