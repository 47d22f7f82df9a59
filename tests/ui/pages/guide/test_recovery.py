"""The recovery routine's ticks and its small ring."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QCheckBox

from mattimer.ui.pages.guide.recovery import RecoveryForm, RoutineStep
from mattimer.ui.theme.theme import Theme
from tests.presenters.scenarios import faults
from tests.ui.factories import click, seen, shown
from tests.ui.pages.find_widgets import button, find

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

STEPS = (
    RoutineStep("mat", "Ten minutes on the mat.", "Go"),
    RoutineStep("stretch", "Five minutes of gentle stretching.", "Begin"),
    RoutineStep("water", "A glass of water."),
)


@pytest.fixture
def routine(theme: Theme, qtbot: "QtBot") -> RecoveryForm:
    made = RecoveryForm(theme, STEPS)
    qtbot.addWidget(made)
    shown(made, 520, 180)
    return made


def test_every_step_is_a_tick_and_some_have_a_button(routine: RecoveryForm) -> None:
    for step in STEPS:
        assert find(routine, QCheckBox, f"recovery_{step.key}").accessibleName() == step.text
    assert button(routine, "recovery_start_stretch").text() == "Begin"
    assert routine.findChild(QCheckBox, "recovery_start_water") is None
    assert faults(routine) == []


def test_ticks_and_buttons_say_their_step(routine: RecoveryForm) -> None:
    said: list[object] = []
    routine.ticked.connect(lambda key, on: said.append((key, on)))
    routine.action_wanted.connect(said.append)
    click(button(routine, "recovery_water"))
    click(button(routine, "recovery_water"))
    click(button(routine, "recovery_start_mat"))
    assert said == [("water", True), ("water", False), "mat"]


def test_a_running_step_shows_words_and_ring(routine: RecoveryForm) -> None:
    assert not routine.ring.isVisible()
    routine.show_running("stretch", "4:59, stop", 0.0)
    assert button(routine, "recovery_start_stretch").accessibleName() == "4:59, stop"
    assert routine.ring.isVisible()
    empty = seen(routine.ring)
    routine.show_running("stretch", "2:30, stop", 0.5)
    half = seen(routine.ring)
    routine.show_running("stretch", "0:00, stop", 1.0)
    assert len({empty.cacheKey(), half.cacheKey()}) == 2
    assert empty != half
    assert half != seen(routine.ring)
    routine.show_ready("stretch", "Begin")
    assert not routine.ring.isVisible()


def test_a_step_can_be_ticked_for_the_person(routine: RecoveryForm) -> None:
    said: list[tuple[str, bool]] = []
    routine.ticked.connect(lambda key, on: said.append((key, on)))
    routine.tick("stretch")
    assert said == [("stretch", True)]
