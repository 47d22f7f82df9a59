"""What a session says at a moment."""

from dataclasses import replace

import pytest

from mattimer.coach.session_lines import Sensation
from mattimer.limits import HARD_CAP
from mattimer.session.clock import SECOND
from tests.ui.factories import lines


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "The sting peaks about now."),
        (29.999_999, "The sting peaks about now."),
        (30, "Sharp still. Fading already."),
        (120, "It softens."),
        (300, "Warm. Heavy. Quiet."),
        (1800, "Warm. Heavy. Quiet."),
    ],
)
def test_each_sensation_has_its_time(seconds: float, said: str) -> None:
    assert lines().sensation_at(round(seconds * SECOND)) == said


def test_after_the_last_one_it_stays() -> None:
    short = replace(lines(), sensations=(Sensation(30, "Sharp."), Sensation(60, "Softer.")))
    assert short.sensation_at(59 * SECOND) == "Softer."
    assert short.sensation_at(HARD_CAP) == "Softer."
