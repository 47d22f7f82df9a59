"""Reads and writes of one open database, each a plain call on the thread that owns it."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from uuid import UUID

from mattimer.history import rows
from mattimer.history.causes import told
from mattimer.history.errors import DamagedData, DataError
from mattimer.history.migration import transaction
from mattimer.history.records import Screening, SessionRecord
from mattimer.session.reasons import StopReason

Place = tuple[int, UUID]
"""Start and id of the last session of a page; the next page begins after it."""


class Ledger:
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
        values = (tightness_after, ticked, rows.storable(note), stop_reason)
        self._change(rows.RATE, values, updated_us, session_id)

    def set_tightness_before(self, session_id: UUID, tightness: int | None, at_us: int) -> None:
        """Keep what a person said before."""
        self._change(rows.SET_BEFORE, (tightness,), at_us, session_id)

    def set_deleted(self, session_id: UUID, at_us: int, *, deleted: bool) -> None:
        """Put a session away or bring it back."""
        self._change(rows.SET_DELETED, (deleted,), at_us, session_id)

    def record(self, session_id: UUID) -> SessionRecord | None:
        """One session, deleted or not."""
        found = self._records(rows.ONE, (str(session_id),))
        return found[0] if found else None

    def page(self, before: Place | None, limit: int) -> tuple[SessionRecord, ...]:
        """Sessions not deleted, newest first, that started before a place."""
        if before is None:
            return self._records(rows.NEWEST, (limit,))
        return self._records(rows.NEWEST_BEFORE, (before[0], str(before[1]), limit))

    def between(self, from_us: int, until_us: int) -> tuple[SessionRecord, ...]:
        """Sessions not deleted with ``from_us <= started_us < until_us``, newest first."""
        return self._records(rows.BETWEEN, (from_us, until_us))

    def count(self) -> int:
        """How many sessions are not deleted."""
        with told(self._path):
            (count,) = self._connection.execute(rows.COUNT).fetchone()
        return int(count)

    def chunk(self, after: int, limit: int) -> tuple[int, tuple[SessionRecord, ...]]:
        """Some of all sessions in the order they were inserted, and where the next chunk begins.

        ``after`` is 0 for the first chunk.
        """
        with told(self._path):
            found = self._connection.execute(rows.CHUNK, (after, limit)).fetchall()
        last = found[-1][-1] if found else after
        return last, self._records_of(row[:-1] for row in found)

    def add_screening(self, screening: Screening) -> None:
        """Keep the answers to the safety questions."""
        with self._writing():
            self._connection.execute(rows.ADD_SCREENING, rows.row_of_screening(screening))

    def last_screening(self) -> Screening | None:
        """The latest answers to the safety questions."""
        with told(self._path):
            row = self._connection.execute(rows.LAST_SCREENING).fetchone()
        try:
            return None if row is None else rows.screening_of(row)
        except ValueError as error:
            raise DamagedData(self._path) from error

    def _settle(self) -> None:
        if self._owed:
            with self._writing():
                pass

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with told(self._path), transaction(self._connection):
            for record in self._owed.values():
                self._connection.execute(rows.SAVE, rows.row_of(record))
            yield
        self._owed.clear()

    def _change(
        self, statement: str, values: tuple[Any, ...], at_us: int, session_id: UUID
    ) -> None:
        with self._writing():
            changed = self._connection.execute(statement, (*values, at_us, str(session_id)))
            if changed.rowcount == 0:
                raise LookupError("There is no session of that id.")

    def _records(self, statement: str, values: tuple[Any, ...]) -> tuple[SessionRecord, ...]:
        with told(self._path):
            return self._records_of(self._connection.execute(statement, values).fetchall())

    def _records_of(self, found: Iterable[tuple[Any, ...]]) -> tuple[SessionRecord, ...]:
        try:
            return tuple(rows.record_from(row) for row in found)
        except ValueError as error:
            raise DamagedData(self._path) from error
