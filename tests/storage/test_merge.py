import json
from dataclasses import replace
from datetime import date
from functools import reduce
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mattimer.limits import LAST_MOMENT
from mattimer.session.records import (
    CheckIn,
    Document,
    FollowUp,
    FollowUpKind,
    Screening,
    SessionRecord,
)
from mattimer.storage.merge import (
    Rank,
    Tally,
    as_exchanged,
    rank_check_in,
    rank_document,
    rank_follow_up,
    rank_screening,
    rank_session,
)
from tests.storage.factories import (
    DEVICE,
    FINISHED,
    NOON,
    any_check_ins,
    documents,
    session_records,
)

moments = st.sampled_from([0, NOON, NOON + 1, NOON + 999, LAST_MOMENT])
"""Few, so that they meet: two clocks, and two more that are wrong by years."""
devices = st.sampled_from([DEVICE, "other"])
offsets = st.sampled_from([0, 7200, 7201, -64_800])


@st.composite
def versions_of_a_session(draw: st.DrawFn) -> list[SessionRecord]:
    """Versions of one session that mostly differ in little."""
    base = replace(draw(session_records()), id=FINISHED.id)
    made = []
    for _ in range(draw(st.integers(2, 4))):
        changes: dict[str, Any] = {
            "updated_us": draw(moments),
            "deleted": draw(st.booleans()),
            "device": draw(devices),
            "tightness_after": draw(st.sampled_from([None, 1, 10])),
            "note": draw(st.sampled_from(["", "a", "b"])),
            "noticed": draw(st.sampled_from([(), ("warmth",)])),
            "ended_us": draw(st.sampled_from([None, NOON])),
            "utc_offset_s": draw(offsets),
        }
        version = replace(base, **changes)
        made.append(as_exchanged(version) if draw(st.booleans()) else version)
    return made


check_in_versions = st.lists(
    st.builds(
        CheckIn,
        day=st.just(date(2026, 9, 21)),
        tightness=st.integers(1, 2),
        answered_us=moments,
        utc_offset_s=offsets,
        device=devices,
        updated_us=moments,
        deleted=st.booleans(),
    ),
    min_size=2,
    max_size=4,
)
screening_versions = st.lists(
    st.builds(
        Screening,
        id=st.just(FINISHED.id),
        answered_us=moments,
        utc_offset_s=offsets,
        answers=st.sampled_from([(), ("pregnancy",)]),
        device=devices,
    ),
    min_size=2,
    max_size=4,
)
follow_up_versions = st.lists(
    st.builds(
        FollowUp,
        session_id=st.just(FINISHED.id),
        kind=st.just(FollowUpKind.ASKED),
        at_us=moments,
        device=devices,
    ),
    min_size=2,
    max_size=4,
)
document_versions = st.lists(
    st.builds(
        Document,
        key=st.just("mat"),
        value=st.sampled_from([None, 1, {"a": 1, "b": 2}, {"b": 2, "a": 1}, [1]]) | documents,
        updated_us=moments,
        device=devices,
    ),
    min_size=2,
    max_size=4,
)


def agree(versions: list[Any], rank: Any) -> None:  # noqa: ANN401
    def joined(mine: Any, theirs: Any) -> Any:  # noqa: ANN401
        return theirs if rank(theirs) > rank(mine) else mine

    found: list[Rank] = [rank(reduce(joined, order)) for order in permutations(versions)]
    assert all(one == found[0] for one in found), "commutative"
    first, second, *rest = versions
    one = joined(joined(first, second), rest[-1] if rest else first)
    other = joined(first, joined(second, rest[-1] if rest else first))
    assert rank(one) == rank(other), "associative"
    assert joined(first, first) is first, "idempotent"
    for version in versions:
        for again in versions:
            # Versions of one rank are one version, so nothing is left to chance.
            assert (rank(version) == rank(again)) is (content(version) == content(again))


def content(version: Any) -> Any:  # noqa: ANN401
    """What tells versions apart; 1 and True are two, and the order of keys is none."""
    if isinstance(version, Document):
        text = json.dumps(version.value, sort_keys=True)
        return (version.updated_us, version.device, text)
    return version


@given(versions_of_a_session())
def test_sessions_agree_in_whatever_order_they_meet(versions: list[SessionRecord]) -> None:
    agree(versions, rank_session)


@given(check_in_versions)
def test_check_ins_agree_in_whatever_order_they_meet(versions: list[CheckIn]) -> None:
    agree(versions, rank_check_in)


@given(screening_versions)
def test_screenings_agree_in_whatever_order_they_meet(versions: list[Screening]) -> None:
    agree(versions, rank_screening)


@given(follow_up_versions)
def test_follow_ups_agree_in_whatever_order_they_meet(versions: list[FollowUp]) -> None:
    agree(versions, rank_follow_up)


@given(document_versions)
def test_documents_agree_in_whatever_order_they_meet(versions: list[Document]) -> None:
    agree(versions, rank_document)


@pytest.mark.parametrize("clock_wrong_by", [1, 1000, 10 * 365 * 86_400 * 1_000_000])
def test_the_later_change_wins(clock_wrong_by: int) -> None:
    later = replace(FINISHED, updated_us=FINISHED.updated_us + clock_wrong_by, note="later")
    assert rank_session(later) > rank_session(FINISHED)
    assert rank_session(later) > rank_session(replace(FINISHED, deleted=True))


def test_a_deletion_of_the_same_moment_wins_and_one_that_is_older_does_not() -> None:
    gone = replace(FINISHED, deleted=True, note="", tightness_after=None)
    assert rank_session(gone) > rank_session(FINISHED)
    assert rank_session(replace(gone, updated_us=gone.updated_us - 1)) < rank_session(FINISHED)


def test_what_was_swept_stays_swept() -> None:
    gone = replace(FINISHED, deleted=True)
    swept = replace(gone, note="", noticed=(), tightness_before=None, tightness_after=None)
    assert rank_session(swept) > rank_session(gone)


def test_a_check_in_that_was_taken_back_stays_so() -> None:
    said = CheckIn(date(2026, 9, 21), 9, NOON, 0, DEVICE, NOON)
    assert rank_check_in(replace(said, tightness=1, deleted=True)) > rank_check_in(said)
    assert rank_check_in(replace(said, updated_us=NOON + 1)) > rank_check_in(
        replace(said, deleted=True)
    )


def test_of_two_words_the_first_counts_and_a_document_that_can_be_read() -> None:
    first = FollowUp(FINISHED.id, FollowUpKind.ASKED, NOON, DEVICE)
    assert rank_follow_up(first) > rank_follow_up(replace(first, at_us=NOON + 1))
    damaged = Document("mat", None, NOON, DEVICE)
    assert rank_document(replace(damaged, value=0)) > rank_document(damaged)


@given(session_records())
def test_the_exact_record_is_greater_than_its_rounding(record: SessionRecord) -> None:
    rounded = as_exchanged(record)
    assert as_exchanged(rounded) == rounded
    assert rank_session(rounded) <= rank_session(record)
    assert abs(rounded.planned_us - record.planned_us) <= 500
    assert rounded.settle_us + rounded.still_us + rounded.rise_us <= rounded.planned_us
    assert rounded.mat_us <= rounded.planned_us
    assert min(rounded.settle_us, rounded.still_us, rounded.rise_us) >= 0


@given(any_check_ins)
def test_the_exact_check_in_is_greater_than_its_rounding(said: CheckIn) -> None:
    rounded = replace(said, utc_offset_s=round(said.utc_offset_s / 60) * 60)
    assert rank_check_in(rounded) <= rank_check_in(said)


def test_tallies_add_up() -> None:
    both = Tally(1, 2, 3, 4, 5) + Tally(added=1, same=9)
    assert both == Tally(2, 2, 3, 13, 5)
    assert both.anything
    assert not Tally(same=7).anything
