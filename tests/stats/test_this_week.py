from datetime import date

from mattimer.session.clock import MINUTE
from mattimer.stats.this_week import last_pair, week_of
from tests.storage.factories import NOON, numbered

DAY = 24 * 60 * MINUTE
NOTHING = (False,) * 7


def test_an_empty_week_begins_on_its_monday() -> None:
    week = week_of([], date(2026, 9, 27))
    assert (week.monday, week.days, week.sessions) == (date(2026, 9, 21), NOTHING, 0)


def test_days_with_mat_time_are_marked_and_sessions_counted() -> None:
    records = [
        numbered(1, started_us=NOON),
        numbered(2, started_us=NOON + MINUTE),
        numbered(3, started_us=NOON + 6 * DAY),
    ]
    week = week_of(records, date(2026, 9, 23))
    assert week.days == (True, False, False, False, False, False, True)
    assert week.sessions == 3


def test_other_weeks_deleted_ones_and_those_without_mat_time_do_not_count() -> None:
    records = [
        numbered(1, started_us=NOON - DAY),
        numbered(2, started_us=NOON + 7 * DAY),
        numbered(3, started_us=NOON, deleted=True),
        numbered(4, started_us=NOON, mat_us=0),
    ]
    assert week_of(records, date(2026, 9, 21)).days == NOTHING


def test_after_midnight_still_counts_for_the_evening_before() -> None:
    # 00:13:20 on Tuesday, local time.
    late = numbered(1, started_us=NOON + 8 * 60 * MINUTE, utc_offset_s=7200)
    assert week_of([late], date(2026, 9, 21)).days == (True, *NOTHING[1:])


def test_the_last_pair_is_the_latest_session_rated_twice() -> None:
    records = [
        numbered(1, tightness_before=9, tightness_after=8),
        numbered(3, tightness_after=None),
        numbered(4, tightness_before=None),
        numbered(5, deleted=True),
        numbered(2, tightness_before=7, tightness_after=3),
    ]
    assert last_pair(records) == (7, 3)


def test_without_both_ratings_there_is_no_pair() -> None:
    assert last_pair([]) is None
    assert last_pair([numbered(1, tightness_after=None)]) is None
