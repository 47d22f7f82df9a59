"""The notification service of a free desktop, through desktop-notifier, on a bus of this computer.

Importing this costs several frames: ``bus.load`` does it on a thread.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dbus_fast import Variant
from desktop_notifier import Button, Capability, Icon
from desktop_notifier import Notification as DesktopNotification
from desktop_notifier.backends.dbus import DBusDesktopNotifier, get_hints_signature

from mattimer import APP_ID
from mattimer.desktop.linux.bus import BusError
from mattimer.desktop.linux.bus_connection import (
    DAEMON,
    DAEMON_PATH,
    PATIENCE_S,
    Connection,
    joined,
    session_bus,
)
from mattimer.desktop.notifications import APP_NAME, BODY, Notification, Reply

if TYPE_CHECKING:
    from dbus_fast import Message
    from dbus_fast.aio import MessageBus
    from dbus_fast.aio.proxy_object import ProxyInterface

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
OWNER = (
    f"type='signal',sender='{DAEMON}',interface='{DAEMON}',member='NameOwnerChanged',arg0='{NAME}'"
)

TAKING_BACK_S = 1.0
"""How long a service may need to take a note back; it takes milliseconds."""


@asynccontextmanager
async def reached(icon: Path) -> AsyncIterator["NotificationService"]:
    """A service that is there, at least until its ``reply`` is done; its note goes at the end.

    Raises:
        BusError: There is no bus, or nobody shows notifications on it.
    """
    async with joined(session_bus()) as connection:
        service = NotificationService(Icon(path=icon), connection)
        try:
            await service.meet()
            yield service
        finally:
            await service.leave()


class NotificationService:
    """Shows one note and hears what becomes of it.

    Attributes:
        reply: How the note ended; a ``BusError`` where the service or the bus went away.
        buttons: Whether the service has buttons.
    """

    def __init__(self, icon: "Icon", connection: Connection) -> None:
        self.reply: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        self.buttons = False
        self._connection = connection
        self._notifier = _Notifier(icon, connection.bus, self._end)
        self._can: frozenset[Capability] = frozenset()
        connection.gone.add_done_callback(self._on_connection_gone)
        connection.hear(self._on_bus_signal)

    async def meet(self) -> None:
        """Ask what it can do.

        Raises:
            BusError: Nobody is there, or speaks another language.
        """
        async with _patience("Nobody shows notifications on this desktop"):
            await self._connection.ask("AddMatch", "s", OWNER)
            self._can = await self._notifier.get_capabilities()
        self.buttons = Capability.BUTTONS in self._can

    async def show(self, note: Notification) -> None:
        """Show it.

        Raises:
            BusError: The service refused.
        """
        texts = (note.title, note.text) if Capability.MESSAGE in self._can else (note.text, "")
        words = note.buttons if self.buttons else ()
        buttons = tuple(Button(text, identifier=key) for key, text in words)
        async with _patience("The notification service refuses"):
            await self._notifier.send(DesktopNotification(*texts, buttons=buttons))

    async def leave(self) -> None:
        """Take the note back, if it is still up."""
        self.reply.cancel()
        # Looked at, or asyncio complains of an error that nobody saw.
        if self.reply.cancelled() or self.reply.exception() is None:
            await self._notifier.take_back()
        # What the library asked of the bus on its own is answered by then: it complains in the
        # log of what is left open.
        with suppress(BusError):
            self._connection.check()
            if not self._connection.gone.done():
                await self._connection.ask("GetId", "")

    def _end(self, reply: Reply) -> None:
        if not self.reply.done():
            self.reply.set_result(reply)

    def _lose(self, why: str) -> None:
        if not self.reply.done():
            self.reply.set_exception(BusError(why))

    def _on_connection_gone(self, _gone: "asyncio.Future[None]") -> None:
        self._lose("The message bus went away.")

    def _on_bus_signal(self, signal: "Message") -> None:
        origin = (signal.sender, signal.path, signal.interface, signal.member, signal.signature)
        if origin == (DAEMON, DAEMON_PATH, DAEMON, "NameOwnerChanged", "sss"):
            name, old, _new = signal.body
            if name == NAME and old:
                self._lose("The notification service went away.")


class _Notifier(DBusDesktopNotifier):
    """The library's, on a connection that can be let go; what goes wrong is raised, not logged."""

    def __init__(self, icon: Icon, bus: "MessageBus", end: Callable[[Reply], None]) -> None:
        super().__init__(APP_NAME, icon)
        self.bus = bus
        self._end = end
        self._token = ""
        self._service: _Service | None = None
        self._early: list[Callable[[], None]] | None = []
        self.on_clicked = lambda _: end(Reply(BODY, self._token))
        self.on_button_pressed = lambda _, key: end(Reply(key, self._token))

    async def send(self, notification: DesktopNotification) -> None:
        """Show it, or raise whatever went wrong."""
        await self._send(notification)
        self._notification_cache[notification.identifier] = notification
        early, self._early = self._early or [], None
        for hear in early:
            hear()

    async def take_back(self) -> None:
        """Close it, if it is up; a service that does not let it go keeps it."""
        if self._service is not None and self._service.number:
            with suppress(Exception):
                async with asyncio.timeout(TAKING_BACK_S):
                    await self._service.call_close_notification(self._service.number)

    async def _init_dbus(self) -> Any:  # noqa: ANN401 - members are made from the introspection
        found = await self.bus.introspect(NAME, PATH)
        interface = self.bus.get_proxy_object(NAME, PATH, found).get_interface(NAME)
        if get_hints_signature(interface) not in self.supported_hint_signatures:
            raise BusError("it speaks another language")
        self._service = service = _Service(interface)
        service.on_action_invoked(self._in_time(self._on_action))
        service.on_notification_closed(self._in_time(self._on_closed))
        if hasattr(service, "on_activation_token"):
            service.on_activation_token(self._in_time(self._on_token))
        self.interface = service  # type: ignore[assignment] # it has every member of it
        return service

    def _in_time(self, hear: Callable[..., None]) -> Callable[..., None]:
        """Hear it once the note's number is known: a service may be as fast as its answer."""

        def heard(*words: Any) -> None:  # noqa: ANN401 - as the signal has them
            if self._early is None:
                hear(*words)
            else:
                self._early.append(partial(hear, *words))

        return heard

    def _on_token(self, number: int, token: str) -> None:
        if self._is_ours(number):
            self._token = token

    def _on_closed(self, nid: int, reason: int) -> None:
        super()._on_closed(nid, reason)
        if self._is_ours(nid):
            self._service.number = 0  # type: ignore[union-attr] # ours only where there is one
            self._end(Reply())

    def _is_ours(self, number: int) -> bool:
        """Services tell everybody of everybody's notes."""
        return self._service is not None and self._service.number == number


class _Service:
    """The service's interface. What it shows belongs to our desktop entry.

    Attributes:
        number: What the service calls the note; 0 while none is up.
    """

    def __init__(self, interface: "ProxyInterface") -> None:
        self._interface = interface
        self.number = 0

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - made from the introspection
        return getattr(self._interface, name)

    async def call_notify(self, *words: Any) -> int:  # noqa: ANN401 - as above
        """As the service's, with one hint more."""
        *front, hints, timeout = words
        plain = get_hints_signature(self._interface) == "a{ss}"
        entry = APP_ID if plain else Variant("s", APP_ID)
        notify = self._interface.call_notify  # type: ignore[attr-defined] # as above
        self.number = await notify(*front, {**hints, "desktop-entry": entry}, timeout)
        return self.number


@asynccontextmanager
async def _patience(complaint: str) -> AsyncIterator[None]:
    """Wait for the library, not for ever; whatever a service did to it is a ``BusError``."""
    try:
        async with asyncio.timeout(PATIENCE_S):
            yield
    except EOFError as error:
        raise BusError("The message bus went away.") from error
    except Exception as error:  # neither library promises a narrower kind
        why = str(error).strip().rstrip(".") or type(error).__name__
        raise BusError(f"{complaint} ({why}).") from error
