"""The four controls of a running session."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QPushButton

from mattimer.ui.session.session_controls import SessionControls
from mattimer.ui.theme.theme import Theme
from tests.ui.factories import click, shown

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

NAMES = ["pause", "end", "extend", "skip_to_rise"]


@pytest.fixture
def controls(dark: Theme, qtbot: "QtBot") -> SessionControls:
    made = SessionControls(dark)
    qtbot.addWidget(made)
    shown(made, 300, 113)
    return made


def button(controls: SessionControls, name: str) -> QPushButton:
    found: QPushButton | None = controls.findChild(QPushButton, name)
    assert found is not None
    return found


def test_each_asks_for_its_own(controls: SessionControls) -> None:
    said: list[str] = []
    controls.pause_wanted.connect(lambda: said.append("pause"))
    controls.end_wanted.connect(lambda: said.append("end"))
    controls.extend_wanted.connect(lambda: said.append("extend"))
    controls.rise_wanted.connect(lambda: said.append("skip_to_rise"))
    for name in NAMES:
        click(button(controls, name))
    assert said == NAMES


def test_they_are_read_out_in_whole_words(controls: SessionControls) -> None:
    read = [button(controls, name).accessibleName() for name in NAMES]
    assert read == ["Pause", "End", "One minute more", "Skip to rise"]


def test_what_is_not_possible_is_disabled(controls: SessionControls) -> None:
    controls.set_possible(extend=False, rise=True)
    assert not button(controls, "extend").isEnabled()
    assert button(controls, "skip_to_rise").isEnabled()
    controls.set_possible(extend=True, rise=False)
    assert button(controls, "extend").isEnabled()
    assert not button(controls, "skip_to_rise").isEnabled()


def test_two_by_two_or_four_in_a_row(controls: SessionControls) -> None:
    assert len({button(controls, name).y() for name in NAMES}) == 2
    shown(controls, 672, 64)
    assert len({button(controls, name).y() for name in NAMES}) == 1
    shown(controls, 300, 113)
    assert len({button(controls, name).y() for name in NAMES}) == 2


def test_they_are_large_enough_for_somebody_lying_down(controls: SessionControls) -> None:
    assert all(button(controls, name).height() >= 46 for name in NAMES)
