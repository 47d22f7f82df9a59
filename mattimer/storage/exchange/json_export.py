"""What was kept, out to a file that other programs can read."""

import json
from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from mattimer.session.clock import MILLISECOND, MINUTE, SECOND, Reading
from mattimer.session.records import (
    EPOCH,
    AllElse,
    CheckIn,
    Document,
    FollowUp,
    Screening,
    SessionRecord,
)
from mattimer.storage.whole_file import whole_file

APP = "mattimer"
FORMAT = 1
MILLISECONDS = 1_000

_EPOCH_LOCAL = EPOCH.replace(tzinfo=None)
_encode = json.JSONEncoder(ensure_ascii=False).encode


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
    with whole_file(target) as file:
        for count, text in _pieces(sessions, exported_at, device, more):  # noqa: B007
            file.write(text)
    return count


def _pieces(
    sessions: Iterable[SessionRecord], exported_at: Reading, device: str, more: AllElse | None
) -> Iterator[tuple[int, str]]:
    """The text in pieces, each with the number of sessions so far."""
    head = {
        "app": APP,
        "format": FORMAT,
        "exported_at": moment_text(exported_at.utc, exported_at.utc_offset_s),
        "device": device,
    }
    count = 0
    yield count, _dump(head)[:-1] + ', "sessions": ['
    for count, record in enumerate(sessions, 1):
        entry = session_json(record)
        if more is not None:
            said = more.follow_ups.get(record.id, ())
            entry["follow_ups"] = [_follow_up_json(word, record.utc_offset_s) for word in said]
        yield count, ("\n" if count == 1 else ",\n") + _dump(entry)
    yield count, "\n]"
    for name, value in () if more is None else _members(more):
        yield count, f",\n{_dump(name)}: {_dump(value)}"
    yield count, "}\n"


def _members(more: AllElse) -> Iterator[tuple[str, Any]]:
    """What stands beside the sessions, by name."""
    yield "screenings", [_screening_json(screening) for screening in more.screenings]
    yield "check_ins", [_check_in_json(check_in) for check_in in more.check_ins]
    yield "profile", {document.key: _document_json(document) for document in more.profile}


def _screening_json(screening: Screening) -> dict[str, Any]:
    return {
        "id": str(screening.id),
        "answered_at": moment_text(screening.answered_us, screening.utc_offset_s),
        "answers": list(screening.answers),
        "device": screening.device,
    }


def _check_in_json(check_in: CheckIn) -> dict[str, Any]:
    return {
        "day": check_in.day.isoformat(),
        "tightness": check_in.tightness,
        "answered_at": moment_text(check_in.answered_us, check_in.utc_offset_s),
        "device": check_in.device,
        "updated_at": moment_text(check_in.updated_us, check_in.utc_offset_s),
        "deleted": check_in.deleted,
    }


def _document_json(document: Document) -> dict[str, Any]:
    return {
        "value": document.value,
        "updated_at": moment_text(document.updated_us, 0),
        "device": document.device,
    }


def _follow_up_json(said: FollowUp, utc_offset_s: int) -> dict[str, Any]:
    return {
        "kind": said.kind,
        "at": moment_text(said.at_us, utc_offset_s),
        "device": said.device,
    }


def session_json(record: SessionRecord) -> dict[str, Any]:
    """One session as other programs read it."""
    return {
        "id": str(record.id),
        "started_at": moment_text(record.started_us, record.utc_offset_s),
        "ended_at": None
        if record.ended_us is None
        else moment_text(record.ended_us, record.utc_offset_s),
        "area": record.area,
        "layer": record.layer,
        "pattern": record.pattern,
        "lead_in_s": seconds(record.lead_in_us),
        "planned_s": seconds(record.planned_us),
        "stages": {
            "settle_s": seconds(record.settle_us),
            "still_s": seconds(record.still_us),
            "rise_s": seconds(record.rise_us),
        },
        "mat_s": seconds(record.mat_us),
        "paused_s": seconds(record.paused_us),
        "away_s": seconds(record.away_us),
        "outcome": record.outcome,
        "stop_reason": record.stop_reason,
        "tightness_before": record.tightness_before,
        "tightness_after": record.tightness_after,
        "noticed": list(record.noticed),
        "note": record.note,
        "device": record.device,
        "updated_at": moment_text(record.updated_us, record.utc_offset_s),
        "deleted": record.deleted,
    }


def seconds(us: int) -> float:
    """Seconds with at most three decimals, whole ones without a point."""
    if us % SECOND == 0:
        return us // SECOND
    milliseconds = round(us / MILLISECOND)
    whole, rest = divmod(milliseconds, MILLISECONDS)
    return milliseconds / MILLISECONDS if rest else whole


def moment_text(us: int, utc_offset_s: int) -> str:
    """RFC 3339, to the microsecond where there are any. Offsets there know no seconds."""
    minutes = round(utc_offset_s / 60)
    local = _EPOCH_LOCAL + timedelta(microseconds=us + minutes * MINUTE)
    return local.isoformat() + _offset_text(minutes)


@lru_cache(maxsize=128)
def _offset_text(minutes: int) -> str:
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}"


def _dump(value: Any) -> str:  # noqa: ANN401  what JSON can hold
    return _encode(value)
