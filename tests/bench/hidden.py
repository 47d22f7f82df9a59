"""Hidden: frames that the session page paints while minimised or hidden; there should be none."""

import time
from pathlib import Path

from tests.bench.figures import Row
from tests.bench.processes import answer_of, end, probe_words, spawn
from tests.bench.size import Size
from tests.bench.xserver import XServer, window_manager

START = ("start", "upper-back", "--minutes", "10", "--lead-in", "0")
MANAGER_S = 0.7


def measure_hidden(data: Path, folder: Path, size: Size) -> list[Row]:
    """Counted inside the app, with a real window manager to minimise it."""
    with XServer() as server:
        manager = window_manager(server)
        process = None
        try:
            time.sleep(MANAGER_S)
            process = spawn(probe_words("hidden", size, data, *START), server.display, folder)
            found = answer_of(process)
        finally:
            if process is not None:
                end(process)
            end(manager)
    seen = found["shown"][0]
    note = ", ".join(
        f"{name} {frames} frames, {cpu:.1f} %" for name, (frames, cpu) in found.items()
    )
    return [
        Row(
            name=f"frames in 3 s, {name}",
            unit="",
            ours=found[name][0],
            yardstick=seen,
            value=found[name][0],
            value_unit="frames",
            aim=0,
            n=1,
            spread="counted",
            note=note if name == "minimised" else "",
        )
        for name in ("minimised", "hidden")
    ]
