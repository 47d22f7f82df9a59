"""Sessions that a person put down or set right, and what remains of those they deleted.

Each function is a plain call on the thread that owns the repository, raises DataError where the
world stands in the way, and leaves the file as it was where it raises.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from mattimer.limits import LAST_MOMENT
from mattimer.session.records import DAY, SessionRecord
from mattimer.storage import codec as rows
from mattimer.storage.repository import Repository

# The statements are put together from names of columns; no value of a person is ever in them.
# ruff: noqa: S608

SWEPT_AFTER = 30 * DAY
"""How long what was said of a deleted session stays in the file."""

PUT = f"""
    INSERT INTO session ({", ".join(rows.COLUMNS)}) VALUES ({", ".join("?" * len(rows.COLUMNS))})
    ON CONFLICT (id) DO UPDATE SET
        {", ".join(f"{name} = excluded.{name}" for name in rows.COLUMNS[1:])}
"""

# The row stays, or the file of a computer that knew the session would bring it back. So does its
# moment: of two versions of one moment a merge keeps the emptier, and whoever deleted, changed or
# brought it back elsewhere is not outvoted by a sweep.
SWEEP = """
    UPDATE session SET tightness_before = NULL, tightness_after = NULL, noticed = '[]', note = ''
    WHERE deleted = 1 AND updated_us <= ? AND (
        tightness_before IS NOT NULL OR tightness_after IS NOT NULL
        OR noticed <> '[]' OR note <> '')
"""


def put_down(repository: Repository, record: SessionRecord) -> None:
    """Keep a session that was not measured. Said twice it is there once, as said last.

    Unlike one that runs it is not owed where it can't be written: the person still sees what
    they wrote, and may save it again or leave it.
    """
    with repository.writing() as connection:
        connection.execute(PUT, rows.row_of(record))


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
        found = connection.execute(rows.ONE, (str(session_id),)).fetchone()
        if found is None:
            raise LookupError("There is no session of that id.")
        before = rows.record_from(found)
        later = max(min(LAST_MOMENT, before.updated_us + 1), at_us)
        after = replace(before, **{**changes, "updated_us": later})
        connection.execute(PUT, rows.row_of(after))
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
        return connection.execute(SWEEP, (at_us - SWEPT_AFTER,)).rowcount
