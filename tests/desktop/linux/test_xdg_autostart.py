"""The entry that a login reads, in a real folder."""

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from mattimer.desktop.autostart import AutostartError, AutostartState
from mattimer.desktop.linux.desktop_entry import read_command, read_entry
from mattimer.desktop.linux.xdg_autostart import ODD_NAMES, XdgAutostart
from mattimer.storage.atomic_write import atomic_write
from tests.system.instance import BOUND

NAME = "io.github.mattimer.MatTimer.desktop"
ON, OFF = AutostartState(on=True), AutostartState(on=False)


@pytest.fixture
def program(tmp_path: Path) -> Path:
    program = tmp_path / "a program"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o700)
    return program


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "config" / "autostart"


@pytest.fixture
def switch(folder: Path, program: Path) -> XdgAutostart:
    return XdgAutostart(folder, (str(program), "--tray"), "/icons/icon.svg", atomic_write)


def write(folder: Path, text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / NAME).write_text(text)


def entry(folder: Path) -> dict[str, str]:
    return read_entry((folder / NAME).read_text())


def test_on_and_off_again(switch: XdgAutostart, folder: Path, program: Path) -> None:
    assert switch.state() == OFF
    switch.switch(on=True)
    assert switch.state() == ON
    assert entry(folder) == {
        "Type": "Application",
        "Name": "Mat Timer",
        "Comment": "Opens into the tray at login",
        "Icon": "/icons/icon.svg",
        "Exec": f'"{program}" --tray',
        "Terminal": "false",
        "X-GNOME-Autostart-enabled": "true",
    }
    assert [path.name for path in folder.iterdir()] == [NAME]
    assert stat.S_IMODE((folder / NAME).stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for _ in range(2):
        switch.switch(on=False)
        assert switch.state() == OFF
    assert list(folder.iterdir()) == []


@pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="not installed")
def test_it_is_a_valid_entry(switch: XdgAutostart, folder: Path) -> None:
    switch.switch(on=True)
    done = subprocess.run(
        ["desktop-file-validate", str(folder / NAME)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("lines", "state"),
    [
        ("Exec=/bin/sh --mine", ON),
        ("Exec=sh", ON),
        ("Exec=sh\nTryExec=sh\nX-GNOME-Autostart-enabled=true\nHidden=false", ON),
        ("Exec=sh\nHidden=true", OFF),
        ("Exec=sh\nX-GNOME-Autostart-enabled=false", OFF),
        ("Exec=sh\nOnlyShowIn=GNOME;KDE;", ON),
        ("Exec=sh\nNotShowIn=XFCE;", ON),
        (
            "Exec=sh\nOnlyShowIn=XFCE;",
            AutostartState(on=False, trouble="The login entry is for another desktop."),
        ),
        (
            "Exec=sh\nNotShowIn=GNOME;",
            AutostartState(on=False, trouble="The login entry is for another desktop."),
        ),
        ("Name=x", AutostartState(on=False, trouble="The login entry has no command.")),
        (
            "Exec=/opt/gone --tray",
            AutostartState(
                on=False, trouble="The login entry opens /opt/gone, which is not there any more."
            ),
        ),
        (
            "Exec=sh\nTryExec=/opt/gone",
            AutostartState(
                on=False, trouble="The login entry opens /opt/gone, which is not there any more."
            ),
        ),
    ],
)
def test_what_a_person_or_a_desktop_made_of_it_is_the_truth(
    switch: XdgAutostart,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    lines: str,
    state: AutostartState,
) -> None:
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "ubuntu:GNOME")
    write(folder, f"[Desktop Entry]\nType=Application\n{lines}\n")
    assert switch.state() == state


def test_an_entry_edited_by_hand_is_kept_until_it_is_switched(
    switch: XdgAutostart, folder: Path
) -> None:
    write(folder, "[Desktop Entry]\nType=Application\nExec=sh -c mine\n")
    switch.switch(on=True)
    assert entry(folder)["Exec"] == "sh -c mine"
    switch.switch(on=False)
    switch.switch(on=True)
    assert read_command(entry(folder)["Exec"])[-1] == "--tray"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\x00\xff garbage",
        "[Desktop Entry]\nExec=/opt/gone\n",
        "[Desktop Entry]\nExec=sh\nHidden=true\n",
    ],
)
def test_one_that_does_not_work_is_mended_by_the_switch(
    switch: XdgAutostart, folder: Path, text: str
) -> None:
    write(folder, text)
    assert not switch.state().on
    switch.switch(on=True)
    assert switch.state() == ON


def test_what_cannot_be_read_is_told_of(switch: XdgAutostart, folder: Path) -> None:
    (folder / NAME).mkdir(parents=True)
    assert switch.state() == AutostartState(
        on=False, trouble=f"The login entry {folder / NAME} cannot be read."
    )
    for on in (True, False):
        with pytest.raises(AutostartError, match=r"cannot be written .*; nothing was changed\.$"):
            switch.switch(on=on)
    assert [path.name for path in folder.iterdir()] == [NAME]


def test_a_file_in_the_folders_place_is_told_of_and_left(
    switch: XdgAutostart, folder: Path
) -> None:
    folder.parent.mkdir()
    folder.write_text("mine")
    assert switch.state() == OFF
    with pytest.raises(AutostartError, match="cannot be written"):
        switch.switch(on=True)
    switch.switch(on=False)
    assert folder.read_text() == "mine"


TRY = """
import sys
from pathlib import Path
from mattimer.desktop.autostart import AutostartError
from mattimer.desktop.linux.xdg_autostart import XdgAutostart
from mattimer.storage.atomic_write import atomic_write
switch = XdgAutostart(Path(sys.argv[1]), (sys.executable,), "icon", atomic_write)
try:
    switch.switch(on=not switch.state().on)
except AutostartError as error:
    sys.stdout.write(str(error))
"""


@pytest.mark.parametrize("on", [True, False])
def test_a_folder_that_is_read_only_is_told_of(
    switch: XdgAutostart, folder: Path, *, on: bool
) -> None:
    folder.mkdir(parents=True)
    switch.switch(on=not on)
    before = list(folder.iterdir())
    folder.chmod(0o500)
    words = [sys.executable, "-c", BOUND, sys.executable, "-c", TRY, str(folder)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=30, check=True)
    folder.chmod(0o700)
    assert done.stdout == (
        f"The login entry {folder / NAME} cannot be written (permission denied); "
        "nothing was changed."
    )
    assert list(folder.iterdir()) == before


def test_a_full_disk_leaves_what_was_there(
    switch: XdgAutostart, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, "[Desktop Entry]\nExec=/opt/gone\n")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(AutostartError, match="no space left on device"):
        switch.switch(on=True)
    assert [path.name for path in folder.iterdir()] == [NAME]
    assert entry(folder) == {"Exec": "/opt/gone"}


def test_a_folders_name_may_be_no_text(folder: Path, program: Path) -> None:
    odd = os.fsdecode(b"/data/\xff")
    switch = XdgAutostart(folder, (str(program), "--data-dir", odd, "--tray"), "icon", atomic_write)
    switch.switch(on=True)
    assert switch.state() == ON
    text = (folder / NAME).read_text(errors=ODD_NAMES)
    assert odd in read_command(read_entry(text)["Exec"])
