"""Memory of the app at rest, first page shown, against a bare window."""

import time
from pathlib import Path

from tests.bench.figures import Row, ratio_row
from tests.bench.processes import (
    app_words,
    end,
    other_qt_processes,
    pss_mib,
    spawn,
    yardstick_words,
)
from tests.bench.rooms import make_room
from tests.bench.screen import wait_until_empty, wait_until_painted
from tests.bench.size import Size
from tests.bench.xserver import XServer

ROUNDS = 7
SETTLED_S = 1.2
SESSIONS = 200


def measure(folder: Path, size: Size) -> list[Row]:
    """One at a time, because a second Qt process would take half of what is shared."""
    data = make_room(folder / "few", size.rows(SESSIONS))
    ours: list[tuple[float, float]] = []
    bare: list[tuple[float, float]] = []
    others = other_qt_processes()
    with XServer() as server:
        for _ in range(size.times(ROUNDS)):
            bare.append(_rest(server, yardstick_words("window"), folder))
            ours.append(_rest(server, app_words(data), folder))
    note = f"{others} other processes share Qt's files, so both shares are low" if others else ""
    share, private = ([both[which] for both in ours] for which in (0, 1))
    bare_share, bare_private = ([both[which] for both in bare] for which in (0, 1))
    return [
        ratio_row("memory at rest (PSS)", "MiB", share, bare_share, aim=1.4, note=note),
        ratio_row("memory at rest, private dirty", "MiB", private, bare_private, aim=None),
    ]


def _rest(server: XServer, words: list[str], home: Path) -> tuple[float, float]:
    process = spawn(words, server.display, home)
    try:
        wait_until_painted(server, process, time.perf_counter())
        time.sleep(SETTLED_S)
        return pss_mib(process.pid)
    finally:
        end(process)
        wait_until_empty(server)
