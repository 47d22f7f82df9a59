"""Parser of the command line: every command and option, with the bounds of its values."""

import argparse
from pathlib import Path
from typing import Any, NoReturn

from mattimer import __version__
from mattimer.app.startup_errors import say
from mattimer.desktop.exit_status import WRONG_WORDS
from mattimer.limits import (
    FASTEST,
    LONGEST_EXTENSION_S,
    LONGEST_LEAD_IN_S,
    MINUTES_HARD_CAP,
    MINUTES_SHORTEST,
)


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        """Leave with the status for wrong words."""
        # What a person typed is quoted in it and may hold line breaks.
        say(" ".join(f"{message}; see mattimer --help.".splitlines()))
        self.exit(WRONG_WORDS)


def make_parser() -> Parser:
    """The parser of every command."""
    parser = Parser(prog="mattimer", description="A quiet timer for the acupressure mat.")
    parser.add_argument("--version", action="version", version=f"mattimer {__version__}")
    parser.add_argument(
        "--data-dir",
        type=_folder,
        metavar="DIR",
        help="keep everything below DIR, apart from others",
    )
    parser.add_argument(
        "--speed", type=_speed, default=1.0, metavar="X", help="a session runs X times as fast"
    )
    parser.add_argument("--mute", action="store_true", help="no sound")
    parser.add_argument(
        "--tray", action="store_true", help="open without a window; a second start shows it"
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    _add_start(commands)
    for name, text in (
        ("pause", "hold the session"),
        ("resume", "go on"),
        ("toggle", "pause or go on"),
        ("skip", "go on with the next stage"),
    ):
        commands.add_parser(name, help=text)
    extend = commands.add_parser("extend", help="lie a little longer")
    extend.add_argument("seconds", nargs="?", type=_seconds, metavar="SECONDS")
    stop = commands.add_parser("stop", help="end the session")
    stop.add_argument("--reason", metavar="R")
    _add_json(commands.add_parser("status", help="what the running app is doing"))
    demo = commands.add_parser("demo", help="walk through the app without a person")
    demo.add_argument("folder", type=Path, metavar="DIR")
    demo.add_argument("--minutes", type=_minutes, default=10, metavar="M")
    _add_json(commands.add_parser("doctor", help="what works here"))
    export = commands.add_parser("export", help="save everything to a .json or .csv file")
    export.add_argument("file", type=Path, metavar="FILE")
    take_in = commands.add_parser("import", help="merge a .json file")
    take_in.add_argument("file", type=Path, metavar="FILE")
    take_in.add_argument("--dry-run", action="store_true", help="only say what would change")
    restore = commands.add_parser("restore", help="bring back a backup")
    restore.add_argument("file", type=Path, nargs="?", metavar="FILE")
    restore.add_argument("--list", action="store_true", help="which backups there are")
    commands.add_parser("speaker")  # for the app itself, so without a word of help
    return parser


def _add_start(commands: Any) -> None:  # noqa: ANN401 - argparse names its type privately
    start = commands.add_parser("start", help="begin a session")
    start.add_argument("area", nargs="?", metavar="AREA")
    start.add_argument("--minutes", type=_minutes, metavar="M")
    start.add_argument("--layer", metavar="L")
    start.add_argument("--pattern", metavar="4-6")
    start.add_argument("--lead-in", type=_lead_in, metavar="S")
    start.add_argument("--accept-safety", action="store_true", help=argparse.SUPPRESS)


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="for other programs to read")


def _number(text: str, low: float, high: float, what: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = low - 1
    if not low <= value <= high:
        raise argparse.ArgumentTypeError(f"{what} from {low:g} to {high:g}, not {text}")
    return int(value) if value == int(value) else value


def _folder(text: str) -> Path:
    try:
        folder = Path(text).expanduser()
    except RuntimeError as error:
        raise argparse.ArgumentTypeError(f"there is no home behind {text}") from error
    if not text:
        raise argparse.ArgumentTypeError("name a folder")
    return folder


def _speed(text: str) -> float:
    return float(_number(text, 1, FASTEST, "a number"))


def _minutes(text: str) -> float:
    return _number(text, MINUTES_SHORTEST, MINUTES_HARD_CAP, "minutes are a number")


def _lead_in(text: str) -> float:
    return _number(text, 0, LONGEST_LEAD_IN_S, "the lead-in is a number of seconds")


def _seconds(text: str) -> float:
    return _number(text, 1, LONGEST_EXTENSION_S, "a number of seconds")
