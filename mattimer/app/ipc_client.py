"""Asks the running app. Knows no Qt, so that a command is as quick as Python's own start."""

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from mattimer.desktop.ipc_messages import LONGEST, Message, MessageError, decode, encode
from mattimer.desktop.peer import is_ours
from mattimer.desktop.socket_name import socket_name

if TYPE_CHECKING:
    import socket

PATIENCE_S = 10.0
CALL_AGAIN_S = 0.02
UNANSWERED = "Mat Timer is running but does not answer; wait a little, or end it."


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
