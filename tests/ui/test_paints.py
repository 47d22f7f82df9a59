"""Small widgets that only paint, or whose words only differ: what they show and how they mirror."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QLabel, QWidget

from mattimer.session.clock import MINUTE
from mattimer.session.session_plan import Stage, Stages
from mattimer.ui.charts.ghost_chart import GhostChart
from mattimer.ui.controls.card import Card, Hairline
from mattimer.ui.controls.label import Label
from mattimer.ui.controls.mark import paint_mark
from mattimer.ui.controls.sentence import Sentence
from mattimer.ui.controls.steps import Steps
from mattimer.ui.controls.switch import Switch
from mattimer.ui.pages.after.warning_panel import WarningPanel
from mattimer.ui.pages.today.point_bar import PointBar
from mattimer.ui.pages.today.tightness_pair import TightnessPair
from mattimer.ui.pages.today.week_circles import WeekCircles
from mattimer.ui.session.night_label import NightLabel
from mattimer.ui.theme.theme import Theme
from tests.ui.factories import click, counted, ink, make_theme, near, press, seen, shown

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

RIGHT_TO_LEFT = Qt.LayoutDirection.RightToLeft
CLASSIC = Stages(2 * MINUTE, 6 * MINUTE, 2 * MINUTE)


def on_screen(qtbot: "QtBot", widget: QWidget, *, mirrored: bool = False) -> QImage:
    """A widget in the size it asks for, as painted."""
    qtbot.addWidget(widget)
    if mirrored:
        widget.setLayoutDirection(RIGHT_TO_LEFT)
    widget.resize(widget.sizeHint())
    shown(widget)
    return seen(widget)


def columns(image: QImage, color: QColor) -> list[int]:
    """Columns in which a colour is seen."""
    return [
        x
        for x in range(image.width())
        if any(near(image.pixelColor(x, y), color, 4) for y in range(image.height()))
    ]


# Week ------------------------------------------------------------------------------------------


def full_circles(week: WeekCircles, theme: Theme, *, mirrored: bool = False) -> list[int]:
    """Days whose circle is filled."""
    image = seen(week)
    found = []
    for day in range(7):
        x = day * 27 + 7
        x = image.width() - x if mirrored else x
        if near(image.pixelColor(x, 12), theme.color("accent")):
            found.append(day)
    return found


@pytest.mark.parametrize("mirrored", [False, True])
def test_days_with_a_session_are_full_circles(
    theme: Theme, qtbot: "QtBot", *, mirrored: bool
) -> None:
    week = WeekCircles(theme)
    week.show_week((True, False, True, False, False, False, True), 3)
    on_screen(qtbot, week, mirrored=mirrored)
    assert full_circles(week, theme, mirrored=mirrored) == [0, 2, 6]


def test_today_is_an_ember_outline_and_other_days_are_grey(theme: Theme, qtbot: "QtBot") -> None:
    week = WeekCircles(theme)
    week.show_week((False,) * 7, 3)
    image = on_screen(qtbot, week)
    warmth = []
    for day in range(7):
        edge = [image.pixelColor(day * 27 + 7, y) for y in (4, 5, 6)]
        warmth.append(max(color.red() - color.blue() for color in edge))
    assert warmth[3] == max(warmth) > 60
    assert max(warmth[:3] + warmth[4:]) < 20
    assert full_circles(week, theme) == []


# The pair --------------------------------------------------------------------------------------


def test_the_pair_is_read_out(dark: Theme, qtbot: "QtBot") -> None:
    pair = TightnessPair(dark)
    qtbot.addWidget(pair)
    assert pair.accessibleName() == "Last tightness: not yet"
    pair.show_pair((8, 6))
    assert pair.accessibleName() == "Last tightness, 8 before, 6 after"
    pair.show_pair(None)
    assert pair.accessibleName() == "Last tightness: not yet"


@pytest.mark.parametrize("mirrored", [False, True])
def test_before_is_cool_and_comes_first_in_reading_order(
    theme: Theme, qtbot: "QtBot", *, mirrored: bool
) -> None:
    pair = TightnessPair(theme)
    pair.show_pair((8, 6))
    image = on_screen(qtbot, pair, mirrored=mirrored)
    cool, warm = columns(image, theme.color("cool")), columns(image, theme.color("still"))
    assert cool
    assert warm
    if mirrored:
        assert min(cool) > max(warm)
    else:
        assert max(cool) < min(warm)


def test_without_a_pair_there_are_only_words(dark: Theme, qtbot: "QtBot") -> None:
    image = on_screen(qtbot, TightnessPair(dark))
    assert not columns(image, dark.color("cool"))
    left, right = ink(image)
    assert 0 <= left < right < image.width()


# Point bar -------------------------------------------------------------------------------------


def test_the_bar_shows_each_stage_in_its_colour(theme: Theme, qtbot: "QtBot") -> None:
    bar = PointBar(theme)
    bar.set_stages(CLASSIC)
    image = on_screen(qtbot, bar)
    spans = [columns(image, theme.color(stage)) for stage in ("settle", "still", "rise")]
    assert all(spans)
    assert max(spans[0]) < min(spans[1])
    assert max(spans[1]) < min(spans[2])
    widths = [max(span) - min(span) for span in spans]
    assert widths[0] == pytest.approx(widths[2], abs=3)
    assert widths[1] > 2.5 * widths[0]


def test_the_bar_runs_from_right_to_left_where_text_does(dark: Theme, qtbot: "QtBot") -> None:
    bar = PointBar(dark)
    bar.set_stages(CLASSIC)
    image = on_screen(qtbot, bar, mirrored=True)
    settle, rise = columns(image, dark.color("settle")), columns(image, dark.color("rise"))
    assert min(settle) > max(rise)


def test_a_bar_without_stages_is_empty(dark: Theme, qtbot: "QtBot") -> None:
    image = on_screen(qtbot, PointBar(dark))
    assert not columns(image, dark.color("still"))


@pytest.mark.parametrize(
    ("stages", "said"),
    [
        (CLASSIC, ["Settle 2 min", "Still 6 min", "Rise 2 min"]),
        (Stages(36_000_000, 108_000_000, 36_000_000), ["Settle", "Still", "Rise"]),
    ],
)
def test_whole_minutes_are_named_under_the_bar(
    dark: Theme, qtbot: "QtBot", stages: Stages, said: list[str]
) -> None:
    bar = PointBar(dark)
    qtbot.addWidget(bar)
    bar.set_stages(stages)
    words = [bar.words_for(stage, QRectF(0, 0, 200, 20)) for stage in ("settle", "still", "rise")]  # type: ignore[arg-type]
    assert words == said


def test_a_narrow_stage_leaves_out_the_unit_and_then_the_number(
    dark: Theme, qtbot: "QtBot"
) -> None:
    bar = PointBar(dark)
    qtbot.addWidget(bar)
    bar.set_stages(CLASSIC)
    metrics = QFontMetrics(dark.tokens.font("caption"))
    for words in ("Settle 2 min", "Settle 2", "Settle"):
        box = QRectF(0, 0, metrics.horizontalAdvance(words), 20)
        assert bar.words_for(Stage.SETTLE, box) == words
    assert bar.words_for(Stage.SETTLE, QRectF(0, 0, 5, 20)) == ""


# Switch ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("mirrored", [False, True])
def test_a_switch_differs_by_position_and_colour(
    theme: Theme, qtbot: "QtBot", *, mirrored: bool
) -> None:
    switch = Switch(theme, "setting_scan", "Body scan")
    off = on_screen(qtbot, switch, mirrored=mirrored)
    switch.setChecked(True)
    on = seen(switch)
    assert counted(on, lambda pixel: near(pixel, theme.color("accent"))) > 300
    assert counted(off, lambda pixel: near(pixel, theme.color("accent"))) == 0
    start, end = (31, 13) if mirrored else (13, 31)
    assert near(off.pixelColor(start, 13), theme.color("text2"))
    assert near(on.pixelColor(end, 13), theme.color("on_accent"))


def test_a_switch_answers_clicks_and_space(dark: Theme, qtbot: "QtBot") -> None:
    switch = Switch(dark, "setting_scan", "Body scan")
    on_screen(qtbot, switch)
    click(switch, switch.rect().bottomRight())
    assert switch.isChecked()
    switch.setFocus()
    press(switch, Qt.Key.Key_Space)
    assert not switch.isChecked()
    assert switch.accessibleName() == "Body scan"


# Words -----------------------------------------------------------------------------------------


def test_a_label_follows_the_theme(dark: Theme, qtbot: "QtBot") -> None:
    label = Label(dark, "body", "text2", "Optional")
    qtbot.addWidget(label)
    assert label.palette().windowText().color() == dark.color("text2")
    dark.change(dark=False)
    assert label.palette().windowText().color().name() == "#55565e"
    label.set_color("danger")
    assert label.palette().windowText().color().name() == "#b3261e"


def test_a_label_takes_another_size_and_its_own_back(dark: Theme, qtbot: "QtBot") -> None:
    label = Label(dark, "body")
    qtbot.addWidget(label)
    label.set_px(22)
    label.set_px(22)
    assert label.font().pixelSize() == 22
    label.set_px(None)
    assert label.font().pixelSize() == 15


def test_words_of_a_person_are_never_read_as_markup(dark: Theme, qtbot: "QtBot") -> None:
    label = Label(dark, "body", text="<b>5 < 6</b>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_the_night_has_its_own_colours(theme: Theme, qtbot: "QtBot") -> None:
    label = NightLabel(theme, "lead", text="Feet", wrap=True)
    qtbot.addWidget(label)
    assert label.palette().windowText().color().name() == "#f3e6d6"
    label.set_window_px(31.4)
    assert label.font().pixelSize() == 31
    label.set_dim(1.0)
    assert label.palette().windowText().color().name() == "#c69d75"
    label.set_dim(0.0)
    assert label.palette().windowText().color().name() == "#f3e6d6"


@pytest.mark.parametrize("mirrored", [False, True])
def test_a_sentence_stands_in_two_close_lines(
    dark: Theme, qtbot: "QtBot", *, mirrored: bool
) -> None:
    sentence = Sentence(dark, "today_sentence")
    sentence.setText("Feet,\n3 minutes.")
    image = on_screen(qtbot, sentence, mirrored=mirrored)
    assert sentence.heightForWidth(sentence.width()) == sentence.sizeHint().height()
    line = sentence.fontMetrics().height()
    assert line < sentence.height() <= 2 * line
    upper = image.copy(0, 0, image.width(), image.height() // 2 - 6)
    left, right = ink(upper)
    if mirrored:
        assert right > image.width() - 20
    else:
        assert left < 20


def test_steps_are_numbered_and_only_as_many_as_there_are(theme: Theme, qtbot: "QtBot") -> None:
    steps = Steps(theme)
    steps.show_steps(("Lay the mat.", "Sit down.", "Lie down."))
    steps.resize(400, 200)
    qtbot.addWidget(steps)
    shown(steps)
    seen(steps)
    said = [label.text() for label in steps.findChildren(QLabel) if label.isVisible()]
    assert said == ["Lay the mat.", "Sit down.", "Lie down."]
    assert steps.accessibleName() == "How to lie, 3 steps"
    steps.show_steps(("Stay up.",))
    assert [label.text() for label in steps.findChildren(QLabel) if label.isVisible()] == [
        "Stay up."
    ]


# Warning ---------------------------------------------------------------------------------------


def test_a_warning_is_hidden_while_it_has_nothing_to_say(theme: Theme, qtbot: "QtBot") -> None:
    panel = WarningPanel(theme)
    qtbot.addWidget(panel)
    panel.show_text("")
    assert panel.isHidden()
    panel.show_text("Stay off the mat.")
    shown(panel, 400, 90)
    assert panel.accessibleName() == "Stay off the mat."
    image = seen(panel)
    assert near(image.pixelColor(200, 80), theme.color("danger_fill"))
    icon = counted(image, lambda pixel: near(pixel, theme.color("danger"), 20))
    assert icon > 10


# Grounds ---------------------------------------------------------------------------------------


def test_cards_and_lines_take_the_palette(theme: Theme, qtbot: "QtBot") -> None:
    card, line = Card(theme), Hairline(theme)
    qtbot.addWidget(card)
    shown(card, 120, 80)
    assert near(seen(card).pixelColor(60, 40), theme.color("surface"))
    qtbot.addWidget(line)
    shown(line, 120, 1)
    assert near(seen(line).pixelColor(60, 0), theme.color("hair"))


def test_the_ghost_chart_belongs_to_nobody_and_fades_to_the_right(
    theme: Theme, qtbot: "QtBot"
) -> None:
    chart = GhostChart(theme)
    qtbot.addWidget(chart)
    shown(chart, 600, 308)
    image = seen(chart)
    ground = theme.color("surface")
    assert near(image.pixelColor(300, 10), ground)
    left, right = image.copy(60, 40, 60, 200), image.copy(520, 40, 60, 200)

    def strongest(part: QImage) -> int:
        return max(
            abs(part.pixelColor(x, y).lightness() - ground.lightness())
            for x in range(part.width())
            for y in range(part.height())
        )

    assert strongest(left) > strongest(right)


def test_the_mark_is_three_quarters_lit(theme: Theme) -> None:
    image = QImage(96, 96, QImage.Format.Format_ARGB32)
    image.fill(theme.color("rail"))
    painter = QPainter(image)
    paint_mark(painter, theme.tokens, QRectF(0, 0, 96, 96))
    painter.end()
    still = theme.color("still")
    assert near(image.pixelColor(48, 48), still)

    def lit(x: int, y: int) -> int:
        return counted(image.copy(x, y, 48, 48), lambda pixel: near(pixel, still, 6))

    # The last quarter, from nine to twelve o'clock, is the unlit one; the point is in all.
    assert lit(0, 0) < min(lit(48, 48), lit(0, 48))


def test_text_size_makes_room(qtbot: "QtBot") -> None:  # noqa: ARG001 - starts Qt
    small, large = make_theme(), make_theme(text_scale=2.0)
    for kind in (WeekCircles, TightnessPair):
        assert kind(large).sizeHint().height() > 1.5 * kind(small).sizeHint().height()
