"""Keeps what happened. Every call goes to one worker thread, in the order of the calls.

Only that thread touches the database, so no write can hold up a frame. Calls return futures of
``concurrent.futures``; await them with ``asyncio.wrap_future``. Import this module after the
first paint, beside asyncio, which needs ``concurrent.futures`` as well.
"""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar
from uuid import UUID, uuid4

from mattimer.coach.past_session import PastSession
from mattimer.session.clock import Reading
from mattimer.session.reasons import StopReason
from mattimer.session.records import (
    AllElse,
    CheckIn,
    Document,
    FollowUp,
    FollowUpKind,
    Screening,
    SessionRecord,
)
from mattimer.storage import check_ins, edits
from mattimer.storage.codec.tables import DOCUMENTS
from mattimer.storage.database import open_database
from mattimer.storage.errors import DamagedData, DataError, NotOurData
from mattimer.storage.integrity_marker import mark_closed, mark_doubtful
from mattimer.storage.repository import Place, Repository

if TYPE_CHECKING:
    import sqlite3

    from mattimer.storage.backup.restore import Restored

P = ParamSpec("P")
T = TypeVar("T")

CHUNK = 500

PAST_LIMIT = 10_000
"""More than a quarter of a century of daily sessions."""


class Store:
    """The sessions of one person, and what else they said.

    A future holds DataError where the world stood in the way; what was saved before is then
    still as it was. Once opening was refused, every later call is refused the same way.

    Attributes:
        device: The name of this computer in what is recorded here.
        recovered: What had to be done to a damaged file when this was opened; None if nothing.
    """

    def __init__(self, path: Path, device: str) -> None:
        """``device`` names this computer in what is recorded here."""
        self._path = path
        self.device = device
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._repository: Repository | None = None
        self._refusal: DataError | None = None
        self._closed = False
        self.recovered: Restored | None = None

    def open(self) -> Future[None]:
        """Open the database; calls made meanwhile wait their turn."""
        return self._worker.submit(self._open)

    def close(self) -> None:
        """Finish what was asked for, close the file and end the thread. Twice is once."""
        if not self._closed:
            self._closed = True
            self._worker.submit(self._close)
            self._worker.shutdown(wait=True)

    def restore(self, backup: Path) -> "Future[Restored]":
        """Put a backup in the place of the database, which is set aside, and go on with it.

        Where that fails the database is as it was and goes on being used.
        """
        return self._worker.submit(self._restore, backup)

    def begin(self, record: SessionRecord) -> Future[None]:
        """Insert a session that has just started."""
        return self.within(Repository.save, record)

    def update(self, record: SessionRecord) -> Future[None]:
        """Write what was measured since; also makes good a beginning that failed.

        What a person said (tightness, ticks, note) stays as it is, and a deleted session stays
        deleted.
        """
        return self.within(Repository.save, record)

    def rate(
        self,
        session_id: UUID,
        *,
        tightness_after: int | None,
        noticed: tuple[str, ...] = (),
        note: str = "",
        stop_reason: StopReason | None = None,
        updated_us: int,
    ) -> Future[None]:
        """Keep what a person says after a session, in place of what was said before.

        Args:
            session_id: Which session.
            tightness_after: 1 to 10, None where unanswered.
            noticed: Identifiers of what was ticked.
            note: At most ``NOTE_LIMIT`` characters.
            stop_reason: None leaves the one that was given at the stop.
            updated_us: Now, in UTC.
        """
        return self.within(
            Repository.rate,
            session_id,
            tightness_after=tightness_after,
            noticed=noticed,
            note=note,
            stop_reason=stop_reason,
            updated_us=updated_us,
        )

    def set_tightness_before(
        self, session_id: UUID, tightness: int | None, updated_us: int
    ) -> Future[None]:
        """Keep what a person said before a session, 1 to 10."""
        return self.within(Repository.set_tightness_before, session_id, tightness, updated_us)

    def delete(self, session_id: UUID, updated_us: int) -> Future[None]:
        """Put a session away; ``undelete`` brings it back."""
        return self.within(Repository.set_deleted, session_id, updated_us, deleted=True)

    def undelete(self, session_id: UUID, updated_us: int) -> Future[None]:
        """Bring a deleted session back as it was."""
        return self.within(Repository.set_deleted, session_id, updated_us, deleted=False)

    def write_down(self, record: SessionRecord) -> Future[None]:
        """Keep a session that was told afterwards; said twice it is there once, as said last."""
        return self.within(edits.write_down, record)

    def amend(
        self, session_id: UUID, changes: Mapping[str, Any], at_us: int
    ) -> Future[SessionRecord]:
        """Change some of a session, by the record's names; the future has it as it was before.

        The future holds LookupError where there is no such session.
        """
        return self.within(edits.amend, session_id, changes, at_us)

    def sweep(self, at_us: int) -> Future[int]:
        """Empty what was deleted thirty days ago; a bare row stays, so that it stays deleted."""
        return self.within(edits.sweep, at_us)

    def record(self, session_id: UUID) -> Future[SessionRecord | None]:
        """One session, deleted or not."""
        return self.within(Repository.record, session_id)

    def page(self, before: Place | None, limit: int) -> Future[tuple[SessionRecord, ...]]:
        """Sessions that are not deleted, newest first.

        ``before`` is ``(started_us, id)`` of the last one of the page before, None for the first.
        """
        return self.within(Repository.page, before, limit)

    def latest(self, limit: int) -> Future[tuple[SessionRecord, ...]]:
        """The newest sessions that are not deleted."""
        return self.page(None, limit)

    def between(self, from_us: int, until_us: int) -> Future[tuple[SessionRecord, ...]]:
        """Sessions not deleted with ``from_us <= started_us < until_us`` (UTC), newest first."""
        return self.within(Repository.between, from_us, until_us)

    def unfinished(self) -> Future[tuple[SessionRecord, ...]]:
        """Sessions of this device that have no end, newest first; one that runs is among them."""
        return self.within(Repository.unfinished, self.device)

    def count(self) -> Future[int]:
        """How many sessions are not deleted."""
        return self.within(Repository.count)

    def past(self, limit: int = PAST_LIMIT) -> Future[tuple[PastSession, ...]]:
        """Sessions that are not deleted as the coach looks back on them, newest first.

        One that runs is among them as it was last written: unfinished, with its mat time so far.
        """
        return self.within(Repository.past, limit)

    def stops_without(
        self,
        kind: FollowUpKind,
        reasons: tuple[StopReason, ...],
        *,
        since_us: int = 0,
        area: str | None = None,
    ) -> Future[tuple[UUID, ...]]:
        """Sessions to mark with ``follow_up``, newest first; deleted ones are left out.

        Args:
            kind: The follow-up that they lack.
            reasons: They were stopped for one of these.
            since_us: They started at or after this moment (UTC).
            area: Where they were; None for anywhere.
        """
        return self.within(Repository.stops_without, kind, reasons, since_us, area)

    def follow_up(
        self, session_ids: tuple[UUID, ...], kind: FollowUpKind, at_us: int
    ) -> Future[None]:
        """Keep a person's word on sessions, all or none; said twice, the first time stays.

        The future holds LookupError where a session is not there.
        """
        said = tuple(FollowUp(one, FollowUpKind(kind), at_us, self.device) for one in session_ids)
        return self.within(check_ins.follow_up, said)

    def check_in(self, check_in: CheckIn) -> Future[None]:
        """Keep how tight a person feels, in place of what they said of that day before."""
        return self.within(check_ins.keep_check_in, check_in)

    def take_back_check_in(self, day: date) -> Future[None]:
        """Forget what was said of a day; where nothing was, nothing happens."""
        return self.within(check_ins.take_back_check_in, day)

    def check_in_of(self, day: date) -> Future[CheckIn | None]:
        """What was said of a day; None where nothing was."""
        return self.within(check_ins.check_in_of, day)

    def check_ins(self, from_day: date, until_day: date) -> Future[tuple[CheckIn, ...]]:
        """Check-ins with ``from_day <= day < until_day``, newest first."""
        return self.within(check_ins.check_ins, from_day, until_day)

    def profile(self, key: str) -> Future[Any | None]:
        """The document of a key, as JSON gives it back: tuples as lists, keys as texts.

        None where there is none. A text that is damaged, which a CHECK makes all but impossible,
        counts as none as well: whoever asks can begin anew, and the sessions stay in reach.
        """
        return self.within(check_ins.profile, key)

    def set_profile(
        self,
        key: str,
        value: Any,  # noqa: ANN401  what JSON can hold
        updated_us: int,
    ) -> Future[None]:
        """Keep a small document in place of the one before.

        It is taken as it is now; changing ``value`` later changes nothing.

        Args:
            key: 1 to 64 characters: "plan", "mat", "evening".
            value: At most 65,536 characters of JSON.
            updated_us: Now, in UTC.

        Raises:
            TypeError: The value is nothing that JSON can hold, a date for instance.
            ValueError: A number in it is infinite or none, or it contains itself.
        """
        row = DOCUMENTS.row_of(Document(key, value, updated_us, self.device))
        return self.within(check_ins.keep_document, row)

    def all_else(self) -> Future[AllElse]:
        """Everything beside the sessions, for ``export_json``."""
        return self.within(check_ins.all_else)

    def all_records(self) -> Iterator[SessionRecord]:
        """Every session, deleted ones included, in the order they came in.

        Blocks while a chunk is read, so it belongs on a thread of its own; writes find their
        turn between the chunks.
        """
        after, found = self.within(Repository.chunk, 0, CHUNK).result()
        while found:
            yield from found
            after, found = self.within(Repository.chunk, after, CHUNK).result()

    def accept_safety(self, answers: tuple[str, ...], reading: Reading) -> Future[Screening]:
        """Keep the answers to the safety questions; no answers means "none of these"."""
        screening = Screening(uuid4(), reading.utc, reading.utc_offset_s, answers, self.device)
        return self.within(Repository.add_screening, screening)

    def last_screening(self) -> Future[Screening | None]:
        """The latest answers to the safety questions; None before the first."""
        return self.within(Repository.last_screening)

    def within(
        self, work: Callable[Concatenate[Repository, P], T], *args: P.args, **named: P.kwargs
    ) -> Future[T]:
        """Do something with the open database, in its turn and on the thread that owns it.

        Everything else waits meanwhile: import, sync and other long work come in small pieces.
        """
        return self._worker.submit(self._do, lambda repository: work(repository, *args, **named))

    def _do(self, work: Callable[[Repository], T]) -> T:
        if self._refusal is not None:
            raise self._refusal.with_traceback(None)
        if self._repository is None:
            raise RuntimeError("The store was not opened.")
        try:
            return work(self._repository)
        except DamagedData:
            mark_doubtful(self._path)
            raise

    def _open(self) -> None:
        try:
            connection = self._open_or_recover()
        except DataError as refusal:
            self._refusal = refusal
            raise
        self._repository, self._refusal = Repository(connection, self._path), None

    def _open_or_recover(self) -> "sqlite3.Connection":
        with suppress(DamagedData, NotOurData):
            if not _is_emptied(self._path):
                return open_database(self._path)
        from mattimer.storage.backup.restore import open_or_recover  # noqa: PLC0415 - seldom needed

        connection, self.recovered = open_or_recover(self._path, _today())
        return connection

    def _restore(self, backup: Path) -> "Restored":
        from mattimer.storage.backup.restore import restore  # noqa: PLC0415 - seldom needed

        self._close()
        self._repository = None
        try:
            return restore(self._path, backup, _today())
        finally:
            self._open()

    def _close(self) -> None:
        if self._repository is not None:
            self._repository.close()
            mark_closed(self._path)


def _is_emptied(path: Path) -> bool:
    """Whether there is a file with nothing in it: a new one, or what is left of one."""
    try:
        return path.stat().st_size == 0
    except OSError:
        return False


def _today() -> date:
    """The day by the computer's clock, for the name of what is set aside."""
    return date.today()  # noqa: DTZ011 - the person's own day
