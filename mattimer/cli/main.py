"""The command line: talks to the running app, or becomes it."""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from mattimer.app.ipc_client import ask, obeyed, reach_running
from mattimer.app.paths import Paths, ResourceError
from mattimer.app.startup_errors import (
    StartupError,
    asked_by_desktop,
    libraries_named,
    notify,
    say,
    show,
)
from mattimer.desktop.ipc_socket import MessageError
from mattimer.storage.errors import DataError, data_error_of

if TYPE_CHECKING:
    from mattimer.services.start_request import StartRequest

DONE, WRONG_WORDS, NOT_RUNNING, REFUSED, NO_DATA, NO_DISPLAY = 0, 2, 3, 4, 5, 6
LIVE = ("pause", "resume", "toggle", "skip", "extend", "stop")

Arguments = SimpleNamespace
"""What was said, an attribute a word."""


def main(words: Sequence[str] | None = None) -> int:
    """Do what the words say and return the exit status."""
    arguments = _read(sys.argv[1:] if words is None else words)
    if fault := _fault(arguments):
        say(fault)
        return WRONG_WORDS
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


def _read(words: Sequence[str]) -> Arguments:
    """The start by a click and the one at login say nothing that would have to be parsed."""
    if all(word == "--tray" for word in words):
        return Arguments(command=None, data_dir=None, speed=1.0, mute=False, tray=bool(words))
    from mattimer.cli.parser import make_parser  # noqa: PLC0415 - argparse is slow to import

    return make_parser().parse_args(words, Arguments())


def _fault(arguments: Arguments) -> str:
    """What does not go together, as one sentence; empty where all does."""
    if arguments.speed != 1 and arguments.data_dir is None:
        return "--speed goes with --data-dir only; name a folder of its own."
    if getattr(arguments, "accept_safety", False) and arguments.data_dir is None:
        return "--accept-safety goes with --data-dir only."
    if arguments.tray and arguments.command is not None:
        return "--tray goes without a command."
    return ""


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
        import json  # noqa: PLC0415 - no other command's

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
    from mattimer.cli.start_request import asked_of_running  # noqa: PLC0415 - no other command's

    asked = asked_of_running(arguments, paths)
    return asked if isinstance(asked, int) else _become(arguments, paths, asked)


# Becoming the app ------------------------------------------------------------------------------


def _open(arguments: Arguments, paths: Paths) -> int:
    status = reach_running(paths, hidden=arguments.tray)
    return _become(arguments, paths) if status is None else status


def _become(arguments: Arguments, paths: Paths, start: "StartRequest | None" = None) -> int:
    from mattimer.app.bootstrap import launch  # noqa: PLC0415 - a command to a running app needs no Qt

    return launch(
        paths, speed=arguments.speed, mute=arguments.mute, start=start, hidden=arguments.tray
    )


# Beside the app --------------------------------------------------------------------------------


def _demo(arguments: Arguments, _paths: Paths) -> int:
    from mattimer.demo.walk import run_demo  # noqa: PLC0415

    folder: Path = arguments.folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise data_error_of(error, folder) from error
    return run_demo(folder, minutes=arguments.minutes)


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
    if sentence:
        say(" ".join(sentence.splitlines()))
    return status
