"""What every test of a screen has at hand."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from mattimer.ui.theme.theme import Theme
from tests.ui.factories import make_theme

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


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
def theme(request: pytest.FixtureRequest, qtbot: "QtBot") -> Theme:  # noqa: ARG001 - starts Qt
    """The look in each of the two palettes."""
    return make_theme(dark=request.param == "dark")


@pytest.fixture
def dark(qtbot: "QtBot") -> Theme:  # noqa: ARG001 - starts Qt
    """The dark look."""
    return make_theme()
