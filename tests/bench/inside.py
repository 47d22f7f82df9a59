"""The real entry with a probe: ``python -m tests.bench.inside PROBE [words of mattimer …]``.

A probe gets the built app just before it runs, and prints what it found as one line of JSON.
"""

import json
import sys
import time
from collections.abc import Mapping
from typing import Any
from unittest.mock import patch

from mattimer.app.app import App
from mattimer.app.first_frame import FirstFrame
from mattimer.cli.main import main
from tests.bench.probes import PROBES


def _run_with(probe: str, words: list[str]) -> int:
    run = App.run

    def watched(app: App, start: Mapping[str, Any] | None = None) -> int:
        PROBES[probe](app)
        return run(app, start)

    with patch.object(App, "run", watched):
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
    name, *rest = sys.argv[1:]
    sys.exit(_say_painted(rest) if name == "painted" else _run_with(name, rest))
