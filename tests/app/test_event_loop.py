"""The loop watches what is open and nothing else."""

import asyncio
import socket
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from mattimer.app.event_loop import EventLoop


@pytest.fixture
def loop(qapp: QApplication) -> Iterator[EventLoop]:
    made = EventLoop(qapp)
    asyncio.set_event_loop(made)
    yield made
    made.close()
    asyncio.set_event_loop(None)


def test_a_socket_that_takes_something_is_told_of(loop: EventLoop) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        loop.add_writer(ours.fileno(), loop.stop)
        loop.run_forever()
        assert loop.remove_writer(ours.fileno())


def test_a_socket_that_was_closed_is_not_watched(loop: EventLoop) -> None:
    ours, theirs = socket.socketpair()
    number = ours.fileno()
    ours.close()
    theirs.close()
    loop.add_writer(number, pytest.fail)
    loop.call_soon(loop.stop)
    loop.run_forever()
    assert not loop.remove_writer(number)
