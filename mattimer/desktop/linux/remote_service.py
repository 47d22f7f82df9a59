"""A service on a message bus, known by its name: who it is now, its signals, calls to it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from mattimer.desktop.linux.bus_errors import BusError

if TYPE_CHECKING:
    from dbus_fast import Message

    from mattimer.desktop.linux.dbus_client import DBusClient

DAEMON = "org.freedesktop.DBus"
PROPERTIES = "org.freedesktop.DBus.Properties"


class RemoteService:
    """A service that may come, go and come again; signals of anybody else are ignored.

    Attributes:
        owner: Who it is now, as signals name their senders; empty where nobody is.
    """

    def __init__(
        self,
        client: "DBusClient",
        name: str,
        path: str,
        *,
        whom: str,
        on_owner: Callable[[str], None] | None = None,
    ) -> None:
        """Nothing is asked yet.

        Args:
            client: What it is reached through.
            name: Its name on the bus.
            path: Its object.
            whom: What the person is told it is, at the beginning of a sentence.
            on_owner: Hears whenever somebody else, or nobody any more, is the service.
        """
        self.owner = ""
        self._client = client
        self._name = name
        self._path = path
        self._whom = whom
        self._on_owner = on_owner

    async def follow(self) -> str:
        """Know from now on who the service is, and say who it is at this moment.

        Raises:
            BusError: The bus refuses or went away.
        """
        from mattimer.desktop.linux.dbus_client import SignalRule  # noqa: PLC0415 - loaded by now

        changes = SignalRule(DAEMON, "NameOwnerChanged", sender=DAEMON, arg0=self._name)
        await self._client.listen(changes, self._on_name_owner_changed)
        return await self.look()

    async def look(self) -> str:
        """Who the service is at this moment.

        Raises:
            BusError: The bus went away.
        """
        try:
            self.owner = str(await self._client.ask("GetNameOwner", "s", self._name))
        except BusError:
            self._client.check()
            self.owner = ""
        return self.owner

    async def hear(
        self,
        interface: str,
        member: str,
        signature: str | None,
        handler: "Callable[[Message], None]",
        *,
        path: str | None = None,
    ) -> None:
        """Have a signal of the service passed on, if its values are of the right types.

        Args:
            interface: The interface that has it.
            member: Its name.
            signature: The types of its values; None where they do not matter.
            handler: Takes it.
            path: Of which object; empty for any, else that of the service.

        Raises:
            BusError: The bus refuses or went away.
        """
        from mattimer.desktop.linux.dbus_client import SignalRule  # noqa: PLC0415 - loaded by now

        def believe(message: "Message") -> None:
            if message.sender == self.owner and signature in (None, message.signature):
                handler(message)

        place = self._path if path is None else path
        await self._client.listen(SignalRule(interface, member, self._name, place), believe)

    async def call(
        self,
        interface: str,
        member: str,
        signature: str = "",
        *body: object,
        reply: str | None = None,
    ) -> Any:  # noqa: ANN401 - D-Bus decides
        """Call the service and give the first value of its answer, if any.

        Raises:
            BusError: It refused, did not answer as it should or in time, or the bus went away.
        """
        return await self._client.call(
            self._name,
            self._path,
            interface,
            member,
            signature,
            *body,
            whom=self._whom,
            reply=reply,
        )

    async def get(self, interface: str, name: str) -> Any:  # noqa: ANN401 - D-Bus decides
        """A property; None where the service has none of that name, or is not there.

        Raises:
            BusError: The bus went away.
        """
        try:
            found = await self.call(PROPERTIES, "Get", "ss", interface, name, reply="v")
        except BusError:
            self._client.check()
            return None
        return found.value

    def _on_name_owner_changed(self, message: "Message") -> None:
        if message.sender != DAEMON or message.signature != "sss":
            return
        _name, _old, new = message.body
        if new != self.owner:
            self.owner = new
            if self._on_owner is not None:
                self._on_owner(new)
