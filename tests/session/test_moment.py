"""What a screen shows at one reading."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mattimer.session.breath import Breath, BreathPhase, breath_at
from mattimer.session.clock import MINUTE, SECOND
from mattimer.session.commands import Extend, Pause, SkipToRise, Stop, Tick
from mattimer.session.moment import Moment, moment_of, rise_step
from mattimer.session.reasons import PauseReason
from mattimer.session.session import Session, Status
from mattimer.session.session_plan import Pacing, Plan, Stage
from tests.fakes import FakeClock
from tests.session.factories import answer, begun, stages, ten_minutes
from tests.session.strategies import sessions

CLASSIC = stages(120, 360, 120)


def at(after: float, plan: Plan | None = None) -> Moment:
    """A running session so many seconds after its start."""
    clock = FakeClock()
    session = begun(clock, plan)
    return moment_of(session, clock.advance(after))


def test_in_the_lead_in() -> None:
    assert at(5) == Moment(
        status=Status.RUNNING,
        stage=Stage.LEAD_IN,
        elapsed=0,
        remaining=10 * MINUTE,
        lead_in_left=15 * SECOND,
        stages=CLASSIC,
        breath=None,
        pacer=0.0,
        scan_part=None,
        rise_step=None,
        can_extend=True,
        paused_by=frozenset(),
        away=0,
    )


def test_in_settle() -> None:
    assert at(25) == Moment(
        status=Status.RUNNING,
        stage=Stage.SETTLE,
        elapsed=5 * SECOND,
        remaining=595 * SECOND,
        lead_in_left=0,
        stages=CLASSIC,
        breath=Breath(BreathPhase.EXHALE, 1 / 6, 5 * SECOND),
        pacer=1.0,
        scan_part=None,
        rise_step=None,
        can_extend=True,
        paused_by=frozenset(),
        away=0,
    )


def test_in_still_held_by_the_person_and_by_a_sleep() -> None:
    clock = FakeClock()
    session = answer(begun(clock), Pause(), clock.advance(20 + 120 + 180))
    session = answer(session, Tick(), clock.sleep_computer(90))
    assert moment_of(session, clock.advance(44)) == Moment(
        status=Status.PAUSED,
        stage=Stage.STILL,
        elapsed=300 * SECOND,
        remaining=300 * SECOND,
        lead_in_left=0,
        stages=CLASSIC,
        breath=Breath(BreathPhase.INHALE, 0.0, 4 * SECOND),
        pacer=1.0,
        scan_part=3,
        rise_step=None,
        can_extend=True,
        paused_by=frozenset(PauseReason),
        away=90 * SECOND,
    )


def test_in_rise_at_the_cap() -> None:
    assert at(20 + 480 + 50, ten_minutes(cap=10 * MINUTE)) == Moment(
        status=Status.RUNNING,
        stage=Stage.RISE,
        elapsed=530 * SECOND,
        remaining=70 * SECOND,
        lead_in_left=0,
        stages=CLASSIC,
        breath=None,
        pacer=0.0,
        scan_part=None,
        rise_step=1,
        can_extend=False,
        paused_by=frozenset(),
        away=0,
    )


def test_after_a_stop() -> None:
    clock = FakeClock()
    session = answer(begun(clock), Stop(), clock.advance(200))
    moment = moment_of(session, clock.advance(5_000))
    assert moment.status is Status.STOPPED
    assert moment.elapsed == 180 * SECOND
    assert moment.stage is Stage.STILL
    assert not moment.can_extend


def test_after_the_end() -> None:
    clock = FakeClock()
    session = answer(begun(clock), Tick(), clock.advance(620))
    moment = moment_of(session, clock.advance(5_000))
    assert (moment.status, moment.stage) == (Status.FINISHED, Stage.RISE)
    assert (moment.elapsed, moment.remaining, moment.time_left) == (10 * MINUTE, 0, 0)
    assert not moment.can_extend


def test_a_sleep_not_yet_noticed_is_already_away() -> None:
    clock = FakeClock()
    session = begun(clock)
    assert moment_of(session, clock.sleep_computer(1)).away == SECOND


@pytest.mark.parametrize(
    ("after", "digits"), [(0, 20), (19, 1), (20, 600), (21, 599), (500, 120), (620, 0)]
)
def test_the_digits_show_the_lead_in_and_then_the_mat(after: int, digits: int) -> None:
    assert at(after).time_left == digits * SECOND


@pytest.mark.parametrize(
    ("elapsed", "presence"),
    [(0, 1.0), (299.999999, 1.0), (300, 1.0), (301.5, 0.5), (302.7, 0.1), (303, 0.0), (400, 0.0)],
)
def test_the_pacer_fades_when_pacing_ends(elapsed: float, presence: float) -> None:
    moment = at(20 + elapsed)
    assert moment.pacer == pytest.approx(presence)
    assert (moment.breath is None) is (presence == 0.0)


def test_the_pacer_stays_throughout_and_goes_at_rise() -> None:
    plan = ten_minutes(pacing=Pacing.THROUGHOUT)
    assert at(499.999999, plan).pacer == 1.0
    assert at(500, plan).pacer == 0.0


@pytest.mark.parametrize("after", [5, 20, 21, 200, 510])
def test_without_pacing_there_is_no_pacer(after: int) -> None:
    moment = at(after, ten_minutes(pacing=Pacing.OFF))
    assert (moment.pacer, moment.breath) == (0.0, None)


def test_the_pacer_goes_with_a_skip_to_rise() -> None:
    clock = FakeClock()
    session = answer(begun(clock), SkipToRise(), clock.advance(60))
    assert moment_of(session, clock.read()).pacer == 0.0


def test_a_minute_more_can_be_had_until_the_cap() -> None:
    clock = FakeClock()
    session = begun(clock, ten_minutes(cap=11 * MINUTE))
    assert moment_of(session, clock.read()).can_extend
    session = answer(session, Extend(), clock.read())
    assert not moment_of(session, clock.read()).can_extend


@pytest.mark.parametrize(
    ("after", "name"), [(499, None), (500, "side"), (540, "sit"), (580, "stand"), (619, "stand")]
)
def test_the_steps_of_rise_have_names(after: int, name: str | None) -> None:
    assert rise_step(at(after)) == name


@settings(deadline=None, derandomize=True)
@given(sessions(), st.integers(0, 30 * MINUTE))
def test_a_moment_says_what_its_session_says(session: Session, later: int) -> None:
    clock = FakeClock()
    clock.monotonic, clock.boottime = session.anchor.monotonic, session.anchor.boottime
    now = clock.advance(later / SECOND)
    moment = moment_of(session, now)
    assert moment.elapsed + moment.remaining == session.planned
    assert moment.elapsed == session.elapsed_at(now)
    assert moment.lead_in_left == session.lead_in_left_at(now)
    assert (moment.stage is Stage.LEAD_IN) is (moment.lead_in_left > 0)
    assert moment.time_left == (moment.lead_in_left or moment.remaining)
    assert (moment.rise_step is not None) is (moment.stage is Stage.RISE)
    assert 0.0 <= moment.pacer <= 1.0
    expected = breath_at(session.plan.pattern, moment.elapsed) if moment.pacer else None
    assert moment.breath == expected
    assert (moment.status, moment.paused_by) == (session.status, session.paused_by)
