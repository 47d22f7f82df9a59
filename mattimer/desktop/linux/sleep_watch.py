"""Hears from logind that the computer falls asleep and that it woke."""

import asyncio
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance

from mattimer.desktop.linux.bus import BusError, BusTask, load

if TYPE_CHECKING:
    from dbus_fast import Message

    from mattimer.desktop.linux.bus_connection import Connection

DAEMON = "org.freedesktop.DBus"
DAEMON_PATH = "/org/freedesktop/DBus"
LOGIND = "org.freedesktop.login1"
LOGIND_PATH = "/org/freedesktop/login1"
MANAGER = "org.freedesktop.login1.Manager"
SLEEP = (
    f"type='signal',sender='{LOGIND}',path='{LOGIND_PATH}',interface='{MANAGER}',"
    "member='PrepareForSleep'"
)
OWNER = (
    f"type='signal',sender='{DAEMON}',interface='{DAEMON}',member='NameOwnerChanged',"
    f"arg0='{LOGIND}'"
)


class SleepSignals(Protocol):
    """Tells of the computer's sleep.

    Signals:
        falling_asleep(): In a moment; nothing holds it up.
        woke(): A moment ago.

    Attributes:
        trouble: Why nothing is told, in one sentence; empty while nothing is known against it.
    """

    falling_asleep: SignalInstance
    woke: SignalInstance
    trouble: str

    def start(self) -> None:
        """Begin to listen, once a loop runs."""
        ...

    def close(self) -> None:
        """Listen no more; safe at any time."""
        ...


class _Sleep(QObject):
    falling_asleep = Signal()
    woke = Signal()


class NoSleepWatch(_Sleep):
    """Where nobody tells of it."""

    trouble = ""

    def start(self) -> None:
        """Nothing."""

    def close(self) -> None:
        """Nothing."""


class SleepWatch(_Sleep):
    """Listens on the system bus, and to nobody but logind."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.trouble = ""
        self._logind = ""
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
            from mattimer.desktop.linux.bus_connection import joined, system_bus  # noqa: PLC0415 - loaded

            async with joined(system_bus()) as connection:
                await self._listen(connection)
                await asyncio.wait({connection.gone})
                connection.check()
        except BusError as error:
            self.trouble = str(error)

    async def _listen(self, connection: "Connection") -> None:
        """Ask for logind's word, and for who logind is: names on signals are not names of services.

        Raises:
            BusError: The bus refuses or went away.
        """
        self._logind = ""
        connection.hear(self._on_bus_signal)
        await connection.ask("AddMatch", "s", OWNER)
        await connection.ask("AddMatch", "s", SLEEP)
        try:
            owner = await connection.ask("GetNameOwner", "s", LOGIND)
        except BusError:
            owner = ""  # it may still come
        self._meet(self._logind or owner)

    def _meet(self, owner: str) -> None:
        self._logind = owner
        self.trouble = "" if owner else "logind is not on the system bus."

    def _on_bus_signal(self, signal: "Message") -> None:
        origin = (signal.sender, signal.path, signal.interface, signal.member, signal.signature)
        if origin == (DAEMON, DAEMON_PATH, DAEMON, "NameOwnerChanged", "sss"):
            name, _old, new = signal.body
            if name == LOGIND:
                self._meet(new)
        elif origin == (self._logind, LOGIND_PATH, MANAGER, "PrepareForSleep", "b"):
            (falling_asleep,) = signal.body
            (self.falling_asleep if falling_asleep else self.woke).emit()
