"""A pause key that works in every window, from the desktop's GlobalShortcuts portal.

The person is asked by the desktop which key it is to be, and only after they wanted one here.
"""

from contextlib import suppress
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QCoreApplication, QObject, Signal, SignalInstance

from mattimer.desktop.linux.bus import BusError, BusTask, load

if TYPE_CHECKING:
    from dbus_fast import Message

    from mattimer.desktop.linux.portal import Portal

INTERFACE = "org.freedesktop.portal.GlobalShortcuts"
SESSION = "org.freedesktop.portal.Session"
PATH = "/org/freedesktop/portal/desktop"
PRESSED = f"type='signal',interface='{INTERFACE}',path='{PATH}',member='Activated'"
CLOSED = f"type='signal',interface='{SESSION}',member='Closed'"

TOGGLE = "toggle"
PREFERRED = "Pause"
"""The key that has no other use; the desktop and the person may choose another."""


class ShortcutKeys(Protocol):
    """A key that the desktop passes on, whatever window has the keyboard.

    Signals:
        pressed(): The key was pressed.
        bound(trigger): There is a key now; in the desktop's words which, or nothing.
        refused(sentence): There is none, and why.
        presence_changed(present): Whether the desktop can give one.

    Attributes:
        present: Whether the desktop can give one, as far as is known.
        trigger: The key in the desktop's words; None where there is none.
        trouble: Why there is none, in one sentence; empty while nothing is known against it.
    """

    pressed: SignalInstance
    bound: SignalInstance
    refused: SignalInstance
    presence_changed: SignalInstance
    present: bool
    trigger: str | None
    trouble: str

    def look(self) -> None:
        """Find out whether the desktop can give one; asks nobody."""
        ...

    def start(self) -> None:
        """Ask for a key; the desktop may ask the person."""
        ...

    def stop(self) -> None:
        """Give the key back."""
        ...

    def close(self) -> None:
        """Release everything; safe at any time."""
        ...


class _ShortcutSignals(QObject):
    pressed = Signal()
    bound = Signal(str)
    refused = Signal(str)
    presence_changed = Signal(bool)


class NoShortcuts(_ShortcutSignals):
    """Where the desktop gives none."""

    present = False
    trigger: str | None = None
    trouble = ""

    def look(self) -> None:
        """Nothing."""

    def start(self) -> None:
        """Nothing."""

    def stop(self) -> None:
        """Nothing."""

    def close(self) -> None:
        """Nothing."""


class GlobalShortcuts(_ShortcutSignals):
    """A session of the portal as long as a key is wanted; otherwise the bus knows nothing of us.

    A portal that dies and comes again is asked again. One that refuses is left alone until
    somebody asks for a key anew.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.present = False
        self.trigger: str | None = None
        self.trouble = ""
        self._wanted = False
        self._portal: Portal | None = None
        self._session = ""
        self._task = BusTask(self._follow, self)

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
        await load("mattimer.desktop.linux.portal")
        from mattimer.desktop.linux.bus_connection import joined, session_bus  # noqa: PLC0415 - loaded
        from mattimer.desktop.linux.portal import Portal  # noqa: PLC0415 - loaded

        present = False
        try:
            async with joined(session_bus()) as connection:
                self._portal = portal = Portal(connection)
                connection.hear(self._on_bus_signal)
                await connection.ask("AddMatch", "s", PRESSED)
                await connection.ask("AddMatch", "s", CLOSED)
                present = await portal.meet() and await portal.version(INTERFACE) > 0
                self._find(present=present)
                await self._stay(portal)
                connection.check()
        except BusError:
            self._find(present=present)
            raise
        finally:
            self._portal, self._session, self.trigger = None, "", None

    async def _stay(self, portal: "Portal") -> None:
        """Have a key as long as one is wanted.

        Raises:
            BusError: There is none to be had.
        """
        from mattimer.desktop.linux.portal import PortalLeftError  # noqa: PLC0415 - loaded

        if self._wanted and not self.present:
            raise BusError(_tr("This desktop gives programs no keys; bind one in its settings."))
        while self._wanted:
            portal.turned.clear()
            owner = portal.owner
            if owner:
                with suppress(PortalLeftError):
                    await self._ask_for_key(portal)
            await portal.turned.wait()
            self._session, self.trigger = "", None
            if portal.owner == owner:
                return  # The bus went away, or the key was given back.
            self.trouble = "" if portal.owner else _tr("The desktop's portal went away.")
            if portal.owner:
                await portal.greet()

    async def _ask_for_key(self, portal: "Portal") -> None:
        from dbus_fast import Variant  # noqa: PLC0415 - loaded

        from mattimer.desktop.linux.portal import PortalDeclinedError  # noqa: PLC0415 - loaded

        created = await portal.request(
            INTERFACE,
            "CreateSession",
            "a{sv}",
            options={"session_handle_token": "mattimer"},
        )
        session = created.get("session_handle")
        if not isinstance(session, str) or not session.startswith(f"{PATH}/session/"):
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

    def _on_bus_signal(self, signal: "Message") -> None:
        if self._portal is None or not self._session or signal.sender != self._portal.owner:
            return
        kind = (signal.path, signal.interface, signal.member, signal.signature)
        if kind == (PATH, INTERFACE, "Activated", "osta{sv}"):
            if signal.body[:2] == [self._session, TOGGLE]:
                self.pressed.emit()
        elif kind[:3] == (self._session, SESSION, "Closed"):
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
