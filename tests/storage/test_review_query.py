"""What the database counts is what one counts by hand."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from statistics import median

import pytest

from mattimer.session.clock import MINUTE, SECOND, day_of, local_time
from mattimer.session.reasons import StopReason
from mattimer.session.records import Outcome, SessionRecord
from mattimer.stats.periods import LookBackSpan, Periods, week_of
from mattimer.stats.totals import Amount
from mattimer.storage.review_query import Review, read_review
from tests.stats.made_up_year import a_year, fill
from tests.storage.factories import FINISHED, NOON, numbered, open_repository, open_store

TODAY = date(2026, 9, 21)
DAY = 24 * 60 * MINUTE


def review(
    database: Path, *records: SessionRecord, span: LookBackSpan = LookBackSpan.TEN_WEEKS
) -> Review:
    fill(database, records)
    with open_repository(database) as repository:
        return read_review(repository, span, TODAY)


@pytest.mark.parametrize("span", list(LookBackSpan))
def test_a_year_counted_by_hand(database: Path, span: LookBackSpan) -> None:
    year = a_year(TODAY)
    found = review(database, *year, span=span)
    first = day_of(year[0].started_us, year[0].utc_offset_s)
    periods = Periods.back_from(TODAY, span, first)
    assert found.periods == periods
    there = [
        record for record in year if record.mat_us > 0 and week_of(day(record)) in weeks_of(periods)
    ]
    assert found.totals.whole == amount(there)
    assert found.totals.areas == {
        area: amount([one for one in there if one.area == area]) for area in found.areas
    }
    hours = Counter(local_time(one.started_us, one.utc_offset_s).hour for one in there)
    assert found.totals.hours == tuple(hours[hour] for hour in range(24))
    assert found.totals.stops == Counter(
        one.stop_reason for one in there if one.outcome is Outcome.STOPPED
    )
    assert found.four_weeks == amount(
        [one for one in year if week_of(day(one)) > week_of(TODAY) - 4 and one.mat_us > 0]
    )
    assert_trend(found, there, "")
    for area in found.areas:
        assert_trend(found, [one for one in there if one.area == area], area)


def assert_trend(found: Review, there: list[SessionRecord], area: str) -> None:
    rated = [
        (one.tightness_before, one.tightness_after, week_of(day(one)))
        for one in there
        if one.tightness_before is not None and one.tightness_after is not None
    ]
    trend = found.trend(area)
    assert trend.rated == len(rated)
    assert trend.change == (median(one[1] - one[0] for one in rated) if rated else None)
    for mark in trend.marks:
        begins = found.periods.first_week + mark.index * found.periods.stretch
        within = [one for one in rated if begins <= one[2] < begins + found.periods.stretch]
        assert mark.before == median(one[0] for one in within)
        assert mark.after == median(one[1] for one in within)


def day(record: SessionRecord) -> date:
    return record.day


def weeks_of(periods: Periods) -> range:
    return range(periods.first_week, periods.last_week + 1)


def amount(records: list[SessionRecord]) -> Amount:
    return Amount(len(records), sum(record.mat_us for record in records))


def test_nothing_stored_is_nothing_counted(database: Path) -> None:
    found = review(database, span=LookBackSpan.ALL)
    assert found.totals.whole == Amount()
    assert found.areas == {}
    assert found.trend("feet") == found.whole
    assert found.this_week == Amount()


def test_deleted_ones_and_those_without_mat_time_do_not_count(database: Path) -> None:
    gone, empty = numbered(2, deleted=True), numbered(3, mat_us=0)
    assert review(database, FINISHED, gone, empty).totals.whole == Amount(1, 10 * MINUTE)


def test_a_session_after_midnight_belongs_to_the_day_and_week_before(database: Path) -> None:
    monday = NOON - (14 * 60 + 13) * MINUTE - 20 * SECOND  # 00:00 UTC
    night = replace(FINISHED, started_us=monday + MINUTE, utc_offset_s=0)
    found = review(database, night)
    assert found.this_week == Amount()
    assert found.totals.periods[-2] == Amount(1, 10 * MINUTE)
    assert found.totals.hours[0] == 1


@pytest.mark.parametrize("offset", [-64_800, 0, 64_800])
def test_a_week_is_the_one_on_the_persons_clock(database: Path, offset: int) -> None:
    records = [
        numbered(number, started_us=NOON - number * 6 * 60 * MINUTE, utc_offset_s=offset)
        for number in range(1, 300)
    ]
    found = review(database, *records)
    counts = Counter(week_of(day(record)) for record in records)
    expected = [counts[week] for week in weeks_of(found.periods)]
    assert [one.sessions for one in found.totals.periods] == expected


def test_a_clock_that_was_years_ahead_changes_nothing(database: Path) -> None:
    ahead = numbered(2, started_us=NOON + 3000 * DAY)
    for span in LookBackSpan:
        found = review(database, FINISHED, ahead, span=span)
        assert found.totals.whole.sessions == 1


def test_the_very_beginning_of_time_can_be_looked_back_on(database: Path) -> None:
    early = numbered(2, started_us=0, utc_offset_s=-64_800)
    found = review(database, FINISHED, early, span=LookBackSpan.ALL)
    assert found.totals.whole.sessions == 2
    assert found.periods.begins(0) <= date(1970, 1, 1)


def test_areas_come_in_the_order_of_their_sessions(database: Path) -> None:
    areas = ("feet", "calves", "feet", "glutes")
    records = [numbered(at, area=area, started_us=NOON) for at, area in enumerate(areas, 1)]
    assert list(review(database, *records).areas) == ["feet", "calves", "glutes"]


def test_reasons_are_counted_most_first_and_none_is_one_of_them(database: Path) -> None:
    reasons = (None, StopReason.NUMBNESS, StopReason.NUMBNESS)
    records = [
        numbered(at, started_us=NOON, outcome=Outcome.STOPPED, stop_reason=reason)
        for at, reason in enumerate(reasons, 1)
    ]
    stops = review(database, *records).totals.stops
    assert list(stops.items()) == [(StopReason.NUMBNESS, 2), (None, 1)]


def test_the_journal_reads_it_in_its_turn(database: Path) -> None:
    with open_store(database) as store:
        store.begin(FINISHED)
        asked = store.within(
            lambda repository: read_review(repository, LookBackSpan.TEN_WEEKS, TODAY)
        )
        assert asked.result().this_week == Amount(1, 10 * MINUTE)


def test_four_weeks_are_this_one_and_three_before(database: Path) -> None:
    records = [numbered(number, started_us=NOON - number * 7 * DAY) for number in range(6)]
    found = review(database, *records)
    assert found.this_week.sessions == 1
    assert found.four_weeks.sessions == 4
    assert timedelta(days=70) > TODAY - found.periods.begins(0)
