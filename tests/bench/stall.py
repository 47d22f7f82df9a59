"""The longest time the UI thread did not come round in a session."""

from pathlib import Path

from tests.bench.figures import Row, range_words
from tests.bench.processes import answer_of, ask, end, probe_words, spawn, yardstick_words
from tests.bench.rooms import make_room
from tests.bench.size import Size
from tests.bench.xserver import XServer

ROUNDS = 7
SPEED = "120"
"""Ten minutes in five seconds; what happens at once, happens at once at any speed."""


def measure(folder: Path, size: Size) -> list[Row]:
    """A fresh app each time, by its buttons; a bare window counts beside it."""
    data = make_room(folder / "few", size.rows(200))
    words = probe_words("stall", size, data, "--speed", SPEED)
    found: list[dict[str, float]] = []
    bare: list[float] = []
    with XServer() as server, XServer() as other:
        for _ in range(size.times(ROUNDS)):
            beside = spawn(yardstick_words("timer", "gaps"), other.display, folder)
            process = spawn(words, server.display, folder)
            try:
                ask(beside)
                found.append(answer_of(process))
                bare.append(float(ask(beside)["worst"]))
            finally:
                end(process)
                end(beside)
    worst = [max(one.values()) for one in found]
    parts = ", ".join(f"{name} {max(one[name] for one in found):.0f}" for name in found[0])
    return [
        Row(
            name="longest stall of the UI thread",
            unit="ms",
            ours=max(worst),
            yardstick=max(bare),
            value=max(worst),
            value_unit="ms",
            aim=50,
            n=len(found),
            spread=range_words(worst, "ms"),
            note=f"worst of all, ms: {parts}",
        )
    ]
