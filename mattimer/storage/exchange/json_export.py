"""What was kept, out to a file that other programs can read."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from msgspec.json import encode

from mattimer.session.clock import Reading
from mattimer.session.records import AllElse, CheckIn, Screening, SessionRecord
from mattimer.storage.atomic_write import atomic_file
from mattimer.storage.codec.json_forms import (
    CHECK_IN_ENTRY,
    DOCUMENT_ENTRY,
    SCREENING_ENTRY,
    SESSION_ENTRY,
    JsonForm,
)
from mattimer.storage.codec.kinds import moment_text
from mattimer.storage.error_mapping import told

T = TypeVar("T", CheckIn, Screening)

APP = "mattimer"
FORMAT = 1


def export_json(
    sessions: Iterable[SessionRecord],
    target: Path,
    *,
    exported_at: Reading,
    device: str,
    more: AllElse | None = None,
) -> int:
    """Write sessions to a file, one after the other, and return how many they were.

    The file appears at ``target`` only once it is complete; until then an older one stays.
    It blocks, so it belongs on a thread of its own.

    Args:
        sessions: What ``Store.all_records`` gives.
        target: Where to; its folder must be there.
        exported_at: Now.
        device: Which device this is.
        more: What ``Store.all_else`` gives. Without it the file has the sessions alone, and
            they have no follow-ups.

    Raises:
        DataError: The file can't be written, or the sessions can't be read.
    """
    count = 0
    with told(target), atomic_file(target) as file:
        for count, text in _pieces(sessions, exported_at, device, more):  # noqa: B007
            file.write(text)
    return count


def _pieces(
    sessions: Iterable[SessionRecord], exported_at: Reading, device: str, more: AllElse | None
) -> Iterator[tuple[int, bytes]]:
    """The text in pieces, each with the number of sessions so far."""
    head = {
        "app": APP,
        "format": FORMAT,
        "exported_at": moment_text(exported_at.utc, exported_at.utc_offset_s),
        "device": device,
    }
    count = 0
    yield count, encode(head)[:-1] + b',"sessions":['
    for count, record in enumerate(sessions, 1):
        said = None if more is None else more.follow_ups.get(record.id, ())
        entry = SESSION_ENTRY.written(record, said, record.utc_offset_s)
        yield count, (b"\n" if count == 1 else b",\n") + encode(entry)
    yield count, b"\n]"
    for name, value in () if more is None else _members(more):
        yield count, b",\n" + encode(name) + b":" + encode(value)
    yield count, b"}\n"


def _members(more: AllElse) -> Iterator[tuple[str, Any]]:
    """What stands beside the sessions, by name."""
    yield "screenings", [_with_offset(SCREENING_ENTRY, one) for one in more.screenings]
    yield "check_ins", [_with_offset(CHECK_IN_ENTRY, one) for one in more.check_ins]
    yield "profile", {one.key: DOCUMENT_ENTRY.written(one) for one in more.profile}


def _with_offset(form: JsonForm[T], record: T) -> dict[str, Any]:
    return form.written(record, utc_offset_s=record.utc_offset_s)
