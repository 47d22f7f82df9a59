"""My mat: what it is, and when it was last washed and looked over."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from mattimer.ui.controls.button import Button, ButtonKind
from mattimer.ui.controls.card import Card
from mattimer.ui.controls.hairline import Hairline
from mattimer.ui.controls.label import Label
from mattimer.ui.layouts.beside_layout import BesideLayout
from mattimer.ui.layouts.flow_layout import FlowLayout
from mattimer.ui.layouts.spacing import Spacing
from mattimer.ui.theme.theme import Theme

ROW, SIDE, PADDING, ABOVE = 46, 18, 8, 2
FIELD, NARROWEST, FIELD_HEIGHT = 220, 120, 40
BUTTON_GAP = 12


@dataclass(frozen=True, slots=True)
class MatField:
    """One line: its id, its words, and an example of what belongs there."""

    key: str
    text: str
    example: str


class MatEdit(QLineEdit):
    """As wide as its examples, narrower where there is no room."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("ring_radius", theme.tokens.radius("key"))
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        tokens = self._theme.tokens
        self.setFont(tokens.font("body"))
        # On the field alone: a style sheet takes the colours of all labels below its widget.
        self.setStyleSheet(
            f"background: transparent; border: none; padding: 0 {tokens.px(PADDING)}px;"
            f" color: {tokens.color('text').name()};"
            f" placeholder-text-color: {tokens.color('text2').name()};"
        )
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room for what is written here."""
        return QSize(self._theme.tokens.px(FIELD), self._theme.tokens.px(FIELD_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Longer words scroll."""
        return QSize(self._theme.tokens.px(NARROWEST), self._theme.tokens.px(FIELD_HEIGHT))


class MatForm(QWidget):
    """Fields that are kept as soon as they are left, and two buttons.

    Signals:
        field_changed(key, text): A field was left with another text.
        done_today(key): "washed" or "checked", today.
    """

    field_changed = Signal(str, str)
    done_today = Signal(str)

    def __init__(self, theme: Theme, fields: tuple[MatField, ...]) -> None:
        super().__init__()
        self._theme = theme
        self._fields: dict[str, QLineEdit] = {}
        self._trouble = Label(theme, "caption", "danger", wrap=True)
        self._trouble.yield_height()
        self._trouble.hide()
        card = Card(theme)
        rows = QVBoxLayout(card)
        rows.setSpacing(0)
        for index, field in enumerate(fields):
            if index:
                rows.addWidget(Hairline(theme))
            rows.addLayout(self._make_row(field))
        washed = Button(theme, ButtonKind.PLAIN, "mat_washed", self.tr("Washed today"))
        washed.clicked.connect(lambda: self.done_today.emit("washed"))
        checked = Button(theme, ButtonKind.PLAIN, "mat_checked", self.tr("Looked over today"))
        checked.clicked.connect(lambda: self.done_today.emit("checked"))
        buttons = QWidget()
        flow = FlowLayout(BUTTON_GAP, buttons)
        for button in (washed, checked):
            button.fold()
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.addWidget(card)
        column.addWidget(self._trouble)
        column.addWidget(buttons)
        Spacing(theme, card, 0, (0, ABOVE, ABOVE))
        Spacing(theme, self, 14)

    def _make_row(self, field: MatField) -> BesideLayout:
        edit = MatEdit(self._theme)
        edit.setObjectName(f"mat_{field.key}")
        edit.setAccessibleName(field.text)
        edit.setPlaceholderText(field.example)
        edit.setFrame(False)
        edit.editingFinished.connect(lambda: self.field_changed.emit(field.key, edit.text()))
        self._fields[field.key] = edit
        text = Label(self._theme, "body", wrap=True)
        text.yield_height()
        text.setText(field.text)
        sides = (SIDE, SIDE - PADDING)
        row = BesideLayout(self._theme, gap=8, below=2, least=110, sides=sides, height=ROW)
        row.addWidget(text)
        row.addWidget(edit)
        return row

    def show_values(self, values: Mapping[str, str]) -> None:
        """Show what is kept; fields not named are empty."""
        for key, edit in self._fields.items():
            edit.setText(values.get(key, ""))
            edit.setCursorPosition(0)

    def show_trouble(self, sentence: str) -> None:
        """Say what a field does not take; empty says nothing."""
        self._trouble.setText(sentence)
        self._trouble.setVisible(bool(sentence))
