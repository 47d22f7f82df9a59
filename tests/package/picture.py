"""Pictures of what the X server shows, to look at and to count."""

import struct
import subprocess
from collections import Counter
from pathlib import Path

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from tests.system.screen import Screen
from tests.system.wait_until import wait_for

PICTURES = Path(__file__).parents[2] / "build" / "package"

HEADER = struct.Struct(">25I")
SIZE, WIDTH, HEIGHT, LINE, COLOURS = 0, 4, 5, 12, 19
BYTES_PER_COLOUR = 12
AT_REST = 15
"""How many pictures in a row are the same once nothing moves."""


def picture_of(screen: Screen, window: int) -> QImage:
    """What a window shows right now, or what lies over it."""
    held = (screen.folder / "Xvfb_screen0").read_bytes()
    head = HEADER.unpack_from(held)
    begin = head[SIZE] + head[COLOURS] * BYTES_PER_COLOUR
    pixels = held[begin : begin + head[LINE] * head[HEIGHT]]
    whole = QImage(pixels, head[WIDTH], head[HEIGHT], head[LINE], QImage.Format.Format_RGB32)
    return whole.copy(place_of(screen, window))


def place_of(screen: Screen, window: int) -> QRect:
    """Where a window is; xdotool counts its frame twice."""
    words = ("xwininfo", "-id", str(window))
    told = subprocess.run(
        words, env=screen.environment(), capture_output=True, text=True, check=True, timeout=20
    )
    names = ("Absolute upper-left X", "Absolute upper-left Y", "Width", "Height")
    lines = dict(line.strip().split(":", 1) for line in told.stdout.splitlines() if ": " in line)
    return QRect(*(int(lines[name]) for name in names))


def colours(picture: QImage) -> Counter[int]:
    """How many pixels have each colour."""
    return Counter(memoryview(picture.constBits()).cast("I"))


def shows_a_page(picture: QImage) -> bool:
    """Whether it has text, lines and shapes: many colours, and no single one nearly everywhere."""
    counted = colours(picture)
    return len(counted) > 200 and counted.most_common(1)[0][1] < 0.97 * counted.total()


def settled(screen: Screen, window: int) -> QImage:
    """A picture of a window once nothing fades or moves in it any more."""
    same = [picture_of(screen, window)]

    def look() -> QImage | None:
        picture = picture_of(screen, window)
        if picture != same[-1]:
            same.clear()
        same.append(picture)
        # A fade on a busy computer may rest for some frames.
        return picture if len(same) > AT_REST else None

    return wait_for(look, "the window to come to rest")


def keep(picture: QImage, name: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    assert picture.save(str(PICTURES / f"{name}.png"))
