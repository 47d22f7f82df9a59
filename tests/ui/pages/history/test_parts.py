"""Titles that open a list, legends, counts, ratings, notices and cards beside each other."""

from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLabel, QWidget

from mattimer.ui.charts.legend import Legend, Swatch
from mattimer.ui.controls.combo import TitleCombo
from mattimer.ui.controls.notice_line import Answer, NoticeLine
from mattimer.ui.layouts.columns_layout import CardColumns, ColumnsLayout
from mattimer.ui.pages.history.count_label import CountLabel
from mattimer.ui.pages.history.ratings_label import RatingsLabel
from mattimer.ui.theme.theme import Theme
from tests.ui.factories import click, counted, near, seen, shown
from tests.ui.pages.find_widgets import button, find
from tests.ui.timers import timer

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

RTL = Qt.LayoutDirection.RightToLeft


def test_a_title_is_as_wide_as_its_words(theme: Theme, qtbot: "QtBot") -> None:
    choices = (("", "All areas"), ("neck", "Neck & shoulders"))
    combo = TitleCombo(theme, "area", "Area", choices, role="strong", color="text")
    qtbot.addWidget(combo)
    narrow = combo.sizeHint().width()
    combo.show_value("neck")
    assert combo.sizeHint().width() > narrow
    assert combo.accessibleName() == "Area"
    shown(combo, 300, 40)
    plain = seen(combo)
    combo.setLayoutDirection(RTL)
    assert seen(combo) != plain
    combo.resize(60, 40)
    seen(combo)


def test_a_legend_leaves_out_what_a_chart_lacks(theme: Theme, qtbot: "QtBot") -> None:
    legend = Legend(
        theme, (Swatch.BEFORE, "before"), (Swatch.AFTER, "after"), (Swatch.NOISE, "noise")
    )
    qtbot.addWidget(legend)
    whole = legend.sizeHint().width()
    shown(legend, whole, 30)
    image = seen(legend)
    for name in ("cool", "still"):
        assert counted(image, partial(near, theme.color(name))) > 3
    legend.show_part(Swatch.NOISE, shown=False)
    assert legend.sizeHint().width() < whole


def test_a_count_reads_as_one_text(theme: Theme, qtbot: "QtBot") -> None:
    count = CountLabel(theme, "count")
    qtbot.addWidget(count)
    count.show_count("2", "sessions this week")
    assert count.text() == "2 sessions this week"
    shown(count)
    plain = seen(count)
    count.setLayoutDirection(RTL)
    assert seen(count) != plain


def test_ratings_are_cool_before_and_warm_after(theme: Theme, qtbot: "QtBot") -> None:
    label = RatingsLabel(theme)
    qtbot.addWidget(label)
    label.show_pair("7.5", "4")
    assert label.text() == "7.5 to 4"
    shown(label)
    image = seen(label)
    for name in ("cool", "accent_text"):
        assert counted(image, partial(near, theme.color(name), by=30)) > 3
    label.show_words("too early to tell")
    assert label.text() == "too early to tell"


def test_a_notice_is_gone_when_its_time_is_over(theme: Theme, qtbot: "QtBot") -> None:
    line = NoticeLine(theme, "notice")
    qtbot.addWidget(line)
    line.show_notice("Session deleted.", Answer("undo", "Undo"), for_ms=30)
    assert line.text == "Session deleted."
    with qtbot.waitSignal(timer(line, "notice_timer").timeout):
        pass
    assert line.text == ""


def test_a_notice_takes_the_place_of_the_one_before(theme: Theme, qtbot: "QtBot") -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    line = NoticeLine(theme, "notice")
    line.setParent(ground)
    line.show_notice("One.", Answer("a", "A"))
    line.show_notice("Two.", Answer("b", "B"), Answer("c", "C"))
    shown(ground, 400, 80)
    line.resize(400, 60)
    assert find(line, QLabel, "notice").text() == "Two."
    with qtbot.waitSignal(line.answered, timeout=0) as answered:
        click(button(line, "notice_c"))
    assert answered.args == ["c"]


@pytest.mark.parametrize("mirrored", [False, True])
def test_cards_stand_beside_each_other_where_they_fit(
    theme: Theme, qtbot: "QtBot", *, mirrored: bool
) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    if mirrored:
        ground.setLayoutDirection(RTL)
    cards = ColumnsLayout(CardColumns(theme, 16, wished=(200,), least=300))
    ground.setLayout(cards)
    first, second = QLabel("first"), QLabel("second")
    for card in (first, second):
        cards.addWidget(card)
    ground.show()
    cards.setGeometry(QRect(0, 0, 600, 100))
    assert first.width() == 384
    assert second.width() == 200
    assert (first.x() > second.x()) is mirrored
    cards.setGeometry(QRect(0, 0, 500, 100))
    assert first.width() == second.width() == 500
    assert second.y() > first.y()
    cards.setGeometry(QRect(0, 0, 600, 100))
    cards.set_stacked(stacked=True)
    cards.setGeometry(QRect(0, 0, 600, 100))
    assert second.y() > first.y()
    second.hide()
    cards.set_stacked(stacked=False)
    cards.setGeometry(QRect(0, 0, 600, 100))
    assert first.width() == 600
