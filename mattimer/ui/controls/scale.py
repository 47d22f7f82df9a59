"""The one number: how tight do I feel, 1 to 10. Nothing is preset."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from mattimer.limits import TIGHTNESS, TIGHTNESS_HIGHEST
from mattimer.ui.controls.choice import ScaleCell
from mattimer.ui.controls.label import Label
from mattimer.ui.layouts.columns_layout import ColumnsLayout, EvenColumns
from mattimer.ui.theme.theme import Theme

GAP = 8
COLUMNS = (10, 5, 2)
"""One row, or two of five where text is large; five of two in the narrowest."""


class RatingScale(QWidget):
    """Ten cells. Digits rate (0 is ten), arrows move, Backspace clears.

    Signals:
        value_changed(value): 1 to 10, or None after clearing.
    """

    value_changed = Signal(object)

    def __init__(self, theme: Theme, name: str, title: str, fill: str) -> None:
        """``fill`` is the colour of the chosen cell: cool before, still (warm) after."""
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(self.tr("{title}, 1 loose to 10 tight").format(title=title))
        self._group = QButtonGroup(self)
        self._cells = [ScaleCell(theme, number, fill, self) for number in TIGHTNESS]
        cells = ColumnsLayout(EvenColumns(GAP, COLUMNS))
        for cell in self._cells:
            cell.setObjectName(f"{name}_{cell.number}")
            self._group.addButton(cell, cell.number)
            cells.addWidget(cell)
        low = Label(theme, "caption", "text2", self.tr("1, loose"), wrap=True)
        high = Label(theme, "caption", "text2", self.tr("10, tight as a drum"), wrap=True)
        ends = QHBoxLayout()
        for label in (low, high):
            label.prefer_one_line()
            ends.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        ends.insertStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(cells)
        column.addLayout(ends)
        self._group.idToggled.connect(self._on_group_toggled)

    @property
    def value(self) -> int | None:
        """The number chosen, None where nothing is."""
        chosen = self._group.checkedId()
        return None if chosen not in TIGHTNESS else chosen

    def set_value(self, value: int | None) -> None:
        """Choose a number, or none."""
        if value is None:
            self.clear()
        else:
            self._cells[value - 1].setChecked(True)

    def clear(self) -> None:
        """Back to nothing chosen."""
        chosen = self._group.checkedButton()
        if chosen is not None:
            self._group.setExclusive(False)
            chosen.setChecked(False)
            self._group.setExclusive(True)
            self.value_changed.emit(None)

    def take_key(self, event: QKeyEvent) -> bool:
        """Rate by a key that reached the page; True if it was one of ours."""
        # Some keyboards have their digits on Shift.
        harmless = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        if event.modifiers() & ~harmless:
            return False
        if event.key() == Qt.Key.Key_Backspace:
            self.clear()
            return True
        if event.text() in tuple("1234567890"):
            number = int(event.text()) or TIGHTNESS_HIGHEST
            self._cells[number - 1].setChecked(True)
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits and Backspace while a cell has the focus."""
        if not self.take_key(event):
            super().keyPressEvent(event)

    def _on_group_toggled(self, number: int, checked: bool) -> None:  # noqa: FBT001 - Qt's signal
        if checked:
            self.value_changed.emit(number)
