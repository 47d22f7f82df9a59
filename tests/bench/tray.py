"""Hidden in the tray: how often the process wakes, and what it costs while nothing happens."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.figures import Row, ratio_row
from tests.bench.processes import (
    BenchError,
    Process,
    app_words,
    cpu_s,
    end,
    pss_mib,
    spawn,
    yardstick_words,
)
from tests.bench.size import Size
from tests.bench.xserver import XServer, window_manager

SETTLING_S = 15.0
WATCHED_S = 60.0
WAKE_UPS_AIM = 0.2
CORE_AIM = 0.05
"""Percent of a core that is written 0.0."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What a process used while it was watched."""

    wake_ups: float
    core: float


def measure(folder: Path, size: Size) -> list[Row]:
    """With a real tray, window manager and session bus; the bare program in the same minute."""
    watched_s = size.seconds(WATCHED_S)
    with XServer() as server, _desktop(server) as bus:
        more = {"DBUS_SESSION_BUS_ADDRESS": bus}
        # Idle is idle only after the safety questions.
        words = app_words(folder / "data", "--tray")
        pair = [
            spawn(words, server.display, folder, more),
            spawn(yardstick_words("tray"), server.display, folder, more),
        ]
        try:
            time.sleep(size.seconds(SETTLING_S))
            ours, bare = _watch(pair, watched_s)
            memory = [pss_mib(process.pid) for process in pair]
        finally:
            for process in pair:
                end(process)
    return [
        _row("wake-ups in the tray", "a second", ours.wake_ups, bare.wake_ups, WAKE_UPS_AIM),
        _row("idle in the tray", "% of a core", ours.core, bare.core, CORE_AIM),
        ratio_row("memory in the tray", "MiB", [memory[0][0]], [memory[1][0]], aim=None),
    ]


def _row(name: str, unit: str, ours: float, bare: float, aim: float) -> Row:
    return Row(name, unit, ours, bare, ours, unit, aim, 1, "counted")


def _watch(pair: list[Process], watched_s: float) -> list[Spent]:
    before = [(_switches(process.pid), cpu_s(process.pid)) for process in pair]
    began = time.monotonic()
    time.sleep(watched_s)
    took = time.monotonic() - began
    spent = []
    for process, (switches, cpu) in zip(pair, before, strict=True):
        if process.poll() is not None:
            raise BenchError("a measured process ended early.")
        woken = (_switches(process.pid) - switches) / took
        spent.append(Spent(woken, 100 * (cpu_s(process.pid) - cpu) / took))
    return spent


def _switches(pid: int) -> int:
    """How often any thread of a process has gone to sleep of its own accord."""
    found = 0
    for status in Path(f"/proc/{pid}/task").glob("*/status"):
        for line in status.read_text("ascii").splitlines():
            if line.startswith("voluntary_ctxt_switches"):
                found += int(line.split()[1])
    return found


@contextmanager
def _desktop(server: XServer) -> Iterator[str]:
    """A window manager, a tray and a bus; gives the bus's address."""
    manager = window_manager(server)
    bus = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert bus.stdout is not None
    address = bus.stdout.readline().strip()
    tray = subprocess.Popen(
        ["trayer", "--edge", "top", "--align", "right"],
        env={"PATH": "/usr/bin:/bin", "DISPLAY": server.display},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        time.sleep(1)
        yield address
    finally:
        for process in (tray, bus, manager):
            end(process)
