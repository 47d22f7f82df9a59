"""What happens to the bench when a part of it fails, never ends, or is not there."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from tests.bench import __main__ as bench
from tests.bench.figures import Row
from tests.bench.processes import ROOT, BenchError, answer_of, end, spawn
from tests.bench.rooms import make_room
from tests.bench.size import FULL, SMALLEST, Size

LIMIT_S = 0.05
ROW = Row("a figure", "ms", 1.0, 1.0, 1.0, "x", 2.0, 1, "counted")
BROKEN_PROBE = """
import sys
from tests.bench.inside import run_with
from tests.bench.probes import beside
from tests.bench.size import SMALLEST
from tests.bench.watching import press

async def broken(inside):
    press(inside.app, "no_such_button")

sys.exit(run_with(beside(broken), SMALLEST, sys.argv[1:]))
"""

Measure = Callable[[Path, Size], list[Row]]


@pytest.fixture
def part(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Measure], None]:
    """Lets the bench have a part that a test makes."""

    def make(name: str, measure: Measure) -> None:
        module = ModuleType(f"tests.bench.{name}")
        module.measure = measure  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, module.__name__, module)
        monkeypatch.setattr(bench, "NAMES", (*bench.NAMES, name))

    return make


def test_a_part_that_fails_ends_the_bench_with_one_line(
    part: Callable[[str, Measure], None], capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_folder: Path, _size: Size) -> list[Row]:
        raise BenchError("the app does not answer.")

    part("good", lambda _folder, _size: [ROW])
    part("broken", fail)
    assert bench.run(["--smallest", "good", "broken", "good"]) == 1
    shown = capsys.readouterr()
    assert shown.err.splitlines()[-1] == "broken: the app does not answer."
    assert shown.out.count("a figure") == 1, "what was measured before is not lost"


def test_a_part_has_a_time_limit() -> None:
    with pytest.raises(BenchError, match="not done after"), bench.time_limit(LIMIT_S):
        time.sleep(10)


def test_a_part_in_time_is_left_alone() -> None:
    with bench.time_limit(LIMIT_S):
        pass
    time.sleep(2 * LIMIT_S)


def test_a_part_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.run(["heat"]) == 2
    assert capsys.readouterr().err.startswith("There is no heat; there are start, memory")


def test_a_process_without_an_answer_is_an_error() -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", "raise SystemExit(7)"],
        stdout=subprocess.PIPE,
        stdin=subprocess.PIPE,
        text=True,
    )
    with pytest.raises(BenchError, match="ended early, with status 7"):
        answer_of(process)
    end(process)


@pytest.mark.system
def test_a_probe_that_fails_says_so_and_ends_its_process(tmp_path: Path) -> None:
    data = make_room(tmp_path / "data", 1)
    words = ["-c", BROKEN_PROBE, "--data-dir", str(data), "--mute"]
    environment = {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    process = spawn(words, "", tmp_path, environment)
    with pytest.raises(BenchError, match="ProbeError: there is no button no_such_button"):
        answer_of(process)
    assert process.wait(10) == 1
    end(process)


def test_the_smallest_size_is_small() -> None:
    assert (SMALLEST.times(15), SMALLEST.rows(100_000), SMALLEST.seconds(60)) == (1, 300, 1)
    assert (FULL.times(15), FULL.rows(100_000), FULL.seconds(60)) == (15, 100_000, 60)
