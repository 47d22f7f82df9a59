"""Ranges of whole minutes, and what every area must have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mattimer.coach.values import Range
from mattimer.limits import HARD_CAP, MINUTES_HARD_CAP, MINUTES_SUGGESTED
from mattimer.session.clock import MINUTE

minutes = st.integers(1, 30)
ranges = st.tuples(minutes, minutes).map(lambda ends: Range(min(ends), max(ends)))


@pytest.mark.parametrize(("low", "high", "said"), [(5, 10, "5–10"), (3, 3, "3")])
def test_a_range_is_said_from_and_to(low: int, high: int, said: str) -> None:
    assert str(Range(low, high)) == said


def test_the_cap_of_the_guide_is_the_cap_of_a_session() -> None:
    assert MINUTES_HARD_CAP * MINUTE == HARD_CAP
    assert MINUTES_SUGGESTED < MINUTES_HARD_CAP


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (Range(2, 5), Range(4, 9), Range(4, 5)),
        (Range(2, 5), Range(5, 9), Range(5, 5)),
        (Range(2, 5), Range(6, 9), None),
        (Range(1, 30), Range(3, 4), Range(3, 4)),
    ],
)
def test_two_ranges_share_what_lies_in_both(one: Range, other: Range, both: Range | None) -> None:
    assert one.overlap(other) == both
    assert other.overlap(one) == both


@given(ranges, ranges, minutes)
def test_a_minute_is_in_the_overlap_where_it_is_in_both(one: Range, other: Range, at: int) -> None:
    shared = one.overlap(other)
    within = shared is not None and shared.low <= at <= shared.high
    assert within == (one.low <= at <= one.high and other.low <= at <= other.high)


@given(ranges, minutes)
def test_the_nearest_minutes_are_in_the_range_and_none_are_nearer(one: Range, at: int) -> None:
    nearest = one.nearest(at)
    assert one.low <= nearest <= one.high
    assert all(abs(nearest - at) <= abs(other - at) for other in range(one.low, one.high + 1))


@given(ranges, minutes)
def test_no_end_is_above_the_most(one: Range, most: int) -> None:
    kept = one.upto(most)
    assert kept.low <= kept.high <= most
    assert kept.high in {one.high, most}


@given(ranges)
def test_the_lower_half_begins_where_the_range_does(one: Range) -> None:
    half = one.lower_half()
    assert half.low == one.low
    assert half.high - half.low <= one.high - half.high
