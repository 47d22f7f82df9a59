"""Platform services: media keys, sleep watch, wake lock, appearance, pre-flight checks."""

from contextlib import ExitStack
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal

from mattimer.app.context import AppContext
from mattimer.desktop.adapters import DesktopAdapters, system_sound
from mattimer.desktop.appearance_watch import AppearanceWatch
from mattimer.desktop.battery import SystemPower
from mattimer.desktop.media_keys import MediaControls
from mattimer.desktop.sleep_watch import SleepWatch
from mattimer.desktop.wake_lock import WakeLock
from mattimer.presenters.preflight import Computer, PreflightPresenter
from mattimer.presenters.today import TodayPresenter
from mattimer.services.background_tasks import BackgroundTasks
from mattimer.services.media_session import MediaSession
from mattimer.services.session_runner import SessionRunner
from mattimer.services.session_sound import SessionSound
from mattimer.services.staying_awake import StayingAwake
from mattimer.session.commands import Pause, Tick
from mattimer.session.reasons import PauseReason
from mattimer.ui.pages.prepare.prepare import PreparePage

if TYPE_CHECKING:
    from mattimer.ui.pages.settings.settings import SettingsPage


class PlatformServices(QObject):
    """Builds the adapters and joins each to the session; closes them in reverse.

    Each belongs to the window: a timer that Python collects on another thread takes all down.

    Attributes:
        awake: Keeps the computer from sleeping.
        media: Media keys and the desktop's media widget.

    Signals:
        appearance_changed(appearance): How the desktop wants programs to look.
        woke(): The computer slept until now.
    """

    appearance_changed = Signal(object)
    woke = Signal()

    def __init__(
        self,
        context: AppContext,
        runner: SessionRunner,
        sound: SessionSound,
        adapters: DesktopAdapters,
        *,
        prepare: PreparePage,
        today: TodayPresenter,
    ) -> None:
        super().__init__(context.window)
        self._closing = ExitStack()
        self._adapters = adapters
        self._clock = context.clock
        self._scheduler = context.scheduler
        self._window = context.window
        self._preferences = context.preferences
        self._runner = runner
        self._sound = sound
        self._media_keys = self._make_media_keys(context)
        self._sleep_watch = self._make_sleep_watch()
        self._appearance = self._make_appearance_watch()
        locks = self._make_wake_lock(prepare)
        self._preflight = self._make_preflight(context.tasks, prepare, today, locks)

    def start(self) -> None:
        """Connect, now that the loop is about to run."""
        self._media_keys.start()
        self._sleep_watch.start()
        self._appearance.start()

    def serve(self, page: "SettingsPage") -> None:
        """Settings show devices, voices and what is missing, and let a person listen."""
        sound = self._sound
        page.test_wanted.connect(sound.test)
        sound.outputs_changed.connect(page.show_outputs)
        sound.voices_changed.connect(page.show_voices)
        sound.troubles_changed.connect(lambda device, voice: page.show_sound_trouble(voice, device))
        sound.tell_all()

    def close(self) -> None:
        """Let go of everything."""
        self._closing.close()

    def _make_media_keys(self, context: AppContext) -> MediaControls:
        runner, paths, app_state = self._runner, context.paths, context.app_state

        def position() -> int:
            moment = runner.moment()
            return 0 if moment is None else moment.elapsed

        keys = self._adapters.media_keys(
            art=QUrl.fromLocalFile(str(paths.icon)).toString(),
            position=position,
            clock=self._clock,
        )
        self._closing.callback(keys.close)
        keys.raise_wanted.connect(self._window.come_forward)
        self.media = MediaSession(keys, runner, app_state.areas, self._window)
        return keys

    def _make_sleep_watch(self) -> SleepWatch:
        watch, do = self._adapters.sleep_watch(), self._runner.do
        self._closing.callback(watch.close)
        # The fast road; the gap between the clocks ends in the same pause.
        watch.falling_asleep.connect(lambda: do(Pause(PauseReason.SLEEP)))
        watch.woke.connect(lambda: do(Tick()))
        watch.woke.connect(self.woke)
        return watch

    def _make_appearance_watch(self) -> AppearanceWatch:
        watch = self._adapters.appearance(self._preferences.desktop_appearance)
        self._closing.callback(watch.close)
        watch.changed.connect(self._preferences.on_desktop_appearance_changed)
        watch.changed.connect(self.appearance_changed)
        return watch

    def _make_wake_lock(self, prepare: PreparePage) -> WakeLock:
        preferences, window = self._preferences, self._window
        locks = self._adapters.wake_lock()
        self._closing.callback(locks.close)
        self.awake = StayingAwake(
            locks,
            self._runner,
            self._clock,
            self._scheduler,
            preferences.current,
            parent=window,
        )
        self._closing.callback(self.awake.close)
        prepare.shown.connect(self.awake.on_prepare_shown)
        prepare.left.connect(self.awake.on_prepare_left)
        preferences.changed.connect(self.awake.on_setting_changed)
        return locks

    def _make_preflight(
        self,
        tasks: BackgroundTasks,
        prepare: PreparePage,
        today: TodayPresenter,
        locks: WakeLock,
    ) -> PreflightPresenter:
        sound, preferences = self._sound, self._preferences
        presenter = PreflightPresenter(
            page=prepare,
            tasks=tasks,
            settings=preferences.current,
            minutes=lambda: today.minutes,
            computer=Computer(locks, system_sound(), SystemPower()),
            tones=sound,
        )
        prepare.shown.connect(sound.prepare)
        sound.device_changed.connect(presenter.refresh)
        presenter.test_bell_wanted.connect(lambda: sound.test("bells"))
        presenter.unmute_wanted.connect(sound.unmute)
        return presenter
