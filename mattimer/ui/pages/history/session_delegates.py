"""Paints the rows of the session list: in columns, or as one block where they have no room."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from mattimer.ui.pages.history.session_measure import (
    ABOVE,
    AFTER,
    AREA,
    BEFORE,
    BETWEEN,
    GAP,
    SIDE,
    column_font,
    joined_ratings,
    wrapped_height,
)
from mattimer.ui.pages.history.session_model import ROW_ROLE, SessionRow
from mattimer.ui.theme.theme import Theme

Index = QModelIndex | QPersistentModelIndex
WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop


class SessionDelegate(QStyledItemDelegate):
    """Ground and hairline of a row; a subclass paints what stands on it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell in the list's direction."""
        rect: QRect = option.rect
        tokens, state = self._theme.tokens, option.state
        painter.setLayoutDirection(option.direction)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, tokens.color("raised"))
        if index.row() < index.model().rowCount() - 1:
            painter.setPen(tokens.color("hair"))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        self._paint_on(painter, rect, index)

    def _paint_on(self, painter: QPainter, rect: QRect, index: Index) -> None:
        raise NotImplementedError


class ColumnDelegate(SessionDelegate):
    """One cell at a time: the area strong, ratings cool and warm."""

    def _paint_on(self, painter: QPainter, rect: QRect, index: Index) -> None:
        tokens, column = self._theme.tokens, index.column()
        painter.setFont(column_font(tokens, column))
        colors = {AREA: "text", BEFORE: "cool", AFTER: "accent_text"}
        painter.setPen(tokens.color(colors.get(column, "text2")))
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        side = tokens.px(SIDE)
        box = rect.adjusted(side, 0, -side, 0)
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        if column in (BEFORE, AFTER):
            align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTrailing
        text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, align, text)
        if column == AFTER and index.data(ROW_ROLE).both:
            painter.setFont(tokens.font("body"))
            painter.setPen(tokens.color("text3"))
            start = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
            painter.drawText(box, start, joined_ratings())


class BlockDelegate(SessionDelegate):
    """A row at a time: the area and its ratings, and all the rest below."""

    def _paint_on(self, painter: QPainter, rect: QRect, index: Index) -> None:
        tokens, row = self._theme.tokens, index.data(ROW_ROLE)
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
