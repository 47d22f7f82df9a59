"""Tells when the session bus has a tray: a watcher of status notifiers, and a host for them.

The watcher (org.kde.StatusNotifierWatcher) keeps the list of icons, a host shows them. Where a
panel crashes the watcher often goes on in another process, and then there is nothing to click.
"""

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from mattimer.desktop.linux.bus import BusError, BusTask, load

if TYPE_CHECKING:
    from dbus_fast import Message

    from mattimer.desktop.linux.bus_connection import Connection

DAEMON = "org.freedesktop.DBus"
DAEMON_PATH = "/org/freedesktop/DBus"
PROPERTIES = "org.freedesktop.DBus.Properties"
WATCHER = "org.kde.StatusNotifierWatcher"
WATCHER_PATH = "/StatusNotifierWatcher"
HOSTED = "IsStatusNotifierHostRegistered"
OWNER = (
    f"type='signal',sender='{DAEMON}',interface='{DAEMON}',member='NameOwnerChanged',"
    f"arg0='{WATCHER}'"
)
HOSTS = (
    f"type='signal',sender='{WATCHER}',path='{WATCHER_PATH}',interface='{WATCHER}',"
    "member='StatusNotifierHost{}egistered'"
)


class NotifierWatch(QObject):
    """Listens on the session bus.

    Signals:
        changed(): Something of the below is other than before.

    Attributes:
        known: Whether the bus has answered, or cannot.
        watched: Whether there is a watcher. Qt takes this for a tray.
        there: Whether there is a host as well.
        trouble: Why nothing is told, in one sentence; empty while nothing is known against it.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.known = self.watched = self.there = False
        self.trouble = ""
        self._stale = asyncio.Event()
        self._task = BusTask(self._watch, self)

    def start(self) -> None:
        """Listen once a loop runs; no more than once."""
        self._task.begin()

    def close(self) -> None:
        """Leave the bus; safe at any time."""
        self._task.close()

    async def _watch(self) -> None:
        try:
            await load("mattimer.desktop.linux.bus_connection")
            from mattimer.desktop.linux.bus_connection import joined, session_bus  # noqa: PLC0415 - loaded

            async with joined(session_bus()) as connection:
                await self._listen(connection)
        except BusError as error:
            self.trouble = str(error)
            self._tell(watched=False, there=False)

    async def _listen(self, connection: "Connection") -> None:
        """Look again whenever something may have changed.

        Raises:
            BusError: The bus refuses or went away.
        """
        connection.gone.add_done_callback(lambda _: self._stale.set())
        connection.hear(self._on_bus_signal)
        for rule in (OWNER, HOSTS.format("R"), HOSTS.format("Unr")):
            await connection.ask("AddMatch", "s", rule)
        while True:
            self._stale.clear()
            watched, there = await look_for_host(connection)
            connection.check()
            if not self._stale.is_set():
                self._tell(watched=watched, there=there)
                await self._stale.wait()
                connection.check()

    def _tell(self, *, watched: bool, there: bool) -> None:
        before = (self.known, self.watched, self.there)
        self.known, self.watched, self.there = True, watched, there
        if before != (self.known, self.watched, self.there):
            self.changed.emit()

    def _on_bus_signal(self, signal: "Message") -> None:
        if signal.interface == WATCHER or (
            signal.member == "NameOwnerChanged" and signal.body[:1] == [WATCHER]
        ):
            self._stale.set()


async def look_for_host(connection: "Connection") -> tuple[bool, bool]:
    """Whether there is a watcher of status notifiers now, and whether it knows a host."""
    try:
        owner = await connection.ask("GetNameOwner", "s", WATCHER)
    except BusError:
        return False, False
    try:
        hosted = await connection.call(
            owner, WATCHER_PATH, PROPERTIES, "Get", "ss", WATCHER, HOSTED, whom="The tray"
        )
    except BusError:
        return True, False
    return True, getattr(hosted, "value", None) is True
