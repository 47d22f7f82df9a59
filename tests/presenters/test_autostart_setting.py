"""What the settings show of autostart, with a real entry in a real folder."""

import sys
from pathlib import Path

import pytest

from mattimer.desktop.autostart import NoAutostart
from mattimer.desktop.linux.xdg_autostart import XdgAutostart
from mattimer.presenters.autostart_setting import AutostartPresenter

ON, OFF = True, False


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "autostart"


@pytest.fixture
def shown() -> list[tuple[bool, str]]:
    return []


@pytest.fixture
def flow(folder: Path, shown: list[tuple[bool, str]]) -> AutostartPresenter:
    switch = XdgAutostart(folder, (sys.executable, "--tray"), "icon")
    return AutostartPresenter(switch, lambda on, trouble: shown.append((on, trouble)))


def test_the_page_shows_what_is_true(
    flow: AutostartPresenter, folder: Path, shown: list[tuple[bool, str]]
) -> None:
    assert flow.there
    flow.arrive()
    flow.switch(ON)
    (entry,) = folder.iterdir()
    entry.unlink()
    flow.arrive()
    flow.switch(ON)
    flow.switch(OFF)
    assert shown == [(False, ""), (True, ""), (False, ""), (True, ""), (False, "")]


def test_a_switch_that_does_not_move_says_why(
    flow: AutostartPresenter, folder: Path, shown: list[tuple[bool, str]]
) -> None:
    folder.write_text("")
    flow.switch(ON)
    ((on, trouble),) = shown
    assert not on
    assert trouble.endswith("nothing was changed.")
    folder.unlink()
    flow.switch(ON)
    assert shown[-1] == (True, "")


def test_where_there_is_none_there_is_nothing_to_switch() -> None:
    assert not AutostartPresenter(NoAutostart(), lambda _on, _trouble: None).there
