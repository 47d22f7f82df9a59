"""What clients on the bus find of a session, what they may want, and what they are told."""

from dataclasses import replace

import pytest
from dbus_fast import DBusError, Variant

from mattimer import APP_ID
from mattimer.desktop.linux.mpris_media_keys import (
    NAME,
    PATH,
)
from mattimer.session.clock import SECOND
from tests.desktop.event_loop import needs_bus
from tests.desktop.mpris_client import (
    HELD,
    PLAYER,
    PROPERTIES,
    ROOT,
    STILL,
    MprisBus,
    call,
    everything,
    get,
    left,
    plain,
    track,
)

pytestmark = needs_bus


# What clients find -----------------------------------------------------------------------------


def test_a_client_finds_who_plays(mpris: MprisBus) -> None:
    async def watch() -> None:
        async with mpris.playing() as client:
            assert await everything(client, ROOT) == {
                "CanQuit": False,
                "CanRaise": True,
                "HasTrackList": False,
                "Identity": "Mat Timer",
                "DesktopEntry": APP_ID,
                "SupportedUriSchemes": [],
                "SupportedMimeTypes": [],
            }

    mpris.run(watch())


def test_a_client_finds_what_plays(mpris: MprisBus) -> None:
    async def watch() -> None:
        mpris.position = 120 * SECOND
        async with mpris.playing() as client:
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

    mpris.run(watch())


def test_the_position_is_true_at_any_time_and_no_client_is_to_keep_it(mpris: MprisBus) -> None:
    async def watch() -> None:
        async with mpris.playing() as client:
            for position in (120_000_001, 599_999_999, 0):
                mpris.position = position
                assert await get(client, "Position") == position
            told = await call(client, "org.freedesktop.DBus.Introspectable", "Introspect")
            _before, _name, after = told.partition('name="Position"')
            assert 'EmitsChangedSignal" value="false"' in after.partition("</property>")[0]

    mpris.run(watch())


def test_rate_and_volume_take_a_value_and_forget_it(mpris: MprisBus) -> None:
    async def watch() -> None:
        async with mpris.playing() as client:
            for name in ("Rate", "Volume"):
                value = Variant("d", 0.5)
                await call(client, PROPERTIES, "Set", "ssv", PLAYER, name, value)
                assert await get(client, name) == 1.0
        assert mpris.said == []

    mpris.run(watch())


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
    mpris: MprisBus, interface: str, asked: tuple[str, ...], said: list[str]
) -> None:
    async def watch() -> None:
        async with mpris.playing() as client:
            await call(client, interface, *asked)
            assert mpris.said == said
            assert await get(client, "PlaybackStatus") == "Playing"

    mpris.run(watch())


def test_who_stops_is_answered_before_the_player_leaves(mpris: MprisBus) -> None:
    async def watch() -> None:
        mpris.keys.stop_wanted.connect(lambda: mpris.keys.show(None))
        async with mpris.playing() as client:
            await call(client, PLAYER, "Stop")
            await left(client)

    mpris.run(watch())


def test_faulty_calls_are_refused_or_dropped_and_nobody_complains(mpris: MprisBus) -> None:
    async def watch() -> None:
        async with mpris.playing() as client:
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
        assert mpris.said == []

    mpris.run(watch())


# What clients are told -------------------------------------------------------------------------


def test_clients_are_told_what_changed_and_nothing_else(mpris: MprisBus) -> None:
    async def watch() -> None:
        async with mpris.playing() as client:
            mpris.keys.show(STILL)
            await get(client, "Position")
            mpris.keys.show(HELD)
            told = await client.signal("PropertiesChanged")
            assert told == [PLAYER, {"PlaybackStatus": Variant("s", "Paused")}, []]
            rise = replace(STILL, title="Rise", length_us=660 * SECOND)
            mpris.keys.show(rise)
            _interface, changed, invalid = await client.signal("PropertiesChanged")
            assert (set(changed), invalid) == ({"PlaybackStatus", "Metadata"}, [])
            metadata = plain(changed)["Metadata"]
            assert (metadata["xesam:title"], metadata["mpris:length"]) == ("Rise", 660 * SECOND)
            assert metadata == await get(client, "Metadata")

    mpris.run(watch())


@pytest.mark.parametrize("jump", [-1.6, 1.6, 480.0])
def test_a_position_that_jumped_is_told(mpris: MprisBus, jump: float) -> None:
    async def watch() -> None:
        async with mpris.playing() as client:
            mpris.clock.advance(10)
            there = STILL.position_us + round((10 + jump) * SECOND)
            mpris.keys.show(replace(STILL, position_us=there))
            assert await client.signal("Seeked") == [there]

    mpris.run(watch())


def test_a_position_that_time_alone_brought_about_is_no_jump(mpris: MprisBus) -> None:
    async def watch() -> None:
        async with mpris.playing() as client:
            at = STILL.position_us
            for seconds, running, drift in ((100, True, 1.4), (0, False, 0), (300, True, -1.4)):
                mpris.clock.advance(seconds)
                # Held, it stands still.
                at += round(drift * SECOND) + (seconds * SECOND if seconds == 100 else 0)
                mpris.keys.show(replace(STILL, position_us=at, running=running, title=str(seconds)))
                await client.signal("PropertiesChanged")
            mpris.keys.show(replace(STILL, position_us=at + 9 * SECOND))
            # The first that is told is the first that jumped.
            assert await client.signal("Seeked") == [at + 9 * SECOND]

    mpris.run(watch())
