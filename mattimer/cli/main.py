"""Entry of the command line: one table of commands, and what refusals look like."""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

from mattimer.app.ipc_client import reach_running
from mattimer.app.paths import Paths, ResourceError
from mattimer.app.startup_errors import (
    StartupError,
    asked_by_desktop,
    libraries_named,
    notify,
    say,
    show,
)
from mattimer.cli import session_commands
from mattimer.desktop.exit_status import NO_DATA, NOT_RUNNING, WRONG_WORDS
from mattimer.desktop.ipc_socket import MessageError
from mattimer.storage.errors import DataError, data_error_of

if TYPE_CHECKING:
    from mattimer.services.start_request import StartRequest

Arguments = SimpleNamespace
"""What was said on the command line, an attribute an option."""


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
        if by_click and arguments.command in OPEN_WINDOW and not arguments.tray:
            show(str(refused), refused.status)
        elif by_click and COMMANDS.get(arguments.command) is session_commands.live:
            notify(str(refused))  # pressed on the way to the mat: nothing to click away
        return refused.status


def _read(words: Sequence[str]) -> Arguments:
    """What was said. argparse is slow to set up; a start without a command does without it."""
    return _plain_start(words) or _parsed(words)


def _plain_start(words: Sequence[str]) -> Arguments | None:
    """A start without a command: by a click, at login, in a folder of its own. None for others."""
    said = Arguments(command=None, data_dir=None, speed=1.0, mute=False, tray=False)
    rest = iter(words)
    for word in rest:
        if word in ("--tray", "--mute"):
            setattr(said, word[2:], True)
        elif word == "--data-dir" and (folder := next(rest, "")) and folder[0] not in "-~":
            said.data_dir = Path(folder)
        else:
            return None
    return said


def _parsed(words: Sequence[str]) -> Arguments:
    from mattimer.cli.parser import make_parser  # noqa: PLC0415 - slow

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
            return COMMANDS[arguments.command](arguments, paths)
    except (DataError, ResourceError) as error:
        raise StartupError(str(error), NO_DATA) from error
    except MessageError as error:
        raise StartupError(str(error), NOT_RUNNING) from error


def _paths(arguments: Arguments) -> Paths:
    if arguments.data_dir is not None:
        return Paths.under(arguments.data_dir)
    try:
        return Paths.for_person()
    except RuntimeError as error:  # platformdirs's, where neither HOME nor the system names one
        raise StartupError(
            "this account has no home folder; set HOME, or name a folder with --data-dir.", NO_DATA
        ) from error


# The commands; each imports what it needs ------------------------------------------------------


def _open(arguments: Arguments, paths: Paths) -> int:
    status = reach_running(paths, hidden=arguments.tray)
    return _become(arguments, paths) if status is None else status


def _start(arguments: Arguments, paths: Paths) -> int:
    asked = session_commands.start(arguments, paths)
    return asked if isinstance(asked, int) else _become(arguments, paths, asked)


def _become(arguments: Arguments, paths: Paths, start: "StartRequest | None" = None) -> int:
    from mattimer.app.bootstrap import launch  # noqa: PLC0415

    return launch(
        paths, speed=arguments.speed, mute=arguments.mute, start=start, hidden=arguments.tray
    )


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

    return _told(export(paths, arguments.file))


def _import(arguments: Arguments, paths: Paths) -> int:
    from mattimer.cli.data_commands import take_in  # noqa: PLC0415

    return _told(take_in(paths, arguments.file, dry_run=arguments.dry_run))


def _restore(arguments: Arguments, paths: Paths) -> int:
    from mattimer.cli.data_commands import list_backups, restore  # noqa: PLC0415

    return _told(list_backups(paths) if arguments.list else restore(paths, arguments.file))


def _told(answer: tuple[int, str]) -> int:
    status, sentence = answer
    if sentence:
        say(" ".join(sentence.splitlines()))
    return status


OPEN_WINDOW = {None, "start"}
COMMANDS: dict[str | None, Callable[[Arguments, Paths], int]] = {
    None: _open,
    "start": _start,
    "status": session_commands.status,
    **dict.fromkeys(("pause", "resume", "toggle", "skip", "extend", "stop"), session_commands.live),
    "demo": _demo,
    "doctor": _doctor,
    "export": _export,
    "import": _import,
    "restore": _restore,
    "speaker": _speaker,
}
