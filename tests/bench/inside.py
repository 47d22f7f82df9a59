"""The real entry with a probe: ``python -m tests.bench.inside PROBE SIZE [words of mattimer …]``.

A probe gets the built app just before it runs, and prints what it found as one line of JSON.
"""

import json
import sys
import time
from unittest.mock import patch

from mattimer.app import bootstrap
from mattimer.app.app import App
from mattimer.app.first_frame import FirstFrame
from mattimer.cli.main import main
from mattimer.session.clock import Clock
from tests.bench.probes import PROBES, Probe
from tests.bench.size import FULL, SMALLEST, Size
from tests.bench.watching import Inside


def run_with(probe: Probe, size: Size, words: list[str]) -> int:
    """Run the app with these words while a probe looks on."""
    run, make_clock = App.run, bootstrap.make_clock
    clocks: list[tuple[Clock, float]] = []

    def watched_clock(speed: float) -> Clock:
        clocks.append((make_clock(speed), speed))
        return clocks[-1][0]

    def watched(app: App, *start: object) -> int:
        clock, speed = clocks[-1]
        probe(Inside(app, size, clock, speed))
        return run(app, *start)  # type: ignore[arg-type]

    with patch.object(App, "run", watched), patch.object(bootstrap, "make_clock", watched_clock):
        return main(words)


def _say_painted(words: list[str]) -> int:
    """The window's own word for its first frame, told on the clock that every process shares."""
    show = FirstFrame.show

    def watched(opening: FirstFrame) -> None:
        opening.window.first_painted.connect(
            lambda: sys.stdout.write(json.dumps({"painted_at": time.perf_counter()}) + "\n")
        )
        show(opening)
        sys.stdout.flush()

    with patch.object(FirstFrame, "show", watched):
        return main(words)


if __name__ == "__main__":
    name, size_name, *rest = sys.argv[1:]
    size = SMALLEST if size_name == "smallest" else FULL
    sys.exit(_say_painted(rest) if name == "painted" else run_with(PROBES[name], size, rest))
