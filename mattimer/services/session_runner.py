"""Session runner: holds the session, applies commands, announces changes and cues."""

import sys
from operator import attrgetter
from typing import Protocol
from uuid import uuid4

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from mattimer.session.clock import MILLISECOND, SECOND, Clock, Reading
from mattimer.session.commands import Command, Start, TakeUp, Tick
from mattimer.session.machine import apply
from mattimer.session.moment import Moment, moment_of
from mattimer.session.session import Session, Status
from mattimer.session.session_plan import Plan
from mattimer.session.timeline import Cue, cues, cues_between, next_cue

LOOK_AGAIN = SECOND
"""A sleep is noticed at most this much awake time after it, however far the next cue is."""


class SessionObserver(Protocol):
    """Anybody who is told of every change of the session."""

    def on_session_changed(self, new: Session | None, old: Session | None) -> None:
        """The session became another value; either may be None."""
        ...


class SessionRunner(QObject):
    """The one holder of the session.

    Attributes:
        observers: Who is told of a change, in this order; whoever composes the app sets it.

    Signals:
        cue_due(cue): A cue's moment has come. After a stall only the latest of each kind is
            announced, never a queue.
        ticked(): Time was looked at and the session is still running.
    """

    cue_due = Signal(object)
    ticked = Signal()

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.observers: tuple[SessionObserver, ...] = ()
        self._clock = clock
        self._session: Session | None = None
        self._changes: list[tuple[Session | None, Session | None]] = []
        self._cues: tuple[Cue, ...] = ()
        self._announced_until = -1
        self._announced: frozenset[Cue] = frozenset()
        self._ticker = QTimer(self)
        self._ticker.setObjectName("session_ticker")
        self._ticker.setTimerType(Qt.TimerType.PreciseTimer)
        self._ticker.setSingleShot(True)
        self._ticker.timeout.connect(self._on_ticker_timeout)

    @property
    def session(self) -> Session | None:
        """The session as last announced; it stays after its end until the next start."""
        return self._session

    @property
    def active(self) -> Session | None:
        """The session while it lasts, running or paused; None where none does."""
        session = self._session
        return session if session is not None and session.active else None

    def start(self, plan: Plan, tightness_before: int | None = None) -> Session | None:
        """Begin a session, unless one is active; returns the session then held."""
        self.do(Start(plan, uuid4(), tightness_before))
        return self._session

    def do(self, command: Command) -> None:
        """Read the clock once, apply a command and announce what it changed."""
        reading = self._clock.read()
        if isinstance(command, Start | TakeUp):
            # Whoever listens hears of an overdue end before the next session takes its place.
            self._step(Tick(), reading)
        self._step(command, reading)

    def moment(self) -> Moment | None:
        """The session as it is right now; None without one."""
        return None if self._session is None else moment_of(self._session, self._clock.read())

    def release(self) -> None:
        """Let go of an ended session; an active one stays."""
        if self._session is not None and not self._session.active:
            old, self._session = self._session, None
            self._tell(None, old)

    def close(self) -> None:
        """Stop looking at the time."""
        self._ticker.stop()

    def _step(self, command: Command, reading: Reading) -> None:
        old = self._session
        new = apply(old, command, reading)
        if new != old:
            self._session = new
            self._cues = () if new is None else cues(new)
            if new is not None and (old is None or new.id != old.id):
                # What was announced before a session was cut off is not said again.
                self._announced_until, self._announced = new.position - 1, frozenset()
            self._tell(new, old)
        if not self._changes:
            self._announce(reading)
            self._arm()

    def _tell(self, new: Session | None, old: Session | None) -> None:
        """Tell each observer in turn; what one of them changes is told once all know of this."""
        self._changes.append((new, old))
        if len(self._changes) > 1:
            return
        while self._changes:
            for observer in self.observers:
                try:
                    observer.on_session_changed(*self._changes[0])
                except Exception:  # noqa: BLE001 - as Qt has it: one's fault keeps it from no other
                    sys.excepthook(*sys.exc_info())
            del self._changes[0]

    def _announce(self, reading: Reading) -> None:
        """Say what became due; what is due in a pause waits until it runs again."""
        session = self._session
        if session is None or session.status not in (Status.RUNNING, Status.FINISHED):
            return
        position = max(self._announced_until, session.position_at(reading))
        # A skip puts cues on the very position it was made at, which may have been looked at.
        found = cues_between(self._cues, self._announced_until - 1, position)
        latest = {cue.kind: cue for cue in found if cue not in self._announced}
        self._announced_until = position
        self._announced = frozenset(cues_between(self._cues, position - 1, position))
        for cue in sorted(latest.values(), key=attrgetter("at")):
            self.cue_due.emit(cue)

    def _arm(self) -> None:
        session = self._session
        if session is None or not session.running:
            self._ticker.stop()
            return
        reading = self._clock.read()
        position = session.position_at(reading)
        # The first cue not announced, even if it came due while others were listening.
        cue = next_cue(self._cues, self._announced_until)
        until_cue = LOOK_AGAIN if cue is None else max(0, cue.at - position)
        wait = min(until_cue / self._clock.speed, LOOK_AGAIN)
        # Rounded up: a timer that fires early would find nothing due and be armed again.
        self._ticker.start(-int(-wait // MILLISECOND))

    def _on_ticker_timeout(self) -> None:
        self.do(Tick())
        if self._session is not None and self._session.running:
            self.ticked.emit()
