"""Bands stand under their days, two by two, or one under the other."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mattimer.ui.layouts.columns_layout import ColumnsLayout
from mattimer.ui.pages.plan.plan_bands import BandBlock, BandColumns, PlanBand
from mattimer.ui.pages.plan.plan_chart import PlanChart
from mattimer.ui.theme.theme import Theme
from tests.ui.cut_text import settle
from tests.ui.factories import make_theme, shown
from tests.ui.pages.plan.test_plan_chart import days

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

LENGTHS = (3, 4, 3, 4)


class Bands(QWidget):
    """The chart and its bands, as on the page."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.chart = PlanChart(theme)
        self.chart.show_days(days(5))
        self.columns = BandColumns(theme, self.chart)
        self.columns.lengths = LENGTHS
        self.layout_of_bands = ColumnsLayout(self.columns)
        self.blocks = [BandBlock(theme) for _ in LENGTHS]
        for block in self.blocks:
            block.show_band(PlanBand("Build tolerance", "Days", "Line.", 3, current=False))
            self.layout_of_bands.addWidget(block)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.chart, 1)
        column.addLayout(self.layout_of_bands)

    def boxes(self) -> list[QRect]:
        settle()
        return [block.geometry() for block in self.blocks]


@pytest.fixture
def bands(dark: Theme, qtbot: "QtBot") -> Bands:
    made = Bands(dark)
    qtbot.addWidget(made)
    shown(made, 920, 500)
    return made


@pytest.mark.parametrize("mirrored", [False, True])
def test_a_band_stands_under_its_days(bands: Bands, *, mirrored: bool) -> None:
    if mirrored:
        bands.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    first = 1
    for box, length in zip(bands.boxes(), LENGTHS, strict=True):
        ends = sorted((bands.chart.axes.x(first), bands.chart.axes.x(first + length - 1)))
        half = bands.chart.axes.step / 2
        assert ends[0] - half <= box.left() < ends[0]
        assert ends[1] < box.right() <= ends[1] + half
        first += length


def test_in_a_narrow_window_they_stand_two_by_two(bands: Bands) -> None:
    bands.columns.compact = True
    bands.layout_of_bands.invalidate()
    bands.resize(580, 500)
    one, two, three, four = bands.boxes()
    assert one.top() == two.top() < three.top() == four.top()
    assert one.left() == three.left() < two.left() == four.left()


def test_larger_text_leaves_one_column(qtbot: "QtBot") -> None:
    theme = make_theme()
    bands = Bands(theme)
    qtbot.addWidget(bands)
    shown(bands, 500, 900)
    bands.columns.compact = True
    bands.layout_of_bands.invalidate()
    assert len({box.left() for box in bands.boxes()}) == 2
    theme.change(text_scale=2.0)
    assert len({box.left() for box in bands.boxes()}) == 1
    assert bands.boxes()[0].width() == bands.width()
