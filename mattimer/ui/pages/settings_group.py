"""A heading and its rows on one card; rows that are not looked for step aside."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mattimer.ui.look import Look
from mattimer.ui.pages.settings_controls import Control, make_control
from mattimer.ui.pages.settings_rows import Group
from mattimer.ui.widgets.card import Card
from mattimer.ui.widgets.label import Label
from mattimer.ui.widgets.setting_row import SettingRow

TITLE_INDENT, UNDER_TITLE = 4, 8


class SettingsGroup(QWidget):
    """Shows one group; ``rows`` and ``controls`` go by the names of their settings."""

    def __init__(
        self,
        look: Look,
        group: Group,
        choose: Callable[[str, object], None],
        act: Callable[[str], None],
    ) -> None:
        """``choose`` hears name and value of what the person set, ``act`` the name of a button."""
        super().__init__()
        self._title = Label(look, "strong", "text2", group.title)
        self._title.setIndent(TITLE_INDENT)
        self.controls: dict[str, Control] = {}
        self.rows: dict[str, SettingRow] = {}
        card = Card(look)
        rows = QVBoxLayout(card)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for row in group.rows:
            control = self.controls[row.name] = make_control(look, row, choose, act)
            made = self.rows[row.name] = SettingRow(look, row.text, control.whole, row.note)
            made.part(parted=len(self.rows) > 1)
            rows.addWidget(made)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNDER_TITLE)
        column.addWidget(self._title)
        column.addWidget(card)

    def seek(self, words: str) -> bool:
        """Show the rows that speak of all of these words; returns whether there are any."""
        found = [row for row in self.rows.values() if self._speaks_of(row, words)]
        for row in self.rows.values():
            row.setVisible(row in found)
            row.part(parted=row is not next(iter(found), None))
        self.setVisible(bool(found))
        return bool(found)

    def _speaks_of(self, row: SettingRow, words: str) -> bool:
        text = f"{self._title.text()} {row.words}".casefold()
        return all(word in text for word in words.casefold().split())
