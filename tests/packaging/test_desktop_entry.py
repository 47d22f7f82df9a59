import configparser
import re
from pathlib import Path

import pytest
from share import LINUX

from mattimer import APP_ID
from mattimer.cli.parser import make_parser
from mattimer.desktop.linux.desktop_entry import read_command
from tests.packaging.programs import verdict

ENTRY = LINUX / f"{APP_ID}.desktop"
MAIN = "Desktop Entry"


@pytest.fixture
def entry() -> configparser.ConfigParser:
    parser = configparser.ConfigParser(
        delimiters="=", comment_prefixes="#", strict=True, interpolation=None
    )
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(ENTRY, encoding="utf-8")
    return parser


def test_the_validator_has_nothing_to_say() -> None:
    assert verdict("desktop-file-validate", "--warn-kde", ENTRY) == (0, "")


def test_a_validator_would_say_something(tmp_path: Path) -> None:
    broken = tmp_path / ENTRY.name
    broken.write_text(ENTRY.read_text("utf-8").replace("Type=Application\n", ""), "utf-8")
    status, said = verdict("desktop-file-validate", broken)
    assert status != 0
    assert "Type" in said


def test_it_is_tied_to_the_icon_and_the_window(entry: configparser.ConfigParser) -> None:
    assert entry[MAIN]["Icon"] == entry[MAIN]["StartupWMClass"] == APP_ID
    assert entry[MAIN]["TryExec"] == read_command(entry[MAIN]["Exec"])[0] == "mattimer"
    assert "DBusActivatable" not in entry[MAIN]


def test_every_command_is_one_that_the_app_knows(entry: configparser.ConfigParser) -> None:
    for group in entry.sections():
        program, *words = read_command(entry[group]["Exec"])
        assert program == "mattimer"
        make_parser().parse_args(words)


def test_its_actions_start_three_lengths_and_pause(entry: configparser.ConfigParser) -> None:
    names = entry[MAIN]["Actions"].rstrip(";").split(";")
    assert [f"Desktop Action {name}" for name in names] == entry.sections()[1:]
    asked = [
        make_parser().parse_args(read_command(entry[group]["Exec"])[1:])
        for group in entry.sections()[1:]
    ]
    assert [(one.command, getattr(one, "minutes", None)) for one in asked] == [
        ("start", 5),
        ("start", 10),
        ("start", 15),
        ("toggle", None),
    ]
    for group, one in zip(entry.sections()[1:4], asked, strict=False):
        assert re.findall(r"\d+", entry[group]["Name"]) == [str(one.minutes)]
