"""The one connection to a message bus that all adapters share, opened when it is wanted.

The library for it would hold up several frames, so it is imported on a thread, when first wanted.
"""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from mattimer.desktop.adapter_task import AdapterTask
from mattimer.desktop.linux.bus_errors import BusError

if TYPE_CHECKING:
    from mattimer.desktop.linux.dbus_client import BusConnection, DBusClient

LIBRARY = "dbus_fast"
CLIENT = "mattimer.desktop.linux.dbus_client"


class SharedBus:
    """A connection that is opened for the first who joins and closed when the last one leaves.

    Everybody hears of it when it is lost; whoever joins after that gets a new one.
    """

    def __init__(self, address: Callable[[], str]) -> None:
        """``address`` says where the bus listens, at the time when somebody joins."""
        self._address = address
        self._connection: BusConnection | None = None

    @asynccontextmanager
    async def joined(self) -> AsyncIterator["DBusClient"]:
        """A share of the connection; all that was asked for through it is undone at the end.

        Raises:
            BusError: There is no bus, it does not let us in, or the library is not installed.
        """
        await load(CLIENT)
        from mattimer.desktop.linux.dbus_client import BusConnection  # noqa: PLC0415 - loaded

        if self._connection is None or self._connection.over:
            self._connection = BusConnection(self._address())
        async with self._connection.shared() as client:
            yield client


class BusWatch(QObject):
    """An adapter that listens on a message bus from ``start`` to ``close``.

    A bus that is lost, or that refuses, is not asked again before the next ``start``.

    Attributes:
        trouble: Why nothing is heard, in one sentence; empty while nothing is known against it.
    """

    def __init__(self, bus: SharedBus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.trouble = ""
        self._bus = bus
        self._task = AdapterTask(self._watch, self)

    def start(self) -> None:
        """Listen once a loop runs; one that listens already goes on."""
        self._task.begin()

    def close(self) -> None:
        """Listen no more; safe at any time."""
        self._task.close()

    async def listen(self, client: "DBusClient") -> None:
        """Listen until the bus is lost; every kind of watch has its own way.

        Raises:
            BusError: The bus refuses or went away.
        """
        raise NotImplementedError

    def lose(self) -> None:
        """Nothing is heard any more."""

    async def _watch(self) -> None:
        try:
            async with self._bus.joined() as client:
                await self.listen(client)
        except BusError as error:
            self.trouble = str(error)
            self.lose()


def session_bus() -> SharedBus:
    """The bus of this person's session."""

    def address() -> str:
        fallback = f"unix:path={os.environ.get('XDG_RUNTIME_DIR', '/nowhere')}/bus"
        return os.environ.get("DBUS_SESSION_BUS_ADDRESS") or fallback

    return SharedBus(address)


def system_bus() -> SharedBus:
    """This computer's own bus."""
    fallback = "unix:path=/var/run/dbus/system_bus_socket"
    return SharedBus(lambda: os.environ.get("DBUS_SYSTEM_BUS_ADDRESS") or fallback)


async def load(module: str) -> None:
    """Import a module that is built on the library, on a thread.

    Raises:
        BusError: The library is not installed.
    """
    if module in sys.modules:
        return
    # A thread of its own: the loop's default would start ten and keep them.
    thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="import")
    try:
        await asyncio.get_running_loop().run_in_executor(thread, import_module, module)
    except ImportError as error:
        if (error.name or "").partition(".")[0] != LIBRARY:
            raise
        raise BusError("The library dbus-fast is not installed.") from error
    finally:
        thread.shutdown(wait=False)
