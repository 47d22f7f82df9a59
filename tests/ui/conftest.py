"""What every test of a screen has at hand."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from mattimer.ui.look import Look
from tests.ui.making import make_look

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The platform without a screen says so where a window wants what only a screen has."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


@pytest.fixture(autouse=True)
def _english(qapp: QApplication) -> Iterator[None]:
    """English names of days, and the widget style the app uses."""
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    # Another style is put on every widget there is, so only once.
    if qapp.style().name() != "fusion":
        qapp.setStyle("fusion")
    yield
    QLocale.setDefault(before)


@pytest.fixture(params=["dark", "light"])
def look(request: pytest.FixtureRequest, qtbot: "QtBot") -> Look:  # noqa: ARG001 - starts Qt
    """The look in each of the two palettes."""
    return make_look(dark=request.param == "dark")


@pytest.fixture
def dark(qtbot: "QtBot") -> Look:  # noqa: ARG001 - starts Qt
    """The dark look."""
    return make_look()
