"""Any plan, any command, any session that commands and time could have led to."""

from hypothesis import strategies as st

from mattimer.limits import LONGEST_LEAD_IN, SHORTEST
from mattimer.session.breath import Pattern
from mattimer.session.clock import MINUTE, SECOND
from mattimer.session.commands import (
    ChangeLayer,
    Command,
    Discard,
    Extend,
    Pause,
    Resume,
    Skip,
    SkipToRise,
    Stop,
    Tick,
    Toggle,
)
from mattimer.session.reasons import PauseReason, StopReason
from mattimer.session.session import Session
from mattimer.session.session_plan import Layer, Pacing, Plan, Stages, classic_stages
from tests.fakes import FakeClock
from tests.session.factories import answer, begun

PARTS = (
    *("feet", "calves", "thighs", "hips", "lower-back", "belly", "chest", "shoulders"),
    *("hands", "jaw", "face"),
)

patterns = st.sampled_from(["4-6", "5-5", "3-7", "4-4", "2-6", "10-10", "3.3-5.1"]).map(
    Pattern.parse
)


@st.composite
def stages_within(draw: st.DrawFn, cap: int) -> Stages:
    total = draw(
        st.one_of(
            st.sampled_from([SHORTEST, cap]),
            st.integers(1, cap // MINUTE).map(lambda minutes: minutes * MINUTE),
            st.integers(SHORTEST, cap),
        )
    )
    if draw(st.booleans()):
        return classic_stages(total)
    settle = draw(st.one_of(st.just(0), st.integers(0, total)))
    rise = draw(st.one_of(st.just(0), st.integers(0, total - settle)))
    return Stages(settle, total - settle - rise, rise)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    cap = draw(st.integers(1, 30)) * MINUTE
    return Plan(
        area="back",
        layer=draw(st.sampled_from(Layer)),
        stages=draw(stages_within(cap)),
        cap=cap,
        pattern=draw(patterns),
        pacing=draw(st.sampled_from(Pacing)),
        scan=tuple(draw(st.lists(st.sampled_from(PARTS), unique=True))),
        lead_in=draw(st.one_of(st.sampled_from([0, 20 * SECOND]), st.integers(0, LONGEST_LEAD_IN))),
    )


pauses: st.SearchStrategy[Command] = st.one_of(
    st.sampled_from(PauseReason).map(Pause),
    st.sampled_from([None, *PauseReason]).map(Resume),
    st.just(Toggle()),
)
changes: st.SearchStrategy[Command] = st.one_of(
    st.just(Skip()),
    st.just(SkipToRise()),
    st.integers(-MINUTE, 10 * MINUTE).map(Extend),
    st.just(Extend()),
    st.sampled_from(Layer).map(ChangeLayer),
)
endings: st.SearchStrategy[Command] = st.one_of(
    st.sampled_from([None, *StopReason]).map(Stop),
    st.just(Discard()),
)
short_whiles = st.one_of(
    st.integers(0, 1_000_000).map(lambda microseconds: microseconds / SECOND),
    st.integers(0, 60).map(float),
)
long_whiles = st.integers(0, 6 * 3_600).map(float)
sleeps = st.one_of(st.sampled_from([0.099999, 0.1, 1.9, 2.0, 2.000001]), short_whiles, long_whiles)


@st.composite
def sessions(draw: st.DrawFn) -> Session:
    """A session under way or ended, after skips, extensions and pauses."""
    clock = FakeClock()
    session = begun(clock, draw(plans()))
    steps = draw(st.lists(st.tuples(st.integers(0, 200 * SECOND), st.one_of(changes, pauses))))
    for microseconds, command in steps:
        session = answer(session, command, clock.advance(microseconds / SECOND))
    return answer(session, Tick(), clock.read())
