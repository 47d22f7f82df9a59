"""From a score to samples."""

from array import array
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mattimer.session.clock import MILLISECOND, SECOND
from mattimer.session.commands import Skip, SkipToRise
from mattimer.session.session import Session
from mattimer.session.session_plan import Pacing
from mattimer.sound.mixer import FADE, FULL, Mixer, Volumes
from mattimer.sound.tones import RATE
from tests.fakes import FakeClock
from tests.session.factories import answer, begun
from tests.sound.factories import LEVELS, flat_sounds, short_plan

PIECE = RATE // 50


def mixer_of(session: Session, *, speed: float = 1.0, bell_s: float = 2.0) -> Mixer:
    mixer = Mixer(speed)
    mixer.use(flat_sounds(bell_s=bell_s))
    mixer.follow(session, 0)
    return mixer


def rendered(mixer: Mixer, start_s: float, end_s: float, piece: int = PIECE) -> "array[int]":
    """What is heard from one position to another, in pieces as a stream asks for them."""
    found = array("h")
    total = round((end_s - start_s) * SECOND / mixer.frame_us)
    while len(found) < total:
        at = round(start_s * SECOND + len(found) * mixer.frame_us)
        found += mixer.render(at, min(piece, total - len(found)))
    return found


def onsets(samples: "array[int]") -> list[tuple[float, int]]:
    """Where another level begins, in seconds to the millisecond, and which."""
    found = []
    for index, (one, following) in enumerate(pairwise(samples), 1):
        if following != one and following:
            found.append((round(index / RATE, 3), following))
    return found


def test_a_bell_begins_on_its_very_sample() -> None:
    heard = rendered(mixer_of(begun(FakeClock(), short_plan())), 18, 36)
    assert onsets(heard) == [
        (2, LEVELS["settle"]),
        (14, LEVELS["still"]),
    ]


@settings(max_examples=30, deadline=None)
@given(st.integers(min_value=37, max_value=5000))
def test_pieces_of_any_size_sound_alike(piece: int) -> None:
    session = begun(FakeClock(), short_plan(lead_in=SECOND, pacing=Pacing.THROUGHOUT))
    whole = rendered(mixer_of(session), 0, 6, piece=RATE * 6)
    in_pieces = rendered(mixer_of(session), 0, 6, piece=piece)
    # A piece's position is a whole microsecond, so its notes may be a sample off.
    differing = sum(one != other for one, other in zip(whole, in_pieces, strict=True))
    assert differing <= 4


def test_bells_and_breath_add_up() -> None:
    session = begun(FakeClock(), short_plan(lead_in=0, pacing=Pacing.THROUGHOUT))
    heard = rendered(mixer_of(session), 0, 1)
    assert heard[RATE // 2] == LEVELS["settle"] + LEVELS["inhale"]


def test_who_comes_late_joins_the_breath_where_it_is() -> None:
    session = begun(FakeClock(), short_plan(lead_in=0, pacing=Pacing.THROUGHOUT))
    mixer = mixer_of(session)
    sounds = flat_sounds()
    sounds["inhale"] = array("h", [index // 1000 for index in range(4 * RATE)])
    mixer.use(sounds)
    mixer.volumes = Volumes(bells=0, breath=FULL)
    heard = rendered(mixer, 2.5, 2.6)
    assert heard[0] == 0
    assert heard[FADE] == (round(2.5 * RATE) + FADE) // 1000


def test_of_overdue_bells_the_latest_alone_rings() -> None:
    mixer = mixer_of(begun(FakeClock(), short_plan(lead_in=0)), bell_s=0.2)
    rendered(mixer, 0, 1)
    after_a_stall = rendered(mixer, 49.0, 49.5)
    assert onsets(array("h", [0]) + after_a_stall) == [(0, LEVELS["rise"])]


def test_a_bell_that_is_long_past_says_nothing() -> None:
    mixer = mixer_of(begun(FakeClock(), short_plan(lead_in=0)), bell_s=0.5)
    rendered(mixer, 0, 1)
    assert set(rendered(mixer, 30, 31)) == {0}


def test_no_bell_rings_twice_although_the_clock_wavers() -> None:
    mixer = mixer_of(begun(FakeClock(), short_plan(lead_in=0)), bell_s=0.05)
    heard = rendered(mixer, 11, 12.2) + rendered(mixer, 11.9, 13)
    assert onsets(heard) == [(1, LEVELS["still"])]


def test_a_skip_rings_although_its_moment_is_already_written() -> None:
    clock = FakeClock()
    session = begun(clock, short_plan())
    mixer = mixer_of(session)
    rendered(mixer, 0, 5.1)
    skipped = answer(session, Skip(), clock.advance(5))
    mixer.follow(skipped, 5 * SECOND)
    heard = rendered(mixer, 5.1, 6)
    assert heard[0] == LEVELS["settle"]


def test_a_breath_that_no_longer_is_fades_out() -> None:
    clock = FakeClock()
    session = begun(clock, short_plan(lead_in=0, pacing=Pacing.THROUGHOUT))
    mixer = mixer_of(session)
    mixer.volumes = Volumes(bells=0, breath=FULL)
    rendered(mixer, 0, 5)
    mixer.follow(answer(session, SkipToRise(), clock.advance(5)), 5 * SECOND)
    heard = rendered(mixer, 5, 5.5)
    assert max(abs(b - a) for a, b in pairwise(heard)) <= 1
    assert heard[0] > 0
    assert set(heard[FADE:]) == {0}


def test_silence_and_a_resume_join_the_breath_and_no_bell() -> None:
    session = begun(FakeClock(), short_plan(lead_in=0, pacing=Pacing.THROUGHOUT))
    mixer = mixer_of(session)
    rendered(mixer, 0, 0.5)
    mixer.silence()
    assert not mixer.sounding
    assert max(rendered(mixer, 0.5, 0.7)) == LEVELS["inhale"]


def test_nothing_is_made_quieter_before_anybody_asks() -> None:
    assert Mixer().volumes == Volumes.of_percent(100, 100) == Volumes(FULL, FULL)


def test_volumes_are_heard_at_once_and_nothing_is_nothing() -> None:
    mixer = mixer_of(begun(FakeClock(), short_plan(lead_in=0)))
    assert max(rendered(mixer, 0, 0.1)) == LEVELS["settle"]
    mixer.volumes = Volumes.of_percent(50, 50)
    assert max(rendered(mixer, 0.1, 0.2)) == LEVELS["settle"] // 4
    mixer.volumes = Volumes.of_percent(0, 0)
    assert set(rendered(mixer, 0.2, 0.3)) == {0}


def test_the_next_note_is_known_ahead() -> None:
    mixer = mixer_of(begun(FakeClock(), short_plan()))
    assert mixer.next_note(0) == 20 * SECOND
    rendered(mixer, 19.9, 23)
    assert mixer.next_note(23 * SECOND) == 32 * SECOND
    assert mixer.next_note(206 * SECOND) is None


def test_sounds_that_are_missing_are_silent() -> None:
    mixer = Mixer()
    mixer.follow(begun(FakeClock(), short_plan(lead_in=0)), 0)
    assert set(rendered(mixer, 0, 0.1)) == {0}


def test_at_another_speed_notes_come_sooner_and_sound_as_long() -> None:
    mixer = mixer_of(begun(FakeClock(), short_plan()), speed=10, bell_s=0.5)
    heard = mixer.render(15 * SECOND, RATE)
    assert onsets(heard) == [(0.5, LEVELS["settle"])]
    assert heard[-1] == LEVELS["settle"]


@pytest.mark.parametrize(("sound", "level"), [("still", "still"), ("inhale", "inhale")])
def test_one_thing_can_be_tried_without_a_session(sound: str, level: str) -> None:
    mixer = Mixer()
    mixer.use(flat_sounds())
    mixer.strike(sound)
    assert mixer.sounding
    assert set(mixer.render(0, PIECE)) == {LEVELS[level]}


def test_joining_and_leaving_never_make_an_edge() -> None:
    session = begun(FakeClock(), short_plan(lead_in=0, pacing=Pacing.THROUGHOUT))
    mixer = mixer_of(session)
    mixer.volumes = Volumes(bells=0, breath=FULL)
    heard = rendered(mixer, 1, 2)
    steps = [abs(b - a) for a, b in pairwise(heard)]
    assert max(steps) <= 1
    assert mixer.frame_us == SECOND / RATE
    assert FADE * mixer.frame_us > MILLISECOND
