"""The notification service over D-Bus: org.freedesktop.Notifications."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mattimer import APP_ID
from mattimer.desktop.linux.bus_errors import BusError, BusRefusalError
from mattimer.desktop.linux.remote_service import RemoteService
from mattimer.desktop.linux.shared_bus import SharedBus
from mattimer.desktop.notifications import APP_NAME, BODY, Notification, Reply

if TYPE_CHECKING:
    from dbus_fast import Message

    from mattimer.desktop.linux.dbus_client import DBusClient

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
WE = "The notification service"

NORMAL, CRITICAL = 1, 2
"""What the service calls urgencies."""

DEFAULT = "default"
"""The key of a click beside the buttons."""

NO_CLICK = "Xfce Notify Daemon"
"""Shows that click as one more button."""

OTHER_TYPES = (
    "org.freedesktop.DBus.Error.InvalidArgs",
    "org.freedesktop.DBus.Error.InvalidSignature",
    "org.freedesktop.DBus.Error.UnknownMethod",
)
"""How a service refuses hints of the types that the specification has."""


@asynccontextmanager
async def open_service(bus: SharedBus, icon: Path) -> AsyncIterator["NotificationService"]:
    """The service, for as long as the block lasts; its note is closed at the end.

    Raises:
        BusError: There is no bus, or nobody shows notifications on it.
    """
    async with bus.joined() as client:
        service = NotificationService(icon, client)
        try:
            await service.meet()
            yield service
        finally:
            service.leave()


class NotificationService:
    """The service with one note of ours, and what becomes of that.

    Attributes:
        reply: How the note ended; a ``BusError`` where the service or the bus went away.
        buttons: Whether the service has buttons.
    """

    def __init__(self, icon: Path, client: "DBusClient") -> None:
        self.reply: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        self.buttons = False
        self._icon = icon
        self._client = client
        self._service = RemoteService(client, NAME, PATH, whom=WE, on_owner=self._on_owner)
        self._has_body = self._has_click = False
        self._number: int | None = None
        self._early: list[Callable[[], None]] = []
        self._token = ""
        client.gone.add_done_callback(lambda _: self._lose("The message bus went away."))

    async def meet(self) -> None:
        """Ask what it can do.

        Raises:
            BusError: Nobody is there, or speaks another language.
        """
        for member, signature, take in (
            ("ActionInvoked", "us", self._on_action),
            ("ActivationToken", "us", self._on_token),
            ("NotificationClosed", "uu", self._on_closed),
        ):
            await self._service.hear(NAME, member, signature, partial(self._in_time, take))
        try:
            # The first call starts a service that only waits to be asked.
            can = await self._service.call(NAME, "GetCapabilities", reply="as")
            who = await self._service.call(NAME, "GetServerInformation", reply="ssss")
            await self._service.follow()
        except BusError as error:
            self._client.check()
            why = (error.text if isinstance(error, BusRefusalError) else "") or str(error)
            raise BusError(
                f"Nobody shows notifications on this desktop ({why.rstrip('.')})."
            ) from error
        self.buttons, self._has_body = "actions" in can, "body" in can
        self._has_click = who != NO_CLICK

    async def show(self, note: Notification) -> None:
        """Show it.

        Raises:
            BusError: The service refused.
        """
        title, text = (note.title, note.text) if self._has_body else (note.text, "")
        actions = [DEFAULT, ""] if self._has_click else []
        for key, words in note.buttons if self.buttons else ():
            actions += [key, words]
        icon = self._icon.as_uri()
        self._number = await notify(self._service, icon, title, text, actions=actions)
        early, self._early = self._early, []
        for take in early:
            take()

    def leave(self) -> None:
        """Take the note back, if it is still up."""
        self.reply.cancel()
        # Looked at, or asyncio complains of an error that nobody saw.
        lost = not self.reply.cancelled() and self.reply.exception() is not None
        if self._number and not lost:
            self._client.tell(NAME, PATH, NAME, "CloseNotification", "u", self._number)

    def _in_time(self, take: "Callable[[Message], None]", signal: "Message") -> None:
        """Hear it once the note's number is known: a service may be as fast as its answer.

        Services tell everybody of everybody's notes.
        """
        if self._number is None:
            self._early.append(partial(self._in_time, take, signal))
        elif signal.body[0] == self._number:
            take(signal)

    def _on_token(self, signal: "Message") -> None:
        self._token = signal.body[1]

    def _on_action(self, signal: "Message") -> None:
        key = signal.body[1]
        self._end(Reply(BODY if key == DEFAULT else key, self._token))

    def _on_closed(self, _signal: "Message") -> None:
        self._number = 0
        self._end(Reply())

    def _on_owner(self, _owner: str) -> None:
        self._lose("The notification service went away.")

    def _end(self, reply: Reply) -> None:
        if not self.reply.done():
            self.reply.set_result(reply)

    def _lose(self, why: str) -> None:
        if not self.reply.done():
            self.reply.set_exception(BusError(why))


async def notify(
    service: RemoteService,
    icon: str,
    title: str,
    text: str,
    *,
    actions: list[str],
    urgency: int = NORMAL,
) -> int:
    """Show a note; gives the number that the service has for it.

    Raises:
        BusError: The service refused.
    """
    from dbus_fast import Variant  # noqa: PLC0415 - loaded by now

    hints = {"desktop-entry": Variant("s", APP_ID), "urgency": Variant("y", urgency)}
    front = (APP_NAME, 0, icon, title, text, actions)
    ask = partial(service.call, NAME, "Notify", reply="u")
    try:
        try:
            number = await ask("susssasa{sv}i", *front, hints, -1)
        except BusRefusalError as refusal:
            if refusal.name not in OTHER_TYPES:
                raise
            # Some services have hints that are text.
            plain = {key: str(value.value) for key, value in hints.items()}
            number = await ask("susssasa{ss}i", *front, plain, -1)
    except BusRefusalError as refusal:
        why = (refusal.text or refusal.name).rstrip(".")
        raise BusError(f"{WE} refuses ({why}).") from refusal
    return int(number)
