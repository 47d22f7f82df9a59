"""A real app in a process of its own, offscreen, for whoever talks to it from outside."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from mattimer.app.ipc_client import ask
from mattimer.app.paths import Paths
from tests.bench.rooms import make_room

CHECKOUT = Path(__file__).parents[2]
PATIENCE_S = 60.0


def environment(home: Path) -> dict[str, str]:
    """Without a desktop, and with nothing of the person's."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DBUS_")}
    return {**kept, "HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}


@contextmanager
def running_app(home: Path, stderr: IO[str] | None = None) -> Iterator[Paths]:
    """The app, from when it answers until it has ended well."""
    data = make_room(home / "data", 3)
    paths = Paths.under(data)
    process = subprocess.Popen(
        [sys.executable, "-m", "mattimer", "--data-dir", str(data), "--mute"],
        cwd=CHECKOUT,
        env=environment(home),
        stderr=stderr,
    )
    until = time.monotonic() + PATIENCE_S
    while ask(paths.socket, {"command": "status"}) is None:
        assert process.poll() is None
        assert time.monotonic() < until
    yield paths
    process.send_signal(signal.SIGTERM)
    assert process.wait(PATIENCE_S) == 0
