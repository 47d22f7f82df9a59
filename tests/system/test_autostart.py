"""A login opens the app into the tray, by the entry that the switch wrote."""

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from mattimer.desktop.adapters import autostart
from mattimer.desktop.autostart import Autostart
from mattimer.desktop.ipc_socket import socket_name
from mattimer.storage.atomic_write import atomic_write
from tests.system.instance import Instance
from tests.system.screen import Screen
from tests.system.wait_until import wait_for

UCRED = 12


@pytest.fixture
def switch(app: Instance) -> Autostart:
    """The switch of the app's own folder, as the app makes it."""
    paths = app.paths
    icon = paths.resources / "icons" / "icon.svg"
    return autostart(paths.autostart, atomic_write, icon=icon, data=paths.data)


def entry_of(app: Instance) -> Path:
    (entry,) = app.paths.autostart.glob("*.desktop")
    return entry


@contextmanager
def logged_in(app: Instance) -> Iterator[int]:
    """Start the entry as a desktop does at login; give the app's process, ended afterwards."""
    environment = {**app.environment, "PYTHONPATH": str(app.code)}
    words = ["gio", "launch", str(entry_of(app))]
    subprocess.run(words, env=environment, cwd=app.log, check=True, timeout=20)
    wait_for(lambda: app.ask("status"), "the app to answer")
    pid = listener_of(app)
    try:
        yield pid
    finally:
        os.kill(pid, signal.SIGTERM)
        wait_for(lambda: app.ask("status") is None, "the app to end")


def listener_of(app: Instance) -> int:
    """Whose socket it is."""
    with closing(socket.socket(socket.AF_UNIX)) as connection:
        connection.connect(socket_name(app.paths.socket))
        credentials = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, UCRED)
    return int.from_bytes(credentials[:4], "little")


def test_a_login_opens_the_app_without_a_window(
    app: Instance, screen: Screen, switch: Autostart
) -> None:
    switch.switch(on=True)
    with logged_in(app) as pid:
        assert app.status() == {"running": True, "session": None}
        assert screen.windows(pid) == []
        assert app.run().status == 0
        assert screen.window(pid)


def test_an_entry_for_a_folder_with_an_odd_name(
    app: Instance, screen: Screen, tmp_path: Path
) -> None:
    app.data = tmp_path / "50% of $HOME's `mats`"
    paths = app.paths
    odd = autostart(
        paths.autostart, atomic_write, icon=paths.resources / "icon.svg", data=paths.data
    )
    odd.switch(on=True)
    with logged_in(app) as pid:
        assert paths.database.exists()
        assert screen.windows(pid) == []
