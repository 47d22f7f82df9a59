"""Endurance probe: many sessions in a row in one app, and what is left of them."""

import asyncio
import gc
import threading
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication

from mattimer.app.app import App
from mattimer.session.clock import MINUTE
from mattimer.session.session_plan import Layer, Plan, classic_stages
from tests.bench.processes import BenchError
from tests.bench.watching import Inside, say, shown, until

WARM_UP, SESSIONS = 20, 200
SETTLED_S = 1.0


async def endurance(inside: Inside) -> None:
    """Sessions of a minute, each rated and saved, counted before and after."""
    app, times = inside.app, inside.size.times
    for _ in range(times(WARM_UP)):
        await _session(app)
    before = await _count(app)
    for _ in range(times(SESSIONS)):
        await _session(app)
    say({"before": before, "after": await _count(app)})


async def _session(app: App) -> None:
    plan = Plan("upper-back", Layer.SHIRT, classic_stages(MINUTE), lead_in=0)
    app.runner.start(plan)
    save = await shown(app, QAbstractButton, "save")
    await until(save.isVisible, "the page after the session")
    save.click()
    await until(lambda: app.runner.session is None, "the end of the session")


async def _count(app: App) -> dict[str, float]:
    await asyncio.sleep(SETTLED_S)
    gc.collect()
    timers = len(app.window.findChildren(QTimer)) + len(app.runner.findChildren(QTimer))
    objects = len(app.window.findChildren(QObject))
    return {
        "threads": _entries("/proc/self/task"),
        "python threads": threading.active_count(),
        "timers": timers,
        "objects": objects,
        "windows": len(QApplication.topLevelWidgets()),
        "files": _entries("/proc/self/fd"),
        "python objects": len(gc.get_objects()),
        "private MiB": _private_mib(),
    }


def _entries(folder: str) -> int:
    return sum(1 for _ in Path(folder).iterdir())


def _private_mib() -> float:
    for line in Path("/proc/self/smaps_rollup").read_text("ascii").splitlines():
        if line.startswith("Private_Dirty"):
            return int(line.split()[1]) / 1024
    raise BenchError("the system does not say how much memory is private.")
