"""The chart of nobody turns with the direction of the text, and grows with its size."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from mattimer.ui.charts.ghost_chart import GhostChart
from tests.ui.factories import ink, make_theme, seen, shown

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_time_runs_from_where_the_text_begins(qtbot: "QtBot") -> None:
    chart = GhostChart(make_theme())
    qtbot.addWidget(chart)
    shown(chart, 600, 308)
    before = ink(seen(chart).copy(60, 55, 500, 30))
    chart.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    after = ink(seen(chart).copy(40, 55, 500, 30))
    # Only the first pair reaches so high.
    assert before[1] < 250 < after[0]
    assert abs(before[0] - (499 - after[1])) <= 1


def test_it_is_higher_with_larger_text(qtbot: "QtBot") -> None:
    theme = make_theme()
    chart = GhostChart(theme)
    qtbot.addWidget(chart)
    low = chart.minimumHeight()
    theme.change(text_scale=2.0)
    assert chart.minimumHeight() == 2 * low
