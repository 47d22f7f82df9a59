"""The process that speaks: the system's speech engine, apart from the app.

Building the engine can block for seconds, and an engine can hang or die; here neither touches a
session. Lines of JSON come in on standard input and go out on standard output:

    in   {"say": text}  {"stop": true}  {"voice": name, "rate": -1..1, "volume": 0..1}
    out  {"voices": [names]}  once, when it can speak;  {"error": sentence}  when it cannot
         {"speaking": true|false}
"""

import json
import sys
import threading
from typing import Any, TextIO

from PySide6.QtCore import QCoreApplication, QLocale, QObject, Qt, Signal

from mattimer.sound.output import settle_with_qt

NO_ENGINE = "mock"
"""Qt's stand-in for tests, which says nothing aloud."""

LANGUAGE = QLocale.Language.English
"""Of the texts that are said."""


class Listener(QObject):
    """A thread that reads commands; pipes cannot be waited for alike on all systems.

    Signals:
        asked(command): One line, as a dictionary.
        ended(): Nobody is there any more.
    """

    asked = Signal(object)
    ended = Signal()

    def listen(self, source: TextIO) -> None:
        """Begin."""
        threading.Thread(target=self._read, args=(source,), daemon=True).start()

    def _read(self, source: TextIO) -> None:
        for line in source:
            command = json.loads(line)
            if isinstance(command, dict):
                self.asked.emit(command)
        self.ended.emit()


class Speaker(QObject):
    """The speech engine, obeying commands and reporting back."""

    def __init__(self, sink: TextIO) -> None:
        """Build the engine; this may take seconds.

        Raises:
            ImportError: QtTextToSpeech or a library below it is not there.
            LookupError: The system has no speech engine, or it cannot be reached.
        """
        super().__init__()
        from PySide6.QtTextToSpeech import QTextToSpeech  # noqa: PLC0415 - not there everywhere

        engines = [name for name in QTextToSpeech.availableEngines() if name != NO_ENGINE]
        if not engines:
            raise LookupError("There is no speech engine.")
        self._states = QTextToSpeech.State
        self._sink = sink
        self._speech = QTextToSpeech(self)
        if self._speech.state() == self._states.Error:
            raise LookupError(self._speech.errorString() or "The speech engine does not answer.")
        self._voices = self._find_voices()
        if self._voices:
            # The plain ones have the shortest names: "English (America)".
            own = [name for name, voice in self._voices.items() if _country(voice) == _country()]
            self._speech.setVoice(self._voices[min(own or self._voices, key=len)])
        self._speech.stateChanged.connect(self._on_speech_state_changed)
        self._tell({"voices": sorted(self._voices)})

    def _find_voices(self) -> dict[str, Any]:
        """Voices that speak the language of the texts."""
        found = {}
        for locale in self._speech.availableLocales():
            if locale.language() != LANGUAGE:
                continue
            self._speech.setLocale(locale)
            for voice in self._speech.availableVoices():
                # eSpeak offers a hundred variants of each, told apart by a plus.
                if "+" not in voice.name():
                    found[voice.name()] = voice
        return found

    def obey(self, command: dict[str, Any]) -> None:
        """Do one command."""
        if "voice" in command:
            self._speech.setRate(float(command["rate"]))
            self._speech.setVolume(float(command["volume"]))
            if command["voice"] in self._voices:
                self._speech.setVoice(self._voices[command["voice"]])
        if "stop" in command:
            self._speech.stop()
        if "say" in command:
            self._speech.stop()
            self._speech.say(str(command["say"]))

    def _on_speech_state_changed(self, state: object) -> None:
        if state == self._states.Error:
            self._tell({"error": self._speech.errorString()})
        else:
            self._tell({"speaking": state == self._states.Speaking})

    def _tell(self, what: dict[str, Any]) -> None:
        tell(self._sink, what)


def _country(voice: Any = None) -> QLocale.Country:  # noqa: ANN401 - a QVoice
    return (QLocale.system() if voice is None else voice.locale()).territory()


def tell(sink: TextIO, what: dict[str, Any]) -> None:
    """Write one line."""
    sink.write(json.dumps(what) + "\n")
    sink.flush()


def main() -> int:
    """Speak until standard input ends."""
    settle_with_qt()
    qt = QCoreApplication(["mattimer"])
    QLocale.setDefault(QLocale.system())
    try:
        speaker = Speaker(sys.stdout)
    except (ImportError, LookupError) as error:
        tell(sys.stdout, {"error": str(error)})
        return 1
    listener = Listener()
    listener.asked.connect(speaker.obey, Qt.ConnectionType.QueuedConnection)
    listener.ended.connect(qt.quit, Qt.ConnectionType.QueuedConnection)
    listener.listen(sys.stdin)
    return qt.exec()
