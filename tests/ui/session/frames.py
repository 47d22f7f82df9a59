"""When the session page looks again, as its own timer says."""

from mattimer.ui.session.session_page import SessionPage
from tests.ui.timers import run_out


def next_frame_ms(page: SessionPage) -> int:
    """Let a frame come now; how long it is until the one after it."""
    frames = run_out(page, "session_frames")
    assert frames.isActive()
    return frames.interval()
