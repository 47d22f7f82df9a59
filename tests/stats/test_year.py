"""The made-up year is one that the app could have recorded."""

from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from statistics import mean

from mattimer.session.records import Outcome
from tests.stats.made_up_year import AREAS, a_year, fill, many
from tests.storage.factories import saved

LAST = date(2026, 9, 21)


def test_the_same_seed_is_the_same_year() -> None:
    assert a_year(LAST) == a_year(LAST)
    assert a_year(LAST, seed=1) != a_year(LAST)


def test_a_year_is_such_as_a_person_has() -> None:
    year = a_year(LAST)
    assert 150 < len(year) < 260
    assert {record.area for record in year} == set(AREAS)
    assert {record.outcome for record in year} == set(Outcome)
    days = [record.day for record in year]
    assert (LAST - min(days)).days < 366
    assert max(days) <= LAST
    assert max((late - early).days for early, late in pairwise(sorted(set(days)))) > 13
    changes = [
        record.tightness_after - record.tightness_before
        for record in year
        if record.tightness_before is not None and record.tightness_after is not None
    ]
    assert -2 < mean(changes) < -0.5
    assert max(changes) > 0


def test_the_database_takes_all_of_it(database: Path) -> None:
    year = a_year(LAST)
    fill(database, year)
    assert set(saved(database)) == set(year)


def test_as_many_as_asked_with_ids_of_their_own(database: Path) -> None:
    records = list(many(2_000, LAST))
    fill(database, records)
    assert len({record.id for record in records}) == len(saved(database)) == 2_000
    assert replace(records[-1], id=records[0].id) != records[0]
