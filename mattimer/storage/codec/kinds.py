"""Kinds of value: how each is checked, and how it stands in a row and in an export.

What a line of a shared folder holds is the value itself, as msgspec writes it: an id as text, a
list as a list. Rows hold what SQLite can; exports hold what other programs can read.
"""

import json
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any
from uuid import UUID

import msgspec
from msgspec import Meta, Raw
from msgspec.structs import replace

from mattimer.limits import (
    DEPTH_LIMIT,
    DOCUMENT_LIMIT,
    LAST_MOMENT,
    LIST_LIMIT,
    LONGEST_OFFSET_S,
    NAME_LIMIT,
    NOTE_LIMIT,
    PATTERN_LIMIT,
    TIGHTNESS_HIGHEST,
    TIGHTNESS_LOWEST,
)
from mattimer.session.breath import Pattern
from mattimer.session.clock import EPOCH, MILLISECOND, SECOND

LONGEST_US = 2**63 - 1

WRONG = "is missing, of the wrong kind or out of range"

_EPOCH_LOCAL = EPOCH.replace(tzinfo=None)
_DAY_S = 86_400
_MILLISECONDS = 1_000

Convert = Callable[[Any], Any]
"""Makes one form of a value out of another; raises ValueError where there is none."""
ConvertAt = Callable[[Any, int], Any]
"""The same for a clock that is some seconds ahead of UTC."""


class Kind(msgspec.Struct, frozen=True):
    """One kind of value. A conversion that is None leaves the value as it is.

    Attributes:
        line: What msgspec takes in a line.
        entry: What it takes in an export; None where that is the same.
        to_row: The value as SQLite keeps it.
        of_row: What SQLite kept, as the value.
        to_entry: The value, and the seconds that its clock is ahead of UTC, as in an export;
            ids, days and lists msgspec writes itself.
        of_entry: What msgspec took from an export, as the value.
        of_line: The same for a line.
        wrong: What is said of a value that can't be kept.
    """

    line: Any
    entry: Any = None
    to_row: Convert | None = None
    of_row: Convert | None = None
    to_entry: ConvertAt | None = None
    of_entry: Convert | None = None
    of_line: Convert | None = None
    wrong: str = WRONG

    @property
    def or_none(self) -> "Kind":
        """The same, or nothing."""
        return replace(
            self,
            line=self.line | None,
            entry=None if self.entry is None else self.entry | None,
            to_row=_unless_none(self.to_row),
            of_row=_unless_none(self.of_row),
            to_entry=_unless_none_at(self.to_entry),
            of_entry=_unless_none(self.of_entry),
            of_line=_unless_none(self.of_line),
        )


def _unless_none(convert: Convert | None) -> Convert | None:
    if convert is None:
        return None
    return lambda value: None if value is None else convert(value)


def _unless_none_at(convert: ConvertAt | None) -> ConvertAt | None:
    if convert is None:
        return None
    return lambda value, offset_s: None if value is None else convert(value, offset_s)


def seconds(us: int, _offset_s: int = 0) -> float:
    """Seconds with at most three decimals, whole ones without a point; no clock matters."""
    if us % SECOND == 0:
        return us // SECOND
    milliseconds = round(us / MILLISECOND)
    whole, rest = divmod(milliseconds, _MILLISECONDS)
    return milliseconds / _MILLISECONDS if rest else whole


def moment_text(us: int, utc_offset_s: int) -> str:
    """RFC 3339, to the microsecond where there are any. Offsets there know no seconds."""
    epoch, offset = _clock(utc_offset_s)
    return (epoch + timedelta(0, 0, us)).isoformat() + offset


def storable(text: str) -> str:
    """The same text; half an emoji, which no file can hold, becomes a question mark."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


@lru_cache(maxsize=128)
def _clock(utc_offset_s: int) -> tuple[datetime, str]:
    """The beginning of 1970 in UTC on a person's clock, and the offset as text."""
    minutes = round(utc_offset_s / 60)
    hours, rest = divmod(abs(minutes), 60)
    offset = f"{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}"
    return _EPOCH_LOCAL + timedelta(minutes=minutes), offset


def _moment(found: datetime) -> int:
    since = found - EPOCH
    us = (since.days * _DAY_S + since.seconds) * SECOND + since.microseconds
    if not 0 <= us <= LAST_MOMENT:
        raise ValueError("It is before 1970 or after 9999.")
    return us


def _offset(found: datetime) -> int:
    ahead = found.utcoffset() or timedelta()
    offset_s = ahead.days * _DAY_S + ahead.seconds
    if abs(offset_s) > LONGEST_OFFSET_S:
        raise ValueError("It is more than 18 hours away from UTC.")
    return offset_s


def _microseconds(found: float) -> int:
    """Whole seconds are exact; others are taken to the millisecond."""
    if type(found) is int:
        return found * SECOND
    return round(found * (SECOND // MILLISECOND)) * MILLISECOND


def _whole(found: float) -> int:
    """Other programs write 7 as 7.0."""
    if found != int(found):
        raise ValueError("It is no whole number.")
    return int(found)


@lru_cache(maxsize=256)
def _pattern(text: str) -> str:
    Pattern.parse(text)
    if not text.isascii() or text != text.strip():
        raise ValueError("It is written another way.")
    return text


@lru_cache(maxsize=256)
def _names_of(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


def _names_text(names: Iterable[str]) -> str:
    return storable(json.dumps(names, ensure_ascii=False)) if names else "[]"


def _document_text(value: Any) -> str:  # noqa: ANN401  what JSON can hold
    return storable(json.dumps(value, ensure_ascii=False, allow_nan=False))


def _document_kept(text: str | bytes) -> Any:  # noqa: ANN401  what JSON can hold
    """A damaged text costs the value alone: what is missing can be asked anew."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _document_read(found: Raw) -> Any:  # noqa: ANN401  what JSON can hold
    value = json.loads(bytes(found))
    if not _is_shallow(value) or len(_document_text(value)) > DOCUMENT_LIMIT:
        raise ValueError("It is too long, or nested too deeply.")
    return value


def _is_shallow(value: object) -> bool:
    level = [value]
    for _ in range(DEPTH_LIMIT):
        level = [
            inner
            for outer in level
            if isinstance(outer, (list, dict))
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
        if not level:
            return True
    return False


def number(least: int, most: int) -> Kind:
    """A whole number within bounds, both included."""
    whole = Annotated[int, Meta(ge=least, le=most)]
    return Kind(whole, whole | Annotated[float, Meta(ge=least, le=most)], of_entry=_whole)


def length(most: int = LONGEST_US) -> Kind:
    """A length in whole microseconds, in an export in seconds."""
    most_s = most // SECOND
    return Kind(
        Annotated[int, Meta(ge=0, le=most)],
        Annotated[int, Meta(ge=0, le=most_s)] | Annotated[float, Meta(ge=0, le=most_s)],
        to_entry=seconds,
        of_entry=_microseconds,
    )


def one_of(words: type[StrEnum]) -> Kind:
    """One of several words."""
    # There are few of each, and an export makes 100,000 records.
    known = lru_cache(words)
    return Kind(words, to_row=known, of_row=known)


# SQLite's length() ends at the first NUL.
_NAME = Annotated[str, Meta(min_length=1, max_length=NAME_LIMIT, pattern=r"\A[^\0]*\Z")]

ID = Kind(UUID, to_row=str, of_row=UUID)
MOMENT = Kind(
    Annotated[int, Meta(ge=0, le=LAST_MOMENT)],
    Annotated[datetime, Meta(tz=True)],
    to_entry=moment_text,
    of_entry=_moment,
    wrong="is not a moment as in 2026-09-21T16:13:20+02:00",
)
OFFSET = replace(
    MOMENT,
    line=Annotated[int, Meta(ge=-LONGEST_OFFSET_S, le=LONGEST_OFFSET_S)],
    to_entry=None,
    of_entry=_offset,
)
"""Seconds ahead of UTC; an export has them within a moment."""
DAY = Kind(date, to_row=date.isoformat, of_row=date.fromisoformat)
NAME = Kind(_NAME)
NAMES = Kind(
    Annotated[tuple[_NAME, ...], Meta(max_length=LIST_LIMIT)],
    to_row=_names_text,
    of_row=_names_of,
)
NOTE = Kind(Annotated[str, Meta(max_length=NOTE_LIMIT)], to_row=storable)
PATTERN = Kind(Annotated[str, Meta(max_length=PATTERN_LIMIT)], of_entry=_pattern, of_line=_pattern)
TIGHTNESS = number(TIGHTNESS_LOWEST, TIGHTNESS_HIGHEST)
FLAG = Kind(bool, of_row=bool)
DOCUMENT = Kind(
    Raw,
    to_row=_document_text,
    of_row=_document_kept,
    of_entry=_document_read,
    of_line=_document_read,
)
