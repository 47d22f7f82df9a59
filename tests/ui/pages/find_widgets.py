"""Pages as the app builds them, and what a person finds on them."""

from typing import TypeVar

from PySide6.QtWidgets import QAbstractButton, QWidget

from mattimer.ui.pages.settings.setting_row import SettingRow

T = TypeVar("T", bound=QWidget)


def find(page: QWidget, kind: type[T], name: str) -> T:
    """One control or label by its name."""
    found: T | None = page.findChild(kind, name)
    assert found is not None, name
    return found


def button(page: QWidget, name: str) -> QAbstractButton:
    """One button, radio button or check box by its name."""
    return find(page, QAbstractButton, name)


def row_of(page: QWidget, name: str) -> SettingRow:
    """The row of a setting, which its control lies in."""
    (row,) = (
        row
        for row in page.findChildren(SettingRow)
        if row.findChild(QWidget, f"setting_{name}") is not None
    )
    return row
