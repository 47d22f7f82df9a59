"""The desktop's portal: calls, and requests that a person answers."""

import asyncio
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from mattimer import APP_ID
from mattimer.desktop.linux.bus_errors import BusError
from mattimer.desktop.linux.remote_service import RemoteService

if TYPE_CHECKING:
    from dbus_fast import Message

    from mattimer.desktop.linux.dbus_client import DBusClient

NAME = "org.freedesktop.portal.Desktop"
PATH = "/org/freedesktop/portal/desktop"
REGISTRY = "org.freedesktop.host.portal.Registry"
REQUEST = "org.freedesktop.portal.Request"
SESSION = "org.freedesktop.portal.Session"
WE = "The desktop's portal"

GRANTED, DECLINED = 0, 1

Answer = tuple[int, Mapping[str, Any]]


class PortalDeclinedError(BusError):
    """The person said no, or closed the question."""


class PortalLeftError(BusError):
    """Nobody waits for the answer any more."""


async def introduce(portal: RemoteService, client: "DBusClient") -> None:
    """Tell the portal who we are; it hears it only before anything else that we ask of it.

    Raises:
        BusError: The bus went away.
    """
    try:
        await portal.call(REGISTRY, "Register", "sa{sv}", APP_ID, {})
    except BusError:
        # It was told already; or an older one that goes by how the app was started.
        client.check()


class Portal:
    """A portal; the bus starts it when it is asked, and it may die and come again.

    Attributes:
        service: The portal on the bus.
        turned: Set whenever somebody else is the portal, and when nobody waits any more.
    """

    def __init__(self, client: "DBusClient") -> None:
        self.service = RemoteService(client, NAME, PATH, whom=WE, on_owner=self._on_owner)
        self.turned = asyncio.Event()
        self._client = client
        self._waiting: dict[str, asyncio.Future[Answer]] = {}
        client.gone.add_done_callback(lambda _: self.give_up("The message bus went away."))

    async def meet(self) -> bool:
        """Find the portal, starting it where it can be, and tell it who we are.

        Returns:
            Whether there is one.

        Raises:
            BusError: The bus refuses or went away.
        """
        await self.service.hear(REQUEST, "Response", "ua{sv}", self._on_response, path="")
        await self.service.follow()
        return await self.greet()

    async def greet(self) -> bool:
        """Tell whoever is the portal now who we are; False where nobody is.

        Raises:
            BusError: The bus refuses or went away.
        """
        ask = self._client.ask
        if NAME not in [*await ask("ListNames"), *await ask("ListActivatableNames")]:
            return False
        await introduce(self.service, self._client)
        return bool(await self.service.look())

    async def version(self, interface: str) -> int:
        """Which version of an interface the portal has; 0 where it has none.

        Raises:
            BusError: The bus went away.
        """
        version = await self.service.get(interface, "version")
        return version if isinstance(version, int) else 0

    async def request(
        self,
        interface: str,
        member: str,
        signature: str,
        *body: object,
        options: Mapping[str, str] | None = None,
    ) -> Mapping[str, Any]:
        """Ask for something that the person may have to answer, however long that takes.

        Args:
            interface: The portal's interface.
            member: The method; its last argument are its options.
            signature: The types of all arguments.
            body: All arguments but the options.
            options: Options besides the request's own.

        Returns:
            What was granted, each value bare.

        Raises:
            PortalDeclinedError: The person said no.
            PortalLeftError: The portal or the bus went away, or ``give_up`` was called.
            BusError: The portal refused.
        """
        from dbus_fast import Variant  # noqa: PLC0415 - loaded by now

        token = f"mattimer{os.urandom(16).hex()}"
        path = f"{PATH}/request/{self._client.name[1:].replace('.', '_')}/{token}"
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        # Before the call, as the answer may be there before the call's own.
        self._waiting[path] = answer
        said = {"handle_token": token, **(options or {})}
        try:
            given = await self.service.call(
                interface,
                member,
                signature,
                *body,
                {key: Variant("s", value) for key, value in said.items()},
                reply="o",
            )
            # A portal before version 0.9 has a path of its own choice.
            self._waiting[given] = answer
            code, results = await answer
        except (PortalLeftError, asyncio.CancelledError):
            self.end(REQUEST, path)
            raise
        finally:
            self._waiting = {k: v for k, v in self._waiting.items() if v is not answer}
            # Nobody may have looked at what became of it, of which asyncio would complain.
            if not (answer.cancel() or answer.cancelled()):
                answer.exception()
        if code == DECLINED:
            raise PortalDeclinedError(f"{WE} was told no.")
        if code != GRANTED:
            raise BusError(f"{WE} refuses {member}.")
        return {key: getattr(value, "value", value) for key, value in results.items()}

    def end(self, interface: str, path: str) -> None:
        """Close a request or a session, where there still is one."""
        self._client.tell(NAME, path, interface, "Close")

    def give_up(self, sentence: str = "") -> None:
        """Wait for no answer any more; the sentence says why."""
        for answer in self._waiting.values():
            if not answer.done():
                answer.set_exception(PortalLeftError(sentence))
        self.turned.set()

    def _on_owner(self, _owner: str) -> None:
        self.give_up(f"{WE} went away.")

    def _on_response(self, signal: "Message") -> None:
        answer = self._waiting.get(str(signal.path))
        if answer is not None and not answer.done():
            answer.set_result((signal.body[0], signal.body[1]))
