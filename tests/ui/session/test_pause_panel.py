"""Go on, finish, or say what feels off."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from mattimer.session.reasons import StopReason
from mattimer.ui.session.night_label import NightLabel
from mattimer.ui.session.pause_panel import PausePanel
from mattimer.ui.theme.theme import Theme
from tests.ui.factories import click, counted, lines, near, press, seen, shown

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

REASONS = [advice.reason for advice in lines().stops if advice.reason is not StopReason.OTHER]
SLEPT = "The computer slept for 12 minutes."


@pytest.fixture
def panel(dark: Theme, qtbot: "QtBot") -> PausePanel:
    made = PausePanel(dark, lines().stops)
    qtbot.addWidget(made)
    made.show_paused("")
    shown(made, 300, 600)
    return made


@pytest.fixture
def bar(panel: PausePanel) -> PausePanel:
    """The panel at the foot of a narrow window."""
    panel.set_compact(compact=True)
    shown(panel, 720, 140)
    return panel


def button(panel: PausePanel, name: str) -> QPushButton:
    found: QPushButton | None = panel.findChild(QPushButton, name)
    assert found is not None
    return found


def offered(panel: PausePanel) -> set[str]:
    return {found.objectName() for found in panel.findChildren(QPushButton) if found.isVisible()}


def words(panel: PausePanel) -> list[str]:
    return [label.text() for label in panel.findChildren(NightLabel) if label.isVisible()]


def reasons() -> set[str]:
    return {f"stop_{reason}" for reason in REASONS}


def heard(panel: PausePanel) -> list[object]:
    said: list[object] = []
    panel.resume_wanted.connect(lambda: said.append("resume"))
    panel.finish_wanted.connect(lambda: said.append("finish"))
    panel.discard_wanted.connect(lambda: said.append("discard"))
    panel.ease_wanted.connect(lambda: said.append("ease"))
    panel.stop_wanted.connect(said.append)
    return said


def test_a_column_offers_to_go_on_to_finish_and_six_reasons(panel: PausePanel) -> None:
    assert offered(panel) == {"resume", "finish", *reasons()}
    assert len(reasons()) == 6
    assert words(panel) == [
        "Something feels off?",
        "Roll off to one side. Tap what it was and we stop there.",
        "Space resumes",
    ]


def test_going_on_and_finishing(panel: PausePanel) -> None:
    said = heard(panel)
    click(button(panel, "resume"))
    click(button(panel, "finish"))
    assert said == ["resume", "finish"]


@pytest.mark.parametrize(
    "reason", [reason for reason in REASONS if reason is not StopReason.TOO_INTENSE]
)
def test_a_reason_stops_at_once(panel: PausePanel, reason: StopReason) -> None:
    said = heard(panel)
    click(button(panel, f"stop_{reason}"))
    assert said == [reason]


def test_too_intense_first_offers_a_layer(panel: PausePanel) -> None:
    said = heard(panel)
    click(button(panel, "stop_too-intense"))
    assert said == []
    assert offered(panel) == {"ease", "enough"}
    assert button(panel, "ease").text() == "Add a layer and go on"
    assert button(panel, "ease").hasFocus()
    click(button(panel, "ease"))
    assert said == ["ease"]


def test_too_intense_may_still_stop(panel: PausePanel) -> None:
    said = heard(panel)
    click(button(panel, "stop_too-intense"))
    click(button(panel, "enough"))
    assert said == [StopReason.TOO_INTENSE]


def test_on_a_towel_there_is_no_milder_layer(panel: PausePanel) -> None:
    panel.show_paused("", can_ease=False)
    said = heard(panel)
    click(button(panel, "stop_too-intense"))
    assert said == [StopReason.TOO_INTENSE]


def test_the_next_pause_begins_afresh(panel: PausePanel) -> None:
    click(button(panel, "stop_too-intense"))
    panel.show_paused("")
    assert offered(panel) == {"resume", "finish", *reasons()}


def test_after_a_sleep_it_says_so_and_offers_to_discard(panel: PausePanel) -> None:
    panel.show_paused(SLEPT)
    assert words(panel)[0] == SLEPT
    assert offered(panel) == {"resume", "finish", "discard"}
    names = [button(panel, name).text() for name in ("resume", "finish", "discard")]
    assert names == ["Go on", "Finish", "Discard"]
    said = heard(panel)
    click(button(panel, "discard"))
    assert said == ["discard"]


def test_a_bar_offers_three_buttons(bar: PausePanel) -> None:
    assert offered(bar) == {"resume", "finish", "feels_off"}
    assert words(bar) == []
    middles = [button(bar, name).geometry().center().y() for name in sorted(offered(bar))]
    assert max(middles) - min(middles) <= 1


def test_in_a_bar_the_reasons_take_the_buttons_place(bar: PausePanel) -> None:
    click(button(bar, "feels_off"))
    assert offered(bar) == reasons()
    said = heard(bar)
    click(button(bar, "stop_too-intense"))
    assert offered(bar) == {"ease", "enough"}
    click(button(bar, "enough"))
    assert said == [StopReason.TOO_INTENSE]


def test_a_bar_after_a_sleep_tells_of_it(bar: PausePanel) -> None:
    bar.show_paused(SLEPT)
    assert words(bar) == [SLEPT]
    assert offered(bar) == {"resume", "finish", "discard"}


def test_a_bar_has_a_ground_of_its_own(bar: PausePanel, dark: Theme) -> None:
    ground = dark.tokens.session_color("figure1")
    assert counted(seen(bar), lambda pixel: near(pixel, ground, 1)) > 2000


def test_back_to_a_column(bar: PausePanel) -> None:
    bar.set_compact(compact=False)
    shown(bar, 300, 600)
    assert offered(bar) == {"resume", "finish", *reasons()}
    assert bar.first_focus.objectName() == "resume"


def test_space_on_a_button_presses_it(panel: PausePanel) -> None:
    said = heard(panel)
    panel.first_focus.setFocus()
    press(panel, Qt.Key.Key_Space)
    assert said == ["resume"]


@pytest.mark.parametrize("name", ["resume", "finish", *sorted(reasons())])
def test_buttons_are_large_enough_for_somebody_lying_down(panel: PausePanel, name: str) -> None:
    assert button(panel, name).height() >= 46
