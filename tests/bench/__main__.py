"""Entry of the bench: ``python -m tests.bench [--smallest] [NAME …]``, all parts or those named."""

import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from tests.bench.figures import Row, save, table
from tests.bench.processes import ROOT, BenchError
from tests.bench.size import FULL, SMALLEST, Size

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
SMALLEST_WORD = "--smallest"


def run(words: Sequence[str]) -> int:
    """Measure and report; an aim that is missed is reported, a part that fails ends it all."""
    size = SMALLEST if SMALLEST_WORD in words else FULL
    names = [word for word in words if word != SMALLEST_WORD]
    unknown = [name for name in names if name not in NAMES]
    if unknown:
        sys.stderr.write(f"There is no {unknown[0]}; there are {', '.join(NAMES)}.\n")
        return 2
    rows: list[Row] = []
    began = time.monotonic()
    try:
        for name in names or NAMES:
            rows += _part(name, size)
    except BenchError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    finally:
        _report(rows, size, time.monotonic() - began)
    return 0


def _part(name: str, size: Size) -> list[Row]:
    """One part, within its time.

    Raises:
        BenchError: It failed, or took too long.
    """
    since = time.monotonic()
    module = import_module(f"tests.bench.{name}")
    try:
        with (
            tempfile.TemporaryDirectory(prefix="mattimer-bench-") as folder,
            time_limit(size.limit_s),
        ):
            rows: list[Row] = module.measure(Path(folder), size)
    except BenchError as error:
        raise BenchError(f"{name}: {error}") from error
    sys.stderr.write(f"{name}: {time.monotonic() - since:.0f} s\n")
    return rows


@contextmanager
def time_limit(limit_s: float) -> Iterator[None]:
    """Raise BenchError from whatever still runs after so many seconds."""

    def on_alarm(_number: int, _frame: object) -> None:
        raise BenchError(f"not done after {limit_s:g} s.")

    before = signal.signal(signal.SIGALRM, on_alarm)
    signal.setitimer(signal.ITIMER_REAL, limit_s)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _report(rows: Sequence[Row], size: Size, took: float) -> None:
    if not rows:
        return
    if not size.smallest:
        save(rows, ROOT / "build" / "bench.json")
    missed = sum(row.met is False for row in rows)
    verdict = "measured too little to mean anything" if size.smallest else f"{missed} aims missed"
    sys.stdout.write(f"{table(rows)}\n\n{verdict}; took {took:.0f} s\n")


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
