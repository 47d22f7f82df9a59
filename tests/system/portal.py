"""A desktop's portal for keys, on a bus of the test's own.

It writes down what is asked of it and answers as it is told to. Its loop runs in a thread, so that
it answers while the test waits.
"""

import asyncio
import logging
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from dbus_fast import Message, MessageType, NameFlag, Variant
from dbus_fast.aio import MessageBus

LIBRARY = logging.getLogger("dbus_fast")
NAME = "org.freedesktop.portal.Desktop"
PATH = "/org/freedesktop/portal/desktop"
KEYS = "org.freedesktop.portal.GlobalShortcuts"
REGISTRY = "org.freedesktop.host.portal.Registry"
REQUEST = "org.freedesktop.portal.Request"
SESSION = "org.freedesktop.portal.Session"
UNKNOWN = "org.freedesktop.DBus.Error.UnknownMethod"
FAILED = "org.freedesktop.portal.Error.Failed"
PATIENCE_S = 20.0

Results = dict[str, Variant]


@dataclass
class Asked:
    """One call: who, what, with which arguments."""

    sender: str
    member: str
    body: list[Any]


@contextmanager
def _unheard() -> Iterator[None]:
    """The library complains of a call that comes just while it leaves the bus."""
    before = LIBRARY.level
    LIBRARY.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        LIBRARY.setLevel(before)


@dataclass
class Portal:
    """What the portal knows, and how it is to answer.

    Attributes:
        version: Of the interface for keys; None where it has none.
        registry: Whether it knows apps that say who they are.
        session: How it answers CreateSession: code and results of its own choice.
        keys: How it answers BindShortcuts.
        refuses: Which calls it refuses outright.
        hangs: Which calls it takes and never answers with a response.
        own_paths: Whether it gives requests paths of its own choice, as old ones did.
        asked: Every call, oldest first.
    """

    version: int | None = 2
    registry: bool = True
    session: tuple[int, Results] | None = None
    keys: tuple[int, Results] | None = None
    refuses: set[str] = field(default_factory=set)
    hangs: set[str] = field(default_factory=set)
    own_paths: bool = False
    asked: list[Asked] = field(default_factory=list)
    _loop: asyncio.AbstractEventLoop | None = None
    _bus: MessageBus | None = None
    _address: str = ""

    def calls(self, member: str) -> list[Asked]:
        """Every call of a method so far."""
        return [one for one in self.asked if one.member == member]

    def sessions(self) -> list[str]:
        """The sessions that it gave, oldest first."""
        return [_session_of(one) for one in self.calls("CreateSession")]

    def press(self, key: str = "toggle", session: str | None = None, **more: str) -> None:
        """Tell everybody that a key was pressed."""
        body = [session or self.sessions()[-1], key, 1234, {}]
        words = {"path": PATH, "interface": KEYS, "member": "Activated", **more}
        place = (words["path"], words["interface"], words["member"])
        self.say(Message.new_signal(*place, "osta{sv}", body))

    def close_session(self) -> None:
        """Take the key back."""
        self.say(Message.new_signal(self.sessions()[-1], SESSION, "Closed", "a{sv}", [{}]))

    def say(self, signal: Message) -> None:
        """Send a signal to everybody, and return once the bus has passed it on."""

        async def send() -> None:
            assert self._bus is not None
            await self._bus.send(signal)
            await _ask(self._bus, "GetId")

        self._do(send())

    def die(self) -> None:
        """Leave the bus without a word."""

        self._do(self.leave())

    def come_again(self) -> None:
        """Join the bus as somebody new."""
        self._do(self.join(self._address))

    async def join(self, address: str) -> None:
        """Be the portal on a bus."""
        self._address, self._loop = address, asyncio.get_running_loop()
        self._bus = await MessageBus(address).connect()
        self._bus.add_message_handler(self._on_message)
        await self._bus.request_name(NAME, NameFlag.REPLACE_EXISTING)

    async def leave(self) -> None:
        """Be nobody."""
        if self._bus is not None and self._bus.connected:
            with _unheard():
                self._bus.disconnect()
                await self._bus.wait_for_disconnect()  # type: ignore[no-untyped-call]

    def _do(self, work: Any) -> None:  # noqa: ANN401 - a coroutine
        assert self._loop is not None
        asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE_S)

    def _on_message(self, message: Message) -> Message | bool | None:
        if message.message_type is not MessageType.METHOD_CALL or message.path != PATH:
            return None
        member = str(message.member)
        self.asked.append(Asked(str(message.sender), member, list(message.body)))
        if member in self.refuses:
            return Message.new_error(message, FAILED, "No.")
        if member == "Register" and self.registry:
            return Message.new_method_return(message)
        if member == "Get" and self.version is not None and message.body[0] == KEYS:
            return Message.new_method_return(message, "v", [Variant("u", self.version)])
        if message.interface == KEYS and self.version is not None:
            return self._request(message)
        return Message.new_error(message, UNKNOWN, "There is no such thing.")

    def _request(self, message: Message) -> Message:
        asked = self.asked[-1]
        token = asked.body[-1]["handle_token"].value
        if self.own_paths:
            token = f"own{len(self.asked)}"
        path = f"{PATH}/request/{_plain(asked.sender)}/{token}"
        if asked.member not in self.hangs:
            code, results = self._answer(asked)
            response = Message.new_signal(path, REQUEST, "Response", "ua{sv}", [code, results])
            response.destination = asked.sender
            assert self._loop is not None
            assert self._bus is not None
            if self.own_paths:
                self._loop.call_later(0.05, self._bus.send, response)
            else:
                # At once, even before the call itself is answered.
                self._bus.send(response)
        return Message.new_method_return(message, "o", [path])

    def _answer(self, asked: Asked) -> tuple[int, Results]:
        if asked.member == "CreateSession":
            return self.session or (0, {"session_handle": Variant("s", _session_of(asked))})
        shortcuts = [
            [
                key,
                {"description": about["description"], "trigger_description": Variant("s", "Pause")},
            ]
            for key, about in asked.body[1]
        ]
        return self.keys or (0, {"shortcuts": Variant("a(sa{sv})", shortcuts)})


@contextmanager
def portal(address: str, **how: Any) -> Iterator[Portal]:  # noqa: ANN401 - a portal's attributes
    """Be the portal on a bus until the block ends."""
    made, ready, stop = Portal(**how), Future[None](), Future[None]()

    async def serve() -> None:
        try:
            await made.join(address)
        except Exception as error:
            ready.set_exception(error)
            raise
        ready.set_result(None)
        await asyncio.wrap_future(stop)
        await made.leave()

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    try:
        ready.result(PATIENCE_S)
        yield made
    finally:
        stop.set_result(None)
        thread.join(PATIENCE_S)


def _session_of(asked: Asked) -> str:
    token = asked.body[-1]["session_handle_token"].value
    return f"{PATH}/session/{_plain(asked.sender)}/{token}"


def _plain(sender: str) -> str:
    return sender[1:].replace(".", "_")


async def _ask(bus: MessageBus, member: str) -> None:
    daemon = "org.freedesktop.DBus"
    await bus.call(
        Message(destination=daemon, path="/org/freedesktop/DBus", interface=daemon, member=member)
    )
