"""One of many: flat text and a chevron; the list that opens is the platform's."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QEnterEvent,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QComboBox, QSizePolicy

from mattimer.ui.theme.theme import Theme

HEIGHT, CHEVRON, GAP, PADDING = 44, 16, 5, 10
LEAST_WORDS = 80
LIST_PADDING = 48
DISABLED = 0.45

Choices = tuple[tuple[object, str], ...]
"""Values and their words, in the order of the list."""


class Combo(QComboBox):
    """A list whose value may be one that is not offered (any more): it is shown all the same.

    ``activated`` says that the person took one; showing another value is silent.
    """

    def __init__(
        self,
        theme: Theme,
        name: str,
        text: str,
        choices: Choices,
        words_of: Callable[[Any], str] = str,
    ) -> None:
        """``words_of`` finds words for a value that is not offered."""
        super().__init__()
        self._theme = theme
        self._choices = choices
        self._words_of = words_of
        self._hovered = False
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setProperty("ring_radius", theme.tokens.radius("segment"))
        self.currentIndexChanged.connect(self._on_words_changed)
        theme.changed.connect(self._dress)
        self._dress()
        self._fill(choices[0][0])

    def offer(self, choices: Choices) -> None:
        """Another list; the value stays."""
        self._choices = choices
        self._fill(self.currentData())

    def show_value(self, value: object) -> None:
        """Show what is set; silent."""
        self._fill(value)

    def sizeHint(self) -> QSize:
        """Room for the words shown now, not for the longest."""
        tokens = self._theme.tokens
        words = QFontMetrics(self.font()).horizontalAdvance(self.currentText())
        return QSize(words + 1 + self._beside_words(), tokens.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Words that are longer than a row end in an ellipsis."""
        tokens = self._theme.tokens
        least = QSize(tokens.px(LEAST_WORDS) + self._beside_words(), tokens.px(HEIGHT))
        return self.sizeHint().boundedTo(least)

    def showPopup(self) -> None:  # noqa: N802 - Qt's name
        """Open the list, wide enough for its longest words."""
        column = max(0, self.view().sizeHintForColumn(0))
        self.view().setMinimumWidth(column + LIST_PADDING)
        super().showPopup()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words that are cut now can still be read whole."""
        super().resizeEvent(event)
        self._on_words_changed()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A list that is closed leaves the wheel to the page that scrolls."""
        event.ignore()

    def enterEvent(self, event: QEnterEvent) -> None:
        """The pointer came."""
        self._hovered = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer left."""
        self._hovered = False
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint words and chevron."""
        tokens = self._theme.tokens
        color = tokens.color("text" if self._hovered and self.isEnabled() else "text2")
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side, beside = tokens.px(CHEVRON), self._beside_words()
        painter = QPainter(self)
        if not self.isEnabled():
            painter.setOpacity(DISABLED)
        icon = self._theme.icon("chevron-down", color, side, self.devicePixelRatioF())
        left = 0 if mirrored else self.width() - side
        painter.drawPixmap(QPointF(left, (self.height() - side) / 2), icon)
        room = self.width() - beside
        box = QRectF(beside - PADDING if mirrored else PADDING, 0, room, self.height())
        painter.setFont(self.font())
        painter.setPen(color)
        end = Qt.AlignmentFlag.AlignLeft if mirrored else Qt.AlignmentFlag.AlignRight
        words = QFontMetrics(self.font()).elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, room
        )
        painter.drawText(box, end | Qt.AlignmentFlag.AlignVCenter, words)

    def _beside_words(self) -> int:
        return PADDING + GAP + self._theme.tokens.px(CHEVRON)

    def _fill(self, value: object) -> None:
        items = self._choices
        if value not in [choice for choice, _ in items]:
            items = self._with(value)
        if list(items) != [(self.itemData(at), self.itemText(at)) for at in range(self.count())]:
            self.clear()
            for choice, text in items:
                self.addItem(text, choice)
        self.setCurrentIndex([choice for choice, _ in items].index(value))
        self._on_words_changed()

    def _with(self, value: object) -> Choices:
        """The list with a value that is not offered."""
        return (*self._choices, (value, self._words_of(value)))

    def _on_words_changed(self) -> None:
        cut = self.width() < self.sizeHint().width()
        self.setToolTip(self.currentText() if cut else "")
        self.updateGeometry()
        self.update()

    def _dress(self) -> None:
        self.setFont(self._theme.tokens.font("body"))
        self.updateGeometry()
        self.update()
