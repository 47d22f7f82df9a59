"""Settings: each row says its name and its new value at once."""

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import asdict
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSlider,
    QWidget,
)

from mattimer.preferences.settings_values import Settings
from mattimer.ui.controls.card import Card
from mattimer.ui.controls.combo import Combo
from mattimer.ui.controls.day_picker import DayPicker
from mattimer.ui.controls.segmented import Segmented
from mattimer.ui.pages.settings.settings import SettingsPage, columns
from mattimer.ui.pages.settings.settings_rows import Row, RowKind
from mattimer.ui.theme.theme import Theme
from tests.ui.cut_text import (
    EVERY_WAY,
    How,
    assert_uncut,
    framed,
    long_words,
    settle,
    uncut_matrix,
)
from tests.ui.factories import click, is_of_two_lines, make_theme, press, seen, shown
from tests.ui.pages.find_widgets import button, find, row_of
from tests.ui.pointer import turn_wheel_over

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

RIGHT_TO_LEFT = Qt.LayoutDirection.RightToLeft
NO_SPEECH = "No speech on this computer. The tones carry on."
BUSY = "The sound device is busy. The timer runs on without tones."
HEADSET = ("usb-headset", "Headset")
EVENING = ["Wind-down reminder", "Bedtime", "Wind-down before it", "Wind-down on"]
REMINDED = {"bedtime": "22:30", "plan_reminder": True}
"""Values with which no row waits for another."""


def rows(kind: RowKind) -> list[Row]:
    return [
        row for column in columns() for group in column for row in group.rows if row.kind is kind
    ]


@pytest.fixture
def page(theme: Theme, qtbot: "QtBot") -> SettingsPage:
    made = SettingsPage(theme)
    qtbot.addWidget(made)
    made.show_values(asdict(Settings()))
    shown(made, 1016, 760)
    return made


def heard(page: SettingsPage) -> list[tuple[str, object]]:
    said: list[tuple[str, object]] = []
    page.setting_changed.connect(lambda name, value: said.append((name, value)))
    return said


def combo(page: SettingsPage, name: str) -> QComboBox:
    return find(page, QComboBox, f"setting_{name}")


def switch(page: SettingsPage, name: str) -> QCheckBox:
    return find(page, QCheckBox, f"setting_{name}")


def slider(page: SettingsPage, name: str) -> QSlider:
    return find(page, QSlider, f"setting_{name}")


def search(page: SettingsPage) -> QLineEdit:
    return find(page, QLineEdit, "settings_search")


def left(widget: QWidget) -> int:
    return widget.mapTo(widget.window(), widget.rect().topLeft()).x()


def words(page: SettingsPage) -> list[str]:
    """Every label that can be read, in the order they were made."""
    return [
        label.text() for label in page.findChildren(QLabel) if label.isVisible() and label.text()
    ]


def look_for(page: SettingsPage, text: str) -> list[str]:
    """Type into the field; returns what is left under the title."""
    field = search(page)
    field.clear()
    QTest.keyClicks(field, text)
    QApplication.processEvents()
    return [word for word in words(page) if word != "Settings"]


def test_every_setting_has_a_row(page: SettingsPage) -> None:
    assert all(page.findChild(QWidget, f"setting_{name}") for name in asdict(Settings()))


def test_the_values_are_shown(page: SettingsPage) -> None:
    changed = Settings().changed("lead_in_s", 60).changed("scan", value=False)
    page.show_values(asdict(changed.changed("pattern", "3-7").changed("motion", "reduced")))
    assert combo(page, "lead_in_s").currentText() == "60 seconds"
    assert not switch(page, "scan").isChecked()
    assert combo(page, "pattern").currentText() == "3 in, 7 out"
    assert combo(page, "motion").currentText() == "On"


def test_showing_values_is_silent(page: SettingsPage) -> None:
    said = heard(page)
    page.show_values(asdict(Settings().changed("scan", value=False)))
    assert said == []


def test_a_switch_says_its_name_and_value(page: SettingsPage) -> None:
    said = heard(page)
    click(switch(page, "scan"))
    click(switch(page, "scan"))
    assert said == [("scan", False), ("scan", True)]


@pytest.mark.parametrize("name", [row.name for row in (*rows(RowKind.LIST), *rows(RowKind.TIME))])
def test_every_choice_can_be_taken_and_is_a_value_of_its_setting(
    page: SettingsPage, name: str
) -> None:
    said = heard(page)
    washes: list[int] = []
    page.wash_chosen.connect(washes.append)
    box = combo(page, name)
    for index in range(box.count()):
        box.activated.emit(index)
    if name == "wash_every":
        assert (washes, said) == ([box.itemData(index) for index in range(box.count())], [])
        return
    assert [value for _, value in said] == [box.itemData(index) for index in range(box.count())]
    for _, value in said:
        assert getattr(Settings().changed(name, value), name) == value


@pytest.mark.parametrize("name", [row.name for row in rows(RowKind.SEGMENTS)])
def test_every_segment_can_be_taken_and_is_a_value_of_its_setting(
    page: SettingsPage, name: str
) -> None:
    said = heard(page)
    (row,) = (row for row in rows(RowKind.SEGMENTS) if row.name == name)
    for value, _ in (*row.choices, row.choices[0]):
        click(button(page, f"setting_{name}_{value}"))
    assert len(said) >= len(row.choices)
    for _, value in said:
        assert getattr(Settings().changed(name, value), name) == value


def test_a_choice_is_taken_by_the_keyboard(page: SettingsPage) -> None:
    said = heard(page)
    box = combo(page, "pacing")
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert said == [("pacing", "throughout")]


def test_a_segment_is_taken_by_the_keyboard(page: SettingsPage) -> None:
    said = heard(page)
    page.begin_at("appearance")
    press(page, Qt.Key.Key_Right)
    press(page, Qt.Key.Key_Right)
    assert said == [("appearance", "light"), ("appearance", "dark")]


@pytest.mark.parametrize("name", ["voice", "bells", "breath"])
def test_a_volume_is_said_when_it_is_set(page: SettingsPage, name: str) -> None:
    said = heard(page)
    before = slider(page, name).value()
    slider(page, name).setFocus()
    press(page, Qt.Key.Key_Left)
    press(page, Qt.Key.Key_PageUp)
    assert said == [(name, before - 5), (name, min(100, before + 15))]


def test_a_drag_is_one_change(page: SettingsPage) -> None:
    said = heard(page)
    bells = slider(page, "bells")
    page.begin_at("bells")
    middle = bells.rect().center()
    QTest.mousePress(bells, Qt.MouseButton.LeftButton, pos=middle)
    for by in range(30):
        QTest.mouseMove(bells, middle + type(middle)(by, 0))
    QTest.mouseRelease(bells, Qt.MouseButton.LeftButton, pos=middle)
    assert len(said) == 1
    assert said[0][0] == "bells"


@pytest.mark.parametrize("name", ["voice", "bells", "breath"])
def test_a_volume_can_be_heard(page: SettingsPage, name: str) -> None:
    wanted: list[str] = []
    acted: list[str] = []
    page.test_wanted.connect(wanted.append)
    page.action_wanted.connect(acted.append)
    click(button(page, f"test_{name}"))
    assert (wanted, acted) == ([name], [])


def test_what_is_tested_can_be_told_apart_without_seeing(page: SettingsPage) -> None:
    names = [button(page, f"test_{name}").accessibleName() for name in ("voice", "bells", "breath")]
    assert names == ["Test the voice", "Test the bells", "Test the breath tones"]


def test_a_buttons_row_says_its_name(page: SettingsPage) -> None:
    acted: list[str] = []
    page.action_wanted.connect(acted.append)
    names = [row.name for row in rows(RowKind.ACTION)]
    assert {"sessions", "safety", "calendar", "pause_key", "reset", "diagnostics"} < set(names)
    for name in names:
        click(button(page, f"setting_{name}"))
    assert acted == names


@pytest.mark.parametrize("name", ["bells", "words", "scan", "appearance"])
def test_the_wheel_scrolls_the_page_and_sets_nothing(page: SettingsPage, name: str) -> None:
    said = heard(page)
    shown(page, 1016, 400)
    page.begin_at(name)
    bar = find(page, QScrollArea, "settings_rows_scroll").verticalScrollBar()
    before, way = bar.value(), 1 if bar.value() else -1
    turn_wheel_over(find(page, QWidget, f"setting_{name}"), way)
    assert bar.value() != before
    assert said == []


# What sound there is ---------------------------------------------------------------------------


def test_voices_are_offered_by_name(page: SettingsPage) -> None:
    box = combo(page, "voice_name")
    assert [box.itemText(index) for index in range(box.count())] == ["The system's choice"]
    page.show_voices(["Alex", "Anna"])
    assert [box.itemText(index) for index in range(box.count())] == [
        "The system's choice",
        "Alex",
        "Anna",
    ]
    assert box.currentData() == ""


def test_devices_are_offered_by_name_and_chosen_by_identifier(page: SettingsPage) -> None:
    said = heard(page)
    page.show_outputs([HEADSET, ("hdmi", "Television")])
    box = combo(page, "output")
    assert box.currentText() == "As the system"
    box.setFocus()
    press(page, Qt.Key.Key_Down)
    assert box.currentText() == "Headset"
    assert said == [("output", "usb-headset")]


def test_a_device_that_is_not_there_stays_chosen(page: SettingsPage) -> None:
    said = heard(page)
    page.show_outputs([HEADSET])
    page.show_values(asdict(Settings().changed("output", "usb-headset")))
    page.show_outputs([])
    box = combo(page, "output")
    assert (box.currentText(), box.currentData()) == ("Not connected", "usb-headset")
    page.show_outputs([HEADSET])
    assert (box.currentText(), box.count()) == ("Headset", 2)
    assert said == []


def test_a_voice_that_is_not_there_keeps_its_name(page: SettingsPage) -> None:
    page.show_values(asdict(Settings().changed("voice_name", "Anna")))
    page.show_voices(["Alex"])
    assert combo(page, "voice_name").currentText() == "Anna"


def test_what_cannot_be_heard_is_said_where_it_is_set(page: SettingsPage) -> None:
    page.show_sound_trouble(NO_SPEECH, "")
    assert NO_SPEECH in words(page)
    page.show_sound_trouble("", BUSY)
    assert NO_SPEECH not in words(page)
    assert BUSY in words(page)
    page.show_sound_trouble("", "")
    assert BUSY not in words(page)


def test_a_part_of_the_values_can_be_shown(page: SettingsPage) -> None:
    page.show_values({"bells": 10})
    assert slider(page, "bells").value() == 10
    assert slider(page, "breath").value() == Settings().breath


# Finding one -----------------------------------------------------------------------------------


def test_rows_are_found_by_their_name(page: SettingsPage) -> None:
    assert look_for(page, "bells") == ["Sound", "Bells"]


def test_rows_are_found_by_their_note(page: SettingsPage) -> None:
    assert look_for(page, "always DARK") == ["Screen", "Appearance", "A session is always dark."]


def test_rows_are_found_by_their_group(page: SettingsPage) -> None:
    assert set(EVENING) < set(look_for(page, "evening"))
    assert "Pattern" not in words(page)


def test_every_word_looked_for_has_to_be_there(page: SettingsPage) -> None:
    assert look_for(page, "pace sound") == ["Sound", "Speaking pace"]


@pytest.mark.parametrize(
    ("looked_for", "found"),
    [
        ("notification", {"Wind-down reminder", "Plan reminder", "Mat wash reminder"}),
        ("volume", {"Voice volume", "Bells", "Breath tones"}),
        ("shortcut", {"Pause key everywhere", "A key of your own"}),
        ("theme", {"Appearance"}),
        ("font", {"Text size"}),
        ("backup", {"Sessions, kept on this computer"}),
        ("default", {"Settings as they were at first"}),
        ("bug", {"Diagnostics", "Log"}),
        ("every word", {"Voice"}),
        ("175", {"Text size"}),
    ],
)
def test_rows_are_found_by_other_words_and_by_their_values(
    page: SettingsPage, looked_for: str, found: set[str]
) -> None:
    page.show_wash(20, 5, 100)
    assert found <= set(look_for(page, looked_for))
    every = {row.text for column in columns() for group in column for row in group.rows}
    assert len(every & set(words(page))) < 12


def test_groups_of_both_columns_are_found(page: SettingsPage) -> None:
    assert look_for(page, "session")[0] == "Session"
    assert "Screen" in words(page)
    assert "Yours alone" in words(page)
    assert "Breathing" not in words(page)


def test_where_nothing_is_found_it_says_so(page: SettingsPage) -> None:
    assert look_for(page, "sauna") == ["Nothing by that name."]
    assert look_for(page, "pattern") == ["Breathing", "Pattern"]


def test_escape_brings_everything_back(page: SettingsPage) -> None:
    before = words(page)
    look_for(page, "sauna")
    QTest.keyClick(search(page), Qt.Key.Key_Escape)
    assert words(page) == before


def test_what_is_found_keeps_its_width_and_begins_at_the_start(
    page: SettingsPage, qtbot: "QtBot"
) -> None:
    widths = {card.width() for card in page.findChildren(Card)}
    look_for(page, "appearance")
    (card,) = (card for card in page.findChildren(Card) if card.isVisible())
    qtbot.waitUntil(lambda: card.width() in widths)
    assert left(card) == 48


def test_what_is_found_in_one_column_is_as_wide_as_the_page(
    page: SettingsPage, qtbot: "QtBot"
) -> None:
    page.set_compact(compact=True)
    page.resize(644, 560)
    look_for(page, "appearance")
    (card,) = (card for card in page.findChildren(Card) if card.isVisible())
    qtbot.waitUntil(lambda: card.width() == 644 - 64)


def test_only_rows_below_another_have_a_line(page: SettingsPage) -> None:
    look_for(page, "voice")
    (card,) = (card for card in page.findChildren(Card) if card.isVisible())
    hair = page.theme.color("hair")
    image = seen(card)
    lines = [
        y
        for y in range(2, image.height() - 2)
        if all(image.pixelColor(x, y) == hair for x in (5, 60, image.width() - 6))
    ]
    assert lines == [50, 100]


def test_a_page_that_comes_up_again_shows_all(page: SettingsPage) -> None:
    look_for(page, "bells")
    page.arrive()
    assert search(page).text() == ""
    assert page.first_focus().hasFocus()


@pytest.mark.parametrize("name", list(asdict(Settings())))
def test_any_setting_can_be_begun_at_whatever_was_looked_for(page: SettingsPage, name: str) -> None:
    page.show_values(REMINDED)
    page.resize(1016, 300)
    look_for(page, "sauna")
    page.begin_at(name)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName().startswith(f"setting_{name}")
    assert not focused.visibleRegion().isEmpty()


# What is not always there ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "values", "waits_for"),
    [
        ("evening_reminder", {"bedtime": ""}, "bedtime"),
        ("wind_down_min", {"bedtime": ""}, "bedtime"),
        ("evening_days", {"bedtime": ""}, "bedtime"),
        ("evening_days", {"bedtime": "22:30", "evening_reminder": False}, "evening_reminder"),
        ("plan_time", {"plan_reminder": False}, "plan_reminder"),
        ("plan_days", {"plan_reminder": False}, "plan_reminder"),
    ],
)
def test_what_means_nothing_now_cannot_be_set_and_leads_to_what_it_waits_for(
    page: SettingsPage, name: str, values: dict[str, object], waits_for: str
) -> None:
    page.show_values(REMINDED)
    control = find(page, QWidget, f"setting_{name}")
    assert control.isEnabled()
    able = seen(row_of(page, name))
    page.show_values(values)
    assert not control.isEnabled()
    assert control.isVisible()
    assert seen(row_of(page, name)) != able
    page.begin_at(name)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName() == f"setting_{waits_for}"
    page.show_values(REMINDED | {"evening_reminder": True})
    assert control.isEnabled()


def test_a_row_that_waits_ignores_a_click_on_it(page: SettingsPage) -> None:
    said = heard(page)
    click(row_of(page, "evening_reminder"))
    assert said == []


def test_what_this_computer_has_not_is_not_there_however_one_looks(page: SettingsPage) -> None:
    page.show_row("tray", shown=False)
    assert "Keep in the tray" not in words(page)
    assert "Keep in the tray" not in look_for(page, "tray")
    page.show_row("tray", shown=True)
    assert "Keep in the tray" in words(page)
    assert "Keep in the tray" in look_for(page, "")


def test_opening_at_login_is_no_setting(page: SettingsPage) -> None:
    said, switched = heard(page), list[bool]()
    page.autostart_switched.connect(switched.append)
    page.begin_at("autostart")
    click(switch(page, "autostart"))
    assert (switched, said) == ([True], [])
    page.show_autostart(on=False, trouble="The folder of entries is a file.")
    assert not switch(page, "autostart").isChecked()
    assert "The folder of entries is a file." in words(page)
    page.show_autostart(on=True, trouble="")
    assert switch(page, "autostart").isChecked()
    assert "The folder of entries is a file." not in words(page)


def test_a_pause_key_is_offered_where_the_desktop_has_one(page: SettingsPage) -> None:
    choose = button(page, "setting_pause_key")
    page.show_pause_key(present=True, text="Pauses and goes on with Ctrl+Alt+P.")
    assert choose.isEnabled()
    assert "Pauses and goes on with Ctrl+Alt+P." in words(page)
    page.show_pause_key(present=False, text="This desktop gives none.")
    assert not choose.isEnabled()
    assert "This desktop gives none." in words(page)


def test_washing_the_mat_is_offered_within_its_bounds(page: SettingsPage) -> None:
    assert "Mat wash reminder" not in words(page)
    page.show_wash(20, 10, 30)
    box = combo(page, "wash_every")
    assert "Mat wash reminder" in words(page)
    assert box.currentText() == "Every 20 sessions"
    assert [box.itemData(index) for index in range(box.count())] == [10, 15, 20, 25, 30]
    page.show_wash(17, 10, 30)
    assert box.currentText() == "Every 17 sessions"


def test_days_are_said_when_they_are_set(page: SettingsPage) -> None:
    page.show_values(REMINDED)
    said = heard(page)
    page.begin_at("plan_days")
    press(page, Qt.Key.Key_Space)
    press(page, Qt.Key.Key_Right)
    press(page, Qt.Key.Key_Space)
    assert said == [("plan_days", "234567"), ("plan_days", "34567")]


def test_news_takes_the_place_of_a_note_for_a_while(page: SettingsPage) -> None:
    note = "Versions and what works here, nothing of yours."
    page.say("diagnostics", "Copied.")
    assert "Copied." in words(page)
    assert note not in words(page)
    page.say("diagnostics", "")
    assert note in words(page)


def test_undo_is_offered_beside_what_was_done(page: SettingsPage) -> None:
    undone: list[bool] = []
    page.undo_wanted.connect(lambda: undone.append(True))
    undo = button(page, "settings_undo")
    assert not undo.isVisible()
    page.offer_undo("All settings are as they were at first.")
    assert find(page, QLabel, "settings_notice").text() == "All settings are as they were at first."
    click(undo)
    assert undone == [True]
    page.show_notice("Something else.")
    assert not undo.isVisible()


def test_it_says_when_it_was_brought_up(page: SettingsPage) -> None:
    came: list[bool] = []
    page.arrived.connect(lambda: came.append(True))
    page.arrive()
    assert came == [True]


# How it lies -----------------------------------------------------------------------------------


def controls(page: SettingsPage) -> list[QWidget]:
    found = page.findChildren(QWidget)
    kinds = (QAbstractButton, Combo, QSlider, Segmented, DayPicker)
    return [
        one
        for one in found
        if isinstance(one, kinds) and one.objectName() and one.isVisibleTo(page)
    ]


@pytest.mark.any_font
@pytest.mark.parametrize(
    ("width", "scale", "compact"), [(1016, 1.0, False), (644, 1.0, True), (592, 2.0, True)]
)
@pytest.mark.parametrize("mirrored", [False, True])
def test_nothing_is_cut_at_any_size(
    qtbot: "QtBot", width: int, scale: float, *, compact: bool, mirrored: bool
) -> None:
    made = SettingsPage(make_theme(text_scale=scale))
    qtbot.addWidget(made)
    made.show_values(asdict(Settings()))
    made.show_outputs([("a", "A device whose name is longer than its row has room for beside it")])
    made.show_values({"output": "a"})
    made.show_sound_trouble(NO_SPEECH, BUSY)
    if mirrored:
        made.setLayoutDirection(RIGHT_TO_LEFT)
    made.set_compact(compact=compact)
    shown(made, width, 560)
    QApplication.processEvents()
    area = find(made, QScrollArea, "settings_rows_scroll")
    rows_side = find(made, QWidget, "settings_rows")
    assert rows_side.width() <= area.viewport().width()
    for one in controls(made):
        parent = one.parentWidget()
        assert parent is not None
        assert parent.rect().contains(one.geometry()), one.objectName()
        assert one.width() >= one.minimumSizeHint().width(), one.objectName()
    for label in made.findChildren(QLabel):
        if label.isVisible():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
            around = label.parentWidget()
            assert around is not None
            assert around.rect().contains(label.geometry()), label.text()


def test_cards_end_where_the_heading_ends_with_a_scroll_bar_or_without(page: SettingsPage) -> None:
    for height in (1200, 400):
        page.resize(1016, height)
        shown(page)
        ends = {left(card) + card.width() for card in page.findChildren(Card)}
        assert max(ends) == left(search(page)) + search(page).width() == 1016 - 48


@pytest.mark.any_font
def test_a_row_beside_each_other_is_as_high_as_in_the_design(page: SettingsPage) -> None:
    assert {
        row_of(page, name).height() for name in ("scan", "pattern", "words", "bells", "safety")
    } == {50}
    assert all(is_of_two_lines(row_of(page, name)) for name in ("skip_prepare", "motion", "awake"))


def test_tab_walks_through_every_control_once(page: SettingsPage) -> None:
    page.show_values({**REMINDED, "shared_folder": "/home/ada/Nextcloud"})
    page.show_wash(20, 5, 100)
    page.arrive()
    walked: list[str] = []
    while (focused := QApplication.focusWidget()) is not None:
        if focused.objectName() in walked:
            break
        walked.append(focused.objectName())
        press(page, Qt.Key.Key_Tab)
    names = [
        name
        for column in columns()
        for group in column
        for row in group.rows
        for name in (row.second, row.name)
        if name and row.kind is not RowKind.FACT
    ]
    reached = [name.removeprefix("setting_") for name in walked if name.startswith("setting_")]
    expected = {
        "appearance": "appearance_system",
        "dimming": "dimming_most",
        "evening_days": "evening_days_1",
        "plan_days": "plan_days_1",
    }
    assert reached == [expected.get(name, name) for name in names]
    assert {"test_voice", "test_bells", "test_breath", "settings_search"} <= set(walked)


def test_sharing_can_be_ended_only_while_something_is_shared(page: SettingsPage) -> None:
    stop = page.findChild(QAbstractButton, "setting_unshare")
    assert stop is not None
    asked: list[str] = []
    page.action_wanted.connect(asked.append)
    page.show_values(asdict(Settings().changed("shared_folder", "/home/ada/Nextcloud")))
    assert stop.isVisible()
    stop.click()
    page.show_values(asdict(Settings()))
    assert not stop.isVisible()
    assert asked == ["unshare"]


def test_a_value_that_is_not_offered_is_added(page: SettingsPage) -> None:
    page.show_values(asdict(Settings().changed("pattern", "5-9")))
    assert combo(page, "pattern").currentData() == "5-9"
    count = combo(page, "pattern").count()
    page.show_values(asdict(Settings().changed("pattern", "5-9")))
    assert combo(page, "pattern").count() == count


def test_a_notice_is_there_only_while_it_says_something(page: SettingsPage) -> None:
    notice = find(page, QLabel, "settings_notice")
    assert not notice.isVisible()
    page.show_notice("This could not be written down.")
    assert notice.isVisible()
    assert notice.text() == "This could not be written down."
    page.show_notice("")
    assert not notice.isVisible()


def test_focus_begins_at_the_first_row(page: SettingsPage) -> None:
    page.arrive()
    assert page.first_focus().hasFocus()
    press(page, Qt.Key.Key_Tab)
    assert not page.first_focus().hasFocus()


def test_compact_is_one_column(page: SettingsPage) -> None:
    wide = combo(page, "pattern").mapTo(page, combo(page, "pattern").rect().topLeft()).x()
    page.set_compact(compact=True)
    page.resize(644, 560)
    seen(page)
    page.set_compact(compact=False)
    page.resize(1016, 760)
    seen(page)
    assert combo(page, "pattern").mapTo(page, combo(page, "pattern").rect().topLeft()).x() == wide


def test_no_part_of_it_is_a_window_of_its_own_while_it_is_made(
    theme: Theme, qtbot: "QtBot", monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QWidget] = []
    really = QWidget.setVisible

    def watched(widget: QWidget, on: bool) -> None:  # noqa: FBT001 - Qt's signature
        if on and widget.isWindow():
            opened.append(widget)
        really(widget, on)

    monkeypatch.setattr(QWidget, "setVisible", watched)
    qtbot.addWidget(SettingsPage(theme))
    assert opened == []


@pytest.mark.any_font
@uncut_matrix
def test_no_text_is_cut(qtbot: "QtBot", how: How) -> None:
    theme = make_theme()
    made = full_page(theme)
    framed(qtbot, theme, made, how)
    theme.change(text_scale=how.text_scale)
    settle()
    assert_uncut(made)


@pytest.mark.any_font
@pytest.mark.parametrize("how", [EVERY_WAY[0], EVERY_WAY[4], EVERY_WAY[-2]], ids=str)
def test_no_text_is_cut_in_a_longer_language(qapp: QApplication, qtbot: "QtBot", how: How) -> None:
    with long_words(qapp):
        theme = make_theme(text_scale=how.text_scale)
        made = full_page(theme)
        framed(qtbot, theme, made, how)
        assert_uncut(made)


def full_page(theme: Theme) -> SettingsPage:
    """Every row there is, each with its longest words."""
    made = SettingsPage(theme)
    made.show_values(asdict(Settings()) | REMINDED)
    made.show_wash(20, 5, 100)
    made.show_autostart(on=True, trouble="The autostart folder is a file; move it away.")
    made.show_pause_key(present=True, text="Pauses and goes on with Ctrl+Alt+Shift+P.")
    made.show_note("evening_reminder", "21:45, 45 minutes before bed")
    made.say("diagnostics", "Gathering, which takes some seconds.")
    made.show_sound_trouble(NO_SPEECH, BUSY)
    made.offer_undo("All settings are as they were at first.")
    return made


def test_it_takes_another_look(page: SettingsPage) -> None:
    before = seen(page)
    page.theme.change(dark=not page.theme.tokens.dark)
    assert seen(page) != before
