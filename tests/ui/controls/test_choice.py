"""Layer cards and chips: real radio buttons and check boxes under their own paint."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QButtonGroup, QHBoxLayout, QWidget

from mattimer.session.session_plan import Layer
from mattimer.ui.controls.choice import Chip, Choice, LayerCard
from mattimer.ui.theme.theme import Theme
from tests.ui.factories import click, counted, make_theme, near, press, seen, shown

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def cards(theme: Theme, qtbot: "QtBot") -> Iterator[list[LayerCard]]:
    window = QWidget()
    qtbot.addWidget(window)
    row, group = QHBoxLayout(window), QButtonGroup(window)
    made = [LayerCard(theme, layer) for layer in Layer]
    for card, name in zip(made, ("Towel", "Thin shirt", "Bare skin"), strict=True):
        card.set_words(name, "like last time")
        row.addWidget(card)
        group.addButton(card)
    made[1].setChecked(True)
    shown(window)
    yield made  # noqa: PT022 - holds on to the window


def enter(choice: Choice) -> None:
    QApplication.sendEvent(choice, QEnterEvent(QPointF(1, 1), QPointF(1, 1), QPointF(1, 1)))


def test_a_card_says_layer_and_note(cards: list[LayerCard]) -> None:
    assert cards[0].accessibleName() == "Towel, like last time"
    assert cards[0].objectName() == "layer_towel"


def test_a_click_anywhere_on_a_card_chooses_it(cards: list[LayerCard]) -> None:
    for card in (cards[2], cards[0]):
        click(card, card.rect().bottomRight() - QPoint(2, 2))
        assert card.isChecked()
    assert [card.isChecked() for card in cards] == [True, False, False]


def test_arrows_walk_from_card_to_card(cards: list[LayerCard]) -> None:
    cards[1].setFocus()
    press(cards[1], Qt.Key.Key_Right)
    assert cards[2].isChecked()
    press(cards[1], Qt.Key.Key_Left)
    press(cards[1], Qt.Key.Key_Left)
    assert cards[0].isChecked()


def test_the_chosen_card_has_an_outline(cards: list[LayerCard], theme: Theme) -> None:
    accent = theme.color("accent")

    def outlined(card: LayerCard) -> bool:
        middle = card.height() // 2
        return near(seen(card).pixelColor(0, middle), accent)

    assert [outlined(card) for card in cards] == [False, True, False]


def test_a_card_is_raised_under_the_pointer(cards: list[LayerCard], theme: Theme) -> None:
    quiet = seen(cards[0])
    enter(cards[0])
    raised = seen(cards[0])
    assert (raised != quiet) is theme.tokens.dark
    QApplication.sendEvent(cards[0], QEvent(QEvent.Type.Leave))
    assert seen(cards[0]) == quiet


def test_a_card_has_room_for_its_words(cards: list[LayerCard]) -> None:
    for card in cards:
        assert card.width() >= card.sizeHint().width()
        assert card.minimumSizeHint() == card.sizeHint()


def test_cards_and_chips_grow_with_the_text(qtbot: "QtBot") -> None:  # noqa: ARG001 - starts Qt
    for text_scale, height in ((1.0, 66), (2.0, 132)):
        card = LayerCard(make_theme(text_scale=text_scale), Layer.TOWEL)
        assert card.sizeHint().height() == height


@pytest.fixture
def chip(theme: Theme, qtbot: "QtBot") -> Chip:
    made = Chip(theme, "noticed_warmth", "Warmth")
    qtbot.addWidget(made)
    made.resize(200, 40)
    shown(made)
    return made


def test_a_chip_is_switched_by_click_and_space(chip: Chip) -> None:
    click(chip, QPoint(195, 20))
    assert chip.isChecked()
    chip.setFocus()
    press(chip, Qt.Key.Key_Space)
    assert not chip.isChecked()


def test_a_chip_that_is_on_shows_a_check_and_an_outline(chip: Chip, theme: Theme) -> None:
    warm = theme.color("accent_text")
    assert counted(seen(chip), lambda pixel: near(pixel, warm, 20)) == 0
    narrow = chip.sizeHint().width()
    chip.setChecked(True)
    assert counted(seen(chip), lambda pixel: near(pixel, warm, 20)) > 100
    assert chip.sizeHint().width() == narrow + 22


def test_a_chip_never_cuts_its_text(chip: Chip) -> None:
    assert chip.minimumSizeHint() == chip.sizeHint()
    assert chip.accessibleName() == "Warmth"


def test_another_look_reaches_every_choice(cards: list[LayerCard], theme: Theme) -> None:
    before = seen(cards[0])
    theme.change(dark=not theme.tokens.dark)
    assert seen(cards[0]) != before
