"""The command line: talks to the running app, or starts it."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from mattimer import __version__
from mattimer.app.ipc_client import ask
from mattimer.app.paths import Paths, ResourceError
from mattimer.app.running_app import obeyed, reach_running
from mattimer.app.startup_errors import (
    StartupError,
    asked_by_desktop,
    libraries_named,
    notify,
    say,
    show,
)
from mattimer.desktop.ipc_messages import MessageError
from mattimer.limits import (
    FASTEST,
    LONGEST_EXTENSION_S,
    LONGEST_LEAD_IN_S,
    MINUTES_HARD_CAP,
    MINUTES_SHORTEST,
)
from mattimer.storage.errors import DataError, data_error_of

DONE, WRONG_WORDS, NOT_RUNNING, REFUSED, NO_DATA, NO_DISPLAY = 0, 2, 3, 4, 5, 6
LIVE = ("pause", "resume", "toggle", "skip", "extend", "stop")

Arguments = argparse.Namespace


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        """Leave with the status for wrong words."""
        self.exit(_say(f"{message}; see mattimer --help.", WRONG_WORDS))


def main(words: Sequence[str] | None = None) -> int:
    """Do what the words say and return the exit status."""
    arguments = _parser().parse_args(words)
    if arguments.speed != 1 and arguments.data_dir is None:
        return _say("--speed goes with --data-dir only; name a folder of its own.", WRONG_WORDS)
    if getattr(arguments, "accept_safety", False) and arguments.data_dir is None:
        return _say("--accept-safety goes with --data-dir only.", WRONG_WORDS)
    if arguments.tray and arguments.command is not None:
        return _say("--tray goes without a command.", WRONG_WORDS)
    # A window that is shown uses the launcher's mark up.
    by_click = asked_by_desktop(os.environ)
    try:
        return _obeyed(arguments)
    except StartupError as refused:
        say(str(refused))
        if by_click and _opens_window(arguments):
            show(str(refused), refused.status)
        elif by_click and arguments.command in LIVE:
            notify(str(refused))  # pressed on the way to the mat: nothing to click away
        return refused.status


def _obeyed(arguments: Arguments) -> int:
    try:
        paths = _paths(arguments)
        with libraries_named(paths.resources):
            return _command(arguments)(arguments, paths)
    except (DataError, ResourceError) as error:
        raise StartupError(str(error), NO_DATA) from error
    except MessageError as error:
        raise StartupError(str(error), NOT_RUNNING) from error


def _opens_window(arguments: Arguments) -> bool:
    return arguments.command in {None, "start"} and not arguments.tray


def _command(arguments: Arguments) -> Callable[[Arguments, Paths], int]:
    commands: dict[str | None, Callable[[Arguments, Paths], int]] = {
        None: _open,
        "start": _start,
        "status": _status,
        "demo": _demo,
        "doctor": _doctor,
        "export": _export,
        "import": _import,
        "restore": _restore,
        "speaker": _speaker,
    }
    return commands.get(arguments.command, _live)


def _paths(arguments: Arguments) -> Paths:
    if arguments.data_dir is not None:
        return Paths.under(arguments.data_dir)
    try:
        return Paths.for_person()
    except RuntimeError as error:  # platformdirs's, where neither HOME nor the system names one
        raise StartupError(
            "this account has no home folder; set HOME, or name a folder with --data-dir.", NO_DATA
        ) from error


def _say(sentence: str, status: int) -> int:
    # What a person typed is quoted in it and may hold line breaks.
    say(" ".join(sentence.splitlines()))
    return status


# Words -----------------------------------------------------------------------------------------


def _parser() -> Parser:
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


# To the running app ----------------------------------------------------------------------------


def _live(arguments: Arguments, paths: Paths) -> int:
    message = {"command": arguments.command}
    if arguments.command == "extend":
        message["seconds"] = arguments.seconds
    if arguments.command == "stop":
        message["reason"] = arguments.reason
    answer = ask(paths.socket, message)
    if answer is None:
        raise StartupError("Mat Timer is not running; open it first.", NOT_RUNNING)
    return obeyed(answer)


def _status(arguments: Arguments, paths: Paths) -> int:
    answer = ask(paths.socket, {"command": "status"})
    if answer is None:
        sys.stdout.write('{"running": false}\n' if arguments.json else "not running\n")
        return NOT_RUNNING
    answer.pop("status", None)
    if arguments.json:
        sys.stdout.write(json.dumps(answer) + "\n")
    else:
        sys.stdout.write(_status_sentence(answer.get("session")) + "\n")
    return DONE


def _status_sentence(session: dict[str, Any] | None) -> str:
    if session is None:
        return "running, no session"
    left = round(session["remaining_s"])
    text = f"{session['area']}, {session['stage']}, {left // 60}:{left % 60:02} to go"
    return f"{text}, {session['status']}"


def _start(arguments: Arguments, paths: Paths) -> int:
    names = ("area", "minutes", "layer", "pattern", "lead_in", "accept_safety")
    wanted = {name: getattr(arguments, name) for name in names}
    status = reach_running(paths, wanted)
    if status is not None:
        return status
    _check_words(wanted, paths)
    return _become(arguments, paths, start=wanted)


def _check_words(wanted: dict[str, Any], paths: Paths) -> None:
    """Words that there are not open no window."""
    from mattimer.content.areas_file import load_areas  # noqa: PLC0415
    from mattimer.content.entry import ContentError  # noqa: PLC0415
    from mattimer.services.start_request import StartRefused, check_words  # noqa: PLC0415

    try:
        check_words(wanted, load_areas(paths.resources / "guide"))
    except StartRefused as refusal:
        raise StartupError(str(refusal), refusal.status) from refusal
    except ContentError as error:
        raise StartupError(f"{error} Install Mat Timer again.", NO_DATA) from error


# Becoming the app ------------------------------------------------------------------------------


def _open(arguments: Arguments, paths: Paths) -> int:
    status = reach_running(paths, hidden=arguments.tray)
    return _become(arguments, paths) if status is None else status


def _become(arguments: Arguments, paths: Paths, start: dict[str, Any] | None = None) -> int:
    from mattimer.app.bootstrap import launch  # noqa: PLC0415 - a command to a running app needs no Qt

    return launch(
        paths, speed=arguments.speed, mute=arguments.mute, start=start, hidden=arguments.tray
    )


def _demo(arguments: Arguments, _paths: Paths) -> int:
    from mattimer.demo.walk import run_demo  # noqa: PLC0415

    try:
        arguments.folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise data_error_of(error, arguments.folder) from error
    return run_demo(arguments.folder, minutes=arguments.minutes)


def _speaker(_arguments: Arguments, _paths: Paths) -> int:
    from mattimer.sound.speaker import main as speak  # noqa: PLC0415

    return speak()


def _doctor(arguments: Arguments, paths: Paths) -> int:
    from mattimer.diagnostics.doctor import report  # noqa: PLC0415

    return report(paths, as_json=arguments.json)


def _export(arguments: Arguments, paths: Paths) -> int:
    from mattimer.cli.data_commands import export  # noqa: PLC0415

    return _tell(export(paths, arguments.file))


def _import(arguments: Arguments, paths: Paths) -> int:
    from mattimer.cli.data_commands import take_in  # noqa: PLC0415

    return _tell(take_in(paths, arguments.file, dry_run=arguments.dry_run))


def _restore(arguments: Arguments, paths: Paths) -> int:
    from mattimer.cli.data_commands import list_backups, restore  # noqa: PLC0415

    return _tell(list_backups(paths) if arguments.list else restore(paths, arguments.file))


def _tell(answer: tuple[int, str]) -> int:
    status, sentence = answer
    return _say(sentence, status) if sentence else status
