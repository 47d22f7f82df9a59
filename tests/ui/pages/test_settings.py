"""Settings: each row says its name and its new value at once."""

from dataclasses import asdict
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QWidget

from mattimer.settings import Settings
from mattimer.ui.look import Look
from mattimer.ui.pages.settings import SettingsPage
from tests.ui.making import click, press, seen, shown
from tests.ui.pages.making import find

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def page(look: Look, qtbot: "QtBot") -> SettingsPage:
    made = SettingsPage(look)
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


def test_every_setting_has_a_row(page: SettingsPage) -> None:
    assert all(page.findChild(QWidget, f"setting_{name}") for name in asdict(Settings()))


def test_the_values_are_shown(page: SettingsPage) -> None:
    changed = Settings().changed("lead_in_s", 60).changed("scan", value=False)
    page.show_values(asdict(changed.changed("pattern", "3-7").changed("motion", "reduced")))
    assert combo(page, "lead_in_s").currentText() == "1 minute" or combo(
        page, "lead_in_s"
    ).currentText().startswith("60")
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


@pytest.mark.parametrize("name", ["appearance", "motion", "pattern", "pacing", "lead_in_s"])
def test_every_choice_can_be_taken_and_is_a_value_of_its_setting(
    page: SettingsPage, name: str
) -> None:
    said = heard(page)
    box = combo(page, name)
    for index in range(box.count()):
        box.activated.emit(index)
    assert [value for _, value in said] == [box.itemData(index) for index in range(box.count())]
    for _, value in said:
        assert getattr(Settings().changed(name, value), name) == value


def test_a_choice_is_taken_by_the_keyboard(page: SettingsPage) -> None:
    said = heard(page)
    box = combo(page, "appearance")
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert said == [("appearance", "light")]


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


def test_it_takes_another_look(page: SettingsPage) -> None:
    before = seen(page)
    page.look.change(dark=not page.look.theme.dark)
    assert seen(page) != before
