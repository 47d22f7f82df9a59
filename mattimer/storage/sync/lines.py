"""The lines that devices leave for each other in a shared folder: JSON, one thing a line.

The first line says whose file it is. Every other line is one thing as it stood when it was
written; a later line about the same thing takes its place. Values are those of the database, to
the microsecond, so that devices agree exactly.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from mattimer.storage.validation import (
    CHECK_IN,
    FOLLOW_UP,
    SCREENING,
    SESSION,
    Row,
    ValidationError,
    fit_document,
    fit_row,
    fit_session,
)

APP = "mattimer"
FORMAT = 1
LINE_LIMIT = 1 << 20
"""Bytes in a line; the longest that is written here is below a third of it."""

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_SESSION = tuple(SESSION)
_FOLLOW_UP = tuple(FOLLOW_UP)[1:]
_SCREENING = tuple(SCREENING)
_CHECK_IN = tuple(CHECK_IN)
_DOCUMENT = ("key", "value", "updated_us", "device")


@dataclass(frozen=True, slots=True)
class Header:
    """What the first line says.

    Attributes:
        device: Whose file it is.
        readable: Whether this version understands the rest.
    """

    device: str
    readable: bool


def header_line(device: str) -> bytes:
    """The first line."""
    return _line({"app": APP, "format": FORMAT, "device": device})


def header_of(line: bytes) -> Header | None:
    """What a first line says; None where it is not one of ours."""
    try:
        found = _loads(line)
    except ValidationError:
        return None
    version, device = found.get("format"), found.get("device")
    ours = found.get("app") == APP and type(version) is int and version >= FORMAT
    if not ours or type(device) is not str:
        return None
    return Header(device, readable=version == FORMAT)


def session_line(row: Row, said: Iterable[Row]) -> bytes:
    """A session and what was said of it afterwards, as rows of their tables."""
    values = dict(zip(_SESSION, row, strict=True))
    values["noticed"] = json.loads(values["noticed"])
    values["deleted"] = bool(values["deleted"])
    words = [dict(zip(_FOLLOW_UP, word[1:], strict=True)) for word in said]
    return _line({"session": {**values, "follow_ups": words}})


def screening_line(row: Row) -> bytes:
    """Answers to the safety questions, as a row of their table."""
    values = dict(zip(_SCREENING, row, strict=True))
    values["answers"] = json.loads(values["answers"])
    return _line({"screening": values})


def check_in_line(row: Row) -> bytes:
    """A check-in, as a row of its table."""
    values = dict(zip(_CHECK_IN, row, strict=True))
    values["deleted"] = bool(values["deleted"])
    return _line({"check_in": values})


def document_line(row: Row) -> bytes:
    """A document of the profile, as a row of its table."""
    values = dict(zip(_DOCUMENT, row, strict=True))
    values["value"] = json.loads(values["value"])
    return _line({"document": values})


def rows_of(line: bytes) -> list[tuple[str, Row]]:
    """The rows that a line stands for, each with the name of its table.

    A kind of line that only a later version knows stands for none.

    Raises:
        ValidationError: The line is damaged, or says what can't be.
    """
    found = _loads(line)
    if len(found) != 1:
        raise ValidationError("it is not about one thing")
    ((kind, values),) = found.items()
    if type(values) is not dict:
        raise ValidationError("it says nothing")
    if kind == "session":
        row = fit_session(values)
        said = values.get("follow_ups", [])
        if type(said) is not list or not all(type(word) is dict for word in said):
            raise ValidationError("its follow-ups are no list")
        words = [fit_row(FOLLOW_UP, {**word, "session_id": row[0]}) for word in said]
        return [("session", row), *(("follow_up", word) for word in words)]
    if kind == "screening":
        return [(kind, fit_row(SCREENING, values))]
    if kind == "check_in":
        return [(kind, fit_row(CHECK_IN, values))]
    if kind == "document":
        return [("profile", fit_document(values))]
    return []


def _line(values: Mapping[str, Any]) -> bytes:
    return _encode(values).encode("utf-8") + b"\n"


def _loads(line: bytes) -> dict[str, Any]:
    try:
        found = json.loads(line.decode("utf-8"), parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise ValidationError("it is not JSON") from error
    if type(found) is not dict:
        raise ValidationError("it is not an object")
    return found


def _refuse(constant: str) -> None:
    raise ValueError(constant)
