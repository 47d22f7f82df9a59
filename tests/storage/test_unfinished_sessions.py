"""What is offered of a session that was cut off, and what becomes of it."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mattimer.session.clock import MINUTE, SECOND, Reading
from mattimer.session.records import Outcome, SessionRecord
from mattimer.session.session import Session, Status
from mattimer.session.session_plan import Layer, Plan, Stage, classic_stages
from mattimer.storage.session_record import record_of
from mattimer.storage.unfinished_sessions import Unfinished, unfinished
from tests.session.strategies import sessions
from tests.storage.factories import DEVICE, FINISHED, NOON, session_records

CUT_OFF = replace(
    FINISHED,
    ended_us=None,
    mat_us=5 * MINUTE,
    outcome=Outcome.INTERRUPTED,
    tightness_after=None,
    updated_us=NOON + 6 * MINUTE,
)
LIKE = Plan("anywhere", Layer.BARE, classic_stages(10 * MINUTE), cap=15 * MINUTE, scan=("feet",))


def later(minutes: float) -> Reading:
    """A reading of another boot, so long after the last write."""
    return Reading(5, 9, CUT_OFF.updated_us + round(minutes * MINUTE), 3600)


def found(record: SessionRecord = CUT_OFF, minutes: float = 2) -> Unfinished:
    one = unfinished(record, DEVICE, later(minutes))
    assert one is not None
    return one


@pytest.mark.parametrize(
    "record",
    [
        FINISHED,
        replace(CUT_OFF, outcome=Outcome.STOPPED, ended_us=NOON + 1),
        replace(CUT_OFF, ended_us=NOON + 6 * MINUTE),
        replace(CUT_OFF, deleted=True),
        replace(CUT_OFF, device="another"),
    ],
    ids=["finished", "stopped", "answered", "deleted", "another device's"],
)
def test_what_is_answered_or_anothers_is_not_offered(record: SessionRecord) -> None:
    assert unfinished(record, DEVICE, later(2)) is None


@pytest.mark.parametrize(
    ("minutes", "may"),
    [(0, True), (29.9, True), (30, False), (60 * 24 * 365 * 5, False), (-2, True), (-40, False)],
)
def test_it_goes_on_only_within_half_an_hour(minutes: float, *, may: bool) -> None:
    one = found(minutes=minutes)
    assert one.may_go_on is may
    assert one.left == 5 * MINUTE


def test_going_on_stands_where_it_stood() -> None:
    now = later(12)
    session = found(minutes=12).resumed(LIKE, now)
    assert session.status is Status.RUNNING
    assert session.stage_at(now) is Stage.STILL
    assert session.elapsed_at(now) == 5 * MINUTE
    assert session.remaining_at(now) == 5 * MINUTE
    assert session.away_at(now) == 12 * MINUTE
    assert (session.id, session.started.utc) == (CUT_OFF.id, NOON)
    assert (session.plan.area, session.layer, str(session.plan.pattern)) == (
        "upper-back",
        Layer.SHIRT,
        "4-6",
    )
    assert session.plan.scan == ("feet",)
    written = record_of(session, now, device=DEVICE)
    assert replace(written, noticed=FINISHED.noticed, note=FINISHED.note) == replace(
        CUT_OFF, away_us=12 * MINUTE, updated_us=now.utc
    )


def test_a_clock_that_was_set_back_a_little_adds_no_negative_time() -> None:
    assert found(minutes=-2).resumed(LIKE, later(-2)).away == 0


def test_before_lying_down_there_is_time_to_lie_down_again() -> None:
    now = later(1)
    session = found(replace(CUT_OFF, mat_us=0), 1).resumed(LIKE, now)
    assert session.stage_at(now) is Stage.LEAD_IN
    assert session.lead_in_left_at(now) == 20 * SECOND


def test_kept_it_has_an_end_and_is_not_offered_again() -> None:
    now = later(300)
    kept = found(minutes=300).kept(now)
    assert kept == replace(CUT_OFF, ended_us=CUT_OFF.updated_us, updated_us=now.utc)
    assert unfinished(kept, DEVICE, now) is None


def test_kept_where_nothing_was_left_it_is_finished() -> None:
    one = found(replace(CUT_OFF, mat_us=10 * MINUTE))
    assert not one.may_go_on
    assert one.kept(later(2)).outcome is Outcome.FINISHED


def test_discarded_it_is_put_away() -> None:
    discarded = found().discarded(later(2))
    assert discarded.deleted
    assert unfinished(replace(discarded, deleted=False), DEVICE, later(2)) is None


def test_what_no_session_ever_was_can_still_be_answered() -> None:
    odd = found(replace(CUT_OFF, pattern="9-1"))
    assert not odd.may_go_on
    assert odd.kept(later(2)).ended_us == CUT_OFF.updated_us
    with pytest.raises(ValueError, match="can't go on"):
        odd.resumed(LIKE, later(2))


@given(session=sessions(), minutes=st.floats(0, 29))
def test_every_session_goes_on_where_it_stood(session: Session, minutes: float) -> None:
    assume(session.active)
    then = session.anchor
    record = record_of(session, then, device=DEVICE)
    now = Reading(1, 2, then.utc + round(minutes * MINUTE), 0)
    one = unfinished(record, DEVICE, now)
    assert one is not None
    assume(one.may_go_on)
    again = one.resumed(session.plan, now)
    assert again.elapsed_at(now) == session.elapsed_at(then)
    assert again.remaining_at(now) == session.remaining_at(then)
    if record.mat_us:
        assert again.stage_at(now) is session.stage_at(then)
    assert (again.stages, again.layer) == (session.stages, session.layer)
    assert again.away_at(now) == session.away_at(then) + now.utc - then.utc


@given(record=session_records(), utc=st.integers(0, 2**57))
def test_whatever_a_file_holds_has_an_answer(record: SessionRecord, utc: int) -> None:
    now = Reading(3, 4, utc)
    one = unfinished(record, record.device, now)
    if one is None:
        return
    assert unfinished(one.kept(now), record.device, now) is None
    assert unfinished(one.discarded(now), record.device, now) is None
    if one.may_go_on:
        one.resumed(LIKE, now)
