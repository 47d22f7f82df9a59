"""A desktop's services that keep it awake, on a bus of the test's own.

They write down what is asked of them, and forget a promise when whoever asked leaves the bus, as
GNOME and KDE do.
"""

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count

from dbus_fast import Message, MessageType
from dbus_fast.aio import MessageBus

SCREEN_SAVER = "org.freedesktop.ScreenSaver"
POWER = "org.freedesktop.PowerManagement"
GNOME = "org.gnome.SessionManager"

LEAVES = "type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged'"
PATIENCE_S = 10.0


@dataclass(frozen=True)
class Promise:
    """One promise: who asked for it where, in what words."""

    service: str
    holder: str
    arguments: tuple[object, ...]


@dataclass
class Desktop:
    """What the services know.

    Attributes:
        held: Promises in force, by cookie.
        made: Every promise ever made, oldest first.
        refuses: Every wish is answered with an error.
        hangs: No wish is answered.
    """

    held: dict[int, Promise] = field(default_factory=dict)
    made: list[Promise] = field(default_factory=list)
    refuses: bool = False
    hangs: bool = False
    _asked: list[Message] = field(default_factory=list)
    _bus: MessageBus | None = None
    _loop: asyncio.AbstractEventLoop | None = None
    _cookies: Iterator[int] = field(default_factory=lambda: count(1))

    def on_message(self, message: Message) -> Message | bool | None:
        """Answer one call, or take note of who left."""
        if message.message_type is MessageType.SIGNAL and message.member == "NameOwnerChanged":
            name, _old, new = message.body
            if not new:
                self._forget(name)
            return None
        if message.message_type is not MessageType.METHOD_CALL:
            return None
        if message.member == "Inhibit":
            return self._promise(message)
        if str(message.member).lower() == "uninhibit":
            self.held.pop(message.body[0])
            return Message.new_method_return(message)
        return None

    def answer_late(self) -> None:
        """Promise what was asked for while nothing was answered."""
        assert self._loop is not None
        self._loop.call_soon_threadsafe(self._answer_late)

    async def join(self, address: str) -> MessageBus:
        """Be on a bus."""
        self._loop = asyncio.get_running_loop()
        self._bus = await MessageBus(bus_address=address).connect()
        self._bus.add_message_handler(self.on_message)
        return self._bus

    def _answer_late(self) -> None:
        assert self._bus is not None
        self.hangs = False
        for message in self._asked:
            answer = self._promise(message)
            assert isinstance(answer, Message)
            self._bus.send(answer)

    def _promise(self, message: Message) -> Message | bool:
        if self.hangs:
            self._asked.append(message)
            return True
        if self.refuses:
            return Message.new_error(message, "org.freedesktop.DBus.Error.AccessDenied", "No.")
        promise = Promise(str(message.interface), str(message.sender), tuple(message.body))
        cookie = next(self._cookies)
        self.held[cookie] = promise
        self.made.append(promise)
        return Message.new_method_return(message, "u", [cookie])

    def _forget(self, holder: str) -> None:
        for cookie, promise in list(self.held.items()):
            if promise.holder == holder:
                del self.held[cookie]


@contextmanager
def desktop(address: str, *services: str) -> Iterator[Desktop]:
    """Offer services on a bus, from a thread of their own, until the block ends."""
    made, ready, stop = Desktop(), Future[None](), Future[None]()
    thread = threading.Thread(
        target=lambda: asyncio.run(_serve(address, services, made, ready, stop))
    )
    thread.start()
    try:
        ready.result(PATIENCE_S)
        yield made
    finally:
        stop.set_result(None)
        thread.join(PATIENCE_S)


async def _serve(
    address: str,
    services: tuple[str, ...],
    made: Desktop,
    ready: "Future[None]",
    stop: "Future[None]",
) -> None:
    bus = await made.join(address)
    match = Message(
        destination="org.freedesktop.DBus",
        path="/org/freedesktop/DBus",
        interface="org.freedesktop.DBus",
        member="AddMatch",
        signature="s",
        body=[LEAVES],
    )
    await bus.call(match)
    for service in services:
        await bus.request_name(service)
    ready.set_result(None)
    await asyncio.wrap_future(stop)
    bus.disconnect()
