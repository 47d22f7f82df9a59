"""Frames come when something will look different: a breath, a digit, a word, the light."""

import math

import pytest

from mattimer.session.commands import Pause
from mattimer.session.moment import Moment
from mattimer.ui.session.frame_times import (
    FRAME_MS,
    HIDDEN_FRAME_MS,
    REDUCED_FRAME_MS,
    next_frame_ms,
)
from tests.ui.factories import moment_at

BREATHING, STILL = moment_at(60), moment_at(400.75)


@pytest.mark.parametrize(
    ("moment", "steady_s", "moving", "reduced", "ms"),
    [
        (BREATHING, math.inf, False, False, FRAME_MS),
        (BREATHING, math.inf, False, True, REDUCED_FRAME_MS),
        (STILL, math.inf, False, False, 251),
        (moment_at(400), math.inf, False, False, HIDDEN_FRAME_MS),
        (STILL, 0, False, False, FRAME_MS),
        (STILL, 0.1, False, False, 100),
        (STILL, 0.01, False, False, FRAME_MS),
        (STILL, 10, False, False, 251),
        (STILL, math.inf, True, False, FRAME_MS),
        (moment_at(60, Pause()), 0, True, False, HIDDEN_FRAME_MS),
    ],
)
def test_the_next_frame(
    moment: Moment, steady_s: float, ms: int, *, moving: bool, reduced: bool
) -> None:
    assert next_frame_ms(moment, steady_s=steady_s, moving=moving, reduced=reduced) == ms
