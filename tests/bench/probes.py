"""Probes: measure from inside the real app, and print one answer each."""

import asyncio
import os
import time
from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtWidgets import QTableView, QWidget

from mattimer.session.commands import Pause, Resume, Skip, SkipToRise
from mattimer.session.session import Session
from mattimer.session.timeline import Cue, CueKind
from tests.bench.endless import endurance
from tests.bench.looking_back import look_back
from tests.bench.processes import FAILED
from tests.bench.watching import Gaps, Inside, Paints, press, say, shown, until

WATCHED_S = 3.0

Probe = Callable[[Inside], None]


class Cues:
    """How late each cue was announced, in milliseconds of real time."""

    def __init__(self, inside: Inside) -> None:
        self._clock, self._speed = inside.clock, inside.speed
        self._running: Session | None = None
        self._found: list[tuple[str, float]] = []
        inside.app.runner.observers = (self, *inside.app.runner.observers)
        inside.app.runner.cue_due.connect(self._on_cue_due)

    def on_session_changed(self, new: Session | None, _old: Session | None) -> None:
        if new is not None and new.active:
            self._running = new

    def _on_cue_due(self, cue: Cue) -> None:
        session = self._running
        assert session is not None
        now = self._clock.read()
        position = session.position + now.monotonic - session.anchor.monotonic
        self._found.append((cue.kind, (position - cue.at) / 1000 / self._speed))
        if cue.kind is CueKind.END:
            say({"cues": self._found})


def watch_cues(inside: Inside) -> None:
    """Tell at the end of the session how late each of its cues was."""
    inside.app.runner.setProperty("watch", Cues(inside))  # which keeps it


async def hidden(inside: Inside) -> None:
    """Frames while shown, minimised, brought back and hidden."""
    app, watched_s = inside.app, inside.size.seconds(WATCHED_S)
    paints = Paints(await shown(app, QWidget, "dial"))
    found = {}
    await asyncio.sleep(inside.size.seconds(2))
    for name, act in (
        ("shown", app.window.show),
        ("minimised", app.window.showMinimized),
        ("shown again", app.window.showNormal),
        ("hidden", app.window.hide),
    ):
        act()
        await asyncio.sleep(0.5)
        before, cpu = paints.count, time.process_time()
        await asyncio.sleep(watched_s)
        share = 100 * (time.process_time() - cpu) / watched_s
        found[name] = (paints.count - before, share)
    say(found)
    app.window.show()


async def stall(inside: Inside) -> None:
    """One session by its buttons, from Today to Today."""
    app, runner = inside.app, inside.app.runner
    gaps, found = Gaps(app.window), {}
    await asyncio.sleep(0.5)
    found["before"] = gaps.take()
    press(app, "start")
    await asyncio.sleep(0.5)
    found["prepare"] = gaps.take()
    press(app, "lie_down")
    await until(lambda: runner.session is not None, "the session")
    await asyncio.sleep(2)
    found["start"] = gaps.take()
    await until(lambda: runner.session is not None and not runner.session.active, "its end")
    found["stages"] = gaps.take()
    await asyncio.sleep(0.7)
    found["end"] = gaps.take()
    press(app, "save")
    await asyncio.sleep(0.7)
    found["save"] = gaps.take()
    say(found)


async def heard(inside: Inside) -> None:
    """A session by its buttons and by commands, every stage long enough for its bell and words."""
    app, do, seconds = inside.app, inside.app.runner.do, inside.size.seconds
    gaps, found = Gaps(app.window), {}
    await asyncio.sleep(0.5)
    press(app, "start")
    await asyncio.sleep(seconds(3))
    found["prepare"] = gaps.take()
    press(app, "lie_down")
    await asyncio.sleep(seconds(4))
    found["lead-in"] = gaps.take()
    for name, command in (("settle", Skip()), ("still", Skip()), ("rise", SkipToRise())):
        do(command)
        await asyncio.sleep(seconds(10))
        found[name] = gaps.take()
    do(Pause())
    await asyncio.sleep(1)
    do(Resume())
    await asyncio.sleep(1)
    found["pause"] = gaps.take()
    say(found)


async def history(inside: Inside) -> None:
    """From the click on History, which builds the page, to its painted rows."""
    app = inside.app
    done: list[float] = []
    await asyncio.sleep(0.7)
    began = time.perf_counter()
    press(app, "rail_history")
    table = await shown(app, QTableView, "latest_sessions")
    model = table.model()

    def on_painted() -> None:
        if model.rowCount() and not done:
            done.append(time.perf_counter())

    paints = Paints(table.viewport(), on_painted)
    await until(lambda: bool(done), "the painted rows")
    say({"ms": (done[0] - began) * 1000, "rows": model.rowCount(), "paints": paints.count})


def beside(work: Callable[[Inside], Coroutine[Any, Any, None]]) -> Probe:
    """A probe that runs beside the app; where it fails it says so and takes the process along."""

    async def guarded(inside: Inside) -> None:
        try:
            await work(inside)
        except Exception as error:  # noqa: BLE001 - whatever it is, the bench has to hear of it
            say({FAILED: f"{type(error).__name__}: {error}"})
            os._exit(1)

    return lambda inside: inside.app.spawn(guarded(inside))


PROBES: dict[str, Probe] = {
    "cues": watch_cues,
    "hidden": beside(hidden),
    "stall": beside(stall),
    "heard": beside(heard),
    "history": beside(history),
    "look_back": beside(look_back),
    "endurance": beside(endurance),
}
