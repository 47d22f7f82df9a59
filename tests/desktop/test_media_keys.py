"""The media player that a session is, on a bus of the test's own: when, and what goes wrong."""

import asyncio
import os

import pytest
from dbus_fast import DBusError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mattimer.desktop import media_keys
from mattimer.desktop.linux.bus import BusError
from mattimer.desktop.media_keys import (
    NAME,
    PATH,
    MediaControls,
    MediaKeys,
    NoMediaKeys,
    NowPlaying,
)
from tests.desktop.desk import Client, Desk, client_on, needs_bus
from tests.desktop.playing import (
    ANOTHER,
    HELD,
    NAMES,
    NOBODY,
    PLAYER,
    STILL,
    Room,
    came,
    get,
    left,
    track,
)
from tests.system.bus import bus_daemon

pytestmark = needs_bus


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
