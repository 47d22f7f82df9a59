"""One of a few, side by side: a real group of radio buttons under its own paint."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from mattimer.ui.controls.choice import Choice
from mattimer.ui.controls.painted import PaintedWidget
from mattimer.ui.layouts.columns_layout import Columns, ColumnsLayout
from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import DesignTokens

HEIGHT, PADDING, INSET = 30, 14, 3
TEXT_PX = 14


class Segment(Choice):
    """One of them; the chosen one is raised and its word is strong."""

    focus_corner = "checkbox"

    def __init__(self, theme: Theme, name: str, text: str) -> None:
        super().__init__(theme, name, text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for the strong word, so that nothing moves when another is chosen."""
        tokens = self._tokens
        words = QFontMetrics(self._words_font("strong")).horizontalAdvance(self.text())
        return QSize(words + 2 * tokens.px(PADDING), tokens.px(HEIGHT))

    def _paint(self, painter: QPainter, tokens: DesignTokens) -> None:
        chosen = self.isChecked()
        if chosen:
            self._paint_ground(painter, tokens.color("raised"), tokens.radius(self.focus_corner))
        painter.setFont(self._words_font("strong" if chosen else "body"))
        painter.setPen(tokens.color("text" if chosen or self.hovered else "text2"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())

    def _words_font(self, role: str) -> QFont:
        return self._tokens.font(role, px=TEXT_PX)


class Segmented(PaintedWidget, QWidget):
    """Tab reaches the group once, arrow keys choose in it.

    Signals:
        value_chosen(value): The person chose another.
    """

    value_chosen = Signal(object)

    def __init__(
        self, theme: Theme, name: str, text: str, choices: tuple[tuple[object, str], ...]
    ) -> None:
        """``choices`` are values and their words; each button is called ``name_value``."""
        super().__init__(theme)
        self._segments: dict[object, Segment] = {}
        self._group = QButtonGroup(self)
        self.setObjectName(name)
        self.setAccessibleName(text)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        row = ColumnsLayout(Columns(0), self)
        self.setContentsMargins(INSET, INSET, INSET, INSET)
        for value, word in choices:
            segment = self._segments[value] = Segment(theme, f"{name}_{value}", word)
            self._group.addButton(segment)
            row.addWidget(segment)
        self._group.buttonToggled.connect(self._on_group_toggled)

    def show_value(self, value: object) -> None:
        """Show what is set; silent."""
        self._group.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self._segments[value].setChecked(True)
        self._group.blockSignals(False)  # noqa: FBT003
        self._lead_tab_to(self._segments[value])

    def chosen(self) -> QAbstractButton:
        """The one that is chosen, which takes the focus; the first before anything is shown."""
        return self._group.checkedButton() or self._group.buttons()[0]

    def _paint(self, painter: QPainter, tokens: DesignTokens) -> None:
        """The hollow they lie in."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.color("bg"))
        radius = tokens.radius("segment")
        painter.drawRoundedRect(self.rect(), radius, radius)

    def _on_group_toggled(self, button: QAbstractButton, checked: bool) -> None:  # noqa: FBT001
        if checked:
            self._lead_tab_to(button)
            found = (value for value, segment in self._segments.items() if segment is button)
            self.value_chosen.emit(next(found))

    def _lead_tab_to(self, chosen: QAbstractButton) -> None:
        """Qt does so only once one of them has had the focus."""
        for segment in self._segments.values():
            tab = segment is chosen
            segment.setFocusPolicy(Qt.FocusPolicy.StrongFocus if tab else Qt.FocusPolicy.ClickFocus)
