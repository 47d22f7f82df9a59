"""The process that speaks, with an engine of the test's own."""

import io
import json
import sys
from typing import Any, ClassVar

import pytest
from PySide6 import QtTextToSpeech
from PySide6.QtCore import QLocale, QObject, Signal
from pytestqt.qtbot import QtBot

from mattimer.sound import speaker
from mattimer.sound.speaker import Listener, Speaker

ENGLISH, FRENCH = QLocale("en_US"), QLocale("fr_FR")


class Voice:
    """A voice by name."""

    def __init__(self, name: str, locale: QLocale = ENGLISH) -> None:
        self._name, self._locale = name, locale

    def name(self) -> str:
        return self._name

    def locale(self) -> QLocale:
        return self._locale


class Engine(QObject):
    """Qt's class, as far as it is used."""

    State = QtTextToSpeech.QTextToSpeech.State
    stateChanged = Signal(object)  # noqa: N815 - as Qt names it
    engines: ClassVar[list[str]] = ["speechd", "mock"]
    broken: ClassVar[bool] = False
    made: ClassVar[list["Engine"]] = []

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.log: list[Any] = []
        Engine.made.append(self)

    @classmethod
    def availableEngines(cls) -> list[str]:  # noqa: N802 - as Qt names it
        return cls.engines

    def availableLocales(self) -> list[QLocale]:  # noqa: N802
        return [FRENCH, ENGLISH]

    def availableVoices(self) -> list[Voice]:  # noqa: N802
        return [Voice("English (Caribbean)"), Voice("English (America)"), Voice("English+Adam")]

    def state(self) -> object:
        return self.State.Error if self.broken else self.State.Ready

    def errorString(self) -> str:  # noqa: N802
        return "It is hoarse."

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - everything else is noted
        if name in ("say", "stop", "setRate", "setVolume", "setVoice", "setLocale"):
            return lambda *words: self.log.append((name, *words))
        raise AttributeError(name)


@pytest.fixture(autouse=True)
def _engine(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    assert qtbot is not None
    monkeypatch.setattr(QtTextToSpeech, "QTextToSpeech", Engine)
    monkeypatch.setattr(Engine, "made", [])


def told(sink: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in sink.getvalue().splitlines()]


def test_it_names_the_voices_of_its_language_without_their_variants() -> None:
    sink = io.StringIO()
    Speaker(sink)
    assert told(sink) == [{"voices": ["English (America)", "English (Caribbean)"]}]


def test_the_plain_voice_is_the_first_choice() -> None:
    Speaker(io.StringIO())
    (chosen,) = [words[1] for words in Engine.made[0].log if words[0] == "setVoice"]
    assert chosen.name() == "English (America)"


def test_it_does_what_it_is_told() -> None:
    spoken = Speaker(io.StringIO())
    log = Engine.made[0].log
    log.clear()
    spoken.obey({"voice": "English (Caribbean)", "rate": -0.5, "volume": 0.25})
    spoken.obey({"say": "Feet."})
    spoken.obey({"stop": True})
    assert [words[:1] if words[0] == "setVoice" else words for words in log] == [
        ("setRate", -0.5),
        ("setVolume", 0.25),
        ("setVoice",),
        ("stop",),
        ("say", "Feet."),
        ("stop",),
    ]


def test_a_voice_that_is_gone_changes_nothing() -> None:
    spoken = Speaker(io.StringIO())
    Engine.made[0].log.clear()
    spoken.obey({"voice": "Nobody", "rate": 0, "volume": 1})
    assert [words[0] for words in Engine.made[0].log] == ["setRate", "setVolume"]


def test_it_tells_when_it_speaks_and_when_it_cannot() -> None:
    sink = io.StringIO()
    kept = Speaker(sink)
    for state in (Engine.State.Speaking, Engine.State.Ready, Engine.State.Error):
        Engine.made[0].stateChanged.emit(state)
    assert told(sink)[1:] == [{"speaking": True}, {"speaking": False}, {"error": "It is hoarse."}]
    assert kept is not None


def test_without_an_engine_or_with_a_broken_one_it_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Engine, "broken", True)
    with pytest.raises(LookupError, match="hoarse"):
        Speaker(io.StringIO())
    monkeypatch.setattr(Engine, "engines", ["mock"])
    with pytest.raises(LookupError, match="no speech engine"):
        Speaker(io.StringIO())


def test_the_process_ends_with_one_line_where_there_is_no_engine(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Engine, "engines", [])
    monkeypatch.setattr(speaker, "QCoreApplication", lambda _words: None)
    assert speaker.main() == 1
    assert json.loads(capsys.readouterr().out) == {"error": "There is no speech engine."}


def test_commands_are_read_from_a_pipe_until_it_ends(qtbot: QtBot) -> None:
    listener = Listener()
    asked: list[object] = []
    listener.asked.connect(asked.append)
    with qtbot.waitSignal(listener.ended):
        listener.listen(io.StringIO('{"say": "Feet."}\n[1]\n{"stop": true}\n'))
    assert asked == [{"say": "Feet."}, {"stop": True}]
    assert sys.stdin is not None
