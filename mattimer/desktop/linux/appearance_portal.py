"""The appearance adapter over the Settings portal."""

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from mattimer.desktop.desktop_appearance import NAMESPACES, DesktopAppearance, appearance_of
from mattimer.desktop.linux.bus_errors import BusError
from mattimer.desktop.linux.portal import NAME, PATH, WE, introduce
from mattimer.desktop.linux.remote_service import RemoteService
from mattimer.desktop.linux.shared_bus import BusWatch, SharedBus

if TYPE_CHECKING:
    from dbus_fast import Message

    from mattimer.desktop.linux.dbus_client import DBusClient

SETTINGS = "org.freedesktop.portal.Settings"


class AppearancePortal(BusWatch):
    """The Settings portal, read whole when it comes and followed by its signals."""

    changed = Signal(object)

    def __init__(
        self, bus: SharedBus, wishes: DesktopAppearance, parent: QObject | None = None
    ) -> None:
        """``wishes`` are those in force already; the same ones are no news."""
        super().__init__(bus, parent)
        self._wishes = wishes
        self._values: dict[tuple[str, str], object] = {}
        self._stale = asyncio.Event()

    async def listen(self, client: "DBusClient") -> None:
        """Read everything, and again whenever somebody else is the portal."""

        def read_again(owner: object) -> None:
            if owner:
                self._stale.set()

        portal = RemoteService(client, NAME, PATH, whom=WE, on_owner=read_again)
        client.gone.add_done_callback(read_again)
        await portal.hear(SETTINGS, "SettingChanged", "ssv", self._on_setting_changed)
        await portal.follow()
        while True:
            self._stale.clear()
            await introduce(portal, client)
            await self._read(portal)
            client.check()
            await self._stale.wait()
            client.check()

    async def _read(self, portal: RemoteService) -> None:
        """Ask for everything at once; a desktop without a portal may still get one."""
        try:
            found = await portal.call(
                SETTINGS, "ReadAll", "as", list(NAMESPACES), reply="a{sa{sv}}"
            )
        except BusError as error:
            self.trouble = f"The desktop does not tell how it looks ({str(error).rstrip('.')})."
            return
        self.trouble = ""
        self._values = {
            (namespace, key): value.value
            for namespace, keys in found.items()
            for key, value in keys.items()
        }
        self._tell()

    def _tell(self) -> None:
        wishes = appearance_of(self._values)
        if wishes != self._wishes:
            self._wishes = wishes
            self.changed.emit(wishes)

    def _on_setting_changed(self, signal: "Message") -> None:
        namespace, key, value = signal.body
        if namespace in NAMESPACES:
            self._values[(namespace, key)] = value.value
            self._tell()
