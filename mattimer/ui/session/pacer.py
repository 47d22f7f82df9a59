"""The breathing disc as pure functions of fullness and size: no clock, no state, no Qt.

The points recede as one breathes out and come up as one breathes in; the middle stays dark for
the type. Lengths are in pixels and follow from ``rin``, the radius inside the stage ring.
"""

import math
from dataclasses import dataclass

DISC_LEAST, DISC_GROWTH = 0.66, 0.31
OUTER = 0.97
DOTS = 420
GOLDEN_ANGLE = math.radians(137.508)
DOT_CLEAR = 0.585
DOT_FADE = 0.22
DOT_MARGIN = 0.03
DOT_LEAST, DOT_GROWTH = 0.0045, 0.0058
DOT_FAINTEST = 0.02
DOT_OPACITY_LEAST, DOT_OPACITY_GROWTH = 0.30, 0.55
RIM = 0.0075
STILL_CIRCLE = 0.82
"""Radius of the one circle that stands in for the disc where motion is reduced."""


@dataclass(frozen=True, slots=True)
class Seed:
    """One dot of the disc before it breathes: a point of the unit disc, and its distance."""

    x: float
    y: float
    q: float


def seeds() -> tuple[Seed, ...]:
    """All dots on a sunflower's spiral, evenly dense."""
    found = []
    for k in range(DOTS):
        q = math.sqrt((k + 0.5) / DOTS)
        found.append(Seed(q * math.cos(k * GOLDEN_ANGLE), q * math.sin(k * GOLDEN_ANGLE), q))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Disc:
    """One frame of the disc. Lengths in pixels, opacities 0 to 1.

    Attributes:
        radius: Of the disc.
        spread: Distance from the centre of a dot whose ``q`` is 1.
        clear: No dots inside this distance.
        dot_opacity: Of a dot beyond the fade.
        rim: Width of the rim.
    """

    radius: float
    spread: float
    clear: float
    dot_opacity: float
    rim: float


def disc_at(fullness: float, rin: float, dot_factor: float = 1.0) -> Disc:
    """The disc at a fullness of 0 to 1; ``dot_factor`` dims its dots."""
    radius = rin * (DISC_LEAST + DISC_GROWTH * fullness)
    return Disc(
        radius=radius,
        spread=radius - DOT_MARGIN * rin,
        clear=DOT_CLEAR * rin,
        dot_opacity=(DOT_OPACITY_LEAST + DOT_OPACITY_GROWTH * fullness) * dot_factor,
        rim=RIM * rin,
    )


def dot_radius(q: float, rin: float) -> float:
    """Radius of a dot; it depends on its seed alone."""
    return rin * (DOT_LEAST + DOT_GROWTH * q * q)


def dot_presence(disc: Disc, q: float) -> float:
    """How much of a dot is there, 0 to 1: none in the middle, all of it further out."""
    presence = (q * disc.spread - disc.clear) / (disc.clear * DOT_FADE)
    return 0.0 if presence <= DOT_FAINTEST else min(1.0, presence)


def first_dot(disc: Disc) -> float:
    """The ``q`` below which no dot is there."""
    return disc.clear * (1 + DOT_FADE * DOT_FAINTEST) / disc.spread
