"""The wake lock over D-Bus: whichever of the desktop's services grants it.

org.freedesktop.ScreenSaver or org.gnome.SessionManager keep the screen lit,
org.freedesktop.PowerManagement or org.gnome.SessionManager keep the computer running. All of them
forget a promise when the connection that asked for it ends, so none outlives this process.
"""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from mattimer import APP_ID
from mattimer.desktop.linux.bus_errors import BusError
from mattimer.desktop.linux.shared_bus import SharedBus
from mattimer.preferences.settings_values import Awake

if TYPE_CHECKING:
    from mattimer.desktop.linux.dbus_client import DBusClient

APP_NAME = "Mat Timer"
REASON = "A session on the mat"
"""What a desktop lists as the reason why it stays awake."""

PATIENCE_S = 4.0
"""How long one service may take to answer before the next one is asked."""

NO_WINDOW = 0
SUSPEND, IDLE = 4, 8
"""What org.gnome.SessionManager calls what it is not to do."""


@dataclass(frozen=True, slots=True)
class Inhibitor:
    """A service that can keep the computer awake.

    Attributes:
        name: Its name on the bus.
        path: Its object.
        interface: The object's interface.
        signature: The types of what it is told.
        words: What it is told: who asks, and why.
        end: The method that gives a promise back.
    """

    name: str
    path: str
    interface: str
    signature: str
    words: tuple[object, ...]
    end: str


def _freedesktop(name: str, path: str, interface: str) -> Inhibitor:
    return Inhibitor(name, path, interface, "ss", (APP_NAME, REASON), "UnInhibit")


def _gnome(flags: int) -> Inhibitor:
    name, words = "org.gnome.SessionManager", (APP_ID, NO_WINDOW, REASON, flags)
    return Inhibitor(name, "/org/gnome/SessionManager", name, "susu", words, "Uninhibit")


SCREEN_SAVER = _freedesktop(
    "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver"
)
POWER = _freedesktop(
    "org.freedesktop.PowerManagement",
    "/org/freedesktop/PowerManagement/Inhibit",
    "org.freedesktop.PowerManagement.Inhibit",
)
INHIBITORS = {
    Awake.SCREEN: (SCREEN_SAVER, _gnome(IDLE)),
    Awake.SOUND: (POWER, _gnome(SUSPEND)),
}


class DesktopInhibitors:
    """The services of the session bus, asked one after the other."""

    def __init__(self, bus: SharedBus) -> None:
        self._bus = bus

    @asynccontextmanager
    async def keep(self, kind: Awake) -> AsyncIterator[bool]:
        """Hold the promise of the first service that makes one; whether there is one."""
        async with AsyncExitStack() as held:
            try:
                client = await held.enter_async_context(self._bus.joined())
                granted = await self._inhibit(client, kind, held)
            except BusError:
                granted = False
            yield granted

    async def _inhibit(self, client: "DBusClient", kind: Awake, held: AsyncExitStack) -> bool:
        """Ask one service after the other."""
        for service in INHIBITORS[kind]:
            if service is POWER and _is_xfce():
                continue
            asked = asyncio.ensure_future(_ask(client, service))
            held.callback(_release, client, service, asked)
            done, _late = await asyncio.wait({asked}, timeout=PATIENCE_S)
            if done and asked.exception() is None:
                return True
            client.check()
        return False


async def _ask(client: "DBusClient", service: Inhibitor) -> int:
    """Have a promise made, and give the number it goes by.

    Raises:
        BusError: It was refused.
    """
    cookie = await client.call(
        service.name,
        service.path,
        service.interface,
        "Inhibit",
        service.signature,
        *service.words,
        whom="The desktop",
        reply="u",
    )
    return int(cookie)


def _release(client: "DBusClient", service: Inhibitor, asked: "asyncio.Future[int]") -> None:
    """Give a promise back now, or once it is made after all."""
    if asked.done():
        _give_back(client, service, asked)
    else:
        asked.add_done_callback(partial(_give_back, client, service))


def _give_back(client: "DBusClient", service: Inhibitor, asked: "asyncio.Future[int]") -> None:
    if not asked.cancelled() and asked.exception() is None:
        place = (service.name, service.path, service.interface)
        client.tell(*place, service.end, "u", asked.result())


def _is_xfce() -> bool:
    """Whether the desktop is one whose power management would keep the screen from being locked."""
    return os.environ.get("XDG_SESSION_DESKTOP", "").upper() == "XFCE"
