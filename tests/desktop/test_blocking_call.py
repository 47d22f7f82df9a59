"""A look that blocks holds nobody up, and nobody is told of its late end."""

import asyncio
import threading
import time

import pytest

from mattimer.desktop.blocking_call import run_in_thread


def test_it_gives_what_the_call_gives_from_another_thread() -> None:
    thread = asyncio.run(run_in_thread(threading.current_thread, within_s=5))
    assert thread is not None
    assert thread is not threading.main_thread()
    assert thread.daemon


def test_what_the_call_raises_is_raised() -> None:
    def fail() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        asyncio.run(run_in_thread(fail, within_s=5))


def test_what_hangs_is_left_behind_and_its_late_end_disturbs_nobody() -> None:
    may = threading.Event()
    threads: list[threading.Thread] = []

    def hang() -> str:
        threads.append(threading.current_thread())
        may.wait()
        return "late"

    before = time.monotonic()
    assert asyncio.run(run_in_thread(hang, within_s=0.05)) is None
    assert time.monotonic() - before < 5
    # The loop is closed by now; a fault in the thread would fail this test as a warning.
    may.set()
    threads[0].join(5)
    assert not threads[0].is_alive()


def test_a_late_end_in_a_running_loop_disturbs_nobody_either() -> None:
    may, faults = threading.Event(), []

    async def work() -> str | None:
        asyncio.get_running_loop().set_exception_handler(
            lambda _loop, context: faults.append(context)
        )
        late = await run_in_thread(lambda: may.wait(5), within_s=0.02)
        may.set()
        assert late is None
        return await run_in_thread(lambda: "next", within_s=5)

    assert asyncio.run(work()) == "next"
    assert faults == []


def test_whoever_waits_can_be_called_off() -> None:
    may = threading.Event()

    async def work() -> None:
        task = asyncio.ensure_future(run_in_thread(may.wait, within_s=60))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(work())
    may.set()
