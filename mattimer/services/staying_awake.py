"""Wake lock of a session: held while somebody lies on the mat or prepares to."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from mattimer.desktop.wake_lock import WakeLock
from mattimer.preferences.settings_values import Awake, Settings
from mattimer.services.session_runner import SessionRunner
from mattimer.session.awake import pause_left, wants_awake
from mattimer.session.clock import MILLISECOND, Clock, Scheduler
from mattimer.session.session import Session


class StayingAwake(QObject):
    """Joins Prepare, the session and the settings to the wake lock."""

    def __init__(
        self,
        locks: WakeLock,
        runner: SessionRunner,
        clock: Clock,
        scheduler: Scheduler,
        settings: Callable[[], Settings],
        *,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._locks = locks
        self._runner = runner
        self._clock = clock
        self._settings = settings
        self._preparing = False
        self._long_pause = scheduler.timer(self._decide)

    @property
    def wanted(self) -> Awake:
        """The lock that is due right now."""
        awake = wants_awake(self._runner.session, self._clock.read(), preparing=self._preparing)
        return self._settings().awake if awake else Awake.OFF

    def on_prepare_shown(self) -> None:
        """Somebody is about to begin."""
        self._preparing = True
        self._decide()

    def on_prepare_left(self) -> None:
        """They began, or went elsewhere."""
        self._preparing = False
        self._decide()

    def on_setting_changed(self, name: str) -> None:
        """A setting changed."""
        if name == "awake":
            self._decide()

    def close(self) -> None:
        """Let go of the lock; whoever made it closes it."""
        self._long_pause.stop()
        self._locks.release()

    def on_session_changed(self, _new: Session | None, _old: Session | None) -> None:
        """The session became another value."""
        self._decide()

    def _decide(self) -> None:
        self._locks.hold(self.wanted)
        self._wait_for_the_long_pause()

    def _wait_for_the_long_pause(self) -> None:
        session = self._runner.session
        left = None if session is None else pause_left(session, self._clock.read())
        if not left:
            self._long_pause.stop()
            return
        # Rounded up: a timer that fires early would find it a moment too soon.
        self._long_pause.start(int(-(-left // (MILLISECOND * self._clock.speed))))
