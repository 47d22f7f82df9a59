"""What must hold in every session."""

from dataclasses import replace

import pytest

from mattimer.limits import HARD_CAP
from mattimer.session.clock import MINUTE, SECOND
from mattimer.session.commands import Pause, Stop
from mattimer.session.reasons import PauseReason
from mattimer.session.session import Ending, Session, Status
from mattimer.session.session_plan import Stages
from tests.fakes import FakeClock
from tests.session.factories import answer, begun, stages, ten_minutes


def fresh(**changes: object) -> Session:
    return replace(begun(FakeClock()), **changes)  # type: ignore[arg-type]


def beyond_the_hard_cap() -> Session:
    plan = ten_minutes()
    object.__setattr__(plan, "cap", HARD_CAP + MINUTE)
    return fresh(plan=plan, stages=Stages(0, HARD_CAP + 1, 0), intended=HARD_CAP + 1)


def test_a_fresh_session_is_sound() -> None:
    fresh().validate()


def test_a_paused_and_a_stopped_session_are_sound() -> None:
    clock = FakeClock()
    paused = answer(begun(clock), Pause(), clock.advance(90))
    paused.validate()
    answer(paused, Stop(), clock.advance(90)).validate()


@pytest.mark.parametrize(
    ("session", "complaint"),
    [
        (fresh(lead_in=-1), "The lead-in grew."),
        (fresh(lead_in=20 * SECOND + 1), "The lead-in grew."),
        (fresh(position=-1), "The position left the session."),
        (fresh(position=620 * SECOND + 1), "The position left the session."),
        (fresh(intended=10 * MINUTE - 1), "longer than intended or allowed"),
        (fresh(intended=20 * MINUTE + 1), "longer than intended or allowed"),
        (fresh(stages=stages(120, 361, 120)), "longer than intended or allowed"),
        (beyond_the_hard_cap(), "longer than intended or allowed"),
        (fresh(paused=-1), "Time was spent backwards."),
        (fresh(away=-1), "Time was spent backwards."),
        (
            fresh(
                ending=Ending(Status.STOPPED, FakeClock().read()),
                paused_by=frozenset({PauseReason.PERSON}),
            ),
            "An ended session is not paused.",
        ),
    ],
)
def test_a_broken_session_is_refused(session: Session, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        session.validate()


@pytest.mark.parametrize(
    "edge",
    [
        fresh(lead_in=0),
        fresh(position=620 * SECOND),
        fresh(intended=20 * MINUTE),
        fresh(stages=stages(0, 0, 0)),
    ],
)
def test_the_very_edge_is_sound(edge: Session) -> None:
    edge.validate()


def test_an_ended_session_stands_still() -> None:
    clock = FakeClock()
    stopped = answer(begun(clock), Stop(), clock.advance(80))
    at_the_end = clock.read()
    later = clock.advance(4_000)
    clock.sleep_computer(4_000)
    assert not stopped.active
    assert not stopped.running
    assert stopped.elapsed_at(later) == stopped.elapsed_at(at_the_end) == 60 * SECOND
    assert stopped.remaining_at(later) == 9 * MINUTE
    assert stopped.away_at(clock.read()) == 0
    assert stopped.paused_at(clock.read()) == 0
