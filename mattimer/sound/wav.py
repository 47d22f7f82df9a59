"""WAV files: reading a sound of the app's own format."""

import wave
from array import array
from io import BytesIO
from pathlib import Path

from mattimer.sound.tones import RATE

SHORTEST = RATE // 20
LONGEST = 10 * RATE
LARGEST_FILE = 2 * LONGEST + 65_536
"""In bytes; what is larger is not even read."""

RIFF_HEAD = 8
"""Name and size, which the size does not count."""


class SoundFileError(Exception):
    """A sound can't be had from its file. Its text is one sentence for the person."""


def load_wav(path: Path) -> "array[int]":
    """The samples of a WAV file: mono, 16 bit, 48 kHz, 0.05 to 10 s long.

    Raises:
        SoundFileError: The file is missing or damaged, or it holds another kind of sound.
    """
    held = _bytes_of(path)
    # Cut short or grown: what the header promises is then another matter.
    if RIFF_HEAD + int.from_bytes(held[4:RIFF_HEAD], "little") != len(held):
        raise SoundFileError(f"The sound {path.name} is damaged.")
    try:
        with wave.open(BytesIO(held)) as file:
            form = (file.getnchannels(), file.getsampwidth(), file.getframerate())
            count = file.getnframes()
            # In this computer's byte order, whichever that is.
            samples = file.readframes(count)
    # RuntimeError is how the library says that a chunk reaches beyond the file.
    except (wave.Error, EOFError, ValueError, RuntimeError) as error:
        raise SoundFileError(f"The sound {path.name} is damaged.") from error
    if form != (1, 2, RATE):
        raise SoundFileError(f"The sound {path.name} isn't mono, 16 bit, 48 kHz.")
    if not SHORTEST <= count <= LONGEST:
        raise SoundFileError(f"The sound {path.name} isn't between 0.05 and 10 seconds long.")
    if len(samples) != 2 * count:
        raise SoundFileError(f"The sound {path.name} is damaged.")
    return array("h", samples)


def _bytes_of(path: Path) -> bytes:
    try:
        # Opening a pipe would wait for whoever writes into it.
        if not path.is_file():
            raise SoundFileError(f"The sound {path.name} is missing.")
        with path.open("rb") as file:
            held = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        raise SoundFileError(f"The sound {path.name} can't be read.") from error
    if len(held) > LARGEST_FILE:
        raise SoundFileError(f"The sound {path.name} is too large.")
    return held
