"""The real app on a real message bus, steered by playerctl as a desktop's media keys would."""

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.system.bus import bus_daemon
from tests.system.conftest import InstanceMaker
from tests.system.instance import Condition, Instance, accept_safety
from tests.system.screen import Screen
from tests.system.wait_until import wait_for

START = ("start", "upper-back", "--minutes", 5, "--lead-in", 0)
PLANNED_S = 300


@dataclass(frozen=True)
class Keys:
    """A message bus, and playerctl on it."""

    address: str
    daemon: "subprocess.Popen[bytes]"

    def connect(self, app: Instance) -> Instance:
        """An app whose safety questions are answered, on this bus."""
        app.environment = {**app.environment, "DBUS_SESSION_BUS_ADDRESS": self.address}
        accept_safety(app.paths)
        return app

    def players(self) -> list[str]:
        return self._run("--list-all").split()

    def wait_for_players(self, *names: str) -> None:
        wait_for(lambda: self.players() == list(names), f"the players {names}")

    def wait_until_told(self, told: str, *words: str) -> None:
        wait_for(lambda: self.press(*words) == told, f"{told} for {words}")

    def press(self, *words: str) -> str:
        """Ask the one player, as a key does."""
        return self._run("--player", "mattimer", *words)

    def _run(self, *words: str) -> str:
        done = subprocess.run(
            ["playerctl", *words],
            env={**os.environ, "DBUS_SESSION_BUS_ADDRESS": self.address},
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        )
        return done.stdout.strip()


def status_is(status: str) -> Condition:
    return lambda session: bool(session["status"] == status)


@pytest.fixture
def keys(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Keys]:
    with bus_daemon(tmp_path_factory.mktemp("bus")) as (address, daemon):
        yield Keys(address, daemon)


@pytest.fixture
def lying(keys: Keys, app: Instance) -> Instance:
    """An app in a session that the bus knows of."""
    keys.connect(app).open_session("--mute", *START)
    keys.wait_for_players("mattimer")
    return app


def test_a_player_is_listed_only_while_a_session_exists(keys: Keys, app: Instance) -> None:
    process = keys.connect(app).open("--mute")
    for _ in range(2):
        assert keys.players() == []
        assert app.run(*START).status == 0
        keys.wait_for_players("mattimer")
        assert app.run("stop").status == 0
        keys.wait_for_players()
    assert process.running


@pytest.mark.usefixtures("lying")
def test_it_tells_what_plays(keys: Keys) -> None:
    told = keys.press(
        "metadata", "--format", "{{playerName}}|{{title}}|{{artist}}|{{mpris:length}}|{{status}}"
    )
    name, title, artist, length, status = told.split("|")
    assert (name, length, status) == ("mattimer", "300000000", "Playing")
    assert (title, artist) == ("Settle", "Upper back")
    art = keys.press("metadata", "mpris:artUrl")
    assert art.startswith("file:///")
    assert Path(art.removeprefix("file://")).is_file()


def test_the_keys_reach_the_session(keys: Keys, lying: Instance) -> None:
    for key, status, told in (
        ("play-pause", "paused", "Paused"),
        ("play-pause", "running", "Playing"),
        ("pause", "paused", "Paused"),
        ("play", "running", "Playing"),
    ):
        keys.press(key)
        session = lying.session_when(status_is(status))
        assert session["paused_by"] == (["person"] if status == "paused" else [])
        keys.wait_until_told(told, "status")
    keys.press("position", "60+")
    lying.session_when(lambda session: session["planned_s"] == PLANNED_S + 60)
    keys.wait_until_told("360000000", "metadata", "mpris:length")
    keys.press("next")
    session = lying.session_when(lambda session: session["stage"] == "still")
    keys.wait_until_told("Still", "metadata", "title")
    keys.press("stop")
    assert lying.session_when(status_is("stopped"))["stage"] == "still"
    keys.wait_for_players()


def test_the_position_is_the_mat_time(keys: Keys, lying: Instance) -> None:
    for stage in ("still", "rise"):
        before, told, after = lying.session(), float(keys.press("position")), lying.session()
        assert before is not None
        assert after is not None
        assert before["elapsed_s"] - 0.001 <= told <= after["elapsed_s"] + 0.001
        keys.press("next")
        keys.wait_until_told(stage.title(), "metadata", "title")


def test_keys_that_would_harm_do_nothing(keys: Keys, lying: Instance) -> None:
    for words in (
        ("previous",),
        ("position", "30-"),
        ("position", "200"),
        ("volume", "0.2"),
        ("shuffle", "On"),
        ("loop", "Track"),
        ("open", "file:///etc/passwd"),
    ):
        keys.press(*words)
    session = lying.session()
    assert session is not None
    assert (session["status"], session["stage"]) == ("running", "settle")
    assert session["planned_s"] == PLANNED_S
    assert session["elapsed_s"] < 60


def test_two_apps_are_two_players(
    keys: Keys, lying: Instance, make_instance: InstanceMaker, screen: Screen
) -> None:
    other = keys.connect(make_instance("other", screen))
    process = other.open_session("--mute", *START)
    own = f"mattimer.instance{process.pid}"
    wait_for(lambda: sorted(keys.players()) == ["mattimer", own], "two players")
    lying.run("stop")
    keys.wait_for_players(own)


def test_who_quits_leaves_the_bus(keys: Keys, lying: Instance) -> None:
    (process,) = lying.processes
    assert process.end() == 0
    keys.wait_for_players()


def test_a_bus_that_dies_leaves_the_session_alone(keys: Keys, lying: Instance) -> None:
    keys.daemon.kill()
    keys.daemon.wait()
    assert lying.run("pause").status == 0
    lying.session_when(status_is("paused"))
    assert lying.run("resume").status == 0
    before = lying.session_when(status_is("running"))["elapsed_s"]
    lying.session_when(lambda session: session["elapsed_s"] > before)
    assert lying.run("stop").status == 0
    assert lying.run(*START).status == 0
    lying.session_when(status_is("running"))


def test_without_a_bus_a_session_runs(app: Instance) -> None:
    accept_safety(app.paths)
    app.open_session("--mute", *START)
    assert app.run("skip").status == 0
    assert app.session_when(lambda session: session["stage"] == "still")["status"] == "running"
