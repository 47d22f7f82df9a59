"""A pause key that works in every window, from the desktop's GlobalShortcuts portal.

The person is asked by the desktop which key it is to be, and only after they wanted one here.
"""

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, Signal

from mattimer.desktop.adapter_task import AdapterTask
from mattimer.desktop.linux.bus_errors import BusError
from mattimer.desktop.linux.portal import (
    PATH,
    SESSION,
    Portal,
    PortalDeclinedError,
    PortalLeftError,
)
from mattimer.desktop.linux.shared_bus import SharedBus

if TYPE_CHECKING:
    from dbus_fast import Message

SESSION_PATH = re.compile(rf"{PATH}/session(/\w+)+", re.ASCII)
INTERFACE = "org.freedesktop.portal.GlobalShortcuts"

TOGGLE = "toggle"
PREFERRED = "Pause"
"""The key that has no other use; the desktop and the person may choose another."""


class GlobalShortcuts(QObject):
    """A session of the portal as long as a key is wanted.

    A portal that dies and comes again is asked again. One that refuses is left alone until
    somebody asks for a key anew.
    """

    pressed = Signal()
    bound = Signal(str)
    refused = Signal(str)
    presence_changed = Signal(bool)

    def __init__(self, bus: SharedBus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus = bus
        self.present = False
        self.trigger: str | None = None
        self.trouble = ""
        self._wanted = False
        self._portal: Portal | None = None
        self._session = ""
        self._task = AdapterTask(self._follow, self)

    def look(self) -> None:
        """Find out whether the desktop can give a key, once a loop runs; asks nobody."""
        self._task.begin()

    def start(self) -> None:
        """Ask for a key, once a loop runs; one that is there stays."""
        self._wanted = True
        self._task.begin()

    def stop(self) -> None:
        """Give the key back, and take back a question that is still open."""
        self._wanted = False
        self.trouble = ""
        if self._portal is not None:
            self._portal.give_up()

    def close(self) -> None:
        """Leave the bus, and with it the key."""
        self._wanted = False
        self._task.close()

    async def _follow(self) -> None:
        """Look once, and stay as long as a key is wanted."""
        while True:
            try:
                await self._visit()
            except BusError as error:
                self._lose(str(error))
            # Whoever was sent away while another wish came is heard now.
            if not self._wanted:
                return

    async def _visit(self) -> None:
        """Be on the bus: as long as a key is wanted, but long enough to look.

        Raises:
            BusError: There is no bus, or no key to be had.
        """
        present = False
        try:
            async with self._bus.joined() as client:
                self._portal = portal = Portal(client)
                hear = portal.service.hear
                await hear(INTERFACE, "Activated", "osta{sv}", self._on_activated)
                await hear(SESSION, "Closed", None, self._on_closed, path="")
                present = await portal.meet() and await portal.version(INTERFACE) > 0
                self._find(present=present)
                try:
                    await self._stay(portal)
                finally:
                    if self._session:
                        portal.end(SESSION, self._session)
                client.check()
        except BusError:
            self._find(present=present)
            raise
        finally:
            self._portal, self._session, self.trigger = None, "", None

    async def _stay(self, portal: Portal) -> None:
        """Have a key as long as one is wanted.

        Raises:
            BusError: There is none to be had.
        """
        if self._wanted and not self.present:
            raise BusError(_tr("This desktop gives programs no keys; bind one in its settings."))
        while self._wanted:
            portal.turned.clear()
            owner = portal.service.owner
            if owner:
                with suppress(PortalLeftError):
                    await self._ask_for_key(portal)
            await portal.turned.wait()
            self.trigger = None
            if portal.service.owner == owner:
                return  # The bus went away, or the key was given back.
            self._session = ""
            self.trouble = "" if portal.service.owner else _tr("The desktop's portal went away.")
            if portal.service.owner:
                await portal.greet()

    async def _ask_for_key(self, portal: Portal) -> None:
        from dbus_fast import Variant  # noqa: PLC0415 - loaded

        created = await portal.request(
            INTERFACE,
            "CreateSession",
            "a{sv}",
            options={"session_handle_token": "mattimer"},
        )
        session = created.get("session_handle")
        if not isinstance(session, str) or not SESSION_PATH.fullmatch(session):
            raise BusError(_tr("The desktop's answer makes no sense, so there is no key."))
        self._session = session
        wish = {
            "description": Variant("s", _tr("Pause or go on")),
            "preferred_trigger": Variant("s", PREFERRED),
        }
        try:
            given = await portal.request(
                INTERFACE, "BindShortcuts", "oa(sa{sv})sa{sv}", session, [[TOGGLE, wish]], ""
            )
        except PortalDeclinedError as error:
            raise BusError(_tr("No key was chosen, so there is none.")) from error
        trigger = _trigger_of(given.get("shortcuts"))
        if trigger is None:
            raise BusError(_tr("The desktop gave no key."))
        self.trigger, self.trouble = trigger, ""
        self.bound.emit(trigger)

    def _find(self, *, present: bool) -> None:
        if present != self.present:
            self.present = present
            self.presence_changed.emit(present)

    def _lose(self, sentence: str) -> None:
        if self._wanted:
            self._wanted = False
            self.trouble = sentence
            self.refused.emit(sentence)

    def _on_activated(self, signal: "Message") -> None:
        if self._session and signal.body[:2] == [self._session, TOGGLE]:
            self.pressed.emit()

    def _on_closed(self, signal: "Message") -> None:
        if self._portal is not None and self._session and signal.path == self._session:
            self._lose(_tr("The desktop took the key back."))
            self._portal.give_up()


def _trigger_of(shortcuts: Any) -> str | None:  # noqa: ANN401 - whatever the portal says
    """How the desktop describes our key; None where it is not among those given."""
    if not isinstance(shortcuts, list):
        return None
    for one in shortcuts:
        if isinstance(one, list | tuple) and len(one) == 2 and one[0] == TOGGLE:  # noqa: PLR2004 - a pair
            about = one[1] if isinstance(one[1], dict) else {}
            told = getattr(about.get("trigger_description"), "value", "")
            return told if isinstance(told, str) else ""
    return None


def _tr(text: str) -> str:
    return QCoreApplication.translate("GlobalShortcuts", text)
