"""The computer's clocks, and a faster one for demonstrations."""

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, tzinfo

from mattimer.session.clock import MILLISECOND, Clock, Reading, slept_between

NANOSECONDS = 1_000
CLOSE_TOGETHER = 1 * MILLISECOND
TRIES = 5


def _clock_us(number: int) -> Callable[[], int]:
    return lambda: time.clock_gettime_ns(number) // NANOSECONDS


def _windows_awake() -> int:
    """Time awake since the start of Windows; it counts in units of 100 ns."""
    import ctypes  # noqa: PLC0415 - 2 ms that only Windows needs

    ticks = ctypes.c_ulonglong()
    ctypes.windll.kernel32.QueryUnbiasedInterruptTime(  # type: ignore[attr-defined,unused-ignore]
        ctypes.byref(ticks)
    )
    return ticks.value // 10


def _clock_pair() -> tuple[Callable[[], int], Callable[[], int]]:
    """Clocks that stand still in sleep and go on in sleep, in microseconds.

    Windows and macOS are written from their documentation and untested.
    """
    if sys.platform == "linux":
        return _clock_us(time.CLOCK_MONOTONIC), _clock_us(time.CLOCK_BOOTTIME)
    elif sys.platform == "darwin":  # noqa: RET505
        return _clock_us(time.CLOCK_UPTIME_RAW), _clock_us(time.CLOCK_MONOTONIC)
    elif sys.platform == "win32":
        return _windows_awake, lambda: time.monotonic_ns() // NANOSECONDS
    else:
        monotonic = _clock_us(time.CLOCK_MONOTONIC)
        return monotonic, monotonic


class SystemClock:
    """The clocks of this computer."""

    speed = 1.0

    def __init__(self) -> None:
        self._monotonic, self._boottime = _clock_pair()

    def read(self) -> Reading:
        """Read all clocks."""
        utc = time.time_ns() // NANOSECONDS
        offset = datetime.fromtimestamp(utc / 1e6, UTC).astimezone().utcoffset()
        monotonic, boottime = self._read_pair()
        return Reading(
            monotonic=monotonic,
            boottime=boottime,
            utc=utc,
            utc_offset_s=0 if offset is None else int(offset.total_seconds()),
        )

    def zone(self) -> tzinfo:
        """Where the computer is now."""
        from mattimer.desktop.system_zone import system_zone  # noqa: PLC0415 - after the first frame

        return system_zone()

    def _read_pair(self) -> tuple[int, int]:
        """Read both measuring clocks at nearly one moment.

        A process that is held up between the two reads would see a sleep that never was.
        """
        monotonic, boottime = self._monotonic(), self._boottime()
        for _ in range(TRIES):
            if self._monotonic() - monotonic < CLOSE_TOGETHER:
                break
            monotonic, boottime = self._monotonic(), self._boottime()
        return monotonic, boottime


class FastClock:
    """A clock whose awake time runs faster than another's; sleep and the wall clock do not."""

    def __init__(self, clock: Clock, speed: float) -> None:
        self._clock = clock
        self.speed = speed
        self._origin = clock.read()

    def read(self) -> Reading:
        """Read the other clock and stretch the time awake since the beginning."""
        now, origin = self._clock.read(), self._origin
        awake = round((now.monotonic - origin.monotonic) * self.speed)
        return Reading(
            monotonic=origin.monotonic + awake,
            boottime=origin.boottime + awake + slept_between(origin, now),
            utc=now.utc,
            utc_offset_s=now.utc_offset_s,
        )

    def zone(self) -> tzinfo:
        """Where the computer is, however fast its time runs."""
        return self._clock.zone()
