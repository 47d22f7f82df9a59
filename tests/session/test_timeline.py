"""What is due when."""

from collections import Counter
from itertools import count, pairwise, takewhile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mattimer.session.breath import Pattern
from mattimer.session.clock import MINUTE, SECOND
from mattimer.session.commands import Extend, Pause, Skip, SkipToRise, Stop, Tick
from mattimer.session.moment import moment_of
from mattimer.session.session import Session
from mattimer.session.session_plan import MAT_STAGES, RISE_STEPS, Layer, Pacing, Plan, Stage, Stages
from mattimer.session.timeline import (
    Cue,
    CueKind,
    cues,
    cues_between,
    end_rings,
    heard_at,
    next_cue,
    pacing_end,
    rise_step_at,
    scan_part_at,
)
from tests.fakes import FakeClock
from tests.session.factories import SCAN, answer, begun, stages, ten_minutes
from tests.session.strategies import plans, sessions

quick = settings(max_examples=100, deadline=None, derandomize=True)


def spoken(session: Session) -> list[tuple[float, str]]:
    """Everything but breath turns, in seconds."""
    return [
        (cue.at / SECOND, f"{cue.kind}:{cue.key}")
        for cue in cues(session)
        if cue.kind is not CueKind.BREATH
    ]


def lines(session: Session, family: str) -> list[Cue]:
    return [cue for cue in cues(session) if cue.key.startswith(f"{family}.")]


def breaths(session: Session) -> list[tuple[int, str]]:
    return [(cue.at, cue.key) for cue in cues(session) if cue.kind is CueKind.BREATH]


def test_the_classic_ten_minutes() -> None:
    session = begun(FakeClock(), ten_minutes(scan=("feet", "hips", "face")))
    assert spoken(session) == [
        (20, "stage:settle"),
        (35, "line:sting"),
        (140, "stage:still"),
        (140, "line:scan.feet"),
        (260, "line:scan.hips"),
        (380, "line:scan.face"),
        (500, "stage:rise"),
        (500, "line:rise.side"),
        (540, "line:rise.sit"),
        (580, "line:rise.stand"),
        (620, "end:"),
    ]


def test_five_minutes_of_breath_begin_with_the_mat() -> None:
    turns = breaths(begun(FakeClock()))
    assert turns[:3] == [
        (20 * SECOND, "inhale"),
        (24 * SECOND, "exhale"),
        (30 * SECOND, "inhale"),
    ]
    assert turns[-1] == (314 * SECOND, "exhale")
    assert len(turns) == 60


def test_a_skip_from_the_lead_in_brings_everything_nearer() -> None:
    clock = FakeClock()
    session = answer(begun(clock, ten_minutes(scan=())), Skip(), clock.advance(7))
    assert spoken(session)[:3] == [(7, "stage:settle"), (22, "line:sting"), (127, "stage:still")]
    assert spoken(session)[-1] == (607, "end:")


def test_going_straight_to_rise_leaves_out_what_was_skipped() -> None:
    clock = FakeClock()
    session = answer(begun(clock), SkipToRise(), clock.advance(30))
    assert spoken(session) == [
        (20, "stage:settle"),
        (30, "stage:rise"),
        (30, "line:rise.side"),
        (70, "line:rise.sit"),
        (110, "line:rise.stand"),
        (150, "end:"),
    ]
    assert breaths(session) == [(20 * SECOND, "inhale"), (24 * SECOND, "exhale")]


def test_the_scan_of_a_shortened_still_is_cut_off_and_never_hurried() -> None:
    clock = FakeClock()
    plan = ten_minutes(scan=("feet", "hips", "face"))
    session = answer(begun(clock, plan), Skip(), clock.advance(20 + 120 + 120))
    session = answer(session, Skip(), clock.read())
    assert [cue.key for cue in lines(session, "scan")] == ["scan.feet"]


def test_a_minute_more_of_still_is_without_words() -> None:
    clock = FakeClock()
    session = begun(clock)
    longer = answer(session, Extend(), clock.advance(200))
    assert lines(longer, "scan") == lines(session, "scan")
    assert scan_part_at(longer.plan, 360 * SECOND) is None
    assert [cue.at for cue in lines(longer, "rise")] == [
        cue.at + MINUTE for cue in lines(session, "rise")
    ]


def test_nobody_who_stands_is_told_to_sit_up_again() -> None:
    clock = FakeClock()
    session = begun(clock)
    now = clock.advance(20 + 480 + 90)
    longer = answer(session, Extend(5 * MINUTE), now)
    assert moment_of(session, now).rise_step == moment_of(longer, now).rise_step == 2
    assert lines(longer, "rise") == lines(session, "rise")


def test_without_a_scan_no_part_is_named() -> None:
    session = begun(FakeClock(), ten_minutes(scan=()))
    assert lines(session, "scan") == []
    assert scan_part_at(session.plan, 0) is None


@pytest.mark.parametrize(
    ("still_elapsed", "part"),
    [
        (-1, None),
        (0, 0),
        (119, 0),
        (120, 1),
        (239.999999, 1),
        (240, 2),
        (359.999999, 2),
        (360, None),
    ],
)
def test_the_parts_share_still(still_elapsed: float, part: int | None) -> None:
    plan = ten_minutes(scan=("feet", "hips", "face"))
    assert scan_part_at(plan, round(still_elapsed * SECOND)) == part


@pytest.mark.parametrize(
    ("rise_elapsed", "step"),
    [(0, 0), (39.999999, 0), (40, 1), (79.999999, 1), (80, 2), (120, 2), (600, 2)],
)
def test_three_steps_share_rise(rise_elapsed: float, step: int) -> None:
    assert rise_step_at(ten_minutes(), round(rise_elapsed * SECOND)) == step


def test_where_no_rise_was_planned_it_is_standing() -> None:
    assert rise_step_at(ten_minutes(stages=stages(60, 60, 0)), 0) == RISE_STEPS.index("stand")


def test_a_stage_planned_with_no_length_says_nothing() -> None:
    clock = FakeClock()
    session = begun(clock, ten_minutes(stages=stages(60, 0, 0)))
    assert spoken(session) == [(20, "stage:settle"), (35, "line:sting"), (80, "end:")]
    longer = answer(session, Extend(), clock.read())
    assert spoken(longer)[2:] == [(80, "stage:still"), (140, "end:")]


def test_a_rise_that_comes_before_the_sting_leaves_its_line_out() -> None:
    session = begun(FakeClock(), ten_minutes(stages=stages(5, 10, 60), scan=()))
    assert "line:sting" not in [key for _, key in spoken(session)]
    session = begun(FakeClock(), ten_minutes(stages=stages(5, 10.000001, 60), scan=()))
    assert (35, "line:sting") in spoken(session)


@pytest.mark.parametrize(
    ("pacing", "settle", "still", "pattern", "end"),
    [
        (Pacing.OFF, 120, 360, "4-6", 0),
        (Pacing.THROUGHOUT, 120, 361, "4-6", 481),
        (Pacing.FIRST_MINUTES, 120, 360, "4-6", 300),
        (Pacing.FIRST_MINUTES, 120, 360, "5-6", 308),
        (Pacing.FIRST_MINUTES, 120, 360, "10-10", 300),
        (Pacing.FIRST_MINUTES, 60, 180, "4-6", 240),
        (Pacing.FIRST_MINUTES, 60, 240, "4-6", 300),
        (Pacing.FIRST_MINUTES, 60, 243, "5-6", 303),
    ],
)
def test_the_breath_is_paced_for_five_minutes_of_whole_breaths_before_rise(
    pacing: Pacing, settle: int, still: int, pattern: str, end: int
) -> None:
    lengths = stages(settle, still, 60)
    plan = Plan("back", Layer.BARE, lengths, pattern=Pattern.parse(pattern), pacing=pacing)
    assert pacing_end(plan, lengths) == end * SECOND


def test_next_and_between_at_their_edges() -> None:
    due = (Cue(5, CueKind.STAGE, "settle"), Cue(5, CueKind.LINE, "a"), Cue(9, CueKind.END))
    assert next_cue(due, 4) == due[0]
    assert next_cue(due, 5) == due[2]
    assert next_cue(due, 9) is None
    assert next_cue((), 0) is None
    assert cues_between(due, 4, 5) == due[:2]
    assert cues_between(due, 5, 8) == ()
    assert cues_between(due, 5, 9) == due[2:]
    assert cues_between(due, 9, 5) == ()
    assert cues_between(due, -1, 100) == due


@quick
@given(sessions())
def test_cues_come_in_order_and_the_end_comes_last(session: Session) -> None:
    due = cues(session)
    assert all(earlier.at <= later.at for earlier, later in pairwise(due))
    assert all(0 <= cue.at <= session.end for cue in due)
    assert [cue for cue in due if cue.kind is CueKind.END] == [Cue(session.end, CueKind.END)]
    assert due[-1].kind is CueKind.END
    assert all(cue.at < session.end for cue in due[:-1])


@quick
@given(sessions())
def test_nothing_is_due_before_the_first_stage(session: Session) -> None:
    if session.planned:
        first = cues(session)[0]
        assert (first.at, first.kind) == (session.lead_in, CueKind.STAGE)


@quick
@given(sessions())
def test_each_stage_that_has_a_length_is_announced_once_where_it_begins(session: Session) -> None:
    announced = [(cue.at, cue.key) for cue in cues(session) if cue.kind is CueKind.STAGE]
    begins, expected = session.lead_in, []
    for stage in MAT_STAGES:
        if session.stages.of(stage):
            expected.append((begins, str(stage)))
        begins += session.stages.of(stage)
    assert announced == expected


@quick
@given(sessions())
def test_no_line_is_spoken_twice(session: Session) -> None:
    keys = Counter(cue.key for cue in cues(session) if cue.kind is CueKind.LINE)
    assert all(times == 1 for times in keys.values())


@quick
@given(sessions())
def test_breath_turns_alternate_exactly_until_pacing_ends(session: Session) -> None:
    pattern, ends = session.plan.pattern, pacing_end(session.plan, session.stages)
    inhales = takewhile(lambda at: at < ends, (n * pattern.cycle for n in count()))
    exhales = takewhile(lambda at: at < ends, (n * pattern.cycle + pattern.inhale for n in count()))
    expected = [(session.lead_in + at, "inhale") for at in inhales]
    expected += [(session.lead_in + at, "exhale") for at in exhales]
    turns = breaths(session)
    assert turns == sorted(expected)
    assert all(one[1] != other[1] for one, other in pairwise(turns))


@quick
@given(sessions())
def test_pacing_never_reaches_into_rise(session: Session) -> None:
    ends = pacing_end(session.plan, session.stages)
    assert 0 <= ends <= session.stages.start_of(Stage.RISE)
    if ends < session.stages.start_of(Stage.RISE):
        assert ends % session.plan.pattern.cycle == 0


@quick
@given(sessions(), st.data())
def test_next_and_between_agree_with_looking_at_every_cue(
    session: Session, data: st.DataObject
) -> None:
    due = cues(session)
    anywhere = st.one_of(
        st.integers(-1, session.end + 1), st.sampled_from(sorted({cue.at for cue in due}))
    )
    after, until = data.draw(anywhere), data.draw(anywhere)
    assert cues_between(due, after, until) == tuple(cue for cue in due if after < cue.at <= until)
    assert next_cue(due, after) == next((cue for cue in due if cue.at > after), None)


@quick
@given(plans(), st.data())
def test_walking_from_cue_to_cue_meets_every_moment_that_has_one(
    plan: Plan, data: st.DataObject
) -> None:
    due = cues(begun(FakeClock(), plan))
    steps = data.draw(st.lists(st.integers(1, 30 * MINUTE)).map(sorted))
    positions = [-1, *steps, due[-1].at]
    met = [cue for before, now in pairwise(positions) for cue in cues_between(due, before, now)]
    last = max(positions)
    assert met[: len(due)] == [cue for cue in due if cue.at <= last]


@quick
@given(sessions())
def test_a_scan_line_is_due_at_the_first_microsecond_of_its_part(session: Session) -> None:
    still = session.lead_in + session.stages.start_of(Stage.STILL)
    for cue in lines(session, "scan"):
        part = session.plan.scan.index(cue.key.removeprefix("scan."))
        assert scan_part_at(session.plan, cue.at - still) == part
        assert scan_part_at(session.plan, cue.at - still - 1) != part


@quick
@given(sessions(), st.data())
def test_the_part_shown_is_the_part_spoken_last(session: Session, data: st.DataObject) -> None:
    still = session.lead_in + session.stages.start_of(Stage.STILL)
    words = min(session.stages.still, session.plan.stages.still)
    if not words or not session.plan.scan:
        assert lines(session, "scan") == []
        return
    into = data.draw(st.integers(0, words - 1))
    shown = scan_part_at(session.plan, into)
    assert shown is not None
    said = [cue.key for cue in lines(session, "scan") if cue.at <= still + into]
    assert said[-1] == f"scan.{session.plan.scan[shown]}"


@quick
@given(sessions())
def test_a_rise_line_is_due_at_the_first_microsecond_of_its_step(session: Session) -> None:
    rise = session.lead_in + session.stages.start_of(Stage.RISE)
    for cue in lines(session, "rise"):
        step = RISE_STEPS.index(cue.key.removeprefix("rise."))
        assert rise_step_at(session.plan, cue.at - rise) == step
        assert cue.at == rise or rise_step_at(session.plan, cue.at - rise - 1) < step


@quick
@given(sessions(), st.data())
def test_the_step_shown_is_the_step_spoken_last(session: Session, data: st.DataObject) -> None:
    rise = session.lead_in + session.stages.start_of(Stage.RISE)
    if not session.stages.rise:
        assert lines(session, "rise") == []
        return
    into = data.draw(st.integers(0, session.stages.rise - 1))
    said = [cue.key for cue in lines(session, "rise") if cue.at <= rise + into]
    assert said[-1] == f"rise.{RISE_STEPS[rise_step_at(session.plan, into)]}"


@quick
@given(sessions(), st.integers(1, 10 * MINUTE))
def test_what_was_already_due_stays_due_through_a_skip_or_a_minute_more(
    session: Session, by: int
) -> None:
    past = tuple(cue for cue in cues(session) if cue.at < session.position)
    for command in (Skip(), SkipToRise(), Extend(by)):
        after = answer(session, command, session.anchor)
        assert tuple(cue for cue in cues(after) if cue.at < session.position) == past


def test_a_still_of_a_few_microseconds_names_only_parts_that_have_one() -> None:
    plan = ten_minutes(stages=Stages(60 * SECOND, 3, 60 * SECOND), scan=SCAN)
    session = begun(FakeClock(), plan)
    assert [cue.key for cue in lines(session, "scan")] == ["scan.feet", "scan.thighs", "scan.belly"]


def test_a_rise_of_one_microsecond_says_nothing_after_the_end() -> None:
    session = begun(FakeClock(), ten_minutes(stages=Stages(60 * SECOND, 60 * SECOND, 1)))
    assert [cue.key for cue in lines(session, "rise")] == ["rise.side"]
    assert cues(session)[-1] == Cue(session.end, CueKind.END)


def test_the_end_bell_has_six_places_after_the_end() -> None:
    session = begun(FakeClock(), ten_minutes())
    assert [(at - session.end) / SECOND for at in end_rings(session)] == [20, 40, 60, 80, 100, 120]


def test_ears_follow_the_position_and_go_on_after_the_end() -> None:
    clock = FakeClock()
    session = begun(clock, ten_minutes())
    assert heard_at(session, clock.advance(7)) == 7 * SECOND
    # Nobody has noticed the end yet.
    overdue = clock.advance(620)
    assert heard_at(session, overdue) == 627 * SECOND
    ended = answer(session, Tick(), overdue)
    assert heard_at(ended, clock.advance(30)) == 657 * SECOND


def test_ears_wait_through_a_pause_and_after_a_stop() -> None:
    clock = FakeClock()
    session = answer(begun(clock, ten_minutes()), Pause(), clock.advance(9))
    assert heard_at(session, clock.advance(60)) == 9 * SECOND
    stopped = answer(session, Stop(), clock.read())
    assert heard_at(stopped, clock.advance(60)) == 9 * SECOND
