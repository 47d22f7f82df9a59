"""What reaches beyond the window: sound, voice, media keys, sleep, waking, power, the look."""

import sys
from collections.abc import Callable
from contextlib import ExitStack

from PySide6.QtCore import QUrl

from mattimer.app.first_frame import FirstFrame
from mattimer.coach.session_lines import SessionLines
from mattimer.desktop.battery import SystemPower
from mattimer.desktop.linux.appearance_portal import AppearancePortal
from mattimer.desktop.linux.sleep_watch import SleepWatch
from mattimer.desktop.media_keys import MediaKeys
from mattimer.desktop.system_sound import NoSystemSound, PulseSound
from mattimer.desktop.wake_lock import WakeLocks
from mattimer.desktop.wakepy_keeper import WakepyKeeper
from mattimer.presenters.preflight import PreflightPresenter
from mattimer.presenters.settings import SettingsPresenter
from mattimer.services.media_session import MediaSession
from mattimer.services.preferences import Preferences
from mattimer.services.session_runner import SessionRunner
from mattimer.services.session_sound import SessionSound
from mattimer.services.staying_awake import StayingAwake
from mattimer.session.commands import Pause, Tick
from mattimer.session.reasons import PauseReason
from mattimer.ui.pages.prepare.prepare import PreparePage
from mattimer.ui.session.session_page import SessionPage


class PlatformServices:
    """Builds the adapters and joins each to the session; closes them in reverse.

    Each belongs to the window: a timer that Python collects on another thread takes all down.

    Attributes:
        sound: Tones and voice.
        awake: Keeps the computer from sleeping.
        media: Media keys and the desktop's media widget.
        sleep_watch: Says when the computer goes to sleep and wakes.
    """

    def __init__(
        self,
        opening: FirstFrame,
        runner: SessionRunner,
        pages: tuple[PreparePage, SessionPage],
        lines: SessionLines,
        preferences: Preferences,
        *,
        come_forward: Callable[[], None],
        speed: float,
        mute: bool,
    ) -> None:
        self._closing = ExitStack()
        prepare, page = pages
        self.sound = SessionSound(
            runner=runner,
            clock=opening.clock,
            page=page,
            lines=lines,
            settings=lambda: preferences.settings,
            folder=opening.paths.resources / "sounds",
            speed=speed,
            mute=mute,
        )
        self._closing.callback(self.sound.close)
        preferences.changed.connect(self.sound.on_setting_changed)
        page.set_dimming(preferences.settings.dimming)
        preferences.changed.connect(lambda _: page.set_dimming(preferences.settings.dimming))
        self._media_keys = self._make_media_keys(opening, runner, come_forward)
        self.sleep_watch = self._make_sleep_watch(opening, runner)
        self._locks = self._make_wake_lock(opening, runner, prepare, preferences, speed)
        self._preflight = self._make_preflight(opening, prepare, preferences)
        self._desktop_settings = self._make_desktop_settings(opening, preferences)

    def start(self) -> None:
        """Connect, now that the loop is about to run."""
        self._media_keys.start()
        self.sleep_watch.start()
        self._desktop_settings.start()

    def serve(self, settings: SettingsPresenter) -> None:
        """Settings show devices, voices and what is missing, and let a person listen."""
        sound = self.sound
        settings.test_wanted.connect(sound.test)
        sound.outputs_changed.connect(settings.show_outputs)
        sound.voices_changed.connect(settings.show_voices)
        sound.troubles_changed.connect(
            lambda device, voice: settings.show_sound_trouble(voice, device)
        )
        sound.tell_all()

    def close(self) -> None:
        """Let go of everything."""
        self._closing.close()

    def _make_media_keys(
        self, opening: FirstFrame, runner: SessionRunner, come_forward: Callable[[], None]
    ) -> MediaKeys:
        def position() -> int:
            moment = runner.moment()
            return 0 if moment is None else moment.elapsed

        icon = opening.paths.resources / "icons" / "icon.svg"
        keys = MediaKeys(
            art=QUrl.fromLocalFile(str(icon)).toString(),
            position=position,
            clock=opening.clock,
            parent=opening.window,
        )
        self._closing.callback(keys.close)
        keys.raise_wanted.connect(come_forward)
        self.media = MediaSession(keys, runner, opening.app_state.areas, keys)
        return keys

    def _make_sleep_watch(self, opening: FirstFrame, runner: SessionRunner) -> SleepWatch:
        watch = SleepWatch(opening.window)
        self._closing.callback(watch.close)
        # The fast road; the gap between the clocks ends in the same pause.
        watch.falling_asleep.connect(lambda: runner.do(Pause(PauseReason.SLEEP)))
        watch.woke.connect(lambda: runner.do(Tick()))
        return watch

    def _make_desktop_settings(
        self, opening: FirstFrame, preferences: Preferences
    ) -> AppearancePortal:
        settings = AppearancePortal(opening.place.wishes, opening.window)
        self._closing.callback(settings.close)
        settings.changed.connect(preferences.on_wishes_changed)
        settings.changed.connect(opening.place.on_wishes_changed)
        return settings

    def _make_wake_lock(
        self,
        opening: FirstFrame,
        runner: SessionRunner,
        prepare: PreparePage,
        preferences: Preferences,
        speed: float,
    ) -> WakeLocks:
        locks = WakeLocks(WakepyKeeper(), opening.window)
        self._closing.callback(locks.close)
        self.awake = StayingAwake(
            locks,
            runner,
            opening.clock,
            lambda: preferences.settings,
            speed=speed,
            parent=opening.window,
        )
        self._closing.callback(self.awake.close)
        prepare.shown.connect(self.awake.on_prepare_shown)
        prepare.left.connect(self.awake.on_prepare_left)
        preferences.changed.connect(self.awake.on_setting_changed)
        return locks

    def _make_preflight(
        self, opening: FirstFrame, prepare: PreparePage, preferences: Preferences
    ) -> PreflightPresenter:
        sound = self.sound
        flow = PreflightPresenter(
            page=prepare,
            tasks=opening.tasks,
            settings=lambda: preferences.settings,
            minutes=lambda: opening.today.minutes,
            locks=self._locks,
            sound=PulseSound() if sys.platform == "linux" else NoSystemSound(),
            power=SystemPower(),
            device_there=lambda: sound.device_present,
            voice_there=lambda: sound.voice_able,
            tones_muted=lambda: sound.muted,
        )
        prepare.shown.connect(sound.prepare)
        sound.device_changed.connect(flow.refresh)
        flow.test_bell_wanted.connect(lambda: sound.test("bells"))
        flow.unmute_wanted.connect(sound.unmute)
        return flow
