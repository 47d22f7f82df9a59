"""Looking back on 100,000 sessions: first paint, other areas and spans, and what they add up to."""

import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import Any

from mattimer.app.paths import Paths
from mattimer.desktop.system_clock import SystemClock
from mattimer.stats.periods import LookBackSpan
from mattimer.storage.repository import Repository
from mattimer.storage.review_query import read_review
from mattimer.storage.store import Store
from tests.bench.figures import Row, range_words, ratio_row
from tests.bench.processes import answer_of, end, probe_words, spawn, yardstick_words
from tests.bench.rooms import make_room
from tests.bench.size import Size
from tests.bench.xserver import XServer

ROUNDS, REVIEWS = 5, 5
SESSIONS = 100_000
WHAT = "History, 100,000 sessions"


def measure(folder: Path, size: Size) -> list[Row]:
    """A fresh app each round, beside the same columns read by bare sqlite3."""
    data = make_room(folder / "many", size.rows(SESSIONS))
    found, bare, review_ms = [], [], []
    with XServer() as server:
        for _ in range(size.times(ROUNDS)):
            words = yardstick_words("columns", str(Paths.under(data).database))
            bare.append(_answer(words, server, folder))
            found.append(_answer(probe_words("look_back", size, data), server, folder))
            review_ms.append(_review_ms(Paths.under(data).database))
    bare_ms = [median(one["ms"]) for one in bare]
    stalls = [max(one["rest_gap"], one["choose_gap"]) for one in found]
    return [
        _aimed("first chart", [one["first"] for one in found], 150),
        _aimed("another span", [max(one["history_span"]) for one in found], 100),
        _aimed("another area", [max(one["history_area"]) for one in found], 100),
        _aimed("what they add up to", review_ms, 200),
        ratio_row(f"{WHAT}, add up to", "ms", review_ms, bare_ms, aim=None),
        _aimed("longest stall after the first chart", stalls, 50),
    ]


def _review_ms(database: Path) -> float:
    """All that the sessions add up to, on the store's own thread."""
    now = SystemClock().read()
    today = now.day

    def read(repository: Repository) -> float:
        began = time.perf_counter()
        read_review(repository, LookBackSpan.ALL, today)
        return (time.perf_counter() - began) * 1000

    with closing(Store(database, "bench")) as store:
        store.open().result()
        return median(store.within(read).result() for _ in range(REVIEWS))


def _aimed(name: str, ours: Sequence[float], aim: float) -> Row:
    return Row(
        name=f"{WHAT}, {name}",
        unit="ms",
        ours=median(ours),
        yardstick=None,
        value=median(ours),
        value_unit="ms",
        aim=aim,
        n=len(ours),
        spread=range_words(ours, "ms"),
    )


def _answer(words: Sequence[str], server: XServer, home: Path) -> dict[str, Any]:
    process = spawn(words, server.display, home)
    try:
        return answer_of(process)
    finally:
        end(process)
