"""Screen: waits for a window's first frame by its pixels, as a person would see it."""

import time
from dataclasses import dataclass

from tests.bench.processes import PATIENCE_S, BenchError, Process, cpu_s
from tests.bench.xserver import XServer

LOOK_S = 0.0005
PLACES = tuple((x, y) for x in range(60, 1100, 245) for y in range(60, 760, 160))
GROUND = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """When a first frame was there, and the processor time it had cost by then."""

    wall_ms: float
    cpu_ms: float


def wait_until_painted(server: XServer, process: Process, began: float) -> Seen:
    """Watch the screen until a window covers all of its place.

    Raises:
        BenchError: Nothing came.
    """
    until = began + PATIENCE_S
    while time.perf_counter() < until:
        if all(server.pixel(x, y) != GROUND for x, y in PLACES):
            wall = time.perf_counter() - began
            return Seen(wall * 1000, cpu_s(process.pid) * 1000)
        if process.poll() is not None:
            break
        time.sleep(LOOK_S)
    raise BenchError("no window was painted.")


def wait_until_empty(server: XServer) -> None:
    """Let the window before leave the screen."""
    until = time.perf_counter() + PATIENCE_S
    while time.perf_counter() < until:
        if all(server.pixel(x, y) == GROUND for x, y in PLACES):
            return
        time.sleep(LOOK_S)
    raise BenchError("a window stayed.")
