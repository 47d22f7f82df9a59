from array import array
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mattimer.session.breath import Breath, BreathPhase
from mattimer.sound.tones import RATE, exhale_tone, inhale_tone
from tests.sound.sample_analysis import (
    LARGEST_STEP,
    LOUDEST,
    largest_step,
    milliseconds,
    peak,
    pitch,
    rms,
    sharpest_corner,
    windows,
)

every_tone = pytest.mark.parametrize("seconds", [2.0, 3.3, 4.0, 6.0, 10.0])
both_ways = pytest.mark.parametrize("phase", list(BreathPhase))


@cache
def tone(phase: BreathPhase, seconds: float) -> "array[int]":
    return inhale_tone(seconds) if phase is BreathPhase.INHALE else exhale_tone(seconds)


def from_empty(phase: BreathPhase, seconds: float) -> "array[int]":
    """The tone so that empty lungs come first, whichever way it goes."""
    samples = tone(phase, seconds)
    return samples if phase is BreathPhase.INHALE else samples[::-1]


@settings(max_examples=12, deadline=None)
@given(st.integers(20, 100), st.sampled_from(BreathPhase))
def test_every_pattern_has_its_tones(tenths: int, phase: BreathPhase) -> None:
    samples = inhale_tone(tenths / 10) if phase is BreathPhase.INHALE else exhale_tone(tenths / 10)
    assert samples.typecode == "h"
    assert len(samples) == tenths * RATE // 10
    assert 0.5 * LOUDEST < peak(samples) <= LOUDEST
    for edge in (samples[:48], samples[-48:]):
        assert peak(edge) <= 0.01 * peak(samples)
    for edge in (samples[:5], samples[-5:]):
        assert peak(edge) <= 8


def test_a_length_that_is_no_tenth_is_met_to_the_sample() -> None:
    samples = inhale_tone(2.71828)
    assert len(samples) == round(2.71828 * RATE)
    assert peak(samples[-5:]) <= 8


@both_ways
@every_tone
def test_nothing_steps_or_clicks(phase: BreathPhase, seconds: float) -> None:
    samples = tone(phase, seconds)
    assert largest_step(samples) < LARGEST_STEP / 5
    # The wave itself bends by some 40 at its loudest; a phase that is lost anywhere bends by more.
    assert sharpest_corner(samples) < 60


@both_ways
@every_tone
def test_a_tone_swells_and_leaves_over_40_ms(phase: BreathPhase, seconds: float) -> None:
    for samples in (tone(phase, seconds), tone(phase, seconds)[::-1]):
        edge = windows(samples[: milliseconds(60)], 5, peak)
        settled = edge[-1]
        assert edge[0] < 0.1 * settled
        assert edge[2] < 0.4 * settled
        assert edge[4] < 0.85 * settled
        assert edge[:8] == sorted(edge[:8])
        assert edge[8] == pytest.approx(settled, rel=0.1)


@both_ways
@every_tone
def test_a_tone_is_there_from_its_start(phase: BreathPhase, seconds: float) -> None:
    heard = windows(tone(phase, seconds)[milliseconds(40) : -milliseconds(40)], 20, rms)
    assert min(heard) > 0.17 * max(heard)


@both_ways
@every_tone
def test_loudness_follows_the_disc(phase: BreathPhase, seconds: float) -> None:
    samples = tone(phase, seconds)
    window = milliseconds(50)
    full = max(windows(samples, 50, rms))
    for progress in (0.05, 0.1, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9, 0.95):
        middle = round(progress * len(samples))
        fullness = Breath(phase, progress, left=1).amplitude
        heard = rms(samples[middle - window // 2 : middle + window // 2]) / full
        assert heard == pytest.approx(0.2 + 0.8 * fullness, rel=0.1), progress


@both_ways
@every_tone
def test_pitch_climbs_a_fifth_with_the_inhale_and_sinks_with_the_exhale(
    phase: BreathPhase, seconds: float
) -> None:
    whole = from_empty(phase, seconds)[milliseconds(20) : -milliseconds(20)]
    heard = windows(whole, 100, pitch)
    assert all(lower < higher for lower, higher in pairwise(heard))
    assert pitch(whole[: milliseconds(100)]) == pytest.approx(220, rel=0.02)
    assert pitch(whole[-milliseconds(100) :]) == pytest.approx(330, rel=0.02)
    assert max(higher / lower for lower, higher in pairwise(heard)) < 1.03


def test_the_first_moments_tell_which_way_the_breath_goes() -> None:
    first = slice(milliseconds(20), milliseconds(150))
    inhale, exhale = tone(BreathPhase.INHALE, 4.0)[first], tone(BreathPhase.EXHALE, 6.0)[first]
    assert pitch(exhale) > 1.4 * pitch(inhale)
    assert rms(exhale) > 3 * rms(inhale)


def test_the_fuller_the_lungs_the_brighter_the_tone() -> None:
    # A bright wave is steeper than a pure one of the same loudness and pitch.
    samples = tone(BreathPhase.INHALE, 6.0)
    steep = [
        largest_step(samples[at : at + RATE // 10])
        / rms(samples[at : at + RATE // 10])
        / pitch(samples[at : at + RATE // 10])
        for at in (RATE // 2, 3 * RATE, 5 * RATE)
    ]
    assert steep == sorted(steep)
    assert steep[-1] > 1.1 * steep[0]


def test_a_tone_is_the_same_each_time() -> None:
    assert inhale_tone(2.0) == inhale_tone(2.0)
    assert exhale_tone(2.0) == exhale_tone(2.0)
