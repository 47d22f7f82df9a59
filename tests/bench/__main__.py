"""``python -m tests.bench [NAME …]``: all of them, or only those named."""

import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path

from tests.bench.figures import Row, save, table
from tests.bench.processes import ROOT

NAMES = (
    "start",
    "memory",
    "cpu",
    "lateness",
    "stall",
    "sound",
    "opening",
    "history",
    "tray",
    "command",
    "endurance",
    "exchange",
    "bundle",
)


def run(names: list[str]) -> int:
    """Measure and report; an aim that is missed is reported, not an error."""
    unknown = [name for name in names if name not in NAMES]
    if unknown:
        sys.stderr.write(f"There is no {unknown[0]}; there are {', '.join(NAMES)}.\n")
        return 2
    rows: list[Row] = []
    began = time.monotonic()
    for name in names or NAMES:
        since = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="mattimer-bench-") as folder:
            rows += import_module(f"tests.bench.{name}").measure(Path(folder))
        sys.stderr.write(f"{name}: {time.monotonic() - since:.0f} s\n")
    save(rows, ROOT / "build" / "bench.json")
    missed = sum(row.met is False for row in rows)
    took = time.monotonic() - began
    sys.stdout.write(f"{table(rows)}\n\n{missed} aims missed; took {took:.0f} s\n")
    return 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
