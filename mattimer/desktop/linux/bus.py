"""What both adapters of a message bus need before the library for it is there."""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from typing import Any

from PySide6.QtCore import QObject, QTimer

LIBRARY = "dbus_fast"

ENDING_S = 2.0
"""How long the app waits at its end for a bus to let it go; it takes milliseconds."""

Work = Callable[[], Coroutine[Any, Any, None]]


class BusError(Exception):
    """The message bus or a service on it does not do what was asked; one sentence."""


async def load(module: str) -> None:
    """Import a module built on the library, which would hold up several frames, on a thread.

    Raises:
        BusError: The library is not installed.
    """
    # A thread of its own: the loop's default would start ten and keep them.
    thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="import")
    try:
        await asyncio.get_running_loop().run_in_executor(thread, import_module, module)
    except ImportError as error:
        if (error.name or "").partition(".")[0] != LIBRARY:
            raise
        raise BusError("The library dbus-fast is not installed.") from error
    finally:
        thread.shutdown(wait=False)


class BusTask(QObject):
    """The one task of an adapter, on whichever loop runs; never two at once."""

    def __init__(self, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work: Work | None = work
        self._task: asyncio.Task[None] | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._on_soon_timeout)

    def begin(self) -> None:
        """Do the work with the loop's next turn; one that is being done goes on.

        Where no loop runs by then nothing is done, and nothing is after ``close``.
        """
        self._soon.start()

    def close(self) -> None:
        """Break the work off and let it put away what it holds; safe at any time.

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
    """Run a loop that stands still until a task is done, though not for ever.

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
    """A fault of ours ends loudly, through the loop's exception handler."""
    if not task.cancelled() and (fault := task.exception()) is not None:
        raise fault
