"""Rings, dots and a band: where they stand, in which colours, and in both directions."""

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCharts import QScatterSeries
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout

from mattimer.ui.charts.chart_model import ChartPlace, TightnessMark
from mattimer.ui.charts.tightness_chart import TightnessChart
from mattimer.ui.controls.card import Card
from mattimer.ui.theme.theme import Theme
from tests.ui.factories import make_theme, near, seen, shown
from tests.ui.pages.history.factories import counts

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

MARKS = (
    TightnessMark(ChartPlace("first", "First: 10 before, 1 after"), 10, 1),
    TightnessMark(ChartPlace("second", "Second: 6 before, 6 after"), 6, 6),
    TightnessMark(ChartPlace("third", "Third: nothing")),
    TightnessMark(
        ChartPlace("last", "Last: 8 before, 4 after"), 8, 4, counts(v8=2), counts(v3=1, v5=1)
    ),
)


def chart_in(qtbot: "QtBot", theme: Theme, direction: Qt.LayoutDirection) -> TightnessChart:
    ground = Card(theme)
    # The bot itself holds on to nothing.
    qtbot.addWidget(ground, before_close_func=lambda _closing: ground.hide())
    ground.setLayoutDirection(direction)
    around = QVBoxLayout(ground)
    around.setContentsMargins(0, 0, 0, 0)
    chart = TightnessChart(theme)
    around.addWidget(chart)
    shown(ground, 500, 260)
    chart.show_marks(MARKS, (5, 9))
    QApplication.processEvents()
    return chart


@pytest.fixture(params=list(Qt.LayoutDirection)[:2], ids=["ltr", "rtl"])
def chart(request: pytest.FixtureRequest, qtbot: "QtBot", theme: Theme) -> TightnessChart:
    return chart_in(qtbot, theme, request.param)


def on_card(chart: TightnessChart) -> QImage:
    """The chart on its ground."""
    ground = chart.parentWidget()
    assert ground is not None
    return seen(ground)


def color_at(image: QImage, chart: TightnessChart, index: float, value: float) -> QColor:
    return image.pixelColor(round(chart.x_of(index)), round(chart.y_of(value)))


def test_dots_are_full_and_warm_at_their_value(chart: TightnessChart, theme: Theme) -> None:
    image, warm = on_card(chart), theme.color("still")
    for index, after in ((0, 1), (1, 6), (3, 4)):
        assert near(color_at(image, chart, index, after), warm)


def test_rings_are_open_and_cool(chart: TightnessChart, theme: Theme) -> None:
    image = on_card(chart)
    for index, before in ((0, 10), (3, 8)):
        assert near(color_at(image, chart, index, before), theme.color("surface"))
        x, y = round(chart.x_of(index)), round(chart.y_of(before))
        for dx, dy in ((-1, 0), (1, 0), (0, -1), (0, 1)):
            outwards = (image.pixelColor(x + dx * far, y + dy * far) for far in range(4, 7))
            assert any(near(color, theme.color("cool"), 40) for color in outwards)


def test_no_mark_is_cut_at_the_ends_of_the_scale(chart: TightnessChart, theme: Theme) -> None:
    image, warm = on_card(chart), theme.color("still")
    x, y = round(chart.x_of(0)), round(chart.y_of(1))
    assert near(image.pixelColor(x, y + 4), warm)
    assert near(image.pixelColor(x, y - 4), warm)
    assert near(image.pixelColor(x, round(chart.y_of(10)) - 5), theme.color("cool"), 40)


def test_equal_numbers_are_a_dot_inside_a_wider_ring(chart: TightnessChart, theme: Theme) -> None:
    image = on_card(chart)
    x, y = round(chart.x_of(1)), round(chart.y_of(6))
    outwards = (image.pixelColor(x + far, y) for far in range(7, 11))
    assert any(near(color, theme.color("cool"), 40) for color in outwards)
    assert near(image.pixelColor(x, y), theme.color("still"))


def test_the_band_lies_about_before(chart: TightnessChart, theme: Theme) -> None:
    image = on_card(chart)
    between = (chart.x_of(2) + chart.x_of(3)) / 2
    for value, inside in ((8.5, True), (5.5, True), (9.5, False), (4.5, False)):
        color = image.pixelColor(round(between), round(chart.y_of(value)))
        assert near(color, theme.color("cool_soft" if inside else "surface"), 4)


def test_without_a_band_there_is_none(chart: TightnessChart, theme: Theme) -> None:
    chart.show_marks(MARKS, None)
    image = on_card(chart)
    between = round((chart.x_of(2) + chart.x_of(3)) / 2)
    color = image.pixelColor(between, round(chart.y_of(8.5)))
    assert near(color, theme.color("surface"), 4)


def test_time_runs_as_the_text_does(chart: TightnessChart) -> None:
    mirrored = chart.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert (chart.x_of(0) > chart.x_of(3)) is mirrored
    assert (chart.plot.left() < chart.width() - chart.plot.right()) is mirrored


def test_what_stands_under_the_pointer_is_said(chart: TightnessChart) -> None:
    for index, mark in enumerate(MARKS):
        assert chart.said_at(chart.x_of(index)) == mark.place.spoken
    assert chart.said_at(-5) == ""
    at = QPoint(round(chart.x_of(0)), 50)
    help_wanted = QHelpEvent(QHelpEvent.Type.ToolTip, at, chart.mapToGlobal(at))
    QApplication.sendEvent(chart.viewport(), help_wanted)
    tip = chart.findChild(QLabel, "tip")
    assert isinstance(tip, QLabel)
    assert tip.isVisible()
    assert tip.text() == chart.said_at(at.x())


def marks(chart: TightnessChart, name: str) -> QScatterSeries:
    (found,) = (one for one in chart.chart().series() if one.objectName() == name)
    assert isinstance(found, QScatterSeries)
    return found


def test_single_sessions_are_faint_points(qtbot: "QtBot") -> None:
    chart = chart_in(qtbot, make_theme(), Qt.LayoutDirection.LeftToRight)
    faint = marks(chart, "single_after").points()
    assert sorted(point.y() for point in faint) == [3, 5]
    twice = [point.x() for point in marks(chart, "single_before").points()]
    assert len(twice) == 2
    assert twice[0] != twice[1]


def test_marks_shrink_before_they_touch(qtbot: "QtBot") -> None:
    chart = chart_in(qtbot, make_theme(), Qt.LayoutDirection.LeftToRight)
    roomy = marks(chart, "dots").markerSize()
    chart.show_marks([TightnessMark(ChartPlace("w"), 8, 5)] * 30, (5, 9))
    assert marks(chart, "dots").markerSize() < roomy
    assert marks(chart, "dots").markerSize() < chart.plot.width() / 30


def test_words_stand_apart_and_the_last_is_always_there(qtbot: "QtBot") -> None:
    chart = chart_in(qtbot, make_theme(), Qt.LayoutDirection.LeftToRight)
    for count in (1, 2, 5, 10, 26, 30):
        chart.show_marks([TightnessMark(ChartPlace("29 September"), 8, 5)] * count, None)
        worded = chart.worded()
        assert worded[-1] == count - 1
        assert len(worded) <= 4
        apart = [later - sooner for sooner, later in pairwise(worded)]
        assert len(set(apart)) <= 1


def test_nothing_to_show_can_be_shown(qtbot: "QtBot") -> None:
    chart = chart_in(qtbot, make_theme(), Qt.LayoutDirection.LeftToRight)
    chart.show_marks((), None)
    chart.show_words("Two numbers make a mark.")
    on_card(chart)
    assert chart.worded() == []
    assert chart.said_at(100) == ""
    chart.resize(0, 0)
    chart.resize(10, 10)
    on_card(chart)


def test_the_wheel_is_the_pages(qtbot: "QtBot") -> None:
    chart = chart_in(qtbot, make_theme(), Qt.LayoutDirection.LeftToRight)
    event = QWheelEvent(
        QPointF(50, 50),
        QPointF(50, 50),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt's signature
    )
    chart.wheelEvent(event)
    assert not event.isAccepted()


def test_it_follows_another_look(qtbot: "QtBot") -> None:
    theme = make_theme()
    chart = chart_in(qtbot, theme, Qt.LayoutDirection.LeftToRight)
    theme.change(dark=False)
    QApplication.processEvents()
    assert near(color_at(on_card(chart), chart, 3, 4), theme.color("still"))
    theme.change(text_scale=2.0)
    assert chart.minimumSizeHint().height() == theme.tokens.px(220)
    plain = on_card(chart)
    theme.change(contrast=True)
    assert on_card(chart) != plain
