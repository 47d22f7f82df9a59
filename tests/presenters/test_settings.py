"""Every change is in force and kept at once; what cannot be kept is said."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QRadioButton, QSlider

from mattimer.preferences.settings_values import Settings
from mattimer.storage.state_files.settings_file import LoadedSettings, load_settings
from mattimer.ui.pages.settings.settings import SettingsPage
from tests.presenters.app_under_test import AppUnderTest, app_under_test
from tests.ui.pages.find_widgets import find, row_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def stored(app: AppUnderTest) -> dict[str, object]:
    found: dict[str, object] = json.loads(app.paths.settings.read_text("utf-8"))
    return found


def choose(app: AppUnderTest, name: str, value: object) -> None:
    """Choose from a row's list, as its menu does."""
    box = find(app.window, QComboBox, f"setting_{name}")
    box.activated.emit(box.findData(value))


def test_a_switch_is_kept_at_once(app: AppUnderTest) -> None:
    app.go_to("settings")
    app.press("setting_scan")
    assert not app.root.preferences.settings.scan
    assert stored(app)["scan"] is False


def test_nothing_is_written_before_something_is_changed(app: AppUnderTest) -> None:
    app.go_to("settings")
    assert not app.paths.settings.exists()


def test_the_appearance_is_in_force_at_once(app: AppUnderTest, qapp: QApplication) -> None:
    app.go_to("settings")
    app.press("setting_appearance_light")
    assert app.opening.context.theme.color("bg").name() == "#f5f5f6"
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == "#f5f5f6"
    app.press("setting_appearance_dark")
    assert app.opening.context.theme.color("bg").name() == "#121316"
    assert stored(app)["appearance"] == "dark"


def test_reduced_motion_is_in_force_at_once(app: AppUnderTest) -> None:
    app.set("motion", "reduced")
    assert app.opening.context.theme.tokens.reduced_motion
    app.set("motion", "full")
    assert not app.opening.context.theme.tokens.reduced_motion


def test_settings_of_a_session_change_no_look(app: AppUnderTest) -> None:
    tokens = app.opening.context.theme.tokens
    app.set("pattern", "5-5")
    assert app.opening.context.theme.tokens is tokens
    assert app.root.preferences.settings.pattern == "5-5"


def test_a_change_made_elsewhere_is_shown(app: AppUnderTest) -> None:
    app.go_to("settings")
    app.set("pacing", "off")
    assert find(app.window, QComboBox, "setting_pacing").currentText() == "Off"


def settings_of(app: AppUnderTest) -> SettingsPage:
    """The page, which is up now."""
    app.go_to("settings")
    return find(app.window, SettingsPage, "settings_page")


def test_a_volume_is_kept_when_the_knob_is_let_go(app: AppUnderTest) -> None:
    page = settings_of(app)
    slider = find(page, QSlider, "setting_bells")
    page.begin_at("bells")
    at = slider.rect().center()
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=at)
    for by in range(20):
        QTest.mouseMove(slider, at + QPoint(by, 0))
    assert not app.paths.settings.exists()
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=at + QPoint(20, 0))
    assert stored(app)["bells"] == app.root.preferences.settings.bells == slider.value()
    assert slider.value() != Settings().bells


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("words", "full"),
        ("voice_pace", "slow"),
        ("awake", "sound"),
        ("dimming", "black"),
    ],
)
def test_sound_screen_and_waking_are_kept_and_shown(
    app: AppUnderTest, name: str, value: str
) -> None:
    page = settings_of(app)
    page.setting_changed.emit(name, value)
    assert stored(app)[name] == value
    box = page.findChild(QComboBox, f"setting_{name}")
    if box is None:
        assert find(page, QRadioButton, f"setting_{name}_{value}").isChecked()
    else:
        assert box.currentData() == value


def test_what_is_to_be_heard_is_said(app: AppUnderTest) -> None:
    page = settings_of(app)
    heard: list[str] = []
    page.test_wanted.connect(heard.append)
    for kind in ("voice", "bells", "breath"):
        page.begin_at(kind)
        app.press(f"test_{kind}")
    assert heard == ["voice", "bells", "breath"]
    assert not app.paths.settings.exists()


def test_voices_and_devices_there_are_can_be_chosen(app: AppUnderTest) -> None:
    page = settings_of(app)
    page.show_voices(["Alex", "Anna"])
    page.show_outputs([("usb", "Headset")])
    choose(app, "voice_name", "Anna")
    choose(app, "output", "usb")
    assert app.root.preferences.settings.voice_name == "Anna"
    assert app.root.preferences.settings.output == "usb"
    page.show_outputs([])
    assert find(app.window, QComboBox, "setting_output").currentText() == "Not connected"
    assert app.root.preferences.settings.output == "usb"


def test_what_cannot_be_heard_is_said(app: AppUnderTest) -> None:
    page = settings_of(app)
    page.show_sound_trouble("No speech on this computer. The tones carry on.", "")
    assert "No speech on this computer. The tones carry on." in app.words()
    page.show_sound_trouble("", "")
    assert "No speech on this computer. The tones carry on." not in app.words()


def test_what_cannot_be_written_lasts_until_the_end_and_is_said(
    app: AppUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    app.go_to("settings")
    with monkeypatch.context() as read_only:
        read_only.setattr("mattimer.services.preferences.save_settings", refuse)
        app.press("setting_scan")
    assert app.text("settings_notice") == (
        "This could not be written down; it lasts until you close the app."
    )
    assert not app.root.preferences.settings.scan
    app.press("setting_scan")
    assert app.text("settings_notice") == ""


def note_of(app: AppUnderTest, name: str) -> str:
    """The quiet line of a row."""
    page = settings_of(app)
    return find(row_of(page, name), QLabel, "row_note").text()


def test_the_wind_down_says_when_it_is(app: AppUnderTest) -> None:
    assert note_of(app, "evening_reminder") == "Needs a bedtime."
    choose(app, "bedtime", "22:30")
    assert note_of(app, "evening_reminder") == "21:30, an hour before bed"
    choose(app, "wind_down_min", 45)
    assert note_of(app, "evening_reminder") == "21:45, 45 minutes before bed"
    choose(app, "bedtime", "")
    assert note_of(app, "evening_reminder") == "Needs a bedtime."


def test_days_and_times_are_kept(app: AppUnderTest) -> None:
    page = settings_of(app)
    page.begin_at("plan_reminder")
    app.press("setting_plan_reminder")
    choose(app, "plan_time", "07:15")
    page.begin_at("plan_days")
    for day in (6, 7):
        app.press(f"setting_plan_days_{day}")
    assert [stored(app)[name] for name in ("plan_reminder", "plan_time", "plan_days")] == [
        True,
        "07:15",
        "12345",
    ]


def test_two_changes_in_one_breath_are_both_kept(app: AppUnderTest) -> None:
    page = settings_of(app)
    page.setting_changed.emit("bells", 10)
    page.setting_changed.emit("breath", 20)
    assert (stored(app)["bells"], stored(app)["breath"]) == (10, 20)


def test_what_stands_elsewhere_is_no_setting(app: AppUnderTest) -> None:
    page = settings_of(app)
    changed: list[str] = []
    acted: list[str] = []
    came: list[bool] = []
    page.action_wanted.connect(acted.append)
    page.arrived.connect(lambda: came.append(True))
    page.setting_changed.connect(lambda name, _: changed.append(name))
    app.press("setting_autostart")
    for name in ("calendar", "pause_key"):
        page.action_wanted.emit(name)
    app.go_to("today")
    app.go_to("settings")
    assert (changed, acted, came) == ([], ["calendar", "pause_key"], [True])
    assert not app.paths.settings.exists()


def test_others_can_say_what_is_true(app: AppUnderTest) -> None:
    page = settings_of(app)
    page.show_autostart(on=True, trouble="The folder is a file.")
    page.show_pause_key(present=True, text="Pauses and goes on with F9.")
    page.say("calendar", "Saved.")
    page.show_row("tray", shown=False)
    said = app.words()
    assert {"The folder is a file.", "Pauses and goes on with F9.", "Saved."} <= set(said)
    assert "Keep in the tray" not in said
    assert find(page, QCheckBox, "setting_autostart").isChecked()


# All of them at once ---------------------------------------------------------------------------


def test_all_settings_are_as_at_first_and_come_back(app: AppUnderTest) -> None:
    page = settings_of(app)
    mine = {"scan": False, "bedtime": "22:30", "appearance": "light", "length": 12}
    for name, value in mine.items():
        app.set(name, value)
    before = app.root.preferences.settings
    changed: list[str] = []
    app.root.preferences.changed.connect(changed.append)
    page.begin_at("reset")
    app.press("setting_reset")
    assert app.root.preferences.settings == Settings()
    assert load_settings(app.paths.settings).settings == Settings()
    assert sorted(changed) == sorted(mine)
    assert app.text("settings_notice") == "All settings are as they were at first."
    assert find(page, QCheckBox, "setting_scan").isChecked()
    app.press("settings_undo")
    assert app.root.preferences.settings == before
    assert load_settings(app.paths.settings).settings == before
    assert app.text("settings_notice") == ""
    assert app.opening.context.theme.color("bg").name() == "#f5f5f6"


def test_another_change_ends_the_way_back(app: AppUnderTest) -> None:
    page = settings_of(app)
    app.set("scan", value=False)
    page.begin_at("reset")
    app.press("setting_reset")
    page.setting_changed.emit("skip_prepare", True)  # noqa: FBT003 - a signal's value
    assert not app.find("settings_undo").isVisible()


def test_what_another_version_set_survives_a_reset(
    qapp: QApplication,
    qtbot: "QtBot",  # noqa: ARG001
    tmp_path: Path,
) -> None:
    def newer(app: AppUnderTest) -> None:
        app.paths.settings.write_text('{"scan": false, "humming": [1]}', "utf-8")

    with app_under_test(qapp, tmp_path, before=newer) as made:
        made.root.preferences.take(Settings())
        assert (stored(made)["humming"], stored(made)["scan"]) == ([1], True)


def test_the_safety_answers_can_be_reviewed(app: AppUnderTest) -> None:
    app.go_to("settings")
    app.press("setting_safety")
    assert app.page() == "screening"


def damage(app: AppUnderTest) -> None:
    text = '{"scan": "perhaps", "pattern": "1-1", "lead_in_s": 60}'
    app.paths.settings.write_text(text, "utf-8")


@pytest.fixture
def damaged(qapp: QApplication, qtbot: "QtBot", tmp_path: Path) -> Iterator[AppUnderTest]:  # noqa: ARG001
    with app_under_test(qapp, tmp_path, before=damage) as made:
        yield made


def test_damaged_settings_are_as_at_first_and_named_once(damaged: AppUnderTest) -> None:
    damaged.go_to("settings")
    assert damaged.text("settings_notice") == (
        "Some settings could not be read and are as they were at first: pattern, scan."
    )
    assert find(damaged.window, QCheckBox, "setting_scan").isChecked()
    assert damaged.root.preferences.settings == Settings(lead_in_s=60)
    assert load_settings(damaged.paths.settings) == LoadedSettings(Settings(lead_in_s=60))
    beside = damaged.paths.settings.with_name("settings.json.damaged")
    assert json.loads(beside.read_text("utf-8"))["pattern"] == "1-1"
    assert damaged.root.preferences.damage_to_say() == ""
    damaged.press("setting_scan")
    assert damaged.text("settings_notice") == ""
    assert json.loads(beside.read_text("utf-8"))["scan"] == "perhaps"


def test_damage_that_was_said_elsewhere_is_not_said_again(damaged: AppUnderTest) -> None:
    assert damaged.root.preferences.damage_to_say() == (
        "Some settings could not be read and are as they were at first: pattern, scan."
    )
    damaged.go_to("settings")
    assert damaged.text("settings_notice") == ""


def test_damage_is_never_written_over_without_a_copy(
    damaged: AppUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = damaged.paths.settings.read_text("utf-8")

    def refuse(*_: object) -> None:
        raise OSError

    with monkeypatch.context() as full:
        full.setattr("mattimer.services.preferences.keep_damaged", refuse)
        damaged.set("scan", value=False)
    assert not damaged.root.preferences.kept
    assert damaged.paths.settings.read_text("utf-8") == before
    assert not damaged.root.preferences.settings.scan


def test_the_system_changing_its_mind_is_followed(app: AppUnderTest) -> None:
    app.set("appearance", "light")
    app.opening.context.theme.change(dark=True)
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert not app.opening.context.theme.tokens.dark
