"""Endurance: what 200 sessions in a row leave behind."""

from pathlib import Path

from tests.bench.endless import SESSIONS
from tests.bench.figures import Row
from tests.bench.processes import answer_of, end, probe_words, spawn
from tests.bench.rooms import make_room
from tests.bench.size import Size
from tests.bench.xserver import XServer

AIMS = {"threads": 0.0, "timers": 0.0, "files": 0.0, "private MiB": 5.0}


def measure(folder: Path, size: Size) -> list[Row]:
    """Counted inside one app, after a warm-up and again at the end."""
    data = make_room(folder / "few", size.rows(200))
    words = probe_words("endurance", size, data, "--speed", "500")
    with XServer() as server:
        process = spawn(words, server.display, folder)
        try:
            found = answer_of(process)
        finally:
            end(process)
    before, after = found["before"], found["after"]
    rest = ", ".join(
        f"{name} {before[name]:.0f} to {after[name]:.0f}" for name in before if name not in AIMS
    )
    return [
        Row(
            name=f"growth over {size.times(SESSIONS)} sessions: {name}",
            unit="",
            ours=after[name],
            yardstick=before[name],
            value=after[name] - before[name],
            value_unit="MiB" if "MiB" in name else "more",
            aim=aim,
            n=1,
            spread="counted",
            note=rest if "MiB" in name else "",
        )
        for name, aim in AIMS.items()
    ]
