import pytest

from mattimer.coach.rests import advice_now
from mattimer.coach.session_lines import SessionLines
from mattimer.content.loader import load
from mattimer.session.reasons import StopReason
from tests.coach.factories import GUIDE, done, march, stop

STOPS = {stop.reason: stop for stop in load(GUIDE, SessionLines).stops}


@pytest.mark.parametrize("reason", StopReason)
def test_the_first_time(reason: StopReason) -> None:
    said = advice_now(STOPS[reason], march(20), [done(march(19)), stop(march(5), reason)])
    assert said == STOPS[reason].now


@pytest.mark.parametrize("reason", StopReason)
def test_the_second_time_within_two_weeks(reason: StopReason) -> None:
    said = advice_now(STOPS[reason], march(20), [done(march(19)), stop(march(6), reason)])
    asks = reason in {StopReason.DIZZINESS, StopReason.NUMBNESS, StopReason.SHARP_PAIN}
    assert ("ask a doctor before the next" in said or "and a doctor" in said) == asks
    if not asks:
        assert said == STOPS[reason].now
