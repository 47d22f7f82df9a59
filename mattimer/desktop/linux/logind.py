"""The sleep adapter over logind."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from mattimer.desktop.linux.remote_service import RemoteService
from mattimer.desktop.linux.shared_bus import BusWatch

if TYPE_CHECKING:
    from dbus_fast import Message

    from mattimer.desktop.linux.dbus_client import DBusClient

LOGIND = "org.freedesktop.login1"
LOGIND_PATH = "/org/freedesktop/login1"
MANAGER = "org.freedesktop.login1.Manager"


class LogindSleepWatch(BusWatch):
    """logind's signal before and after sleep, heard on the system bus."""

    falling_asleep = Signal()
    woke = Signal()

    async def listen(self, client: "DBusClient") -> None:
        """Hear logind, whenever it is there."""
        logind = RemoteService(client, LOGIND, LOGIND_PATH, whom="logind", on_owner=self._meet)
        await logind.hear(MANAGER, "PrepareForSleep", "b", self._on_prepare_for_sleep)
        self._meet(await logind.follow())
        await client.lost()

    def _meet(self, owner: str) -> None:
        self.trouble = "" if owner else "logind is not on the system bus."

    def _on_prepare_for_sleep(self, signal: "Message") -> None:
        (self.falling_asleep if signal.body[0] else self.woke).emit()
