"""A session on a bus of the test's own, and a client that looks at it."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from dbus_fast import Variant

from mattimer.desktop.linux.mpris_media_keys import NAME, PATH, MprisMediaKeys
from mattimer.desktop.linux.shared_bus import session_bus
from mattimer.desktop.media_keys import NowPlaying
from mattimer.session.clock import SECOND
from tests.desktop.event_loop import Client, EventLoop, client_on
from tests.fakes import FakeClock
from tests.system.bus import bus_daemon

ROOT = "org.mpris.MediaPlayer2"
PLAYER = "org.mpris.MediaPlayer2.Player"
PROPERTIES = "org.freedesktop.DBus.Properties"
CHANGES = f"type='signal',path='{PATH}'"
NAMES = f"type='signal',member='NameOwnerChanged',arg0namespace='{NAME}'"
NOBODY = ["org.freedesktop.DBus"]

STILL = NowPlaying(
    title="Still",
    artist="Upper back",
    length_us=600 * SECOND,
    position_us=120 * SECOND,
    running=True,
    track="0b9f6f5e-6f0a-4a53-9c1c-5a5b3a1f2e77",
)
HELD = replace(STILL, running=False)
ANOTHER = replace(STILL, track="7d0c1f44-0000-4000-8000-5a5b3a1f2e77")
WISHES = ("toggle", "pause", "resume", "stop", "skip", "extend", "raise")


class MprisBus:
    """Media keys, a bus and what the keys said."""

    def __init__(self, event_loop: EventLoop, folder: Path) -> None:
        self.folder = folder
        self.address = f"unix:path={folder / 'bus'}"
        self.clock = FakeClock()
        self.position = 0
        self.said: list[str] = []
        self.keys = MprisMediaKeys(
            session_bus(), art="file:///icon.svg", position=lambda: self.position, clock=self.clock
        )
        for wish in WISHES:
            signal = getattr(self.keys, f"{wish}_wanted")
            signal.connect(lambda wish=wish: self.said.append(wish))
        self._event_loop = event_loop

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        with bus_daemon(self.folder):
            self._event_loop.run(work)

    def run_without_bus(self, work: Coroutine[Any, Any, None]) -> None:
        self._event_loop.run(work)

    @asynccontextmanager
    async def client(self) -> AsyncIterator[Client]:
        async with client_on(self.address, CHANGES, NAMES) as client:
            yield client

    @asynccontextmanager
    async def playing(self, now: NowPlaying = STILL) -> AsyncIterator[Client]:
        """A client, and a player that it knows of."""
        async with self.client() as client:
            self.keys.show(now)
            await came(client)
            yield client

    async def trouble(self) -> str:
        """What the keys complain of, once they do."""
        while not self.keys.trouble:  # noqa: ASYNC110 - nothing else tells
            await asyncio.sleep(0)
        return self.keys.trouble

    async def no_trouble(self) -> None:
        """Return once all is well."""
        while self.keys.trouble:  # noqa: ASYNC110 - nothing else tells
            await asyncio.sleep(0)


async def came(client: Client) -> str:
    """The player's owner, once it comes."""
    name, _old, owner = await client.signal("NameOwnerChanged")
    assert (name, bool(owner)) == (NAME, True)
    return str(owner)


async def left(client: Client) -> None:
    """Return once the player leaves."""
    name, _old, owner = await client.signal("NameOwnerChanged")
    assert (name, owner) == (NAME, "")


async def call(client: Client, interface: str, member: str, *more: Any) -> Any:  # noqa: ANN401
    return await client.call(NAME, PATH, interface, member, *more)


async def get(client: Client, name: str, interface: str = PLAYER) -> Any:  # noqa: ANN401
    value = (await call(client, PROPERTIES, "Get", "ss", interface, name)).value
    return plain(value) if isinstance(value, dict) else value


async def everything(client: Client, interface: str) -> dict[str, Any]:
    return plain(await call(client, PROPERTIES, "GetAll", "s", interface))


def plain(values: dict[str, Variant]) -> dict[str, Any]:
    return {
        name: plain(one.value) if isinstance(one.value, dict) else one.value
        for name, one in values.items()
    }


def track(now: NowPlaying) -> str:
    return f"/io/github/mattimer/MatTimer/session/{now.track.replace('-', '_')}"
