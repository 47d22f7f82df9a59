"""How dark the page is follows from the level, the last touch, and where the session is."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mattimer.preferences.settings_values import Dimming
from mattimer.ui.session.auto_dim import (
    FADE_STEPS,
    VEIL_STEPS,
    WAKE_STEPS,
    Scene,
    Shade,
    Timing,
    Touch,
    dim_at,
    limited,
    shade_at,
    steady_for,
    touched,
)
from tests.ui.factories import design_tokens

TIMING = Timing(idle=20, fade=3, wake=0.3, hold=5, rise=20)
LIT, PAUSED, CUT = Scene(), Scene(paused=True), Scene(cut=True)
OFF, SOME, MOST, BLACK = Dimming.OFF, Dimming.SOME, Dimming.MOST, Dimming.BLACK
FADING = (SOME, MOST, BLACK)
BEGUN = Touch(0.0)
WOKEN = Touch(100.0, woken=100.0, dark=1.0)

times = st.floats(0, 4000)
touches = st.builds(
    lambda at, since, dark: Touch(at, None if since is None else max(0, at - since), dark),
    times,
    st.none() | st.floats(0, 100),
    st.floats(0, 1),
)
scenes = st.builds(Scene, st.booleans(), st.none() | st.floats(0, 120), st.booleans())


def dim(level: Dimming, touch: Touch, at: float, scene: Scene = LIT) -> float:
    return dim_at(level, TIMING, touch, scene, at)


def test_the_tokens_say_how_fast() -> None:
    assert Timing.of(design_tokens()["session"]["dimming"]) == TIMING


# Falling ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", FADING)
@pytest.mark.parametrize(
    ("at", "dark"),
    [(0, 0), (19.99, 0), (20, 0), (20.75, 0.25), (21.5, 0.5), (23, 1), (23.1, 1), (900, 1)],
)
def test_the_light_goes_in_three_seconds_once_nobody_touched_anything_for_twenty(
    level: Dimming, at: float, dark: float
) -> None:
    assert dim(level, BEGUN, at) == pytest.approx(dark)


def test_every_touch_in_the_light_gives_twenty_seconds_more() -> None:
    touch = touched(BEGUN, 19, dark=0, timing=TIMING)
    assert touch == Touch(19.0)
    assert dim(MOST, touch, 38.9) == 0
    assert dim(MOST, touch, 42) == 1


def test_off_is_off() -> None:
    assert dim(OFF, BEGUN, 4000) == 0
    assert steady_for(OFF, TIMING, BEGUN, LIT, 0) == math.inf


def test_a_pause_is_lit_at_once() -> None:
    for level in FADING:
        assert dim(level, BEGUN, 4000, PAUSED) == 0


# Waking ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", FADING)
@pytest.mark.parametrize(
    ("since", "dark"),
    [(0, 1), (0.15, 0.5), (0.3, 0), (0.31, 0), (4.99, 0), (5.75, 0.25), (8, 1), (60, 1)],
)
def test_a_touch_brings_the_light_back_for_five_seconds(
    level: Dimming, since: float, dark: float
) -> None:
    assert dim(level, WOKEN, 100 + since) == pytest.approx(dark, abs=1e-6)


def test_a_touch_half_way_starts_from_there() -> None:
    dark = dim(MOST, BEGUN, 21.5)
    touch = touched(BEGUN, 21.5, dark, TIMING)
    assert touch == Touch(21.5, 21.5, 0.5)
    assert dim(MOST, touch, 21.5) == pytest.approx(0.5)
    assert dim(MOST, touch, 21.65) == pytest.approx(0.25)
    assert dim(MOST, touch, 21.8) == 0


def test_a_hand_that_goes_on_moving_does_not_hold_the_light_back() -> None:
    touch = BEGUN
    for at in (50.0, 50.1, 50.2, 50.29):
        touch = touched(touch, at, dim(MOST, touch, at), TIMING)
    assert touch == Touch(50.29, 50.0, 1.0)
    assert dim(MOST, touch, 50.3) == pytest.approx(0)


def test_once_it_was_dark_the_light_stays_for_five_seconds_after_each_touch() -> None:
    touch = touched(WOKEN, 104, dark=0, timing=TIMING)
    assert dim(MOST, touch, 108.9) == 0
    assert dim(MOST, touch, 112) == 1


# Rise ------------------------------------------------------------------------------------------


def rising(since: float) -> Scene:
    return Scene(rise=since)


@pytest.mark.parametrize("level", [SOME, MOST])
@pytest.mark.parametrize(("since", "dark"), [(0, 1), (5, 0.75), (10, 0.5), (20, 0), (90, 0)])
def test_rise_brings_the_light_back_in_twenty_seconds(
    level: Dimming, since: float, dark: float
) -> None:
    assert dim(level, BEGUN, 500 + since, rising(since)) == pytest.approx(dark)


def test_rise_does_not_begin_to_darken() -> None:
    for since in (0, 1, 5, 60):
        assert dim(MOST, Touch(495), 500 + since, rising(since)) == 0


def test_rise_goes_on_from_where_a_fade_was() -> None:
    assert dim(MOST, Touch(478.5), 500, rising(0)) == pytest.approx(0.5)
    assert dim(MOST, Touch(478.5), 510, rising(10)) == pytest.approx(0.25)


def test_a_touch_in_rise_wakes_for_good() -> None:
    touch = touched(BEGUN, 504, dim(MOST, BEGUN, 504, rising(4)), TIMING)
    assert dim(MOST, touch, 504.15, rising(4.15)) == pytest.approx(0.4)
    for since in (4.3, 12, 60):
        assert dim(MOST, touch, 500 + since, rising(since)) == pytest.approx(0)


def test_who_wants_no_light_gets_none_in_rise() -> None:
    assert dim(BLACK, BEGUN, 560, rising(60)) == 1
    assert dim(BLACK, WOKEN, 100.3, rising(60)) == pytest.approx(0)
    assert dim(BLACK, WOKEN, 108, rising(68)) == 1


# Reduced motion --------------------------------------------------------------------------------


@pytest.mark.parametrize("level", FADING)
def test_reduced_motion_cuts(level: Dimming) -> None:
    assert dim(level, BEGUN, 19.99, CUT) == 0
    assert dim(level, BEGUN, 20, CUT) == 1
    assert dim(level, WOKEN, 100, CUT) == 0
    assert dim(level, WOKEN, 104.99, CUT) == 0
    assert dim(level, WOKEN, 105, CUT) == 1


def test_reduced_motion_has_light_at_once_in_rise() -> None:
    scene = Scene(rise=0.0, cut=True)
    assert dim(MOST, BEGUN, 500, scene) == 0
    assert dim(BLACK, BEGUN, 500, scene) == 1


# Always ----------------------------------------------------------------------------------------


@given(st.sampled_from(Dimming), touches, scenes, st.floats(0, 1000))
def test_dark_is_a_share_at_any_time(
    level: Dimming, touch: Touch, scene: Scene, since: float
) -> None:
    now = touch.at + since
    assert 0 <= dim(level, touch, now, scene) <= 1
    shade = shade_at(level, TIMING, touch, scene, now)
    assert 0 <= shade.dim <= 1
    assert 0 <= shade.veil <= 1
    assert shade.veil == 0 or level is BLACK


@given(st.sampled_from(Dimming), touches, st.booleans(), st.floats(0, 100))
def test_nothing_changes_while_it_is_said_to_be_steady(
    level: Dimming, touch: Touch, cut: object, since: float
) -> None:
    scene, now = Scene(cut=bool(cut)), touch.at + since
    steady = steady_for(level, TIMING, touch, scene, now)
    before = dim(level, touch, now, scene)
    for share in (0.25, 0.5, 0.999):
        later = now + share * min(steady, 1000)
        assert dim(level, touch, later, scene) == pytest.approx(before, abs=1e-6)


@given(touches, st.sampled_from(FADING), st.floats(0, 100))
def test_a_touch_never_makes_it_darker(touch: Touch, level: Dimming, since: float) -> None:
    now = touch.at + since
    before = dim(level, touch, now)
    woken = touched(touch, now, before, TIMING)
    for later in (0, 0.1, 0.3, 1, 4.9):
        assert dim(level, woken, now + later) <= before + 1e-9


# Steady ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("touch", "at", "scene", "seconds"),
    [
        (BEGUN, 0, LIT, 20),
        (BEGUN, 19.5, LIT, 0.5),
        (BEGUN, 20, LIT, 0),
        (BEGUN, 22.9, LIT, 0),
        (BEGUN, 23, LIT, math.inf),
        (WOKEN, 100.2, LIT, 0),
        (WOKEN, 101, LIT, 4),
        (WOKEN, 107, LIT, 0),
        (BEGUN, 21, PAUSED, math.inf),
        (BEGUN, 21, Scene(rise=1.0), math.inf),
        (WOKEN, 100.2, Scene(rise=1.0), 0),
        (BEGUN, 20, CUT, math.inf),
        (WOKEN, 100.2, CUT, 4.8),
    ],
)
def test_how_long_the_light_stays_as_it_is(
    touch: Touch, at: float, scene: Scene, seconds: float
) -> None:
    assert steady_for(MOST, TIMING, touch, scene, at) == pytest.approx(seconds)


def test_black_goes_on_falling_in_rise() -> None:
    assert steady_for(BLACK, TIMING, BEGUN, rising(1), 15) == 5


# Shades ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("level", "shade"),
    [(OFF, Shade()), (SOME, Shade(dim=0.5)), (MOST, Shade(dim=1.0)), (BLACK, Shade(veil=1.0))],
)
def test_each_level_ends_where_it_says(level: Dimming, shade: Shade) -> None:
    found = shade_at(level, TIMING, BEGUN, LIT, 500)
    assert found == shade
    assert found.black is (level is BLACK)


def shades(level: Dimming, touch: Touch, start: float, length: float) -> list[Shade]:
    """All that are seen in a time, each once."""
    found = [
        shade_at(level, TIMING, touch, LIT, start + n * length / 3000) for n in range(3000 + 1)
    ]
    return list(dict.fromkeys(found))


def test_a_fade_makes_few_pictures() -> None:
    assert len(shades(MOST, BEGUN, 19, 5)) == FADE_STEPS + 1
    assert len(shades(SOME, BEGUN, 19, 5)) == FADE_STEPS // 2 + 1
    assert FADE_STEPS / TIMING.fade < 6
    assert len(shades(MOST, WOKEN, 100, 1)) == WAKE_STEPS + 1


def test_a_veil_needs_no_pictures_and_falls_smoothly() -> None:
    seen = shades(BLACK, BEGUN, 19, 5)
    assert len(seen) == VEIL_STEPS + 1
    assert [shade.black for shade in seen].index(True) == VEIL_STEPS
    assert not any(shade.dim for shade in seen)


def test_a_page_half_dark_is_not_black() -> None:
    assert not replace(Shade(), veil=0.99).black


@pytest.mark.parametrize("level", list(Dimming))
def test_high_contrast_leaves_half_of_the_light(level: Dimming) -> None:
    assert limited(level, contrast=False) is level
    expected = level if level in (Dimming.OFF, Dimming.SOME) else Dimming.SOME
    assert limited(level, contrast=True) is expected
