"""What the grid cannot show: sleep, stalls, the cap, skips to the end."""

from dataclasses import replace

import pytest

from mattimer.session.clock import MINUTE, SECOND, Reading, slept_between
from mattimer.session.commands import (
    ChangeLayer,
    Command,
    Discard,
    Extend,
    Pause,
    Resume,
    Skip,
    SkipToRise,
    Start,
    Stop,
    Tick,
    Toggle,
)
from mattimer.session.machine import apply
from mattimer.session.reasons import PauseReason
from mattimer.session.session import Ending, Session, Status
from mattimer.session.session_plan import Layer, Stage
from tests.fakes import FakeClock
from tests.session.factories import FIRST, SECOND_ID, answer, begun, stages, ten_minutes


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


def test_the_answer_before_the_start_stays_with_the_session(clock: FakeClock) -> None:
    session = answer(None, Start(ten_minutes(), FIRST, 7), clock.read())
    assert session.tightness_before == 7
    ended = answer(session, Stop(), clock.advance(60))
    assert ended.tightness_before == 7
    assert begun(clock).tightness_before is None


def test_a_session_starts_with_its_lead_in(clock: FakeClock) -> None:
    session = begun(clock)
    now = clock.read()
    assert session.status is Status.RUNNING
    assert session.stage_at(now) is Stage.LEAD_IN
    assert session.lead_in_left_at(now) == 20 * SECOND
    assert session.elapsed_at(now) == 0
    assert session.remaining_at(now) == 10 * MINUTE


def test_without_a_lead_in_a_session_starts_with_settle(clock: FakeClock) -> None:
    session = begun(clock, ten_minutes(lead_in=0))
    assert session.stage_at(clock.read()) is Stage.SETTLE


@pytest.mark.parametrize(
    ("after", "stage"),
    [
        (19.999999, Stage.LEAD_IN),
        (20, Stage.SETTLE),
        (139.999999, Stage.SETTLE),
        (140, Stage.STILL),
        (499.999999, Stage.STILL),
        (500, Stage.RISE),
        (620, Stage.RISE),
    ],
)
def test_a_boundary_belongs_to_the_later_stage(
    clock: FakeClock, after: float, stage: Stage
) -> None:
    session = begun(clock)
    assert session.stage_at(clock.advance(after)) is stage


def test_a_session_finishes_exactly_at_its_end_and_not_before(clock: FakeClock) -> None:
    session = begun(clock)
    assert apply(session, Tick(), clock.advance(619.999999)) is session
    due = clock.advance(0.000001)
    finished = answer(session, Tick(), due)
    assert finished.ending == Ending(Status.FINISHED, due)
    assert finished.elapsed_at(due) == 10 * MINUTE
    assert finished.remaining_at(due) == 0


def test_a_stall_past_the_end_finishes_when_the_end_was_due(clock: FakeClock) -> None:
    session = begun(clock)
    due = clock.advance(620)
    finished = answer(session, Tick(), clock.advance(3_000))
    assert finished.ending == Ending(Status.FINISHED, due)
    assert finished.elapsed_at(clock.read()) == 10 * MINUTE
    assert finished.overrun_at(clock.read()) == 0


def test_a_stall_without_a_sleep_loses_nothing(clock: FakeClock) -> None:
    session = begun(clock)
    now = clock.advance(300)
    assert apply(session, Tick(), now) is session
    assert session.elapsed_at(now) == 280 * SECOND


@pytest.mark.parametrize(
    "command",
    [Pause(), Resume(), Toggle(), Skip(), Extend(), ChangeLayer(Layer.TOWEL), Stop(), Discard()],
    ids=lambda command: type(command).__name__,
)
def test_an_overdue_end_comes_before_the_command(clock: FakeClock, command: Command) -> None:
    session = begun(clock)
    now = clock.advance(700)
    assert apply(session, command, now) == apply(session, Tick(), now)


def test_an_overdue_end_makes_room_for_the_next_start(clock: FakeClock) -> None:
    session = begun(clock)
    after = answer(session, Start(ten_minutes(), SECOND_ID), clock.advance(700))
    assert after == Session.begin(ten_minutes(), SECOND_ID, clock.read())


def test_waking_from_a_long_sleep_pauses(clock: FakeClock) -> None:
    session = begun(clock)
    clock.advance(100)
    woken = answer(session, Tick(), clock.sleep_computer(8 * 3_600))
    assert woken.paused_by == {PauseReason.SLEEP}
    assert woken.elapsed_at(clock.advance(60)) == 80 * SECOND
    assert woken.away_at(clock.read()) == 8 * 3_600 * SECOND
    assert woken.paused_at(clock.read()) == 60 * SECOND


def test_a_sleep_of_two_seconds_does_not_pause_and_is_still_no_mat_time(clock: FakeClock) -> None:
    session = begun(clock)
    clock.advance(100)
    after = answer(session, Tick(), clock.sleep_computer(2))
    assert after.status is Status.RUNNING
    assert after.away == 2 * SECOND
    assert after.elapsed_at(clock.read()) == 80 * SECOND


def test_a_sleep_of_a_little_more_than_two_seconds_pauses(clock: FakeClock) -> None:
    woken = answer(begun(clock), Tick(), clock.sleep_computer(2.000001))
    assert woken.paused_by == {PauseReason.SLEEP}


def test_two_short_sleeps_each_noticed_do_not_add_up_to_a_long_one(clock: FakeClock) -> None:
    session = begun(clock)
    for _ in range(3):
        session = answer(session, Tick(), clock.sleep_computer(1.5))
    assert session.status is Status.RUNNING
    assert session.away == 4_500_000


def test_clock_noise_is_no_sleep(clock: FakeClock) -> None:
    session = begun(clock)
    assert apply(session, Tick(), clock.sleep_computer(0.099999)) is session
    noticed = answer(session, Tick(), clock.sleep_computer(0.000001))
    assert noticed.away == 100_000


def test_a_pause_of_the_person_survives_a_sleep(clock: FakeClock) -> None:
    session = answer(begun(clock), Pause(), clock.advance(30))
    woken = answer(session, Tick(), clock.sleep_computer(3_600))
    assert woken.paused_by == {PauseReason.PERSON, PauseReason.SLEEP}
    woken = answer(woken, Resume(PauseReason.SLEEP), clock.advance(1))
    assert woken.paused_by == {PauseReason.PERSON}


def test_whoever_toggles_on_waking_wants_the_pause_they_ask_for(clock: FakeClock) -> None:
    session = begun(clock)
    clock.sleep_computer(3_600)
    woken = answer(session, Toggle(), clock.advance(0.5))
    assert woken.paused_by == {PauseReason.PERSON, PauseReason.SLEEP}


def test_whoever_toggles_a_paused_session_on_waking_goes_on(clock: FakeClock) -> None:
    session = answer(begun(clock), Pause(), clock.advance(30))
    woken = answer(session, Toggle(), clock.sleep_computer(3_600))
    assert woken.status is Status.RUNNING
    assert woken.away == 3_600 * SECOND


def test_a_session_that_reached_its_end_before_waking_was_noticed_is_finished(
    clock: FakeClock,
) -> None:
    session = begun(clock)
    clock.advance(619.7)
    clock.sleep_computer(600)
    finished = answer(session, Tick(), clock.advance(0.5))
    assert finished.status is Status.FINISHED
    assert finished.away == 600 * SECOND
    assert finished.elapsed_at(clock.read()) == 10 * MINUTE


def test_a_wall_clock_set_to_another_year_changes_nothing_measured(clock: FakeClock) -> None:
    session = begun(clock)
    before = clock.advance(200)
    jumped = clock.jump_wall_clock(-40 * 365 * 86_400, utc_offset_s=-3_600)
    assert apply(session, Tick(), jumped) is session
    assert session.elapsed_at(jumped) == session.elapsed_at(before)
    assert slept_between(before, jumped) == 0


def test_clocks_that_disagree_the_other_way_are_no_sleep() -> None:
    earlier = Reading(monotonic=1_000, boottime=5_000, utc=0)
    later = Reading(monotonic=2_000, boottime=5_990, utc=0)
    assert slept_between(earlier, later) == 0


def test_a_monotonic_clock_that_steps_back_takes_nothing_away(clock: FakeClock) -> None:
    session = answer(begun(clock), Extend(), clock.advance(100))
    earlier = replace(clock.read(), monotonic=clock.monotonic - 5)
    assert session.elapsed_at(earlier) == 80 * SECOND


def test_extending_stops_at_the_cap(clock: FakeClock) -> None:
    session = begun(clock, ten_minutes(cap=12 * MINUTE + 30 * SECOND))
    for _ in range(3):
        session = answer(session, Extend(), clock.advance(1))
    assert session.planned == session.intended == 12 * MINUTE + 30 * SECOND
    assert apply(session, Extend(), clock.advance(1)) is session


@pytest.mark.parametrize("by", [0, -1, -5 * MINUTE])
def test_nobody_extends_by_nothing_or_less(clock: FakeClock, by: int) -> None:
    session = begun(clock)
    assert apply(session, Extend(by), clock.advance(1)) is session


def test_what_was_intended_remembers_the_longest(clock: FakeClock) -> None:
    session = answer(begun(clock), Extend(), clock.advance(1))
    session = answer(session, SkipToRise(), clock.advance(60))
    assert session.planned == 41 * SECOND + 2 * MINUTE
    assert session.intended == 11 * MINUTE
    session = answer(session, Extend(3 * MINUTE), clock.advance(1))
    assert session.planned == 41 * SECOND + 5 * MINUTE
    assert session.intended == 11 * MINUTE


def test_the_same_layer_again_is_an_equal_session(clock: FakeClock) -> None:
    session = begun(clock)
    assert apply(session, ChangeLayer(Layer.BARE), clock.advance(9)) == session


def test_a_skipped_stage_has_lasted_as_long_as_it_lasted(clock: FakeClock) -> None:
    session = begun(clock)
    now = clock.advance(20 + 120 + 33)
    session = answer(session, Skip(), now)
    assert session.stages == stages(120, 33, 120)
    assert session.elapsed_at(now) == 153 * SECOND


def test_skipping_at_the_first_moment_leaves_only_rise(clock: FakeClock) -> None:
    session = begun(clock)
    for expected in (Stage.SETTLE, Stage.STILL, Stage.RISE, Stage.RISE):
        session = answer(session, Skip(), clock.read())
        assert session.stage_at(clock.read()) is expected
    assert session.stages == stages(0, 0, 120)
    assert session.lead_in == 0


@pytest.mark.parametrize("skip", [Skip(), SkipToRise()], ids=["skip", "skip to rise"])
def test_where_no_rise_was_planned_skipping_still_finishes(clock: FakeClock, skip: Command) -> None:
    session = begun(clock, ten_minutes(stages=stages(120, 480, 0)))
    now = clock.advance(20 + 200)
    finished = answer(session, skip, now)
    assert finished.ending == Ending(Status.FINISHED, now)
    assert finished.planned == finished.elapsed_at(now) == 200 * SECOND
    assert finished.intended == 10 * MINUTE


def test_where_no_rise_was_planned_a_paused_skip_finishes_on_resuming(clock: FakeClock) -> None:
    session = begun(clock, ten_minutes(stages=stages(120, 480, 0)))
    session = answer(session, Pause(), clock.advance(20 + 200))
    session = answer(session, SkipToRise(), clock.advance(5))
    assert session.status is Status.PAUSED
    session = answer(session, Resume(), clock.advance(5))
    assert session.ending == Ending(Status.FINISHED, clock.read())
    assert session.paused == 10 * SECOND


def test_a_session_cannot_be_started_twice_under_one_name(clock: FakeClock) -> None:
    session = begun(clock)
    assert apply(session, Start(ten_minutes(), FIRST), clock.advance(5)) is session


def test_no_session_stays_no_session(clock: FakeClock) -> None:
    assert apply(None, Tick(), clock.read()) is None


def test_what_is_no_command_is_a_fault_of_ours(clock: FakeClock) -> None:
    with pytest.raises(AssertionError):
        apply(begun(clock), "have a nap", clock.read())  # type: ignore[arg-type]
