from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mattimer.coach.past_session import PastSession
from mattimer.coach.plan_progress import (
    PlanPhase,
    PlanProgress,
    PlanState,
    begin,
    pause,
    progress_of,
    resume,
)
from tests.coach.factories import CAPS, MONDAY, PROGRAM, done, march, stop

BEGUN = begin(march(2))
LENGTHS = [3, 3, 4, 6, 7, 8, 9, 11, 12, 13, 16, 17, 18, 19]


def at(history: Sequence[PastSession], day: date, state: PlanState = BEGUN) -> PlanProgress:
    return progress_of(PROGRAM, state, history, day, CAPS)


def days(count: int, first: int = 2) -> list[PastSession]:
    return [done(march(first + i), LENGTHS[i]) for i in range(count)][::-1]


def test_fourteen_days_in_their_ranges() -> None:
    assert at(days(14), march(16)).phase is PlanPhase.FINISHED
    half = at(days(9), march(11))
    assert (half.phase, half.done, half.results) == (PlanPhase.RUNNING, 9, tuple(LENGTHS[:9]))
    assert (half.day_on(march(10)), half.day_on(march(11))) == (9, 10)


def test_at_most_one_a_day() -> None:
    assert at([done(march(2), 4), done(march(2), 3)], march(2)).results == (3,)


@pytest.mark.parametrize(
    "practice",
    [done(march(2), 1.9), done(march(2), 5.1), stop(march(2), None, 3), done(march(2), 0)],
    ids=["shorter", "longer", "stopped", "nothing"],
)
def test_practice_is_not_the_day(practice: PastSession) -> None:
    assert at([practice], march(3)).done == 0


def test_a_missed_day_shifts_and_resets_nothing() -> None:
    progress = at([done(march(6), 3), *days(1)], march(7))
    assert (progress.done, progress.day_on(march(7))) == (2, 3)


@pytest.mark.parametrize(("today", "day", "back"), [(10, 6, False), (11, 4, True), (28, 4, True)])
def test_four_whole_days_away_step_back_to_the_start_of_the_band(
    today: int,
    day: int,
    back: bool,  # noqa: FBT001
) -> None:
    progress = at(days(5), march(today))
    assert (progress.day_on(march(today)), progress.stepped_back) == (day, back)


def test_a_step_back_stays_after_the_session_that_follows() -> None:
    progress = at([done(march(11), 6), *days(5)], march(12))
    assert (progress.done, progress.stepped_back) == (4, False)
    practice = at([done(march(11), 1), *days(5)], march(12))
    assert (practice.done, practice.stepped_back) == (3, False)


def test_at_the_start_of_a_band_there_is_nothing_to_step_back_over() -> None:
    progress = at(days(7), march(20))
    assert (progress.done, progress.stepped_back) == (7, False)


def test_practice_is_not_being_away() -> None:
    assert at([done(march(9), 1), *days(5)], march(12)).done == 5


def test_a_finished_plan_stays_finished() -> None:
    assert at(days(14), march(31)).phase is PlanPhase.FINISHED
    assert at([done(march(30), 5), *days(14)], march(31)).done == 14


def test_the_cap_of_an_area_cuts_the_range() -> None:
    ten = days(10)
    assert at([done(march(12), 10, "feet"), *ten], march(12)).done == 11
    assert at([done(march(12), 9, "feet"), *ten], march(12)).done == 10
    assert at([done(march(12), 15, "neck-shoulders"), *ten], march(12)).done == 11
    assert at([done(march(12), 10, "gone"), *ten], march(12)).done == 10
    assert at([done(march(12), 18, "gone"), *ten], march(12)).done == 11


def test_what_was_before_the_plan_does_not_count() -> None:
    assert at([done(march(1), 3)], march(2)).done == 0


def test_pause_keeps_what_is_done_and_counts_nothing_meanwhile() -> None:
    before = at(days(5), march(6))
    paused = pause(BEGUN, before)
    meanwhile = [done(march(8), 6), *days(5)]
    assert at(meanwhile, march(9), paused) == PlanProgress(
        PlanPhase.PAUSED, before.results, march(6)
    )
    again = resume(paused, march(9))
    assert at(meanwhile, march(9), again).done == 5
    assert at([done(march(9), 7), *meanwhile], march(9), again).done == 6
    assert resume(again, march(20)) == again


def test_pause_and_resume_on_a_day_does_not_count_it_twice() -> None:
    again = resume(pause(BEGUN, at(days(5), march(6))), march(6))
    assert at([done(march(6), 6), *days(5)], march(6), again).done == 5


def test_a_long_pause_is_time_away() -> None:
    again = resume(pause(BEGUN, at(days(5), march(6))), march(20))
    assert at(days(5), march(20), again).done == 3


def test_not_begun_and_in_the_future() -> None:
    assert at(days(3), march(6), PlanState()).phase is PlanPhase.NOT_BEGUN
    assert at([], march(6), begin(march(8))) == PlanProgress(PlanPhase.WAITING)
    assert at([], march(6), begin(march(7))).phase is PlanPhase.RUNNING


def test_a_clock_set_back_by_years() -> None:
    years_ago = MONDAY - timedelta(days=2000)
    assert at(days(5), years_ago).phase is PlanPhase.WAITING
    from_the_future = [done(MONDAY + timedelta(days=3000), 6), *days(5)]
    assert at(from_the_future, march(7)).done == 5


def test_too_many_stored_results() -> None:
    state = PlanState(march(2), results=(5.0,) * 40)
    assert at([], march(2), state).phase is PlanPhase.FINISHED


sessions = st.builds(
    PastSession,
    st.dates(date(2026, 2, 1), date(2026, 6, 1)),
    st.sampled_from([*CAPS, "gone"]),
    st.floats(0, 30),
    st.floats(0, 30),
    st.just("shirt"),
    st.booleans(),
)


@given(st.lists(sessions, max_size=40), st.dates(), st.one_of(st.none(), st.dates()))
def test_never_more_than_there_are_days_and_sessions(
    history: list[PastSession], today: date, started: date | None
) -> None:
    newest_first = sorted(history, key=lambda past: past.day, reverse=True)
    progress = at(newest_first, today, PlanState(started))
    assert progress.done <= min(14, len({past.day for past in history}))
    assert progress.day_on(today) >= 1
