"""What sounds when."""

from itertools import pairwise

from hypothesis import given, settings

from mattimer.session.clock import MINUTE, SECOND
from mattimer.session.commands import Skip
from mattimer.session.session import Session
from mattimer.session.session_plan import Pacing
from mattimer.session.timeline import pacing_end
from mattimer.sound.score import score_of
from tests.fakes import FakeClock
from tests.session.factories import answer, begun, ten_minutes
from tests.session.strategies import sessions
from tests.sound.factories import short_plan


def bells(session: Session) -> list[tuple[float, str]]:
    return [(note.at / SECOND, note.sound) for note in score_of(session) if note.bell]


def test_every_stage_has_its_bell_and_the_end_comes_back_for_two_minutes() -> None:
    session = begun(FakeClock(), short_plan())
    assert bells(session) == [
        (20, "settle"),
        (32, "still"),
        (68, "rise"),
        (80, "end"),
        *((80 + 20 * again, "end-soft") for again in range(1, 7)),
    ]


def test_breath_tones_fill_the_paced_time_without_a_gap() -> None:
    session = begun(FakeClock(), ten_minutes())
    tones = [note for note in score_of(session) if not note.bell]
    assert tones[0].at == session.lead_in
    for one, following in pairwise(tones):
        assert one.until == following.at
        assert one.sound != following.sound
    assert tones[-1].until == session.lead_in + 5 * MINUTE


def test_the_last_tone_ends_with_the_pacing_although_the_breath_does_not() -> None:
    plan = short_plan(lead_in=0, pacing=Pacing.THROUGHOUT)
    session = begun(FakeClock(), plan)
    last = [note for note in score_of(session) if not note.bell][-1]
    assert (last.sound, last.at, last.until) == ("exhale", 44 * SECOND, 48 * SECOND)


def test_nothing_is_paced_where_that_is_off() -> None:
    assert all(note.bell for note in score_of(begun(FakeClock(), short_plan())))


def test_a_skip_rings_at_its_own_moment() -> None:
    clock = FakeClock()
    session = begun(clock, short_plan())
    session = answer(session, Skip(), clock.advance(7))
    session = answer(session, Skip(), clock.advance(3))
    assert bells(session)[:3] == [(7, "settle"), (10, "still"), (46, "rise")]


@settings(max_examples=100, deadline=None)
@given(sessions())
def test_a_score_is_in_order_and_within_its_session(session: Session) -> None:
    notes = score_of(session)
    assert list(notes) == sorted(notes, key=lambda note: note.at)
    paced = session.lead_in + pacing_end(session.plan, session.stages)
    assert all(note.at < note.until <= paced for note in notes if note.until is not None)
    assert sum(note.sound == "end" for note in notes) == 1
