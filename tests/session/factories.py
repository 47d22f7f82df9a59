"""Plans and sessions that the tests of this package share."""

from uuid import UUID

from mattimer.session.clock import MINUTE, SECOND, Reading
from mattimer.session.commands import Command, Start
from mattimer.session.machine import apply
from mattimer.session.session import Session
from mattimer.session.session_plan import Layer, Pacing, Plan, Stages, classic_stages
from tests.fakes import FakeClock

FIRST = UUID("018f0000-0000-7000-8000-000000000001")
SECOND_ID = UUID("018f0000-0000-7000-8000-000000000002")
SCAN = ("feet", "calves", "thighs", "hips", "belly", "chest", "face")


def ten_minutes(
    *,
    stages: Stages | None = None,
    cap: int = 20 * MINUTE,
    lead_in: int = 20 * SECOND,
    scan: tuple[str, ...] = SCAN,
    pacing: Pacing = Pacing.FIRST_MINUTES,
) -> Plan:
    """The classic ten minutes after 20 s of lead-in, with whatever a test wants otherwise."""
    return Plan(
        area="back",
        layer=Layer.BARE,
        stages=stages or classic_stages(10 * MINUTE),
        cap=cap,
        lead_in=lead_in,
        scan=scan,
        pacing=pacing,
    )


def answer(session: Session | None, command: Command, reading: Reading) -> Session:
    """Apply a command that leaves a session behind."""
    after = apply(session, command, reading)
    assert after is not None
    return after


def begun(clock: FakeClock, plan: Plan | None = None) -> Session:
    """A session that starts right now."""
    return answer(None, Start(plan or ten_minutes(), FIRST), clock.read())


def seconds(*lengths: float) -> tuple[int, ...]:
    """Lengths in seconds as microseconds."""
    return tuple(round(length * SECOND) for length in lengths)


def stages(settle: float, still: float, rise: float) -> Stages:
    """Stages from seconds."""
    return Stages(*seconds(settle, still, rise))
