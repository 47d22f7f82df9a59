"""Asks before everything is erased, and has the person type a word for it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from mattimer.ui.controls.button import Button, ButtonKind
from mattimer.ui.controls.check_row import RowBox
from mattimer.ui.controls.dialog import ThemedDialog
from mattimer.ui.controls.field import NoteField
from mattimer.ui.controls.label import Label
from mattimer.ui.layouts.flow_layout import FlowLayout
from mattimer.ui.theme.theme import Theme

WIDTH, MARGIN = 440, 28


class WordField(NoteField):
    """Set off from a dialog's ground."""

    ground = "bg"


class EraseDialog(ThemedDialog, QDialog):
    """Modal to its window. Enter erases once the word stands there; Esc keeps everything.

    Signals:
        erase_wanted(shared): The person typed the word and means it; ``shared`` says whether this
            device's file in the shared folder goes as well.
    """

    erase_wanted = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget, *, shares: bool = False) -> None:
        """``shares`` says whether there is a file of this device in a shared folder."""
        super().__init__(theme, "erase_dialog", parent)
        self._word = self.tr("ERASE")
        self.setModal(True)
        self.setWindowTitle(self.tr("Erase everything"))
        self._make(shares=shares)
        self._lay_out()
        self._dress()

    def _make(self, *, shares: bool) -> None:
        theme = self._theme
        title = self.tr("This removes every session, backup and setting.")
        self._title = Label(theme, "section", text=title, wrap=True)
        ask = self.tr("Type {0}.").format(self._word)
        self._ask = Label(theme, "body", "text2", ask, wrap=True)
        self.setAccessibleName(self.windowTitle())
        self.setAccessibleDescription(f"{title} {ask}")
        self._field = WordField(theme, self._word)
        self._field.setObjectName("erase_word")
        # Shown as an example the word would look as if it stood there.
        self._field.setPlaceholderText("")
        self._field.setAccessibleName(ask)
        self._field.setAccessibleDescription(title)
        self._field.setMaxLength(4 * len(self._word))
        self._field.textChanged.connect(self._on_field_text_changed)
        words = self.tr("Also this computer's file in the shared folder")
        self._shared = RowBox(theme, "erase_shared", words)
        self._shared.setVisible(shares)
        self._erase = Button(theme, ButtonKind.PRIMARY, "erase", self.tr("Erase"))
        self._erase.setEnabled(False)
        self._keep = Button(theme, ButtonKind.ON_CARD, "erase_keep", self.tr("Keep"))
        # Enter in the field presses what is default, and nothing while the word is missing.
        self._erase.setDefault(True)
        self._keep.setAutoDefault(False)
        self._erase.clicked.connect(self._on_erase_clicked)
        self._keep.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._ask)
        column.addSpacing(6)
        column.addWidget(self._field)
        column.addWidget(self._shared)
        column.addSpacing(14)
        buttons = FlowLayout(12)
        buttons.addWidget(self._erase)
        buttons.addWidget(self._keep)
        column.addLayout(buttons)
        self.setTabOrder(self._field, self._shared)
        self.setTabOrder(self._shared, self._erase)
        self.setTabOrder(self._erase, self._keep)
        self._field.setFocus()

    def _dress(self) -> None:
        self.setMinimumWidth(self._tokens.px(WIDTH))
        super()._dress()

    def _on_field_text_changed(self, text: str) -> None:
        self._erase.setEnabled(text.strip() == self._word)

    def _on_erase_clicked(self) -> None:
        # Seen, not asked of isVisible: the dialog may be hidden by now.
        shared = self._shared.isVisibleTo(self) and self._shared.isChecked()
        self.accept()
        self.erase_wanted.emit(shared)
