"""The task that an adapter bears with the desktop in."""

import asyncio
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTimer

from mattimer.desktop import adapter_task
from mattimer.desktop.adapter_task import AdapterTask
from tests.desktop.event_loop import EventLoop

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Errand:
    """Work that can be waited for and held up."""

    def __init__(self) -> None:
        self.begun = 0
        self.put_away = 0
        self.may_end = asyncio.Event()

    async def run(self) -> None:
        self.begun += 1
        try:
            await self.may_end.wait()
        finally:
            await asyncio.sleep(0)
            self.put_away += 1


async def turns(count: int = 5) -> None:
    for _ in range(count):
        await asyncio.sleep(0)


def test_never_two_at_once_and_again_once_it_is_done(event_loop: EventLoop) -> None:
    errand = Errand()
    task = AdapterTask(errand.run)

    async def watch() -> None:
        task.begin()
        task.begin()
        assert errand.begun == 0
        await turns()
        task.begin()
        await turns()
        assert (errand.begun, errand.put_away) == (1, 0)
        errand.may_end.set()
        await turns()
        assert errand.put_away == 1
        task.begin()
        await turns()
        assert (errand.begun, errand.put_away) == (2, 2)

    event_loop.run(watch())


def test_asked_for_before_a_loop_runs_it_is_done_once_one_does(event_loop: EventLoop) -> None:
    errand = Errand()
    task = AdapterTask(errand.run)
    task.begin()
    event_loop.run(turns())
    assert errand.begun == 1
    task.close()


def test_without_a_loop_nothing_is_done(qtbot: "QtBot") -> None:
    errand = Errand()
    task = AdapterTask(errand.run)
    soon: QTimer | None = task.findChild(QTimer)
    assert soon is not None
    with qtbot.waitSignal(soon.timeout):
        task.begin()
    assert errand.begun == 0
    task.close()


def test_closed_it_puts_away_what_it_holds_and_begins_no_more(event_loop: EventLoop) -> None:
    errand = Errand()
    task = AdapterTask(errand.run)
    task.begin()
    event_loop.run(turns())
    task.close()
    assert errand.put_away == 1
    task.close()
    task.begin()
    event_loop.run(turns())
    assert errand.begun == 1


def test_it_can_be_closed_while_the_loop_runs(event_loop: EventLoop) -> None:
    errand = Errand()
    task = AdapterTask(errand.run)

    async def watch() -> None:
        task.begin()
        await turns()
        task.close()
        await turns()
        assert errand.put_away == 1

    event_loop.run(watch())


def test_it_is_not_waited_for_for_ever(
    event_loop: EventLoop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adapter_task, "ENDING_S", 0.02)
    may_end = asyncio.Event()

    async def stubborn() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await may_end.wait()

    task = AdapterTask(stubborn)
    task.begin()
    event_loop.run(turns())
    task.close()
    may_end.set()
    event_loop.run(turns())


def test_a_fault_of_ours_is_loud(event_loop: EventLoop) -> None:
    async def stumble() -> None:
        raise ZeroDivisionError

    task = AdapterTask(stumble)
    task.begin()
    event_loop.run(turns())
    assert [type(fault["exception"]) for fault in event_loop.faults] == [ZeroDivisionError]
    event_loop.faults.clear()
