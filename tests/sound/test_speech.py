"""What the voice says when."""

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from mattimer.coach.session_lines import SessionLines
from mattimer.content.loader import load
from mattimer.preferences.settings_values import SpokenWords
from mattimer.session.clock import SECOND
from mattimer.session.session import Session
from mattimer.session.session_plan import Plan
from mattimer.sound.score import BELLS
from mattimer.sound.speech import (
    Utterance,
    due_between,
    ringing_until,
    spoken_s,
    utterances,
)
from tests.coach.factories import GUIDE
from tests.fakes import FakeClock
from tests.session.factories import begun, ten_minutes
from tests.session.strategies import sessions

LINES = load(GUIDE, SessionLines)
BELL_US = 3 * SECOND
BELL_LENGTHS = dict.fromkeys(BELLS, BELL_US)


def said(words: SpokenWords, plan: Plan | None = None, **more: float) -> list[tuple[float, str]]:
    session = begun(FakeClock(), plan or ten_minutes(scan=("feet", "hips", "face")))
    found = utterances(session, LINES, words, bells=BELL_LENGTHS, ended="That was it.", **more)
    return [(one.at / SECOND, one.text) for one in found]


def test_few_words() -> None:
    spoken = LINES.spoken
    assert said(SpokenWords.FEW) == [
        (0, spoken.lead_in),
        (35, spoken.sting),
        (143.3, spoken.still),
        (503.3, spoken.rise["side"]),
        (540, spoken.rise["sit"]),
        (580, spoken.rise["stand"]),
        (623.3, "That was it."),
    ]


def test_every_word() -> None:
    texts = said(SpokenWords.FULL)
    assert (23.3, LINES.spoken.settle) in texts
    assert (143.3, f"{LINES.spoken.still} Feet.") in texts
    assert (260, "Hips.") in texts
    assert (380, "Face.") in texts


def test_no_words() -> None:
    assert said(SpokenWords.OFF) == []


def test_a_short_lead_in_leaves_no_time_for_words() -> None:
    assert said(SpokenWords.FEW, ten_minutes(lead_in=4 * SECOND))[0][1] == LINES.spoken.sting


def test_without_a_scan_still_is_said_alone() -> None:
    assert (143.3, LINES.spoken.still) in said(SpokenWords.FULL, ten_minutes(scan=()))


def test_what_would_run_into_a_bell_is_left_out() -> None:
    long = replace(LINES.spoken, sting="word " * 400)
    lines: SessionLines = replace(LINES, spoken=long)
    session = begun(FakeClock(), ten_minutes())
    texts = [one.text for one in utterances(session, lines, SpokenWords.FEW, bells=BELL_LENGTHS)]
    assert long.sting not in texts


@settings(max_examples=100, deadline=None)
@given(sessions(), st.sampled_from([1.0, 2.0]))
def test_no_word_is_ever_said_over_a_bell(session: Session, speed: float) -> None:
    known = {part.id for part in LINES.scan}
    if not set(session.plan.scan) <= known:
        return
    for one in utterances(session, LINES, SpokenWords.FULL, bells=BELL_LENGTHS, speed=speed):
        assert not ringing_until(session, one.at, BELL_LENGTHS, speed)
        last = one.at + round(spoken_s(one.text) * SECOND * speed) - 1
        assert not ringing_until(session, last, BELL_LENGTHS, speed)


def test_of_what_is_due_only_the_latest() -> None:
    found = (Utterance(1, "one"), Utterance(2, "two"), Utterance(3, "three"))
    assert due_between(found, 0, 2) == Utterance(2, "two")
    assert due_between(found, 3, 9) is None


def test_a_bell_and_a_breather_after_it() -> None:
    session = begun(FakeClock(), ten_minutes())
    assert ringing_until(session, 21 * SECOND, BELL_LENGTHS, 1.0) == 23_300_000
    assert ringing_until(session, 30 * SECOND, BELL_LENGTHS, 1.0) == 0
