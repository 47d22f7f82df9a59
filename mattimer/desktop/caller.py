"""Asks the running app. Knows no Qt, so that a command is as quick as Python's own start."""

import sys
from pathlib import Path

from mattimer.desktop.messages import LONGEST, Message, MessageError, decode, encode
from mattimer.desktop.socket_name import socket_name

PATIENCE_S = 10.0


def ask(socket_file: Path, message: Message, patience_s: float = PATIENCE_S) -> Message | None:
    """Send a message and wait for the answer; None where no app is running.

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
        raise MessageError("Mat Timer is running but does not answer.") from error
    except OSError:
        return None
    return decode(line) if line else None


def _through_socket(name: str, message: Message, patience_s: float) -> bytes:
    import socket  # noqa: PLC0415 - most starts find no socket file

    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(patience_s)
        connection.connect(name)
        connection.sendall(encode(message))
        with connection.makefile("rb") as stream:
            return stream.readline(LONGEST + 1)


def _through_pipe(name: str, message: Message) -> bytes:
    """A named pipe of Windows opens like a file. Untested."""
    with Path(rf"\\.\pipe\{name}").open("r+b", buffering=0) as pipe:
        pipe.write(encode(message))
        return pipe.readline(LONGEST + 1)
