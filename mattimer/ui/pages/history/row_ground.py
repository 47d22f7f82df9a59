"""What lies under a row of the session list, in columns or in one block."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from mattimer.ui.theme.tokens import DesignTokens


def paint_ground(
    painter: QPainter,
    option: QStyleOptionViewItem,
    index: QModelIndex | QPersistentModelIndex,
    tokens: DesignTokens,
) -> QRect:
    """Paint ground and hairline in the list's direction, and give the row's place."""
    rect: QRect = option.rect
    painter.setLayoutDirection(option.direction)
    state: QStyle.StateFlag = option.state
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(rect, tokens.color("raised"))
    if index.row() < index.model().rowCount() - 1:
        painter.setPen(tokens.color("hair"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    return rect
