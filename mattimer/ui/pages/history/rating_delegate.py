"""Paints the rows of the session list: hairlines, the area strong, ratings cool and warm."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from mattimer.ui.pages.history.row_ground import paint_ground
from mattimer.ui.pages.history.session_measure import (
    AFTER,
    AREA,
    BEFORE,
    SIDE,
    column_font,
    joined_ratings,
)
from mattimer.ui.pages.history.session_model import ROW_ROLE
from mattimer.ui.theme.theme import Theme


class RatingDelegate(QStyledItemDelegate):
    """One cell at a time."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint a cell."""
        tokens, column = self._theme.tokens, index.column()
        rect = paint_ground(painter, option, index, tokens)
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
