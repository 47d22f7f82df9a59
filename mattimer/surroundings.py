"""What a session reaches beyond the window: sound, voice, media keys, sleep."""

from collections.abc import Callable
from contextlib import ExitStack

from PySide6.QtCore import QUrl

from mattimer.conductor import Conductor
from mattimer.desktop.media_keys import MediaKeys
from mattimer.desktop.sleep_watch import SleepWatch
from mattimer.desktop.ui_thread import UiThread
from mattimer.flow.media import MediaFlow
from mattimer.flow.settings import Preferences
from mattimer.flow.sound import SoundFlow
from mattimer.guide.lines import SessionLines
from mattimer.opening import Opening
from mattimer.session.commands import Pause, Tick
from mattimer.session.reasons import PauseReason
from mattimer.ui.pages.session import SessionPage


class Surroundings:
    """Builds the adapters and joins each to the session; closes them in reverse.

    Attributes:
        sound: Tones and voice.
    """

    def __init__(
        self,
        opening: Opening,
        conductor: Conductor,
        page: SessionPage,
        lines: SessionLines,
        preferences: Preferences,
        *,
        ui_thread: UiThread,
        come_forward: Callable[[], None],
        speed: float,
        mute: bool,
    ) -> None:
        self._closing = ExitStack()
        self.sound = SoundFlow(
            conductor=conductor,
            clock=opening.clock,
            page=page,
            lines=lines,
            settings=lambda: preferences.settings,
            folder=opening.paths.resources / "sounds",
            deliver=ui_thread.deliver,
            speed=speed,
            mute=mute,
        )
        self._closing.callback(self.sound.close)
        preferences.changed.connect(self.sound.on_setting_changed)
        page.set_dimming(preferences.settings.dimming)
        preferences.changed.connect(lambda _: page.set_dimming(preferences.settings.dimming))
        self._media_keys = self._make_media_keys(opening, conductor, come_forward)
        self._sleep_watch = self._make_sleep_watch(conductor)

    def start(self) -> None:
        """Connect, now that the loop is about to run."""
        self._media_keys.start()
        self._sleep_watch.start()

    def close(self) -> None:
        """Let go of everything."""
        self._closing.close()

    def _make_media_keys(
        self, opening: Opening, conductor: Conductor, come_forward: Callable[[], None]
    ) -> MediaKeys:
        def position() -> int:
            moment = conductor.moment()
            return 0 if moment is None else moment.elapsed

        icon = opening.paths.resources / "icons" / "icon.svg"
        keys = MediaKeys(
            art=QUrl.fromLocalFile(str(icon)).toString(), position=position, clock=opening.clock
        )
        self._closing.callback(keys.close)
        keys.raise_wanted.connect(come_forward)
        self._media_flow = MediaFlow(keys, conductor, opening.advisor.areas)
        return keys

    def _make_sleep_watch(self, conductor: Conductor) -> SleepWatch:
        watch = SleepWatch()
        self._closing.callback(watch.close)
        # The fast road; the gap between the clocks ends in the same pause.
        watch.falling_asleep.connect(lambda: conductor.do(Pause(PauseReason.SLEEP)))
        watch.woke.connect(lambda: conductor.do(Tick()))
        return watch
