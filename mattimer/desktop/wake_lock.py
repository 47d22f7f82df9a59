"""The wake lock: keeps the computer awake while a session wants it."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QObject, Signal, SignalInstance

from mattimer.desktop.adapter_task import AdapterTask
from mattimer.preferences.settings_values import Awake

Keeper = Callable[[Awake], AbstractAsyncContextManager[bool]]
"""Asks the system for a lit screen or a running computer, for as long as the block lasts.

The block is told whether it was promised. Never raises for what the system does.
"""


class WakeLock(Protocol):
    """An adapter that keeps the computer awake. Used from the interface's thread; never blocks.

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


class QueuedWakeLock(QObject):
    """Passes wishes to a keeper, one at a time.

    The latest wish wins: those that came and went while the keeper was busy never reach it.
    """

    answered = Signal(bool)

    def __init__(self, keeper: Keeper, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._wish = Awake.OFF
        self._granted: bool | None = None
        self._changed = asyncio.Event()
        self._task = AdapterTask(self._follow, self)

    @property
    def granted(self) -> bool | None:
        """The answer in force."""
        return self._granted

    @property
    def trouble(self) -> str:
        """Said while a wish is refused."""
        return _trouble(self._wish, self._granted)

    def hold(self, kind: Awake) -> None:
        """Wish; ``answered`` follows."""
        if kind is self._wish and self._granted is not False:
            return
        self._wish, self._granted = kind, None
        self._changed.set()
        if kind is not Awake.OFF:
            self._task.begin()

    def release(self) -> None:
        """Wish for nothing."""
        self.hold(Awake.OFF)

    def close(self) -> None:
        """Give back what is held."""
        self._task.close()

    async def _follow(self) -> None:
        while self._wish is not Awake.OFF:
            self._changed.clear()
            async with self._keeper(self._wish) as granted:
                if not self._changed.is_set():
                    self._granted = granted
                    self.answered.emit(granted)
                await self._changed.wait()
