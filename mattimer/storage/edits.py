"""Sessions that a person put down or set right, and what remains of those they deleted.

Each function is a plain call on the thread that owns the repository, raises DataError where the
world stands in the way, and leaves the file as it was where it raises.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from mattimer.limits import LAST_MOMENT
from mattimer.session.clock import DAY
from mattimer.session.records import SessionRecord
from mattimer.storage import statements
from mattimer.storage.codec.tables import SESSIONS
from mattimer.storage.repository import Repository

SWEPT_AFTER = 30 * DAY
"""How long what was said of a deleted session stays in the file."""


def write_down(repository: Repository, record: SessionRecord) -> None:
    """Keep a session that was not measured. Said twice it is there once, as said last.

    Unlike one that runs it is not owed where it can't be written: the person still sees what
    they wrote, and may save it again or leave it.
    """
    with repository.writing() as connection:
        connection.execute(SESSIONS.upsert(), SESSIONS.row_of(record))


def amend(
    repository: Repository, session_id: UUID, changes: Mapping[str, Any], at_us: int
) -> SessionRecord:
    """Change some of a session and return it as it was before.

    Args:
        repository: Where to.
        session_id: Which session.
        changes: New values by the record's names.
        at_us: Now, in UTC; the change is later than the one before even if the clock is not.

    Raises:
        LookupError: There is no such session.
    """
    with repository.writing() as connection:
        found = connection.execute(statements.ONE, (str(session_id),)).fetchone()
        if found is None:
            raise LookupError("There is no session of that id.")
        before = SESSIONS.record_of(found)
        later = max(min(LAST_MOMENT, before.updated_us + 1), at_us)
        after = replace(before, **{**changes, "updated_us": later})
        connection.execute(SESSIONS.upsert(), SESSIONS.row_of(after))
    return before


def sweep(repository: Repository, at_us: int) -> int:
    """Empty sessions that were deleted thirty days ago of what was said of them.

    What remains says that there was one, where and how long, and that it is deleted.

    Args:
        repository: Where.
        at_us: Now, in UTC.

    Returns:
        How many were emptied.
    """
    with repository.writing() as connection:
        # Not every SQLite writes over what it gives up.
        connection.execute("PRAGMA secure_delete = ON")
        return connection.execute(statements.SWEEP, (at_us - SWEPT_AFTER,)).rowcount
