"""How far one looks back, in equal stretches that end with this week."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mattimer.stats.periods import MOST_MARKS, LookBackSpan, Periods, monday_of, week_of

TODAY = date(2026, 9, 23)  # a Wednesday


def test_a_week_is_named_by_its_monday() -> None:
    assert monday_of(week_of(TODAY)) == date(2026, 9, 21)
    assert monday_of(week_of(date(2026, 9, 21))) == date(2026, 9, 21)
    assert monday_of(week_of(date(2026, 9, 20))) == date(2026, 9, 14)


def test_ten_weeks_end_with_this_one() -> None:
    periods = Periods.back_from(TODAY, LookBackSpan.TEN_WEEKS, None)
    assert (periods.stretch, periods.count) == (1, 10)
    assert periods.begins(9) == date(2026, 9, 21)
    assert periods.ends(9) == date(2026, 9, 27)
    assert periods.begins(0) == date(2026, 7, 20)


def test_half_a_year_is_shown_by_weeks() -> None:
    periods = Periods.back_from(TODAY, LookBackSpan.HALF_YEAR, date(2026, 9, 1))
    assert (periods.stretch, periods.count) == (1, 26)


@pytest.mark.parametrize(
    ("first", "stretch", "count"),
    [
        (None, 1, 10),
        (date(2026, 9, 21), 1, 10),
        (date(2030, 1, 1), 1, 10),
        (date(2026, 5, 4), 1, 21),
        (date(2025, 9, 24), 4, 14),
        (date(2020, 1, 1), 13, 28),
        (date(1999, 1, 1), 52, 28),
        (date(1970, 1, 1), 260, 12),
    ],
)
def test_all_of_it_is_as_many_stretches_as_a_chart_has_room_for(
    first: date | None, stretch: int, count: int
) -> None:
    periods = Periods.back_from(TODAY, LookBackSpan.ALL, first)
    assert (periods.stretch, periods.count) == (stretch, count)


@given(st.dates(date(1970, 1, 1), date(2200, 1, 1)), st.integers(0, 80_000))
def test_the_first_day_lies_in_the_first_stretch(today: date, ago: int) -> None:
    first = max(date(1970, 1, 1), today - timedelta(days=ago))
    periods = Periods.back_from(today, LookBackSpan.ALL, first)
    assert periods.begins(0) <= first
    assert periods.begins(periods.count - 1) <= today <= periods.ends(periods.count - 1)
    assert periods.count <= MOST_MARKS or periods.stretch == 260


def test_stretches_are_counted_from_the_last_one_back() -> None:
    periods = Periods.back_from(TODAY, LookBackSpan.TEN_WEEKS, None)
    assert periods.index(0) == 9
    assert periods.index(9) == 0
