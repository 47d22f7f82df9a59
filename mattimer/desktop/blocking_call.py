"""Blocking calls on a thread, so that the interface never waits, with a time limit."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Generic, TypeVar

T = TypeVar("T")


async def run_in_thread(work: Callable[[], T], *, within_s: float) -> T | None:
    """What a blocking call gives, made on a thread of its own; None where it takes too long.

    A call that hangs is left behind: its thread is a daemon, and what it gives late is dropped.
    What the call raises is raised here.
    """
    answer = _CallResult(work)
    # Not asyncio.wait: a step of qasync may run while no loop counts as running.
    waiting = asyncio.wrap_future(answer.future)
    rung: list[bool] = []
    alarm = waiting.get_loop().call_later(within_s, lambda: rung.append(waiting.cancel()))
    answer.begin()
    try:
        return await waiting
    except asyncio.CancelledError:
        if rung:
            return None
        raise
    finally:
        alarm.cancel()
        answer.drop()


class _CallResult(Generic[T]):
    """The result of a thread, dropped where nobody waits for it any more."""

    def __init__(self, work: Callable[[], T]) -> None:
        self.future: Future[T] = Future()
        # From here on nobody can cancel it; it is only ever dropped.
        self.future.set_running_or_notify_cancel()
        self._work = work
        self._lock = threading.Lock()
        self._wanted = True

    def begin(self) -> None:
        threading.Thread(target=self._find_out, name="aside", daemon=True).start()

    def drop(self) -> None:
        """Want it no more: from here on the thread leaves the loop alone, which may be gone."""
        with self._lock:
            self._wanted = False

    def _find_out(self) -> None:
        try:
            result = self._work()
        except BaseException as error:  # noqa: BLE001 - raised where it is awaited
            fault = error
            self._give(lambda: self.future.set_exception(fault))
        else:
            self._give(lambda: self.future.set_result(result))

    def _give(self, give: Callable[[], None]) -> None:
        with self._lock:
            if self._wanted:
                give()
