"""Stand-ins for what the tests must hold in their hands."""

import asyncio
from collections.abc import Callable
from datetime import timedelta, timezone, tzinfo

from mattimer.services.background_tasks import BackgroundTasks
from mattimer.session.clock import SECOND, Reading


def microseconds(seconds: float) -> int:
    """Seconds as the whole microseconds that everything here counts in."""
    return round(seconds * SECOND)


class FakeClock:
    """A clock whose three hands move separately, and only when told to.

    It starts at odd values, so that nothing may lean on zero, on equal hands or on whole seconds.
    """

    def __init__(self, speed: float = 1.0) -> None:
        self.speed = speed
        self.monotonic = 7_777_777_001
        self.boottime = 9_123_456_703
        self.utc = 1_790_000_000_123_457
        self.utc_offset_s = 7_200
        self.place: tzinfo = timezone(timedelta(seconds=self.utc_offset_s))

    def read(self) -> Reading:
        """Read all hands at once."""
        return Reading(self.monotonic, self.boottime, self.utc, self.utc_offset_s)

    def zone(self) -> tzinfo:
        """Where the computer is."""
        return self.place

    def advance(self, seconds: float) -> Reading:
        """Let time pass awake; a stall is this without anybody looking."""
        self.monotonic += microseconds(seconds)
        return self.sleep_computer(seconds)

    def sleep_computer(self, seconds: float) -> Reading:
        """Let time pass asleep: all hands move but the monotonic one."""
        self.boottime += microseconds(seconds)
        self.utc += microseconds(seconds)
        return self.read()

    def jump_wall_clock(self, seconds: float, *, utc_offset_s: int | None = None) -> Reading:
        """Set the wall clock, and the time zone where asked; no time passes."""
        self.utc += microseconds(seconds)
        if utc_offset_s is not None:
            self.utc_offset_s = utc_offset_s
        return self.read()


class FakeSeconds:
    """A clock that is read by calling it, for what counts in plain seconds."""

    def __init__(self) -> None:
        self.now = 7_777.125

    def __call__(self) -> float:
        return self.now

    def pass_by(self, seconds: float) -> None:
        """Let time pass."""
        self.now += seconds


class FakeTimer:
    """A timer that waits until its scheduler is wound on."""

    def __init__(self, call: Callable[[], object]) -> None:
        self.call = call
        self.left: int | None = None

    def start(self, msec: int, /) -> None:
        """Wait this long from now on."""
        self.left = msec

    def stop(self) -> None:
        """Wait no more."""
        self.left = None


class FakeScheduler:
    """Timers that a test winds on; no time passes by itself."""

    def __init__(self) -> None:
        self.timers: list[FakeTimer] = []

    def timer(self, call: Callable[[], object]) -> FakeTimer:
        """A timer that does not run yet."""
        self.timers.append(FakeTimer(call))
        return self.timers[-1]

    @property
    def waits(self) -> list[int]:
        """The milliseconds left of each timer that runs, the next one first."""
        return sorted(timer.left for timer in self.timers if timer.left is not None)

    def wind_on(self, ms: int | None = None) -> None:
        """Let this long pass, or until the next timer has ended; each in its order."""
        assert self.waits, "nothing waits"
        rest = self.waits[0] if ms is None else ms
        while self.waits and self.waits[0] <= rest:
            rest -= (step := self.waits[0])
            self._pass(step)
            ended = next(timer for timer in self.timers if timer.left == 0)
            ended.stop()
            ended.call()
            if ms is None:
                return
        self._pass(rest)

    def _pass(self, ms: int) -> None:
        for timer in self.timers:
            if timer.left is not None:
                timer.left -= ms


async def until_idle(tasks: BackgroundTasks) -> None:
    """Wait until all that was begun has come to its end, and what that began as well."""
    while not tasks.idle:  # noqa: ASYNC110 - the loop turns once
        await asyncio.sleep(0)
