"""One holder, one door, and announcements that are neither early nor queued."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from mattimer.desktop.system_clock import FastClock, SystemClock
from mattimer.services.session_runner import LOOK_AGAIN, SessionRunner
from mattimer.session.clock import MILLISECOND, MINUTE, SECOND
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
    TakeUp,
    Tick,
)
from mattimer.session.moment import moment_of
from mattimer.session.reasons import PauseReason
from mattimer.session.session import Session, Status
from mattimer.session.session_plan import Layer, Pacing, Plan, Stage, Stages
from mattimer.session.timeline import Cue, CueKind, cues
from tests.fakes import FakeClock
from tests.ui.timers import timer

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

PLAN = Plan(
    area="back",
    layer=Layer.BARE,
    stages=Stages(2 * MINUTE, 6 * MINUTE, 2 * MINUTE),
    cap=20 * MINUTE,
    scan=("feet", "hips", "face"),
)
ONE_MINUTE = Plan("back", Layer.BARE, Stages(12 * SECOND, 36 * SECOND, 12 * SECOND), lead_in=0)


class Listener:
    """Writes down what a session runner says, in the order it was said."""

    def __init__(self, runner: SessionRunner) -> None:
        self.changes: list[tuple[Session | None, Session | None]] = []
        self.cues: list[Cue] = []
        self.order: list[str] = []
        self.ticks = 0
        runner.observers = (*runner.observers, self)
        runner.cue_due.connect(self.on_cue_due)
        runner.ticked.connect(self.on_ticked)

    def on_session_changed(self, new: Session | None, old: Session | None) -> None:
        self.changes.append((new, old))
        self.order.append("none" if new is None else new.status)

    def on_cue_due(self, cue: Cue) -> None:
        self.cues.append(cue)
        self.order.append(f"{cue.kind}:{cue.key}")

    def on_ticked(self) -> None:
        self.ticks += 1

    def heard(self) -> list[str]:
        """What was said since this was last asked."""
        said, self.order = self.order, []
        return said


class Told:
    """Calls a function for each change."""

    def __init__(self, told: Callable[[Session | None, Session | None], object]) -> None:
        self._told = told

    def on_session_changed(self, new: Session | None, old: Session | None) -> None:
        self._told(new, old)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def runner(qtbot: "QtBot", clock: FakeClock) -> Iterator[SessionRunner]:  # noqa: ARG001
    runner = SessionRunner(clock)
    yield runner
    runner.close()


@pytest.fixture
def listener(runner: SessionRunner) -> Listener:
    return Listener(runner)


def wait_of(runner: SessionRunner) -> int | None:
    """Milliseconds the timer was set to, None while it rests."""
    ticker = timer(runner, "session_ticker")
    return ticker.interval() if ticker.isActive() else None


def look(runner: SessionRunner, clock: FakeClock, seconds: float) -> None:
    """Let awake time pass and then look."""
    clock.advance(seconds)
    runner.do(Tick())


def test_at_first_there_is_no_session(runner: SessionRunner) -> None:
    assert runner.session is None
    assert runner.moment() is None
    assert wait_of(runner) is None


def test_a_start_is_announced(runner: SessionRunner, clock: FakeClock, listener: Listener) -> None:
    started = runner.start(PLAN)
    assert started is not None
    assert started is runner.session
    assert (started.plan, started.started) == (PLAN, clock.read())
    assert listener.changes == [(started, None)]


def test_every_session_has_a_name_of_its_own(runner: SessionRunner) -> None:
    first = runner.start(PLAN)
    runner.do(Stop())
    second = runner.start(PLAN)
    assert first is not None
    assert second is not None
    assert first.id != second.id


def test_a_start_while_one_is_active_is_silent(runner: SessionRunner, listener: Listener) -> None:
    first = runner.start(PLAN)
    assert runner.start(ONE_MINUTE) is first
    assert len(listener.changes) == 1


def test_a_change_carries_the_new_value_and_the_old(
    runner: SessionRunner, clock: FakeClock, listener: Listener
) -> None:
    running = runner.start(PLAN)
    clock.advance(7)
    runner.do(Pause())
    paused = runner.session
    clock.advance(7)
    runner.do(Stop())
    stopped = runner.session
    assert listener.changes == [(running, None), (paused, running), (stopped, paused)]
    assert listener.heard() == ["running", "paused", "stopped"]


@pytest.mark.parametrize(
    "command", [Tick(), Resume(), Extend(0), Resume(PauseReason.SLEEP)], ids=repr
)
def test_an_equal_result_is_silent(
    runner: SessionRunner, clock: FakeClock, listener: Listener, command: Command
) -> None:
    session = runner.start(PLAN)
    clock.advance(7)
    runner.do(command)
    assert len(listener.changes) == 1
    assert runner.session is session


@pytest.mark.parametrize("command", [Tick(), Pause(), Skip(), Stop(), Discard()], ids=repr)
def test_without_a_session_everything_but_start_is_silent(
    runner: SessionRunner, listener: Listener, command: Command
) -> None:
    runner.do(command)
    assert listener.heard() == []
    assert wait_of(runner) is None


def test_the_moment_is_of_right_now(runner: SessionRunner, clock: FakeClock) -> None:
    session = runner.start(PLAN)
    assert session is not None
    now = clock.advance(50)
    assert runner.moment() == moment_of(session, now)


def test_cues_are_announced_when_their_moment_has_come(
    runner: SessionRunner, clock: FakeClock, listener: Listener
) -> None:
    runner.start(PLAN)
    assert listener.heard() == ["running"]
    look(runner, clock, 19.999999)
    assert listener.heard() == []
    look(runner, clock, 0.000001)
    assert listener.heard() == ["stage:settle", "breath:inhale"]
    look(runner, clock, 0)
    assert listener.heard() == []
    look(runner, clock, 4)
    assert listener.heard() == ["breath:exhale"]


def test_what_is_due_at_the_very_start_is_announced_with_it(
    runner: SessionRunner, listener: Listener
) -> None:
    runner.start(ONE_MINUTE)
    assert listener.heard() == ["running", "stage:settle", "breath:inhale"]


def test_after_a_stall_only_the_latest_of_each_kind_is_announced_in_order(
    runner: SessionRunner, clock: FakeClock, listener: Listener
) -> None:
    runner.start(PLAN)
    look(runner, clock, 20 + 120 + 245)
    assert listener.heard() == ["running", "stage:still", "breath:exhale", "line:scan.face"]
    assert [cue.at // SECOND for cue in listener.cues] == [140, 314, 380]


def test_what_a_stall_left_is_announced_in_the_order_it_was_due(
    runner: SessionRunner, clock: FakeClock, listener: Listener
) -> None:
    runner.start(PLAN)
    look(runner, clock, 550)
    assert listener.heard() == ["running", "breath:exhale", "stage:rise", "line:rise.sit"]


def test_a_stall_past_the_end_finishes_at_once(
    runner: SessionRunner, clock: FakeClock, listener: Listener
) -> None:
    runner.start(PLAN)
    look(runner, clock, 530)
    listener.heard()
    due = clock.advance(90)
    look(runner, clock, 5_000)
    assert listener.heard() == ["finished", "line:rise.stand", "end:"]
    assert runner.session is not None
    assert runner.session.ending is not None
    assert runner.session.ending.at == due


def test_an_overdue_end_is_announced_before_the_next_session_takes_its_place(
    runner: SessionRunner, clock: FakeClock, listener: Listener
) -> None:
    runner.start(PLAN)
    look(runner, clock, 610)
    listener.heard()
    clock.advance(60)
    runner.start(PLAN)
    assert listener.heard() == ["finished", "end:", "running"]
    (finished, _), (following, before) = listener.changes[-2:]
    assert before is finished
    assert following is runner.session


def test_every_session_announces_its_own_cues(
    runner: SessionRunner, clock: FakeClock, listener: Listener
) -> None:
    for _ in range(2):
        runner.start(ONE_MINUTE)
        look(runner, clock, 1)
        runner.do(Discard())
        assert listener.heard() == ["running", "stage:settle", "breath:inhale", "discarded"]


def test_a_skip_announces_the_stage_it_leads_to_at_once(
    runner: SessionRunner, clock: FakeClock, listener: Listener
) -> None:
    runner.start(PLAN)
    look(runner, clock, 50)
    listener.heard()
    runner.do(SkipToRise())
    assert listener.heard() == ["running", "stage:rise", "line:rise.side"]


def test_a_skip_where_something_was_just_announced_says_only_what_is_new(
    runner: SessionRunner, clock: FakeClock, listener: Listener
) -> None:
    runner.start(PLAN)
    look(runner, clock, 20)
    listener.heard()
    runner.do(Skip())
    assert listener.heard() == ["running", "stage:still", "line:scan.feet"]


def test_a_skip_in_a_pause_is_announced_on_going_on(
    runner: SessionRunner, clock: FakeClock, listener: Listener
) -> None:
    runner.start(PLAN)
    look(runner, clock, 50)
    runner.do(Pause())
    listener.heard()
    runner.do(SkipToRise())
    look(runner, clock, 30)
    assert listener.heard() == ["paused"]
    runner.do(Resume())
    assert listener.heard() == ["running", "stage:rise", "line:rise.side"]


def test_what_came_due_just_before_a_pause_waits_for_its_end(
    runner: SessionRunner, clock: FakeClock, listener: Listener
) -> None:
    runner.start(PLAN)
    clock.advance(20.003)
    runner.do(Pause())
    assert listener.heard() == ["running", "paused"]
    clock.advance(60)
    runner.do(Resume())
    assert listener.heard() == ["running", "stage:settle", "breath:inhale"]


@pytest.mark.parametrize("command", [Stop(), Discard()], ids=repr)
def test_whoever_stops_hears_nothing_more(
    runner: SessionRunner, clock: FakeClock, listener: Listener, command: Command
) -> None:
    runner.start(PLAN)
    listener.heard()
    clock.advance(530)
    runner.do(command)
    assert len(listener.heard()) == 1
    assert listener.cues == []


def test_waking_is_announced_as_a_pause_and_nothing_else(
    runner: SessionRunner, clock: FakeClock, listener: Listener
) -> None:
    runner.start(PLAN)
    look(runner, clock, 20)
    listener.heard()
    clock.sleep_computer(3_600)
    look(runner, clock, 0.5)
    assert listener.heard() == ["paused"]
    assert runner.session is not None
    assert runner.session.paused_by == {PauseReason.SLEEP}


def test_a_wall_clock_jump_is_silent(
    runner: SessionRunner, clock: FakeClock, listener: Listener
) -> None:
    runner.start(PLAN)
    listener.heard()
    clock.jump_wall_clock(-10 * 365 * 86_400, utc_offset_s=0)
    runner.do(Tick())
    assert listener.heard() == []


def test_a_listener_may_give_a_command_itself(
    runner: SessionRunner, clock: FakeClock, listener: Listener
) -> None:
    def mind_the_sting(cue: Cue) -> None:
        if cue.key == "sting":
            clock.advance(10)
            runner.do(Extend())

    runner.cue_due.connect(mind_the_sting)
    runner.start(PLAN)
    look(runner, clock, 35)
    look(runner, clock, 0)
    breaths = [cue for cue in listener.cues if cue.kind is CueKind.BREATH]
    assert len(breaths) == len(set(breaths))
    assert len([cue for cue in listener.cues if cue.key == "sting"]) == 1


def test_a_command_from_within_a_change_announces_nothing_twice(
    runner: SessionRunner, clock: FakeClock, listener: Listener
) -> None:
    def put_on_a_shirt(_new: Session | None, old: Session | None) -> None:
        if old is None:
            clock.advance(22)
            runner.do(ChangeLayer(Layer.SHIRT))

    runner.observers = (Told(put_on_a_shirt), listener)
    runner.start(PLAN)
    assert [new and new.layer for new, _ in listener.changes] == [Layer.BARE, Layer.SHIRT]
    look(runner, clock, 1)
    assert listener.heard() == ["running", "running", "stage:settle", "breath:inhale"]


def test_observers_are_told_in_the_order_they_were_given(runner: SessionRunner) -> None:
    said: list[str] = []

    def named(name: str) -> Told:
        return Told(lambda new, _old: said.append(f"{name} {new and new.status}"))

    runner.observers = tuple(map(named, ("first", "second", "third")))
    runner.start(PLAN)
    runner.do(Pause())
    assert said == [
        f"{name} {status}"
        for status in ("running", "paused")
        for name in ("first", "second", "third")
    ]


def test_the_fault_of_one_keeps_a_change_from_no_other(
    runner: SessionRunner, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults: list[str] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, fault, _where: faults.append(str(fault)))

    def fail(_new: Session | None, _old: Session | None) -> None:
        raise RuntimeError("a fault")

    runner.observers = (Told(fail), listener)
    runner.start(PLAN)
    runner.do(Pause())
    assert faults == ["a fault", "a fault"]
    assert listener.heard() == ["running", "paused"]


def test_the_timer_aims_at_the_next_cue(runner: SessionRunner, clock: FakeClock) -> None:
    runner.start(PLAN)
    look(runner, clock, 20 + 3.25)
    assert wait_of(runner) == 750


def test_the_timer_never_rounds_down(runner: SessionRunner, clock: FakeClock) -> None:
    runner.start(PLAN)
    look(runner, clock, 20 + 3.250001)
    assert wait_of(runner) == 750
    look(runner, clock, 0.000998)
    assert wait_of(runner) == 750
    look(runner, clock, 0.000001)
    assert wait_of(runner) == 749
    look(runner, clock, 0.748999)
    assert wait_of(runner) == 1


def test_far_from_any_cue_the_timer_still_looks_every_second(
    runner: SessionRunner, clock: FakeClock
) -> None:
    runner.start(PLAN)
    assert wait_of(runner) == LOOK_AGAIN // MILLISECOND == 1_000
    look(runner, clock, 18)
    assert wait_of(runner) == 1_000


def test_a_faster_clock_has_a_shorter_wait(qtbot: "QtBot") -> None:  # noqa: ARG001
    clock = FakeClock(20)
    runner = SessionRunner(clock)
    runner.start(PLAN)
    assert wait_of(runner) == 1_000
    look(runner, clock, 10)
    assert wait_of(runner) == 500
    runner.close()


def test_a_cue_that_comes_due_while_others_listen_is_announced_next(
    qtbot: "QtBot", runner: SessionRunner, clock: FakeClock, listener: Listener
) -> None:
    runner.observers = (Told(lambda *_: clock.advance(20.5)), listener)
    runner.start(PLAN)
    assert listener.heard() == ["running"]
    assert wait_of(runner) == 0
    with qtbot.waitSignal(runner.cue_due):
        pass
    assert listener.heard() == ["stage:settle", "breath:inhale"]


@pytest.mark.parametrize(
    "command", [Pause(), Pause(PauseReason.SLEEP), Stop(), Discard()], ids=repr
)
def test_the_timer_rests_while_no_time_runs(runner: SessionRunner, command: Command) -> None:
    runner.start(PLAN)
    assert wait_of(runner) is not None
    runner.do(command)
    assert wait_of(runner) is None


def test_the_timer_rests_after_the_end(runner: SessionRunner, clock: FakeClock) -> None:
    runner.start(PLAN)
    look(runner, clock, 700)
    assert runner.session is not None
    assert runner.session.status is Status.FINISHED
    assert wait_of(runner) is None


def test_the_timer_runs_again_after_a_pause(runner: SessionRunner) -> None:
    runner.start(PLAN)
    runner.do(Pause())
    runner.do(Resume())
    assert wait_of(runner) is not None


def test_a_session_is_active_until_its_end(runner: SessionRunner) -> None:
    found = [runner.active is not None]
    runner.start(PLAN)
    for command in (Tick(), Pause(), Stop()):
        runner.do(command)
        found.append(runner.active is not None)
    assert found == [False, True, True, False]


def test_an_active_session_is_not_released(runner: SessionRunner, listener: Listener) -> None:
    session = runner.start(PLAN)
    runner.release()
    runner.do(Pause())
    runner.release()
    assert runner.session is not None
    assert session is not None
    assert runner.session.id == session.id
    assert len(listener.changes) == 2


def test_an_ended_session_is_released_once(runner: SessionRunner, listener: Listener) -> None:
    runner.start(PLAN)
    runner.do(Stop())
    stopped = runner.session
    runner.release()
    runner.release()
    assert runner.session is None
    assert runner.moment() is None
    assert listener.changes[2:] == [(None, stopped)]
    assert wait_of(runner) is None


def test_after_a_release_the_next_session_starts_afresh(
    runner: SessionRunner, listener: Listener
) -> None:
    runner.start(ONE_MINUTE)
    runner.do(Stop())
    runner.release()
    listener.heard()
    again = runner.start(ONE_MINUTE)
    assert listener.changes[-1] == (again, None)
    assert listener.heard() == ["running", "stage:settle", "breath:inhale"]


def test_closing_stops_looking(runner: SessionRunner) -> None:
    runner.start(PLAN)
    runner.close()
    assert wait_of(runner) is None


def test_closing_without_a_session_is_allowed(runner: SessionRunner) -> None:
    runner.close()
    runner.close()


def test_a_look_that_finds_it_running_says_so(
    qtbot: "QtBot", runner: SessionRunner, clock: FakeClock, listener: Listener
) -> None:
    runner.start(PLAN)
    look(runner, clock, 19.99)
    with qtbot.waitSignal(runner.ticked):
        clock.advance(0.01)
    assert listener.ticks == 1
    assert listener.heard() == ["running", "stage:settle", "breath:inhale"]


def test_a_look_that_finds_the_end_is_no_tick(
    qtbot: "QtBot", runner: SessionRunner, clock: FakeClock, listener: Listener
) -> None:
    runner.start(PLAN)
    look(runner, clock, 619.999)
    with qtbot.waitSignal(runner.cue_due, check_params_cb=lambda cue: cue.kind is CueKind.END):
        clock.advance(0.001)
    assert listener.ticks == 0


class Punctual:
    """Notes for every cue how late it was announced by the clock's own time."""

    def __init__(self, runner: SessionRunner, clock: SystemClock | FastClock) -> None:
        self._runner, self._clock = runner, clock
        self.late: dict[Cue, int] = {}
        runner.cue_due.connect(self.on_cue_due)

    def on_cue_due(self, cue: Cue) -> None:
        session = self._runner.session
        assert session is not None
        # From the start and not from the session, whose position ends with it.
        position = self._clock.read().monotonic - session.started.monotonic
        assert cue not in self.late
        self.late[cue] = position - cue.at

    def assert_punctual(self, session: Session | None) -> None:
        """No cue early, all in order, and none left out but for a later one of its kind."""
        assert session is not None
        assert min(self.late.values()) >= 0
        heard = tuple(self.late)
        due = [cue for cue in cues(session) if cue.at <= heard[-1].at]
        assert [cue for cue in due if cue in self.late] == list(heard)
        assert {cue.kind: cue for cue in heard} == {cue.kind: cue for cue in due}


def test_on_the_real_clock_no_cue_is_early_and_none_is_far_behind(qtbot: "QtBot") -> None:
    clock = SystemClock()
    runner = SessionRunner(clock)
    punctual = Punctual(runner, clock)
    plan = Plan(
        "back",
        Layer.BARE,
        Stages(200 * MILLISECOND, 600 * MILLISECOND, MINUTE),
        scan=("feet", "hips", "face"),
        lead_in=333_333,
    )
    runner.start(plan)
    with qtbot.waitSignal(
        runner.cue_due, timeout=5_000, check_params_cb=lambda cue: cue.key == Stage.RISE
    ):
        pass
    with qtbot.waitSignal(runner.ticked, timeout=5_000):
        pass
    runner.close()
    punctual.assert_punctual(runner.session)
    assert {cue.key for cue in punctual.late} >= {"inhale", "rise", "rise.side"}
    # Without aiming, a cue would be found by the look of every second.
    late = sorted(punctual.late.values())
    assert late[len(late) // 2] < 50 * MILLISECOND


def test_a_minute_sixty_times_as_fast_finishes_by_itself_with_every_cue(qtbot: "QtBot") -> None:
    clock = FastClock(SystemClock(), 60)
    runner = SessionRunner(clock)
    punctual = Punctual(runner, clock)
    runner.start(ONE_MINUTE)
    with qtbot.waitSignal(
        runner.cue_due, timeout=20_000, check_params_cb=lambda cue: cue.kind is CueKind.END
    ):
        pass
    finished = runner.session
    runner.close()
    assert finished is not None
    assert finished.status is Status.FINISHED
    assert finished.elapsed_at(clock.read()) == MINUTE
    assert finished.away < SECOND
    assert finished.ending is not None
    assert finished.ending.at.monotonic == finished.started.monotonic + MINUTE
    punctual.assert_punctual(finished)


def test_a_pause_on_the_real_clock_holds_every_cue(qtbot: "QtBot") -> None:
    runner = SessionRunner(SystemClock())
    listener = Listener(runner)
    runner.start(Plan("back", Layer.BARE, Stages(MINUTE, 0, 0), lead_in=50_000, pacing=Pacing.OFF))
    runner.do(Pause())
    with qtbot.assertNotEmitted(runner.cue_due, wait=200):
        pass
    with qtbot.waitSignal(runner.cue_due, timeout=5_000):
        runner.do(Resume())
    runner.close()
    assert listener.heard()[:4] == ["running", "paused", "running", "stage:settle"]


def test_start_is_a_command_like_any_other(runner: SessionRunner, listener: Listener) -> None:
    runner.do(Start(PLAN, UUID(int=1)))
    runner.do(Discard())
    runner.do(Start(PLAN, UUID(int=2)))
    assert [new.status for new, _ in listener.changes if new is not None] == [
        *("running", "discarded", "running")
    ]
    assert runner.session is not None
    assert runner.session.id == UUID(int=2)


class TestTakenUpAgain:
    """A session that was cut off goes on where it stood."""

    @pytest.fixture
    def cut_off(self, clock: FakeClock) -> Session:
        begun = Session.begin(PLAN, UUID(int=5), clock.read())
        return replace(begun, position=begun.lead_in + 3 * MINUTE + 3 * SECOND)

    def test_it_runs_on_and_repeats_nothing(
        self, runner: SessionRunner, listener: Listener, clock: FakeClock, cut_off: Session
    ) -> None:
        clock.advance(90)
        runner.do(TakeUp(cut_off))
        assert runner.session == replace(cut_off, anchor=clock.read())
        assert listener.heard() == ["running"]
        clock.advance(5 * MINUTE / SECOND)
        runner.do(Tick())
        assert f"{CueKind.STAGE}:{Stage.RISE}" in listener.heard()

    def test_another_session_is_not_pushed_aside(
        self, runner: SessionRunner, cut_off: Session
    ) -> None:
        running = runner.start(PLAN)
        runner.do(TakeUp(cut_off))
        assert runner.session == running
