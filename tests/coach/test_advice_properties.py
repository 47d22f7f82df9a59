"""What holds of every piece of advice, whatever was stored."""

from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from mattimer.coach.advice import advise
from mattimer.coach.offer import Offer
from mattimer.coach.past_session import PastSession, last_in
from mattimer.coach.plan_progress import PlanPhase, PlanState
from mattimer.coach.safety import Clearance, SafetyAnswers, assess
from mattimer.limits import MINUTES_SUGGESTED
from mattimer.session.reasons import StopReason
from mattimer.session.session_plan import Layer
from tests.coach.factories import AREAS, CLEAR, KNOWLEDGE, MONDAY, PROGRAM, QUESTIONS, done

area_ids = st.sampled_from([*AREAS, "gone"])
near = st.dates(date(2026, 2, 1), date(2026, 4, 15))
days = st.one_of(near, st.dates())
ratings = st.one_of(st.none(), st.integers(1, 10), st.integers(-5, 200))
minutes = st.one_of(st.integers(0, 30).map(float), st.floats(), st.floats(0, 30))

past = st.builds(
    PastSession,
    day=days,
    area=area_ids,
    minutes=minutes,
    planned_minutes=minutes,
    layer=st.sampled_from(Layer),
    finished=st.booleans(),
    reason=st.one_of(st.none(), st.sampled_from(StopReason)),
    before=ratings,
    after=ratings,
    asked=st.booleans(),
    healed=st.booleans(),
)
histories = st.lists(past, max_size=25).map(
    lambda found: sorted(found, key=lambda one: one.day, reverse=True)
)
clearances = st.builds(
    lambda answers, day, reported: assess(
        QUESTIONS, answers, day, MONDAY, AREAS, reported_since=reported
    ),
    st.one_of(
        st.none(),
        st.just(SafetyAnswers()),
        st.builds(
            SafetyAnswers,
            st.frozensets(st.sampled_from([question.id for question in QUESTIONS])),
            st.frozensets(st.sampled_from(sorted(AREAS))),
            st.booleans(),
        ),
    ),
    days,
    st.booleans(),
)
states = st.builds(
    PlanState,
    st.one_of(st.none(), days),
    st.lists(st.floats(0, 30), max_size=16).map(tuple),
    st.one_of(st.none(), days),
    st.booleans(),
)
preferences = st.one_of(st.none(), area_ids)


@given(clearances, histories, states, days, preferences)
@example(CLEAR, [], PlanState(date.max), date.min, None)
@example(CLEAR, [done(date.max), done(date.min)], PlanState(date.min), date.max, "feet")
def test_every_advice(
    clearance: Clearance,
    history: list[PastSession],
    state: PlanState,
    today: date,
    preferred: str | None,
) -> None:
    given_advice = advise(KNOWLEDGE, clearance, history, state, today, preferred=preferred)
    assert given_advice.reasons
    assert all(reason.text for reason in given_advice.reasons)
    assert given_advice.lead
    assert given_advice.may_start <= clearance.clear
    proposal = given_advice.proposal
    if proposal is None:
        assert set(given_advice.left_out) == set(AREAS)
        assert not given_advice.may_start
        return
    area, length = proposal.area, proposal.length
    assert 1 <= proposal.minutes.low <= length <= proposal.minutes.high
    assert proposal.minutes.high <= min(area.cap, MINUTES_SUGGESTED)
    assert area.id not in clearance.barred
    assert area.id not in given_advice.left_out
    layers = list(Layer)
    assert layers.index(proposal.layer) <= layers.index(clearance.barest)
    progress = given_advice.progress
    assert progress is not None
    if progress.phase is PlanPhase.RUNNING:
        assert length <= PROGRAM.band(progress.day_on(today)).minutes.high


@given(
    past.filter(lambda one: one.reason is not None and one.reason is not StopReason.OTHER),
    histories,
    states,
    preferences,
)
def test_never_longer_after_the_body_said_stop(
    stopped: PastSession, history: list[PastSession], state: PlanState, preferred: str | None
) -> None:
    ended = replace(stopped, day=MONDAY, finished=False)
    older = [one for one in history if one.day < MONDAY]
    given_advice = advise(KNOWLEDGE, CLEAR, [ended, *older], state, MONDAY, preferred=preferred)
    proposal = given_advice.proposal
    if proposal is None:
        return
    if proposal.area.id == ended.area or ended.reason is StopReason.DIZZINESS:
        assert proposal.length <= ended.planned
    last = last_in(older, proposal.area.id)
    if proposal.area.id != ended.area:
        assert proposal.length <= (proposal.area.first.high if last is None else last.length)


@given(past, histories, states)
def test_a_tightness_that_rose_never_lengthens(
    rated: PastSession, history: list[PastSession], state: PlanState
) -> None:
    rose = replace(rated, day=MONDAY, minutes=6.0, before=3, after=5, finished=True, reason=None)
    older = [one for one in history if one.day < MONDAY]
    given_advice = advise(KNOWLEDGE, CLEAR, [rose, *older], state, MONDAY, preferred=rated.area)
    # Where that area is gone or left out another one is proposed, whose own past counts.
    if given_advice.proposal is not None and given_advice.proposal.area.id == rated.area:
        assert given_advice.proposal.length <= rose.done


@given(histories, states, days)
def test_the_screening_only_ever_takes_away(
    history: list[PastSession], state: PlanState, today: date
) -> None:
    free = advise(KNOWLEDGE, CLEAR, history, state, today, preferred="calves")
    careful = assess(
        QUESTIONS,
        SafetyAnswers(frozenset({"thin-skin", "skin"}), frozenset({"feet"})),
        MONDAY,
        MONDAY,
        AREAS,
    )
    limited = advise(KNOWLEDGE, careful, history, state, today, preferred="calves")
    assert limited.may_start <= free.may_start
    assert set(free.left_out) <= set(limited.left_out)
    if free.proposal is not None and limited.proposal is not None:
        if free.proposal.area is limited.proposal.area:
            assert limited.proposal.length <= free.proposal.length
        assert limited.proposal.layer is not Layer.BARE
    assert free.offer is not Offer.SCREEN
