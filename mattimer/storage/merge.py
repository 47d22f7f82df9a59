"""What remains where two devices meet: of any two versions of one thing, the later.

Ranks are total orders, and what remains is the greater. So it does not matter who meets whom
first, or how often: merging is commutative, associative and idempotent, whatever the clocks say.

Ties are decided by the content. Of two versions that an export writes the same way, the exact one
is greater than the rounded one, so that a file which was written here changes nothing here.
"""

import json
from dataclasses import fields, replace
from typing import Any

import msgspec

from mattimer.session.clock import MILLISECOND
from mattimer.session.records import CheckIn, Document, FollowUp, Screening, SessionRecord

Rank = tuple[Any, ...]
"""Compared with the rank of another version of the same thing; equal ranks are equal versions."""

MINUTE_S = 60

_LENGTHS = tuple(
    field.name
    for field in fields(SessionRecord)
    if field.name.endswith("_us") and field.name not in {"started_us", "ended_us", "updated_us"}
)


class Tally(msgspec.Struct, frozen=True):
    """What a merge did, or would do.

    Attributes:
        added: Sessions that were not here and can now be seen.
        changed: Sessions that were here and are now otherwise, or back.
        deleted: Sessions that were here and are now put away.
        same: Sessions of which nothing changes that one can see.
        beside: Screenings, check-ins, follow-ups and documents that are new or otherwise.
    """

    added: int = 0
    changed: int = 0
    deleted: int = 0
    same: int = 0
    beside: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        pairs = zip(msgspec.structs.astuple(self), msgspec.structs.astuple(other), strict=True)
        return Tally(*(one + more for one, more in pairs))

    @property
    def anything(self) -> bool:
        """Whether anything was new that a person could notice."""
        return bool(self.added or self.changed or self.deleted or self.beside)


def rank_session(record: SessionRecord) -> Rank:
    """The later change; then the deletion; then the emptier deletion, which was swept already."""
    told = sum(
        (
            record.tightness_before is not None,
            record.tightness_after is not None,
            bool(record.noticed),
            bool(record.note),
        )
    )
    rounded = as_exchanged(record)
    return (
        record.updated_us,
        record.deleted,
        -told if record.deleted else 0,
        _comparable(rounded),
        record != rounded,
        _comparable(record),
    )


def rank_check_in(check_in: CheckIn) -> Rank:
    """The later change; then the one that was taken back."""
    offset = _minutes(check_in.utc_offset_s)
    return (
        check_in.updated_us,
        check_in.deleted,
        _comparable(replace(check_in, utc_offset_s=offset)),
        *_exact(check_in.utc_offset_s),
    )


def rank_screening(screening: Screening) -> Rank:
    """Nobody changes one, so this only decides between a true one and a forged one."""
    offset = _minutes(screening.utc_offset_s)
    return (
        _comparable(replace(screening, utc_offset_s=offset)),
        *_exact(screening.utc_offset_s),
    )


def rank_follow_up(said: FollowUp) -> Rank:
    """The one that was said first."""
    return (-said.at_us, said.device)


def rank_document(document: Document) -> Rank:
    """The later change; then the one that can be read."""
    text = json.dumps(document.value, sort_keys=True)
    return (document.updated_us, document.value is not None, text, document.device)


def as_exchanged(record: SessionRecord) -> SessionRecord:
    """The record as an export has it: lengths to the millisecond, the offset to the minute."""
    lengths: dict[str, Any] = {name: _milliseconds(getattr(record, name)) for name in _LENGTHS}
    offset = _minutes(record.utc_offset_s)
    return fitted(replace(record, utc_offset_s=offset, **lengths))


def fitted(record: SessionRecord) -> SessionRecord:
    """The same with its parts no longer than the whole.

    Rounded parts may add up to more than the rounded whole; the middle part gives way.
    """
    stages = record.settle_us + record.still_us + record.rise_us
    over = max(0, stages - record.planned_us)
    taken = min(over, record.still_us)
    return replace(
        record,
        still_us=record.still_us - taken,
        rise_us=record.rise_us - (over - taken),
        mat_us=min(record.mat_us, record.planned_us),
    )


def _comparable(kept: CheckIn | Screening | SessionRecord) -> Rank:
    """The content in an order; what is not there comes before what is."""
    values = (getattr(kept, field.name) for field in fields(kept))
    return tuple((value is not None, value) for value in values)


def _milliseconds(us: int) -> int:
    return round(us / MILLISECOND) * MILLISECOND


def _minutes(offset_s: int) -> int:
    return round(offset_s / MINUTE_S) * MINUTE_S


def _exact(offset_s: int) -> tuple[bool, int]:
    """Offsets of one minute, the exact ones greater than the rounded one."""
    return offset_s % MINUTE_S != 0, offset_s
