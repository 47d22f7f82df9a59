"""How late cues are announced while another process keeps both cores busy."""

import os
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from tests.bench.figures import Row, percentile, range_words
from tests.bench.processes import answer_of, end, probe_words, spawn, yardstick_words
from tests.bench.rooms import make_room
from tests.bench.size import Size
from tests.bench.xserver import XServer

RUNS = (("1", "1", 60), ("10", "10", 60))
SMALLEST_RUNS = (("20", "1", 3),)
"""Speed, minutes, and how many seconds that takes."""

PATTERN = "4-4"
EVERY_S = 0.5


def measure(folder: Path, size: Size) -> list[Row]:
    """Whole sessions; a bare timer aims at moments of its own beside each."""
    data = make_room(folder / "few", size.rows(200))
    rows: list[Row] = []
    with ExitStack() as closing:
        server, other = closing.enter_context(XServer()), closing.enter_context(XServer())
        for _ in range(os.cpu_count() or 1):
            closing.callback(end, spawn(yardstick_words("burn"), server.display, folder))
        for speed, minutes, seconds in SMALLEST_RUNS if size.smallest else RUNS:
            words = probe_words("cues", size, data, "--speed", speed, "start", "upper-back")
            words += ["--minutes", minutes, "--pattern", PATTERN, "--lead-in", "0"]
            count = str(max(1, int((seconds - 5) / EVERY_S)))
            process = spawn(words, server.display, folder)
            bare = spawn(
                yardstick_words("timer", "due", str(EVERY_S), count), other.display, folder
            )
            try:
                found = [(str(kind), float(late)) for kind, late in answer_of(process)["cues"]]
                late = [float(one) for one in answer_of(bare)["late"]]
            finally:
                end(process)
                end(bare)
            rows += _rows(found, late, speed)
    return rows


def _rows(found: list[tuple[str, float]], bare: list[float], speed: str) -> list[Row]:
    every = [late for _, late in found]
    ends = [late for kind, late in found if kind == "end"]
    early = [late for late in every if late < 0]
    parts = {
        f"cue lateness p99, busy cores, speed {speed}": (percentile(every, 0.99), 20.0),
        f"end of session late, speed {speed}": (max(ends), 20.0),
        f"cues that came early, speed {speed}": (float(len(early)), 0.0),
    }
    kinds = sorted({kind for kind, _ in found})
    worst = ", ".join(
        f"{kind} {max(late for other, late in found if other == kind):.0f}" for kind in kinds
    )
    median_note = (
        f"median {median(every):.1f} ms, of a bare timer {median(bare):.1f} ms; "
        f"worst by kind, ms: {worst}"
    )
    return [
        Row(
            name=name,
            unit="" if "early" in name else "ms",
            ours=value,
            yardstick=percentile(bare, 0.99) if "p99" in name else None,
            value=value,
            value_unit="cues" if "early" in name else "ms",
            aim=aim,
            n=len(every),
            spread=range_words(every, "ms"),
            note=median_note if "p99" in name else "",
        )
        for name, (value, aim) in parts.items()
    ]
