"""Paints a session as one block where there is no room for columns."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from mattimer.ui.pages.history.row_ground import paint_ground
from mattimer.ui.pages.history.session_measure import (
    ABOVE,
    BETWEEN,
    GAP,
    SIDE,
    joined_ratings,
    wrapped_height,
)
from mattimer.ui.pages.history.session_model import ROW_ROLE, SessionRow
from mattimer.ui.theme.theme import Theme

WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop


class SessionDelegate(QStyledItemDelegate):
    """The area and its ratings, and all the rest below."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint a row."""
        tokens, row = self._theme.tokens, index.data(ROW_ROLE)
        rect = paint_ground(painter, option, index, tokens)
        side, above = tokens.px(SIDE), tokens.px(ABOVE)
        box = rect.adjusted(side, above, -side, -above)
        # Every row is as high as the highest; a shorter one stands in its middle.
        box.translate(0, max(0, box.height() - self._height(box.width(), row)) // 2)
        mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        beside = self._paint_ratings(painter, box, row, mirrored=mirrored)
        words = box.adjusted(beside, 0, 0, 0) if mirrored else box.adjusted(0, 0, -beside, 0)
        painter.setFont(tokens.font("strong"))
        painter.setPen(tokens.color("text"))
        painter.drawText(words, int(WRAPPED), row.area)
        down = wrapped_height(painter.font(), words.width(), row.area) + tokens.px(BETWEEN)
        painter.setFont(tokens.font("caption"))
        painter.setPen(tokens.color("text2"))
        painter.drawText(box.adjusted(0, down, 0, 0), int(WRAPPED), row.details)

    def _height(self, width: int, row: SessionRow) -> int:
        tokens = self._theme.tokens
        area = wrapped_height(tokens.font("strong"), width, row.area)
        return (
            area + tokens.px(BETWEEN) + wrapped_height(tokens.font("caption"), width, row.details)
        )

    def _paint_ratings(
        self, painter: QPainter, box: QRect, row: SessionRow, *, mirrored: bool
    ) -> int:
        """From the end of the line backwards; gives the room they take."""
        tokens, taken = self._theme.tokens, 0
        both = bool(row.before and row.after)
        parts = (
            ("strong", "accent_text", row.after),
            ("body", "text3", f" {joined_ratings()} " if both else ""),
            ("body", "cool", row.before),
        )
        for role, color, text in parts:
            painter.setFont(tokens.font(role))
            painter.setPen(tokens.color(color))
            metrics = painter.fontMetrics()
            width = metrics.horizontalAdvance(text)
            left = box.left() + taken if mirrored else box.right() + 1 - taken - width
            painter.drawText(left, box.top() + metrics.ascent(), text)
            taken += width
        return taken + tokens.px(GAP) if taken else 0
