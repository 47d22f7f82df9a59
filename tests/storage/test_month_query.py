"""Which days had sessions, and the first of them."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from mattimer.session.clock import MINUTE
from mattimer.storage.month_query import MOST, read_days
from tests.stats.made_up_year import a_year, fill
from tests.storage.factories import NOON, numbered, open_repository

FIRST, LAST = date(2026, 9, 1), date(2026, 9, 30)


def test_every_day_of_a_year_as_counted_by_hand(database: Path) -> None:
    year = a_year(LAST)
    fill(database, year)
    with open_repository(database) as repository:
        found = read_days(repository, LAST - timedelta(days=364), LAST)
    expected: dict[date, list[object]] = {}
    for record in sorted(year, key=lambda one: one.started_us):
        expected.setdefault(record.day, []).append(record)
    assert {day: list(records) for day, (_often, records) in found.items()} == expected
    assert [often for often, _records in found.values()] == [
        len(records) for records in expected.values()
    ]
    assert list(found) == sorted(expected)


@pytest.mark.parametrize("offset", [-64_800, 0, 64_800])
def test_the_first_and_the_last_day_are_whole(database: Path, offset: int) -> None:
    hours = [
        numbered(number, started_us=NOON + (number - 60) * 60 * MINUTE, utc_offset_s=offset)
        for number in range(1, 121)
    ]
    fill(database, hours)
    day = date(2026, 9, 21)
    with open_repository(database) as repository:
        found = read_days(repository, day, day)
    assert set(found) == {day}
    assert found[day][0] == 24


def test_of_very_many_only_some_are_read(database: Path) -> None:
    fill(database, [numbered(at, started_us=NOON + at) for at in range(1, 200)])
    with open_repository(database) as repository:
        ((often, records),) = read_days(repository, FIRST, LAST).values()
    assert often == 199
    assert [record.id.int for record in records] == list(range(1, MOST + 1))


def test_deleted_ones_are_not_there(database: Path) -> None:
    fill(database, [numbered(1, deleted=True)])
    with open_repository(database) as repository:
        assert read_days(repository, FIRST, LAST) == {}
