"""Every change is in force and kept at once; what cannot be kept is said."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox

from mattimer.flow.appearance import wants_dark, wants_less_motion
from mattimer.settings import Settings, load_settings
from tests.flow.house import House, house_in
from tests.ui.pages.making import find

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def stored(house: House) -> dict[str, object]:
    found: dict[str, object] = json.loads(house.paths.settings.read_text("utf-8"))
    return found


def choose(house: House, name: str, value: object) -> None:
    """Choose from a row's list, as its menu does."""
    box = find(house.window, QComboBox, f"setting_{name}")
    box.activated.emit(box.findData(value))


def test_a_switch_is_kept_at_once(house: House) -> None:
    house.go_to("settings")
    house.press("setting_scan")
    assert not house.app.preferences.settings.scan
    assert stored(house)["scan"] is False


def test_nothing_is_written_before_something_is_changed(house: House) -> None:
    house.go_to("settings")
    assert not house.paths.settings.exists()


def test_the_appearance_is_in_force_at_once(house: House, qapp: QApplication) -> None:
    house.go_to("settings")
    choose(house, "appearance", "light")
    assert house.opening.look.color("bg").name() == "#f5f5f6"
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == "#f5f5f6"
    choose(house, "appearance", "dark")
    assert house.opening.look.color("bg").name() == "#121316"
    assert stored(house)["appearance"] == "dark"


def test_reduced_motion_is_in_force_at_once(house: House) -> None:
    house.set("motion", "reduced")
    assert house.opening.look.theme.reduced_motion
    house.set("motion", "full")
    assert not house.opening.look.theme.reduced_motion


def test_settings_of_a_session_change_no_look(house: House) -> None:
    theme = house.opening.look.theme
    house.set("pattern", "5-5")
    assert house.opening.look.theme is theme
    assert house.app.preferences.settings.pattern == "5-5"


def test_a_change_made_elsewhere_is_shown(house: House) -> None:
    house.go_to("settings")
    house.set("pacing", "off")
    assert find(house.window, QComboBox, "setting_pacing").currentText() == "Off"


def test_what_cannot_be_written_lasts_until_the_end_and_is_said(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    house.go_to("settings")
    with monkeypatch.context() as read_only:
        read_only.setattr("mattimer.flow.settings.save_settings", refuse)
        house.press("setting_scan")
    assert house.text("settings_notice") == (
        "This could not be written down; it lasts until you close the app."
    )
    assert not house.app.preferences.settings.scan
    house.press("setting_scan")
    assert house.text("settings_notice") == ""


def test_the_safety_answers_can_be_reviewed(house: House) -> None:
    house.go_to("settings")
    house.press("setting_safety")
    assert house.page() == "screening"


def damage(house: House) -> None:
    text = '{"scan": "perhaps", "pattern": "1-1", "lead_in_s": 60}'
    house.paths.settings.write_text(text, "utf-8")


@pytest.fixture
def damaged(qapp: QApplication, qtbot: "QtBot", tmp_path: Path) -> Iterator[House]:  # noqa: ARG001
    with house_in(qapp, tmp_path, before=damage) as made:
        yield made


def test_damaged_settings_are_as_at_first_and_named_once(damaged: House) -> None:
    damaged.go_to("settings")
    assert damaged.text("settings_notice") == (
        "Some settings could not be read and are as they were at first: pattern, scan."
    )
    assert find(damaged.window, QCheckBox, "setting_scan").isChecked()
    assert damaged.app.preferences.settings == Settings(lead_in_s=60)
    damaged.press("setting_scan")
    assert damaged.text("settings_notice") == ""
    assert load_settings(damaged.paths.settings).damaged == ()


@pytest.mark.parametrize(
    ("appearance", "system", "dark"),
    [
        ("dark", Qt.ColorScheme.Light, True),
        ("light", Qt.ColorScheme.Dark, False),
        ("system", Qt.ColorScheme.Light, False),
        ("system", Qt.ColorScheme.Dark, True),
        ("system", Qt.ColorScheme.Unknown, True),
    ],
)
def test_the_system_decides_only_where_it_is_asked(
    qapp: QApplication,  # noqa: ARG001 - style hints need it
    monkeypatch: pytest.MonkeyPatch,
    appearance: str,
    system: Qt.ColorScheme,
    *,
    dark: bool,
) -> None:
    hints = type("Hints", (), {"colorScheme": lambda _self: system})()
    monkeypatch.setattr(QGuiApplication, "styleHints", lambda: hints)
    assert wants_dark(Settings().changed("appearance", appearance)) is dark


def test_motion_is_reduced_where_it_is_set() -> None:
    assert wants_less_motion(Settings().changed("motion", "reduced"))
    assert not wants_less_motion(Settings())


def test_the_system_changing_its_mind_is_followed(house: House) -> None:
    house.set("appearance", "light")
    house.opening.look.change(dark=True)
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert not house.opening.look.theme.dark
