"""The tray of the session bus: a watcher of status notifiers, and a host that shows them.

The watcher (org.kde.StatusNotifierWatcher) keeps the list of icons, a host shows them. Where a
panel crashes the watcher often goes on in another process, and then there is nothing to click.
"""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from mattimer.desktop.linux.remote_service import RemoteService
from mattimer.desktop.linux.shared_bus import BusWatch, SharedBus

if TYPE_CHECKING:
    from mattimer.desktop.linux.dbus_client import DBusClient

WATCHER = "org.kde.StatusNotifierWatcher"
WATCHER_PATH = "/StatusNotifierWatcher"
HOSTED = "IsStatusNotifierHostRegistered"
HOST_SIGNALS = ("StatusNotifierHostRegistered", "StatusNotifierHostUnregistered")


class NotifierWatch(BusWatch):
    """Follows the watcher and its hosts.

    Signals:
        changed(): Something of the below is other than before.

    Attributes:
        known: Whether the bus has answered, or cannot.
        watched: Whether there is a watcher. Qt takes this for a tray.
        there: Whether there is a host as well.
    """

    changed = Signal()

    def __init__(self, bus: SharedBus, parent: QObject | None = None) -> None:
        super().__init__(bus, parent)
        self.known = self.watched = self.there = False
        self._stale = asyncio.Event()

    async def listen(self, client: "DBusClient") -> None:
        """Look again whenever something may have changed."""

        def look_again(_: object) -> None:
            self._stale.set()

        watcher = _watcher(client, look_again)
        client.gone.add_done_callback(look_again)
        for member in HOST_SIGNALS:
            await watcher.hear(WATCHER, member, "", look_again)
        await watcher.follow()
        while True:
            self._stale.clear()
            there = await _has_host(watcher)
            client.check()
            if not self._stale.is_set():
                self._tell(watched=bool(watcher.owner), there=there)
                await self._stale.wait()
                client.check()

    def lose(self) -> None:
        """Without a bus there is no tray."""
        self._tell(watched=False, there=False)

    def _tell(self, *, watched: bool, there: bool) -> None:
        before = (self.known, self.watched, self.there)
        self.known, self.watched, self.there = True, watched, there
        if before != (self.known, self.watched, self.there):
            self.changed.emit()


async def look_for_host(client: "DBusClient") -> tuple[bool, bool]:
    """Whether there is a watcher of status notifiers now, and whether it knows a host."""
    watcher = _watcher(client)
    await watcher.look()
    return bool(watcher.owner), await _has_host(watcher)


def _watcher(client: "DBusClient", on_owner: Callable[[str], None] | None = None) -> RemoteService:
    return RemoteService(client, WATCHER, WATCHER_PATH, whom="The tray", on_owner=on_owner)


async def _has_host(watcher: RemoteService) -> bool:
    # Not asked where there is no watcher: the bus might start one.
    return bool(watcher.owner) and await watcher.get(WATCHER, HOSTED) is True
