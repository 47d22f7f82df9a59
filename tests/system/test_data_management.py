"""What is kept, in the real app: cut off and gone on, shared, brought back, erased."""

import json
from datetime import date
from pathlib import Path
from signal import SIGKILL
from typing import Any

import pytest

from mattimer import APP_ID
from mattimer.app.paths import Paths, device_id
from mattimer.storage.backup.daily_backups import back_up_daily
from mattimer.storage.store import Store
from mattimer.storage.sync.folder_files import own_name
from tests.storage.factories import numbered
from tests.system.conftest import InstanceMaker
from tests.system.instance import Instance, Process, accept_safety
from tests.system.screen import Screen
from tests.system.wait_until import wait_for

SPEED = 30
MAT_S = 30
START = ("--speed", SPEED, "start", "upper-back", "--minutes", 10, "--lead-in", 0)


def settings(app: Instance, **values: object) -> None:
    """What the person chose some day before."""
    app.paths.prepare()
    app.paths.settings.write_text(json.dumps(values), encoding="utf-8")


def remember(paths: Paths, *numbers: int) -> None:
    """Store sessions of this device."""
    paths.prepare()
    device = device_id(paths)
    store = Store(paths.database, device)
    try:
        store.open().result()
        for number in numbers:
            store.begin(numbered(number, device=device)).result()
    finally:
        store.close()


def ids(app: Instance) -> set[str]:
    return {str(row["id"]) for row in app.rows() if not row["deleted"]}


# Cut off ---------------------------------------------------------------------------------------


@pytest.fixture
def cut_off(app: Instance) -> dict[str, Any]:
    """A session of an app that was killed in its middle."""
    accept_safety(app.paths)
    process = app.open_session(*START)
    app.session_when(lambda session: session["planned_s"] - session["remaining_s"] > MAT_S)
    # Every change is written at once; a session that only runs is every ten seconds.
    for command in ("pause", "resume"):
        assert app.run(command).status == 0
    row = app.row_when(lambda row: row["mat_us"] > MAT_S * 1_000_000, "what was on the mat")
    process.end(SIGKILL)
    assert row["ended_us"] is None
    return app.row()


def answer(app: Instance, screen: Screen, back: int) -> Process:
    """Start again and press one of the three answers, which stand before Start."""
    process = app.open("--speed", SPEED)
    screen.window(process.pid)
    screen.press(*["shift+Tab"] * back, "space")
    return process


def test_it_goes_on_where_it_stood(app: Instance, screen: Screen, cut_off: dict[str, Any]) -> None:
    answer(app, screen, 3)
    session = app.session_when(lambda session: session["status"] == "running")
    assert session["id"] == cut_off["id"]
    # What was on the mat before counts.
    assert session["planned_s"] - session["remaining_s"] >= MAT_S
    assert app.run("stop").status == 0
    row = app.row_when(lambda row: row["ended_us"] is not None, "its end")
    assert row["id"] == cut_off["id"]
    assert row["mat_us"] >= cut_off["mat_us"]


def test_it_is_kept_as_it_was(app: Instance, screen: Screen, cut_off: dict[str, Any]) -> None:
    answer(app, screen, 2)
    row = app.row_when(lambda row: row["ended_us"] is not None, "its end")
    assert (row["outcome"], row["mat_us"]) == ("interrupted", cut_off["mat_us"])
    assert not row["deleted"]


def test_it_is_put_away(app: Instance, screen: Screen, cut_off: dict[str, Any]) -> None:
    answer(app, screen, 1)
    row = app.row_when(lambda row: row["deleted"], "its end")
    assert row["id"] == cut_off["id"]


# Backups ---------------------------------------------------------------------------------------


def test_a_backup_comes_back_by_command_once_the_app_has_ended(app: Instance) -> None:
    accept_safety(app.paths)
    remember(app.paths, 1)
    backup = back_up_daily(app.paths.database, date(2026, 9, 21))
    assert backup is not None
    remember(app.paths, 2)
    process = app.open()
    refused = app.run("restore", backup.path)
    assert refused.status == 4
    assert refused.lines == [
        "mattimer: Mat Timer is running; quit it first, or bring it back in Settings."
    ]
    assert len(ids(app)) == 2
    assert process.end() == 0
    listed = app.run("restore", "--list")
    assert (listed.status, listed.stdout) == (0, f"2026-09-21  sound  {backup.path}\n")
    done = app.run("restore", backup.path)
    assert (done.status, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{backup.path.name} is in place; what was there before is kept")
    assert len(ids(app)) == 1


# Shared ----------------------------------------------------------------------------------------


def lie(app: Instance) -> None:
    """A short session, whose end syncs."""
    assert app.run("start", "upper-back", "--minutes", 1, "--lead-in", 0).status == 0
    app.session_when(lambda session: session["status"] == "running")
    assert app.run("stop").status == 0


def test_two_computers_agree_also_after_their_folder_was_gone(
    make_instance: InstanceMaker, screen: Screen, tmp_path: Path
) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    one, two = (make_instance(name, screen) for name in ("one", "two"))
    for number, app in enumerate((one, two), 1):
        accept_safety(app.paths)
        settings(app, shared_folder=str(shared))
        remember(app.paths, number)
        app.open()

    def agree(count: int) -> None:
        wait_for(lambda: ids(one) == ids(two) and len(ids(one)) == count, "the two", patience_s=60)

    agree(2)
    assert sorted(file.name for file in shared.glob("*")) == sorted(
        own_name(device_id(app.paths)) for app in (one, two)
    )
    shared.rename(tmp_path / "away")
    lie(one)
    lie(two)
    assert len(ids(one)) == len(ids(two)) == 3
    (tmp_path / "away").rename(shared)
    lie(one)
    lie(two)
    agree(6)


# Erased ----------------------------------------------------------------------------------------


def files(app: Instance) -> set[str]:
    """Every file that is left."""
    return {path.name for path in app.data.rglob("*") if not path.is_dir()}


def erase(app: Instance, screen: Screen, *, also: bool) -> None:
    """By keyboard: find the button, press it, type the word."""
    process = app.open()
    window = screen.window(process.pid)
    screen.press("ctrl+comma", "shift+Tab")
    screen.xdotool("type", "erase everything")
    screen.press("Tab", "space")
    wait_for(
        lambda: (at := screen.active()) != window and at in screen.all_windows(process.pid),
        "the question",
    )
    screen.xdotool("type", "ERASE")
    if also:
        screen.press("Tab", "space", "shift+Tab")
    screen.press("Return")
    assert process.wait() == 0


@pytest.mark.parametrize("also", [False, True])
def test_nothing_is_left_but_empty_folders_and_the_lock(
    app: Instance,
    screen: Screen,
    tmp_path: Path,
    also: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    accept_safety(app.paths)
    settings(app, shared_folder=str(shared))
    remember(app.paths, 1, 2)
    back_up_daily(app.paths.database, date(2026, 9, 21))
    app.paths.autostart.mkdir(parents=True)
    (app.paths.autostart / f"{APP_ID}.desktop").write_text("[Desktop Entry]\n")
    own = shared / own_name(device_id(app.paths))
    process = app.open()
    wait_for(own.exists, "the own file")
    assert process.end() == 0
    assert {"mattimer.sqlite3", "mattimer.app.log", "device"} <= files(app)
    erase(app, screen, also=also)
    assert files(app) == {"instance.lock"}
    assert own.exists() != also
    assert app.run("status").stdout == "not running\n"
    assert files(app) == {"instance.lock"}
