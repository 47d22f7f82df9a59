"""What every test of a flow has at hand."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from tests.flow.house import House, house_in

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The platform without a screen says so where a window wants what only a screen has."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """English names of days."""
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def house(qapp: QApplication, qtbot: "QtBot", tmp_path: Path) -> Iterator[House]:  # noqa: ARG001
    """A first evening: the safety questions are answered, nothing else is stored or set."""
    with house_in(qapp, tmp_path) as made:
        yield made
