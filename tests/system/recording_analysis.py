"""What was recorded, as ears take it: where it begins, where it is quiet, whether it clicks."""

import sys
from array import array
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from mattimer.sound.wav import load_wav
from tests.system.sound_server import RATE

ROOT = Path(__file__).parents[2]

WINDOW = RATE // 500
"""Two milliseconds: longer than half a wave of the lowest tone, shorter than any notch."""

FULL_SCALE = 32_768
NOISE = 60 / FULL_SCALE
"""Softer than this is silence."""

NOTCH = 300 / FULL_SCALE
"""Breath tones fall below this for a moment where they turn, and nowhere else."""


class Heard:
    """A recording: 16 bit, one channel."""

    def __init__(self, path: Path) -> None:
        held = path.read_bytes()
        self.samples = array("h", held[: len(held) // 2 * 2])
        if sys.byteorder == "big":
            self.samples.byteswap()
        self._peaks = [
            max(map(abs, self.samples[at : at + WINDOW]))
            for at in range(0, len(self.samples), WINDOW)
        ]

    @property
    def seconds(self) -> float:
        return len(self.samples) / RATE

    @property
    def peak(self) -> float:
        """Of full scale."""
        return max(self._peaks) / FULL_SCALE

    @property
    def largest_step(self) -> float:
        """Between two samples, of full scale."""
        return max(abs(b - a) for a, b in pairwise(self.samples)) / FULL_SCALE

    def onsets(self, level: float, quiet_s: float) -> list[float]:
        """Where it rises above a level (of full scale) after so much quiet, in seconds."""
        return [end for begin, end in self.quiet(level, quiet_s) if end < self.seconds]

    def quiet(self, level: float, least_s: float) -> list[tuple[float, float]]:
        """From when to when it stays below a level for at least so long, in seconds."""
        found = [run for run in self._runs(level * FULL_SCALE) if run[1] - run[0] >= least_s]
        return [(begin, min(end, self.seconds)) for begin, end in found]

    def _runs(self, level: float) -> Iterator[tuple[float, float]]:
        begin = None
        for index, peak in enumerate((*self._peaks, FULL_SCALE)):
            at = index * WINDOW / RATE
            if peak < level and begin is None:
                begin = at
            elif peak >= level and begin is not None:
                yield begin, at
                begin = None


def own_onset(name: str) -> float:
    """How far into its file a bell rises above the noise, in seconds."""
    samples = load_wav(ROOT / "resources" / "sounds" / f"{name}.wav")
    first = next(at for at, sample in enumerate(samples) if abs(sample) > NOISE * FULL_SCALE)
    return first / RATE


def wandering(found: Sequence[float], due: Sequence[float]) -> tuple[float, float]:
    """What lies between what is due and what is found, and how far off the worst of them is.

    The first is where the recording began and what the device always needs; it is taken out.
    """
    assert len(found) == len(due), f"heard at {found}, due at {list(due)}"
    offsets = sorted(one - other for one, other in zip(found, due, strict=True))
    constant = offsets[len(offsets) // 2]
    return constant, max(abs(offset - constant) for offset in offsets)
