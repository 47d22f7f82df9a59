"""The computer stays awake while somebody lies there, or is about to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mattimer.session.awake import LONGEST_PAUSE, pause_left, wants_awake
from mattimer.session.clock import MINUTE, SECOND
from mattimer.session.commands import Command, Discard, Extend, Pause, Resume, Stop, Tick
from tests.fakes import FakeClock
from tests.session.factories import answer, begun

TEN = LONGEST_PAUSE / SECOND


def wanted_after(*steps: float | Command, preparing: bool = False) -> bool:
    """Begin a session, let seconds pass and commands come, then ask."""
    clock = FakeClock()
    session = begun(clock)
    for step in steps:
        if isinstance(step, int | float):
            clock.advance(step)
        else:
            session = answer(session, step, clock.read())
    return wants_awake(session, clock.read(), preparing=preparing)


def test_without_a_session_only_while_somebody_prepares() -> None:
    reading = FakeClock().read()
    assert not wants_awake(None, reading, preparing=False)
    assert wants_awake(None, reading, preparing=True)


def test_it_is_ten_minutes() -> None:
    assert LONGEST_PAUSE == 10 * MINUTE


@pytest.mark.parametrize("seconds", [0, 19, 21, 300, 599])
def test_from_the_lead_in_to_the_end(seconds: float) -> None:
    assert wanted_after(seconds)


@pytest.mark.parametrize("end", [Stop(), Discard()])
def test_not_after_it_was_ended(end: Command) -> None:
    assert not wanted_after(60, end)


def test_not_after_it_ended_by_itself() -> None:
    assert not wanted_after(621, Tick())


def test_an_end_that_nobody_has_noticed_yet_still_counts_as_lying_there() -> None:
    assert wanted_after(621)


def test_a_pause_counts_for_ten_minutes_to_the_microsecond() -> None:
    assert wanted_after(60, Pause(), TEN - 0.000001)
    assert not wanted_after(60, Pause(), TEN)
    assert not wanted_after(60, Pause(), 3 * TEN)


def test_going_on_wants_it_again() -> None:
    assert wanted_after(60, Pause(), 2 * TEN, Resume())
    assert not wanted_after(60, Pause(), 2 * TEN, Resume(), Stop())


def test_the_second_pause_counts_anew() -> None:
    assert wanted_after(60, Pause(), TEN - 60, Resume(), 1, Pause(), TEN - 60)


def test_who_adds_a_minute_in_a_pause_is_there() -> None:
    assert wanted_after(60, Pause(), TEN - 60, Extend(), TEN - 60)


def test_preparing_wants_it_whatever_else_there_is() -> None:
    assert wanted_after(60, Pause(), 2 * TEN, preparing=True)
    assert wanted_after(60, Stop(), preparing=True)


def test_sleep_is_no_part_of_a_pause_and_waking_begins_one() -> None:
    clock = FakeClock()
    session = begun(clock)
    clock.advance(60)
    clock.sleep_computer(3600)
    session = answer(session, Tick(), clock.read())
    assert pause_left(session, clock.read()) == LONGEST_PAUSE
    clock.sleep_computer(3600)
    assert wants_awake(session, clock.read(), preparing=False)
    clock.advance(TEN)
    assert not wants_awake(session, clock.read(), preparing=False)


def test_the_wall_clock_has_no_say() -> None:
    clock = FakeClock()
    session = answer(begun(clock), Pause(), clock.read())
    clock.jump_wall_clock(86_400)
    assert wants_awake(session, clock.read(), preparing=False)


def test_no_pause_has_no_time_left() -> None:
    clock = FakeClock()
    session = begun(clock)
    assert pause_left(session, clock.read()) is None
    assert pause_left(answer(session, Stop(), clock.read()), clock.read()) is None


@given(seconds=st.floats(0, 3600))
def test_what_is_left_and_what_is_wanted_agree(seconds: float) -> None:
    clock = FakeClock()
    session = answer(begun(clock), Pause(), clock.read())
    clock.advance(seconds)
    left = pause_left(session, clock.read())
    assert left is not None
    assert wants_awake(session, clock.read(), preparing=False) == (left > 0)
    clock.monotonic += left
    assert not wants_awake(session, clock.read(), preparing=False)
