from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mattimer.storage.backup.retention import DAILY, WEEKLY, Made, is_due, to_keep

FIRST = date(2026, 1, 5)


def lived(days: list[date]) -> list[Made]:
    """The backups that are left after the app was used on these days, in this order."""
    kept: list[Made] = []
    for day in days:
        if is_due(kept, day):
            number = max((one.number for one in kept), default=0) + 1
            kept = sorted(to_keep([*kept, Made(number, day)]))
    return kept


def test_seven_days_and_four_weeks_of_a_year_are_kept() -> None:
    kept = lived([FIRST + timedelta(days=day) for day in range(365)])
    last = FIRST + timedelta(days=364)
    ages = [(last - one.day).days for one in reversed(kept)]
    assert ages[:7] == [0, 1, 2, 3, 4, 5, 6]
    assert len(ages) == DAILY + WEEKLY
    assert ages[7] == 7
    assert 21 < ages[-1] <= 28 + 7
    assert len({one.day.isocalendar()[:2] for one in kept[:WEEKLY]}) == WEEKLY


def test_who_comes_once_a_week_has_eleven_weeks() -> None:
    kept = lived([FIRST + timedelta(weeks=week) for week in range(40)])
    assert [one.day for one in kept] == [FIRST + timedelta(weeks=week) for week in range(29, 40)]


def test_once_a_day_is_enough() -> None:
    assert len(lived([FIRST] * 5)) == 1


def test_a_clock_years_ahead_costs_no_backup_and_rules_none_out() -> None:
    days = [FIRST + timedelta(days=day) for day in range(30)]
    wrong = [date(2099, 1, 1) + timedelta(days=day) for day in range(3)]
    kept = lived([*days, *wrong, FIRST + timedelta(days=31)])
    assert kept[-1].day == FIRST + timedelta(days=31)
    assert [one.day for one in kept[-4:-1]] == wrong
    assert days[-1] in {one.day for one in kept}
    after = lived([*days, *wrong, *(FIRST + timedelta(days=day) for day in range(31, 45))])
    assert [one.day for one in after[-7:]] == [FIRST + timedelta(days=day) for day in range(38, 45)]


made = st.lists(st.builds(Made, st.integers(1, 500), st.dates()), unique_by=lambda one: one.number)


@given(made)
def test_what_was_made_last_always_stays(there: list[Made]) -> None:
    kept = to_keep(there)
    newest = sorted(there, reverse=True)
    assert set(newest[:DAILY]) <= kept <= set(there)
    assert len(kept) <= DAILY + WEEKLY
    assert bool(kept) is bool(there)
    older = kept - set(newest[:DAILY])
    assert len({one.day.isocalendar()[:2] for one in older}) == len(older)


@given(made)
def test_letting_go_twice_lets_go_of_nothing_more(there: list[Made]) -> None:
    assert to_keep(to_keep(there)) == to_keep(there)


@given(st.lists(st.dates(), max_size=60))
def test_whatever_the_clock_says_the_last_days_are_there(days: list[date]) -> None:
    kept = lived(days)
    assert len(kept) <= DAILY + WEEKLY
    if days:
        assert kept[-1].day == days[-1]
