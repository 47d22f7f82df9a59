"""From the start of the process to the first frame on the screen."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench.figures import Row, ratio_row
from tests.bench.processes import (
    answer_of,
    app_words,
    end,
    probe_words,
    spawn,
    spawn_program,
    yardstick_words,
)
from tests.bench.rooms import make_room
from tests.bench.screen import Seen, wait_until_empty, wait_until_painted
from tests.bench.size import Size
from tests.bench.xserver import XServer

ROUNDS = 15
SESSIONS, MANY_SESSIONS = 200, 100_000
MANY_ROUNDS = 7
SETTLED_S = 0.7


def measure(folder: Path, size: Size) -> list[Row]:
    """The app against a bare window, by turns."""
    few = make_room(folder / "few", size.rows(SESSIONS))
    many = make_room(folder / "many", size.rows(MANY_SESSIONS))
    ours: list[Seen] = []
    bare: list[Seen] = []
    full: list[Seen] = []
    with XServer() as server:

        def start(words: list[str]) -> Seen:
            return start_once(server, [sys.executable, *words], folder)

        # Once each beforehand, so that modules are compiled and files are in memory.
        for words in (app_words(few), app_words(many), yardstick_words("window")):
            start(words)
        for turn in range(size.times(ROUNDS)):
            bare.append(start(yardstick_words("window")))
            ours.append(start(app_words(few)))
            if turn < MANY_ROUNDS:
                full.append(start(app_words(many)))
        note = _cross_check(server, probe_words("painted", size, few), folder)
        changed = _changes_afterwards(server, few, folder)
    return [
        start_row("start to first frame, processor time", ours, bare, cpu, aim=1.35, note=note),
        start_row("start to first frame, wall clock", ours, bare, wall, aim=1.35, note=changed),
        start_row("  with 100,000 sessions, wall", full, bare[: len(full)], wall, aim=None),
    ]


def cpu(seen: Seen) -> float:
    """Processor time until the first frame, in milliseconds."""
    return seen.cpu_ms


def wall(seen: Seen) -> float:
    """Time until the first frame, in milliseconds."""
    return seen.wall_ms


def start_row(
    name: str,
    ours: list[Seen],
    bare: list[Seen],
    of: Callable[[Seen], float],
    *,
    aim: float | None,
    note: str = "",
) -> Row:
    """Starts beside the yardstick's."""
    return ratio_row(name, "ms", [*map(of, ours)], [*map(of, bare)], aim=aim, note=note)


def start_once(server: XServer, words: list[str], home: Path) -> Seen:
    """Start a program, see its first frame, and end it."""
    began = time.perf_counter()
    process = spawn_program(words, server.display, home)
    try:
        return wait_until_painted(server, process, began)
    finally:
        end(process)
        wait_until_empty(server)


def _cross_check(server: XServer, words: list[str], home: Path) -> str:
    """What the app itself takes for its first frame, beside what the screen showed."""
    began = time.perf_counter()
    process = spawn(words, server.display, home)
    try:
        seen = wait_until_painted(server, process, began)
        said = (answer_of(process)["painted_at"] - began) * 1000
    finally:
        end(process)
        wait_until_empty(server)
    return (
        f"cross-check: the window said painted {seen.wall_ms - said:.1f} ms before the screen did"
    )


def _changes_afterwards(server: XServer, data: Path, home: Path) -> str:
    """Whether the first frame was the whole page."""
    began = time.perf_counter()
    process = spawn(app_words(data), server.display, home)
    try:
        wait_until_painted(server, process, began)
        time.sleep(0.01)
        first = server.picture()
        time.sleep(SETTLED_S)
        later = server.picture()
    finally:
        end(process)
        wait_until_empty(server)
    changed = sum(one != other for one, other in zip(first[::4], later[::4], strict=True))
    return f"pixels of the first frame that changed within {SETTLED_S:g} s: {changed}"
