"""A notification service of the tests' own, as good or as bad as they want it."""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from threading import Thread
from typing import Annotated, Any, TypeVar

from dbus_fast import DBusError, Message, NameFlag
from dbus_fast.aio import MessageBus
from dbus_fast.annotations import DBusDict, DBusInt32, DBusSignature, DBusStr, DBusUInt32
from dbus_fast.service import ServiceInterface, dbus_method, dbus_signal

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
GOOD = ("body", "actions")

EXPIRED, DISMISSED, TAKEN_BACK = 1, 2, 3
PATIENCE_S = 20.0

Texts = Annotated[list[str], DBusSignature("as")]
Pair = Annotated[list[int], DBusSignature("uu")]
Keyed = Annotated[list[Any], DBusSignature("us")]
About = Annotated[list[str], DBusSignature("ssss")]

T = TypeVar("T")


@dataclass(frozen=True)
class Shown:
    """One note, as the service was asked to show it."""

    number: int
    app: str
    icon: str
    title: str
    text: str
    actions: tuple[str, ...]
    hints: dict[str, Any]
    timeout: int

    @property
    def buttons(self) -> dict[str, str]:
        """Keys and words, without the click beside them."""
        pairs = dict(zip(self.actions[::2], self.actions[1::2], strict=True))
        return {key: words for key, words in pairs.items() if key != "default"}


class Service(ServiceInterface):
    """Shows nothing, but keeps what it was asked to, and presses what it is told to."""

    def __init__(self, bus: MessageBus, can: tuple[str, ...], *, refuses: bool = False) -> None:
        super().__init__(NAME)
        self.bus = bus
        self._can = list(can)
        self._refuses = refuses
        self._shown: asyncio.Queue[Shown] = asyncio.Queue()
        self._taken_back: asyncio.Queue[int] = asyncio.Queue()
        self._last = 40
        self._over: set[int] = set()

    async def shown(self) -> Shown:
        """The next note."""
        return await self._shown.get()

    async def taken_back(self) -> int:
        """The number of the next note that the app takes back."""
        return await self._taken_back.get()

    async def is_idle(self) -> bool:
        """Whether the app wanted nothing that was not looked at."""
        return self._shown.empty() and self._taken_back.empty()

    async def settled(self) -> None:
        """Return once the app has read what it was told."""
        for _ in range(3):
            await self.bus.call(
                Message(
                    destination="org.freedesktop.DBus",
                    path="/org/freedesktop/DBus",
                    interface="org.freedesktop.DBus",
                    member="GetId",
                )
            )

    async def press(self, number: int, key: str, token: str = "") -> None:
        """As a click does: leave to come forward, the button, and the note is gone."""
        if token:
            self.activation_token(number, token)
        self.action_invoked(number, key)
        await self.end(number, DISMISSED)

    async def end(self, number: int, why: int) -> None:
        """Let a note go."""
        self._over.add(number)
        self.notification_closed(number, why)
        await asyncio.sleep(0)

    @dbus_method(name="GetCapabilities")
    def capabilities(self) -> Texts:
        return self._can

    @dbus_method(name="GetServerInformation")
    def about(self) -> About:
        return ["tests", "Mat Timer", "1", "1.2"]

    @dbus_method(name="Notify")
    def notify(  # noqa: PLR0917 - D-Bus
        self,
        app: DBusStr,
        replaces: DBusUInt32,  # noqa: ARG002 - D-Bus
        icon: DBusStr,
        title: DBusStr,
        text: DBusStr,
        actions: Texts,
        hints: DBusDict,
        timeout: DBusInt32,
    ) -> DBusUInt32:
        if self._refuses:
            raise DBusError(f"{NAME}.Error", "Not now.")
        self._last += 1
        plain = {key: value.value for key, value in hints.items()}
        shown = Shown(self._last, app, icon, title, text, tuple(actions), plain, timeout)
        self._shown.put_nowait(shown)
        return self._last

    @dbus_method(name="CloseNotification")
    def close_notification(self, number: DBusUInt32) -> None:
        if number in self._over:
            return  # it went just before the app heard of it
        self._taken_back.put_nowait(number)
        self.notification_closed(number, TAKEN_BACK)

    @dbus_signal(name="NotificationClosed")
    def notification_closed(self, number: int, why: int) -> Pair:
        return [number, why]

    @dbus_signal(name="ActionInvoked")
    def action_invoked(self, number: int, key: str) -> Keyed:
        return [number, key]

    @dbus_signal(name="ActivationToken")
    def activation_token(self, number: int, token: str) -> Keyed:
        return [number, token]


@asynccontextmanager
async def service_on(
    address: str, *, can: tuple[str, ...] = GOOD, refuses: bool = False
) -> AsyncIterator[Service]:
    """Be the service on a bus; it dies at the end, whatever is up."""
    bus = await MessageBus(address).connect()
    service = Service(bus, can, refuses=refuses)
    bus.export(PATH, service)
    await bus.request_name(NAME, NameFlag.DO_NOT_QUEUE)
    try:
        yield service
    finally:
        bus.disconnect()
        with suppress(EOFError, OSError):  # the bus may have died first
            await bus.wait_for_disconnect()  # type: ignore[no-untyped-call]


class Desktop:
    """A service on a thread of its own, for an app in a process of its own."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop

    def wait(self, work: Coroutine[Any, Any, T]) -> T:
        """Let the service do something, and wait for it."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE_S)

    @contextmanager
    def service(self, address: str, *, can: tuple[str, ...] = GOOD) -> Iterator[Service]:
        """The service, as long as this lasts."""
        there = service_on(address, can=can)
        yield self.wait(there.__aenter__())
        self.wait(there.__aexit__(None, None, None))


@contextmanager
def desktop() -> Iterator[Desktop]:
    """A thread for services."""
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever, name="notification service")
    thread.start()
    try:
        yield Desktop(loop)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(PATIENCE_S)
        loop.close()
