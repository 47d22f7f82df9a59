"""120 points in three groups, and when each lights."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mattimer.session.clock import MINUTE, SECOND
from mattimer.session.session_plan import MAT_STAGES, Stage, Stages
from mattimer.ui.session.ring import (
    GAP_DEGREES,
    POINTS,
    lit_count,
    newest_glow,
    ring_points,
    share_points,
)

CLASSIC = Stages(2 * MINUTE, 6 * MINUTE, 2 * MINUTE)
lengths = st.integers(0, 30 * MINUTE)
any_stages = st.builds(Stages, lengths, lengths, lengths).filter(lambda stages: stages.total > 0)


def test_two_six_and_two_minutes_share_24_72_and_24_points() -> None:
    assert share_points(CLASSIC) == {Stage.SETTLE: 24, Stage.STILL: 72, Stage.RISE: 24}


def test_a_skipped_stage_has_no_points() -> None:
    assert share_points(Stages(0, 6 * MINUTE, 2 * MINUTE)) == {Stage.STILL: 90, Stage.RISE: 30}


def test_the_shortest_stage_has_one_point_at_least() -> None:
    assert share_points(Stages(1, 30 * MINUTE, 1)) == {
        Stage.SETTLE: 1,
        Stage.STILL: 118,
        Stage.RISE: 1,
    }


@given(any_stages, st.integers(3, 200))
def test_the_shares_are_all_the_points_there_are(stages: Stages, points: int) -> None:
    shares = share_points(stages, points)
    assert sum(shares.values()) == points
    assert all(count >= 1 for count in shares.values())
    assert set(shares) == {stage for stage in MAT_STAGES if stages.of(stage)}


@given(any_stages)
def test_points_go_clockwise_once_around(stages: Stages) -> None:
    points = ring_points(stages)
    assert len(points) == POINTS
    assert points[0].angle > 0
    assert points[-1].angle < 360
    assert all(one.angle < other.angle for one, other in pairwise(points))
    assert all(one.lights_at < other.lights_at for one, other in pairwise(points))


@given(any_stages)
def test_groups_are_parted_by_four_and_a_half_degrees(stages: Stages) -> None:
    points = ring_points(stages)
    step = (360 - GAP_DEGREES * len(share_points(stages))) / POINTS
    for one, other in pairwise(points):
        gap = GAP_DEGREES if one.stage is not other.stage else 0
        assert other.angle - one.angle == pytest.approx(step + gap)
    around = points[0].angle + 360 - points[-1].angle
    assert around == pytest.approx(step + GAP_DEGREES)


def test_a_point_lights_when_its_middle_has_passed() -> None:
    points = ring_points(CLASSIC)
    # 24 points share 120 s: five seconds each.
    assert points[0].lights_at == 2.5 * SECOND
    assert points[23].lights_at == 117.5 * SECOND
    assert points[24].lights_at == 122.5 * SECOND


@pytest.mark.parametrize(
    ("elapsed_s", "lit"),
    [(-1, 0), (0, 0), (2.499999, 0), (2.5, 1), (120, 24), (122.5, 25), (480, 96), (600, 120)],
)
def test_as_many_are_lit_as_middles_have_passed(elapsed_s: float, lit: int) -> None:
    assert lit_count(ring_points(CLASSIC), round(elapsed_s * SECOND)) == lit


@given(any_stages)
def test_at_the_end_every_point_is_lit_and_before_the_start_none(stages: Stages) -> None:
    points = ring_points(stages)
    assert lit_count(points, stages.total) == POINTS
    assert lit_count(points, -1) == 0


@pytest.mark.parametrize(
    ("elapsed_s", "glow"),
    [(-1, 1.0), (2.4, 1.0), (2.5, 0.0), (2.6, 0.25), (2.9, 1.0), (7.4, 1.0), (7.5, 0.0)],
)
def test_the_newest_point_comes_to_its_light_in_a_while(elapsed_s: float, glow: float) -> None:
    points = ring_points(CLASSIC)
    found = newest_glow(points, round(elapsed_s * SECOND), round(0.4 * SECOND))
    assert found == pytest.approx(glow)


def test_without_a_while_it_is_lit_at_once() -> None:
    assert newest_glow(ring_points(CLASSIC), round(2.5 * SECOND), 0) == 1
