"""Background tasks and timers: what waits for the store, or for later, and holds up no frame."""

from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer

from mattimer.session.clock import Timer
from mattimer.storage.errors import DataError

if TYPE_CHECKING:
    import asyncio

T = TypeVar("T")

ENDING_S = 5.0
"""How long the app waits at its end for the store; it is done long before."""


class BackgroundTasks:
    """Coroutines on the application's loop. The world's errors become one sentence each.

    asyncio is imported with the first task, which comes after the first frame.
    """

    def __init__(self, tell: Callable[[str], None]) -> None:
        """``tell`` takes what the world did to the data, in one sentence for the person."""
        self.tell = tell
        self._running: set[asyncio.Task[None]] = set()
        self._closed = False

    @property
    def idle(self) -> bool:
        """Whether everything that was begun has come to its end."""
        return not self._running

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Begin; a fault of ours in it ends loudly through the loop's exception handler.

        After ``close`` nothing begins any more.
        """
        if self._closed:
            work.close()
            return
        import asyncio  # noqa: PLC0415 - see above

        task = asyncio.ensure_future(self._guard(work))
        self._running.add(task)
        task.add_done_callback(self._on_done)

    async def _guard(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except DataError as error:
            self.tell(str(error))

    def _on_done(self, task: "asyncio.Task[None]") -> None:
        self._running.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            raise error

    def close(self) -> None:
        """Let what still waits come to its end: a rating outlives quitting right after it.

        The loop has to be stopped, not closed, and the store still open.
        """
        # What ends may have begun something else, such as reading what was just written.
        while not self.idle:
            import asyncio  # noqa: PLC0415 - see above

            loop = next(iter(self._running)).get_loop()
            waiting = asyncio.wait(set(self._running), timeout=ENDING_S)
            _done, late = loop.run_until_complete(waiting)
            if late:
                break
        self._closed = True


class QtScheduler:
    """Timers on Qt's event loop, to the whole second: they seldom wake the computer."""

    def __init__(self, parent: QObject | None = None, *, precise: bool = False) -> None:
        """``parent`` is what the timers end with; ``precise`` ones keep to the millisecond."""
        self._parent = parent
        kind = Qt.TimerType
        self._kind = kind.PreciseTimer if precise else kind.VeryCoarseTimer

    def timer(self, call: Callable[[], object]) -> Timer:
        """A timer that calls this; it does not run yet."""
        made = QTimer(self._parent)
        made.setSingleShot(True)
        made.setTimerType(self._kind)
        made.timeout.connect(call)
        return made


async def of(future: "Future[T]") -> T:
    """The value of a store's future, awaited on the application's loop."""
    import asyncio  # noqa: PLC0415 - see above

    return await asyncio.wrap_future(future)
