"""Whatever is done in whatever order, what is measured stays true."""

from itertools import count
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from mattimer.limits import HARD_CAP
from mattimer.session.clock import SECOND, Reading
from mattimer.session.commands import Command, Start, Tick
from mattimer.session.machine import apply
from mattimer.session.moment import moment_of
from mattimer.session.reasons import PauseReason
from mattimer.session.session import Session, Status
from mattimer.session.session_plan import Plan, Stage
from mattimer.session.timeline import cues, next_cue
from tests.fakes import FakeClock, microseconds
from tests.session.strategies import (
    changes,
    endings,
    long_whiles,
    pauses,
    plans,
    short_whiles,
    sleeps,
)

YEARS = 50 * 365 * 86_400


class AnyDay(RuleBasedStateMachine):
    """Beside the session it counts for itself what ran, what was held and what was slept."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = FakeClock()
        self.names = (UUID(int=number) for number in count(1))
        self.session: Session | None = None
        self.forget()

    def forget(self) -> None:
        self.ran = self.held = self.slept = self.furthest = self.longest = 0

    @property
    def active(self) -> bool:
        return self.session is not None and self.session.active

    @property
    def ended(self) -> bool:
        return self.session is not None and not self.session.active

    def give(self, command: Command) -> None:
        before, now = self.session, self.clock.read()
        after = self.session = apply(before, command, now)
        if before is not None and not before.active and not isinstance(command, Start):
            assert after is before
        if after is None:
            return
        after.validate()
        if after.running:
            assert after.position_at(now) < after.end
        self.longest = max(self.longest, after.planned)

    @initialize(plan=plans())
    def first(self, plan: Plan) -> None:
        self.start(plan)

    @rule(plan=plans())
    def start(self, plan: Plan) -> None:
        before, now = self.session, self.clock.read()
        noticed = apply(before, Tick(), now)
        self.give(Start(plan, next(self.names)))
        assert self.session is not None
        if before is not None and noticed is not None and noticed.active:
            assert self.session.id == before.id
        else:
            self.forget()
            self.longest = plan.stages.total
            assert self.session == Session.begin(plan, self.session.id, now)

    @rule(command=pauses)
    def hold_or_go_on(self, command: Command) -> None:
        self.give(command)

    @rule(command=changes)
    def change(self, command: Command) -> None:
        self.give(command)

    @rule(command=endings, sure=st.integers(0, 5))
    def end(self, command: Command, sure: int) -> None:
        # Seldom, so that sessions also grow old.
        if sure == 0 or self.ended:
            self.give(command)

    def time_passes(self, seconds: float) -> None:
        self.clock.advance(seconds)
        if self.session is not None and self.session.running:
            self.ran += microseconds(seconds)
        else:
            self.held += microseconds(seconds)

    @rule(seconds=short_whiles)
    def a_while_passes(self, seconds: float) -> None:
        self.time_passes(seconds)
        self.give(Tick())

    @rule(seconds=short_whiles)
    def nobody_looks_for_a_while(self, seconds: float) -> None:
        self.time_passes(seconds)

    @rule(seconds=long_whiles, sure=st.integers(0, 5))
    def nobody_looks_for_hours(self, seconds: float, sure: int) -> None:
        if sure == 0:
            self.time_passes(seconds)

    @precondition(lambda self: self.active)
    @rule(noticed=st.booleans())
    def exactly_what_is_due_next_comes(self, *, noticed: bool) -> None:
        session, now = self.known()
        position = session.position_at(now)
        cue = next_cue(cues(session), position)
        if cue is not None:
            self.time_passes((cue.at - position) / SECOND)
        if noticed:
            self.give(Tick())

    @rule(seconds=sleeps, noticed=st.booleans())
    def the_computer_sleeps(self, seconds: float, *, noticed: bool) -> None:
        before, unnoticed = self.session, self.slept
        if before is not None:
            unnoticed -= before.away
        self.clock.sleep_computer(seconds)
        self.slept += microseconds(seconds)
        if noticed:
            self.give(Tick())
            after = self.session
            if before is not None and after is not None and after.active:
                slept = unnoticed + microseconds(seconds)
                why = {PauseReason.SLEEP} if slept > 2 * SECOND else set()
                assert after.paused_by == before.paused_by | why

    @rule(seconds=st.integers(-YEARS, YEARS), offset=st.integers(-43_200, 50_400))
    def somebody_sets_the_wall_clock(self, seconds: int, offset: int) -> None:
        before = self.clock.read()
        after = self.clock.jump_wall_clock(seconds, utc_offset_s=offset)
        if self.session is not None:
            assert moment_of(self.session, after) == moment_of(self.session, before)
            here, there = (apply(self.session, Tick(), reading) for reading in (before, after))
            assert here is not None
            assert there is not None
            assert (here.status, here.position) == (there.status, there.position)
            assert (here.paused, here.away) == (there.paused, there.away)

    @precondition(lambda self: self.session is not None)
    @invariant()
    def mat_time_stays_within_its_plan(self) -> None:
        session, now = self.known()
        assert 0 <= session.elapsed_at(now) <= session.planned
        assert session.elapsed_at(now) + session.remaining_at(now) == session.planned
        assert session.planned <= session.intended <= session.plan.cap <= HARD_CAP
        assert session.intended == self.longest

    @precondition(lambda self: self.active)
    @invariant()
    def the_stage_follows_from_what_ran(self) -> None:
        session, now = self.known()
        mat = min(self.ran, session.end) - session.lead_in
        lengths = session.stages
        if mat < 0:
            expected = Stage.LEAD_IN
        elif mat < lengths.settle:
            expected = Stage.SETTLE
        elif mat < lengths.settle + lengths.still:
            expected = Stage.STILL
        else:
            expected = Stage.RISE
        assert session.stage_at(now) is expected

    @precondition(lambda self: self.session is not None)
    @invariant()
    def mat_time_never_goes_backwards(self) -> None:
        session, now = self.known()
        assert session.elapsed_at(now) >= self.furthest
        self.furthest = session.elapsed_at(now)

    @precondition(lambda self: self.active)
    @invariant()
    def every_microsecond_is_accounted_for(self) -> None:
        session, now = self.known()
        since_start = now.monotonic - session.started.monotonic
        assert self.ran + self.held == since_start
        assert session.position_at(now) == min(session.end, self.ran)
        assert session.paused_at(now) == self.held
        assert session.away_at(now) == self.slept
        looked_at = apply(session, Tick(), now)
        assert looked_at is not None
        if looked_at.active:
            run = looked_at.elapsed_at(now) + looked_at.lead_in - looked_at.lead_in_left_at(now)
            assert run + looked_at.paused_at(now) == since_start

    @precondition(lambda self: self.active)
    @invariant()
    def finishing_happens_exactly_at_the_end(self) -> None:
        session, now = self.known()
        looked_at = apply(session, Tick(), now)
        assert looked_at is not None
        assert looked_at.active is not (session.running and self.ran >= session.end)
        if looked_at.ending is not None:
            ago = self.ran - session.end
            assert looked_at.ending.status is Status.FINISHED
            assert looked_at.elapsed_at(now) == looked_at.planned
            assert looked_at.ending.at.utc == now.utc - ago
            assert looked_at.ending.at.monotonic == now.monotonic - ago

    @precondition(lambda self: self.ended)
    @invariant()
    def an_ended_session_is_at_rest(self) -> None:
        session, now = self.known()
        assert session.ending is not None
        assert not session.paused_by
        assert session.elapsed_at(now) == session.elapsed_at(session.anchor)
        if session.status is Status.FINISHED:
            assert session.elapsed_at(now) == session.planned

    def known(self) -> tuple[Session, Reading]:
        assert self.session is not None
        return self.session, self.clock.read()


AnyDay.TestCase.settings = settings(
    max_examples=120, stateful_step_count=40, deadline=None, derandomize=True
)
TestAnyDay = AnyDay.TestCase
