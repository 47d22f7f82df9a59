"""Client of the local socket: sends a command or a second start to the running app.

Knows no Qt, so that a command is as quick as Python's own start.
"""

import os
import re
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mattimer import __version__
from mattimer.app.paths import Paths
from mattimer.app.startup_errors import StartupError
from mattimer.desktop.exit_status import DONE, NOT_RUNNING
from mattimer.desktop.ipc_socket import (
    LONGEST,
    Message,
    MessageError,
    decode,
    encode,
    is_ours,
    socket_name,
)
from mattimer.desktop.linux.activation import activation_of

if TYPE_CHECKING:
    import socket

    from mattimer.services.start_request import StartRequest

PATIENCE_S = 10.0
CALL_AGAIN_S = 0.02
OTHER_VERSION = "a Mat Timer of another version is running; quit it and open this one."
UNANSWERED = "Mat Timer is running but does not answer; wait a little, or end it."

GIVES_WAY = "gives_way"
"""In an answer: the running app is about to end, so that the second start takes its place."""

NUMBERS = re.compile(r"\d+(?:\.\d+)*", re.ASCII)
LONGEST_VERSION = 64


def reach_running(
    paths: Paths, start: "StartRequest | None" = None, *, hidden: bool = False
) -> int | None:
    """Ask the app that runs for what this start is about.

    Args:
        paths: The folders of the instance.
        start: The session to begin with; None for none.
        hidden: Whether no window was asked for.

    Returns:
        The exit status; None where no app runs, or where one gives way to this start.

    Raises:
        MessageError: Something answered that is not Mat Timer, or too late.
        StartupError: The app refuses.
    """
    answer = ask(paths.socket, start_message(start, hidden=hidden, environment=os.environ))
    return None if answer is None or answer.get(GIVES_WAY) else obeyed(answer)


def start_message(
    start: "StartRequest | None", *, hidden: bool, environment: Mapping[str, str]
) -> Message:
    """What a second start says; ``environment`` is where a launcher's leave to come forward is."""
    if start is None and hidden:
        return {"command": "status"}
    asked: Message = {"command": "raise"}
    if start is not None:
        from mattimer.services.start_request import words_of  # noqa: PLC0415 - only for a session

        asked = {"command": "start", **words_of(start)}
    return {**asked, "version": __version__, **activation_of(environment)}


def obeyed(answer: Mapping[str, Any]) -> int:
    """The exit status of a command that the app has answered.

    Raises:
        StartupError: The app refuses.
    """
    status = answer.get("status", DONE)
    if type(status) is not int:
        raise StartupError(OTHER_VERSION, NOT_RUNNING)
    if status:
        raise StartupError(str(answer.get("error") or OTHER_VERSION), status)
    return DONE


def is_newer(version: object, than: str = __version__) -> bool:
    """Whether a second start is of a newer version; what is no version is not."""
    if not isinstance(version, str) or len(version) > LONGEST_VERSION:
        return False
    return _numbers(version) > _numbers(than)


def _numbers(version: str) -> tuple[int, ...]:
    found = NUMBERS.match(version)
    return tuple(map(int, found[0].split("."))) if found else ()


def ask(socket_file: Path, message: Message, patience_s: float = PATIENCE_S) -> Message | None:
    """Send a message and wait for the answer; None where no app of this user is running.

    Raises:
        MessageError: Something answered that is not Mat Timer, or too late.
    """
    name = socket_name(socket_file)
    if sys.platform != "win32" and not Path(name).exists():
        return None
    try:
        line = (
            _through_pipe(name, message)
            if sys.platform == "win32"
            else _through_socket(name, message, patience_s)
        )
    except TimeoutError as error:
        raise MessageError(UNANSWERED) from error
    except OSError:
        return None
    return decode(line) if line else None


def _through_socket(name: str, message: Message, patience_s: float) -> bytes:
    import socket  # noqa: PLC0415 - most starts find no socket file

    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(patience_s)
        _connect(connection, name, patience_s)
        if not is_ours(connection):
            raise ConnectionRefusedError
        connection.sendall(encode(message))
        with connection.makefile("rb") as stream:
            return stream.readline(LONGEST + 1)


def _connect(connection: "socket.socket", name: str, patience_s: float) -> None:
    until = time.monotonic() + patience_s
    while True:
        try:
            connection.connect(name)
        except BlockingIOError:
            # It is there, but so many are calling that this one has to queue.
            if time.monotonic() > until:
                raise TimeoutError from None
            time.sleep(CALL_AGAIN_S)
        else:
            return


def _through_pipe(name: str, message: Message) -> bytes:
    """A named pipe of Windows opens like a file. Untested."""
    with Path(rf"\\.\pipe\{name}").open("r+b", buffering=0) as pipe:
        pipe.write(encode(message))
        return pipe.readline(LONGEST + 1)
