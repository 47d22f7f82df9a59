"""What a plain start loads until its first frame is painted, and what it starts: nothing.

A module costs about a tenth of a millisecond, a frozen dataclass four times that.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from mattimer.app.ipc_client import ask
from mattimer.app.paths import Paths
from tests.bench.rooms import make_room

CHECKOUT = Path(__file__).parents[2]
PATIENCE_S = 60.0

Start = tuple[set[str], list[str], set[str]]

BARE_WINDOW = """
import json, sys
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
print(json.dumps(list(sys.modules)))
"""
"""What Qt's bindings load of the standard library themselves, argparse and logging too, is free."""

WATCHED_START = """
import atexit, json, sys

STARTS = ("subprocess.Popen", "os.posix_spawn", "os.fork", "os.forkpty", "os.exec", "os.system")

def loaded():
    return [name for name, module in sys.modules.items() if module]

def on_event(event, arguments):
    if event == "import" and arguments[0] == "mattimer.app.app":
        print(json.dumps(loaded()), flush=True)  # the first thing after the first frame
    elif event in STARTS:
        print(json.dumps(event), flush=True)

sys.addaudithook(on_event)
atexit.register(lambda: print(json.dumps(loaded())))

from mattimer.cli.main import main

sys.exit(main(sys.argv[1:]))
"""

BEYOND_BARE = {
    "concurrent": "1.1 ms: the store's thread answers with its futures, which asyncio awaits",
    "copy": "with dataclasses",
    "dataclasses": "0.4 ms beside inspect, which Qt's bindings load",
    "decimal": "with msgspec",
    "datetime": "1 ms: the clock and every stored time",
    "encodings": "ascii, for the name of this device",
    "fcntl": "the lock of the one instance",
    "heapq": "with concurrent.futures",
    "json": "1 ms: settings and the place of the window",
    "locale": "0.7 ms: Qt asks it for the file system's encoding",
    "msgspec": "7 ms, for 32 values of the coach that cost 0.5 ms each as dataclasses",
    "numbers": "with decimal",
    "platform": "1 ms: uuid loads it",
    "queue": "with concurrent.futures",
    "sqlite3": "1 ms: the store opens while Qt is loaded",
    "tomllib": "1.4 ms: guide and theme",
    "typing_extensions": "with msgspec, where it is installed",
    "uuid": "0.6 ms: every session has one",
}
"""What the start may load beyond a bare window, measured, and what for."""

OURS_AT_MOST = 119
ROOMS_TO_COME = (
    "mattimer.demo",
    "mattimer.diagnostics",
    "mattimer.presentation",
    "mattimer.sound",
    "mattimer.storage.backup",
    "mattimer.storage.exchange",
    "mattimer.storage.sync",
    "mattimer.ui.charts",
    "mattimer.ui.pages.after",
    "mattimer.ui.pages.guide",
    "mattimer.ui.pages.history",
    "mattimer.ui.pages.plan",
    "mattimer.ui.pages.prepare",
    "mattimer.ui.pages.settings",
)


FOR_A_CLICK = (
    "mattimer.demo",
    "mattimer.diagnostics",
    "mattimer.presenters.history",
    "mattimer.presenters.settings",
    "mattimer.services.calendar_file",
    "mattimer.stats.clinician",
    "mattimer.storage.backup.restore",
    "mattimer.storage.exchange",
    "mattimer.storage.sync",
    "mattimer.ui.charts",
    "mattimer.ui.pages.guide",
    "mattimer.ui.pages.history",
    "mattimer.ui.pages.plan",
    "mattimer.ui.pages.settings",
    "mattimer.ui.report",
)
"""What nobody needs before they press something: it costs memory for as long as the app lives."""


def environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DBUS_")}
    return {**kept, "HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}


def lines_of(process: "subprocess.Popen[str]", paths: Paths) -> Iterator[str]:
    """What the start says until its app answers, and until it has ended."""
    assert process.stdout is not None
    yield process.stdout.readline()
    until = time.monotonic() + PATIENCE_S
    while ask(paths.socket, {"command": "status"}) is None:
        assert process.poll() is None
        assert time.monotonic() < until
    process.send_signal(signal.SIGTERM)
    yield from process.communicate(timeout=PATIENCE_S)[0].splitlines()


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Start:
    """Modules at the first frame of a plain start, processes it started, modules at its end."""
    folder = tmp_path_factory.mktemp("lean")
    data = make_room(folder / "data", 3)
    process = subprocess.Popen(
        [sys.executable, "-c", WATCHED_START, "--data-dir", str(data), "--mute"],
        cwd=CHECKOUT,
        env=environment(folder),
        stdout=subprocess.PIPE,
        text=True,
    )
    first, *started, last = map(json.loads, lines_of(process, Paths.under(data)))
    assert process.returncode == 0
    return set(first), started, set(last)


@pytest.fixture(scope="module")
def bare() -> set[str]:
    said = subprocess.run(
        [sys.executable, "-c", BARE_WINDOW], capture_output=True, text=True, check=True
    )
    return set(json.loads(said.stdout))


def test_the_start_loads_nothing_unmeasured(start: Start, bare: set[str]) -> None:
    modules, _, _ = start
    beyond = {name for name in modules - bare if not name.startswith(("mattimer", "PySide6"))}
    roots = {name.partition(".")[0] for name in beyond}
    named = {root for root in roots if not root.startswith("_")}
    assert named - set(sys.builtin_module_names) <= BEYOND_BARE.keys()


def test_qt_is_loaded_for_the_window_alone(start: Start) -> None:
    modules, _, _ = start
    qt = {name for name in modules if name.startswith("PySide6.Qt")}
    assert qt == {f"PySide6.{name}" for name in ("QtCore", "QtGui", "QtWidgets", "QtSvg")}


def test_of_ours_only_what_today_shows_is_loaded(start: Start) -> None:
    modules, _, _ = start
    ours = {name for name in modules if name.startswith("mattimer")}
    assert not {name for name in ours if name.startswith(ROOMS_TO_COME)}
    assert len(ours) <= OURS_AT_MOST, "fewer modules say more: see what is new"


def test_no_other_program_is_started(start: Start) -> None:
    _, started, _ = start
    assert started == []


def test_at_rest_nothing_is_loaded_that_only_a_click_needs(start: Start) -> None:
    _, _, modules = start
    assert not {name for name in modules if name.startswith(FOR_A_CLICK)}


def test_no_library_for_networks_is_loaded(start: Start) -> None:
    _, _, modules = start
    assert "asyncio" in modules
    assert "ssl" not in modules
