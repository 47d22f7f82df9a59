"""Keeps the computer awake while a session wants it, without ever waiting for its answer.

What takes and gives back the promise blocks, and must be used from one thread only; it has a thread
of its own here. A thread that hangs in it is left behind at the end: it is a daemon.
"""

import threading
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, SignalInstance

from mattimer.preferences.settings_values import Awake

ENDING_S = 2.0
"""How long the app waits at its end for the promise to be given back; it takes milliseconds."""


class Keeper(Protocol):
    """Asks the system. Used from one thread, where it may block; never raises for the world."""

    def take(self, kind: Awake) -> bool:
        """Ask for a lit screen or a running computer; whether it was promised.

        Nothing is held when this is called.
        """
        ...

    def let_go(self) -> None:
        """Give back what is held, if anything."""
        ...


class WakeLock(Protocol):
    """The wish that the computer stays awake. Used from the interface's thread; never blocks.

    Signals:
        answered(granted): The system's answer to the last ``hold``.

    Attributes:
        granted: The answer in force; None while nothing is wished or the answer is still to come.
        trouble: What is wrong, in one sentence; empty while nothing is known to be.
    """

    answered: SignalInstance

    @property
    def granted(self) -> bool | None:
        """See above."""
        ...

    @property
    def trouble(self) -> str:
        """See above."""
        ...

    def hold(self, kind: Awake) -> None:
        """Wish for something, in place of what was wished before.

        The same wish again asks again only where it was refused. OFF is ``release``.
        """
        ...

    def release(self) -> None:
        """Wish for nothing any more."""
        ...

    def close(self) -> None:
        """Give everything back, within a bounded time; safe at any time."""
        ...


def _trouble(kind: Awake, granted: bool | None) -> str:  # noqa: FBT001 - a value, not a switch
    if granted is not False:
        return ""
    if kind is Awake.SCREEN:
        return QCoreApplication.translate("WakeLock", "The screen may go dark.")
    return QCoreApplication.translate("WakeLock", "The computer may fall asleep.")


class _Answers(QObject):
    answered = Signal(bool)


class NoWakeLock(_Answers):
    """Where nothing can keep the computer awake: every wish is refused."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wish = Awake.OFF

    @property
    def granted(self) -> bool | None:
        """Refused as soon as something is wished."""
        return None if self._wish is Awake.OFF else False

    @property
    def trouble(self) -> str:
        """Said while something is wished."""
        return _trouble(self._wish, self.granted)

    def hold(self, kind: Awake) -> None:
        """Refuse."""
        self._wish = kind
        if kind is not Awake.OFF:
            self.answered.emit(False)  # noqa: FBT003 - a signal takes no names

    def release(self) -> None:
        """Forget the wish."""
        self._wish = Awake.OFF

    def close(self) -> None:
        """Nothing is held."""
        self.release()


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is to hold now. A later one with the same kind is another wish."""

    number: int
    kind: Awake


class WakeLocks(_Answers):
    """Passes wishes to a keeper on a thread of its own, which begins with the first one.

    The latest wish wins: those that came and went while the keeper was busy never reach it.
    """

    _kept = Signal(object, bool)

    def __init__(self, keeper: Keeper, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._wish = _Wish(0, Awake.OFF)
        self._closing = False
        self._granted: bool | None = None
        self._kept.connect(self._on_kept, Qt.ConnectionType.QueuedConnection)

    @property
    def granted(self) -> bool | None:
        """The answer in force."""
        return self._granted

    @property
    def trouble(self) -> str:
        """Said while a wish is refused."""
        return _trouble(self._wish.kind, self._granted)

    def hold(self, kind: Awake) -> None:
        """Wish; ``answered`` follows."""
        if kind is self._wish.kind and self._granted is not False:
            return
        if self._thread is None and kind is not Awake.OFF and not self._closing:
            self._thread = threading.Thread(target=self._work, name="wake-lock", daemon=True)
            self._thread.start()
        self._granted = None
        with self._changed:
            self._wish = _Wish(self._wish.number + 1, kind)
            self._changed.notify()

    def release(self) -> None:
        """Wish for nothing."""
        self.hold(Awake.OFF)

    def close(self) -> None:
        """Give back, and wait at most ``ENDING_S`` for it."""
        with self._changed:
            self._closing = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join(ENDING_S)

    def _work(self) -> None:
        done = _Wish(0, Awake.OFF)
        while (wish := self._next(done)) is not None:
            self._keeper.let_go()
            if wish.kind is not Awake.OFF:
                self._tell(wish, granted=self._keeper.take(wish.kind))
            done = wish
        self._keeper.let_go()

    def _next(self, done: _Wish) -> _Wish | None:
        """Wait for another wish than the last one; None at the end."""
        with self._changed:
            self._changed.wait_for(lambda: self._closing or self._wish != done)
            return None if self._closing else self._wish

    def _tell(self, wish: _Wish, *, granted: bool) -> None:
        # Under the lock, so that nothing is told to an object that may be gone after close.
        with self._changed:
            if not self._closing:
                self._kept.emit(wish, granted)

    def _on_kept(self, wish: _Wish, granted: bool) -> None:  # noqa: FBT001 - a signal's argument
        if wish == self._wish:
            self._granted = granted
            self.answered.emit(granted)
