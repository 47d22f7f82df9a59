"""When a session needs the wake lock."""

from mattimer.session.clock import MINUTE, Reading
from mattimer.session.session import Session, Status

LONGEST_PAUSE = 10 * MINUTE
"""Who has not come back by then has gone; the computer may rest."""


def wants_awake(session: Session | None, reading: Reading, *, preparing: bool) -> bool:
    """Whether the computer has to stay awake.

    Args:
        session: The one that is held, if any.
        reading: Now.
        preparing: Whether a person is about to begin.
    """
    if preparing:
        return True
    if session is None or not session.active:
        return False
    left = pause_left(session, reading)
    return left is None or left > 0


def pause_left(session: Session, reading: Reading) -> int | None:
    """Microseconds awake until a pause has lasted too long, 0 from then on; None without one.

    A pause counts from the last command that changed the session: who adds a minute is there.
    """
    if session.status is not Status.PAUSED:
        return None
    paused = reading.monotonic - session.anchor.monotonic
    return max(0, LONGEST_PAUSE - paused)
