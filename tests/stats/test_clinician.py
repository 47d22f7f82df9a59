"""The figures of the page for a clinician: which days, what counts, and what is only noise."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mattimer.session.clock import MINUTE
from mattimer.session.reasons import StopReason
from mattimer.session.records import Outcome, Screening, SessionRecord
from mattimer.session.session_plan import Layer
from mattimer.stats.clinician import (
    MOST_AREAS,
    MOST_MARKS,
    OTHERS,
    Period,
    Report,
    period_of,
    report_of,
)
from mattimer.storage.clinician_query import read_report
from mattimer.storage.repository import Repository
from tests.storage.factories import DEVICE, FINISHED, NOON, numbered, open_repository

DAY = 24 * 60 * MINUTE
TODAY = date(2026, 9, 21)
QUARTER = Period(TODAY - timedelta(days=83), TODAY)
SCREENED = Screening(UUID(int=7), NOON - 40 * DAY, 7200, ("heart",), DEVICE)


def ago(days: int, number: int = 1, **changes: object) -> SessionRecord:
    """A session of so many days ago."""
    return replace(numbered(number, **changes), started_us=NOON - days * DAY)


def made(*records: SessionRecord, period: Period = QUARTER) -> Report:
    found = report_of(records, period, SCREENED)
    assert found is not None
    return found


@pytest.fixture
def repository(database: Path) -> Iterator[Repository]:
    with open_repository(database) as opened:
        yield opened


# Which days ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "weeks", "since", "until"),
    [
        (400, 0, 12, 83, 0),
        (400, 3, 12, 83, 0),
        (20, 0, 12, 20, 0),
        (0, 0, 12, 0, 0),
        (400, 200, 12, 283, 200),
        (400, 84, 12, 167, 84),
        (400, 83, 12, 83, 0),
        (400, 3, None, 400, 0),
        (400, -1, 12, 82, -1),
        (3000, 3, 4, 27, 0),
    ],
)
def test_the_period(first: int, last: int, weeks: int | None, since: int, until: int) -> None:
    def day(back: int) -> date:
        return TODAY - timedelta(days=back)

    found = period_of(day(first), day(last), TODAY, weeks)
    assert found == Period(day(since), day(until))


@given(st.dates(), st.dates(), st.dates(), st.none() | st.integers(1, 520))
def test_any_calendar_has_a_period(one: date, other: date, today: date, weeks: int | None) -> None:
    found = period_of(min(one, other), max(one, other), today, weeks)
    assert found.days >= 1
    whole = (found.until - found.monday).days // 7 + 1
    assert -(-whole // found.stretch) <= MOST_MARKS


def test_a_short_period_has_a_mark_a_week_and_a_long_one_fewer() -> None:
    assert QUARTER.stretch == 1
    assert Period(TODAY - timedelta(days=3 * 365), TODAY).stretch == 7


# What counts -----------------------------------------------------------------------------------


def test_nothing_to_write_about() -> None:
    assert report_of([], QUARTER) is None
    assert report_of([ago(1, deleted=True), ago(90), ago(2, mat_us=0)], QUARTER) is None


def test_what_sessions_add_up_to() -> None:
    report = made(
        ago(0, 1, mat_us=10 * MINUTE),
        ago(0, 2, mat_us=20 * MINUTE, layer=Layer.BARE),
        ago(7, 3, mat_us=12 * MINUTE),
        ago(8, 4, deleted=True),
        ago(100, 5),
    )
    assert (report.whole.sessions, report.days) == (3, 2)
    assert (report.whole.mat_us, report.whole.usual_us) == (42 * MINUTE, 12 * MINUTE)
    assert report.per_week == pytest.approx(3 / 12)
    assert report.layers == {Layer.SHIRT: 2, Layer.BARE: 1}
    assert report.screened == date(2026, 8, 12)


def test_no_rate_before_there_is_a_week() -> None:
    days = [Period(TODAY - timedelta(days=back), TODAY) for back in (5, 6)]
    assert [made(ago(0), period=period).per_week for period in days] == [None, 1.0]


def test_stops_by_reason_even_those_while_lying_down() -> None:
    report = made(
        ago(1, 1, outcome=Outcome.STOPPED, stop_reason=StopReason.NUMBNESS),
        ago(2, 2, outcome=Outcome.STOPPED, stop_reason=StopReason.NUMBNESS, mat_us=0),
        ago(3, 3, outcome=Outcome.STOPPED, stop_reason=None),
        ago(4, 4, outcome=Outcome.INTERRUPTED),
    )
    assert report.stops == {StopReason.NUMBNESS: 2, None: 1}
    assert report.stopped == 3
    assert report.whole.sessions == 3


def test_numbers_count_only_in_pairs_and_say_nothing_below_six() -> None:
    rated = [ago(number, number) for number in range(1, 6)]
    single = ago(9, 9, tightness_after=None)
    trend = made(*rated, single).whole.trend
    assert (trend.rated, trend.early) == (5, True)
    trend = made(*rated, ago(6, 6), single).whole.trend
    assert (trend.rated, trend.early, trend.before, trend.after) == (6, False, 7.0, 4.0)


def test_areas_have_their_own_medians_most_sessions_first() -> None:
    feet = [
        ago(number, number, area="feet", tightness_before=9, tightness_after=3)
        for number in range(1, 8)
    ]
    report = made(*feet, ago(1, 20))
    assert list(report.areas) == ["feet", "upper-back"]
    assert report.areas["feet"].trend.before == 9.0
    assert report.areas["upper-back"].trend.early


def test_more_areas_than_rows_share_the_last() -> None:
    records = [ago(number, number, area=f"area-{number:02}") for number in range(1, 31)]
    report = made(*records, ago(1, 40, area="area-30"))
    assert len(report.areas) == MOST_AREAS
    assert next(iter(report.areas)) == "area-30"
    assert report.areas[OTHERS].sessions == 31 - 8
    assert list(report.areas)[-1] == OTHERS


def test_marks_stand_on_their_mondays() -> None:
    report = made(ago(0, 1), ago(1, 2), ago(15, 3, tightness_before=9))
    days = [(day, mark.sessions, mark.before) for day, mark in report.marks]
    assert days == [
        (date(2026, 8, 31), 1, 9.0),
        (date(2026, 9, 14), 1, 7.0),
        (date(2026, 9, 21), 1, 7.0),
    ]


def test_notes_are_the_newest_first_in_one_line_each() -> None:
    report = made(
        ago(5, 1, note="First.\n\n  Two lines. "),
        ago(1, 2, note="   "),
        ago(2, 3, note="Second.", mat_us=0),
        ago(3, 4, note="Gone.", deleted=True),
    )
    assert [(note.day, note.text) for note in report.notes] == [
        (date(2026, 9, 19), "Second."),
        (date(2026, 9, 16), "First. Two lines."),
    ]


# Read ------------------------------------------------------------------------------------------


def test_nothing_stored_is_nothing_to_write_about(repository: Repository) -> None:
    assert read_report(repository, TODAY) is None


def test_the_file_tells_the_same_as_the_records(repository: Repository) -> None:
    records = [ago(number * 3, number) for number in range(1, 61)]
    for record in records:
        repository.save(record)
    repository.add_screening(SCREENED)
    assert read_report(repository, TODAY) == report_of(records, QUARTER, SCREENED)
    whole = Period(TODAY - timedelta(days=180), TODAY)
    assert read_report(repository, TODAY, None) == report_of(records, whole, SCREENED)


def test_a_session_that_a_wrong_clock_dated_ahead_hides_nothing(repository: Repository) -> None:
    repository.save(ago(2, 1))
    repository.save(ago(-4000, 2))
    report = read_report(repository, TODAY)
    assert report is not None
    assert (report.period.until, report.whole.sessions) == (TODAY, 1)


def test_the_last_quarter_there_was_where_it_is_long_ago(repository: Repository) -> None:
    repository.save(ago(700, 1))
    repository.save(ago(720, 2))
    report = read_report(repository, TODAY)
    assert report is not None
    assert (report.period.days, report.whole.sessions) == (21, 2)


def test_a_session_after_midnight_belongs_to_the_evening(repository: Repository) -> None:
    late = replace(FINISHED, started_us=NOON + 10 * 60 * MINUTE, utc_offset_s=7200)
    repository.save(late)
    report = read_report(repository, TODAY)
    assert report is not None
    assert report.period == Period(TODAY, TODAY)
