"""What an export says, as rows of the database: the other half of exchange.py."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from mattimer.limits import LONGEST_OFFSET_S
from mattimer.session.clock import MILLISECOND, SECOND
from mattimer.session.records import EPOCH
from mattimer.storage.validation import (
    CHECK_IN,
    FOLLOW_UP,
    LONGEST_US,
    SCREENING,
    Row,
    ValidationError,
    fit_document,
    fit_row,
    fit_session,
    unfit,
)

SLACK_US = 3 * MILLISECOND
"""How much the rounding of several lengths may add to their sum."""
LONGEST_S = LONGEST_US // SECOND

_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?"
    r"(?:Z|[+-][0-9]{2}:[0-9]{2})"
)
_DAY_S = 86_400
_AS_IT_IS = (
    *("id", "area", "layer", "pattern", "outcome", "stop_reason"),
    *("tightness_before", "tightness_after", "note", "device", "deleted"),
)
_SESSION = frozenset(
    {
        *_AS_IT_IS,
        *("started_at", "ended_at", "updated_at", "lead_in_s", "planned_s", "stages"),
        *("mat_s", "paused_s", "away_s", "noticed", "follow_ups"),
    }
)
_NULLABLE = ("stop_reason", "tightness_before", "tightness_after")
_STAGES = frozenset({"settle_s", "still_s", "rise_s"})
_FOLLOW_UP = frozenset({"kind", "at", "device"})
_SCREENING = frozenset({"id", "answered_at", "answers", "device"})
_CHECK_IN = frozenset({"day", "tightness", "answered_at", "device", "updated_at", "deleted"})
_DOCUMENT = frozenset({"value", "updated_at", "device"})


class Entries:
    """Turns entries into rows and counts what it does not know.

    Attributes:
        unknown: How many keys were left out because this version does not know them.
    """

    def __init__(self) -> None:
        self.unknown = 0

    def session(self, entry: object) -> tuple[Row, list[Row]]:
        """A session and what was said of it.

        Raises:
            ValidationError: It can't be kept.
        """
        found = self._known(entry, _SESSION)
        for name in _NULLABLE:
            if name not in found:
                raise unfit(name)
        values = {name: found.get(name) for name in _AS_IT_IS}
        values["started_us"], values["utc_offset_s"] = moment(found, "started_at")
        ended = found.get("ended_at")
        values["ended_us"] = None if ended is None else moment(found, "ended_at")[0]
        values["updated_us"], _ = moment(found, "updated_at")
        for name in ("planned_s", "mat_s", "paused_s", "away_s"):
            values[f"{name[:-2]}_us"] = length(found, name)
        values["lead_in_us"] = length(found, "lead_in_s") if "lead_in_s" in found else 0
        values["noticed"] = found.get("noticed", [])
        self._stages(found.get("stages", {}), values)
        row = fit_session(values)
        return row, [self._follow_up(said, row[0]) for said in _list(found, "follow_ups")]

    def screening(self, entry: object) -> Row:
        """A screening; raises ValidationError where it can't be kept."""
        found = self._known(entry, _SCREENING)
        answered_us, offset = moment(found, "answered_at")
        values = {**found, "answered_us": answered_us, "utc_offset_s": offset}
        return fit_row(SCREENING, values)

    def check_in(self, entry: object) -> Row:
        """A check-in; raises ValidationError where it can't be kept."""
        found = self._known(entry, _CHECK_IN)
        answered_us, offset = moment(found, "answered_at")
        values = {"deleted": False, **found, "answered_us": answered_us, "utc_offset_s": offset}
        values["updated_us"], _ = moment(found, "updated_at")
        return fit_row(CHECK_IN, values)

    def document(self, key: str, entry: object) -> Row:
        """A document; raises ValidationError where it can't be kept."""
        found = self._known(entry, _DOCUMENT)
        values = {**found, "key": key, "updated_us": moment(found, "updated_at")[0]}
        return fit_document(values)

    def _follow_up(self, entry: object, session_id: str) -> Row:
        found = self._known(entry, _FOLLOW_UP)
        values = {**found, "session_id": session_id, "at_us": moment(found, "at")[0]}
        return fit_row(FOLLOW_UP, values)

    def _stages(self, entry: object, values: dict[str, Any]) -> None:
        """The three stages, and the mat time; rounded ones may be a hair too long together."""
        found = self._known(entry, _STAGES)
        settle, still, rise = (
            length(found, name) if name in found else 0
            for name in ("settle_s", "still_s", "rise_s")
        )
        over = settle + still + rise - values["planned_us"]
        if 0 < over <= SLACK_US:
            taken = min(over, still)
            still, rise = still - taken, rise - (over - taken)
        values |= {"settle_us": settle, "still_us": still, "rise_us": rise}
        if 0 < values["mat_us"] - values["planned_us"] <= SLACK_US:
            values["mat_us"] = values["planned_us"]

    def _known(self, entry: object, names: frozenset[str]) -> Mapping[str, Any]:
        if type(entry) is not dict:
            raise ValidationError("it is not an object in curly brackets")
        if not entry.keys() <= names:
            self.unknown += len(entry.keys() - names)
        return entry


def moment(values: Mapping[str, Any], name: str) -> tuple[int, int]:
    """A moment as microseconds since 1970, and the seconds that its clock was ahead of UTC.

    Raises:
        ValidationError: It is not RFC 3339, or no such moment.
    """
    text = values.get(name)
    if type(text) is not str or _MOMENT.fullmatch(text) is None:
        raise ValidationError(f'its "{name}" is not a moment as in 2026-09-21T16:13:20+02:00')
    try:
        found = datetime.fromisoformat(text)
        since = found - EPOCH
    except (ValueError, OverflowError) as error:
        raise ValidationError(
            f'its "{name}" is not a moment as in 2026-09-21T16:13:20+02:00'
        ) from error
    ahead = found.utcoffset()
    offset = 0 if ahead is None else ahead.days * _DAY_S + ahead.seconds
    if abs(offset) > LONGEST_OFFSET_S:
        raise ValidationError(f'its "{name}" is more than 18 hours away from UTC')
    return (since.days * _DAY_S + since.seconds) * SECOND + since.microseconds, offset


def length(values: Mapping[str, Any], name: str) -> int:
    """Seconds as microseconds, to the millisecond.

    Raises:
        ValidationError: It is no number, or less than nothing.
    """
    seconds = values.get(name)
    if type(seconds) is int and 0 <= seconds <= LONGEST_S:
        return seconds * SECOND
    if type(seconds) is float and 0 <= seconds <= LONGEST_S:
        return round(seconds * (SECOND // MILLISECOND)) * MILLISECOND
    raise ValidationError(f'its "{name}" is not a number of seconds')


def _list(values: Mapping[str, Any], name: str) -> list[Any]:
    found = values.get(name, [])
    if type(found) is not list:
        raise unfit(name)
    return found
