"""My mat: what it is, and when it was last washed and looked over."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mattimer.ui.controls.button import Button, ButtonKind
from mattimer.ui.controls.card import Card, Hairline
from mattimer.ui.controls.field import TextField
from mattimer.ui.controls.label import Label
from mattimer.ui.layouts.beside_layout import BesideLayout, LineShape
from mattimer.ui.layouts.flow_layout import FlowLayout
from mattimer.ui.layouts.spacing import Spacing
from mattimer.ui.theme.theme import Theme

SIDE, PADDING, ABOVE = 18, 8, 2
ROW = LineShape(gap=8, below=2, least=110, sides=(SIDE, SIDE - PADDING), height=46)
BUTTON_GAP = 12


@dataclass(frozen=True, slots=True)
class MatField:
    """One line: its id, its words, and an example of what belongs there."""

    key: str
    text: str
    example: str


class MatEdit(TextField):
    """As wide as its examples, narrower where there is no room; it stands on a card."""

    focus_corner = "key"
    width_wished, height_wished = 220, 40
    padding = PADDING, PADDING
    ground = ""


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
        self._fields: dict[str, MatEdit] = {}
        self._trouble = Label(theme, "caption", "danger", wrap=True)
        self._trouble.setObjectName("mat_trouble")
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
        edit = MatEdit(self._theme, f"mat_{field.key}", field.text, field.example)
        edit.editingFinished.connect(lambda: self.field_changed.emit(field.key, edit.text()))
        self._fields[field.key] = edit
        text = Label(self._theme, "body", wrap=True)
        text.yield_height()
        text.setText(field.text)
        row = BesideLayout(self._theme, ROW)
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
