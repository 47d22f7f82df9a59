"""The voice may hang, die or be missing; whoever asks it to speak never does."""

import sys
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QProcess
from pytestqt.qtbot import QtBot

from mattimer.sound.voice import SpeakingProcess, VoiceSettings

HANGS = "import time; time.sleep(600)"
DIES = "import sys; sys.exit(3)"
REFUSES = """
print('{"error": "There is no speech engine."}', flush=True)
"""
RAVES = """
print("not json")
print("[1]")
print("{}")
print('{"voices": []}', flush=True)
input()
"""

Maker = Callable[..., SpeakingProcess]


@pytest.fixture
def make() -> Iterator[Maker]:
    made: list[SpeakingProcess] = []

    def maker(program: str, ready_ms: int = 15_000) -> SpeakingProcess:
        made.append(SpeakingProcess([sys.executable, "-c", program], ready_ms=ready_ms))
        return made[-1]

    yield maker
    for voice in made:
        voice.close()


def test_a_missing_program_is_one_sentence(qtbot: QtBot) -> None:
    voice = SpeakingProcess(["/there/is/no/such/program"])
    with qtbot.waitSignal(voice.failed, timeout=10_000) as failed:
        voice.start()
    assert failed.args == ["The speech engine could not be started."]
    assert voice.able is False
    voice.close()


@pytest.mark.parametrize(
    ("program", "said"),
    [(DIES, "The speech engine has ended."), (REFUSES, "There is no speech engine.")],
)
def test_an_engine_that_is_not_there(qtbot: QtBot, make: Maker, program: str, said: str) -> None:
    voice = make(program)
    failures: list[str] = []
    voice.failed.connect(failures.append)
    with qtbot.waitSignal(voice.failed, timeout=10_000):
        voice.start()
    process = voice.findChild(QProcess)
    assert process is not None
    qtbot.waitUntil(lambda: process.state().value == 0)
    assert failures == [said]
    voice.say("Nobody hears this.")
    voice.stop()


def test_an_engine_that_hangs_is_given_up_and_ended(qtbot: QtBot, make: Maker) -> None:
    voice = make(HANGS, ready_ms=100)
    with qtbot.waitSignal(voice.failed, timeout=10_000) as failed:
        voice.start()
    assert failed.args == ["The speech engine does not answer."]
    voice.close()
    assert voice.able is None


def test_nonsense_from_the_engine_is_passed_over(qtbot: QtBot, make: Maker) -> None:
    voice = make(RAVES)
    with qtbot.waitSignal(voice.ready, timeout=10_000) as heard:
        voice.start()
    assert heard.args == [()]


def test_what_is_said_while_it_gets_ready_is_said_then(qtbot: QtBot, make: Maker) -> None:
    program = """
import json, sys
print(json.dumps({"voices": []}), flush=True)
lines = [sys.stdin.readline(), sys.stdin.readline()]
print(json.dumps({"voices": [json.loads(lines[1])["say"]]}), flush=True)
input()
"""
    voice = make(program)
    voices: list[tuple[str, ...]] = []
    voice.ready.connect(voices.append)
    voice.start()
    voice.say("Too early.")
    voice.say("Lie down.")
    qtbot.waitUntil(lambda: len(voices) == 2, timeout=10_000)
    assert voices[1] == ("Lie down.",)


def test_commands_reach_the_engine_in_order(qtbot: QtBot, make: Maker) -> None:
    program = """
import json, sys
print(json.dumps({"voices": []}), flush=True)
heard = [json.loads(sys.stdin.readline()) for _ in range(4)]
print(json.dumps({"voices": [json.dumps(one) for one in heard]}), flush=True)
input()
"""
    voice = make(program)
    voice.configure(VoiceSettings("Bo", -0.5, 0.25))
    with qtbot.waitSignal(voice.ready, timeout=10_000):
        voice.start()
    with qtbot.waitSignal(voice.ready, timeout=10_000) as heard:
        voice.say("Feet.")
        voice.stop()
        voice.configure(VoiceSettings())
    assert [*heard.args[0]] == [
        '{"voice": "Bo", "rate": -0.5, "volume": 0.25}',
        '{"say": "Feet."}',
        '{"stop": true}',
        '{"voice": "", "rate": 0.0, "volume": 1.0}',
    ]


def test_after_a_rest_another_process_begins(qtbot: QtBot, make: Maker) -> None:
    voice = make(RAVES)
    for _ in range(2):
        with qtbot.waitSignal(voice.ready, timeout=10_000):
            voice.start()
        process = voice.findChild(QProcess)
        assert process is not None
        with qtbot.waitSignal(process.destroyed, timeout=10_000):
            voice.rest()
        assert voice.able is None
