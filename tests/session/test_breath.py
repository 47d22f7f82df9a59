"""Breath patterns, and where in a breath a moment lies."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mattimer.session.breath import Breath, BreathPhase, Pattern, breath_at
from mattimer.session.clock import SECOND
from tests.session.strategies import patterns

moments = st.integers(0, 10**12)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (0, Breath(BreathPhase.INHALE, 0.0, 4 * SECOND)),
        (1, Breath(BreathPhase.INHALE, 0.25, 3 * SECOND)),
        (4, Breath(BreathPhase.EXHALE, 0.0, 6 * SECOND)),
        (7, Breath(BreathPhase.EXHALE, 0.5, 3 * SECOND)),
        (10, Breath(BreathPhase.INHALE, 0.0, 4 * SECOND)),
        (4_995, Breath(BreathPhase.EXHALE, 1 / 6, 5 * SECOND)),
    ],
)
def test_four_in_and_six_out(at: int, expected: Breath) -> None:
    assert breath_at(Pattern(), at * SECOND) == expected


def test_one_microsecond_before_the_turn_one_is_left() -> None:
    assert breath_at(Pattern(), 4 * SECOND - 1).left == 1
    assert breath_at(Pattern(), 10 * SECOND - 1).left == 1


@given(patterns)
def test_the_lungs_are_empty_at_the_inhale_and_full_at_the_turn(pattern: Pattern) -> None:
    assert breath_at(pattern, 0).amplitude == 0.0
    assert breath_at(pattern, pattern.inhale).amplitude == 1.0
    assert breath_at(pattern, pattern.cycle).amplitude == 0.0
    assert breath_at(pattern, pattern.inhale // 2).amplitude == pytest.approx(0.5, abs=1e-6)


@given(patterns, moments)
def test_nothing_jerks(pattern: Pattern, at: int) -> None:
    here, next_frame = breath_at(pattern, at), breath_at(pattern, at + SECOND // 60)
    assert 0.0 <= here.amplitude <= 1.0
    # A cosine over 2 s or more rises by at most pi / 4 a second.
    assert abs(next_frame.amplitude - here.amplitude) <= 0.7854 / 60 + 1e-9


@given(patterns, st.integers(0, 1_000), st.integers(1, 50))
def test_amplitude_is_continuous_over_every_turn(pattern: Pattern, breath: int, near: int) -> None:
    for turn in (breath * pattern.cycle, breath * pattern.cycle + pattern.inhale):
        before, after = breath_at(pattern, max(0, turn - near)), breath_at(pattern, turn)
        assert before.amplitude == pytest.approx(after.amplitude, abs=1e-8)


@given(patterns, moments)
def test_a_breath_turns_after_what_is_left_and_not_before(pattern: Pattern, at: int) -> None:
    here = breath_at(pattern, at)
    turned = breath_at(pattern, at + here.left)
    assert here.left >= 1
    assert 0.0 <= here.progress < 1.0
    assert turned.phase is not here.phase
    assert turned.progress == 0.0
    assert breath_at(pattern, at + here.left - 1).phase is here.phase


@pytest.mark.parametrize(
    ("text", "inhale", "exhale"),
    [
        ("4-6", 4, 6),
        ("5-5", 5, 5),
        ("3-7", 3, 7),
        ("2-6", 2, 6),
        ("4-4", 4, 4),
        ("10-10", 10, 10),
        ("4.5-6.7", 4.5, 6.7),
        (" 4-6\n", 4, 6),
    ],
)
def test_patterns_are_read(text: str, inhale: float, exhale: float) -> None:
    pattern = Pattern.parse(text)
    assert pattern == Pattern(round(inhale * SECOND), round(exhale * SECOND))
    assert str(pattern) == text.strip()
    assert Pattern.parse(str(pattern)) == pattern


FORM = "A breath pattern looks like 4-6: seconds in, seconds out."
PHASE = "Each half of a breath takes 2 to 10 seconds."
CYCLE = "A whole breath takes 8 to 20 seconds."
LONGER = "The exhale is at least as long as the inhale."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", FORM),
        ("4", FORM),
        ("4-", FORM),
        ("4-6-2", FORM),
        ("4 - 6", FORM),
        ("4/6", FORM),
        ("-4-6", FORM),
        ("4.55-6", FORM),
        ("4,5-6", FORM),
        ("four-six", FORM),
        ("1e1-10", FORM),
        ("100-6", FORM),
        ("1.9-8", PHASE),
        ("0-8", PHASE),
        ("4-10.1", PHASE),
        ("10.1-10", PHASE),
        ("3.9-4", CYCLE),
        ("2-5.9", CYCLE),
        ("6-4", LONGER),
        ("5.1-5", LONGER),
    ],
)
def test_a_bad_pattern_is_refused_in_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match="^" + sentence.replace(".", r"\.") + "$"):
        Pattern.parse(text)


def test_the_bounds_hold_to_the_microsecond() -> None:
    edge = Pattern(2 * SECOND, 6 * SECOND)
    with pytest.raises(ValueError, match="2 to 10"):
        replace(edge, inhale=2 * SECOND - 1)
    with pytest.raises(ValueError, match="8 to 20"):
        replace(edge, exhale=6 * SECOND - 1)
    with pytest.raises(ValueError, match="2 to 10"):
        Pattern(10 * SECOND, 10 * SECOND + 1)
    with pytest.raises(ValueError, match="at least as long"):
        Pattern(5 * SECOND, 5 * SECOND - 1)


def test_six_breaths_a_minute_come_first() -> None:
    assert str(Pattern()) == "4-6"
    assert Pattern().cycle * 6 == 60 * SECOND
