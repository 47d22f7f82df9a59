"""This week: days with a session, and the last pair of ratings."""

from collections.abc import Iterable
from datetime import date, timedelta
from operator import attrgetter

import msgspec

from mattimer.session.records import SessionRecord

DAYS = 7


class WeekSummary(msgspec.Struct, frozen=True):
    """A week from Monday to Sunday.

    Attributes:
        monday: Its first day.
        days: For each of the seven days, whether there was mat time.
        sessions: How many sessions had mat time.
    """

    monday: date
    days: tuple[bool, ...]
    sessions: int


def week_of(records: Iterable[SessionRecord], day: date) -> WeekSummary:
    """The week that ``day`` lies in. Records of other weeks are passed over.

    A record counts on the day its own local clock showed, a day beginning at four.
    """
    monday = day - timedelta(days=day.weekday())
    offsets = [(_day(record) - monday).days for record in records if _counts(record)]
    within = [offset for offset in offsets if 0 <= offset < DAYS]
    return WeekSummary(monday, tuple(number in within for number in range(DAYS)), len(within))


def last_pair(records: Iterable[SessionRecord]) -> tuple[int, int] | None:
    """Tightness before and after of the latest session that has both; None without one."""
    latest = sorted(records, key=attrgetter("started_us"), reverse=True)
    for record in latest:
        before, after = record.tightness_before, record.tightness_after
        if before is not None and after is not None and not record.deleted:
            return before, after
    return None


def _counts(record: SessionRecord) -> bool:
    return record.mat_us > 0 and not record.deleted


def _day(record: SessionRecord) -> date:
    return record.day
