"""The sessions of some days: how many each had, and the first few of them."""

from datetime import date
from typing import TYPE_CHECKING, Any

from mattimer.session.clock import DAY_BORDER, EPOCH_DAY, SECOND
from mattimer.session.records import SessionRecord
from mattimer.stats.periods import DAY_US
from mattimer.storage.codec.tables import SESSIONS

if TYPE_CHECKING:
    from mattimer.storage.repository import Repository

# The statement is put together from names of columns and from numbers.
# ruff: noqa: S608

MOST = 8
"""Sessions of a day that are read; of more only their number is known."""

_LOCAL = f"started_us + utc_offset_s * {SECOND} - {DAY_BORDER}"
DAYS = f"""
    SELECT {SESSIONS.list}, day, often FROM (
        SELECT {SESSIONS.list}, ({_LOCAL}) / {DAY_US} AS day,
            count(*) OVER same AS often,
            row_number() OVER (same ORDER BY started_us, id) AS place
        FROM session
        WHERE deleted = 0 AND started_us >= :since AND started_us < :until
            AND {_LOCAL} BETWEEN :begins AND :ends
        WINDOW same AS (PARTITION BY ({_LOCAL}) / {DAY_US})
    ) WHERE place <= {MOST} ORDER BY day, place
"""

Day = tuple[int, tuple[SessionRecord, ...]]
"""How many sessions a day had, and the first of them."""


def read_days(repository: "Repository", first: date, last: date) -> dict[date, Day]:
    """The days from the first to the last that had a session, in order.

    Raises:
        DataError: The database cannot be read.
    """
    begins, ends = (_moment(day) for day in (first, last))
    values = {
        "since": max(0, begins - DAY_US),
        "until": ends + 3 * DAY_US,
        "begins": begins,
        "ends": ends + DAY_US - 1,
    }
    found: dict[date, Day] = {}
    for day, often, record in repository.made(_dated, DAYS, values):
        found[day] = (often, (*found.get(day, (0, ()))[1], record))
    return found


def _moment(day: date) -> int:
    return (day.toordinal() - EPOCH_DAY) * DAY_US


def _dated(row: tuple[Any, ...]) -> tuple[date, int, SessionRecord]:
    *values, day, often = row
    return date.fromordinal(EPOCH_DAY + day), often, SESSIONS.record_of(tuple(values))
