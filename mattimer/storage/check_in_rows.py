"""Check-ins, follow-ups and documents as rows and back, and the statements about them."""

import json
from datetime import date
from typing import Any
from uuid import UUID

from mattimer.session.records import CheckIn, Document, FollowUp, FollowUpKind
from mattimer.storage.codec import NEXT_MOMENT, storable

# The statements are put together from names of columns; no value of a person is ever in them.
# ruff: noqa: S608

# A change is later than what it changes, whatever the wall clock says; see rows.py.
_NEWER = f"MAX({NEXT_MOMENT}, excluded.updated_us)"
_CHECK_IN = "day, tightness, answered_us, utc_offset_s, device, updated_us, deleted"

KEEP_CHECK_IN = f"""
    INSERT INTO check_in ({_CHECK_IN}) VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (day) DO UPDATE SET tightness = excluded.tightness,
        answered_us = excluded.answered_us, utc_offset_s = excluded.utc_offset_s,
        device = excluded.device, deleted = excluded.deleted, updated_us = {_NEWER}
"""
TAKE_BACK_CHECK_IN = f"""
    UPDATE check_in SET deleted = 1, updated_us = {NEXT_MOMENT} WHERE day = ? AND deleted = 0
"""
CHECK_IN = f"SELECT {_CHECK_IN} FROM check_in WHERE day = ? AND deleted = 0"
CHECK_INS = f"""
    SELECT {_CHECK_IN} FROM check_in WHERE day >= ? AND day < ? AND deleted = 0 ORDER BY day DESC
"""
ALL_CHECK_INS = f"SELECT {_CHECK_IN} FROM check_in ORDER BY day"

FOLLOW_UP = """
    INSERT INTO follow_up (session_id, kind, at_us, device) VALUES (?, ?, ?, ?)
    ON CONFLICT (session_id, kind) DO NOTHING
"""
FOLLOW_UPS = "SELECT session_id, kind, at_us, device FROM follow_up ORDER BY session_id, kind"

KEEP_DOCUMENT = f"""
    INSERT INTO profile (key, value, updated_us, device) VALUES (?, ?, ?, ?)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value, device = excluded.device,
        updated_us = {_NEWER}
"""
# As bytes: text that is not even text is then damaged in the same way as what is not JSON.
DOCUMENT = "SELECT key, CAST(value AS BLOB), updated_us, device FROM profile WHERE key = ?"
DOCUMENTS = "SELECT key, CAST(value AS BLOB), updated_us, device FROM profile ORDER BY key"


def row_of_check_in(check_in: CheckIn) -> tuple[Any, ...]:
    """A check-in as the values of its row."""
    moment = (check_in.answered_us, check_in.utc_offset_s)
    day = check_in.day.isoformat()
    rest = (check_in.device, check_in.updated_us, check_in.deleted)
    return (day, check_in.tightness, *moment, *rest)


def check_in_of(row: tuple[Any, ...]) -> CheckIn:
    """A row as a check-in.

    Raises:
        ValueError: No program of ours wrote this.
    """
    day, tightness, answered_us, utc_offset_s, device, updated_us, deleted = row
    moment = (answered_us, utc_offset_s)
    return CheckIn(
        date.fromisoformat(day), tightness, *moment, device, updated_us, deleted=bool(deleted)
    )


def row_of_follow_up(said: FollowUp) -> tuple[Any, ...]:
    """A follow-up as the values of its row."""
    return (str(said.session_id), said.kind, said.at_us, said.device)


def follow_up_of(row: tuple[Any, ...]) -> FollowUp:
    """A row as a follow-up.

    Raises:
        ValueError: No program of ours wrote this.
    """
    session_id, kind, at_us, device = row
    return FollowUp(UUID(session_id), FollowUpKind(kind), at_us, device)


def row_of_document(document: Document) -> tuple[Any, ...]:
    """A document as the values of its row.

    Raises:
        TypeError: The value is nothing that JSON can hold.
        ValueError: A number in it is infinite or none, or it contains itself.
    """
    text = json.dumps(document.value, ensure_ascii=False, allow_nan=False)
    return (document.key, storable(text), document.updated_us, document.device)


def document_of(row: tuple[Any, ...]) -> Document:
    """A row as a document; a damaged text costs the value, not the others.

    What is missing can be asked anew or begun again, so this is no reason to refuse a file.
    """
    key, text, updated_us, device = row
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        value = None
    return Document(key, value, updated_us, device)
