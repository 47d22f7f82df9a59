"""What ears would say of samples, in figures."""

import math
from array import array
from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise

from mattimer.sound.tones import RATE

FULL_SCALE = 32_768
LOUDEST = 0.2512 * 32_767
"""-12 dBFS."""

LARGEST_STEP = 0.2 * FULL_SCALE

Numbers = tuple[float, float, float]

# K weighting at 48 kHz (ITU-R BS.1770-4): a head makes high sounds louder, ears hear low ones less.
HEAD: tuple[Numbers, tuple[float, float]] = (
    (1.53512485958697, -2.69169618940638, 1.19839281085285),
    (-1.69065929318241, 0.73248077421585),
)
EARS: tuple[Numbers, tuple[float, float]] = (
    (1.0, -2.0, 1.0),
    (-1.99004745483398, 0.99007225036621),
)


def milliseconds(length: float) -> int:
    return round(length * RATE / 1000)


def loudness(samples: "array[int]") -> float:
    """The loudest 400 ms, in LUFS: the greatest "momentary loudness" of EBU Tech 3341."""
    weighted = _filtered(_filtered([sample / FULL_SCALE for sample in samples], *HEAD), *EARS)
    window, hop = milliseconds(400), milliseconds(10)
    sums = [0.0, *accumulate(value * value for value in weighted)]
    powers = [sums[at + window] - sums[at] for at in range(0, len(weighted) - window + 1, hop)]
    return -0.691 + 10 * math.log10(max(powers) / window)


def _filtered(
    values: Sequence[float], forward: Numbers, back: tuple[float, float]
) -> Sequence[float]:
    made = array("d")
    x1 = x2 = y1 = y2 = 0.0
    for x in values:
        y = forward[0] * x + forward[1] * x1 + forward[2] * x2 - back[0] * y1 - back[1] * y2
        x1, x2, y1, y2 = x, x1, y, y1
        made.append(y)
    return made


def peak(samples: Sequence[int]) -> int:
    return max(map(abs, samples))


def largest_step(samples: Sequence[int]) -> int:
    return peak(_slopes(samples))


def sharpest_corner(samples: Sequence[int]) -> int:
    """The greatest change of slope from one sample to the next: what a click has most of."""
    return peak(_slopes(_slopes(samples)))


def _slopes(samples: Sequence[int]) -> list[int]:
    return [after - before for before, after in pairwise(samples)]


def rms(samples: Sequence[int]) -> float:
    return math.sqrt(sum(sample * sample for sample in samples) / len(samples))


def windows(
    samples: "array[int]", length_ms: float, measure: Callable[[Sequence[int]], float]
) -> list[float]:
    """A measure of each whole window, one after the other."""
    length = milliseconds(length_ms)
    starts = range(0, len(samples) - length + 1, length)
    return [measure(samples[start : start + length]) for start in starts]


def pitch(samples: Sequence[int]) -> float:
    """In Hz, by the moments at which the wave comes up through zero."""
    ups = [
        at - after / (after - before)
        for at, (before, after) in enumerate(pairwise(samples), 1)
        if before < 0 <= after
    ]
    return RATE * (len(ups) - 1) / (ups[-1] - ups[0])


def strength(samples: Sequence[int], hertz: float) -> float:
    """How much of one pitch is in them: the amplitude of a sine of it."""
    turn = math.tau * hertz / RATE
    across = sum(sample * math.cos(turn * at) for at, sample in enumerate(samples))
    along = sum(sample * math.sin(turn * at) for at, sample in enumerate(samples))
    return 2 * math.hypot(across, along) / len(samples)


def onsets(samples: "array[int]") -> list[int]:
    """Where something was struck: within 60 ms the loudness grew by a quarter."""
    heard = windows(samples, 10, rms)
    found: list[int] = []
    for at, value in enumerate(heard):
        before = heard[at - 6] if at >= 6 else 0.0
        is_new = not found or at - found[-1] > 30
        if is_new and value > 0.1 * max(heard) and value > 1.25 * before:
            found.append(at)
    return [at * milliseconds(10) for at in found]
