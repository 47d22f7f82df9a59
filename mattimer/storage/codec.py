"""Records as rows and back, and every statement that reads or writes them."""

import json
from collections.abc import Callable
from dataclasses import fields
from functools import lru_cache
from typing import Any
from uuid import UUID

from mattimer.limits import LAST_MOMENT
from mattimer.session.reasons import StopReason
from mattimer.session.records import Outcome, Screening, SessionRecord
from mattimer.session.session_plan import Layer

# The statements are put together from these names alone; no value of a person is ever in them.
# ruff: noqa: S608

COLUMNS = tuple(field.name for field in fields(SessionRecord))
_LIST = ", ".join(COLUMNS)
_MARKS = ", ".join("?" * len(COLUMNS))
_MEASURED = (
    "ended_us", "layer", "lead_in_us", "planned_us", "settle_us", "still_us", "rise_us", "mat_us",
    "paused_us", "away_us", "outcome",
)  # fmt: skip
_SET_MEASURED = ", ".join(f"{name} = excluded.{name}" for name in _MEASURED)
_SAME_MEASURED = " AND ".join(f"{name} IS excluded.{name}" for name in _MEASURED)

# The later change wins where two devices meet. So a change is later than what it changes, even
# where the wall clock was set back or the other device's is years ahead.
NEXT_MOMENT = f"MIN({LAST_MOMENT}, updated_us + 1)"
LATER = f"MAX({NEXT_MOMENT}, ?)"

# What a person said stays, and what was put away stays put away.
SAVE = f"""
    INSERT INTO session ({_LIST}) VALUES ({_MARKS})
    ON CONFLICT (id) DO UPDATE SET {_SET_MEASURED},
        stop_reason = COALESCE(stop_reason, excluded.stop_reason),
        deleted = MAX(deleted, excluded.deleted),
        updated_us = CASE
            WHEN updated_us <= excluded.updated_us THEN excluded.updated_us
            WHEN {_SAME_MEASURED} THEN updated_us
            ELSE {NEXT_MOMENT} END
"""
RATE = f"""
    UPDATE session SET tightness_after = ?, noticed = ?, note = ?,
        stop_reason = COALESCE(?, stop_reason), updated_us = {LATER} WHERE id = ?
"""
SET_BEFORE = f"""
    UPDATE session SET tightness_before = ?, updated_us = {LATER} WHERE id = ?
"""
SET_DELETED = f"UPDATE session SET deleted = ?, updated_us = {LATER} WHERE id = ?"

_NEWEST_FIRST = "ORDER BY started_us DESC, id DESC"
ONE = f"SELECT {_LIST} FROM session WHERE id = ?"
NEWEST = f"SELECT {_LIST} FROM session WHERE deleted = 0 {_NEWEST_FIRST} LIMIT ?"
NEWEST_BEFORE = f"""
    SELECT {_LIST} FROM session WHERE deleted = 0 AND (started_us, id) < (?, ?)
    {_NEWEST_FIRST} LIMIT ?
"""
BETWEEN = f"""
    SELECT {_LIST} FROM session WHERE deleted = 0 AND started_us >= ? AND started_us < ?
    {_NEWEST_FIRST}
"""
EVERY = f"SELECT {_LIST} FROM session"
UNFINISHED = f"""
    SELECT {_LIST} FROM session
    WHERE outcome = 'interrupted' AND ended_us IS NULL AND deleted = 0 AND device = ?
    {_NEWEST_FIRST}
"""
COUNT = "SELECT count(*) FROM session WHERE deleted = 0"
COUNT_SINCE = """
    SELECT count(*) FROM session WHERE deleted = 0 AND started_us >= ? AND mat_us > 0
"""
STOPS_WITHOUT = f"""
    SELECT id FROM session WHERE deleted = 0 AND started_us >= ?
        AND stop_reason IN (SELECT value FROM json_each(?)) AND area = COALESCE(?, area)
        AND NOT EXISTS (SELECT 1 FROM follow_up WHERE session_id = session.id AND kind = ?)
    {_NEWEST_FIRST}
"""
CHUNK = f"SELECT {_LIST}, rowid FROM session WHERE rowid > ? ORDER BY rowid LIMIT ?"

ADD_SCREENING = """
    INSERT INTO screening (id, answered_us, utc_offset_s, answers, device) VALUES (?, ?, ?, ?, ?)
"""
LAST_SCREENING = """
    SELECT id, answered_us, utc_offset_s, answers, device FROM screening
    ORDER BY rowid DESC LIMIT 1
"""
SCREENINGS = "SELECT id, answered_us, utc_offset_s, answers, device FROM screening ORDER BY rowid"


def row_of(record: SessionRecord) -> tuple[Any, ...]:
    """A record as the values of its row, in the order of ``COLUMNS``."""
    values = {name: getattr(record, name) for name in COLUMNS}
    values["id"] = str(record.id)
    values["noticed"] = json.dumps(record.noticed, ensure_ascii=False)
    values["note"] = storable(record.note)
    return tuple(values.values())


def record_from(row: tuple[Any, ...]) -> SessionRecord:
    """A row as a record.

    Raises:
        ValueError: No program of ours wrote this.
    """
    if len(row) != len(COLUMNS):
        raise ValueError("The row has another number of values.")
    values = list(row)
    for place, make in _MADE:
        values[place] = make(values[place])
    return SessionRecord(*values)


@lru_cache(maxsize=256)
def _names(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


def _reason(text: str | None) -> StopReason | None:
    return None if text is None else StopReason(text)


# There are few of each, and an export makes 100,000 records.
_MADE: tuple[tuple[int, Callable[[Any], Any]], ...] = tuple(
    (COLUMNS.index(name), make)
    for name, make in (
        ("id", UUID),
        ("layer", lru_cache(Layer)),
        ("outcome", lru_cache(Outcome)),
        ("stop_reason", _reason),
        ("noticed", _names),
        ("deleted", bool),
    )
)
"""What is more than the value in the column, by its place."""


def row_of_screening(screening: Screening) -> tuple[Any, ...]:
    """A screening as the values of its row."""
    answers = json.dumps(screening.answers, ensure_ascii=False)
    moment = (screening.answered_us, screening.utc_offset_s)
    return (str(screening.id), *moment, answers, screening.device)


def screening_of(row: tuple[Any, ...]) -> Screening:
    """A row as a screening.

    Raises:
        ValueError: No program of ours wrote this.
    """
    identity, answered_us, utc_offset_s, answers, device = row
    return Screening(UUID(identity), answered_us, utc_offset_s, tuple(json.loads(answers)), device)


def storable(text: str) -> str:
    """The same text; half an emoji, which no file can hold, becomes a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")
