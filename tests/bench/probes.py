"""What looks on from inside the real app. Each probe takes the built app and prints one answer."""

import asyncio
import json
import sys
import time
from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QTableView, QWidget

from mattimer.app.app import App
from mattimer.session.commands import Pause, Resume, Skip, SkipToRise
from mattimer.session.session import Session
from mattimer.session.timeline import Cue, CueKind
from tests.bench.endless import endurance
from tests.bench.looking_back import look_back

GAP_MS = 5
WATCHED_S = 3.0


def say(found: dict[str, Any]) -> None:
    """Answer to the benchmark outside."""
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()


def press(app: App, name: str) -> None:
    """Click a button of the real window."""
    button = app.window.findChild(QAbstractButton, name)
    assert isinstance(button, QAbstractButton)
    button.click()


async def until(true: Callable[[], bool]) -> None:
    """Wait, looking often."""
    while not true():  # noqa: ASYNC110 - the app is looked at, it announces nothing to us
        await asyncio.sleep(0.01)


class Paints(QObject):
    """Counts the frames of one widget, and tells when the first has reached the screen."""

    def __init__(self, widget: QWidget, on_painted: Callable[[], None] | None = None) -> None:
        super().__init__(widget)
        self.count = 0
        self._on_painted = on_painted
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.count += 1
            if self._on_painted is not None:
                # The turn after the paint: by then its pixels are handed over.
                QTimer.singleShot(0, self._on_painted)
        return False


class Gaps(QObject):
    """The longest time in which the UI thread did not come round."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._worst = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=GAP_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._timer.start()

    def _on_timer_timeout(self) -> None:
        now = time.perf_counter()
        self._worst = max(self._worst, (now - self._last) * 1000 - GAP_MS)
        self._last = now

    def take(self) -> float:
        """The worst since it was last asked."""
        worst, self._worst = self._worst, 0.0
        return worst


class Cues:
    """How late each cue was announced, in milliseconds of real time."""

    def __init__(self, app: App, speed: float) -> None:
        self._app, self._speed = app, speed
        self._running: Session | None = None
        self.found: list[tuple[str, float]] = []
        app.runner.session_changed.connect(self._on_session_changed)
        app.runner.cue_due.connect(self._on_cue_due)

    def _on_session_changed(self, new: Session | None, _old: object) -> None:
        if new is not None and new.active:
            self._running = new

    def _on_cue_due(self, cue: Cue) -> None:
        session = self._running
        assert session is not None
        now = self._app.runner._clock.read()
        position = session.position + now.monotonic - session.anchor.monotonic
        self.found.append((cue.kind, (position - cue.at) / 1000 / self._speed))
        if cue.kind is CueKind.END:
            say({"cues": self.found})


async def hidden(app: App) -> None:
    """Frames while shown, minimised, brought back and hidden."""
    dial = app.window.findChild(QWidget, "dial")
    assert isinstance(dial, QWidget)
    paints = Paints(dial)
    found = {}
    await asyncio.sleep(2)
    for name, act in (
        ("shown", app.window.show),
        ("minimised", app.window.showMinimized),
        ("shown again", app.window.showNormal),
        ("hidden", app.window.hide),
    ):
        act()
        await asyncio.sleep(0.5)
        before, cpu = paints.count, time.process_time()
        await asyncio.sleep(WATCHED_S)
        share = 100 * (time.process_time() - cpu) / WATCHED_S
        found[name] = (paints.count - before, share)
    say(found)
    app.window.show()


async def stall(app: App) -> None:
    """One session by its buttons, from Today to Today."""
    gaps, runner, found = Gaps(app.window), app.runner, {}
    await asyncio.sleep(0.5)
    found["before"] = gaps.take()
    press(app, "start")
    await asyncio.sleep(0.5)
    found["prepare"] = gaps.take()
    press(app, "lie_down")
    await until(lambda: runner.session is not None)
    await asyncio.sleep(2)
    found["start"] = gaps.take()
    await until(lambda: runner.session is not None and not runner.session.active)
    found["stages"] = gaps.take()
    await asyncio.sleep(0.7)
    found["end"] = gaps.take()
    press(app, "save")
    await asyncio.sleep(0.7)
    found["save"] = gaps.take()
    say(found)


async def heard(app: App) -> None:
    """A session by its buttons and by commands, every stage long enough for its bell and words."""
    gaps, do, found = Gaps(app.window), app.runner.do, {}
    await asyncio.sleep(0.5)
    press(app, "start")
    await asyncio.sleep(3)
    found["prepare"] = gaps.take()
    press(app, "lie_down")
    await asyncio.sleep(4)
    found["lead-in"] = gaps.take()
    for name, command in (("settle", Skip()), ("still", Skip()), ("rise", SkipToRise())):
        do(command)
        await asyncio.sleep(10)
        found[name] = gaps.take()
    do(Pause())
    await asyncio.sleep(1)
    do(Resume())
    await asyncio.sleep(1)
    found["pause"] = gaps.take()
    say(found)


async def history(app: App) -> None:
    """From the click on History, which builds the page, to its painted rows."""
    done: list[float] = []
    await asyncio.sleep(0.7)
    began = time.perf_counter()
    press(app, "rail_history")
    await until(lambda: app.window.findChild(QTableView, "latest_sessions") is not None)
    table = app.window.findChild(QTableView, "latest_sessions")
    assert isinstance(table, QTableView)
    model = table.model()

    def on_painted() -> None:
        if model.rowCount() and not done:
            done.append(time.perf_counter())

    paints = Paints(table.viewport(), on_painted)
    await until(lambda: bool(done))
    say({"ms": (done[0] - began) * 1000, "rows": model.rowCount(), "paints": paints.count})


def _spawned(work: Callable[[App], Coroutine[Any, Any, None]]) -> Callable[[App], None]:
    return lambda app: app.spawn(work(app))


def _cues(app: App) -> None:
    app.runner.setProperty("watch", Cues(app, app.runner._speed))


PROBES: dict[str, Callable[[App], None]] = {
    "cues": _cues,
    "hidden": _spawned(hidden),
    "stall": _spawned(stall),
    "heard": _spawned(heard),
    "history": _spawned(history),
    "look_back": _spawned(look_back(say, press, lambda app: Gaps(app.window))),
    "endurance": _spawned(lambda app: endurance(app, say)),
}
