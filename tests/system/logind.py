"""logind as far as sleep is concerned, on a bus of the test's own."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from dbus_fast import Message, NameFlag
from dbus_fast.aio import MessageBus

NAME = "org.freedesktop.login1"
PATH = "/org/freedesktop/login1"
MANAGER = "org.freedesktop.login1.Manager"


class Logind:
    """Says what it is told to; its loop runs only meanwhile."""

    def __init__(self, loop: asyncio.AbstractEventLoop, bus: MessageBus) -> None:
        self._loop = loop
        self._bus = bus

    def prepare_for_sleep(self, *, asleep: bool) -> None:
        """Tell everybody that the computer falls asleep, or that it woke."""
        signal = Message.new_signal(PATH, MANAGER, "PrepareForSleep", "b", [asleep])
        self._loop.run_until_complete(self._bus.send(signal))


@contextmanager
def logind(address: str) -> Iterator[Logind]:
    """Be logind on a bus."""
    loop = asyncio.new_event_loop()

    async def join() -> MessageBus:
        bus = await MessageBus(address).connect()
        await bus.request_name(NAME, NameFlag.DO_NOT_QUEUE)
        return bus

    async def leave() -> None:
        bus.disconnect()
        await bus.wait_for_disconnect()  # type: ignore[no-untyped-call]

    bus = loop.run_until_complete(join())
    try:
        yield Logind(loop, bus)
    finally:
        loop.run_until_complete(leave())
        loop.close()
