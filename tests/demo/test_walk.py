"""The demo walks through the real app by itself, in a program of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage

WIDE, NARROW = (1100, 760), (720, 560)
SCREENS = {
    "screening": WIDE,
    "today-first-day": WIDE,
    "today-light": WIDE,
    "today-720x560": NARROW,
    "prepare": WIDE,
    "session-lead-in": WIDE,
    "session-settle": WIDE,
    "session-still": WIDE,
    "session-still-720x560": NARROW,
    "session-still-dim": WIDE,
    "session-paused": WIDE,
    "session-paused-720x560": NARROW,
    "session-rise": WIDE,
    "after": WIDE,
    "today-saved": WIDE,
    "session-reduced-motion": WIDE,
    "session-controls": WIDE,
    "after-stopped": WIDE,
    "history-empty": WIDE,
    "history-first": WIDE,
    "history": WIDE,
    "history-further-down": WIDE,
    "history-end": WIDE,
    "history-end-light": WIDE,
    "history-light": WIDE,
    "history-720x560": NARROW,
    "history-all-sessions": WIDE,
    "settings": WIDE,
}


def test_the_demo_leaves_pictures_of_every_screen_and_the_saved_session(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    done = subprocess.run(
        [sys.executable, "-m", "mattimer", "demo", str(folder), "--minutes", "3"],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    session = json.loads(done.stdout)
    assert session["area"] == "upper-back"
    assert session["outcome"] == "finished"
    assert (session["tightness_before"], session["tightness_after"]) == (7, 4)
    assert session["noticed"] == ["warmth", "heaviness"]
    assert session["mat_s"] == session["planned_s"] == 180
    pictures = {path.stem.split("-", 1)[1]: QImage(str(path)) for path in folder.glob("*.png")}
    assert SCREENS.keys() <= pictures.keys()
    for name, size in SCREENS.items():
        image = pictures[name]
        assert image.deviceIndependentSize().toSize().toTuple() == size, name
        colors = {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, 560, 9)}
        assert len(colors) > 20, name
