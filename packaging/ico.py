"""Makes the app's icon for Windows: .venv/bin/python packaging/ico.py [FILE].

Without FILE it goes to build/mattimer.ico, where packaging/windows/mattimer.iss looks for it.
"""

import struct
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from app_icons import write_icons
from project import APP_ID, ROOT

ICO = ROOT / "build" / "mattimer.ico"
SIZES = (16, 24, 32, 48, 64, 256)
HEAD, ENTRY = struct.Struct("<3H"), struct.Struct("<4B2H2I")


def write_ico(file: Path = ICO) -> Path:
    """Write the icon, and say where it lies.

    Raises:
        OSError: It cannot be written.
    """
    with tempfile.TemporaryDirectory() as folder:
        theme = Path(folder)
        write_icons(theme)
        pictures = {
            size: (theme / f"{size}x{size}" / "apps" / f"{APP_ID}.png").read_bytes()
            for size in SIZES
        }
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(packed(pictures))
    return file


def packed(pictures: Mapping[int, bytes]) -> bytes:
    """An icon file of PNGs, each under its size in pixels; Windows reads such since Vista."""
    parts = [HEAD.pack(0, 1, len(pictures))]
    offset = HEAD.size + ENTRY.size * len(pictures)
    for size, picture in pictures.items():
        # A byte holds no 256; there 0 means it.
        side = size % 256
        parts.append(ENTRY.pack(side, side, 0, 0, 1, 32, len(picture), offset))
        offset += len(picture)
    return b"".join([*parts, *pictures.values()])


def main(words: list[str]) -> int:
    """Write into the file that is named."""
    if len(words) > 1:
        sys.stderr.write("Usage: python packaging/ico.py [FILE]\n")
        return 2
    try:
        write_ico(*map(Path, words))
    except OSError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
