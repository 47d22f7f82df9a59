"""Which adapter each system gets."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mattimer import APP_ID
from mattimer.desktop import adapters
from mattimer.desktop.adapters import DesktopAdapters, autostart, system_sound
from mattimer.desktop.autostart import Autostart, AutostartError, NoAutostart
from mattimer.desktop.desktop_appearance import DesktopAppearance
from mattimer.desktop.linux.desktop_entry import read_command, read_entry
from mattimer.desktop.linux.pulse_sound import PulseSound
from mattimer.desktop.linux.tray_watch import TrayWatch
from mattimer.desktop.media_keys import NoMediaKeys
from mattimer.desktop.shortcut_keys import NoShortcuts
from mattimer.desktop.sleep_watch import NoSleepWatch
from mattimer.desktop.system_sound import NoSystemSound
from mattimer.storage.atomic_write import atomic_write
from tests.fakes import FakeClock

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = f"{APP_ID}.desktop"


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither Linux nor a system whose modules would be missing here."""
    monkeypatch.setattr(adapters, "LINUX", False)


def entry(folder: Path, environment: "Mapping[str, str]", data: Path | None = None) -> list[str]:
    """The words of the entry that is written, and its icon."""
    switch = autostart(
        folder, atomic_write, icon=Path("/icon.svg"), data=data, environment=environment
    )
    switch.switch(on=True)
    values = read_entry((folder / FILE).read_text(encoding="utf-8"))
    return [*read_command(values["Exec"]), values["Icon"]]


def test_a_login_opens_this_very_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert entry(tmp_path / "1", {}) == [sys.executable, "--tray", "/icon.svg"]
    words = entry(tmp_path / "2", {}, data=Path("/data/of mine"))
    assert words[1:-1] == ["--data-dir", "/data/of mine", "--tray"]
    image = {"APPIMAGE": "/opt/Mat Timer.AppImage"}
    assert entry(tmp_path / "3", image) == [
        image["APPIMAGE"],
        "--tray",
        APP_ID,
    ]


def test_a_sandbox_has_no_switch(tmp_path: Path) -> None:
    inside = {"FLATPAK_ID": APP_ID}
    assert not autostart(tmp_path, atomic_write, icon=tmp_path, data=None, environment=inside).there


@pytest.mark.usefixtures("elsewhere")
def test_elsewhere_an_instance_of_its_own_has_no_switch(tmp_path: Path) -> None:
    assert not autostart(tmp_path, atomic_write, icon=tmp_path, data=tmp_path, environment={}).there


def test_where_nobody_knows_how_it_is_off() -> None:
    none: Autostart = NoAutostart()
    assert not none.there
    assert not none.state().on
    none.switch(on=False)
    with pytest.raises(AutostartError):
        none.switch(on=True)


@pytest.mark.usefixtures("qapp")
def test_here_the_tray_is_watched_and_the_sound_server_asked() -> None:
    assert isinstance(DesktopAdapters().tray_presence(), TrayWatch)
    assert isinstance(system_sound(), PulseSound)


@pytest.mark.usefixtures("qapp", "elsewhere")
def test_elsewhere_there_is_less() -> None:
    made = DesktopAdapters()
    keys = made.media_keys(art="", position=lambda: 0, clock=FakeClock())
    assert isinstance(keys, NoMediaKeys)
    assert isinstance(made.shortcut_keys(), NoShortcuts)
    assert isinstance(made.sleep_watch(), NoSleepWatch)
    assert isinstance(system_sound(), NoSystemSound)
    assert made.tray_presence().there is False
    assert made.appearance(DesktopAppearance()).trouble == ""
    assert made.notifications(Path("/icon.svg")).trouble == ""
    assert made.wake_lock().granted is None
