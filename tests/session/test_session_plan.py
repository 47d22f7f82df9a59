"""What can be planned."""

import pytest

from mattimer.limits import HARD_CAP
from mattimer.session.breath import Pattern
from mattimer.session.clock import MINUTE, SECOND
from mattimer.session.session_plan import Layer, Pacing, Plan, Stage, Stages, classic_stages
from tests.session.factories import seconds, stages

# Minutes, then seconds of settle, still and rise.
CLASSIC = [
    (1, 12, 36, 12),
    (2, 24, 72, 24),
    (3, 36, 108, 36),
    (4, 48, 144, 48),
    (5, 60, 180, 60),
    (6, 72, 216, 72),
    (7, 84, 252, 84),
    (8, 96, 288, 96),
    (9, 108, 324, 108),
    (10, 120, 360, 120),
    (11, 120, 420, 120),
    (12, 120, 480, 120),
    (13, 120, 540, 120),
    (14, 120, 600, 120),
    (15, 120, 660, 120),
    (16, 120, 720, 120),
    (17, 120, 780, 120),
    (18, 120, 840, 120),
    (19, 120, 900, 120),
    (20, 120, 960, 120),
    (21, 120, 1_020, 120),
    (22, 120, 1_080, 120),
    (23, 120, 1_140, 120),
    (24, 120, 1_200, 120),
    (25, 120, 1_260, 120),
    (26, 120, 1_320, 120),
    (27, 120, 1_380, 120),
    (28, 120, 1_440, 120),
    (29, 120, 1_500, 120),
    (30, 120, 1_560, 120),
]


@pytest.mark.parametrize(("minutes", "settle", "still", "rise"), CLASSIC)
def test_a_fifth_each_and_never_more_than_two_minutes(
    minutes: int, settle: int, still: int, rise: int
) -> None:
    divided = classic_stages(minutes * MINUTE)
    assert divided == stages(settle, still, rise)
    assert divided.total == minutes * MINUTE


def test_no_microsecond_is_lost_in_dividing() -> None:
    odd = 7 * MINUTE + 3
    assert classic_stages(odd).total == odd


def test_stages_know_their_lengths_and_beginnings() -> None:
    lengths = stages(60, 180, 30)
    mat = (Stage.SETTLE, Stage.STILL, Stage.RISE)
    assert tuple(lengths.of(stage) for stage in mat) == seconds(60, 180, 30)
    assert tuple(lengths.start_of(stage) for stage in mat) == seconds(0, 60, 240)
    assert lengths.total == 270 * SECOND


@pytest.mark.parametrize("lengths", [(-1, 0, 0), (0, -1, 0), (0, 0, -1)])
def test_no_stage_is_shorter_than_nothing(lengths: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match=r"^A stage cannot be shorter than nothing\.$"):
        Stages(*lengths)


def plan(
    total: int = 10 * MINUTE,
    *,
    area: str = "back",
    cap: int = HARD_CAP,
    lead_in: int = 20 * SECOND,
) -> Plan:
    return Plan(area, Layer.BARE, Stages(0, total, 0), cap=cap, lead_in=lead_in)


def test_a_plan_offers_what_the_guide_says() -> None:
    offered = Plan("back", Layer.SHIRT, classic_stages(10 * MINUTE))
    assert offered.lead_in == 20 * SECOND
    assert offered.pattern == Pattern()
    assert offered.pacing is Pacing.FIRST_MINUTES
    assert offered.scan == ()
    assert offered.cap == 30 * MINUTE


@pytest.mark.parametrize("minutes", range(1, 31))
def test_a_session_may_be_as_long_as_its_area_allows(minutes: int) -> None:
    cap = minutes * MINUTE
    assert plan(cap, cap=cap).stages.total == cap
    allowed = rf"^A session here takes 1 to {minutes} minutes\.$"
    with pytest.raises(ValueError, match=allowed):
        plan(cap + 1, cap=cap)


def test_a_session_takes_a_minute_at_least() -> None:
    assert plan(MINUTE).stages.total == MINUTE
    with pytest.raises(ValueError, match=r"^A session here takes 1 to 30 minutes\.$"):
        plan(MINUTE - 1)


@pytest.mark.parametrize("cap", [0, MINUTE - 1, 30 * MINUTE + 1])
def test_no_area_allows_more_than_half_an_hour_or_less_than_a_minute(cap: int) -> None:
    with pytest.raises(ValueError, match=r"^The cap of an area is 1 to 30 minutes\.$"):
        plan(cap=cap)


@pytest.mark.parametrize("lead_in", [0, 1, 300 * SECOND])
def test_up_to_five_minutes_to_lie_down(lead_in: int) -> None:
    assert plan(lead_in=lead_in).lead_in == lead_in


@pytest.mark.parametrize("lead_in", [-1, 300 * SECOND + 1])
def test_no_more_than_five_minutes_to_lie_down(lead_in: int) -> None:
    with pytest.raises(ValueError, match=r"^The time to lie down is 0 to 300 seconds\.$"):
        plan(lead_in=lead_in)


def test_a_session_lies_somewhere() -> None:
    with pytest.raises(ValueError, match=r"^A session needs a body area\.$"):
        plan(area="")
