"""The media player that a session is, on a bus of the test's own."""

import asyncio
import os
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from dbus_fast import DBusError, Variant
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mattimer import APP_ID
from mattimer.desktop import media_keys
from mattimer.desktop.bus import BusError
from mattimer.desktop.media_keys import (
    NAME,
    PATH,
    MediaControls,
    MediaKeys,
    NoMediaKeys,
    NowPlaying,
)
from mattimer.session.clock import SECOND
from tests.desktop.desk import Client, Desk, client_on, needs_bus
from tests.fakes import FakeClock
from tests.system.bus import bus_daemon

pytestmark = needs_bus

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


class Room:
    """Media keys, a bus and what the keys said."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.folder = folder
        self.address = f"unix:path={folder / 'bus'}"
        self.clock = FakeClock()
        self.position = 0
        self.said: list[str] = []
        self.keys = MediaKeys(
            art="file:///icon.svg", position=lambda: self.position, clock=self.clock
        )
        for wish in WISHES:
            signal = getattr(self.keys, f"{wish}_wanted")
            signal.connect(lambda wish=wish: self.said.append(wish))
        self._desk = desk

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        with bus_daemon(self.folder):
            self._desk.run(work)

    def run_without_bus(self, work: Coroutine[Any, Any, None]) -> None:
        self._desk.run(work)

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


@pytest.fixture
def room(
    desk: Desk, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Room]:
    made = Room(desk, tmp_path_factory.mktemp("bus"))
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", made.address)
    yield made
    made.keys.close()


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


# On the bus and off it -------------------------------------------------------------------------


def test_the_name_is_there_only_while_a_session_is(room: Room) -> None:
    async def watch() -> None:
        room.keys.start()
        async with room.client() as client:
            for now in (STILL, ANOTHER):
                assert await client.names() == NOBODY
                room.keys.show(now)
                owner = await came(client)
                assert await client.names() == [*NOBODY, NAME]
                room.keys.show(None)
                await left(client)
                assert owner not in await client.ask("ListNames")
        assert room.keys.trouble == ""

    room.run(watch())


def test_another_session_is_another_track(room: Room) -> None:
    async def watch() -> None:
        async with room.playing() as client:
            assert (await get(client, "Metadata"))["mpris:trackid"] == track(STILL)
            room.keys.show(ANOTHER)
            await left(client)
            await came(client)
            assert (await get(client, "Metadata"))["mpris:trackid"] == track(ANOTHER)

    room.run(watch())


def test_beside_another_mat_timer_it_takes_a_name_of_its_own(room: Room) -> None:
    async def watch() -> None:
        async with room.client() as client, client_on(room.address) as other:
            await other.ask("RequestName", "su", NAME, 0)
            await came(client)
            room.keys.show(STILL)
            name, _old, owner = await client.signal("NameOwnerChanged")
            assert (name, bool(owner)) == (f"{NAME}.instance{os.getpid()}", True)
            await client.call(name, PATH, PLAYER, "PlayPause")
            assert room.said == ["toggle"]

    room.run(watch())


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    steps=st.lists(
        st.tuples(st.sampled_from([None, STILL, HELD, ANOTHER]), st.integers(0, 12)),
        min_size=1,
        max_size=8,
    )
)
def test_however_fast_it_changes_the_last_word_counts(
    desk: Desk, room: Room, steps: list[tuple[NowPlaying | None, int]]
) -> None:
    # One that saw an earlier bus go would have given up its session.
    room = Room(desk, room.folder)
    last = steps[-1][0]

    async def on_the_bus(client: Client) -> tuple[str, str] | None:
        try:
            status, metadata = await get(client, "PlaybackStatus"), await get(client, "Metadata")
        except DBusError:
            return None
        return status, metadata["mpris:trackid"]

    async def watch() -> None:
        wanted = last and ("Playing" if last.running else "Paused", track(last))
        async with room.client() as client:
            for now, turns in steps:
                room.keys.show(now)
                for _ in range(turns):
                    await asyncio.sleep(0)
            for _ in range(3):
                while await on_the_bus(client) != wanted:
                    pass
            room.keys.show(None)
            while NAME in await client.names():
                pass
            room.keys.close()

    room.run(watch())


# What clients find -----------------------------------------------------------------------------


def test_a_client_finds_who_plays(room: Room) -> None:
    async def watch() -> None:
        async with room.playing() as client:
            assert await everything(client, ROOT) == {
                "CanQuit": False,
                "CanRaise": True,
                "HasTrackList": False,
                "Identity": "Mat Timer",
                "DesktopEntry": APP_ID,
                "SupportedUriSchemes": [],
                "SupportedMimeTypes": [],
            }

    room.run(watch())


def test_a_client_finds_what_plays(room: Room) -> None:
    async def watch() -> None:
        room.position = 120 * SECOND
        async with room.playing() as client:
            assert await everything(client, PLAYER) == {
                "PlaybackStatus": "Playing",
                "Metadata": {
                    "mpris:trackid": track(STILL),
                    "mpris:length": 600 * SECOND,
                    "mpris:artUrl": "file:///icon.svg",
                    "xesam:title": "Still",
                    "xesam:artist": ["Upper back"],
                },
                "Position": 120 * SECOND,
                "Rate": 1.0,
                "MinimumRate": 1.0,
                "MaximumRate": 1.0,
                "Volume": 1.0,
                "CanGoNext": True,
                "CanGoPrevious": False,
                "CanPlay": True,
                "CanPause": True,
                "CanSeek": True,
                "CanControl": True,
            }

    room.run(watch())


def test_the_position_is_true_at_any_time_and_no_client_is_to_keep_it(room: Room) -> None:
    async def watch() -> None:
        async with room.playing() as client:
            for position in (120_000_001, 599_999_999, 0):
                room.position = position
                assert await get(client, "Position") == position
            told = await call(client, "org.freedesktop.DBus.Introspectable", "Introspect")
            _before, _name, after = told.partition('name="Position"')
            assert 'EmitsChangedSignal" value="false"' in after.partition("</property>")[0]

    room.run(watch())


def test_rate_and_volume_take_a_value_and_forget_it(room: Room) -> None:
    async def watch() -> None:
        async with room.playing() as client:
            for name in ("Rate", "Volume"):
                value = Variant("d", 0.5)
                await call(client, PROPERTIES, "Set", "ssv", PLAYER, name, value)
                assert await get(client, name) == 1.0
        assert room.said == []

    room.run(watch())


# What clients want -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("interface", "asked", "said"),
    [
        (PLAYER, ("PlayPause",), ["toggle"]),
        (PLAYER, ("Pause",), ["pause"]),
        (PLAYER, ("Play",), ["resume"]),
        (PLAYER, ("Stop",), ["stop"]),
        (PLAYER, ("Next",), ["skip"]),
        (PLAYER, ("Previous",), []),
        (PLAYER, ("Seek", "x", 1), ["extend"]),
        (PLAYER, ("Seek", "x", 3600 * SECOND), ["extend"]),
        (PLAYER, ("Seek", "x", 0), []),
        (PLAYER, ("Seek", "x", -5 * SECOND), []),
        (PLAYER, ("SetPosition", "ox", track(STILL), 300 * SECOND), []),
        (PLAYER, ("OpenUri", "s", "file:///etc/passwd"), []),
        (ROOT, ("Raise",), ["raise"]),
        (ROOT, ("Quit",), []),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else None,
)
def test_what_a_key_does(
    room: Room, interface: str, asked: tuple[str, ...], said: list[str]
) -> None:
    async def watch() -> None:
        async with room.playing() as client:
            await call(client, interface, *asked)
            assert room.said == said
            assert await get(client, "PlaybackStatus") == "Playing"

    room.run(watch())


def test_who_stops_is_answered_before_the_player_leaves(room: Room) -> None:
    async def watch() -> None:
        room.keys.stop_wanted.connect(lambda: room.keys.show(None))
        async with room.playing() as client:
            await call(client, PLAYER, "Stop")
            await left(client)

    room.run(watch())


def test_faulty_calls_are_refused_or_dropped_and_nobody_complains(room: Room) -> None:
    async def watch() -> None:
        async with room.playing() as client:
            # Where no answer is wanted, none is possible.
            for name in ("Volume", "Position", "Shuffle"):
                body = (PLAYER, name, Variant("d", 0.5))
                await client.throw(NAME, PATH, PROPERTIES, "Set", "ssv", *body)
            await client.throw(NAME, PATH, PLAYER, "Seek", "s", "far")
            await client.throw(NAME, PATH, PLAYER, "Dance", "")
            for member, *more in (
                ("Set", "ssv", PLAYER, "Volume", Variant("s", "loud")),
                ("Set", "ssv", PLAYER, "CanPlay", Variant("b", value=False)),
                ("Get", "ss", PLAYER, "Shuffle"),
                ("Get", "ss", "org.mpris.MediaPlayer2.TrackList", "Tracks"),
            ):
                with pytest.raises(DBusError):
                    await call(client, PROPERTIES, member, *more)
            assert await get(client, "PlaybackStatus") == "Playing"
        assert room.said == []

    room.run(watch())


# What clients are told -------------------------------------------------------------------------


def test_clients_are_told_what_changed_and_nothing_else(room: Room) -> None:
    async def watch() -> None:
        async with room.playing() as client:
            room.keys.show(STILL)
            await get(client, "Position")
            room.keys.show(HELD)
            told = await client.signal("PropertiesChanged")
            assert told == [PLAYER, {"PlaybackStatus": Variant("s", "Paused")}, []]
            rise = replace(STILL, title="Rise", length_us=660 * SECOND)
            room.keys.show(rise)
            _interface, changed, invalid = await client.signal("PropertiesChanged")
            assert (set(changed), invalid) == ({"PlaybackStatus", "Metadata"}, [])
            metadata = plain(changed)["Metadata"]
            assert (metadata["xesam:title"], metadata["mpris:length"]) == ("Rise", 660 * SECOND)
            assert metadata == await get(client, "Metadata")

    room.run(watch())


@pytest.mark.parametrize("jump", [-1.6, 1.6, 480.0])
def test_a_position_that_jumped_is_told(room: Room, jump: float) -> None:
    async def watch() -> None:
        async with room.playing() as client:
            room.clock.advance(10)
            there = STILL.position_us + round((10 + jump) * SECOND)
            room.keys.show(replace(STILL, position_us=there))
            assert await client.signal("Seeked") == [there]

    room.run(watch())


def test_a_position_that_time_alone_brought_about_is_no_jump(room: Room) -> None:
    async def watch() -> None:
        async with room.playing() as client:
            at = STILL.position_us
            for seconds, running, drift in ((100, True, 1.4), (0, False, 0), (300, True, -1.4)):
                room.clock.advance(seconds)
                # Held, it stands still.
                at += round(drift * SECOND) + (seconds * SECOND if seconds == 100 else 0)
                room.keys.show(replace(STILL, position_us=at, running=running, title=str(seconds)))
                await client.signal("PropertiesChanged")
            room.keys.show(replace(STILL, position_us=at + 9 * SECOND))
            # The first that is told is the first that jumped.
            assert await client.signal("Seeked") == [at + 9 * SECOND]

    room.run(watch())


# Where it goes wrong ---------------------------------------------------------------------------


def test_without_a_bus_a_session_goes_on_and_the_next_one_tries_again(room: Room) -> None:
    async def in_vain() -> None:
        room.keys.show(STILL)
        assert "cannot be reached" in await room.trouble()
        room.keys.show(HELD)
        room.keys.show(None)

    async def watch() -> None:
        async with room.client() as client:
            room.keys.show(ANOTHER)
            await came(client)
            await room.no_trouble()

    room.run_without_bus(in_vain())
    room.run(watch())


def test_a_bus_that_goes_away_leaves_the_session_alone(room: Room, desk: Desk) -> None:
    async def lose() -> None:
        async with client_on(room.address, NAMES) as client:
            room.keys.show(STILL)
            await came(client)

    async def go_on() -> None:
        # The bus is gone, but nobody has noticed: this is written to nowhere.
        room.keys.show(HELD)
        assert await room.trouble() == "The message bus went away."
        room.keys.show(STILL)

    async def not_again() -> None:
        async with room.client() as client:
            room.keys.show(HELD)
            assert await client.names() == NOBODY
            room.keys.show(ANOTHER)
            await came(client)
            await room.no_trouble()

    with bus_daemon(room.folder) as (_address, daemon):
        desk.run(lose())
        daemon.kill()
        daemon.wait()
    desk.run(go_on())
    room.run(not_again())


def test_a_bus_that_gives_no_name_is_left_alone(room: Room, desk: Desk) -> None:
    async def watch() -> None:
        room.keys.show(STILL)
        assert "refuses RequestName" in await room.trouble()
        async with room.client() as client:
            assert len(await client.ask("ListNames")) == 2

    with bus_daemon(room.folder, '<deny own_prefix="org.mpris"/>'):
        desk.run(watch())


def test_without_the_library_there_are_no_keys(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    async def missing(_module: str) -> None:
        raise BusError("The library dbus-fast is not installed.")

    async def watch() -> None:
        room.keys.show(STILL)
        assert await room.trouble() == "The library dbus-fast is not installed."

    monkeypatch.setattr(media_keys, "load", missing)
    room.run(watch())


# The end ---------------------------------------------------------------------------------------


def test_at_the_end_it_leaves_though_the_loop_stands_still(room: Room, desk: Desk) -> None:
    async def begin() -> None:
        async with room.client() as client:
            room.keys.show(STILL)
            await came(client)

    async def look() -> None:
        async with room.client() as client:
            assert await client.names() == NOBODY
            room.keys.show(ANOTHER)
            for _ in range(20):
                assert await client.names() == NOBODY

    with bus_daemon(room.folder):
        desk.run(begin())
        room.keys.close()
        room.keys.close()
        desk.run(look())


def test_it_can_end_at_any_moment(desk: Desk, room: Room) -> None:
    async def turn(times: int) -> None:
        for _ in range(times):
            await asyncio.sleep(0)

    with bus_daemon(room.folder):
        for times in range(0, 40, 3):
            keys = MediaKeys(art="", position=lambda: 0, clock=room.clock)
            keys.show(STILL)
            desk.run(turn(times))
            keys.close()


@pytest.mark.usefixtures("qapp")
def test_where_there_are_none_nothing_happens() -> None:
    keys: MediaControls = NoMediaKeys()
    keys.start()
    keys.show(STILL)
    keys.show(None)
    keys.close()
    assert keys.trouble == ""
