"""One reading of the clocks, and what two readings say about sleep."""

from dataclasses import dataclass
from datetime import tzinfo
from typing import Protocol

MILLISECOND = 1_000
SECOND = 1_000_000
MINUTE = 60 * SECOND
"""All times in this package are whole microseconds, so sums are exact."""


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


def slept_between(earlier: Reading, later: Reading) -> int:
    """Microseconds the computer slept between two readings; never negative."""
    awake = later.monotonic - earlier.monotonic
    return max(0, later.boottime - earlier.boottime - awake)
