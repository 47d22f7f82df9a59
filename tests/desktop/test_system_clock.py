"""The computer's clocks, read close together, and a faster one."""

import ctypes
import sys
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from types import SimpleNamespace

import pytest

from mattimer.desktop.system_clock import (
    CLOSE_TOGETHER,
    NANOSECONDS,
    TRIES,
    FastClock,
    SystemClock,
)
from mattimer.session.clock import MILLISECOND, SECOND, Reading, slept_between
from mattimer.session.machine import CLOCK_NOISE
from tests.fakes import FakeClock

HeldUp = Callable[[list[int], list[int]], Reading]
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="as Linux counts")


def readings(number: int) -> list[Reading]:
    clock = SystemClock()
    return [clock.read() for _ in range(number)]


def test_time_grows_and_never_steps_back() -> None:
    series = readings(2_000)
    monotonic = [reading.monotonic for reading in series]
    boottime = [reading.boottime for reading in series]
    assert monotonic == sorted(monotonic)
    assert boottime == sorted(boottime)
    assert monotonic[0] < monotonic[-1]
    assert boottime[0] < boottime[-1]


def test_time_is_counted_in_microseconds() -> None:
    earlier, before = SystemClock().read(), time.monotonic_ns()
    while time.monotonic_ns() - before < 20_000_000:
        pass
    passed = SystemClock().read().monotonic - earlier.monotonic
    assert 20 * MILLISECOND <= passed < 5 * SECOND


def test_both_measuring_clocks_are_read_close_together() -> None:
    series = readings(500)
    apart = sorted(
        abs((one.boottime - one.monotonic) - (other.boottime - other.monotonic))
        for one, other in pairwise(series)
    )
    assert apart[len(apart) // 2] < CLOSE_TOGETHER
    assert slept_between(series[0], series[-1]) < CLOCK_NOISE


def test_the_wall_clock_is_the_wall_clock() -> None:
    before, now, after = time.time_ns() // 1_000, SystemClock().read().utc, time.time_ns() // 1_000
    assert before <= now <= after


@pytest.fixture
def local_time(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Sets the time zone of this process for one test."""

    def live_in(zone: str) -> None:
        monkeypatch.setenv("TZ", zone)
        time.tzset()

    yield live_in
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("zone", "offset"), [("UTC0", 0), ("EAST-5:45", 20_700), ("WEST+3:30", -12_600)]
)
def test_the_offset_is_what_local_time_is_ahead(
    local_time: Callable[[str], None], zone: str, offset: int
) -> None:
    local_time(zone)
    assert SystemClock().read().utc_offset_s == offset


@pytest.fixture
def held_up(monkeypatch: pytest.MonkeyPatch) -> HeldUp:
    """One reading of a clock whose hands give these numbers, one after the other."""

    def read(monotonic: list[int], boottime: list[int]) -> Reading:
        hands = {time.CLOCK_MONOTONIC: iter(monotonic), time.CLOCK_BOOTTIME: iter(boottime)}
        monkeypatch.setattr(time, "clock_gettime_ns", lambda hand: next(hands[hand]) * NANOSECONDS)
        return SystemClock().read()

    return read


@on_linux
def test_an_undisturbed_reading_is_taken_at_once(held_up: HeldUp) -> None:
    now = held_up([1_000, 1_002], [5_001])
    assert (now.monotonic, now.boottime) == (1_000, 5_001)


@on_linux
def test_a_reading_that_was_held_up_is_taken_again(held_up: HeldUp) -> None:
    now = held_up([1_000, 701_000, 702_000, 702_002], [705_000, 706_001])
    assert (now.monotonic, now.boottime) == (702_000, 706_001)


@on_linux
def test_a_reading_that_is_always_held_up_is_taken_in_the_end(held_up: HeldUp) -> None:
    steps = [number * CLOSE_TOGETHER for number in range(2 * TRIES + 1)]
    now = held_up(steps, list(range(TRIES + 1)))
    assert (now.monotonic, now.boottime) == (steps[-1], TRIES)


def test_the_pair_differs_by_what_was_slept() -> None:
    now = SystemClock().read()
    assert now.boottime >= now.monotonic - CLOCK_NOISE


def test_on_macos_the_clock_that_sleeps_is_the_uptime(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(time, "CLOCK_UPTIME_RAW", 8, raising=False)
    monkeypatch.setattr(time, "clock_gettime_ns", lambda number: number * 1_000_000)
    now = SystemClock().read()
    assert (now.monotonic, now.boottime) == (8_000, time.CLOCK_MONOTONIC * 1_000)


def test_on_windows_the_clock_that_sleeps_counts_in_tenths_of_microseconds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def query(where: "ctypes._Pointer[ctypes.c_ulonglong]") -> None:
        ctypes.cast(where, ctypes.POINTER(ctypes.c_ulonglong)).contents.value = 123_456_789

    kernel = SimpleNamespace(QueryUnbiasedInterruptTime=query)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    monkeypatch.setattr(time, "monotonic_ns", lambda: 99_000_500)
    now = SystemClock().read()
    assert (now.monotonic, now.boottime) == (12_345_678, 99_000)


def test_elsewhere_no_sleep_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "plan9")
    monkeypatch.setattr(time, "clock_gettime_ns", lambda number: number * 1_000_000)
    now = SystemClock().read()
    assert now.monotonic == now.boottime == time.CLOCK_MONOTONIC * 1_000


def test_a_fast_clock_starts_where_the_other_is() -> None:
    clock = FakeClock()
    clock.advance(12.345678)
    assert FastClock(clock, 20).read() == clock.read()


def test_a_fast_clock_stretches_time_awake() -> None:
    clock = FakeClock()
    fast, origin = FastClock(clock, 20), clock.read()
    clock.advance(3)
    now = fast.read()
    assert now.monotonic - origin.monotonic == 60 * SECOND
    assert now.boottime - origin.boottime == 60 * SECOND
    assert slept_between(origin, now) == 0


def test_a_fast_clock_stretches_neither_sleep_nor_the_wall_clock() -> None:
    clock = FakeClock()
    fast, origin = FastClock(clock, 20), clock.read()
    clock.advance(1)
    clock.sleep_computer(100)
    clock.advance(1)
    clock.jump_wall_clock(7_000, utc_offset_s=-3_600)
    now = fast.read()
    assert now.monotonic - origin.monotonic == 40 * SECOND
    assert slept_between(origin, now) == 100 * SECOND
    assert now.utc == clock.utc == origin.utc + 7_102 * SECOND
    assert now.utc_offset_s == -3_600


def test_a_fast_clock_may_also_be_slow() -> None:
    clock = FakeClock()
    slow, origin = FastClock(clock, 0.5), clock.read()
    clock.advance(3)
    assert slow.read().monotonic - origin.monotonic == 1_500_000
