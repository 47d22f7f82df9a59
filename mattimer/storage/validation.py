"""Whether what comes from elsewhere may be kept: every column has its type and its bounds.

The database has CHECKs of its own, but those are there for faults of ours and end loudly.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from mattimer.limits import (
    DEPTH_LIMIT,
    DOCUMENT_LIMIT,
    HARD_CAP,
    LAST_MOMENT,
    LIST_LIMIT,
    LONGEST_LEAD_IN,
    LONGEST_OFFSET_S,
    NAME_LIMIT,
    NOTE_LIMIT,
    TIGHTNESS_HIGHEST,
    TIGHTNESS_LOWEST,
)
from mattimer.session.breath import Pattern
from mattimer.session.reasons import StopReason
from mattimer.session.records import FollowUpKind, Outcome
from mattimer.session.session_plan import Layer

Row = tuple[Any, ...]

_encode = json.JSONEncoder(ensure_ascii=False).encode

LONGEST_US = 2**63 - 1

_ID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_EXPORTED = {
    "started_us": "started_at",
    "ended_us": "ended_at",
    "updated_us": "updated_at",
    "answered_us": "answered_at",
    "at_us": "at",
    "utc_offset_s": "started_at",
}


class ValidationError(ValueError):
    """A value that can't be kept; the text names where it stands and never says what it is."""


def unfit(column: str) -> ValidationError:
    """Say that the value of a column can't be kept, by its name in an export."""
    name = _EXPORTED.get(column) or re.sub("_us$", "_s", column)
    return ValidationError(f'its "{name}" is missing, of the wrong kind or out of range')


def is_id(value: object) -> bool:
    """A UUID in its usual form."""
    return type(value) is str and _ID.fullmatch(value) is not None


def is_name(value: object) -> bool:
    """A short text, such as the name of an area."""
    # SQLite's length() ends at the first NUL.
    return type(value) is str and 0 < len(value) <= NAME_LIMIT and "\0" not in value


def is_names(value: object) -> bool:
    """A list of short texts."""
    return type(value) is list and len(value) <= LIST_LIMIT and all(map(is_name, value))


def is_note(value: object) -> bool:
    """A person's own words."""
    return type(value) is str and len(value) <= NOTE_LIMIT


def is_flag(value: object) -> bool:
    """True or false."""
    return type(value) is bool


@lru_cache(maxsize=256)
def _is_breath(text: str) -> bool:
    try:
        Pattern.parse(text)
    except ValueError:
        return False
    return text == text.strip()


def is_pattern(value: object) -> bool:
    """A breath as in "4-6"."""
    return type(value) is str and len(value) <= 16 and value.isascii() and _is_breath(value)  # noqa: PLR2004  two of "99.9" and a dash are nine


def is_day(value: object) -> bool:
    """A day as in "2026-09-21"."""
    if type(value) is not str or _DAY.fullmatch(value) is None:
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def between(least: int, most: int) -> Callable[[object], bool]:
    """A whole number within bounds, both included."""
    return lambda value: type(value) is int and least <= value <= most


def one_of(words: Iterable[str]) -> Callable[[object], bool]:
    """One of several words."""
    known = frozenset(map(str, words))
    return lambda value: type(value) is str and value in known


def or_none(check: Callable[[object], bool]) -> Callable[[object], bool]:
    """The same, or nothing."""
    return lambda value: value is None or check(value)


is_moment = between(0, LAST_MOMENT)
is_offset = between(-LONGEST_OFFSET_S, LONGEST_OFFSET_S)
is_length = between(0, LONGEST_US)
is_tightness = between(TIGHTNESS_LOWEST, TIGHTNESS_HIGHEST)

Checks = Mapping[str, Callable[[object], bool]]
"""By column, in the order of the table."""

SESSION: Checks = {
    "id": is_id,
    "started_us": is_moment,
    "utc_offset_s": is_offset,
    "ended_us": or_none(is_moment),
    "area": is_name,
    "layer": one_of(Layer),
    "pattern": is_pattern,
    "lead_in_us": between(0, LONGEST_LEAD_IN),
    "planned_us": between(0, HARD_CAP),
    "settle_us": between(0, HARD_CAP),
    "still_us": between(0, HARD_CAP),
    "rise_us": between(0, HARD_CAP),
    "mat_us": between(0, HARD_CAP),
    "paused_us": is_length,
    "away_us": is_length,
    "outcome": one_of(Outcome),
    "stop_reason": or_none(one_of(StopReason)),
    "tightness_before": or_none(is_tightness),
    "tightness_after": or_none(is_tightness),
    "noticed": is_names,
    "note": is_note,
    "device": is_name,
    "updated_us": is_moment,
    "deleted": is_flag,
}
FOLLOW_UP: Checks = {
    "session_id": is_id,
    "kind": one_of(FollowUpKind),
    "at_us": is_moment,
    "device": is_name,
}
SCREENING: Checks = {
    "id": is_id,
    "answered_us": is_moment,
    "utc_offset_s": is_offset,
    "answers": is_names,
    "device": is_name,
}
CHECK_IN: Checks = {
    "day": is_day,
    "tightness": is_tightness,
    "answered_us": is_moment,
    "utc_offset_s": is_offset,
    "device": is_name,
    "updated_us": is_moment,
    "deleted": is_flag,
}


def fit_row(checks: Checks, values: Mapping[str, Any]) -> Row:
    """The values of a row, in the order of its table.

    Raises:
        ValidationError: One of them is missing or can't be kept.
    """
    for column, check in checks.items():
        if not check(values.get(column)):
            raise unfit(column)
    row = [
        value if value is None or type(value) is int else _kept(value)
        for value in map(values.get, checks)
    ]
    # Ids come in capitals as well.
    return (str(row[0]).lower(), *row[1:])


def fit_session(values: Mapping[str, Any]) -> Row:
    """The same for a session, whose lengths have to go together.

    Raises:
        ValidationError: They do not, or a value can't be kept.
    """
    row = fit_row(SESSION, values)
    planned = values["planned_us"]
    if values["mat_us"] > planned:
        raise ValidationError('its "mat_s" is more than its "planned_s"')
    if values["settle_us"] + values["still_us"] + values["rise_us"] > planned:
        raise ValidationError('its "stages" are more than its "planned_s"')
    return row


def fit_document(values: Mapping[str, Any]) -> Row:
    """The same for a document.

    Raises:
        ValidationError: A value can't be kept, or is too long or nested too deeply.
    """
    key, value = values.get("key"), values.get("value")
    for column, fits in (
        ("key", is_name(key)),
        ("updated_us", is_moment(values.get("updated_us"))),
        ("device", is_name(values.get("device"))),
        ("value", "value" in values and _is_shallow(value)),
    ):
        if not fits:
            raise unfit(column)
    try:
        text = _storable(json.dumps(value, ensure_ascii=False, allow_nan=False))
    except ValueError as error:
        raise unfit("value") from error
    if len(text) > DOCUMENT_LIMIT:
        raise unfit("value")
    return (_storable(str(key)), text, values["updated_us"], _storable(values["device"]))


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


def _kept(value: Any) -> Any:  # noqa: ANN401  what a column can hold
    if type(value) is list:
        return _storable(_encode(value)) if value else "[]"
    return _storable(value) if type(value) is str else value


def _storable(text: str) -> str:
    """The same text; half an emoji, which no file can hold, becomes a question mark."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")
