import pytest

from mattimer.coach.rests import stop_advice
from mattimer.coach.session_lines import SessionLines
from mattimer.content.loader import load
from mattimer.session.reasons import StopReason
from tests.coach.factories import GUIDE, done, march, stop

STOPS = {stop.reason: stop for stop in load(GUIDE, SessionLines).stops}


@pytest.mark.parametrize("reason", StopReason)
def test_the_first_time(reason: StopReason) -> None:
    said = stop_advice(STOPS[reason], march(20), [done(march(19)), stop(march(5), reason)])
    assert (said.now, said.next) == (STOPS[reason].now, STOPS[reason].next)
    assert (said.second_time, said.ask_clinician) == (False, False)
    assert said.screen_again == (reason in {StopReason.DIZZINESS, StopReason.BRUISING})


@pytest.mark.parametrize("reason", StopReason)
def test_the_second_time_within_two_weeks(reason: StopReason) -> None:
    said = stop_advice(STOPS[reason], march(20), [done(march(19)), stop(march(6), reason)])
    asks = reason in {StopReason.DIZZINESS, StopReason.NUMBNESS, StopReason.SHARP_PAIN}
    assert (said.second_time, said.ask_clinician) == (True, asks)
    assert ("ask a doctor before the next" in said.now or "and a doctor" in said.now) == asks
    if not asks:
        assert said.now == STOPS[reason].now
