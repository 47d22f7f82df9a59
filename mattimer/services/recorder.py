"""Recorder: writes a session to the store while it runs."""

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial

from mattimer.session.clock import SECOND, Clock, Reading
from mattimer.session.commands import Tick
from mattimer.session.machine import apply
from mattimer.session.records import SessionRecord
from mattimer.session.session import Session
from mattimer.storage.errors import DataError
from mattimer.storage.session_record import record_of
from mattimer.storage.store import Store

EVERY_US = 10 * SECOND
"""What a power cut may cost of the mat time, in the computer's own time."""


class Recorder:
    """Keeps the store in step with the session.

    Every method belongs on the thread of the session, and ``on_failure`` is called there too.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        *,
        on_failure: Callable[[str], None],
        deliver: Callable[[Callable[[], None]], object],
    ) -> None:
        """Record into ``store``.

        Args:
            store: Where to; the recorder neither opens nor closes it.
            clock: The session's clock.
            on_failure: Takes one sentence for the person, once a session for each kind of
                failure. Later writes are tried all the same and make good what was missed.
            deliver: Runs a call on the session's thread, asked from the store's:
                ``loop.call_soon_threadsafe``.
        """
        self._store = store
        self._clock = clock
        self._on_failure = on_failure
        self._deliver = deliver
        self._session: Session | None = None
        self._written_us = 0
        self._said: set[type[DataError]] = set()

    def on_session_changed(self, new: Session | None, old: Session | None) -> None:
        """The session became another value."""
        reading = self._clock.read()
        begun = new is not None and (old is None or new.id != old.id)
        if old is not None and old.active and (begun or new is None):
            # A start can come before the tick that would have noticed the end.
            self._write(apply(old, Tick(), reading) or old, reading)
        self._session = new
        if new is None:
            return
        if begun:
            self._said.clear()
        self._write(new, reading, begun=begun)

    def on_ticked(self) -> None:
        """Time has passed; call it about once a second while a session runs."""
        session = self._session
        if session is None or not session.active:
            return
        reading = self._clock.read()
        if reading.monotonic - self._written_us >= EVERY_US * self._clock.speed:
            self._write(session, reading)

    def close(self) -> None:
        """Write down what a session that is still active has come to."""
        if self._session is not None and self._session.active:
            self._write(self._session, self._clock.read())

    def _write(self, session: Session, reading: Reading, *, begun: bool = False) -> None:
        self._written_us = reading.monotonic
        record = record_of(session, reading, device=self._store.device)
        keep: Callable[[SessionRecord], Future[None]]
        keep = self._store.begin if begun else self._store.update
        keep(record).add_done_callback(self._on_written)

    def _on_written(self, written: Future[None]) -> None:
        """Runs on the store's thread."""
        error = written.exception()
        if error is not None:
            self._deliver(partial(self._report, error))

    def _report(self, error: BaseException) -> None:
        if not isinstance(error, DataError):
            # A fault of ours; it must be seen.
            raise error
        if type(error) not in self._said:
            self._said.add(type(error))
            self._on_failure(str(error))
