"""Every statement that reads or writes what is kept, one table after the other."""

from mattimer.limits import LAST_MOMENT
from mattimer.storage.codec.tables import CHECK_INS, DOCUMENTS, FOLLOW_UPS, SCREENINGS, SESSIONS

# The statements are put together from names of columns; no value of a person is ever in them.
# ruff: noqa: S608

_MEASURED = [column.name for column in SESSIONS.columns if column.measured]
_SAME_MEASURED = " AND ".join(f"{name} IS excluded.{name}" for name in _MEASURED)

# The later change wins where two devices meet. So a change is later than what it changes, even
# where the wall clock was set back or the other device's is years ahead.
_NEXT_MOMENT = f"MIN({LAST_MOMENT}, updated_us + 1)"
_LATER = f"MAX({_NEXT_MOMENT}, ?)"
_NEWER = f"updated_us = MAX({_NEXT_MOMENT}, excluded.updated_us)"

# What a person said stays, and what was deleted stays deleted.
SAVE = SESSIONS.upsert(
    _MEASURED,
    "stop_reason = COALESCE(stop_reason, excluded.stop_reason)",
    "deleted = MAX(deleted, excluded.deleted)",
    f"""updated_us = CASE
        WHEN updated_us <= excluded.updated_us THEN excluded.updated_us
        WHEN {_SAME_MEASURED} THEN updated_us
        ELSE {_NEXT_MOMENT} END""",
)
RATE = f"""
    UPDATE session SET tightness_after = ?, noticed = ?, note = ?,
        stop_reason = COALESCE(?, stop_reason), updated_us = {_LATER} WHERE id = ?
"""
SET_BEFORE = f"""
    UPDATE session SET tightness_before = ?, updated_us = {_LATER} WHERE id = ?
"""
SET_DELETED = f"UPDATE session SET deleted = ?, updated_us = {_LATER} WHERE id = ?"
# The row stays, or the file of a computer that knew the session would bring it back. So does its
# moment: of two versions of one moment a merge keeps the emptier, and whoever deleted, changed or
# brought it back elsewhere is not outvoted by a sweep.
SWEEP = """
    UPDATE session SET tightness_before = NULL, tightness_after = NULL, noticed = '[]', note = ''
    WHERE deleted = 1 AND updated_us <= ? AND (
        tightness_before IS NOT NULL OR tightness_after IS NOT NULL
        OR noticed <> '[]' OR note <> '')
"""

_NEWEST_FIRST = "ORDER BY started_us DESC, id DESC"
ONE = f"{SESSIONS.select} WHERE id = ?"
NEWEST = f"{SESSIONS.select} WHERE deleted = 0 {_NEWEST_FIRST} LIMIT ?"
NEWEST_BEFORE = f"""
    {SESSIONS.select} WHERE deleted = 0 AND (started_us, id) < (?, ?) {_NEWEST_FIRST} LIMIT ?
"""
BETWEEN = f"""
    {SESSIONS.select} WHERE deleted = 0 AND started_us >= ? AND started_us < ? {_NEWEST_FIRST}
"""
UNFINISHED = f"""
    {SESSIONS.select}
    WHERE outcome = 'interrupted' AND ended_us IS NULL AND deleted = 0 AND device = ?
    {_NEWEST_FIRST}
"""
COUNT = "SELECT count(*) FROM session WHERE deleted = 0"
STOPS_WITHOUT = f"""
    SELECT id FROM session WHERE deleted = 0 AND started_us >= ?
        AND stop_reason IN (SELECT value FROM json_each(?)) AND area = COALESCE(?, area)
        AND NOT EXISTS (SELECT 1 FROM follow_up WHERE session_id = session.id AND kind = ?)
    {_NEWEST_FIRST}
"""
CHUNK = f"SELECT {SESSIONS.list}, rowid FROM session WHERE rowid > ? ORDER BY rowid LIMIT ?"

ALL_SCREENINGS = f"{SCREENINGS.select} ORDER BY rowid"
LAST_SCREENING = f"{SCREENINGS.select} ORDER BY rowid DESC LIMIT 1"

KEEP_CHECK_IN = CHECK_INS.upsert(
    ("tightness", "answered_us", "utc_offset_s", "device", "deleted"), _NEWER
)
TAKE_BACK_CHECK_IN = f"""
    UPDATE check_in SET deleted = 1, updated_us = {_NEXT_MOMENT} WHERE day = ? AND deleted = 0
"""
CHECK_IN = f"{CHECK_INS.select} WHERE day = ? AND deleted = 0"
CHECK_INS_BETWEEN = f"""
    {CHECK_INS.select} WHERE day >= ? AND day < ? AND deleted = 0 ORDER BY day DESC
"""

ADD_FOLLOW_UP = f"{FOLLOW_UPS.insert} ON CONFLICT (session_id, kind) DO NOTHING"

KEEP_DOCUMENT = DOCUMENTS.upsert(("value", "device"), _NEWER)
# As bytes: text that is not even text is then damaged in the same way as what is not JSON.
_DOCUMENTS = "SELECT key, CAST(value AS BLOB), updated_us, device FROM profile"
DOCUMENT = f"{_DOCUMENTS} WHERE key = ?"
ALL_DOCUMENTS = f"{_DOCUMENTS} ORDER BY key"
