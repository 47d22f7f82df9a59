"""Clocks: a reading of them, the day it falls on, the sleep between two; and timers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Protocol

MILLISECOND = 1_000
SECOND = 1_000_000
MINUTE = 60 * SECOND
"""All times in this package are whole microseconds, so sums are exact."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
EPOCH_DAY = EPOCH.toordinal()
HOUR = 60 * MINUTE
DAY = 24 * HOUR
DAY_BORDER = 4 * HOUR
"""Who lies on the mat after midnight still means the evening before."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The clocks of this computer at one moment, in whole microseconds.

    Attributes:
        monotonic: Stands still while the computer sleeps; mat time counts on it.
        boottime: Goes on while the computer sleeps.
        utc: Microseconds since 1970 in UTC. People and daylight saving move it; nothing measured
            depends on it.
        utc_offset_s: Seconds that local time is ahead of UTC at this moment.
    """

    monotonic: int
    boottime: int
    utc: int
    utc_offset_s: int = 0

    @property
    def day(self) -> date:
        """The day it is, as ``day_of`` has it."""
        return day_of(self.utc, self.utc_offset_s)

    @property
    def local(self) -> datetime:
        """The moment on the person's clock."""
        return local_time(self.utc, self.utc_offset_s)


class Clock(Protocol):
    """Anything that can be read: the computer's clocks, faster ones, or a test's."""

    @property
    def speed(self) -> float:
        """How many of its seconds pass in one of the computer's."""
        ...

    def zone(self) -> tzinfo:
        """Where the computer is now; a laptop that travelled is noticed by what is read after."""
        ...

    def read(self) -> Reading:
        """Read all clocks at once."""
        ...


class Timer(Protocol):
    """Calls once, when the time it was started for is over."""

    def start(self, msec: int, /) -> None:
        """Wait this long from now on; a wait that still ran is forgotten."""

    def stop(self) -> None:
        """Wait no more."""


class Scheduler(Protocol):
    """Makes timers: Qt's own, or those that a test winds on."""

    def timer(self, call: Callable[[], object]) -> Timer:
        """A timer that calls this; it does not run yet."""


def slept_between(earlier: Reading, later: Reading) -> int:
    """Microseconds the computer slept between two readings; never negative."""
    awake = later.monotonic - earlier.monotonic
    return max(0, later.boottime - earlier.boottime - awake)


def local_time(us: int, utc_offset_s: int) -> datetime:
    """A stored moment as it stood on the person's clock."""
    return (EPOCH + timedelta(microseconds=us)).astimezone(_zone(utc_offset_s))


def day_of(us: int, utc_offset_s: int) -> date:
    """The day a moment belongs to; a day begins at four in the morning, local time."""
    # In whole numbers: ten thousand of these stand between a person and the first page.
    days = (us + utc_offset_s * SECOND - DAY_BORDER) // DAY
    return date.fromordinal(EPOCH_DAY + days)


@lru_cache(maxsize=128)
def _zone(utc_offset_s: int) -> timezone:
    return timezone(timedelta(seconds=utc_offset_s))
