"""What the settings show of autostart, with a real entry in a real folder."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QCheckBox, QLabel

from mattimer.desktop.autostart import NoAutostart
from mattimer.desktop.linux.xdg_autostart import XdgAutostart
from mattimer.presenters.settings import AutostartPresenter
from mattimer.storage.atomic_write import atomic_write
from mattimer.ui.pages.settings.settings import SettingsPage
from tests.presenters.app_under_test import AppUnderTest
from tests.ui.factories import make_theme
from tests.ui.pages.find_widgets import find

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def page(qtbot: "QtBot") -> SettingsPage:
    made = SettingsPage(make_theme())
    qtbot.addWidget(made)
    return made


@pytest.fixture
def folder(tmp_path: Path, page: SettingsPage) -> Path:
    """The folder that a login reads; the page switches an entry in it."""
    folder = tmp_path / "autostart"
    AutostartPresenter(page, XdgAutostart(folder, (sys.executable, "--tray"), "icon", atomic_write))
    return folder


def switch(page: SettingsPage) -> QCheckBox:
    return find(page, QCheckBox, "setting_autostart")


def said(page: SettingsPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel)]


def test_the_page_shows_what_is_true(page: SettingsPage, folder: Path) -> None:
    page.arrived.emit()
    assert not switch(page).isChecked()
    switch(page).click()
    (entry,) = folder.iterdir()
    entry.unlink()
    page.arrived.emit()
    assert not switch(page).isChecked()
    switch(page).click()
    assert switch(page).isChecked()
    switch(page).click()
    assert not switch(page).isChecked()
    assert list(folder.iterdir()) == []


def test_a_switch_that_does_not_move_says_why(page: SettingsPage, folder: Path) -> None:
    folder.write_text("")
    switch(page).click()
    assert not switch(page).isChecked()
    assert any(text.endswith("nothing was changed.") for text in said(page))
    folder.unlink()
    switch(page).click()
    assert switch(page).isChecked()
    assert not any(text.endswith("nothing was changed.") for text in said(page))


def test_where_there_is_none_there_is_no_row(page: SettingsPage) -> None:
    AutostartPresenter(page, NoAutostart())
    page.show()
    assert not switch(page).isVisible()


def test_the_running_app_switches_it(app: AppUnderTest) -> None:
    app.go_to("settings")
    app.press("setting_autostart")
    assert [entry.suffix for entry in app.paths.autostart.iterdir()] == [".desktop"]
    app.press("setting_autostart")
    assert list(app.paths.autostart.iterdir()) == []
