"""What passes between a second start and the running app: one line of JSON each way."""

import json
from typing import Any

LONGEST = 64 * 1024
"""Bytes in a message; a longer one is not ours."""

Message = dict[str, Any]


class MessageError(Exception):
    """A line that is no message."""


def encode(message: Message) -> bytes:
    """A message as one line."""
    return json.dumps(message, separators=(",", ":")).encode() + b"\n"


def decode(line: bytes) -> Message:
    """Read a line.

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
