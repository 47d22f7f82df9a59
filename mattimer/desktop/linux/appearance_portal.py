"""Hears from the desktop's portal how programs are to look, and when that changes."""

import asyncio
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance

from mattimer.desktop.desktop_appearance import NAMESPACES, DesktopAppearance, wishes_of
from mattimer.desktop.linux.bus import BusError, BusTask, load

if TYPE_CHECKING:
    from dbus_fast import Message

    from mattimer.desktop.linux.bus_connection import Connection

DAEMON = "org.freedesktop.DBus"
DAEMON_PATH = "/org/freedesktop/DBus"
PORTAL = "org.freedesktop.portal.Desktop"
PORTAL_PATH = "/org/freedesktop/portal/desktop"
SETTINGS = "org.freedesktop.portal.Settings"
CHANGED = (
    f"type='signal',sender='{PORTAL}',path='{PORTAL_PATH}',interface='{SETTINGS}',"
    "member='SettingChanged'"
)
OWNER = (
    f"type='signal',sender='{DAEMON}',interface='{DAEMON}',member='NameOwnerChanged',"
    f"arg0='{PORTAL}'"
)

PATIENCE_S = 10.0
"""How long the portal may take to start and to answer; it tells of itself when it comes later."""


class AppearanceSignals(Protocol):
    """Tells how the desktop wants programs to look.

    Signals:
        changed(wishes): A ``DesktopAppearance`` other than before.

    Attributes:
        trouble: Why nothing is told, in one sentence; empty while nothing is known against it.
    """

    changed: SignalInstance
    trouble: str

    def start(self) -> None:
        """Begin to listen, once a loop runs."""
        ...

    def close(self) -> None:
        """Listen no more; safe at any time."""
        ...


class _AppearanceSignals(QObject):
    changed = Signal(object)


class NoAppearancePortal(_AppearanceSignals):
    """Where nobody tells."""

    trouble = ""

    def start(self) -> None:
        """Nothing."""

    def close(self) -> None:
        """Nothing."""


class AppearancePortal(_AppearanceSignals):
    """Listens on the session bus, and to nobody but the portal. Sleeps until something changes."""

    def __init__(self, wishes: DesktopAppearance, parent: QObject | None = None) -> None:
        """``wishes`` are those in force already; the same ones are no news."""
        super().__init__(parent)
        self.trouble = ""
        self._wishes = wishes
        self._portal = ""
        self._values: dict[tuple[str, str], object] = {}
        self._stale = asyncio.Event()
        self._task = BusTask(self._watch, self)

    def start(self) -> None:
        """Listen once a loop runs; again where the bus went away, else no more than once."""
        self._task.begin()

    def close(self) -> None:
        """Leave the bus."""
        self._task.close()

    async def _watch(self) -> None:
        try:
            await load("mattimer.desktop.linux.bus_connection")
            from mattimer.desktop.linux.bus_connection import joined, session_bus  # noqa: PLC0415 - loaded

            async with joined(session_bus()) as connection:
                connection.hear(self._on_bus_signal)
                await connection.ask("AddMatch", "s", OWNER)
                await connection.ask("AddMatch", "s", CHANGED)
                while not connection.gone.done():
                    self._stale.clear()
                    await self._read(connection)
                    await _first_of(connection.gone, self._stale)
                connection.check()
        except BusError as error:
            self.trouble = str(error)

    async def _read(self, connection: "Connection") -> None:
        """Ask for everything at once; a desktop without a portal may still get one."""
        try:
            answer = await asyncio.wait_for(_ask_all(connection), PATIENCE_S)
        except Exception as error:  # noqa: BLE001 - the library promises no narrower kind
            connection.check()
            why = str(error) or type(error).__name__
            self.trouble = f"The desktop does not tell how it looks ({why})."
            return
        self.trouble = ""
        self._portal = answer.sender or ""
        self._values = {
            (namespace, key): value.value
            for namespace, keys in answer.body[0].items()
            for key, value in keys.items()
        }
        self._tell()

    def _tell(self) -> None:
        wishes = wishes_of(self._values)
        if wishes != self._wishes:
            self._wishes = wishes
            self.changed.emit(wishes)

    def _on_bus_signal(self, signal: "Message") -> None:
        origin = (signal.sender, signal.path, signal.interface, signal.member, signal.signature)
        if origin == (DAEMON, DAEMON_PATH, DAEMON, "NameOwnerChanged", "sss"):
            name, _old, new = signal.body
            if name == PORTAL and new not in ("", self._portal):
                self._portal = new
                self._stale.set()
        elif origin == (self._portal, PORTAL_PATH, SETTINGS, "SettingChanged", "ssv"):
            namespace, key, value = signal.body
            if namespace in NAMESPACES:
                self._values[(namespace, key)] = value.value
                self._tell()


async def _ask_all(connection: "Connection") -> Any:  # noqa: ANN401 - a message
    """The portal's answer.

    Raises:
        BusError: It is not there, or refuses.
    """
    from dbus_fast import Message, MessageType  # noqa: PLC0415 - loaded by now

    question = Message(
        destination=PORTAL,
        path=PORTAL_PATH,
        interface=SETTINGS,
        member="ReadAll",
        signature="as",
        body=[list(NAMESPACES)],
    )
    answer = await connection.bus.call(question)
    if answer.message_type is not MessageType.METHOD_RETURN:
        raise BusError(str(answer.error_name))
    if answer.signature != "a{sa{sv}}":
        raise BusError(f"an answer of the wrong kind, {answer.signature}")
    return answer


async def _first_of(gone: "asyncio.Future[None]", event: asyncio.Event) -> None:
    """Return when the connection is gone or the event is set."""
    waiting = asyncio.ensure_future(event.wait())
    both: set[asyncio.Future[Any]] = {gone, waiting}
    try:
        await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
    finally:
        waiting.cancel()
