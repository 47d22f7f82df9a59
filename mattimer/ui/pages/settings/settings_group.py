"""A heading and its rows on one card; rows that are not looked for step aside."""

from collections.abc import Callable, Collection, Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mattimer.ui.controls.card import Card
from mattimer.ui.controls.label import Label
from mattimer.ui.pages.settings.setting_row import SettingRow
from mattimer.ui.pages.settings.settings_controls import Control, make_control
from mattimer.ui.pages.settings.settings_rows import Group, Row
from mattimer.ui.theme.theme import Theme

TITLE_INDENT, UNDER_TITLE = 4, 8


class SettingsGroup(QWidget):
    """Shows one group; ``rows`` and ``controls`` go by the names of their settings."""

    def __init__(
        self,
        theme: Theme,
        group: Group,
        choose: Callable[[str, object], None],
        act: Callable[[str], None],
    ) -> None:
        """``choose`` hears name and value of what the person set, ``act`` the name of a button."""
        super().__init__()
        self._title = Label(theme, "strong", "text2", group.title)
        self._title.setIndent(TITLE_INDENT)
        self._all = {row.name: row for row in group.rows}
        self.controls: dict[str, Control] = {}
        self.rows: dict[str, SettingRow] = {}
        card = Card(theme)
        rows = QVBoxLayout(card)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for row in group.rows:
            control = self.controls[row.name] = make_control(theme, row, choose, act)
            made = self.rows[row.name] = SettingRow(theme, row.text, control.whole, row.note)
            made.part(parted=len(self.rows) > 1)
            rows.addWidget(made)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNDER_TITLE)
        column.addWidget(self._title)
        column.addWidget(card)

    def show_able(self, values: Mapping[str, object]) -> None:
        """What means nothing while something else is off stays, and cannot be set."""
        for name, row in self._all.items():
            if row.needs:
                self.rows[name].show_able(able=all(values.get(need) for need in row.needs))

    def unmet(self, name: str, values: Mapping[str, object]) -> str:
        """What a row of this group waits for; empty where it can be set."""
        return next((need for need in self._all[name].needs if not values.get(need)), "")

    def seek(self, words: str, absent: Collection[str]) -> bool:
        """Show the rows that speak of all of these words; returns whether there are any.

        ``absent`` are rows of what is not there on this computer.
        """
        found = [
            self.rows[name]
            for name, row in self._all.items()
            if name not in absent and self._speaks_of(row, words)
        ]
        for row in self.rows.values():
            row.setVisible(row in found)
            row.part(parted=row is not next(iter(found), None))
        self.setVisible(bool(found))
        return bool(found)

    def _speaks_of(self, row: Row, words: str) -> bool:
        shown = self.rows[row.name].words
        text = f"{self._title.text()} {shown} {row.words}".casefold()
        return all(word in text for word in words.casefold().split())
