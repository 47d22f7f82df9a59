"""Looks at the system that may block, beside the interface and only for so long."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

T = TypeVar("T")


async def aside(work: Callable[[], T], *, within_s: float) -> T | None:
    """What a blocking call gives, made on a thread of its own; None where it takes too long.

    A call that hangs is left behind: its thread is a daemon, and what it gives late is dropped.
    What the call raises is raised here.
    """
    future: Future[T] = Future()
    threading.Thread(target=_fill, args=(future, work), name="aside", daemon=True).start()
    waiting = asyncio.wrap_future(future)
    try:
        done, _late = await asyncio.wait({waiting}, timeout=within_s)
    finally:
        # Else its late end would call into a loop that may be closed by then.
        waiting.cancel()
    return waiting.result() if done else None


def _fill(future: "Future[T]", work: Callable[[], T]) -> None:
    future.set_running_or_notify_cancel()
    try:
        result = work()
    except BaseException as error:  # noqa: BLE001 - raised where it is awaited
        future.set_exception(error)
    else:
        future.set_result(result)
