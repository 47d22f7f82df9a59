"""What every test of a presenter has at hand."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from tests.presenters.app_under_test import AppUnderTest, app_under_test

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """English names of days."""
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def app(qapp: QApplication, qtbot: "QtBot", tmp_path: Path) -> Iterator[AppUnderTest]:  # noqa: ARG001
    """A first evening: the safety questions are answered, nothing else is stored or set."""
    with app_under_test(qapp, tmp_path) as made:
        yield made
