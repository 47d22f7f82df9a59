"""A loop, and another program on the bus that the adapters are on."""

import asyncio
import gc
import shutil
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any, TypeVar

import pytest
from dbus_fast import DBusError, Message, MessageFlag, MessageType
from dbus_fast.aio import MessageBus
from PySide6.QtWidgets import QApplication

from mattimer.app.event_loop import EventLoop as AppEventLoop

T = TypeVar("T")

PATIENCE_S = 20.0
needs_bus = pytest.mark.skipif(
    shutil.which("dbus-daemon") is None, reason="dbus-daemon is not installed"
)
DAEMON = "org.freedesktop.DBus"
DAEMON_PATH = "/org/freedesktop/DBus"


class EventLoop:
    """The app's kind of loop; a fault that reaches it fails the test."""

    def __init__(self, qt: QApplication) -> None:
        self.loop = AppEventLoop(qt)
        asyncio.set_event_loop(self.loop)
        self.faults: list[dict[str, Any]] = []
        self.loop.set_exception_handler(lambda _loop, context: self.faults.append(context))

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Run the loop until something is done."""

        async def in_time() -> T:
            async with asyncio.timeout(PATIENCE_S):
                return await work

        # qasync's run_until_complete goes on once more without a running loop.
        task: asyncio.Task[T] = self.loop.create_task(in_time())
        task.add_done_callback(lambda _: self.loop.stop())
        self.loop.run_forever()
        return task.result()


@contextmanager
def event_loop_with(qt: QApplication) -> Iterator[EventLoop]:
    """A loop, closed and looked over at the end."""
    made = EventLoop(qt)
    try:
        yield made
        # Futures and tasks complain of what nobody looked at when they go.
        gc.collect()
        assert made.faults == [], made.faults
        assert not (left := asyncio.all_tasks(made.loop)), left
    finally:
        made.loop.close()
        asyncio.set_event_loop(None)


class Client:
    """Another program on the bus. Every signal that it may hear is kept."""

    def __init__(self, bus: MessageBus) -> None:
        self.bus = bus
        self._heard: asyncio.Queue[Message] = asyncio.Queue()
        bus.add_message_handler(self._on_bus_message)

    def _on_bus_message(self, message: Message) -> None:
        if message.message_type is MessageType.SIGNAL and message.member != "NameAcquired":
            self._heard.put_nowait(message)

    async def signal(self, member: str) -> list[Any]:
        """The body of the next signal that has a name; others before it are forgotten."""
        while True:
            message = await self._heard.get()
            if message.member == member:
                return list(message.body)

    async def ask(self, member: str, signature: str = "", *body: object) -> Any:  # noqa: ANN401
        """Ask the bus itself."""
        return await self.call(DAEMON, DAEMON_PATH, DAEMON, member, signature, *body)

    async def call(
        self,
        destination: str,
        path: str,
        interface: str,
        member: str,
        signature: str = "",
        *body: object,
    ) -> Any:  # noqa: ANN401
        """Call a method and give the first value of its answer.

        Raises:
            DBusError: The answer is an error.
        """
        message = Message(
            destination=destination,
            path=path,
            interface=interface,
            member=member,
            signature=signature,
            body=list(body),
        )
        answer = await self.bus.call(message)
        if answer.message_type is MessageType.ERROR:
            raise DBusError(str(answer.error_name), str(answer.body))
        return answer.body[0] if answer.body else None

    async def throw(
        self,
        destination: str,
        path: str,
        interface: str,
        member: str,
        signature: str,
        *body: object,
    ) -> None:
        """Call a method and want no answer."""
        await self.bus.send(
            Message(
                destination=destination,
                path=path,
                interface=interface,
                member=member,
                signature=signature,
                body=list(body),
                flags=MessageFlag.NO_REPLY_EXPECTED,
            )
        )

    async def names(self) -> list[str]:
        """The names on the bus that somebody chose."""
        return [name for name in await self.ask("ListNames") if not name.startswith(":")]


@asynccontextmanager
async def client_on(address: str, *matches: str) -> AsyncIterator[Client]:
    """A client that hears what the match rules name."""
    bus = await MessageBus(address).connect()
    client = Client(bus)
    try:
        for match in matches:
            await client.ask("AddMatch", "s", match)
        yield client
    finally:
        bus.disconnect()
        await bus.wait_for_disconnect()  # type: ignore[no-untyped-call]
