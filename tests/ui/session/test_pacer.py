"""The disc's formula against figures worked out by hand, for a radius of 100 pixels."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mattimer.session.breath import Breath, BreathPhase, Pattern, breath_at
from mattimer.session.clock import SECOND
from mattimer.ui.session.pacer import (
    DOTS,
    Disc,
    disc_at,
    dot_presence,
    dot_radius,
    seeds,
)

RIN = 100.0
fullness = st.floats(0, 1)
radii = st.floats(20, 2000)


@pytest.mark.parametrize(
    ("phase", "progress", "expected"),
    [
        (BreathPhase.INHALE, 0.0, 0.0),
        (BreathPhase.INHALE, 1 / 3, 0.25),
        (BreathPhase.INHALE, 0.5, 0.5),
        (BreathPhase.INHALE, 1.0, 1.0),
        (BreathPhase.EXHALE, 0.0, 1.0),
        (BreathPhase.EXHALE, 1 / 3, 0.75),
        (BreathPhase.EXHALE, 1.0, 0.0),
    ],
)
def test_fullness_follows_a_cosine(phase: BreathPhase, progress: float, expected: float) -> None:
    assert Breath(phase, progress, 1).amplitude == pytest.approx(expected)


@pytest.mark.parametrize(("full", "radius"), [(0.0, 66.0), (0.5, 81.5), (1.0, 97.0)])
def test_the_disc_grows_from_066_to_097(full: float, radius: float) -> None:
    disc = disc_at(full, RIN)
    assert disc.radius == pytest.approx(radius)
    assert disc.spread == pytest.approx(radius - 3)
    assert disc.clear == pytest.approx(58.5)
    assert disc.rim == pytest.approx(0.75)


@pytest.mark.parametrize(
    ("full", "factor", "opacity"),
    [(0.0, 1.0, 0.30), (0.5, 1.0, 0.575), (1.0, 1.0, 0.85), (1.0, 0.7, 0.595)],
)
def test_dots_grow_clearer_as_one_breathes_in(full: float, factor: float, opacity: float) -> None:
    assert disc_at(full, RIN, factor).dot_opacity == pytest.approx(opacity)


def test_there_are_420_seeds_on_a_sunflower() -> None:
    found = seeds()
    assert len(found) == DOTS == 420
    # k = 0: q = sqrt(0.5 / 420), angle 0.
    assert found[0].x == pytest.approx(0.0345033)
    assert found[0].y == 0
    # k = 100: q = sqrt(100.5 / 420) = 0.489168; 13750.8 degrees are 38 turns and 70.8 degrees.
    assert found[100].q == pytest.approx(0.489168, abs=1e-6)
    assert found[100].x == pytest.approx(0.489168 * math.cos(math.radians(70.8)), abs=1e-6)
    assert found[100].y == pytest.approx(0.489168 * math.sin(math.radians(70.8)), abs=1e-6)
    assert all(before.q < after.q < 1 for before, after in pairwise(found))


@pytest.mark.parametrize(("q", "radius"), [(0.0, 0.45), (0.5, 0.595), (1.0, 1.03)])
def test_outer_dots_are_larger(q: float, radius: float) -> None:
    assert dot_radius(q, RIN) == pytest.approx(radius)


@pytest.mark.parametrize(
    ("rho", "presence"),
    [
        (58.5, 0.0),
        (58.5 + 0.02 * 12.87, 0.0),
        (58.5 + 0.021 * 12.87, 0.021),
        (58.5 + 6.435, 0.5),
        (58.5 + 12.87, 1.0),
        (94.0, 1.0),
        (0.0, 0.0),
    ],
)
def test_dots_fade_in_outside_the_dark_middle(rho: float, presence: float) -> None:
    disc = disc_at(1.0, RIN)
    assert dot_presence(disc, rho / disc.spread) == pytest.approx(presence, abs=1e-9)


def visible(disc: Disc) -> int:
    return sum(dot_presence(disc, seed.q) > 0 for seed in seeds())


def test_how_many_dots_are_seen_at_the_ends_of_a_breath() -> None:
    # Seen is q > (58.5 + 0.02 * 12.87) / spread, and (k + 0.5) / 420 = q * q.
    for full, spread in ((0.0, 63.0), (1.0, 94.0)):
        first = math.ceil(420 * (58.7574 / spread) ** 2 - 0.5)
        assert visible(disc_at(full, RIN)) == 420 - first


@given(fullness, radii)
def test_a_frame_stays_inside_the_ring(full: float, rin: float) -> None:
    disc = disc_at(full, rin)
    assert 0.66 * rin <= disc.radius <= 0.97 * rin * (1 + 1e-12)
    assert 0 < disc.spread < disc.radius
    assert 0.3 <= disc.dot_opacity <= 0.85 + 1e-12
    assert disc.spread + dot_radius(1.0, rin) < rin


@given(fullness, st.floats(0, 1), radii)
def test_presence_is_a_share_and_never_in_the_middle(full: float, q: float, rin: float) -> None:
    disc = disc_at(full, rin)
    presence = dot_presence(disc, q)
    assert presence == 0 or 0.02 < presence <= 1
    if q * disc.spread <= disc.clear:
        assert presence == 0


@given(fullness, fullness)
def test_a_fuller_breath_never_shows_fewer_dots(one: float, other: float) -> None:
    less, more = sorted((one, other))
    assert visible(disc_at(less, RIN)) <= visible(disc_at(more, RIN))


@given(st.integers(0, 3600 * SECOND))
def test_the_disc_never_jumps_between_two_frames(at: int) -> None:
    frame = SECOND // 30
    one, other = (breath_at(Pattern(), when).amplitude for when in (at, at + frame))
    # The steepest slope of 4 s in is pi / 2 / 4 s.
    assert abs(one - other) <= math.pi / 8 / 30 + 1e-9
