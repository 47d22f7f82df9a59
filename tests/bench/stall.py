"""The longest time the UI thread did not come round in a session."""

from pathlib import Path

from tests.bench.figures import Row, range_words
from tests.bench.processes import answer_of, ask, end, probe_words, spawn, yardstick_words
from tests.bench.rooms import make_room
from tests.bench.xserver import XServer

ROUNDS = 7
SPEED = "120"
"""Ten minutes in five seconds; what happens at once, happens at once at any speed."""


def measure(folder: Path) -> list[Row]:
    """A fresh app each time, by its buttons; a bare window counts beside it."""
    data = make_room(folder / "few", 200)
    found: list[dict[str, float]] = []
    bare: list[float] = []
    with XServer() as server, XServer() as other:
        for _ in range(ROUNDS):
            beside = spawn(yardstick_words("timer", "gaps"), other.display, folder)
            process = spawn(probe_words("stall", data, "--speed", SPEED), server.display, folder)
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
            n=ROUNDS,
            spread=range_words(worst, "ms"),
            note=f"worst of all, ms: {parts}",
        )
    ]
