"""The parts of a text: each shows all of its words and is found by them."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from mattimer.ui.pages.guide.caution_bars import CautionBars
from mattimer.ui.pages.guide.guide_blocks import (
    Block,
    EvidenceBlock,
    FactList,
    FeelingsBlock,
    Heading,
    Paragraph,
    Points,
    StepList,
    breakable,
    widget_of,
    words_of,
)
from mattimer.ui.pages.guide.sensation_bar import Feeling, SensationBar
from mattimer.ui.theme.theme import Theme
from tests.presenters.scenarios import spoken_words
from tests.ui.factories import make_theme, near, seen, shown

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

FEELINGS = (Feeling("Sting", "0 to 2 min", 4.0), Feeling("Afterglow", "after", 6.0))
BLOCKS: tuple[tuple[Block, str], ...] = (
    (Heading("How to lie"), "How to lie"),
    (Paragraph("Keep it short."), "Keep it short."),
    (Points(("Carpet.", "Yoga mat.")), "Carpet. Yoga mat."),
    (StepList(("Sit.", "Lower yourself.")), "Sit. Lower yourself."),
    (FactList((("Later", "10 min"), ("Caution", "Low")), 1), "Later 10 min Caution Low"),
    (FeelingsBlock(FEELINGS), "Sting Afterglow"),
    (
        EvidenceBlock("It eases.", "Not sure.", "Somebody, 2011"),
        "It eases. Not sure. Somebody, 2011",
    ),
)


def made(theme: Theme, qtbot: "QtBot", block: Block) -> QWidget:
    widget = widget_of(theme, block)
    qtbot.addWidget(widget)
    shown(widget, 520, 160)
    return widget


@pytest.mark.parametrize(("block", "words"), BLOCKS)
def test_a_block_is_found_by_all_its_words(block: Block, words: str) -> None:
    assert words_of(block) == words


@pytest.mark.parametrize(("block", "words"), BLOCKS)
def test_a_block_shows_or_speaks_all_its_words(
    theme: Theme, qtbot: "QtBot", block: Block, words: str
) -> None:
    said = spoken_words(made(theme, qtbot, block))
    for word in words.split():
        assert word in said


def test_caution_is_bars_as_well_as_a_word(dark: Theme, qtbot: "QtBot") -> None:
    pictures = []
    for level in (1, 2, 3):
        widget = made(dark, qtbot, FactList((("Caution", "Word"),), level))
        bars = widget.findChild(CautionBars)
        assert isinstance(bars, CautionBars)
        pictures.append(seen(bars))
    assert pictures[0] != pictures[1] != pictures[2] != pictures[0]
    assert made(dark, qtbot, FactList((("Later", "10 min"),))).findChild(CautionBars) is None


def test_the_bar_of_feelings_speaks_and_mirrors(theme: Theme, qtbot: "QtBot") -> None:
    bar = made(theme, qtbot, FeelingsBlock(FEELINGS))
    assert isinstance(bar, SensationBar)
    assert bar.accessibleName() == "Sting 0 to 2 min, Afterglow after"
    before = seen(bar)
    bar.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert seen(bar) != before


def test_feelings_stand_in_more_rows_where_words_would_touch(qtbot: "QtBot") -> None:
    parts = (
        Feeling("Sting", "0 to 2 min", 4.0),
        Feeling("It softens", "2 to 5 min", 4.2),
        Feeling("Warm and heavy", "5 to 15 min", 5.6),
        Feeling("Afterglow", "after", 6.0),
    )
    theme = make_theme()
    bar = SensationBar(theme, parts)
    qtbot.addWidget(bar)
    heights = [bar.heightForWidth(width) for width in (600, 260, 130)]
    assert heights[0] < heights[1] < heights[2]
    low = bar.heightForWidth(600)
    theme.change(text_scale=2.0)
    assert bar.heightForWidth(600) > 2 * low
    assert bar.minimumSizeHint().width() < 464
    shown(bar, 464, bar.heightForWidth(464))
    seen(bar)


def test_facts_stand_in_one_row_two_or_each_alone(dark: Theme, qtbot: "QtBot") -> None:
    names = ("For beginners", "Later", "Start with", "Caution")
    whole = widget_of(dark, FactList(tuple((name, "Thin shirt") for name in names), 1))
    qtbot.addWidget(whole)
    shown(whole, 560, 300)
    cells = [label.parentWidget() for label in whole.findChildren(QLabel) if label.text() in names]

    def rows() -> int:
        QApplication.processEvents()
        return len({cell.y() for cell in cells if cell is not None})

    assert rows() == 1
    whole.resize(300, 300)
    assert rows() == 2
    whole.resize(150, 300)
    assert rows() == 4


def test_an_address_may_break(dark: Theme, qtbot: "QtBot") -> None:
    card = widget_of(
        dark, EvidenceBlock("It eases.", "Not sure.", "doi 10.1016/j.neubiorev.2022.104711")
    )
    qtbot.addWidget(card)
    shown(card, 150, 400)
    assert card.width() == 150
    assert breakable("a.b") == "a.\u200bb"


@pytest.mark.parametrize("mirrored", [False, True])
def test_caution_counts_from_where_text_begins(
    dark: Theme, qtbot: "QtBot", *, mirrored: bool
) -> None:
    bars = CautionBars(dark, 1)
    qtbot.addWidget(bars)
    if mirrored:
        bars.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    shown(bars)
    image, accent = seen(bars), dark.color("accent")
    warm = [
        x for x in range(image.width()) if near(image.pixelColor(x, image.height() // 2), accent)
    ]
    assert warm
    assert (min(warm) > image.width() / 2) is mirrored
