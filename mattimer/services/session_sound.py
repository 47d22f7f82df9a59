"""Sound of a session: tones, voice and mute, and the sentence where something is missing."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from mattimer.coach.session_lines import SessionLines
from mattimer.preferences.settings_values import Pace, Settings, SpokenWords
from mattimer.services.background_tasks import QtScheduler
from mattimer.services.session_runner import SessionRunner
from mattimer.session.breath import BreathPhase, Pattern
from mattimer.session.clock import Clock
from mattimer.session.session import Session, Status
from mattimer.sound.loading import LoadedSounds, Loader
from mattimer.sound.mixer import Volumes
from mattimer.sound.narrator import Narrator
from mattimer.sound.output import DeviceOutput, NoOutput
from mattimer.sound.player import Player, Silence
from mattimer.sound.voice import SpeakingProcess, VoiceSettings
from mattimer.ui.activity_filter import ActivityFilter
from mattimer.ui.session.session_page import SessionPage
from mattimer.ui.wording import minutes_in_words, sentence_case, spoken_time

RATES = {Pace.SLOW: -0.35, Pace.NORMAL: -0.1, Pace.FAST: 0.2}
"""From -1 to 1; somebody who lies down with shut eyes is in no hurry."""

TEST_BELL = "still"
REST_AFTER_MS = 60_000
"""A speaking process that no session needs ends after so long: it holds as much as the app."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Sound", text)


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundSources:
    """Where what is heard comes from.

    Attributes:
        bells: The folder of the bells.
        lines: What is said.
        voice: The system's speech; ``SessionSound`` owns it from then on.
        open_device: Another device than the computer's; ImportError where there can be none.
    """

    bells: Path
    lines: SessionLines
    voice: SpeakingProcess
    open_device: Callable[[], DeviceOutput] = DeviceOutput


class SessionSound(QObject):
    """Everything that is heard, from the first preparation until the app needs no sound.

    Signals:
        outputs_changed(outputs): Sound devices as (identifier, name).
        voices_changed(voices): Names of voices; known once the voice is ready.
        device_changed(): Device, voice or mute may have changed.
        troubles_changed(device, voice): A sentence for what is missing, or empty texts.
    """

    outputs_changed = Signal(object)
    voices_changed = Signal(object)
    device_changed = Signal()
    troubles_changed = Signal(str, str)

    def __init__(
        self,
        *,
        runner: SessionRunner,
        clock: Clock,
        page: SessionPage,
        settings: Callable[[], Settings],
        sources: SoundSources,
        mute: bool = False,
    ) -> None:
        """Build it; nothing heavy is loaded before ``prepare``.

        Args:
            runner: The holder of the session.
            clock: The session's clock.
            page: Where a person mutes, asks for the time, and reads what is missing.
            settings: The settings in force.
            sources: Where what is heard comes from.
            mute: Whether to be silent from the start, whatever the settings say.
        """
        super().__init__(page)
        self._runner = runner
        self._page = page
        self._spoken = sources.lines.spoken
        self._settings = settings
        self._voice = sources.voice
        self._voice.setParent(self)
        self._open_device = sources.open_device
        self._output: DeviceOutput | NoOutput | None = None
        self._loader = Loader(sources.bells, clock.speed, self)
        self._loaded = False
        self._test_due = ""
        self._device_trouble = self._files_trouble = self._voice_trouble = ""
        self._voice_there: bool | None = None
        self._voices: tuple[str, ...] = ()
        self._rest_timer = QTimer(self, interval=REST_AFTER_MS)
        self._rest_timer.setObjectName("voice_rest_timer")
        self._rest_timer.setSingleShot(True)
        self._rest_timer.timeout.connect(self._on_rest_timer_timeout)
        self.muted = mute
        self.player = Player(clock, NoOutput(), speed=clock.speed, parent=self)
        self.narrator = Narrator(
            clock,
            self._voice,
            sources.lines,
            speed=clock.speed,
            scheduler=QtScheduler(self, precise=True),
            length_in_words=minutes_in_words,
        )
        self._activity = ActivityFilter(self)
        self._wire()
        self._apply_mute()
        self._apply_settings()

    def _wire(self) -> None:
        self.player.silence_changed.connect(self._on_player_silence_changed)
        self._loader.loaded.connect(self._on_loader_loaded)
        self._voice.ready.connect(self._on_voice_ready)
        self._voice.failed.connect(self._on_voice_failed)
        self._activity.stirred.connect(self.hush)
        self._page.mute_wanted.connect(self.toggle_mute)
        self._page.time_wanted.connect(self.say_time_left)

    # What others ask -----------------------------------------------------------------------

    @property
    def device_present(self) -> bool | None:
        """Whether there is a sound device; None before anybody looked."""
        return None if self._output is None else self._output.present

    @property
    def voice_able(self) -> bool | None:
        """Whether there is a voice; None while that is not known."""
        return self._voice_there

    def outputs(self) -> tuple[tuple[str, str], ...]:
        """Sound devices as (identifier, name)."""
        return () if self._output is None else self._output.outputs()

    # What a person asks --------------------------------------------------------------------

    def prepare(self) -> None:
        """Get sounds, device and voice ready, before anything has to be heard."""
        if self.muted:
            return
        self._loader.load(Pattern.parse(self._settings().pattern))
        self._begin_voice()

    def test(self, kind: str) -> None:
        """Let a person hear "bells", "breath" or "voice" as they are set, also where muted."""
        if self.muted:
            self.unmute()
        self.prepare()
        if kind == "voice":
            self._start_voice()
            self._voice.say(self._spoken.test)
        else:
            self._test_due = TEST_BELL if kind == "bells" else BreathPhase.INHALE
            self._play_test()

    def _play_test(self) -> None:
        """Now, or as soon as there is something to be heard."""
        if self._test_due and self._loaded:
            self.player.test(self._test_due)
            self._test_due = ""

    def toggle_mute(self) -> None:
        """Fall silent, or be heard again; until the app ends."""
        if self.muted:
            self.unmute()
        else:
            self.muted = True
            self._apply_mute()

    def unmute(self) -> None:
        """Be heard again, also where the app was begun in silence."""
        self.muted = False
        self._apply_mute()
        session = self._runner.active
        if session is not None:
            self._begin(session)
        else:
            self.prepare()

    def say_time_left(self) -> None:
        """Say how long it still takes, also where few words are wanted."""
        moment = self._runner.moment()
        if moment is not None and not self.muted:
            self._start_voice()
            time = sentence_case(spoken_time(moment.time_left))
            self.narrator.say(self._spoken.time_left.format(time=time))

    def hush(self) -> None:
        """Somebody moved after the end."""
        self.player.hush()
        self.narrator.hush()
        self._activity.stop()
        self._voice.rest()

    def on_setting_changed(self, name: str) -> None:
        """Settings are in force at once."""
        self._apply_settings()
        if name == "output":
            self.player.on_device_changed()
        elif name == "words" and self._runner.active is not None:
            self._begin_voice()

    def close(self) -> None:
        """Let go of device, voice and thread."""
        self._rest_timer.stop()
        self._activity.stop()
        self.narrator.close()
        self.player.close()
        self._voice.close()
        self._loader.close()

    def tell_all(self) -> None:
        """Emit devices, voices and troubles again, for a page that has just been built."""
        self.outputs_changed.emit(self.outputs())
        self.voices_changed.emit(self._voices)
        self.troubles_changed.emit(self._device_trouble, self._voice_trouble)
        self.prepare()

    # The session ---------------------------------------------------------------------------

    def on_session_changed(self, new: Session | None, old: Session | None) -> None:
        """The session became another value."""
        self.player.on_session_changed(new, old)
        self.narrator.on_session_changed(new, old)
        if new is not None and new.active and (old is None or old.id != new.id):
            self._activity.stop()
            self._begin(new)
        elif new is not None and new.status is Status.FINISHED:
            self._activity.start()
        elif new is None or not new.active:
            self._voice.rest()

    def _begin(self, session: Session) -> None:
        if self.muted:
            return
        self._loader.load(session.plan.pattern)
        self._begin_voice()

    def _begin_voice(self) -> None:
        if self._settings().words is not SpokenWords.OFF:
            self._start_voice()

    def _start_voice(self) -> None:
        self._voice.start()
        self._rest_timer.start()

    def _on_rest_timer_timeout(self) -> None:
        if self._runner.active is None:
            self._voice.rest()

    def _apply_mute(self) -> None:
        self.player.set_muted(muted=self.muted)
        self.narrator.set_muted(muted=self.muted)
        self._page.set_muted(self.muted)
        self.device_changed.emit()

    def _apply_settings(self) -> None:
        settings = self._settings()
        self.player.set_volumes(Volumes.of_percent(settings.bells, settings.breath))
        self.narrator.set_words(settings.words)
        rate, volume = RATES[settings.voice_pace], settings.voice / 100
        self._voice.configure(VoiceSettings(settings.voice_name, rate, volume))
        if self._output is not None:
            self._output.choose(settings.output)

    # Loading -------------------------------------------------------------------------------

    def _on_loader_loaded(self, loaded: LoadedSounds) -> None:
        if self._output is None:
            self._make_output()
        self._files_trouble = " ".join(loaded.troubles)
        self.narrator.set_bells(loaded.lengths())
        self.player.use(loaded.sounds)
        self._loaded = True
        self._play_test()
        self._say_troubles()

    def _make_output(self) -> None:
        try:
            device = self._open_device()
        except ImportError as error:
            from mattimer.desktop.system_libraries import library_named_in  # noqa: PLC0415 - seldom

            self._output = NoOutput()
            library = library_named_in(error)
            self._device_trouble = (
                _tr("The sound library {0} is missing. The timer runs on in silence.").format(
                    library
                )
                if library
                else _tr("The sound library is missing. The timer runs on in silence.")
            )
        else:
            device.setParent(self)
            self._output = device
            device.choose(self._settings().output)
            device.devices_changed.connect(self._on_output_devices_changed)
            self.player.use_output(device)
        self.outputs_changed.emit(self.outputs())
        self.device_changed.emit()

    def _on_output_devices_changed(self) -> None:
        self.player.on_device_changed()
        self.outputs_changed.emit(self.outputs())
        self.device_changed.emit()

    # What is missing -----------------------------------------------------------------------

    def _on_player_silence_changed(self, silence: Silence | None) -> None:
        if not isinstance(self._output, NoOutput):
            self._device_trouble = {
                None: "",
                Silence.NO_DEVICE: _tr(
                    "There is no sound device. The timer runs on without tones."
                ),
                Silence.BUSY: _tr("The sound device is busy. The timer runs on without tones."),
            }[silence]
        self._say_troubles()

    def _on_voice_ready(self, voices: tuple[str, ...]) -> None:
        self._voice_trouble, self._voice_there, self._voices = "", True, voices
        self.voices_changed.emit(voices)
        self._say_troubles()

    def _on_voice_failed(self, _why: str) -> None:
        self._voice_there = False
        self._voice_trouble = _tr("There is no voice on this computer. The tones carry on.")
        self._say_troubles()

    def _say_troubles(self) -> None:
        """One line on the session screen; settings have room for each."""
        device = self._device_trouble or self._files_trouble
        self.troubles_changed.emit(device, self._voice_trouble)
        self.device_changed.emit()
        self._page.show_trouble("" if self.muted else device or self._voice_trouble)
