"""The computer's time zone, as of now."""

import sys
import time
from datetime import UTC, datetime, timedelta, tzinfo


class SystemZone(tzinfo):
    """A time zone that asks the system about each moment, daylight saving included."""

    def utcoffset(self, moment: datetime | None, /) -> timedelta | None:
        """How far local time is ahead of UTC; a time that is shown twice goes by its fold."""
        return None if moment is None else moment.replace(tzinfo=None).astimezone().utcoffset()

    def dst(self, _moment: datetime | None, /) -> None:
        """Not told apart."""
        return

    def tzname(self, moment: datetime | None, /) -> str | None:
        """What the system calls it."""
        return None if moment is None else moment.replace(tzinfo=None).astimezone().tzname()

    def fromutc(self, moment: datetime, /) -> datetime:
        """A moment as it stands on the wall."""
        seconds = moment.replace(tzinfo=UTC, microsecond=0).timestamp()
        return datetime.fromtimestamp(seconds).replace(  # noqa: DTZ006 - this is the zone
            microsecond=moment.microsecond, tzinfo=self
        )


def system_zone() -> tzinfo:
    """The zone the computer is in now; a laptop that travelled is noticed by every later call."""
    if sys.platform != "win32":
        time.tzset()
    return SystemZone()
