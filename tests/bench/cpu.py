"""Processor time of the session page, window and X server together, against a bare circle."""

import time
import tomllib
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from mattimer.ui.session.pacer import DISC_GROWTH, DISC_LEAST
from tests.bench.figures import Row, ratio_row
from tests.bench.hidden import measure_hidden
from tests.bench.processes import ROOT, Process, app_words, cpu_s, end, spawn, yardstick_words
from tests.bench.rooms import make_room
from tests.bench.screen import wait_until_painted
from tests.bench.size import Size
from tests.bench.xserver import XServer

BREATH_S = 10.0
"""One window holds one whole breath of both, so that every size of the disc counts once."""

WINDOWS, STARTS = 4, 2
SETTLED_S = 3.0
WINDOW_HEIGHT = 760
RING_RADIUS, RING_GAP = 0.445, 0.045


@dataclass(frozen=True, slots=True)
class Shown:
    """A running program and the display it has for itself."""

    process: Process
    server: XServer

    def cpu_s(self) -> tuple[float, float]:
        """Processor time so far of the program and of its display."""
        return cpu_s(self.process.pid), cpu_s(self.server.pid)


def measure(folder: Path, size: Size) -> list[Row]:
    """Both side by side, each on a display of its own, through the same breaths."""
    data = make_room(folder / "few", size.rows(200))
    ours: list[tuple[float, float]] = []
    bare: list[tuple[float, float]] = []
    words = app_words(data, "start", "upper-back", "--minutes", "10", "--lead-in", "0")
    rin = _inner_radius()
    radii = (str(rin * DISC_LEAST), str(rin * (DISC_LEAST + DISC_GROWTH)))
    for _ in range(size.times(STARTS)):
        with ExitStack() as closing:
            app = _show(closing, words, folder)
            circle = _show(closing, yardstick_words("circle", *radii), folder)
            time.sleep(size.seconds(SETTLED_S))
            for _ in range(size.times(WINDOWS)):
                one, other = _window(app, circle, size.seconds(BREATH_S))
                ours.append(one)
                bare.append(other)
    together, bare_together = [*map(sum, ours)], [*map(sum, bare)]
    note = (
        f"window alone {_mean(ours, 0):.2f} % against {_mean(bare, 0):.2f} %, "
        f"X server alone {_mean(ours, 1):.2f} % against {_mean(bare, 1):.2f} %"
    )
    row = ratio_row(
        "session page and X server", "% core", together, bare_together, aim=2, note=note
    )
    return [row, *measure_hidden(data, folder, size)]


def _inner_radius() -> float:
    """Of the ring around the disc, in the default window."""
    tokens = tomllib.loads((ROOT / "resources/theme/tokens.toml").read_text("utf-8"))
    length = float(tokens["session"]["geometry"]["point_length"])
    return RING_RADIUS * WINDOW_HEIGHT * (1 - length - RING_GAP)


def _show(closing: ExitStack, words: list[str], home: Path) -> Shown:
    server = closing.enter_context(XServer())
    process = spawn(words, server.display, home)
    closing.callback(end, process)
    wait_until_painted(server, process, time.perf_counter())
    return Shown(process, server)


def _window(
    app: Shown, circle: Shown, watched_s: float
) -> tuple[tuple[float, float], tuple[float, float]]:
    began, before = time.perf_counter(), (*app.cpu_s(), *circle.cpu_s())
    time.sleep(watched_s)
    took, after = time.perf_counter() - began, (*app.cpu_s(), *circle.cpu_s())
    a, b, c, d = (100 * (late - early) / took for late, early in zip(after, before, strict=True))
    return (a, b), (c, d)


def _mean(found: list[tuple[float, float]], which: int) -> float:
    return sum(both[which] for both in found) / len(found)
