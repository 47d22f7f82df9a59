"""A whole session with the ears alone: a real sound server is recorded while all cores work."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from mattimer.session.clock import SECOND
from mattimer.sound.score import BELLS
from tests.system.conftest import InstanceMaker
from tests.system.instance import Instance, accept_safety
from tests.system.recording_analysis import NOISE, NOTCH, Heard, own_onset, wandering
from tests.system.screen import Screen, ended
from tests.system.sound_server import SINK, SoundServer, sound_server
from tests.system.speech_server import speech_server
from tests.system.wait_until import wait_for

pytestmark = [pytest.mark.timeout(300), pytest.mark.alone]
"""A session of a minute, its lead-in and the first soft bell take most of two minutes."""

ON_TIME_S = 0.060
SILENT_WITHIN_S = 0.100
STEP = 0.2
START = ("start", "upper-back", "--minutes", 1)
SILENT = {"bells": 0, "breath": 0, "words": "off"}


def set_up(instance: Instance, **settings: object) -> None:
    """Answer the safety questions, and set what a person would have set."""
    accept_safety(instance.paths)
    instance.paths.settings.write_text(json.dumps({**SILENT, **settings}), encoding="utf-8")


def hear_with(instance: Instance, server: SoundServer, **more: str) -> None:
    own = {"PULSE_SERVER": server.server, "XDG_RUNTIME_DIR": str(server.folder), **more}
    instance.environment = {**instance.environment, **own}


def began_s(instance: Instance) -> float:
    """When the session began, on the wall clock."""
    began: int = instance.row()["started_us"]
    return began / SECOND


def burning(closing: ExitStack) -> None:
    """Keep every core busy until the end."""
    for _ in range(os.cpu_count() or 1):
        fire = subprocess.Popen([sys.executable, "-c", "while True: pass"])
        closing.enter_context(ended(fire))


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory, _screen: Screen) -> dict[str, Any]:
    """One minute on the mat, three times at once: bells alone, breath alone, the voice alone."""
    folder = tmp_path_factory.mktemp("ears")
    apps: dict[str, Instance] = {}
    heard: dict[str, Path] = {}
    with ExitStack() as closing:
        wanted: dict[str, dict[str, object]] = {
            "bells": {"bells": 100, "words": "full"},
            "breath": {"breath": 100},
        }
        servers = {
            name: closing.enter_context(sound_server(folder / name)) for name in (*wanted, "voice")
        }
        speech = closing.enter_context(
            speech_server(folder / "speech", servers["voice"].environment())
        )
        for name, server in servers.items():
            heard[name] = closing.enter_context(server.recording(folder / f"{name}.raw"))
        for name, settings in wanted.items():
            app = Instance(folder / f"{name}-data", folder, _screen.environment())
            set_up(app, **settings)
            hear_with(app, servers[name], SPEECHD_ADDRESS=speech)
            apps[name] = app
        burning(closing)
        for app in apps.values():
            app.open_session(*START, "--lead-in", 8)
        for app in apps.values():
            closing.callback(app.clean_up)
        began = {name: began_s(app) for name, app in apps.items()}
        # Until the first soft bell has rung out, 20 s after the end.
        until = max(began.values()) + 8 + 60 + 24
        wait_for(lambda: time.time() > until, "the last bell", 120)
        assert {app.row()["outcome"] for app in apps.values()} == {"finished"}
    return {"began": began, "heard": {name: Heard(path) for name, path in heard.items()}}


def test_every_bell_rings_on_the_dot(evening: dict[str, Any]) -> None:
    heard: Heard = evening["heard"]["bells"]
    due = [8 + at + own_onset(name) for at, name in zip((0, 12, 48, 60, 80), BELLS, strict=True)]
    _constant, worst = wandering(heard.onsets(NOISE, 3.0), due)
    assert worst <= ON_TIME_S


def test_breath_tones_turn_with_the_pacer(evening: dict[str, Any]) -> None:
    heard: Heard = evening["heard"]["breath"]
    turns = [8 + at for at in (0, 4, 10, 14, 20, 24, 30, 34, 40, 44)]
    # The last quiet is after pacing has ended.
    *_, last = quiet = heard.quiet(NOTCH, 0.002)
    _constant, worst = wandering([end for _begin, end in quiet[:-1]], turns)
    assert worst <= ON_TIME_S
    assert last[1] - last[0] > 30


@pytest.mark.parametrize("what", ["bells", "breath"])
def test_nothing_clicks_and_nothing_startles(evening: dict[str, Any], what: str) -> None:
    heard: Heard = evening["heard"][what]
    assert heard.largest_step <= STEP
    assert 0.05 < heard.peak <= 0.2512


def test_the_voice_speaks_and_never_over_a_bell(evening: dict[str, Any]) -> None:
    spoken: Heard = evening["heard"]["voice"]
    bells: Heard = evening["heard"]["bells"]
    rings = [(end, end + 3.0) for _begin, end in bells.quiet(NOISE, 3.0) if end < bells.seconds]
    words = spoken.onsets(NOISE, 0.5)
    assert len(words) >= 6
    for begin, end in rings:
        assert not [word for word in words if begin <= word < end]


@pytest.fixture
def lying(
    make_instance: InstanceMaker, screen: Screen, tmp_path: Path
) -> Iterator[tuple[Instance, SoundServer]]:
    """An app over a sound server of its own, with loud breath tones; nothing runs yet."""
    with sound_server(tmp_path / "sound") as server:
        app = make_instance(screen=screen)
        set_up(app, breath=100)
        hear_with(app, server)
        yield app, server


def test_a_pause_is_silent_at_once_and_the_breath_goes_on_where_it_was(
    lying: tuple[Instance, SoundServer], tmp_path: Path
) -> None:
    app, server = lying
    with server.recording(tmp_path / "pause.raw") as path:
        app.open_session(*START, "--lead-in", 2)
        began = began_s(app)
        app.session_when(lambda session: session["elapsed_s"] > 5)
        asked = time.time()
        paused = app.ask("pause")
        assert paused is not None
        at_s = paused["session"]["elapsed_s"]
        wait_for(lambda: time.time() > asked + 3, "a while to pass")
        resumed = time.time()
        app.ask("resume")
        app.session_when(lambda session: session["elapsed_s"] > 15)
    heard = Heard(path)
    (first, *_) = heard.onsets(NOTCH, 0.5)
    lag = first - (began + 2)
    silent = [(begin, end) for begin, end in heard.quiet(NOISE, 2.0) if begin > first]
    ((begin, end),) = silent
    assert begin - lag - asked <= SILENT_WITHIN_S
    assert end - lag - resumed <= 0.5
    # The exhale that was cut at 4 + x ends as long after the resume as was left of it.
    turn = next(onset for onset in heard.onsets(NOTCH, 0.002) if onset > end + 0.1)
    assert turn - lag - resumed == pytest.approx(10 - at_s, abs=ON_TIME_S)
    assert heard.largest_step <= STEP


def test_a_device_that_is_pulled_out_and_another_plugged_in(
    lying: tuple[Instance, SoundServer], tmp_path: Path
) -> None:
    app, server = lying
    app.open_session(*START, "--lead-in", 0)
    app.session_when(lambda session: session["elapsed_s"] > 2)
    server.pactl("unload-module", "module-null-sink")
    app.session_when(lambda session: session["elapsed_s"] > 5)
    server.pactl("load-module", "module-null-sink", f"sink_name={SINK}", "norewinds=1")
    with server.recording(tmp_path / "again.raw") as path:
        app.session_when(lambda session: session["elapsed_s"] > 12)
    assert Heard(path).peak > 0.1


def test_it_moves_to_another_default_device(
    lying: tuple[Instance, SoundServer], tmp_path: Path
) -> None:
    app, server = lying
    server.pactl("load-module", "module-null-sink", "sink_name=phones", "norewinds=1")
    server.pactl("set-default-sink", SINK)
    app.open_session(*START, "--lead-in", 0)
    app.session_when(lambda session: session["elapsed_s"] > 3)
    server.pactl("set-default-sink", "phones")
    app.session_when(lambda session: session["elapsed_s"] > 6)
    with server.recording(tmp_path / "phones.raw", "phones") as path:
        app.session_when(lambda session: session["elapsed_s"] > 10)
    assert Heard(path).peak > 0.05


def test_a_sound_server_that_dies_takes_nothing_with_it(
    lying: tuple[Instance, SoundServer],
) -> None:
    app, server = lying
    app.open_session(*START, "--lead-in", 0)
    app.session_when(lambda session: session["elapsed_s"] > 2)
    server.process.kill()
    session = app.session_when(lambda session: session["elapsed_s"] > 6)
    assert session["status"] == "running"


def test_without_a_sound_server_a_session_runs(
    make_instance: InstanceMaker, screen: Screen
) -> None:
    app = make_instance(screen=screen)
    set_up(app, bells=100, breath=100, words="full")
    app.environment = {**app.environment, "PULSE_SERVER": "unix:/nowhere/at/all"}
    app.open_session(*START, "--lead-in", 0)
    session = app.session_when(lambda session: session["elapsed_s"] > 3)
    assert session["status"] == "running"
