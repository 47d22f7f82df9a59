"""Reads and writes of one open database, each a plain call on the thread that owns it."""

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from mattimer.coach.past_session import PastSession
from mattimer.session.reasons import StopReason
from mattimer.session.records import FollowUpKind, Screening, SessionRecord
from mattimer.storage import coach_query, statements
from mattimer.storage.codec.kinds import storable
from mattimer.storage.codec.tables import SCREENINGS, SESSIONS
from mattimer.storage.database import UNREADABLE
from mattimer.storage.error_mapping import told
from mattimer.storage.errors import DamagedData, DataError
from mattimer.storage.migrations import transaction

T = TypeVar("T")

Place = tuple[int, UUID]
"""Start and id of the last session of a page; the next page begins after it."""


class Repository:
    """The rows of one open database.

    A session that could not be saved is owed: it is saved together with the next write, so that
    a full disk costs nothing once there is room again.

    All methods raise DataError where the world stands in the way, and writes to a session that
    is not there raise LookupError.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._owed: dict[UUID, SessionRecord] = {}

    def save(self, record: SessionRecord) -> None:
        """Insert a session, or write what was measured since; ratings stay as they are."""
        self._owed[record.id] = record
        try:
            self._settle()
        except DataError:
            raise
        except BaseException:
            # A row that can never be written must not take the next ones with it.
            del self._owed[record.id]
            raise

    def close(self) -> None:
        """Try once more to save what is owed, and close the database whatever comes of it."""
        try:
            # What is still owed was told of when it failed.
            with suppress(DataError):
                self._settle()
        finally:
            self._connection.close()

    def rate(
        self,
        session_id: UUID,
        *,
        tightness_after: int | None,
        noticed: tuple[str, ...],
        note: str,
        stop_reason: StopReason | None,
        updated_us: int,
    ) -> None:
        """Keep what a person says afterwards."""
        ticked = json.dumps(noticed, ensure_ascii=False)
        values = (tightness_after, ticked, storable(note), stop_reason)
        self._change(statements.RATE, values, updated_us, session_id)

    def set_tightness_before(self, session_id: UUID, tightness: int | None, at_us: int) -> None:
        """Keep what a person said before."""
        self._change(statements.SET_BEFORE, (tightness,), at_us, session_id)

    def set_deleted(self, session_id: UUID, at_us: int, *, deleted: bool) -> None:
        """Put a session away or bring it back."""
        self._change(statements.SET_DELETED, (deleted,), at_us, session_id)

    def record(self, session_id: UUID) -> SessionRecord | None:
        """One session, deleted or not."""
        found = self._records(statements.ONE, (str(session_id),))
        return found[0] if found else None

    def page(self, before: Place | None, limit: int) -> tuple[SessionRecord, ...]:
        """Sessions not deleted, newest first, that started before a place."""
        if before is None:
            return self._records(statements.NEWEST, (limit,))
        return self._records(statements.NEWEST_BEFORE, (before[0], str(before[1]), limit))

    def between(self, from_us: int, until_us: int) -> tuple[SessionRecord, ...]:
        """Sessions not deleted with ``from_us <= started_us < until_us``, newest first."""
        return self._records(statements.BETWEEN, (from_us, until_us))

    def unfinished(self, device: str) -> tuple[SessionRecord, ...]:
        """Sessions of a device not deleted that have no end, newest first."""
        return self._records(statements.UNFINISHED, (device,))

    def past(self, limit: int) -> tuple[PastSession, ...]:
        """Sessions not deleted as the coach looks back on them, newest first."""
        return self.made(coach_query.past_of, coach_query.PAST, (limit,))

    def stops_without(
        self, kind: FollowUpKind, reasons: tuple[StopReason, ...], since_us: int, area: str | None
    ) -> tuple[UUID, ...]:
        """Sessions not deleted, stopped for one of the reasons, that lack a follow-up."""
        values = (since_us, json.dumps(reasons), area, kind)
        return self.made(lambda row: UUID(row[0]), statements.STOPS_WITHOUT, values)

    def count(self) -> int:
        """How many sessions are not deleted."""
        return self._number(statements.COUNT)

    def chunk(self, after: int, limit: int) -> tuple[int, tuple[SessionRecord, ...]]:
        """Some of all sessions in the order they were inserted, and where the next chunk begins.

        ``after`` is 0 for the first chunk.
        """
        found = self.made(
            lambda row: (row[-1], SESSIONS.record_of(row[:-1])), statements.CHUNK, (after, limit)
        )
        last = found[-1][0] if found else after
        return last, tuple(record for _rowid, record in found)

    def add_screening(self, screening: Screening) -> Screening:
        """Keep the answers to the safety questions, and give them back."""
        with self.writing() as connection:
            connection.execute(SCREENINGS.insert, SCREENINGS.row_of(screening))
        return screening

    def last_screening(self) -> Screening | None:
        """The latest answers to the safety questions."""
        found = self.made(SCREENINGS.record_of, statements.LAST_SCREENING)
        return found[0] if found else None

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: what is owed, and what the block writes on the connection it is given.

        Everything is kept or nothing is.
        """
        with told(self._path), transaction(self._connection):
            for record in self._owed.values():
                self._connection.execute(statements.SAVE, SESSIONS.row_of(record))
            yield self._connection
        self._owed.clear()

    def made(
        self,
        make: Callable[[tuple[Any, ...]], T],
        statement: str,
        values: tuple[Any, ...] | Mapping[str, Any] = (),
    ) -> tuple[T, ...]:
        """What ``make`` makes of every row that a statement finds.

        Where ``make`` can't, no program of ours wrote the row: DamagedData.
        """
        # Row by row: ten thousand of them at once keep the garbage collector busy.
        with told(self._path), closing(self._connection.execute(statement, values)) as found:
            try:
                return tuple(map(make, found))
            except UNREADABLE as error:
                raise DamagedData(self._path) from error

    def _settle(self) -> None:
        if self._owed:
            with self.writing():
                pass

    def _change(
        self, statement: str, values: tuple[Any, ...], at_us: int, session_id: UUID
    ) -> None:
        with self.writing() as connection:
            changed = connection.execute(statement, (*values, at_us, str(session_id)))
            if changed.rowcount == 0:
                raise LookupError("There is no session of that id.")

    def _records(self, statement: str, values: tuple[Any, ...]) -> tuple[SessionRecord, ...]:
        return self.made(SESSIONS.record_of, statement, values)

    def _number(self, statement: str, values: tuple[Any, ...] = ()) -> int:
        return self.made(lambda row: int(row[0]), statement, values)[0]
