"""Makes the bells anew: .venv/bin/python packaging/make_sounds.py [FOLDER].

They go to resources/sounds, or to FOLDER. Wherever and however often this runs, the files are the
same byte for byte; the tests compare. Commit them together with what changed them.
"""

import sys
import wave
from pathlib import Path

from bells import BELLS, ring

from mattimer.sound.tones import RATE

SOUNDS = Path(__file__).parents[1] / "resources" / "sounds"


def make(folder: Path) -> None:
    """Write every bell into a folder, which is made where it is missing.

    Raises:
        OSError: A file can't be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, bell in BELLS.items():
        with wave.open(str(folder / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            # From this computer's byte order; the file's is little-endian on any.
            file.writeframes(ring(bell))


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else SOUNDS)
