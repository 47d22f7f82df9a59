"""The real app keeps a desktop awake for as long as somebody is there, and no longer."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from mattimer import APP_ID
from tests.system.bus import message_bus
from tests.system.conftest import InstanceMaker
from tests.system.inhibit_services import GNOME, Desktop, desktop
from tests.system.instance import Instance, accept_safety
from tests.system.screen import Screen
from tests.system.wait_until import wait_for

SPEED = 200
"""Ten minutes of pause are three seconds."""

IDLE = 8
"""What org.gnome.SessionManager calls a screen that stays lit."""


@pytest.fixture
def services(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    """A desktop that can be kept awake, for the apps that are started now."""
    folder = tmp_path / "bus"
    folder.mkdir()
    with message_bus(folder) as address, desktop(address, GNOME) as made:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield made


@pytest.fixture
def app(services: Desktop, screen: Screen, make_instance: InstanceMaker) -> Instance:  # noqa: ARG001
    """An instance on that desktop; the safety questions were answered long ago."""
    made = make_instance(screen=screen)
    accept_safety(made.paths)
    return made


def held(services: Desktop) -> None:
    wait_for(lambda: len(services.held) == 1, "the desktop to be kept awake")


def free(services: Desktop) -> None:
    wait_for(lambda: not services.held, "the desktop to be let go")


def test_from_prepare_to_the_end_in_our_name(
    app: Instance, services: Desktop, screen: Screen
) -> None:
    process = app.open("--speed", SPEED)
    screen.window(process.pid)
    assert services.made == []
    screen.press("Return")
    held(services)
    screen.press("Escape")
    free(services)
    screen.press("Return")
    held(services)
    screen.press("Return")
    app.session_when(lambda session: session["status"] == "finished")
    free(services)
    assert len(services.made) == 2
    assert {promise.arguments[0] for promise in services.made} == {APP_ID}
    assert {promise.arguments[3] for promise in services.made} == {IDLE}


def test_a_long_pause_lets_the_computer_rest(app: Instance, services: Desktop) -> None:
    app.open_session("--speed", SPEED, "start", "--minutes", 20)
    held(services)
    app.ask("pause")
    free(services)
    session = app.session()
    assert session is not None
    assert session["status"] == "paused"
    app.ask("resume")
    held(services)
    app.ask("stop")
    free(services)
    assert len(services.made) == 2


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_an_app_that_ends_in_a_session_lets_the_computer_go(
    app: Instance, services: Desktop, how: signal.Signals
) -> None:
    process = app.open_session("start", "--minutes", 20)
    held(services)
    process.end(how)
    free(services)
