"""One sentence and what can be answered."""

from typing import TYPE_CHECKING

import pytest

from mattimer.ui.pages.today.unfinished_card import UnfinishedCard
from mattimer.ui.theme.theme import Theme
from tests.presenters.scenarios import faults
from tests.ui.factories import click, shown
from tests.ui.pages.find_widgets import button

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def card(theme: Theme, qtbot: "QtBot") -> UnfinishedCard:
    made = UnfinishedCard(theme)
    qtbot.addWidget(made)
    assert made.isHidden()
    made.show_offer("You left with 5:24 to go.", may_go_on=True)
    shown(made, 560, 130)
    return made


def test_every_answer_says_what_it_is_about(card: UnfinishedCard) -> None:
    assert card.accessibleName() == "You left with 5:24 to go."
    for name in ("go_on", "keep", "discard"):
        answer = button(card, f"unfinished_{name}")
        assert answer.accessibleDescription() == "You left with 5:24 to go."
    assert faults(card) == []


def test_answers_are_told(card: UnfinishedCard) -> None:
    said: list[str] = []
    card.go_on_wanted.connect(lambda: said.append("go on"))
    card.keep_wanted.connect(lambda: said.append("keep"))
    card.discard_wanted.connect(lambda: said.append("discard"))
    for name in ("go_on", "keep", "discard"):
        click(button(card, f"unfinished_{name}"))
    assert said == ["go on", "keep", "discard"]


def test_what_is_too_long_ago_cannot_go_on(card: UnfinishedCard) -> None:
    card.show_offer("Yesterday, 21:10: feet broke off after four minutes.", may_go_on=False)
    assert not button(card, "unfinished_go_on").isVisible()
    assert button(card, "unfinished_keep").isVisible()
