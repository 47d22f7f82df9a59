"""Where things are in the window at its first size, found by asking the widgets themselves.

Run as a program it prints JSON: for Today and Prepare each control's name and its middle, and
for Today each body region's as ``region_…``. Nothing is shown on a screen by it.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtWidgets import QAbstractButton, QWidget

from mattimer.app.app import App
from mattimer.app.bootstrap import launch
from mattimer.app.paths import Paths
from mattimer.ui.body.body_map import BodyMap
from tests.system.instance import accept_safety

GRID = 3
Place = tuple[int, int]


@cache
def places() -> dict[str, dict[str, Place]]:
    """The places by page and name."""
    root = Path(__file__).parents[2]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(root)}
    done = subprocess.run(
        [sys.executable, "-m", "tests.system.widget_positions"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return {
        page: {name: (x, y) for name, (x, y) in found.items()}
        for page, found in json.loads(done.stdout).items()
    }


def _buttons(window: QWidget) -> Iterator[tuple[str, Place]]:
    for button in window.findChildren(QAbstractButton):
        if button.isVisible() and button.objectName():
            middle = button.mapTo(window, button.rect().center())
            yield button.objectName(), (middle.x(), middle.y())


def _regions(window: QWidget) -> Iterator[tuple[str, Place]]:
    """A place well inside each region: the one nearest to the middle of all of its places."""
    (body,) = window.findChildren(BodyMap)
    found: dict[str, list[QPoint]] = {}
    for y in range(0, body.height(), GRID):
        for x in range(0, body.width(), GRID):
            area = body.region_at(QPointF(x, y))
            if area is not None and body.childAt(x, y) is None:
                found.setdefault(area, []).append(QPoint(x, y))
    for area, points in found.items():
        # The regions of the legs have two parts; the left one will do.
        left = [point for point in points if point.x() <= min(p.x() for p in points) + 40]
        middle = QPoint(
            sum(point.x() for point in left) // len(left),
            sum(point.y() for point in left) // len(left),
        )
        best = min(left, key=lambda point: (point - middle).manhattanLength())
        place = body.mapTo(window, best)
        yield f"region_{area}", (place.x(), place.y())


def _print_places(app: App, _start: object = None) -> int:
    start = app.window.findChild(QAbstractButton, "start")
    assert isinstance(start, QAbstractButton)
    found = {"today": dict([*_buttons(app.window), *_regions(app.window)])}
    start.click()
    found["prepare"] = dict(_buttons(app.window))
    sys.stdout.write(json.dumps(found))
    return 0


def main() -> None:
    """Become the app over a folder of its own, and look instead of running."""
    App.run = _print_places  # type: ignore[method-assign,assignment]
    with TemporaryDirectory() as folder:
        paths = Paths.under(Path(folder))
        paths.prepare()
        accept_safety(paths)
        sys.exit(launch(paths))


if __name__ == "__main__":
    main()
