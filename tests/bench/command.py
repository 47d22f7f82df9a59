"""A command from a second process: how long until it is done, beside Python's own start."""

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from tests.bench.figures import Row, quarter
from tests.bench.processes import ROOT, BenchError, app_words, clean_environment, end, spawn
from tests.bench.size import Size
from tests.bench.xserver import XServer

ROUNDS = 25
START = ("start", "upper-back", "--minutes", "10", "--lead-in", "0", "--accept-safety")
BEYOND_AIM_MS = 150.0
PATIENCE_S = 20.0
ASK_AGAIN_S = 0.2
MILLI = 1000.0


def measure(folder: Path, size: Size) -> list[Row]:
    """``mattimer toggle`` until the app has answered, and ``python -c pass``, by turns."""
    data, rounds = folder / "data", size.times(ROUNDS)
    with XServer() as server:
        app = spawn(app_words(data, *START), server.display, folder)
        environment = clean_environment(server.display, folder)
        try:
            _wait_for_session(data, environment)
            ours, bare = [], []
            for _ in range(rounds):
                bare.append(_took_ms(["-c", "pass"], environment))
                ours.append(_took_ms(app_words(data, "toggle"), environment))
        finally:
            end(app)
    beyond = [one - other for one, other in zip(ours, bare, strict=True)]
    return [
        Row(
            name="a command, beyond a bare Python start",
            unit="ms",
            ours=median(ours),
            yardstick=median(bare),
            value=median(beyond),
            value_unit="ms",
            aim=BEYOND_AIM_MS,
            n=rounds,
            spread=f"{quarter(beyond, 1):.0f}-{quarter(beyond, 3):.0f} ms",
        )
    ]


def _took_ms(words: Sequence[str], environment: dict[str, str]) -> float:
    began = time.monotonic()
    subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return MILLI * (time.monotonic() - began)


def _wait_for_session(data: Path, environment: dict[str, str]) -> None:
    until = time.monotonic() + PATIENCE_S
    words = [sys.executable, *app_words(data, "pause")]
    while subprocess.run(
        words, cwd=ROOT, env=environment, check=False, stderr=subprocess.DEVNULL
    ).returncode:
        if time.monotonic() > until:
            raise BenchError("the app does not answer.")
        time.sleep(ASK_AGAIN_S)
