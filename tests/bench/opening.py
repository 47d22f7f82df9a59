"""Opening History with 100,000 stored sessions."""

from collections.abc import Sequence
from pathlib import Path

from mattimer.app.paths import Paths
from tests.bench.figures import Row, range_words, ratio_row
from tests.bench.processes import answer_of, end, probe_words, spawn, yardstick_words
from tests.bench.rooms import make_room
from tests.bench.size import Size
from tests.bench.xserver import XServer

ROUNDS = 7
SESSIONS = 100_000


def measure(folder: Path, size: Size) -> list[Row]:
    """The first opening of a fresh app, against the same rows in a bare table."""
    data = make_room(folder / "many", size.rows(SESSIONS))
    ours, bare = [], []
    with XServer() as server:
        for _ in range(size.times(ROUNDS)):
            bare_words = yardstick_words("rows", str(Paths.under(data).database))
            bare.append(_ms(bare_words, server, folder))
            ours.append(_ms(probe_words("history", size, data), server, folder))
    ratio = ratio_row("History, 100,000 sessions, first rows", "ms", ours, bare, aim=None)
    aimed = Row(
        name="History, 100,000 sessions, first rows",
        unit="ms",
        ours=ratio.ours,
        yardstick=None,
        value=ratio.ours,
        value_unit="ms",
        aim=150,
        n=len(ours),
        spread=range_words(ours, "ms"),
    )
    return [aimed, ratio]


def _ms(words: Sequence[str], server: XServer, home: Path) -> float:
    process = spawn(words, server.display, home)
    try:
        return float(answer_of(process)["ms"])
    finally:
        end(process)
