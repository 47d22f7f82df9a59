"""Session edits: adds, corrects and deletes stored sessions, with one step of undo."""

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from functools import partial
from typing import Any
from uuid import UUID

from mattimer.coach.areas import Area
from mattimer.services.background_tasks import of
from mattimer.session.clock import Clock
from mattimer.session.records import SessionRecord
from mattimer.session.session_draft import (
    Fault,
    SessionDraft,
    corrections,
    faults,
    is_open,
    new_record,
    suggested,
    undo_of,
)
from mattimer.storage.store import Store


class SessionEdits:
    """Turns drafts into changes of the store. Every method that awaits raises DataError."""

    def __init__(self, store: Store, clock: Clock, areas: Mapping[str, Area]) -> None:
        self._store = store
        self._clock = clock
        self._areas = areas
        self._undo: Callable[[int], Future[Any]] | None = None

    async def suggest(self) -> SessionDraft:
        """The draft of a new session, like the last one."""
        latest = await of(self._store.latest(1))
        layers = {area.id: area.layer for area in self._areas.values()}
        return suggested(latest[0] if latest else None, layers, self._clock.read())

    async def find(self, which: UUID) -> SessionRecord | None:
        """A session as it is stored; None where there is none any more."""
        record = await of(self._store.record(which))
        return None if record is None or record.deleted else record

    def is_open(self, record: SessionRecord) -> bool:
        """Whether it has no end yet, so that nobody can correct it."""
        return is_open(record, self._store.device, self._clock.read())

    def faults(self, draft: SessionDraft, was: SessionRecord | None) -> Mapping[str, Fault]:
        """Why a draft cannot be kept, by the name of the field; empty where it can."""
        zone = self._clock.zone()
        return faults(draft, areas=self._areas, zone=zone, now=self._clock.read(), was=was)

    async def add(self, identity: UUID, draft: SessionDraft) -> None:
        """Keep a session that was not measured; twice with one identity is once."""
        zone, now = self._clock.zone(), self._clock.read()
        device = self._store.device
        record = new_record(draft, identity=identity, device=device, zone=zone, now=now)
        await of(self._store.write_down(record))
        self._undo = partial(self._store.delete, identity)

    async def correct(self, record: SessionRecord, draft: SessionDraft) -> bool:
        """Store what the draft changes; returns whether that was anything.

        Raises:
            LookupError: The session is no longer there.
        """
        changes = corrections(record, draft, self._clock.zone())
        if not changes:
            return False
        before = await of(self._store.amend(record.id, changes, self._clock.read().utc))
        back = undo_of(before, changes)
        self._undo = lambda us: self._store.amend(record.id, back, us)
        return True

    async def delete(self, which: UUID) -> None:
        """Put a session away."""
        await of(self._store.delete(which, self._clock.read().utc))
        self._undo = partial(self._store.undelete, which)

    async def undo(self) -> None:
        """Take the last change back; without one nothing happens."""
        undo, self._undo = self._undo, None
        if undo is not None:
            await of(undo(self._clock.read().utc))
