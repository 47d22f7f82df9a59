"""Starts the app and its yardsticks as processes of their own, and reads what they use."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.bench.size import Size

ROOT = Path(__file__).resolve().parents[2]
YARDSTICKS = Path(__file__).parent / "yardsticks"
PATIENCE_S = 20.0
KIB = 1024.0
QT_LIBRARY = "libQt6Widgets"
FAILED = "failed"
"""The key of the answer of a probe that could not do its work."""

Process = subprocess.Popen[str]


class BenchError(Exception):
    """A part could not be measured. Its text is one line that says why."""


def clean_environment(display: str, home: Path) -> dict[str, str]:
    """As on a plain desktop: compiled modules are kept, and nothing of ours steers Qt."""
    left_out = ("PYTHON", "QT_", "XDG_", "DBUS_", "GTK_", "WAYLAND_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
    return {**kept, "DISPLAY": display, "HOME": str(home), "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}


def spawn(
    words: Sequence[str], display: str, home: Path, more: Mapping[str, str] | None = None
) -> Process:
    """Run Python with these words in the checkout; ``more`` joins its environment."""
    return spawn_program([sys.executable, *words], display, home, more)


def spawn_program(
    words: Sequence[str], display: str, home: Path, more: Mapping[str, str] | None = None
) -> Process:
    """Run a program in the checkout; ``more`` joins its environment."""
    return subprocess.Popen(
        words,
        cwd=ROOT,
        env={**clean_environment(display, home), **(more or {})},
        stdout=subprocess.PIPE,
        stdin=subprocess.PIPE,
        text=True,
    )


def app_words(data: Path, *words: str) -> list[str]:
    """The real entry."""
    return ["-m", "mattimer", "--data-dir", str(data), "--mute", *words]


def probe_words(probe: str, size: Size, data: Path, *words: str) -> list[str]:
    """The real entry, with a probe that looks on from inside."""
    inside = ["-m", "tests.bench.inside", probe, "smallest" if size.smallest else "full"]
    return [*inside, "--data-dir", str(data), "--mute", *words]


def yardstick_words(name: str, *words: str) -> list[str]:
    """A bare program to measure against."""
    return [str(YARDSTICKS / f"{name}.py"), *words]


def answer_of(process: Process) -> dict[str, Any]:
    """The line of JSON that a probe or a yardstick prints.

    Raises:
        BenchError: It ended without one, or says that it failed.
    """
    assert process.stdout is not None
    line = process.stdout.readline()
    if not line:
        raise BenchError(f"a measured process ended early, with status {process.wait()}.")
    found: dict[str, Any] = json.loads(line)
    if FAILED in found:
        raise BenchError(f"a probe failed: {found[FAILED]}")
    return found


def ask(process: Process) -> dict[str, Any]:
    """One question to a yardstick that answers each line, and its answer."""
    assert process.stdin is not None
    process.stdin.write("?\n")
    process.stdin.flush()
    return answer_of(process)


def end(process: "subprocess.Popen[Any]") -> None:
    """Ask it to end, and wait."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
    try:
        process.wait(PATIENCE_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            stream.close()


def cpu_s(pid: int) -> float:
    """Processor time of a process, all its threads, ended ones included."""
    # The number of the process's CPU clock, as clock_getcpuclockid(3) makes it.
    return time.clock_gettime((~pid << 3) | 2)


def pss_mib(pid: int) -> tuple[float, float]:
    """Memory of a process: its proportional share, and what is its alone and written to."""
    found = {}
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()[1:]:
        name, value = line.split(":")
        found[name] = int(value.split()[0]) / KIB
    return found["Pss"], found["Private_Dirty"]


def other_qt_processes() -> int:
    """How many processes share Qt's files with what is measured, which lowers its share."""
    count = 0
    for maps in Path("/proc").glob("[0-9]*/maps"):
        try:
            count += QT_LIBRARY in maps.read_text("utf-8", "replace")
        except OSError:
            continue
    return count
