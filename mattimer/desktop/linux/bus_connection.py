"""A connection to a message bus that may fail, and then says so in one sentence.

Importing this costs several frames: ``bus.load`` does it on a thread.
"""

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

from dbus_fast import Message, MessageFlag, MessageType, NameFlag, RequestNameReply
from dbus_fast.aio import MessageBus

from mattimer.desktop.linux.bus import ENDING_S, BusError

PATIENCE_S = 10.0
"""How long the bus may take to let us in, and to answer."""

DAEMON = "org.freedesktop.DBus"
DAEMON_PATH = "/org/freedesktop/DBus"
PROPERTIES = "org.freedesktop.DBus.Properties"

OURS = (RequestNameReply.PRIMARY_OWNER.value, RequestNameReply.ALREADY_OWNER.value)


def session_bus() -> str:
    """Where the bus of this person's session listens."""
    fallback = f"unix:path={os.environ.get('XDG_RUNTIME_DIR', '/nowhere')}/bus"
    return os.environ.get("DBUS_SESSION_BUS_ADDRESS") or fallback


def system_bus() -> str:
    """Where this computer's own bus listens."""
    return os.environ.get("DBUS_SYSTEM_BUS_ADDRESS") or "unix:path=/var/run/dbus/system_bus_socket"


class Connection:
    """A connection that is there, at least until ``gone`` is done."""

    def __init__(self, bus: MessageBus) -> None:
        self.bus = bus
        self.gone = asyncio.ensure_future(_ended(bus))

    async def ask(self, member: str, signature: str, *body: object) -> Any:  # noqa: ANN401 - D-Bus decides
        """Ask the bus itself something and give the first value of its answer, if any.

        Raises:
            BusError: It refused, did not answer in time or went away.
        """
        return await self.call(
            DAEMON, DAEMON_PATH, DAEMON, member, signature, *body, whom="The message bus"
        )

    async def call(
        self,
        destination: str,
        path: str,
        interface: str,
        member: str,
        signature: str,
        *body: object,
        whom: str,
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

        Raises:
            BusError: It refused, did not answer in time or went away.
        """
        message = Message(
            destination=destination,
            path=path,
            interface=interface,
            member=member,
            signature=signature,
            body=list(body),
        )
        async with _patience(f"{whom} does not answer to {member}"):
            answer = await self.bus.call(message)
        if answer.message_type is not MessageType.METHOD_RETURN:
            raise BusError(f"{whom} refuses {member} ({answer.error_name}).")
        return answer.body[0] if answer.body else None

    async def take_name(self, *names: str) -> None:
        """Become known by the first of these names that nobody else has.

        Raises:
            BusError: All are taken, or the bus gives none.
        """
        for name in names:
            if await self.ask("RequestName", "su", name, NameFlag.DO_NOT_QUEUE) in OURS:
                return
        raise BusError("The message bus has no name left for us.")

    def hear(self, handler: Callable[[Message], None]) -> None:
        """Pass on every signal that comes; which ones come is asked for with AddMatch."""

        def hear(message: Message) -> None:
            if message.message_type is MessageType.SIGNAL:
                handler(message)

        self.bus.add_message_handler(hear)

    def check(self) -> None:
        """Nothing, while it is there.

        Raises:
            BusError: It went away.
        """
        if not self.bus.connected:
            raise BusError("The message bus went away.")


class _QuietBus(MessageBus):
    """Tells nobody that a message was lost with the connection; ``gone`` tells that."""

    def send(self, msg: Message) -> "asyncio.Future[Any]":  # type: ignore[override] # as its base
        """Send a message and give a future that may be left alone."""
        if not self.connected:
            # The socket's number may be somebody else's by now.
            nobody: asyncio.Future[Any] = self._loop.create_future()
            nobody.cancel()
            return nobody
        sent = super().send(msg)
        if self._disconnected and self._fd is not None:
            # It broke just now, and the library goes on to watch a socket that it has closed.
            self._loop.remove_writer(self._fd)
        # Nobody waits for it, and asyncio complains of an error that nobody looked at.
        sent.add_done_callback(lambda done: done.cancelled() or done.exception())
        return sent


@asynccontextmanager
async def joined(address: str) -> AsyncIterator[Connection]:
    """A connection to the bus at an address; closed at the end, whatever happens.

    Raises:
        BusError: There is no bus, or it does not let us in.
    """
    if not all(place.startswith("unix:") for place in address.split(";") if place):
        raise BusError("The message bus is not on this computer.")
    async with _patience("The message bus cannot be reached"):
        bus = await _QuietBus(address).connect()
    bus.add_message_handler(_is_pointless)
    connection = Connection(bus)
    try:
        yield connection
    finally:
        bus.disconnect()
        await asyncio.wait({connection.gone}, timeout=ENDING_S)


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
    """Return when the connection has ended, however it did."""
    with suppress(Exception):
        await bus.wait_for_disconnect()  # type: ignore[no-untyped-call]


def _is_pointless(message: Message) -> bool:
    """Whether a call is to be dropped: one about properties that wants no answer.

    The library logs an error where such a call is faulty, and a sound one changes nothing here.
    """
    return (
        message.message_type is MessageType.METHOD_CALL
        and message.interface == PROPERTIES
        and MessageFlag.NO_REPLY_EXPECTED in message.flags
    )
