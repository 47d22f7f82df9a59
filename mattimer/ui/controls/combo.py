"""One of many: flat words and a chevron, and a list that opens."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyledItemDelegate, QStyleOptionViewItem

from mattimer.ui.controls.painted import PaintedControl
from mattimer.ui.controls.popup import PopupShape
from mattimer.ui.controls.tip import Tip
from mattimer.ui.theme.stylesheet import POPUP_PADDING, list_style
from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import DesignTokens

CHEVRON, MARK = 16, 24

Index = QModelIndex | QPersistentModelIndex
Choices = tuple[tuple[object, str], ...]
"""Values and their words, in the order of the list."""


class Combo(PaintedControl, QComboBox):
    """A list whose value may be one that is not offered (any more): it is shown all the same.

    ``activated`` says that the person took one; showing another value is silent.
    """

    role, color = "body", "text2"
    height_least, least_words, gap, padding = 44, 80, 5, 10
    """At 100 % text size; ``padding`` is before the words, which end where the row does."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        text: str,
        choices: Choices,
        words_of: Callable[[Any], str] = str,
    ) -> None:
        """``words_of`` finds words for a value that is not offered."""
        super().__init__(theme, name, text)
        self._choices = choices
        self._words_of = words_of
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        Tip(theme, self)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.currentIndexChanged.connect(self._on_words_changed)
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
        metrics = QFontMetrics(self.font())
        words = metrics.horizontalAdvance(self.currentText()) + 1
        height = max(self._tokens.px(self.height_least), metrics.height())
        return QSize(words + self._beside_words, height)

    def minimumSizeHint(self) -> QSize:
        """Words that are longer than a row end in an ellipsis."""
        hint, least = self.sizeHint(), self._tokens.px(self.least_words) + self._beside_words
        return QSize(min(hint.width(), least), hint.height())

    def showPopup(self) -> None:  # noqa: N802 - Qt's name
        """Open the list, wide enough for its longest words."""
        self._dress_list()
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + self._tokens.px(MARK))
        super().showPopup()

    def _dress_list(self) -> None:
        """The list opens in the theme's colours; Qt keeps its window for the next time."""
        window = self.view().parentWidget()
        assert window is not None
        if not window.objectName():
            window.setObjectName("combo_list")
            PopupShape(window)
            self.setItemDelegate(ChosenDelegate(self))
        padding = POPUP_PADDING + 1  # the hairline
        window.setContentsMargins(padding, padding, padding, padding)
        window.setStyleSheet(list_style(self._tokens, window.objectName()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words that are cut now can still be read whole."""
        super().resizeEvent(event)
        self._on_words_changed()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A list that is closed leaves the wheel to the page that scrolls."""
        event.ignore()

    def _paint(self, painter: QPainter, tokens: DesignTokens) -> None:
        """Words, and the chevron after them."""
        color = tokens.color("text" if self.hovered and self.isEnabled() else self.color)
        side, gap = tokens.px(CHEVRON), tokens.px(self.gap)
        metrics, room = QFontMetrics(self.font()), self.width() - self._beside_words
        words = metrics.elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)
        width = min(metrics.horizontalAdvance(words) + 1, room)
        left = self.width() - side - gap - width if self.padding else 0
        painter.setFont(self.font())
        painter.setPen(color)
        box = self._turned(QRectF(left, 0, width, self.height()))
        painter.drawText(box, int(self._leading | Qt.TextFlag.TextSingleLine), words)
        chevron = QRectF(left + width + gap, (self.height() - side) / 2, side, side)
        at = self._turned(chevron).topLeft()
        self._paint_icon(painter, "chevron-down", color, at, side)

    @property
    def _beside_words(self) -> int:
        return self.padding + self._tokens.px(self.gap) + self._tokens.px(CHEVRON)

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
        self.setFont(self._tokens.font(self.role))
        super()._dress()


class ChosenDelegate(QStyledItemDelegate):
    """Marks the value that is set while another may be under the pointer."""

    def __init__(self, combo: Combo) -> None:
        super().__init__(combo)
        self._combo = combo

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """The style sheet paints the mark."""
        super().initStyleOption(option, index)
        state, set_here = Qt.CheckState, index.row() == self._combo.currentIndex()
        option.features |= QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
        option.checkState = state.Checked if set_here else state.Unchecked


class TitleCombo(Combo):
    """A title that opens a list: begins where a plain title would, in a label's role and colour."""

    height_least, least_words, gap, padding = 28, 130, 6, 0

    def __init__(
        self, theme: Theme, name: str, text: str, choices: Choices, *, role: str, color: str
    ) -> None:
        self.role, self.color = role, color
        super().__init__(theme, name, text, choices)
