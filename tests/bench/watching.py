"""Tools of the probes: press buttons, count frames, time stalls, answer the bench."""

import asyncio
import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QWidget

from mattimer.app.app import App
from mattimer.session.clock import Clock
from tests.bench.processes import PATIENCE_S
from tests.bench.size import Size

GAP_MS = 5

W = TypeVar("W", bound=QWidget)


class ProbeError(Exception):
    """The app does not show or do what a probe waits for."""


@dataclass(frozen=True, slots=True)
class Inside:
    """The app as a probe finds it.

    Attributes:
        app: The built app, just before it runs.
        size: How thoroughly to look.
        clock: The session's clock.
        speed: How many times as fast as the computer's it runs.
    """

    app: App
    size: Size
    clock: Clock
    speed: float


def say(found: dict[str, Any]) -> None:
    """Answer to the benchmark outside."""
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()


async def shown(app: App, kind: type[W], name: str) -> W:
    """A widget of the real window, as soon as it is there.

    Raises:
        ProbeError: It does not come.
    """
    await until(lambda: app.window.findChild(kind, name) is not None, name)
    widget = app.window.findChild(kind, name)
    assert isinstance(widget, kind)
    return widget


def press(app: App, name: str) -> None:
    """Click a button of the real window.

    Raises:
        ProbeError: There is none.
    """
    button = app.window.findChild(QAbstractButton, name)
    if not isinstance(button, QAbstractButton):
        raise ProbeError(f"there is no button {name}")
    button.click()


async def until(true: Callable[[], bool], what: str) -> None:
    """Wait, looking often.

    Raises:
        ProbeError: It does not come true.
    """
    began = time.monotonic()
    while not true():
        if time.monotonic() - began > PATIENCE_S:
            raise ProbeError(f"{what} did not come within {PATIENCE_S:g} s")
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
