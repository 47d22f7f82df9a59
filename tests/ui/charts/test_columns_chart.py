"""Columns as high as their values, on round scales."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QVBoxLayout

from mattimer.ui.charts.chart_model import ChartPlace
from mattimer.ui.charts.columns_chart import ColumnsChart, nice_scale
from mattimer.ui.controls.card import Card
from mattimer.ui.theme.theme import Theme
from tests.ui.factories import near, seen, shown

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

VALUES = (5, 0, 9, 3)


@pytest.fixture
def chart(theme: Theme, qtbot: "QtBot") -> ColumnsChart:
    ground = Card(theme)
    # The bot itself holds on to nothing.
    qtbot.addWidget(ground, before_close_func=lambda _closing: ground.hide())
    around = QVBoxLayout(ground)
    around.setContentsMargins(0, 0, 0, 0)
    made = ColumnsChart(theme, "columns")
    around.addWidget(made)
    shown(ground, 460, 240)
    made.show_columns([ChartPlace(f"w{at}") for at in range(4)], VALUES, band=(3, 7))
    QApplication.processEvents()
    return made


def on_card(chart: ColumnsChart) -> QImage:
    """The chart on its ground."""
    ground = chart.parentWidget()
    assert ground is not None
    return seen(ground)


@pytest.mark.parametrize(
    ("most", "high", "ticks"),
    [
        (0.5, 1, 2),
        (1, 1, 2),
        (4, 4, 5),
        (5, 6, 4),
        (7, 8, 5),
        (9, 10, 3),
        (22, 30, 4),
        (137, 150, 4),
        (4000, 4000, 5),
    ],
)
def test_scales_end_with_a_round_number(most: float, high: float, ticks: int) -> None:
    scale = nice_scale(most)
    assert (scale.low, scale.high, len(scale.ticks)) == (0, high, ticks)
    assert scale.high >= most
    assert scale.ticks[-1] == 0


def test_a_column_reaches_its_value(chart: ColumnsChart, theme: Theme) -> None:
    image, warm = on_card(chart), theme.color("still")
    for index, value in enumerate(VALUES):
        x = round(chart.x_of(index))
        if value:
            assert near(image.pixelColor(x, round(chart.y_of(value)) + 3), warm)
        above = image.pixelColor(x, round(chart.y_of(value + 0.4)))
        assert not near(above, warm)


def test_nothing_is_painted_below_the_foot(chart: ColumnsChart, theme: Theme) -> None:
    image = on_card(chart)
    below = image.pixelColor(round(chart.x_of(2)), round(chart.y_of(0)) + 3)
    assert near(below, theme.color("surface"), 4)


def test_the_band_is_where_columns_may_end(chart: ColumnsChart, theme: Theme) -> None:
    image = on_card(chart)
    x = round((chart.x_of(0) + chart.x_of(1)) / 2)
    assert near(image.pixelColor(x, round(chart.y_of(6.5))), theme.color("accent_soft"), 6)
    assert near(image.pixelColor(x, round(chart.y_of(1.5))), theme.color("surface"), 4)
    chart.show_columns([ChartPlace("one")], (3,))
    without = on_card(chart).pixelColor(x, round(chart.y_of(2.5)))
    assert near(without, theme.color("surface"), 4)


def test_nothing_at_all_can_be_shown(chart: ColumnsChart) -> None:
    chart.show_columns((), ())
    on_card(chart)
    assert chart.worded() == []
