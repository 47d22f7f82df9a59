"""Prepare: how to lie, what lies between, how tight; then lie down."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from mattimer.session.plan import Layer
from mattimer.ui.look import Look
from mattimer.ui.pages.prepare import LayerOption, Preparation, PreparePage
from tests.ui.making import areas, click, press, seen, shape, shown
from tests.ui.pages.making import button, find

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

NAMES = {Layer.TOWEL: "Towel", Layer.SHIRT: "Thin shirt", Layer.BARE: "Bare skin"}


def preparation(area: str = "upper-back", layer: Layer = Layer.SHIRT) -> Preparation:
    return Preparation(
        area=area,
        title="Upper back, 10 minutes",
        steps=areas()[area].steps,
        layers=tuple(LayerOption(one, NAMES[one], "like last time") for one in Layer),
        layer=layer,
        lead_in="20 seconds to get comfortable.",
    )


@pytest.fixture
def page(look: Look, qtbot: "QtBot") -> PreparePage:
    made = PreparePage(look, shape(), list(areas()))
    qtbot.addWidget(made)
    made.show_preparation(preparation())
    shown(made, 1016, 760)
    made.arrive()
    return made


def heard(page: PreparePage) -> list[str]:
    said: list[str] = []
    page.lie_down_wanted.connect(lambda: said.append("lie down"))
    page.back_wanted.connect(lambda: said.append("back"))
    return said


def test_it_shows_title_steps_and_layers(page: PreparePage) -> None:
    texts = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert find(page, QLabel, "prepare_title").text() == "Upper back, 10 minutes"
    assert set(areas()["upper-back"].steps) <= set(texts)
    assert "20 seconds to get comfortable." in texts
    assert [button(page, f"layer_{layer}").text() for layer in Layer] == list(NAMES.values())
    seen(page)


def test_the_layer_comes_prefilled_and_nothing_else(page: PreparePage) -> None:
    assert page.layer is Layer.SHIRT
    assert page.tightness is None


def test_focus_is_on_lie_down_so_that_enter_is_enough(page: PreparePage) -> None:
    assert button(page, "lie_down").hasFocus()
    said = heard(page)
    press(page, Qt.Key.Key_Return)
    assert said == ["lie down"]


def test_a_click_lies_down(page: PreparePage) -> None:
    said = heard(page)
    click(button(page, "lie_down"))
    assert said == ["lie down"]


@pytest.mark.parametrize("name", ["layer_towel", "tightness_before_4"])
def test_enter_lies_down_from_a_choice_too(page: PreparePage, name: str) -> None:
    said = heard(page)
    button(page, name).setFocus()
    press(page, Qt.Key.Key_Enter)
    assert said == ["lie down"]


def test_digits_rate_wherever_the_focus_is(page: PreparePage) -> None:
    press(page, Qt.Key.Key_7)
    assert page.tightness == 7
    press(page, Qt.Key.Key_0)
    assert page.tightness == 10
    press(page, Qt.Key.Key_Backspace)
    assert page.tightness is None


def test_escape_and_back_lead_back(page: PreparePage) -> None:
    said = heard(page)
    press(page, Qt.Key.Key_Escape)
    click(button(page, "back"))
    assert said == ["back", "back"]


def test_enter_on_back_goes_back(page: PreparePage) -> None:
    said = heard(page)
    button(page, "back").setFocus()
    press(page, Qt.Key.Key_Return)
    assert said == ["back"]


def test_other_keys_do_nothing(page: PreparePage) -> None:
    said = heard(page)
    press(page, Qt.Key.Key_X)
    assert said == []


def test_another_layer_can_be_chosen(page: PreparePage) -> None:
    click(button(page, "layer_bare"))
    assert page.layer is Layer.BARE


def test_the_next_preparation_begins_unrated(page: PreparePage) -> None:
    press(page, Qt.Key.Key_7)
    page.show_preparation(preparation("feet", Layer.TOWEL))
    assert page.tightness is None
    assert page.layer is Layer.TOWEL


def test_lie_down_is_described_by_the_sentence(page: PreparePage) -> None:
    assert button(page, "lie_down").accessibleDescription() == "Upper back, 10 minutes"


def test_compact_leaves_the_figure_out(page: PreparePage) -> None:
    assert find(page, QWidget, "body_figure").isVisible()
    page.set_compact(compact=True)
    assert not find(page, QWidget, "body_figure").isVisible()
    page.set_compact(compact=False)
    assert find(page, QWidget, "body_figure").isVisible()
