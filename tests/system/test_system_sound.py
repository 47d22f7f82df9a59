"""A real PulseAudio: muted, turned down, without a device, gone, and stopped dead."""

import asyncio
import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from mattimer.desktop.linux.pulse_sound import MODEST, PulseSound
from mattimer.desktop.system_sound import INAUDIBLE, Loudness
from tests.system.sound_server import RATE, SINK, SoundServer, sound_server


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    with sound_server(tmp_path / "sound") as made:
        monkeypatch.setenv("PULSE_SERVER", made.server)
        yield made


def look(device: str = "") -> Loudness:
    found = asyncio.run(PulseSound().look(device))
    assert found is not None
    return found


def unmute(device: str = "") -> bool:
    return asyncio.run(PulseSound().unmute(device))


def second_sink(server: SoundServer, name: str) -> None:
    assert server.pactl("load-module", "module-null-sink", f"sink_name={name}")


@pytest.mark.usefixtures("server")
def test_a_server_as_it_comes_lets_everything_be_heard() -> None:
    found = look()
    assert found == Loudness(muted=False, volume=1.0, device="Null Output")
    assert found.audible


def test_what_is_muted_is_found_and_unmuted(server: SoundServer) -> None:
    server.pactl("set-sink-mute", SINK, "1")
    assert look().muted
    assert not look().audible
    assert unmute()
    assert server.pactl("get-sink-mute", SINK) == "Mute: no"
    assert look().volume == 1.0


def test_what_is_turned_down_to_nothing_becomes_modest(server: SoundServer) -> None:
    server.pactl("set-sink-volume", SINK, "0%")
    assert look() == Loudness(muted=False, volume=0.0, device="Null Output")
    server.pactl("set-sink-mute", SINK, "1")
    assert unmute()
    assert look().volume == pytest.approx(MODEST, abs=0.001)
    assert look().audible


def test_what_can_be_heard_stays_as_loud_as_it_is(server: SoundServer) -> None:
    server.pactl("set-sink-volume", SINK, "12%")
    assert unmute()
    assert look().volume == pytest.approx(0.12, abs=0.001)
    assert look().volume > INAUDIBLE


def test_the_louder_channel_counts(server: SoundServer) -> None:
    server.pactl("load-module", "module-null-sink", "sink_name=two", "channels=2")
    server.pactl("set-sink-volume", "two", "0%", "60%")
    assert look("two").volume == pytest.approx(0.6, abs=0.001)


def test_a_chosen_device_is_looked_at_and_a_lost_one_is_the_systems_choice(
    server: SoundServer,
) -> None:
    second_sink(server, "other")
    server.pactl("set-sink-mute", "other", "1")
    assert look("other").muted
    assert not look().muted
    assert not look("was-unplugged").muted
    assert unmute("other")
    assert not look("other").muted


def test_the_systems_choice_is_followed(server: SoundServer) -> None:
    second_sink(server, "other")
    server.pactl("set-sink-mute", "other", "1")
    server.pactl("set-default-sink", "other")
    assert look().muted


def test_a_stand_in_for_a_device_is_known_as_one(server: SoundServer) -> None:
    second_sink(server, "auto_null")
    assert look("auto_null").dummy
    assert not look().dummy


def test_a_server_without_any_device_is_known_as_that(server: SoundServer) -> None:
    server.pactl("unload-module", "module-null-sink")
    assert look() == Loudness(muted=False, volume=0.0, device="", dummy=True)
    assert not look().audible
    assert not unmute()


def test_a_server_that_went_is_no_fault(server: SoundServer) -> None:
    server.process.kill()
    server.process.wait()
    assert asyncio.run(PulseSound().look()) is None
    assert not unmute()


def test_a_server_that_hangs_is_not_waited_for(server: SoundServer) -> None:
    server.process.send_signal(signal.SIGSTOP)
    try:
        before = time.monotonic()
        assert asyncio.run(PulseSound().look()) is None
        assert time.monotonic() - before < 4
    finally:
        server.process.send_signal(signal.SIGCONT)
    assert look().audible


@pytest.mark.usefixtures("server")
def test_nothing_is_left_behind() -> None:
    look()
    threads, files = threading.active_count(), len(os.listdir("/proc/self/fd"))  # noqa: PTH208
    for _ in range(20):
        look()
        unmute()
    assert threading.active_count() <= threads
    assert len(os.listdir("/proc/self/fd")) == files  # noqa: PTH208


def test_what_is_played_can_be_recorded(server: SoundServer, tmp_path: Path) -> None:
    tone = b"\x00\x40" * (RATE // 10)
    with server.recording(tmp_path / "heard.raw") as heard:
        play = ["paplay", "--raw", f"--rate={RATE}", "--channels=1", "--format=s16le"]
        subprocess.run(play, env=server.environment(), input=tone, timeout=20, check=True)
    frames = heard.read_bytes()
    loud = sum(frames[at : at + 2] == b"\x00\x40" for at in range(0, len(frames) - 1, 2))
    assert loud == RATE // 10
