"""Pages as the app builds them, and what a person finds on them."""

from typing import TypeVar

from PySide6.QtWidgets import QAbstractButton, QWidget

T = TypeVar("T", bound=QWidget)


def find(page: QWidget, kind: type[T], name: str) -> T:
    """One control or label by its name."""
    found: T | None = page.findChild(kind, name)
    assert found is not None, name
    return found


def button(page: QWidget, name: str) -> QAbstractButton:
    """One button, radio button or check box by its name."""
    return find(page, QAbstractButton, name)
