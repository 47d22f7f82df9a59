"""The lines that devices leave for each other in a shared folder: JSON, one thing a line.

The first line says whose file it is. Every other line is one thing as it stood when it was
written; a later line about the same thing takes its place. Values are those of the database, to
the microsecond, so that devices agree exactly.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from mattimer.session.records import FollowUp, SessionRecord
from mattimer.storage.codec.json_forms import (
    CHECK_IN_LINE,
    DOCUMENT_LINE,
    SCREENING_LINE,
    SESSION_LINE,
    JsonForm,
)
from mattimer.storage.codec.json_text import ValidationError, read_json
from mattimer.storage.codec.tables import FOLLOW_UPS, Row, Table

APP = "mattimer"
FORMAT = 1
LINE_LIMIT = 1 << 20
"""Bytes in a line; the longest that is written here is below a third of it."""

_FORMS: Mapping[str, JsonForm[Any]] = {
    "session": SESSION_LINE,
    "screening": SCREENING_LINE,
    "check_in": CHECK_IN_LINE,
    "document": DOCUMENT_LINE,
}
_NAMES: Mapping[str, str] = {form.table.name: name for name, form in _FORMS.items()}


class _FirstLine(msgspec.Struct):
    app: str
    format: int
    device: str


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
    return _line(_FirstLine(APP, FORMAT, device))


def header_of(line: bytes) -> Header | None:
    """What a first line says; None where it is not one of ours."""
    try:
        found = read_json(line, _FirstLine)
    except (ValidationError, msgspec.ValidationError):
        return None
    if found.app != APP or found.format < FORMAT:
        return None
    return Header(found.device, readable=found.format == FORMAT)


def session_line(record: SessionRecord, said: Iterable[FollowUp]) -> bytes:
    """A session and what was said of it afterwards."""
    return _line({"session": SESSION_LINE.written(record, said)})


def line_of(table: Table[Any], record: object) -> bytes:
    """A record of any other table."""
    name = _NAMES[table.name]
    return _line({name: _FORMS[name].written(record)})


def rows_of(line: bytes) -> list[tuple[str, Row]]:
    """The rows that a line stands for, each with the name of its table.

    A kind of line that only a later version knows stands for none.

    Raises:
        ValidationError: The line is damaged, or says what can't be.
    """
    try:
        found = read_json(line, dict[str, msgspec.Raw])
    except msgspec.ValidationError as error:
        raise ValidationError("it is not an object") from error
    if len(found) != 1:
        raise ValidationError("it is not about one thing")
    ((kind, values),) = found.items()
    if kind not in _FORMS:
        return []
    form = _FORMS[kind]
    read = form.read(values)
    said = ((FOLLOW_UPS.name, FOLLOW_UPS.row_of(one)) for one in read.follow_ups)
    return [(form.table.name, form.table.row_of(read.record)), *said]


def _line(values: object) -> bytes:
    return msgspec.json.encode(values) + b"\n"
