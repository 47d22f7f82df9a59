"""Work that waits for the store: the world's errors become a sentence, ours are loud."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest

from mattimer.services.background_tasks import BackgroundTasks, of
from mattimer.storage.errors import DiskFull

FULL = DiskFull(Path("mattimer.sqlite3"))


class Desk:
    """Tasks on a loop of their own."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self.loop)
        self.faults: list[BaseException] = []
        self.loop.set_exception_handler(
            lambda _loop, context: self.faults.append(context["exception"])
        )
        self.troubles: list[str] = []
        self.tasks = BackgroundTasks(self.troubles.append)

    def turn(self) -> None:
        """Let the loop go round a few times."""
        for _ in range(5):
            self.loop.run_until_complete(asyncio.sleep(0))


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = Desk()
    yield made
    made.loop.close()
    asyncio.set_event_loop(None)


def test_a_value_of_another_thread_can_be_waited_for(desk: Desk) -> None:
    asked: Future[int] = Future()
    found: list[int] = []

    async def work() -> None:
        found.append(await of(asked))

    desk.tasks.spawn(work())
    desk.turn()
    assert found == []
    asked.set_result(3)
    desk.turn()
    assert found == [3]
    assert desk.tasks.idle


def test_the_worlds_errors_become_one_sentence(desk: Desk) -> None:
    async def work() -> None:
        raise FULL

    desk.tasks.spawn(work())
    desk.turn()
    assert desk.troubles == [str(FULL)]
    assert desk.faults == []


def test_our_own_faults_reach_the_loop(desk: Desk) -> None:
    async def work() -> None:
        raise ZeroDivisionError

    desk.tasks.spawn(work())
    desk.turn()
    assert [type(fault) for fault in desk.faults] == [ZeroDivisionError]
    assert desk.troubles == []


def test_at_the_end_what_still_waits_comes_to_its_end(desk: Desk) -> None:
    asked: Future[int] = Future()
    done: list[int] = []

    async def work() -> None:
        done.append(await of(asked))

    desk.tasks.spawn(work())
    desk.loop.call_soon(asked.set_result, 3)
    desk.tasks.close()
    assert done == [3]


def test_what_begins_at_the_end_comes_to_its_end_too(desk: Desk) -> None:
    done: list[str] = []

    async def read_again() -> None:
        await asyncio.sleep(0)
        done.append("read")

    async def write() -> None:
        await asyncio.sleep(0)
        done.append("written")
        desk.tasks.spawn(read_again())

    desk.tasks.spawn(write())
    desk.tasks.close()
    assert done == ["written", "read"]


def test_nobody_waits_for_ever(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mattimer.services.background_tasks.ENDING_S", 0.01)
    asked: Future[None] = Future()

    async def work() -> None:
        await of(asked)

    desk.tasks.spawn(work())
    desk.tasks.close()
    assert not desk.tasks.idle
    asked.set_result(None)
    desk.turn()
    assert desk.tasks.idle


def test_work_that_is_over_at_once_can_be_closed_too(desk: Desk) -> None:
    async def work() -> None:
        pass

    desk.tasks.spawn(work())
    desk.tasks.close()
    desk.tasks.close()
    assert desk.tasks.idle
    assert desk.faults == []
