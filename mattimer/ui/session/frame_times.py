"""When the session page has to be looked at again: a plain function of what it shows."""

from mattimer.session.clock import MILLISECOND, SECOND
from mattimer.session.moment import Moment
from mattimer.session.session import Status

FRAME_MS = 33
REDUCED_FRAME_MS = 250
HIDDEN_FRAME_MS = 1000


def next_frame_ms(moment: Moment, *, steady_s: float, moving: bool, reduced: bool) -> int:
    """As soon as something will look different, and no sooner.

    Args:
        moment: What is shown now.
        steady_s: Seconds until the light begins to change; 0 while it does.
        moving: A word is on its way.
        reduced: Motion is reduced.
    """
    if moment.status is Status.PAUSED:
        return HIDDEN_FRAME_MS
    if moving or steady_s <= 0:
        return FRAME_MS
    if moment.breath is not None:
        return REDUCED_FRAME_MS if reduced else FRAME_MS
    until_next_second = (moment.time_left % SECOND or SECOND) // MILLISECOND + 1
    # The light's turn is met, not overshot.
    until_change = min(float(HIDDEN_FRAME_MS), steady_s * 1000)
    return max(FRAME_MS, round(min(HIDDEN_FRAME_MS, until_next_second, until_change)))
