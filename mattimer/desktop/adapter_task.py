"""The task that an adapter awaits the desktop in, and the error it ends with."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import QObject, QTimer

ENDING_S = 2.0
"""How long the app waits at its end for an adapter to put away what it holds."""

Work = Callable[[], Coroutine[Any, Any, None]]


class DesktopError(Exception):
    """The desktop, or a service of it, does not do what was asked; one sentence."""


class AdapterTask(QObject):
    """A task on whichever loop runs; never two of one adapter at once."""

    def __init__(self, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work: Work | None = work
        self._task: asyncio.Task[None] | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._on_soon_timeout)

    def begin(self) -> None:
        """Do the work with the loop's next turn; work that is under way goes on.

        Nothing is done where no loop runs by then, nor after ``close``.
        """
        self._soon.start()

    def close(self) -> None:
        """Cancel the work and wait until it has cleaned up; safe at any time.

        A loop that is stopped but not closed runs once more for that.
        """
        self._work = None
        if self._task is None or self._task.done():
            return
        self._task.cancel()
        loop = self._task.get_loop()
        if not (loop.is_running() or loop.is_closed()):
            _wait_for(self._task, loop)

    def _on_soon_timeout(self) -> None:
        if self._work is None or (self._task is not None and not self._task.done()):
            return
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return
        self._task = loop.create_task(self._work())
        self._task.add_done_callback(_raise_fault)


def _wait_for(task: "asyncio.Task[None]", loop: asyncio.AbstractEventLoop) -> None:
    """Run a stopped loop until a task is done, for ``ENDING_S`` at most.

    After ``run_until_complete`` qasync would handle everybody's events outside of any loop.
    """

    def stop(_task: "asyncio.Task[None]") -> None:
        loop.stop()

    task.add_done_callback(stop)
    late = loop.call_later(ENDING_S, loop.stop)
    loop.run_forever()
    late.cancel()
    task.remove_done_callback(stop)


def _raise_fault(task: "asyncio.Task[None]") -> None:
    """Let a fault of ours reach the loop's exception handler."""
    if not task.cancelled() and (fault := task.exception()) is not None:
        raise fault
