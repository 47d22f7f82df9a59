"""The desktop's portal as one connection meets it: calls, and requests that a person answers.

Importing this costs several frames: ``bus.load`` does it on a thread.
"""

import asyncio
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from dbus_fast import Message, Variant

from mattimer import APP_ID
from mattimer.desktop.linux.bus import BusError
from mattimer.desktop.linux.bus_connection import DAEMON, DAEMON_PATH, PROPERTIES, Connection

NAME = "org.freedesktop.portal.Desktop"
PATH = "/org/freedesktop/portal/desktop"
REGISTRY = "org.freedesktop.host.portal.Registry"
REQUEST = "org.freedesktop.portal.Request"
SESSION = "org.freedesktop.portal.Session"
WE = "The desktop's portal"

OWNER = (
    f"type='signal',sender='{DAEMON}',interface='{DAEMON}',member='NameOwnerChanged',arg0='{NAME}'"
)
ANSWERS = f"type='signal',sender='{NAME}',interface='{REQUEST}',member='Response'"
GRANTED, DECLINED = 0, 1

Answer = tuple[int, Mapping[str, Any]]


class PortalDeclinedError(BusError):
    """The person said no, or closed the question."""


class PortalLeftError(BusError):
    """The answer is not waited for any more."""


class Portal:
    """A portal that may be started by being asked, may die, and may come again.

    Attributes:
        owner: Who is the portal now, as signals name them; empty where nobody is.
        turned: Set whenever somebody else is the portal, and when nobody waits any more.
    """

    def __init__(self, connection: Connection) -> None:
        self.owner = ""
        self.turned = asyncio.Event()
        self._connection = connection
        self._waiting: dict[str, asyncio.Future[Answer]] = {}
        connection.gone.add_done_callback(lambda _: self.give_up("The message bus went away."))

    async def meet(self) -> bool:
        """Find the portal, starting it where it can be, and tell it who we are.

        Returns:
            Whether there is one.

        Raises:
            BusError: The bus refuses or went away.
        """
        ask = self._connection.ask
        self._connection.hear(self._on_bus_signal)
        await ask("AddMatch", "s", OWNER)
        await ask("AddMatch", "s", ANSWERS)
        return await self.greet()

    async def greet(self) -> bool:
        """Tell whoever is the portal now who we are; False where nobody is.

        Raises:
            BusError: The bus refuses or went away.
        """
        ask = self._connection.ask
        known = [*await ask("ListNames", ""), *await ask("ListActivatableNames", "")]
        if NAME not in known:
            return False
        try:
            await self.call(REGISTRY, "Register", "sa{sv}", APP_ID, {})
        except BusError:
            # An older portal knows no registry and goes by how the app was started.
            self._connection.check()
        try:
            self.owner = await ask("GetNameOwner", "s", NAME)
        except BusError:
            self._connection.check()
            return False
        return True

    async def call(self, interface: str, member: str, signature: str, *body: object) -> Any:  # noqa: ANN401 - D-Bus decides
        """Call the portal itself.

        Raises:
            BusError: It refused, did not answer in time or went away.
        """
        return await self._connection.call(NAME, PATH, interface, member, signature, *body, whom=WE)

    async def version(self, interface: str) -> int:
        """Which version of an interface the portal has; 0 where it has none.

        Raises:
            BusError: The bus went away.
        """
        try:
            found = await self.call(PROPERTIES, "Get", "ss", interface, "version")
        except BusError:
            self._connection.check()
            return 0
        version = getattr(found, "value", None)
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
        token = f"mattimer{uuid4().hex}"
        sender = str(self._connection.bus.unique_name)[1:].replace(".", "_")
        path = f"{PATH}/request/{sender}/{token}"
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        # Before the call, as the answer may be there before the call's own.
        self._waiting[path] = answer
        said = {"handle_token": token, **(options or {})}
        try:
            given = await self.call(
                interface, member, signature, *body, {k: Variant("s", v) for k, v in said.items()}
            )
            if isinstance(given, str):
                # A portal before version 0.9 has a path of its own choice.
                self._waiting[given] = answer
            code, results = await answer
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

    def give_up(self, sentence: str = "") -> None:
        """Wait for no answer any more; the sentence says why."""
        for answer in self._waiting.values():
            if not answer.done():
                answer.set_exception(PortalLeftError(sentence))
        self.turned.set()

    def _on_bus_signal(self, signal: Message) -> None:
        origin = (signal.sender, signal.path, signal.interface, signal.member, signal.signature)
        if origin == (DAEMON, DAEMON_PATH, DAEMON, "NameOwnerChanged", "sss"):
            name, _old, new = signal.body
            if name == NAME and new != self.owner:
                self.owner = new
                self.give_up(f"{WE} went away.")
        elif origin == (self.owner, signal.path, REQUEST, "Response", "ua{sv}"):
            answer = self._waiting.get(str(signal.path))
            if answer is not None and not answer.done():
                answer.set_result((signal.body[0], signal.body[1]))
