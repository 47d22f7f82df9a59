"""The D-Bus client: a shared connection, and one adapter's share of it.

Importing this costs several frames: ``shared_bus.load`` does it on a thread.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any, NoReturn

from dbus_fast import Message, MessageFlag, MessageType, NameFlag, RequestNameReply
from dbus_fast.aio import MessageBus
from dbus_fast.service import ServiceInterface

from mattimer.desktop.adapter_task import ENDING_S
from mattimer.desktop.linux.bus_errors import BusError, BusRefusalError

PATIENCE_S = 10.0
"""How long the bus may take to let us in, and to answer."""

DAEMON = "org.freedesktop.DBus"
DAEMON_PATH = "/org/freedesktop/DBus"
PROPERTIES = "org.freedesktop.DBus.Properties"
THE_BUS = "The message bus"

OURS = (RequestNameReply.PRIMARY_OWNER.value, RequestNameReply.ALREADY_OWNER.value)


@dataclass(frozen=True, slots=True)
class SignalRule:
    """A match rule for signals; what is empty may be anything.

    Attributes:
        interface: The interface that has the signal.
        member: Its name.
        sender: Who sends it, by the name on the bus.
        path: The object that sends it.
        arg0: Its first value.
    """

    interface: str
    member: str
    sender: str = ""
    path: str = ""
    arg0: str = ""

    @property
    def text(self) -> str:
        """As the bus wants to have it told."""
        parts = {name: getattr(self, name) for name in self.__slots__}
        return ",".join(["type='signal'", *(f"{key}='{it}'" for key, it in parts.items() if it)])

    def fits(self, message: Message) -> bool:
        """Whether a signal is a wanted one, whoever sent it: signals carry no chosen names."""
        return (
            (message.interface, message.member) == (self.interface, self.member)
            and self.path in ("", message.path)
            and (not self.arg0 or message.body[:1] == [self.arg0])
        )


class BusConnection:
    """A connection that lasts as long as somebody has a share of it."""

    def __init__(self, address: str) -> None:
        """Begin to connect."""
        self._opening = asyncio.ensure_future(_open(address))
        self._shares = 0
        self._closing = False

    @property
    def over(self) -> bool:
        """Whether nobody can join any more."""
        if self._closing or not self._opening.done():
            return self._closing
        return bool(self._opening.exception()) or not self._opening.result().connected

    @asynccontextmanager
    async def shared(self) -> AsyncIterator["DBusClient"]:
        """A share. The last one closes the connection at its end, whatever happens.

        Raises:
            BusError: The bus cannot be reached.
        """
        self._shares += 1
        try:
            client = DBusClient(await asyncio.shield(self._opening))
            try:
                yield client
            finally:
                client.leave()
        finally:
            self._shares -= 1
            if not self._shares:
                await self._close()

    async def _close(self) -> None:
        self._closing = True
        self._opening.cancel()
        with suppress(asyncio.CancelledError, BusError):
            bus = await self._opening
            bus.disconnect()
            # A step of qasync's may run while no loop counts as running, which wait() needs.
            if not bus.gone.done():
                await asyncio.wait({bus.gone}, timeout=ENDING_S)


class DBusClient:
    """One adapter's share of a connection: its calls, signals, names and objects.

    Attributes:
        gone: Done when the connection is lost.
    """

    def __init__(self, bus: "_QuietBus") -> None:
        self.gone: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._bus = bus
        self._heard: list[tuple[SignalRule, Callable[[Message], None]]] = []
        self._names: list[str] = []
        self._objects: list[tuple[str, ServiceInterface]] = []
        bus.add_message_handler(self._on_message)
        bus.gone.add_done_callback(self._on_gone)

    @property
    def name(self) -> str:
        """What the bus calls this connection."""
        return str(self._bus.unique_name)

    async def ask(self, member: str, signature: str = "", *body: object) -> Any:  # noqa: ANN401 - D-Bus decides
        """Ask the bus itself something and give the first value of its answer, if any.

        Raises:
            BusError: It refused, did not answer in time or went away.
        """
        return await self.call(DAEMON, DAEMON_PATH, DAEMON, member, signature, *body, whom=THE_BUS)

    async def call(
        self,
        destination: str,
        path: str,
        interface: str,
        member: str,
        signature: str,
        *body: object,
        whom: str,
        reply: str | None = None,
    ) -> Any:  # noqa: ANN401 - D-Bus decides
        """Call a service on the bus and give the first value of its answer, if any.

        Args:
            destination: The name of the service.
            path: Which of its objects.
            interface: Which of the object's interfaces.
            member: The method.
            signature: The types of what goes with it.
            body: What goes with it.
            whom: The service as the person is told of it, at the beginning of a sentence.
            reply: The types of the answer, where they matter.

        Raises:
            BusRefusalError: It answered with an error.
            BusError: It did not answer in time, or with something else, or went away.
        """
        message = _call(destination, path, interface, member, signature, body)
        try:
            async with _patience(f"{whom} does not answer to {member}"):
                answer = await self._bus.call(message)
        except BusError:
            # Not this service's fault where nobody can be reached any more.
            self.check()
            raise
        if answer.message_type is not MessageType.METHOD_RETURN:
            name = str(answer.error_name)
            text = " ".join(it for it in answer.body if isinstance(it, str))
            raise BusRefusalError(f"{whom} refuses {member} ({name}).", name, text)
        if reply is not None and answer.signature != reply:
            raise BusError(f"{whom} answers to {member} with something else.")
        return answer.body[0] if answer.body else None

    def tell(
        self,
        destination: str,
        path: str,
        interface: str,
        member: str,
        signature: str = "",
        *body: object,
    ) -> None:
        """Call a service whose answer changes nothing, and do not wait for it."""
        flags = MessageFlag.NO_REPLY_EXPECTED
        self._bus.send(_call(destination, path, interface, member, signature, body, flags))

    async def listen(self, rule: SignalRule, handler: Callable[[Message], None]) -> None:
        """Have a kind of signal passed on, until the end.

        Raises:
            BusError: The bus refused, did not answer in time or went away.
        """
        self._heard.append((rule, handler))
        await self.ask("AddMatch", "s", rule.text)

    async def take_name(self, *names: str) -> None:
        """Be known by the first of these names that nobody has, until the end.

        Raises:
            BusError: Others have them all, or the bus refused.
        """
        for name in names:
            if await self.ask("RequestName", "su", name, NameFlag.DO_NOT_QUEUE) in OURS:
                self._names.append(name)
                return
        raise BusError("The message bus has no name left for us.")

    def export(self, path: str, *interfaces: ServiceInterface) -> None:
        """Let others call an object, until the end."""
        for interface in interfaces:
            self._objects.append((path, interface))
            self._bus.export(path, interface)

    def check(self) -> None:
        """Nothing, while the connection is there.

        Raises:
            BusError: It went away.
        """
        if not self._bus.connected:
            raise BusError(f"{THE_BUS} went away.")

    async def lost(self) -> NoReturn:
        """Wait until the connection is lost.

        Raises:
            BusError: It is.
        """
        await asyncio.shield(self.gone)
        raise BusError(f"{THE_BUS} went away.")

    def leave(self) -> None:
        """Undo all that was asked for, without waiting for an answer."""
        self._bus.remove_message_handler(self._on_message)
        self._bus.gone.remove_done_callback(self._on_gone)
        for path, interface in self._objects:
            self._bus.unexport(path, interface)
        for name in self._names:
            self.tell(DAEMON, DAEMON_PATH, DAEMON, "ReleaseName", "s", name)
        for rule, _handler in self._heard:
            self.tell(DAEMON, DAEMON_PATH, DAEMON, "RemoveMatch", "s", rule.text)

    def _on_message(self, message: Message) -> None:
        if message.message_type is MessageType.SIGNAL:
            for rule, handler in list(self._heard):
                if rule.fits(message):
                    handler(message)

    def _on_gone(self, _ended: "asyncio.Future[None]") -> None:
        if not self.gone.done():
            self.gone.set_result(None)


class _QuietBus(MessageBus):
    """The library's bus, which raises for no message lost with the connection; ``gone`` tells.

    Attributes:
        gone: Done when the connection has ended, however it did.
    """

    gone: "asyncio.Future[None]"

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self._home = asyncio.get_running_loop()

    def send(self, msg: Message) -> "asyncio.Future[Any]":  # type: ignore[override] # as its base
        """Send a message and give a future that may be left alone."""
        if not self.connected:
            # The socket's number may be somebody else's by now.
            nobody: asyncio.Future[Any] = self._home.create_future()
            nobody.cancel()
            return nobody
        sent = super().send(msg)
        # Nobody waits for it, and asyncio complains of an error that nobody looked at.
        sent.add_done_callback(lambda done: done.cancelled() or done.exception())
        return sent


async def _open(address: str) -> _QuietBus:
    """Connect.

    Raises:
        BusError: There is no bus, or it does not let us in.
    """
    if not all(place.startswith("unix:") for place in address.split(";") if place):
        raise BusError(f"{THE_BUS} is not on this computer.")
    async with _patience(f"{THE_BUS} cannot be reached"):
        bus = _QuietBus(address)
        await bus.connect()
    bus.gone = asyncio.ensure_future(_ended(bus))
    bus.add_message_handler(_is_pointless)
    return bus


@asynccontextmanager
async def _patience(complaint: str) -> AsyncIterator[None]:
    """Wait for the library, not for ever; whatever the bus did to it is a ``BusError``."""
    try:
        async with asyncio.timeout(PATIENCE_S):
            yield
    except Exception as error:  # the library promises no narrower kind
        why = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise BusError(f"{complaint} ({why}).") from error


async def _ended(bus: MessageBus) -> None:
    with suppress(Exception):
        await bus.wait_for_disconnect()  # type: ignore[no-untyped-call]


def _call(  # noqa: PLR0917 - as D-Bus has them
    destination: str,
    path: str,
    interface: str,
    member: str,
    signature: str,
    body: tuple[object, ...],
    flags: MessageFlag = MessageFlag.NONE,
) -> Message:
    return Message(
        destination=destination,
        path=path,
        interface=interface,
        member=member,
        signature=signature,
        body=list(body),
        flags=flags,
    )


def _is_pointless(message: Message) -> bool:
    """Whether a call is to be dropped: one about properties that wants no answer.

    The library logs an error where such a call is faulty, and a sound one changes nothing here.
    """
    return (
        message.message_type is MessageType.METHOD_CALL
        and message.interface == PROPERTIES
        and MessageFlag.NO_REPLY_EXPECTED in message.flags
    )
