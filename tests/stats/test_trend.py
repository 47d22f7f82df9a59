"""Middles of before and after, and what may be said of them."""

from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mattimer.stats.trend import (
    ENOUGH,
    Trend,
    TrendFinding,
    TrendVerdict,
    finding_of,
    median_of,
    trend_of,
)

ratings = st.integers(1, 10)
pairs = st.lists(st.tuples(ratings, ratings), min_size=1, max_size=40)


def counted(found: list[tuple[int, int]]) -> dict[tuple[int, int], int]:
    return {pair: found.count(pair) for pair in found}


def usual(before: int, after: int, often: int = ENOUGH) -> Trend:
    return trend_of({0: {(before, after): often}})


@given(pairs)
def test_middles_are_medians(found: list[tuple[int, int]]) -> None:
    trend = trend_of({3: counted(found)})
    befores, afters = zip(*found, strict=True)
    (mark,) = trend.marks
    assert mark.index == 3
    assert mark.before == trend.before == median(befores)
    assert mark.after == trend.after == median(afters)
    assert trend.change == median(after - before for before, after in found)
    assert mark.sessions == trend.rated == len(found) == sum(trend.changes)


@given(st.lists(pairs, min_size=1, max_size=6))
def test_the_whole_is_made_of_every_session_not_of_middles(
    weeks: list[list[tuple[int, int]]],
) -> None:
    trend = trend_of({index: counted(week) for index, week in enumerate(weeks)})
    everything = [pair for week in weeks for pair in week]
    assert trend.before == median(before for before, _after in everything)
    assert [mark.index for mark in trend.marks] == list(range(len(weeks)))


def test_nothing_rated_is_an_empty_trend() -> None:
    assert trend_of({}) == Trend()
    assert trend_of({4: {}}) == Trend()
    with pytest.raises(ValueError, match="no middle"):
        median_of([0, 0, 0])


def test_single_sessions_can_be_seen_in_their_mark() -> None:
    (mark,) = trend_of({0: {(7, 4): 2, (5, 4): 1}}).marks
    assert mark.befores == (0, 0, 0, 0, 1, 0, 2, 0, 0, 0)
    assert mark.afters == (0, 0, 0, 3, 0, 0, 0, 0, 0, 0)


@pytest.mark.parametrize("rated", range(1, ENOUGH))
def test_below_six_rated_sessions_nothing_is_said(rated: int) -> None:
    trend = usual(10, 1, rated)
    assert finding_of(trend) == TrendFinding(
        TrendVerdict.EARLY, 0, more_than_noise=False, rated=rated
    )
    assert trend.noise is None


@pytest.mark.parametrize(
    ("before", "after", "verdict", "points", "more"),
    [
        (7, 5, TrendVerdict.LOWER, 2, False),
        (7, 4, TrendVerdict.LOWER, 3, False),
        (7, 3, TrendVerdict.LOWER, 4, True),
        (7, 7, TrendVerdict.SAME, 0, False),
        (5, 6, TrendVerdict.HIGHER, 1, False),
        (5, 9, TrendVerdict.HIGHER, 4, True),
    ],
)
def test_six_say_what_usually_happens(
    before: int, after: int, verdict: TrendVerdict, points: int, *, more: bool
) -> None:
    assert finding_of(usual(before, after)) == TrendFinding(verdict, points, more, ENOUGH)


def test_half_a_point_is_rounded_towards_nothing() -> None:
    half = trend_of({0: {(7, 7): 3, (7, 6): 3}})
    assert half.change == -0.5
    assert finding_of(half).verdict is TrendVerdict.SAME
    more = trend_of({0: {(7, 6): 3, (7, 5): 3}})
    assert more.change == -1.5
    assert finding_of(more).points == 1


def test_the_band_is_two_points_about_the_middle_and_ends_with_the_scale() -> None:
    assert usual(7, 4).noise == (5, 9)
    assert usual(2, 2).noise == (1, 4)
    assert usual(10, 2).noise == (8, 10)
