"""The bells: singing bowls, struck with a soft mallet. ``make_sounds.py`` writes them to files.

Each has a pitch and a figure of its own, so that ears alone know it:

    settle    one low stroke
    still     the same bowl twice, slowly
    rise      two bowls, a fifth upwards
    end       three bowls coming down, each a little firmer
    end-soft  the same from farther away, for whoever did not hear it
"""

import math
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from mattimer.sound.tones import RATE

PEAK = 32_767
RELEASE_S = 0.8
"""A bell does not stop, it leaves."""


@dataclass(frozen=True, slots=True)
class Partial:
    """One of the tones in a bowl, which are no multiples of each other.

    Attributes:
        ratio: Its pitch, of the bowl's.
        strength: Its loudness, of the bowl's.
        decay_s: Seconds until a bowl of 330 Hz has lost all but 37 % of it.
        swell_s: Seconds that a soft mallet takes to bring it out.
        beat_hz: No bowl is quite round: a weaker twin lies this much higher.
    """

    ratio: float
    strength: float
    decay_s: float
    swell_s: float
    beat_hz: float


BOWL = (
    Partial(1.0, 1.0, decay_s=1.5, swell_s=0.090, beat_hz=0.8),
    Partial(2.74, 0.30, decay_s=0.80, swell_s=0.060, beat_hz=1.3),
    Partial(5.12, 0.08, decay_s=0.45, swell_s=0.050, beat_hz=1.9),
    Partial(7.95, 0.02, decay_s=0.25, swell_s=0.040, beat_hz=2.6),
)
TWIN = 0.2
BOWL_HZ = 330.0


@dataclass(frozen=True, slots=True)
class Stroke:
    """A bowl of ``pitch_hz`` struck ``at_s`` seconds after the beginning, 1 as firmly as any."""

    at_s: float
    pitch_hz: float
    firmness: float = 1.0


@dataclass(frozen=True, slots=True)
class Bell:
    """Strokes that make up one sound.

    Attributes:
        length_s: When the last of it is gone.
        level: Of full scale, for the firmest stroke's fundamental. Set so that no sound stands
            out from the others (the tests measure it).
    """

    strokes: tuple[Stroke, ...]
    length_s: float
    level: float


END = (Stroke(0, 659.26, 0.75), Stroke(0.8, 554.37, 0.85), Stroke(1.6, 440.0))
BELLS = {
    "settle": Bell((Stroke(0, 220.0),), length_s=3.4, level=0.167),
    "still": Bell((Stroke(0, 329.63), Stroke(1.25, 329.63, 0.7)), length_s=3.5, level=0.155),
    "rise": Bell((Stroke(0, 440.0), Stroke(0.6, 659.26, 0.95)), length_s=3.2, level=0.146),
    "end": Bell(END, length_s=4.5, level=0.15),
    "end-soft": Bell(END, length_s=4.5, level=0.0532),
}


def ring(bell: Bell) -> "array[int]":
    """The sound of a bell: mono, 16 bit, RATE samples a second, ending in zeros."""
    count = round(bell.length_s * RATE)
    sums = [0.0] * count
    for stroke in bell.strokes:
        for partial in BOWL:
            _add(sums, stroke, partial)
    full = PEAK * bell.level
    return array(
        "h", [round(full * sum_ * _release(count - at)) for at, sum_ in enumerate(sums, 1)]
    )


def _add(sums: list[float], stroke: Stroke, partial: Partial) -> None:
    start = round(stroke.at_s * RATE)
    for at, value in enumerate(_sounding(stroke, partial, len(sums) - start), start):
        sums[at] += value


def _sounding(stroke: Stroke, partial: Partial, count: int) -> Iterator[float]:
    turn = math.tau * stroke.pitch_hz * partial.ratio / RATE
    twin_turn = turn + math.tau * partial.beat_hz / RATE
    fading = -math.sqrt(stroke.pitch_hz / BOWL_HZ) / (partial.decay_s * RATE)
    strength = stroke.firmness * partial.strength
    swell = round(partial.swell_s * RATE)
    for at in range(count):
        swollen = 0.5 - 0.5 * math.cos(math.pi * at / swell) if at < swell else 1.0
        both = math.sin(turn * at) - TWIN * math.sin(twin_turn * at)
        yield strength * swollen * math.exp(fading * at) * both


def _release(left: int) -> float:
    """How much is let through ``left`` samples before the end."""
    return 0.5 - 0.5 * math.cos(math.pi * min(1.0, left / (RELEASE_S * RATE)))
