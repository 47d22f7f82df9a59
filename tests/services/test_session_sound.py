"""What is heard follows the session, the settings and the person."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mattimer.app.paths import Paths
from mattimer.coach.session_lines import SessionLines
from mattimer.content.loader import load
from mattimer.preferences.settings_values import Pace, Settings, SpokenWords
from mattimer.services.session_runner import SessionRunner
from mattimer.services.session_sound import SessionSound, SoundSources
from mattimer.session.breath import Pattern
from mattimer.session.clock import SECOND
from mattimer.session.commands import Pause, Stop, Tick
from mattimer.sound.mixer import Sounds
from mattimer.sound.output import DeviceOutput
from mattimer.sound.tones import RATE
from mattimer.sound.voice import SpeakingProcess, VoiceSettings
from mattimer.sound.wav import load_wav
from mattimer.ui.session.session_page import SessionPage
from tests.coach.factories import GUIDE
from tests.fakes import FakeClock
from tests.sound.factories import FakeOutput, short_plan
from tests.ui.timers import run_out

SOUNDS = Paths.for_person().resources / "sounds"
LINES = load(GUIDE, SessionLines)


class Page(QObject):
    """What the flow sees of the session page."""

    mute_wanted = Signal()
    time_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.trouble = ""
        self.mutes: list[bool] = []

    def show_trouble(self, text: str) -> None:
        self.trouble = text

    def set_muted(self, muted: bool) -> None:  # noqa: FBT001 - as the page has it
        self.mutes.append(muted)


class Device(QObject):
    """A device that comes and goes."""

    devices_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.stream = FakeOutput()

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the stream has
        return getattr(self.stream, name)


class Voice(SpeakingProcess):
    """Notes what it is asked."""

    def __init__(self) -> None:
        super().__init__(["nobody"])
        self.log: list[str] = []
        self.manner = VoiceSettings()

    def start(self) -> None:
        self.log.append("start")

    def say(self, text: str) -> None:
        self.log.append(text)

    def stop(self) -> None:
        self.log.append("stop")

    def configure(self, manner: VoiceSettings) -> None:
        self.manner = manner

    def rest(self) -> None:
        self.log.append("rest")

    def close(self) -> None:
        self.log.append("close")


class Ears:
    """The flow with everything around it in the test's hands."""

    def __init__(self, *, mute: bool = False, folder: Path = SOUNDS, library: bool = True) -> None:
        self.clock = FakeClock()
        self.runner = SessionRunner(self.clock)
        self.page, self.device, self.voice = Page(), Device(), Voice()
        self.settings = Settings()
        self.troubles: tuple[str, str] = ("", "")

        def open_device() -> DeviceOutput:
            if not library:
                raise ImportError("libpulse.so.0: cannot open shared object file: No such file")
            return cast("DeviceOutput", self.device)

        self.flow = SessionSound(
            runner=self.runner,
            clock=self.clock,
            page=cast("SessionPage", self.page),
            settings=lambda: self.settings,
            sources=SoundSources(
                bells=folder, lines=LINES, voice=self.voice, open_device=open_device
            ),
            mute=mute,
        )
        self.runner.observers = (self.flow,)
        self.flow.troubles_changed.connect(self._on_troubles)

    def _on_troubles(self, device: str, voice: str) -> None:
        self.troubles = (device, voice)

    def begin(self, qtbot: QtBot, *, lead_in: int = 20 * SECOND) -> None:
        self.runner.start(short_plan(lead_in=lead_in))
        self.loaded(qtbot)

    def loaded(self, qtbot: QtBot) -> None:
        """Wait for what the loader's thread brings."""
        qtbot.waitUntil(lambda: self.flow.device_present is not None, timeout=20_000)

    def change(self, name: str, value: object) -> None:
        self.settings = self.settings.changed(name, value)
        self.flow.on_setting_changed(name)

    def close(self) -> None:
        self.flow.close()
        self.runner.close()


@pytest.fixture
def ears(qtbot: QtBot) -> Iterator[Ears]:
    assert qtbot is not None
    made = Ears()
    yield made
    made.close()


def test_nothing_is_loaded_before_it_is_wanted(ears: Ears) -> None:
    assert ears.flow.device_present is None
    assert ears.flow.voice_able is None
    assert "start" not in ears.voice.log


def test_a_session_gets_device_sounds_and_voice(ears: Ears, qtbot: QtBot) -> None:
    ears.begin(qtbot)
    assert ears.flow.device_present is True
    assert ears.flow.outputs() == (("mat", "Loudspeakers"),)
    assert "start" in ears.voice.log


def test_a_pause_stops_the_voice_and_the_end_of_all_lets_it_rest(ears: Ears, qtbot: QtBot) -> None:
    ears.begin(qtbot)
    ears.voice.log.clear()
    ears.runner.do(Pause())
    assert ears.voice.log[-1] == "stop"
    ears.runner.do(Stop())
    assert ears.voice.log[-1] == "rest"


def test_after_the_end_it_rings_until_somebody_stirs(ears: Ears, qtbot: QtBot) -> None:
    ears.begin(qtbot)
    ears.clock.advance(80)
    ears.runner.do(Tick())
    assert ears.flow.player.until_next() is not None
    QTest.keyClick(_window(qtbot), Qt.Key.Key_A)
    assert ears.flow.player.until_next() is None
    assert ears.voice.log[-1] == "rest"


def _window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


def test_muted_from_the_start_nothing_is_even_loaded(qtbot: QtBot) -> None:
    ears = Ears(mute=True)
    ears.runner.start(short_plan())
    assert ears.page.mutes == [True]
    assert ears.flow.outputs() == ()
    assert "start" not in ears.voice.log
    ears.page.mute_wanted.emit()
    ears.loaded(qtbot)
    assert ears.page.mutes == [True, False]
    assert ears.flow.device_present
    ears.close()


def test_the_key_mutes_and_unmutes(ears: Ears, qtbot: QtBot) -> None:
    ears.begin(qtbot, lead_in=0)
    ears.page.mute_wanted.emit()
    assert ears.flow.player.until_next() is None
    ears.page.mute_wanted.emit()
    assert ears.page.mutes == [False, True, False]
    assert ears.flow.player.until_next() is not None


def test_settings_are_heard_at_once(ears: Ears) -> None:
    ears.change("bells", 0)
    assert ears.flow.player.mixer.volumes.bells == 0
    ears.change("voice", 40)
    ears.change("voice_name", "Ada")
    ears.change("voice_pace", Pace.SLOW)
    assert (ears.voice.manner.voice, ears.voice.manner.volume) == ("Ada", 0.4)
    assert ears.voice.manner.rate < 0


def test_unless_set_otherwise_bells_are_heard_at_seventy_percent(ears: Ears, qtbot: QtBot) -> None:
    ears.begin(qtbot, lead_in=SECOND)
    ears.device.stream.capacity = 10 * RATE
    ears.clock.advance(1)
    ears.runner.do(Tick())
    heard, bell = ears.device.stream.written, load_wav(SOUNDS / "settle.wav")
    qtbot.waitUntil(lambda: len(heard) > 2 * len(bell))
    # 0.7 of the way as ears judge it is 0.49 of full scale.
    assert max(heard) / max(bell) == pytest.approx(0.49, abs=0.005)


def test_another_device_is_chosen_at_once(ears: Ears, qtbot: QtBot) -> None:
    ears.begin(qtbot)
    ears.change("output", "headphones")
    assert ears.device.stream.chosen == "headphones"


def test_another_device_goes_on_where_the_first_one_was(ears: Ears, qtbot: QtBot) -> None:
    ears.begin(qtbot, lead_in=0)
    assert ears.device.stream.streams == 1
    ears.device.stream.broken = True  # As the stream is that was on the other one.
    ears.change("output", "headphones")
    assert ears.device.stream.streams == 2


def test_words_that_are_wanted_in_the_middle_are_said(ears: Ears, qtbot: QtBot) -> None:
    ears.change("words", SpokenWords.OFF)
    ears.begin(qtbot)
    ears.change("words", SpokenWords.FULL)
    assert "start" in ears.voice.log


def test_without_words_no_voice_is_started_unless_asked_for_the_time(
    ears: Ears, qtbot: QtBot
) -> None:
    ears.change("words", SpokenWords.OFF)
    ears.begin(qtbot)
    assert "start" not in ears.voice.log
    ears.clock.advance(10)
    ears.page.time_wanted.emit()
    assert ears.voice.log[-2:] == ["start", "10 seconds to go."]


@pytest.mark.parametrize("kind", ["bells", "breath"])
def test_a_tone_can_be_tried(ears: Ears, qtbot: QtBot, kind: str) -> None:
    ears.flow.prepare()
    ears.loaded(qtbot)
    ears.flow.test(kind)
    assert ears.flow.player.mixer.sounding


def test_a_tone_that_is_tried_before_all_is_loaded_sounds_then(ears: Ears, qtbot: QtBot) -> None:
    ears.flow.test("bells")
    ears.loaded(qtbot)
    assert ears.flow.player.mixer.sounding


def test_whoever_tries_a_tone_wants_to_hear_it(ears: Ears, qtbot: QtBot) -> None:
    ears.page.mute_wanted.emit()
    ears.flow.test("bells")
    ears.loaded(qtbot)
    assert not ears.flow.muted
    assert ears.flow.player.mixer.sounding


def test_what_is_unmuted_in_a_session_gets_the_tones_of_its_pattern(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ears = Ears(mute=True)
    plan = replace(short_plan(), pattern=Pattern.parse("3-7"))
    ears.runner.start(plan)
    used: list[Sounds] = []
    monkeypatch.setattr(ears.flow.player, "use", used.append)
    ears.page.mute_wanted.emit()
    ears.loaded(qtbot)
    (sounds,) = used
    assert (len(sounds["inhale"]), len(sounds["exhale"])) == (3 * RATE, 7 * RATE)
    ears.close()


def test_the_voice_can_be_tried(ears: Ears) -> None:
    ears.flow.test("voice")
    assert ears.voice.log[-1] == LINES.spoken.test


def test_no_device_is_one_line_on_the_page_and_gone_when_one_comes(
    ears: Ears, qtbot: QtBot
) -> None:
    ears.device.stream.present = False
    ears.begin(qtbot, lead_in=0)
    assert ears.page.trouble == "There is no sound device. The timer runs on without tones."
    ears.device.stream.present = True
    ears.device.devices_changed.emit()
    ears.device.stream.play(0.1)
    for _ in range(30):
        ears.clock.advance(0.02)
        ears.device.stream.play(0.02)
        run_out(ears.flow.player, "player_rounds")
    assert ears.page.trouble == ""


def test_a_device_that_refuses_is_called_busy(ears: Ears, qtbot: QtBot) -> None:
    ears.device.stream.opens = False
    ears.begin(qtbot, lead_in=0)
    assert ears.page.trouble == "The sound device is busy. The timer runs on without tones."


def test_a_missing_library_is_one_line(qtbot: QtBot) -> None:
    ears = Ears(library=False)
    ears.begin(qtbot)
    assert ears.page.trouble == (
        "The sound library libpulse.so.0 is missing. The timer runs on in silence."
    )
    assert ears.flow.device_present is False
    assert ears.runner.session is not None
    ears.close()


def test_missing_bells_are_named_and_others_stand_in(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "end.wav").write_bytes((SOUNDS / "end.wav").read_bytes())
    (tmp_path / "still.wav").write_bytes(b"RIFF, they said")
    ears = Ears(folder=tmp_path)
    ears.begin(qtbot)
    assert "settle.wav" in ears.page.trouble
    assert "still.wav" in ears.page.trouble
    assert ears.flow.player.mixer.next_note(0) == 20 * SECOND
    ears.close()


def test_a_voice_that_fails_is_said_once_and_tones_carry_on(ears: Ears, qtbot: QtBot) -> None:
    ears.begin(qtbot)
    ears.voice.failed.emit("The speech engine has ended.")
    assert ears.page.trouble == "There is no voice on this computer. The tones carry on."
    assert ears.troubles[1] == ears.page.trouble
    assert ears.flow.voice_able is False
    ears.voice.ready.emit(("Ada",))
    assert ears.page.trouble == ""
    assert ears.flow.voice_able is True


def test_a_voice_that_nobody_needs_ends_after_a_while(ears: Ears) -> None:
    ears.flow.prepare()
    run_out(ears.flow, "voice_rest_timer")
    assert ears.voice.log[-1] == "rest"


def test_a_voice_in_use_stays(ears: Ears, qtbot: QtBot) -> None:
    ears.begin(qtbot)
    ears.voice.log.clear()
    run_out(ears.flow, "voice_rest_timer")
    assert ears.voice.log == []
