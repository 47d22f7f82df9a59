"""The media player that a session is, on a bus of the test's own: when, and what goes wrong."""

import asyncio
import os

import pytest
from dbus_fast import DBusError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mattimer.desktop.linux import mpris_media_keys
from mattimer.desktop.linux.bus_errors import BusError
from mattimer.desktop.linux.mpris_media_keys import NAME, PATH, MprisMediaKeys
from mattimer.desktop.linux.shared_bus import session_bus
from mattimer.desktop.media_keys import MediaControls, NoMediaKeys, NowPlaying
from tests.desktop.event_loop import Client, EventLoop, client_on, needs_bus
from tests.desktop.mpris_client import (
    ANOTHER,
    HELD,
    NAMES,
    NOBODY,
    PLAYER,
    STILL,
    MprisBus,
    came,
    get,
    left,
    track,
)
from tests.system.bus import bus_daemon

pytestmark = needs_bus


# On the bus and off it -------------------------------------------------------------------------


def test_the_name_is_there_only_while_a_session_is(mpris: MprisBus) -> None:
    async def watch() -> None:
        mpris.keys.start()
        async with mpris.client() as client:
            for now in (STILL, ANOTHER):
                assert await client.names() == NOBODY
                mpris.keys.show(now)
                owner = await came(client)
                assert await client.names() == [*NOBODY, NAME]
                mpris.keys.show(None)
                await left(client)
                assert owner not in await client.ask("ListNames")
        assert mpris.keys.trouble == ""

    mpris.run(watch())


def test_another_session_is_another_track(mpris: MprisBus) -> None:
    async def watch() -> None:
        async with mpris.playing() as client:
            assert (await get(client, "Metadata"))["mpris:trackid"] == track(STILL)
            mpris.keys.show(ANOTHER)
            await left(client)
            await came(client)
            assert (await get(client, "Metadata"))["mpris:trackid"] == track(ANOTHER)

    mpris.run(watch())


def test_beside_another_mat_timer_it_takes_a_name_of_its_own(mpris: MprisBus) -> None:
    async def watch() -> None:
        async with mpris.client() as client, client_on(mpris.address) as other:
            await other.ask("RequestName", "su", NAME, 0)
            await came(client)
            mpris.keys.show(STILL)
            name, _old, owner = await client.signal("NameOwnerChanged")
            assert (name, bool(owner)) == (f"{NAME}.instance{os.getpid()}", True)
            await client.call(name, PATH, PLAYER, "PlayPause")
            assert mpris.said == ["toggle"]

    mpris.run(watch())


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
    event_loop: EventLoop, mpris: MprisBus, steps: list[tuple[NowPlaying | None, int]]
) -> None:
    # One that saw an earlier bus go would have given up its session.
    mpris = MprisBus(event_loop, mpris.folder)
    last = steps[-1][0]

    async def on_the_bus(client: Client) -> tuple[str, str] | None:
        try:
            status, metadata = await get(client, "PlaybackStatus"), await get(client, "Metadata")
        except DBusError:
            return None
        return status, metadata["mpris:trackid"]

    async def watch() -> None:
        wanted = last and ("Playing" if last.running else "Paused", track(last))
        async with mpris.client() as client:
            for now, turns in steps:
                mpris.keys.show(now)
                for _ in range(turns):
                    await asyncio.sleep(0)
            for _ in range(3):
                while await on_the_bus(client) != wanted:
                    pass
            mpris.keys.show(None)
            while NAME in await client.names():
                pass
            mpris.keys.close()

    mpris.run(watch())


# Where it goes wrong ---------------------------------------------------------------------------


def test_without_a_bus_a_session_goes_on_and_the_next_one_tries_again(mpris: MprisBus) -> None:
    async def in_vain() -> None:
        mpris.keys.show(STILL)
        assert "cannot be reached" in await mpris.trouble()
        mpris.keys.show(HELD)
        mpris.keys.show(None)

    async def watch() -> None:
        async with mpris.client() as client:
            mpris.keys.show(ANOTHER)
            await came(client)
            await mpris.no_trouble()

    mpris.run_without_bus(in_vain())
    mpris.run(watch())


def test_a_bus_that_goes_away_leaves_the_session_alone(
    mpris: MprisBus, event_loop: EventLoop
) -> None:
    async def lose() -> None:
        async with client_on(mpris.address, NAMES) as client:
            mpris.keys.show(STILL)
            await came(client)

    async def go_on() -> None:
        # The bus is gone, but nobody has noticed: this is written to nowhere.
        mpris.keys.show(HELD)
        assert await mpris.trouble() == "The message bus went away."
        mpris.keys.show(STILL)

    async def not_again() -> None:
        async with mpris.client() as client:
            mpris.keys.show(HELD)
            assert await client.names() == NOBODY
            mpris.keys.show(ANOTHER)
            await came(client)
            await mpris.no_trouble()

    with bus_daemon(mpris.folder) as (_address, daemon):
        event_loop.run(lose())
        daemon.kill()
        daemon.wait()
    event_loop.run(go_on())
    mpris.run(not_again())


def test_a_bus_that_gives_no_name_is_left_alone(mpris: MprisBus, event_loop: EventLoop) -> None:
    async def watch() -> None:
        mpris.keys.show(STILL)
        assert "refuses RequestName" in await mpris.trouble()
        async with mpris.client() as client:
            assert len(await client.ask("ListNames")) == 2

    with bus_daemon(mpris.folder, '<deny own_prefix="org.mpris"/>'):
        event_loop.run(watch())


def test_without_the_library_there_are_no_keys(
    mpris: MprisBus, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def missing(_module: str) -> None:
        raise BusError("The library dbus-fast is not installed.")

    async def watch() -> None:
        mpris.keys.show(STILL)
        assert await mpris.trouble() == "The library dbus-fast is not installed."

    monkeypatch.setattr(mpris_media_keys, "load", missing)
    mpris.run(watch())


# The end ---------------------------------------------------------------------------------------


def test_at_the_end_it_leaves_though_the_loop_stands_still(
    mpris: MprisBus, event_loop: EventLoop
) -> None:
    async def begin() -> None:
        async with mpris.client() as client:
            mpris.keys.show(STILL)
            await came(client)

    async def look() -> None:
        async with mpris.client() as client:
            assert await client.names() == NOBODY
            mpris.keys.show(ANOTHER)
            for _ in range(20):
                assert await client.names() == NOBODY

    with bus_daemon(mpris.folder):
        event_loop.run(begin())
        mpris.keys.close()
        mpris.keys.close()
        event_loop.run(look())


def test_it_can_end_at_any_moment(event_loop: EventLoop, mpris: MprisBus) -> None:
    async def turn(times: int) -> None:
        for _ in range(times):
            await asyncio.sleep(0)

    with bus_daemon(mpris.folder):
        for times in range(0, 40, 3):
            keys = MprisMediaKeys(session_bus(), art="", position=lambda: 0, clock=mpris.clock)
            keys.show(STILL)
            event_loop.run(turn(times))
            keys.close()


@pytest.mark.usefixtures("qapp")
def test_where_there_are_none_nothing_happens() -> None:
    keys: MediaControls = NoMediaKeys()
    keys.start()
    keys.show(STILL)
    keys.show(None)
    keys.close()
    assert keys.trouble == ""
