"""The history from inside the real app: first paint, other areas and spans, and what stalls."""

import asyncio
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QComboBox, QWidget

from mattimer.app.app import App
from tests.bench.watching import Gaps, Inside, press, say

WATCHED_S = 2.5
ROUNDS = 5
SETTLED_S = 0.7


class Painted(QObject):
    """Tells when the chart was painted next, in the turn after its paint."""

    def __init__(self, app: App) -> None:
        super().__init__(app.window)
        self._app = app
        self._waiting: asyncio.Future[float] | None = None
        self._chart: QWidget | None = None

    async def after(self, act: Callable[[], None]) -> float:
        """Milliseconds from an act to the painted chart."""
        self._waiting = asyncio.get_running_loop().create_future()
        began = time.perf_counter()
        act()
        while self._chart is None:
            self._watch()
            await asyncio.sleep(0.001)
        return (await self._waiting - began) * 1000

    def _watch(self) -> None:
        chart = self._app.window.findChild(QWidget, "tightness_chart")
        if isinstance(chart, QWidget):
            self._chart = chart
            chart.viewport().installEventFilter(self)  # type: ignore[attr-defined]

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._waiting is not None:
            QTimer.singleShot(0, self._say)
        return False

    def _say(self) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(time.perf_counter())


async def look_back(inside: Inside) -> None:
    """Open History, let all of it come, then choose areas and spans."""
    app, size = inside.app, inside.size
    gaps, painted = Gaps(app.window), Painted(app)
    await asyncio.sleep(SETTLED_S)
    gaps.take()
    found: dict[str, Any] = {
        "first": await painted.after(lambda: press(app, "rail_history")),
        "first_gap": gaps.take(),
    }
    await asyncio.sleep(size.seconds(WATCHED_S))
    found["rest_gap"] = gaps.take()
    for name in ("history_span", "history_area"):
        act = partial(_next, app, name)
        found[name] = [await painted.after(act) for _ in range(size.times(ROUNDS))]
    await asyncio.sleep(0.2)
    found["choose_gap"] = gaps.take()
    say(found)


def _next(app: App, name: str) -> None:
    combo = app.window.findChild(QComboBox, name)
    assert isinstance(combo, QComboBox)
    combo.setCurrentIndex((combo.currentIndex() + 1) % combo.count())
    combo.activated.emit(combo.currentIndex())
