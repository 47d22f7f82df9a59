"""Breath patterns, and where in a breath a moment lies.

Six breaths a minute, four seconds in and six out, is the pattern offered first; a longer exhale
and slowness are what the studies tried (Van Diest 2014; Laborde 2021, doi 10.3390/su13147775).
There are no breath holds.
"""

import math
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from mattimer.limits import (
    CYCLE_LONGEST_S,
    CYCLE_SHORTEST_S,
    LONGEST_CYCLE,
    LONGEST_PHASE,
    PHASE_LONGEST_S,
    PHASE_SHORTEST_S,
    SHORTEST_CYCLE,
    SHORTEST_PHASE,
)
from mattimer.session.clock import SECOND


class BreathPhase(StrEnum):
    """Which way the breath goes."""

    INHALE = "inhale"
    EXHALE = "exhale"


@dataclass(frozen=True, slots=True)
class Pattern:
    """How long a breath takes, in whole microseconds.

    Raises:
        ValueError: A phase or the cycle is out of bounds, or the exhale is shorter than the
            inhale.
    """

    inhale: int = 4 * SECOND
    exhale: int = 6 * SECOND

    def __post_init__(self) -> None:
        for length in (self.inhale, self.exhale):
            if not SHORTEST_PHASE <= length <= LONGEST_PHASE:
                raise ValueError(
                    f"Each half of a breath takes {PHASE_SHORTEST_S} to {PHASE_LONGEST_S} seconds."
                )
        if not SHORTEST_CYCLE <= self.cycle <= LONGEST_CYCLE:
            raise ValueError(
                f"A whole breath takes {CYCLE_SHORTEST_S} to {CYCLE_LONGEST_S} seconds."
            )
        if self.exhale < self.inhale:
            raise ValueError("The exhale is at least as long as the inhale.")

    @property
    def cycle(self) -> int:
        """One whole breath."""
        return self.inhale + self.exhale

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "4-6" (seconds in, seconds out; tenths allowed).

        Raises:
            ValueError: The text has another form, or the pattern is out of bounds.
        """
        match = re.fullmatch(r"(\d{1,2}(?:\.\d)?)-(\d{1,2}(?:\.\d)?)", text.strip())
        if match is None:
            raise ValueError("A breath pattern looks like 4-6: seconds in, seconds out.")
        inhale, exhale = (round(float(part) * SECOND) for part in match.groups())
        return cls(inhale, exhale)

    def __str__(self) -> str:
        return "-".join(f"{length / SECOND:g}" for length in (self.inhale, self.exhale))


@dataclass(frozen=True, slots=True)
class Breath:
    """One moment of a breath.

    Attributes:
        phase: Inhale or exhale.
        progress: How far through the phase, 0 to 1.
        left: Microseconds until the breath turns; at least 1.
    """

    phase: BreathPhase
    progress: float
    left: int

    @property
    def amplitude(self) -> float:
        """How full the lungs are, 0 to 1: a cosine, so that nothing jerks at the turns."""
        risen = 0.5 - 0.5 * math.cos(math.pi * self.progress)
        return risen if self.phase is BreathPhase.INHALE else 1.0 - risen


def breath_at(pattern: Pattern, since: int) -> Breath:
    """The breath ``since`` microseconds (0 or more) after the first inhale began."""
    into = since % pattern.cycle
    if into < pattern.inhale:
        return Breath(BreathPhase.INHALE, into / pattern.inhale, pattern.inhale - into)
    into -= pattern.inhale
    return Breath(BreathPhase.EXHALE, into / pattern.exhale, pattern.exhale - into)
