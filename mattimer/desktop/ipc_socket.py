"""The local socket between a second start and the running app: its name, its messages, its peer.

Each side says one line of JSON. Knows no Qt, so that a command is as quick as Python's own start.
"""

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import socket

LONGEST = 64 * 1024
"""Bytes in a message; a longer one is not ours."""

LONGEST_PATH = 100
"""Bytes; systems allow 104 to 108 for a local socket's path."""

PEER_OPTIONS = {"linux": (1, 17, 12), "darwin": (0, 1, 76)}
"""Level, option and size of the answer, by system: SO_PEERCRED, LOCAL_PEERCRED (untested)."""

Message = dict[str, Any]


class MessageError(Exception):
    """A line that is no message."""


def encode(message: Message) -> bytes:
    """A message as one line."""
    return json.dumps(message, separators=(",", ":")).encode() + b"\n"


def decode(line: bytes) -> Message:
    """The message that a line holds.

    Raises:
        MessageError: It is too long, no JSON, or no object.
    """
    if len(line) > LONGEST:
        raise MessageError("The message is too long.")
    try:
        message = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise MessageError("The message is no JSON.") from error
    if not isinstance(message, dict):
        raise MessageError("The message is no object.")
    return message


def socket_name(socket_file: Path) -> str:
    """The local socket's name: the file itself, or a short name for a long path.

    Windows has no socket files; its pipes get the short name as well.
    """
    path = os.fspath(socket_file)
    if sys.platform != "win32" and len(os.fsencode(path)) <= LONGEST_PATH:
        return path
    import hashlib  # noqa: PLC0415 - a start by its usual folder needs neither
    import tempfile  # noqa: PLC0415

    short = f"mattimer-{hashlib.sha256(os.fsencode(path)).hexdigest()[:16]}"
    if sys.platform == "win32":
        return short
    folders = (os.environ.get("XDG_RUNTIME_DIR"), tempfile.gettempdir(), "/tmp")  # noqa: S108 - last resort
    names = [os.path.join(folder, short) for folder in folders if folder]  # noqa: PTH118 - a name
    return next((name for name in names if len(os.fsencode(name)) <= LONGEST_PATH), names[-1])


def is_ours(connection: "socket.socket") -> bool:
    """Whether the other end belongs to the user that runs this process.

    The socket's permissions keep others out as well; this holds where they were changed, and where
    the folder is one that everybody may write to. Nobody else is let in, root neither: whoever is
    root can be us. Where the system does not tell, its permissions have to do.
    """
    uid = peer_uid(connection)
    return uid is None or uid == os.geteuid()


def peer_uid(connection: "socket.socket") -> int | None:
    """The number of the user at the other end; None where the system does not tell."""
    question = PEER_OPTIONS.get(sys.platform)
    if question is None:
        return None
    # Both answers are whole numbers of four bytes each, the second of them the user's.
    return int.from_bytes(connection.getsockopt(*question)[4:8], sys.byteorder)
