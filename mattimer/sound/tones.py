"""The two breath tones: a soft flute that climbs a fifth with the inhale and sinks with the exhale.

Pitch alone tells them apart. Loudness follows the pacer's disc over a floor, so a tone is there
from its start; the fuller the lungs, the brighter it sounds. A tone is made for whatever pattern
a person breathes in, so it is made quickly: whole numbers, and straight lines between marks 5 ms
apart.
"""

import math
from array import array
from itertools import pairwise

from mattimer.session.breath import Breath, BreathPhase

RATE = 48_000
"""Samples a second of everything that sounds."""

EMPTY_HZ = 220.0
FULL_HZ = 330.0
FLOOR = 0.2
"""Of full loudness, with empty lungs: quiet, but there."""

FADE = RATE // 25
"""40 ms: nothing clicks, and the breath turns in a short silence."""

PEAK = 5_900
"""Below -12 dBFS, which is 8,231, and as loud as the bells."""

STEADY = (1.0, 0.16)
"""Fundamental and octave, as strong as the breath is full."""

BRIGHT = (0.0, 0.16, 0.12, 0.04)
"""What the square of that adds."""

MARK = RATE // 200
CYCLE = 4_096
"""Points of the wave."""

POSITION_BITS = 16
GAIN_BITS = 24


def inhale_tone(seconds: float) -> "array[int]":
    """The tone of one inhale: mono, 16 bit, ``round(seconds * RATE)`` samples."""
    return _tone(BreathPhase.INHALE, seconds)


def exhale_tone(seconds: float) -> "array[int]":
    """The tone of one exhale: mono, 16 bit, ``round(seconds * RATE)`` samples."""
    return _tone(BreathPhase.EXHALE, seconds)


def _tone(phase: BreathPhase, seconds: float) -> "array[int]":
    count = round(seconds * RATE)
    marks = [*range(0, count, MARK), count]
    gains = [_gain(phase, at, count) for at in marks]
    steady, bright = _waves()
    samples = array("h")
    position = 0
    for (start, end), (gain, next_gain) in zip(pairwise(marks), pairwise(gains), strict=True):
        length = end - start
        step = _step(phase, (start + end) / (2 * count))
        places = range(position, position + length * step, step)
        gains_of_steady = _line(gain, next_gain, length)
        gains_of_bright = _line(gain * gain, next_gain * next_gain, length)
        samples.fromlist(
            [
                steady[at := place >> POSITION_BITS] * first + bright[at] * second >> GAIN_BITS
                for place, first, second in zip(
                    places, gains_of_steady, gains_of_bright, strict=True
                )
            ]
        )
        position = (position + length * step) % (CYCLE << POSITION_BITS)
    return samples


def _gain(phase: BreathPhase, at: int, count: int) -> float:
    """Loudness, 0 to 1, ``at`` samples into a tone of ``count``."""
    fullness = Breath(phase, at / count, left=1).amplitude
    faded_in = min(at, count - at, FADE) / FADE
    return (FLOOR + (1 - FLOOR) * fullness) * (0.5 - 0.5 * math.cos(math.pi * faded_in))


def _step(phase: BreathPhase, progress: float) -> int:
    """How far one sample goes through the cycle."""
    risen = progress if phase is BreathPhase.INHALE else 1 - progress
    pitch = EMPTY_HZ * math.pow(FULL_HZ / EMPTY_HZ, risen)
    return round(pitch / RATE * (CYCLE << POSITION_BITS))


def _line(first: float, last: float, length: int) -> range:
    """``length`` gains on the straight line from ``first`` to where ``last`` comes next."""
    start = round(first * (1 << GAIN_BITS))
    slope = round((last - first) * (1 << GAIN_BITS) / length) or 1
    return range(start, start + length * slope, slope)


def _waves() -> tuple[list[int], list[int]]:
    """The steady and the bright part of one cycle.

    Each three times over: between two marks lie less than two cycles, begun anywhere in the first.
    """
    sine = [math.sin(math.tau * at / CYCLE) for at in range(CYCLE)]
    steady, bright = (
        [
            sum(strength * sine[at * n % CYCLE] for n, strength in enumerate(strengths, 1))
            for at in range(CYCLE)
        ]
        for strengths in (STEADY, BRIGHT)
    )
    scale = PEAK / max(map(math.fsum, zip(steady, bright, strict=True)))
    return _scaled(steady, scale) * 3, _scaled(bright, scale) * 3


def _scaled(wave: list[float], scale: float) -> list[int]:
    return [round(scale * value) for value in wave]
