"""The night reads its clock when asked, and remembers the last touch."""

import pytest

from mattimer.preferences.settings_values import Dimming
from mattimer.ui.session.auto_dim import Scene, Shade, Timing
from mattimer.ui.session.dim_state import GROPING_S, DimState
from tests.fakes import FakeSeconds

TIMING = Timing(idle=20, fade=3, wake=0.3, hold=5, rise=20)


@pytest.fixture
def seconds() -> FakeSeconds:
    return FakeSeconds()


@pytest.fixture
def night(seconds: FakeSeconds) -> DimState:
    return DimState(TIMING, seconds)


def test_it_falls_by_itself(night: DimState, seconds: FakeSeconds) -> None:
    assert night.steady_s == pytest.approx(20)
    seconds.pass_by(19)
    assert night.shade(Scene()) == Shade()
    seconds.pass_by(4)
    assert night.shade(Scene()) == Shade(dim=1.0)


@pytest.mark.parametrize(
    ("level", "shade"), [(Dimming.SOME, Shade(0.5)), (Dimming.BLACK, Shade(veil=1.0))]
)
def test_another_level_is_another_dark(
    night: DimState, seconds: FakeSeconds, level: Dimming, shade: Shade
) -> None:
    night.level = level
    seconds.pass_by(30)
    assert night.shade(Scene()) == shade


def test_a_touch_tells_whether_it_was_dark(night: DimState, seconds: FakeSeconds) -> None:
    assert not night.touch()
    seconds.pass_by(30)
    assert night.touch()
    seconds.pass_by(1)
    assert night.shade(Scene()) == Shade()
    assert not night.touch()


def test_nobody_touches_a_paused_page_awake(night: DimState, seconds: FakeSeconds) -> None:
    seconds.pass_by(30)
    night.shade(Scene(paused=True))
    assert not night.touch()


def test_a_hand_gropes_for_a_second(night: DimState, seconds: FakeSeconds) -> None:
    found = []
    for wait in (0, 30, GROPING_S / 2, GROPING_S / 2):
        seconds.pass_by(wait)
        night.touch()
        found.append(night.groping)
    assert found == [False, True, True, False]


def test_it_can_fall_at_once(night: DimState, seconds: FakeSeconds) -> None:
    night.fall()
    assert night.shade(Scene()) == Shade(dim=1.0)
    night.touch()
    seconds.pass_by(0.3)
    assert night.shade(Scene()) == Shade()


def test_another_session_has_its_twenty_seconds_again(
    night: DimState, seconds: FakeSeconds
) -> None:
    seconds.pass_by(30)
    night.touch()
    seconds.pass_by(1)
    night.begin()
    assert not night.groping
    assert night.steady_s == pytest.approx(20)
