"""That the man page is true to the command line."""

import argparse
import re
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from changelog import releases
from metainfo import CHANGELOG
from share import man_page

import mattimer
from mattimer.cli.parser import make_parser
from mattimer.content.loader import load_areas
from mattimer.desktop import exit_status
from mattimer.session.reasons import StopReason
from mattimer.session.session_plan import Layer
from tests.packaging.programs import verdict

RESOURCES = Path(__file__).parents[2] / "resources"
PROGRAM = "mattimer"
INTERNAL = {"speaker"}


def plain(source: str) -> str:
    """The page without marks for type; the macros that divide it stay."""
    joined = source.replace("\\\n", "").replace(r"\-", "-")
    return re.sub(r'\\f[BIR]|^\.[BIR]{1,2} |"', "", joined, flags=re.MULTILINE)


PAGE = plain(man_page())


def section(name: str) -> str:
    found = re.search(rf"^\.SH {name}\n((?s:.*?))(?=^\.SH )", PAGE, re.MULTILINE)
    assert found is not None
    return found[1]


def _words() -> dict[str, list[argparse.Action]]:
    """What every command takes, by its name; what stands before it by the program's own."""
    taken: dict[str, list[argparse.Action]] = {}
    add = argparse.ArgumentParser.add_argument

    def noted(parser: argparse.ArgumentParser, *words: Any, **options: Any) -> argparse.Action:  # noqa: ANN401 - as given
        action = add(parser, *words, **options)
        taken.setdefault(parser.prog.split()[-1], []).append(action)
        return action

    with patch.object(argparse.ArgumentParser, "add_argument", noted):
        make_parser()
    return taken


WORDS = _words()
COMMANDS = sorted(WORDS.keys() - {PROGRAM, *INTERNAL})


def paragraph(name: str) -> str:
    """What the page says of a command: from its heading to the next command's."""
    heading = rf"^\.T[PQ]\n(?=(?:{'|'.join(COMMANDS)})\b)"
    _before, *rest = re.split(heading, section("COMMANDS"), flags=re.MULTILINE)
    return "".join(part for part in rest if re.match(rf"{name}\b", part))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_stands_in_it_with_its_words(name: str) -> None:
    said = paragraph(name)
    assert said
    for action in WORDS[name]:
        for word in action.option_strings or [str(action.metavar)]:
            if word not in ("-h", "--help"):
                assert re.search(rf"(?<![\w-]){word}(?![\w-])", said), word


def test_every_option_stands_in_it() -> None:
    said = section("OPTIONS")
    options = [action for action in WORDS[PROGRAM] if action.option_strings]
    assert len(options) >= 6
    for action in options:
        for word in action.option_strings:
            assert re.search(rf"^\.TP\n.*(?<![\w-]){word}\b", said, re.MULTILINE), word


def test_it_has_no_option_that_there_is_not() -> None:
    known = {
        word
        for name in (PROGRAM, *COMMANDS)
        for action in WORDS[name]
        for word in action.option_strings
    }
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", PAGE)) <= known


def test_it_names_every_area_layer_and_reason() -> None:
    words = set(re.findall(r"[a-z-]+", section("COMMANDS")))
    assert words >= {*load_areas(RESOURCES / "guide"), *Layer, *StopReason}


def test_every_exit_status_stands_in_it() -> None:
    statuses = {value for name, value in vars(exit_status).items() if name.isupper()}
    found = {
        int(digit) for digit in re.findall(r"^\.TP\n(\d)\n", section("EXIT STATUS"), re.MULTILINE)
    }
    assert found == {1, *statuses}


def test_its_commands_are_ones_that_the_app_knows() -> None:
    examples = re.findall(r"^mattimer .+$", section("EXAMPLES"), re.MULTILINE)
    assert len(examples) >= 4
    for example in examples:
        make_parser().parse_args(example.split()[1:])


def test_it_says_which_version_it_is_of() -> None:
    newest = releases(CHANGELOG.read_text("utf-8"))[0]
    heading = man_page().splitlines()[1]
    assert heading.startswith(f'.TH MATTIMER 1 "{newest.date or newest.version}" ')
    assert f'"Mat Timer {mattimer.__version__}"' in heading
    assert "@" not in man_page()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "mattimer.1"
    file.write_text(man_page(), "utf-8")
    return file


def test_the_formatter_has_nothing_to_say(file: Path) -> None:
    assert verdict("groff", "-man", "-Tutf8", "-ww", "-z", file) == (0, "")


def test_a_formatter_would_say_something(file: Path) -> None:
    file.write_text(file.read_text("utf-8") + ".NOTHING\n", "utf-8")
    _status, said = verdict("groff", "-man", "-Tutf8", "-ww", "-z", file)
    assert "NOTHING" in said


def test_a_person_can_read_it(file: Path) -> None:
    status, said = verdict("man", "--warnings", "-l", file)
    assert status == 0
    assert said.startswith("MATTIMER(1)")
    assert "mattimer - a quiet timer for the acupressure mat\n" in said
