"""Desktop entries: what is written is what is read, by us and by a real desktop's library."""

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mattimer.desktop.linux.desktop_entry import (
    EntryError,
    is_true,
    read_command,
    read_entry,
    write_command,
    write_entry,
)
from tests.system.wait_until import wait_for

needs_gio = pytest.mark.skipif(shutil.which("gio") is None, reason="gio is not installed")
texts = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=40)
ODD = [
    "a folder/with spaces",
    "100%",
    "%u",
    "$HOME",
    "`date`",
    'say "hello"',
    "back\\slash",
    "quote's",
    "a;b&c|d<e>f(g)h*i?j#k~",
    "two\nlines",
    "a\ttab",
    "mät=ü",
    "",
]


@given(words=st.lists(texts, min_size=1, max_size=5))
def test_a_command_comes_back_as_it_was(words: list[str]) -> None:
    entry = read_entry(write_entry({"Type": "Application", "Exec": write_command(words)}))
    assert read_command(entry["Exec"]) == words


@given(text=texts)
def test_a_value_comes_back_without_the_space_around_it(text: str) -> None:
    assert read_entry(write_entry({"Name": text}))["Name"].strip(" ") == text.strip(" ")


def test_it_is_written_as_the_specification_has_it() -> None:
    command = write_command(["/opt/mat timer", "--data-dir", "/home/$me/50%\\", "--tray"])
    assert write_entry({"Type": "Application", "Exec": command}) == (
        "[Desktop Entry]\nType=Application\n"
        'Exec="/opt/mat timer" --data-dir "/home/\\\\$me/50%%\\\\\\\\" --tray\n'
    )


def test_what_others_write_is_read() -> None:
    entry = read_entry(
        "# a comment\n\n[Other]\nExec=no\n[Desktop Entry]\r\n  Exec = mattimer  --tray %u \n"
        "Name[de]=Matte\nName=Mat\nnonsense\n#Hidden=true\n[Desktop Action x]\nExec=other\n"
    )
    assert (entry["Exec"], entry["Name"], entry["Name[de]"]) == (
        "mattimer  --tray %u",
        "Mat",
        "Matte",
    )
    assert "Hidden" not in entry
    assert read_command(entry["Exec"]) == ["mattimer", "--tray"]
    assert read_command(' "a b"\tc%%d ') == ["a b", "c%d"]


@pytest.mark.parametrize("text", ["", "Exec=mattimer\n", "[Other]\nExec=a\n", "\x00\x01"])
def test_what_is_no_entry(text: str) -> None:
    with pytest.raises(EntryError):
        read_entry(text)


@pytest.mark.parametrize("text", ["", "  ", "%u", '"/opt/mat', 'a "b'])
def test_what_is_no_command(text: str) -> None:
    with pytest.raises(EntryError):
        read_command(text)


@pytest.mark.parametrize(
    ("value", "true"),
    [("true", True), ("false", False), ("1", True), ("0", False), ("yes", None), (None, None)],
)
def test_yes_and_no(value: str | None, *, true: bool | None) -> None:
    assert is_true({} if value is None else {"Hidden": value}, "Hidden") is true


@needs_gio
def test_a_desktops_own_library_reads_the_same(tmp_path: Path) -> None:
    program, told = tmp_path / "a $program's `folder`", tmp_path / "told"
    program.write_text(
        f"#!/bin/sh\nprintf '%s\\0' \"$@\" > '{told}.part'\nmv '{told}.part' '{told}'\n"
    )
    program.chmod(0o700)
    entry = tmp_path / "try.desktop"
    command = write_command([str(program), *ODD])
    entry.write_text(write_entry({"Type": "Application", "Name": "Try", "Exec": command}))
    subprocess.run(["gio", "launch", str(entry)], check=True, capture_output=True, timeout=20)
    wait_for(told.exists, "the program to be started")
    assert told.read_text().split("\0")[:-1] == ODD
