"""Reads from the database what the page for a clinician is about."""

from datetime import date

from mattimer.limits import LAST_MOMENT
from mattimer.session.clock import DAY, DAY_BORDER, EPOCH_DAY, day_of
from mattimer.stats.clinician import WEEKS, Report, period_of, report_of
from mattimer.storage.repository import Repository

FIRST = """
    SELECT started_us, utc_offset_s FROM session WHERE deleted = 0 AND mat_us > 0
    ORDER BY started_us LIMIT 1
"""
# What a wrong clock wrote down ahead would hide everything that was.
LAST = """
    SELECT started_us, utc_offset_s FROM session
    WHERE deleted = 0 AND mat_us > 0 AND started_us < ? ORDER BY started_us DESC LIMIT 1
"""


def read_report(repository: Repository, today: date, weeks: int | None = WEEKS) -> Report | None:
    """The page as of a day; None where there is no session to write about.

    Args:
        repository: Where from.
        today: The day it is.
        weeks: How far back; None for all there is.

    Raises:
        DataError: The database can't be read.
    """
    tomorrow = _begins(today) + 2 * DAY
    first = repository.made(lambda row: day_of(*row), FIRST)
    last = repository.made(lambda row: day_of(*row), LAST, (tomorrow,))
    if not first or not last:
        return None
    period = period_of(first[0], last[0], today, weeks)
    # A local day may begin most of a day before or after the one in UTC.
    since, until = _begins(period.since) - DAY, _begins(period.until) + 2 * DAY
    records = repository.between(max(0, since), min(LAST_MOMENT, until))
    return report_of(records, period, repository.last_screening())


def _begins(day: date) -> int:
    return (day.toordinal() - EPOCH_DAY) * DAY + DAY_BORDER
