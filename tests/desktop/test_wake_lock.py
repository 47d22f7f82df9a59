"""Wishes reach the keeper one at a time, the latest wins, and nobody waits for it."""

import asyncio
import time
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from mattimer.desktop import adapter_task
from mattimer.desktop.wake_lock import QueuedWakeLock, WakeLock
from mattimer.preferences.settings_values import Awake
from tests.desktop.event_loop import EventLoop


class FakeKeeper:
    """Writes down what it is asked, and answers when it may."""

    def __init__(self) -> None:
        self.grants = True
        self.asked: list[str] = []
        self.held: Awake | None = None
        self.entered = asyncio.Event()
        self.may = asyncio.Event()
        self.may.set()

    @asynccontextmanager
    async def keep(self, kind: Awake) -> AsyncIterator[bool]:
        assert self.held is None
        self.asked.append(kind)
        self.entered.set()
        await self.may.wait()
        self.held = kind if self.grants else None
        try:
            yield self.grants
        finally:
            if self.held is not None:
                self.asked.append("let go")
            self.held = None


class Bed:
    """A wake lock, its keeper and what was answered."""

    def __init__(self, event_loop: EventLoop) -> None:
        self.keeper = FakeKeeper()
        self.locks = QueuedWakeLock(self.keeper.keep)
        self.answers: list[bool] = []
        self._answered = asyncio.Event()
        self.locks.answered.connect(self._on_locks_answered)
        self._desk = event_loop

    def _on_locks_answered(self, granted: bool) -> None:  # noqa: FBT001 - a signal's argument
        self.answers.append(granted)
        self._answered.set()

    async def answer(self, kind: Awake) -> bool:
        """Wish, and what comes of it."""
        self._answered.clear()
        self.locks.hold(kind)
        await self._answered.wait()
        return self.answers[-1]

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        self._desk.run(work)


@pytest.fixture
def bed(event_loop: EventLoop) -> Iterator[Bed]:
    made = Bed(event_loop)
    yield made
    made.keeper.may.set()
    made.locks.close()


def state(lock: WakeLock) -> tuple[bool | None, str]:
    return lock.granted, lock.trouble


async def turns(count: int = 10) -> None:
    for _ in range(count):
        await asyncio.sleep(0)


def test_a_promise_is_answered(bed: Bed) -> None:
    async def wish() -> None:
        assert state(bed.locks) == (None, "")
        bed.locks.hold(Awake.SCREEN)
        assert state(bed.locks) == (None, "")
        await bed.keeper.entered.wait()
        await turns()
        assert bed.answers == [True]
        assert state(bed.locks) == (True, "")

    bed.run(wish())


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (Awake.SCREEN, "The screen may go dark."),
        (Awake.SOUND, "The computer may fall asleep."),
    ],
)
def test_a_refusal_is_an_answer_and_a_sentence(bed: Bed, kind: Awake, sentence: str) -> None:
    async def wish() -> None:
        bed.keeper.grants = False
        assert await bed.answer(kind) is False
        assert state(bed.locks) == (False, sentence)

    bed.run(wish())


def test_what_was_refused_is_asked_for_again_and_what_is_held_is_not(bed: Bed) -> None:
    async def wish() -> None:
        bed.keeper.grants = False
        await bed.answer(Awake.SCREEN)
        bed.keeper.grants = True
        await bed.answer(Awake.SCREEN)
        bed.locks.hold(Awake.SCREEN)
        await turns()
        assert bed.locks.granted is True
        assert bed.keeper.asked == ["screen", "screen"]

    bed.run(wish())


def test_another_kind_takes_the_place_of_the_first(bed: Bed) -> None:
    async def wish() -> None:
        await bed.answer(Awake.SCREEN)
        await bed.answer(Awake.SOUND)
        assert bed.keeper.asked == ["screen", "let go", "sound"]
        assert bed.keeper.held is Awake.SOUND

    bed.run(wish())


def test_released_is_released_and_not_known_any_more(bed: Bed) -> None:
    async def wish() -> None:
        await bed.answer(Awake.SCREEN)
        bed.locks.release()
        assert bed.locks.granted is None
        await turns()
        assert bed.keeper.held is None
        assert await bed.answer(Awake.SCREEN)

    bed.run(wish())


def test_the_latest_wish_wins_and_those_between_never_reach_the_system(bed: Bed) -> None:
    async def wish() -> None:
        bed.keeper.may.clear()
        bed.locks.hold(Awake.SCREEN)
        await bed.keeper.entered.wait()
        for _ in range(20):
            bed.locks.release()
            bed.locks.hold(Awake.SCREEN)
        bed.keeper.may.set()
        assert await bed.answer(Awake.SOUND)
        assert bed.answers == [True]
        assert bed.keeper.asked == ["screen", "let go", "sound"]

    bed.run(wish())


def test_a_wish_taken_back_while_it_is_asked_ends_in_nothing_held(bed: Bed) -> None:
    async def wish() -> None:
        bed.keeper.may.clear()
        bed.locks.hold(Awake.SCREEN)
        await bed.keeper.entered.wait()
        bed.locks.release()
        bed.keeper.may.set()
        await turns()
        assert bed.keeper.asked == ["screen", "let go"]
        assert (bed.answers, bed.locks.granted) == ([], None)

    bed.run(wish())


def test_off_asks_nobody(bed: Bed) -> None:
    async def wish() -> None:
        bed.locks.hold(Awake.OFF)
        bed.locks.release()
        await turns()
        assert bed.keeper.asked == []

    bed.run(wish())


def test_the_end_gives_back_and_nothing_begins_after_it(bed: Bed) -> None:
    async def wish() -> None:
        await bed.answer(Awake.SCREEN)

    async def look() -> None:
        bed.locks.hold(Awake.SOUND)
        await turns()
        assert bed.keeper.asked == ["screen", "let go"]

    bed.run(wish())
    bed.locks.close()
    bed.locks.close()
    assert bed.keeper.asked == ["screen", "let go"]
    bed.run(look())


def test_the_app_ends_though_the_system_hangs(bed: Bed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adapter_task, "ENDING_S", 0.05)
    may_end = asyncio.Event()

    @asynccontextmanager
    async def stubborn(_kind: Awake) -> AsyncIterator[bool]:
        try:
            yield True
        finally:
            await may_end.wait()

    locks = QueuedWakeLock(stubborn)

    async def wish() -> None:
        locks.hold(Awake.SCREEN)
        while locks.granted is None:  # noqa: ASYNC110 - nothing is to be heard after close
            await asyncio.sleep(0)

    async def end() -> None:
        may_end.set()
        await turns()

    bed.run(wish())
    before = time.monotonic()
    locks.close()
    assert time.monotonic() - before < 2
    bed.run(end())
