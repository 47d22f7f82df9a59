"""The parts of a text: each shows all of its words and is found by them."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mattimer.ui.look import Look
from mattimer.ui.widgets.caution_bars import CautionBars
from mattimer.ui.widgets.guide_blocks import (
    Block,
    Evidence,
    Facts,
    Feelings,
    Heading,
    Paragraph,
    Points,
    StepList,
    widget_of,
    words_of,
)
from mattimer.ui.widgets.sensation_bar import Feeling, SensationBar
from tests.flow.knowing import spoken_words
from tests.ui.making import seen, shown

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

FEELINGS = (Feeling("Sting", "0 to 2 min", 4.0), Feeling("Afterglow", "after", 6.0))
BLOCKS: tuple[tuple[Block, str], ...] = (
    (Heading("How to lie"), "How to lie"),
    (Paragraph("Keep it short."), "Keep it short."),
    (Points(("Carpet.", "Yoga mat.")), "Carpet. Yoga mat."),
    (StepList(("Sit.", "Lower yourself.")), "Sit. Lower yourself."),
    (Facts((("Later", "10 min"), ("Caution", "Low")), 1), "Later 10 min Caution Low"),
    (Feelings(FEELINGS), "Sting Afterglow"),
    (Evidence("It eases.", "Not sure.", "Somebody, 2011"), "It eases. Not sure. Somebody, 2011"),
)


def made(look: Look, qtbot: "QtBot", block: Block) -> QWidget:
    widget = widget_of(look, block)
    qtbot.addWidget(widget)
    shown(widget, 520, 160)
    return widget


@pytest.mark.parametrize(("block", "words"), BLOCKS)
def test_a_block_is_found_by_all_its_words(block: Block, words: str) -> None:
    assert words_of(block) == words


@pytest.mark.parametrize(("block", "words"), BLOCKS)
def test_a_block_shows_or_speaks_all_its_words(
    look: Look, qtbot: "QtBot", block: Block, words: str
) -> None:
    said = spoken_words(made(look, qtbot, block))
    for word in words.split():
        assert word in said


def test_caution_is_bars_as_well_as_a_word(dark: Look, qtbot: "QtBot") -> None:
    pictures = []
    for level in (1, 2, 3):
        widget = made(dark, qtbot, Facts((("Caution", "Word"),), level))
        bars = widget.findChild(CautionBars)
        assert isinstance(bars, CautionBars)
        pictures.append(seen(bars))
    assert pictures[0] != pictures[1] != pictures[2] != pictures[0]
    assert made(dark, qtbot, Facts((("Later", "10 min"),))).findChild(CautionBars) is None


def test_the_bar_of_feelings_speaks_and_mirrors(look: Look, qtbot: "QtBot") -> None:
    bar = made(look, qtbot, Feelings(FEELINGS))
    assert isinstance(bar, SensationBar)
    assert bar.accessibleName() == "Sting 0 to 2 min, Afterglow after"
    before = seen(bar)
    bar.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert seen(bar) != before
