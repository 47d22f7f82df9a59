"""Session commands: start, status, pause and the like, through the running app; without Qt."""

import sys
from collections.abc import Mapping
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from mattimer.app.ipc_client import OTHER_VERSION, ask, obeyed, reach_running
from mattimer.app.paths import Paths
from mattimer.app.startup_errors import StartupError
from mattimer.desktop.exit_status import DONE, NO_DATA, NOT_RUNNING
from mattimer.desktop.ipc_socket import MessageError

if TYPE_CHECKING:
    from mattimer.services.start_request import StartRequest

START_WORDS = ("area", "minutes", "layer", "pattern", "lead_in", "accept_safety")
OTHER_WORDS = {"extend": "seconds", "stop": "reason"}
"""What a command says beside its name."""


def live(arguments: SimpleNamespace, paths: Paths) -> int:
    """Have the running app do it.

    Raises:
        StartupError: None runs, or it refuses.
    """
    message = {"command": arguments.command}
    if word := OTHER_WORDS.get(arguments.command):
        message[word] = getattr(arguments, word)
    answer = ask(paths.socket, message)
    if answer is None:
        raise StartupError("Mat Timer is not running; open it first.", NOT_RUNNING)
    return obeyed(answer)


def status(arguments: SimpleNamespace, paths: Paths) -> int:
    """Say what the running app is doing, in a sentence or as JSON."""
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


def start(arguments: SimpleNamespace, paths: Paths) -> "int | StartRequest":
    """Have the running app begin; where none runs, the request for an app to begin with.

    Raises:
        StartupError: The words are wrong, or the app refuses.
        MessageError: Something answered that is not Mat Timer, or too late.
    """
    from mattimer.services.start_request import StartRefused, read_start  # noqa: PLC0415 - brings msgspec

    try:
        request = read_start({name: getattr(arguments, name) for name in START_WORDS})
        reached = reach_running(paths, request)
        if reached is not None:
            return reached
        _check_area(request, paths)
    except StartRefused as refusal:
        raise StartupError(str(refusal), refusal.status) from refusal
    return request


def _check_area(request: "StartRequest", paths: Paths) -> None:
    """An area that there is not opens no window."""
    from mattimer.content.loader import ContentError, load_areas  # noqa: PLC0415 - the running app checks it
    from mattimer.services.start_request import check_area  # noqa: PLC0415

    try:
        check_area(request, load_areas(paths.guide))
    except ContentError as error:
        raise StartupError(f"{error} Install Mat Timer again.", NO_DATA) from error


def _status_sentence(session: Mapping[str, Any] | None) -> str:
    """One line about the session.

    Raises:
        MessageError: An app of another version tells it another way.
    """
    if session is None:
        return "running, no session"
    try:
        left = round(session["remaining_s"])
        text = f"{session['area']}, {session['stage']}, {left // 60}:{left % 60:02} to go"
        return f"{text}, {session['status']}"
    except (KeyError, TypeError) as error:
        raise MessageError(OTHER_VERSION) from error
