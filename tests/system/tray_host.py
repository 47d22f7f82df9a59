"""Trays of the test's own: one on an X server, one on a message bus, and a hand for the latter.

Run as a program this is a host of status notifiers, in a process of its own so that it can crash.
"""

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from dbus_fast import DBusError, PropertyAccess, Variant
from dbus_fast.aio import MessageBus
from dbus_fast.service import ServiceInterface, dbus_method, dbus_property, dbus_signal

from tests.desktop.event_loop import Client, client_on
from tests.system.screen import Screen, ended
from tests.system.wait_until import wait_for

T = TypeVar("T")

HEIGHT = 24
WATCHER, WATCHER_PATH = "org.kde.StatusNotifierWatcher", "/StatusNotifierWatcher"
ITEM, ITEM_PATH = "org.kde.StatusNotifierItem", "/StatusNotifierItem"
MENU = "com.canonical.dbusmenu"
PROPERTIES = "org.freedesktop.DBus.Properties"
ROOT = Path(__file__).parents[2]

LOOK = """
import sys
from PySide6.QtGui import QGuiApplication
qt = QGuiApplication([])
assert qt.primaryScreen().grabWindow(0).save(sys.argv[1])
"""


# On an X server --------------------------------------------------------------------------------


@dataclass
class Panel:
    """Trayer at the top right of a screen."""

    screen: Screen
    process: "subprocess.Popen[bytes]"

    def wait_for_icon(self) -> None:
        """Return once there is an icon in it."""
        wait_for(self.has_icon, "an icon in the tray")

    def has_icon(self) -> bool:
        found = self.screen.xdotool("search", "--class", "^trayer$")
        for window in found.split():
            words = self.screen.xdotool("getwindowgeometry", "--shell", window).split()
            size = dict(word.split("=") for word in words)
            if int(size.get("WIDTH", 0)) >= HEIGHT:
                return True
        return False

    def click(self, button: int) -> None:
        """Click the one icon, as a hand does."""
        width, _height = self.screen.xdotool("getdisplaygeometry").split()
        self.screen.xdotool("mousemove", int(width) - HEIGHT // 2, HEIGHT // 2)
        self.screen.xdotool("click", button)

    def choose(self, steps: int, pid: int) -> None:
        """Open the menu and choose the line that so many steps down lead to."""
        self.click(3)
        wait_for(lambda: has_menu(self.screen, pid), "the menu")
        self.screen.press(*["Down"] * steps, "Return")


@contextmanager
def x_tray(screen: Screen) -> Iterator[Panel]:
    """A tray on the X server."""
    with (screen.folder / "trayer.log").open("ab") as log:
        process = subprocess.Popen(
            [
                "trayer",
                *("--edge", "top", "--align", "right", "--SetDockType", "true"),
                *("--widthtype", "request", "--height", str(HEIGHT)),
            ],
            env=screen.environment(),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
        with ended(process):
            yield Panel(screen, process)


def has_menu(screen: Screen, pid: int) -> bool:
    """Whether a menu of a process can be seen."""
    return any("_MENU" in screen.window_type(one) for one in screen.all_windows(pid))


def picture(screen: Screen, file: Path) -> Path:
    """What the screen shows, as a PNG."""
    environment = {**screen.environment(), "QT_QPA_PLATFORM": "xcb"}
    words = [sys.executable, "-c", LOOK, str(file)]
    subprocess.run(words, env=environment, check=True, timeout=60)
    return file


# On a message bus ------------------------------------------------------------------------------


class Watcher(ServiceInterface):
    """Knows the icons, and shows them to nobody."""

    def __init__(self) -> None:
        super().__init__(WATCHER)
        self.items: list[str] = []

    @dbus_method()
    def RegisterStatusNotifierItem(self, service: "s") -> None:  # type: ignore[name-defined]  # noqa: N802, F821
        self.items.append(service)

    @dbus_method()
    def RegisterStatusNotifierHost(self, service: "s") -> None:  # type: ignore[name-defined]  # noqa: N802, F821
        raise DBusError("org.freedesktop.DBus.Error.LimitsExceeded", service)

    @dbus_property(access=PropertyAccess.READ)
    def RegisteredStatusNotifierItems(self) -> "as":  # type: ignore[valid-type]  # noqa: N802, F722
        return self.items

    @dbus_property(access=PropertyAccess.READ)
    def IsStatusNotifierHostRegistered(self) -> "b":  # type: ignore[name-defined]  # noqa: N802, F821
        return True

    @dbus_property(access=PropertyAccess.READ)
    def ProtocolVersion(self) -> "i":  # type: ignore[name-defined]  # noqa: N802, F821
        return 0

    @dbus_signal()
    def StatusNotifierHostRegistered(self) -> None:  # noqa: N802 - the bus's name
        """Said once it is there."""


async def be_host(address: str) -> None:
    """Be a host until the bus goes."""
    bus = await MessageBus(address).connect()
    watcher = Watcher()
    bus.export(WATCHER_PATH, watcher)
    await bus.request_name(WATCHER)
    watcher.StatusNotifierHostRegistered()
    await bus.wait_for_disconnect()  # type: ignore[no-untyped-call]


@contextmanager
def bus_tray(address: str) -> Iterator["subprocess.Popen[bytes]"]:
    """A host on the bus at an address."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.system.tray_host", address],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
    )
    with ended(process):
        yield process


@dataclass(frozen=True)
class Item:
    """The one icon on a bus, as a panel that was programmed by somebody else sees it."""

    address: str

    def wait(self) -> None:
        """Return once it is registered."""
        wait_for(lambda: self.registered, "an icon on the bus")

    @property
    def registered(self) -> bool:
        return self._run(_has_items)

    def value(self, name: str) -> Any:  # noqa: ANN401 - the item decides
        async def look(client: Client) -> object:
            (owner,) = await _items(client)
            found = await client.call(owner, ITEM_PATH, PROPERTIES, "Get", "ss", ITEM, name)
            return found.value

        return self._run(look)

    @property
    def tooltip(self) -> str:
        """The tooltip's title."""
        found: str = self.value("ToolTip")[2]
        return found

    def activate(self) -> None:
        """Click it."""

        async def click(client: Client) -> None:
            (owner,) = await _items(client)
            await client.call(owner, ITEM_PATH, ITEM, "Activate", "ii", 0, 0)

        self._run(click)

    def menu(self) -> dict[str, tuple[int, bool]]:
        """The menu's lines, those of menus below as well: number, and whether it can be chosen."""

        async def look(client: Client) -> dict[str, tuple[int, bool]]:
            owner, path = await _menu(client)
            await client.call(owner, path, MENU, "AboutToShow", "i", 0)
            layout = await _layout(client, owner, path)
            return dict(_lines(layout))

        return self._run(look)

    def choose(self, text: str) -> None:
        """Choose a line."""
        number, enabled = self.menu()[text]
        assert enabled, text

        async def click(client: Client) -> None:
            owner, path = await _menu(client)
            event = (number, "clicked", Variant("s", ""), 0)
            await client.call(owner, path, MENU, "Event", "isvu", *event)

        self._run(click)

    def _run(self, work: Callable[[Client], Coroutine[Any, Any, T]], default: T | None = None) -> T:
        async def run() -> T:
            async with client_on(self.address) as client:
                try:
                    return await work(client)
                except DBusError:
                    if default is None:
                        raise
                    return default

        return asyncio.run(run())


async def _items(client: Client) -> list[str]:
    question = (WATCHER, "RegisteredStatusNotifierItems")
    found = await client.call(WATCHER, WATCHER_PATH, PROPERTIES, "Get", "ss", *question)
    there = await client.ask("ListNames")
    return [name for name in found.value if name in there]


async def _has_items(client: Client) -> bool:
    """None before there is a watcher."""
    try:
        return bool(await _items(client))
    except DBusError:
        return False


async def _menu(client: Client) -> tuple[str, str]:
    (owner,) = await _items(client)
    path = await client.call(owner, ITEM_PATH, PROPERTIES, "Get", "ss", ITEM, "Menu")
    return owner, path.value


async def _layout(client: Client, owner: str, path: str) -> list[Any]:
    """The whole menu as it travels: number, properties, children."""
    from dbus_fast import Message  # noqa: PLC0415

    answer = await client.bus.call(
        Message(
            destination=owner,
            path=path,
            interface=MENU,
            member="GetLayout",
            signature="iias",
            body=[0, -1, []],
        )
    )
    assert answer is not None
    layout: list[Any] = answer.body[1]
    return layout


def _lines(layout: list[Any]) -> Iterator[tuple[str, tuple[int, bool]]]:
    number, properties, children = layout
    label = properties.get("label")
    if label is not None and label.value:
        enabled = properties.get("enabled")
        yield _shown(label.value), (number, enabled is None or bool(enabled.value))
    for child in children:
        yield from _lines(child.value)


def _shown(label: str) -> str:
    """As the protocol has it: a lone underscore is not shown, two are one."""
    return "_".join(part.replace("_", "") for part in label.split("__"))


if __name__ == "__main__":
    asyncio.run(be_host(sys.argv[1]))
