"""The frozen application against a bare frozen window: how large, and how soon it is there."""

import subprocess
import sys
from pathlib import Path

from tests.bench.figures import Row, ratio_row
from tests.bench.processes import ROOT, YARDSTICKS, BenchError
from tests.bench.rooms import make_room
from tests.bench.screen import Seen
from tests.bench.size import Size
from tests.bench.start import SESSIONS, cpu, start_once, start_row, wall
from tests.bench.xserver import XServer

ROUNDS = 15
MB = 1e6


def measure(folder: Path, size: Size) -> list[Row]:
    """Both frozen in the same way in the same run, and started by turns."""
    app = freeze(ROOT / "packaging" / "mattimer.spec", folder)
    window = freeze(YARDSTICKS / "window.spec", folder)
    words = [str(app), "--data-dir", str(make_room(folder / "few", size.rows(SESSIONS))), "--mute"]
    ours: list[Seen] = []
    bare: list[Seen] = []
    with XServer() as server:
        for once in (words, [str(window)]):
            start_once(server, once, folder)
        for _ in range(size.times(ROUNDS)):
            bare.append(start_once(server, [str(window)], folder))
            ours.append(start_once(server, words, folder))
    return [
        ratio_row("size of the bundle", "MB", [megabytes(app)], [megabytes(window)], aim=1.15),
        start_row("frozen, start to first frame, wall clock", ours, bare, wall, aim=1.35),
        start_row("frozen, start to first frame, processor time", ours, bare, cpu, aim=1.35),
    ]


def freeze(spec: Path, folder: Path) -> Path:
    """Run PyInstaller, and return the program that it made.

    Raises:
        BenchError: It failed.
    """
    words = [sys.executable, "-m", "PyInstaller", "--log-level", "ERROR", "-y"]
    words += ["--distpath", str(folder / "bundle"), "--workpath", str(folder / "work"), str(spec)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        last = " ".join(done.stderr.split())[-500:]
        raise BenchError(f"PyInstaller could not freeze {spec.stem}: {last}")
    return folder / "bundle" / spec.stem / spec.stem


def megabytes(program: Path) -> float:
    """All files of a bundle, in megabytes; links count nothing."""
    files = (path for path in program.parent.rglob("*") if not path.is_symlink())
    return sum(path.stat().st_size for path in files if path.is_file()) / MB
