"""Without a sound server; with one, see tests/system/test_system_sound.py."""

import asyncio
import sys
import threading
from pathlib import Path

import pytest

from mattimer.desktop.linux import pulse_sound
from mattimer.desktop.linux.pulse_sound import PulseSound
from mattimer.desktop.system_sound import Loudness, NoSystemSound, SystemSound


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that is not there."""
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path / 'nobody'}")


@pytest.mark.parametrize("sound", [NoSystemSound(), PulseSound()])
@pytest.mark.usefixtures("server")
def test_without_a_server_nobody_knows(sound: SystemSound) -> None:
    assert asyncio.run(sound.look()) is None
    assert asyncio.run(sound.unmute()) is False


@pytest.mark.usefixtures("server")
def test_without_the_library_nobody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pulsectl", None)
    assert asyncio.run(PulseSound().look()) is None
    assert asyncio.run(PulseSound().unmute()) is False


@pytest.mark.usefixtures("server")
def test_without_libpulse_nobody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_name: str, *_more: object, **_others: object) -> None:
        raise OSError("libpulse.so.0: cannot open shared object file")

    for module in [name for name in sys.modules if name.partition(".")[0] == "pulsectl"]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setattr("ctypes.CDLL", missing)
    assert asyncio.run(PulseSound().look()) is None
    assert asyncio.run(PulseSound().unmute()) is False


def test_a_server_that_hangs_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    may = threading.Event()
    monkeypatch.setattr(pulse_sound, "_ask", lambda _question: may.wait())
    monkeypatch.setattr(pulse_sound, "PATIENCE_S", 0.02)
    assert asyncio.run(PulseSound().look()) is None
    assert asyncio.run(PulseSound().unmute()) is False
    may.set()


@pytest.mark.parametrize(
    ("muted", "volume", "audible"),
    [
        (False, 1.0, True),
        (False, 1.5, True),
        (False, 0.05, True),
        (False, 0.049, False),
        (False, 0.0, False),
        (True, 1.0, False),
    ],
)
def test_when_anything_can_be_heard(*, muted: bool, volume: float, audible: bool) -> None:
    assert Loudness(muted, volume, "Speakers").audible is audible
