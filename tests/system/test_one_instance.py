"""One app for each data folder, however it is started and however the last one ended."""

import shutil
import signal
import socket
import subprocess
import sys
from ast import literal_eval
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from mattimer import __version__
from tests.system.conftest import InstanceMaker
from tests.system.instance import ROOT, Instance, accept_safety
from tests.system.screen import Screen, ended
from tests.system.wait_until import wait_for


def test_a_second_start_raises_the_window_of_the_first(app: Instance, screen: Screen) -> None:
    first = app.open()
    window = screen.window(first.pid)
    screen.xdotool("windowminimize", "--sync", window)
    wait_for(lambda: screen.windows(first.pid) == [], "the window to be minimised")
    second = app.run()
    assert (second.status, second.stdout, second.stderr) == (0, "", "")
    assert screen.window(first.pid) == window


def test_a_newer_version_takes_the_place_of_one_that_waits(
    app: Instance, screen: Screen, tmp_path: Path
) -> None:
    """As after an upgrade: the app in the tray is still the old one."""
    newer = tmp_path / "newer"
    leave_out = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "mattimer", newer / "mattimer", ignore=leave_out)
    (newer / "resources").symlink_to(ROOT / "resources")
    package = newer / "mattimer" / "__init__.py"
    text = package.read_text(encoding="utf-8")
    package.write_text(text.replace(f'"{__version__}"', '"99.0"'), encoding="utf-8")

    first = app.open()
    second = replace(app, code=newer).begin()
    assert first.wait() == 0
    assert screen.window(second.pid)
    assert app.run().status == 0
    assert second.running


@contextmanager
def root_heard(screen: Screen, folder: Path) -> Iterator[Path]:
    """What is told to the root window meanwhile, a line each."""
    said = folder / "root-heard"
    environment = {**screen.environment(), "PYTHONPATH": str(ROOT)}
    with said.open("wb") as file:
        words = [sys.executable, "-m", "tests.system.client_messages"]
        listener = subprocess.Popen(words, env=environment, stdout=file)
    with ended(listener):
        wait_for(lambda: "ready" in said.read_text(), "the listener")
        yield said


def test_a_launcher_on_x11_learns_that_its_start_is_over(
    app: Instance, screen: Screen, tmp_path: Path
) -> None:
    window = screen.window(app.open().pid)
    startup_id = 'launcher "one"/Mat Timer-7-desk_TIME1234567890'
    with root_heard(screen, tmp_path) as said:
        assert app.run(DESKTOP_STARTUP_ID=startup_id).status == 0
        wait_for(lambda: "TIME1234567890" in _joined(said), "the launcher to be told")
        assert app.run(DESKTOP_STARTUP_ID="nonsense\x07").status == 0
        assert app.run(DESKTOP_STARTUP_ID="without-a-time").status == 0
        wait_for(lambda: 'remove: ID="without-a-time"' in _joined(said), "the second one")
    assert f"_NET_ACTIVE_WINDOW {window} 2 1234567890 0 0 0" in said.read_text().splitlines()
    told = _joined(said)
    escaped = startup_id.replace('"', '\\"')
    assert told == f'remove: ID="{escaped}"remove: ID="without-a-time"'


def _joined(said: Path) -> str:
    lines = [line.split(" ", 2) for line in said.read_text().splitlines()]
    pieces = [literal_eval(line[2]) for line in lines if line[0].startswith("_NET_STARTUP_INFO")]
    return "".join(pieces)


@pytest.mark.parametrize("round_", range(3))
def test_two_simultaneous_starts_leave_exactly_one(
    app: Instance, screen: Screen, round_: int
) -> None:
    both = [app.begin() for _ in range(2 + round_)]
    wait_for(lambda: [one.running for one in both].count(True) == 1, "one of them to be left")
    assert sorted(one.popen.returncode for one in both if not one.running) == [0] * (1 + round_)
    (left,) = [one for one in both if one.running]
    screen.window(left.pid)
    assert app.status() == {"running": True, "session": None}


def test_two_simultaneous_sessions_become_one(app: Instance) -> None:
    both = [app.begin("start", "upper-back", "--accept-safety", quiet=False) for _ in range(2)]
    wait_for(lambda: not all(one.running for one in both), "one of them to be refused")
    (refused,) = [one for one in both if not one.running]
    assert refused.popen.returncode == 4
    assert refused.stderr == "mattimer: A session is already running; stop it first.\n"
    assert app.status()["session"]["area"] == "upper-back"
    assert len(app.rows()) == 1


def test_what_a_killed_app_left_behind_is_in_nobodys_way(app: Instance) -> None:
    assert app.open().end(signal.SIGKILL) == -signal.SIGKILL
    assert app.paths.socket.is_socket()
    assert app.paths.lock.exists()
    assert app.status() == {"running": False}
    app.open()
    assert app.status() == {"running": True, "session": None}


@pytest.mark.parametrize("kind", ["file", "folder", "socket of nobody"])
def test_what_lies_in_the_sockets_place_is_in_nobodys_way(app: Instance, kind: str) -> None:
    app.paths.prepare()
    place = app.paths.socket
    if kind == "file":
        place.write_text("mine")
    elif kind == "folder":
        place.mkdir()
        (place / "mine").touch()
    else:
        with closing(socket.socket(socket.AF_UNIX)) as dead:
            dead.bind(str(place))
    assert app.status() == {"running": False}
    app.open()
    assert place.is_socket()
    assert app.run().status == 0


def test_a_start_into_the_tray_shows_nothing_until_somebody_asks(
    app: Instance, screen: Screen
) -> None:
    first = app.open("--tray")
    assert app.run("--tray").status == 0
    assert app.status() == {"running": True, "session": None}
    assert screen.windows(first.pid) == []
    second = app.run()
    assert (second.status, second.stderr) == (0, "")
    window = screen.window(first.pid)
    assert app.run("--tray").status == 0
    assert screen.window(first.pid) == window


def test_a_hidden_app_shows_a_session_that_is_asked_for(app: Instance, screen: Screen) -> None:
    accept_safety(app.paths)
    first = app.open("--tray", "--speed", 60)
    assert screen.windows(first.pid) == []
    assert app.run("start", "feet", "--minutes", 5, "--lead-in", 0).status == 0
    screen.window(first.pid)
    assert app.row_when(lambda row: row["outcome"] == "finished", "the end")["area"] == "feet"


def test_a_start_while_another_ends_takes_its_place(app: Instance) -> None:
    first = app.open_session("start", "upper-back", "--accept-safety")
    first.popen.send_signal(signal.SIGTERM)
    second = app.open()
    assert first.wait() == 0
    # Until now the first one may have answered.
    wait_for(lambda: app.ask("status"), "the second to answer")
    assert second.running


def test_instances_with_other_folders_are_independent(
    app: Instance, screen: Screen, make_instance: InstanceMaker
) -> None:
    other = make_instance("other", screen)
    first = app.open_session("start", "feet", "--accept-safety", "--lead-in", 0)
    second = other.open()
    assert screen.window(second.pid) not in screen.windows(first.pid)
    assert other.status() == {"running": True, "session": None}
    assert app.run("pause").status == 0
    assert other.run("pause").status == 4
    assert first.end() == 0
    assert other.status() == {"running": True, "session": None}
    assert (len(app.rows()), len(other.rows())) == (1, 0)


def test_a_folder_with_a_long_name_has_its_own_instance(
    screen: Screen, make_instance: InstanceMaker
) -> None:
    deep = make_instance("/".join(["a folder with quite a long name"] * 6), screen)
    deep.open()
    assert deep.run("status").stdout == "running, no session\n"
    assert deep.run().status == 0


def test_a_frozen_app_is_told_of_and_not_replaced(app: Instance) -> None:
    first = app.open()
    first.popen.send_signal(signal.SIGSTOP)
    try:
        second = app.run("pause")
    finally:
        first.popen.send_signal(signal.SIGCONT)
    assert second.status == 3
    assert len(second.lines) == 1
    assert "does not answer" in second.stderr
    assert app.status() == {"running": True, "session": None}


def test_everything_below_the_folder_is_private(app: Instance) -> None:
    app.open_session("start", "upper-back", "--accept-safety")
    for path in (app.data, *app.data.rglob("*")):
        assert path.stat().st_mode & 0o077 == 0, path


def test_the_window_carries_the_name_of_the_application(app: Instance, screen: Screen) -> None:
    window = screen.window(app.open().pid)
    assert "io.github.mattimer.MatTimer" in screen.window_class(window)
