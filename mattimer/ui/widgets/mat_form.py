"""My mat: what it is, and when it was last washed and looked over."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from mattimer.ui.look import Look
from mattimer.ui.widgets.button import Button, Kind
from mattimer.ui.widgets.card import Card
from mattimer.ui.widgets.hairline import Hairline
from mattimer.ui.widgets.label import Label

ROW, FIELD = 46, 220


@dataclass(frozen=True, slots=True)
class MatField:
    """One line: its id, its words, and an example of what belongs there."""

    key: str
    text: str
    example: str


class MatForm(QWidget):
    """Fields that are kept as soon as they are left, and two buttons.

    Signals:
        field_changed(key, text): A field was left with another text.
        done_today(key): "washed" or "checked", today.
    """

    field_changed = Signal(str, str)
    done_today = Signal(str)

    def __init__(self, look: Look, fields: tuple[MatField, ...]) -> None:
        super().__init__()
        # Before any label asks to hear of it: a style sheet set after them takes their colours.
        look.changed.connect(self._dress)
        self._look = look
        self._fields: dict[str, QLineEdit] = {}
        self._trouble = Label(look, "caption", "danger", wrap=True)
        self._trouble.hide()
        card = Card(look)
        rows = QVBoxLayout(card)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for index, field in enumerate(fields):
            if index:
                rows.addWidget(Hairline(look))
            rows.addLayout(self._make_row(field))
        washed = Button(look, Kind.PLAIN, "mat_washed", self.tr("Washed today"))
        washed.clicked.connect(lambda: self.done_today.emit("washed"))
        checked = Button(look, Kind.PLAIN, "mat_checked", self.tr("Looked over today"))
        checked.clicked.connect(lambda: self.done_today.emit("checked"))
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addWidget(washed)
        buttons.addWidget(checked)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(card)
        column.addWidget(self._trouble)
        column.addLayout(buttons)
        self._dress()

    def _make_row(self, field: MatField) -> QHBoxLayout:
        edit = QLineEdit()
        edit.setObjectName(f"mat_{field.key}")
        edit.setAccessibleName(field.text)
        edit.setPlaceholderText(field.example)
        edit.setFrame(False)
        edit.setFixedWidth(self._look.theme.px(FIELD))
        edit.editingFinished.connect(lambda: self.field_changed.emit(field.key, edit.text()))
        self._fields[field.key] = edit
        row = QHBoxLayout()
        row.setContentsMargins(18, 0, 10, 0)
        row.addStrut(self._look.theme.px(ROW))
        row.addWidget(Label(self._look, "body", text=field.text), 1)
        row.addWidget(edit)
        return row

    def show_values(self, values: Mapping[str, str]) -> None:
        """Show what is kept; fields not named are empty."""
        for key, edit in self._fields.items():
            edit.setText(values.get(key, ""))

    def show_trouble(self, sentence: str) -> None:
        """Say what a field does not take; empty says nothing."""
        self._trouble.setText(sentence)
        self._trouble.setVisible(bool(sentence))

    def _dress(self) -> None:
        theme = self._look.theme
        self.setStyleSheet(
            "QLineEdit { background: transparent; border: none; padding: 0 8px;"
            f" color: {theme.color('text').name()}; }}"
        )
        for edit in self._fields.values():
            edit.setFont(theme.font("body"))
