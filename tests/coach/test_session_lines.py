"""What a session says at a moment."""

import pytest
from msgspec.structs import replace

from mattimer.coach.session_lines import Sensation, plain_lines
from mattimer.limits import HARD_CAP
from mattimer.session.clock import SECOND
from mattimer.session.reasons import StopReason
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
    short = replace(lines(), sensations=(Sensation("Sharp.", 30), Sensation("Softer.", 60)))
    assert short.sensation_at(59 * SECOND) == "Softer."
    assert short.sensation_at(HARD_CAP) == "Softer."


def test_without_the_file_every_reason_has_a_name_and_nothing_is_said() -> None:
    plain = plain_lines()
    assert [stop.reason for stop in plain.stops] == list(StopReason)
    assert all(stop.name for stop in plain.stops)
    assert plain.sensation_at(HARD_CAP) == plain.spoken.end == ""
