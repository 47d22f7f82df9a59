"""The desktop's pause key, its desktop played by the test."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from mattimer.desktop.shortcut_keys import NoShortcuts
from mattimer.services.pause_key import PauseKeyService
from mattimer.services.preferences import Preferences
from mattimer.services.session_runner import SessionRunner
from mattimer.session.session import Status
from tests.fakes import FakeClock
from tests.sound.factories import short_plan

NOT_CHOSEN = "No key was chosen, so there is none."


class Person(QObject):
    """The settings, as far as a pause key is concerned."""

    changed = Signal(str)

    def __init__(self, *, pause_key: bool) -> None:
        super().__init__()
        self.pause_key = pause_key
        self.settings = self

    def change(self, name: str, value: object) -> None:
        assert name == "pause_key"
        self.pause_key = bool(value)
        self.changed.emit(name)


class Keys(NoShortcuts):
    """Writes down what it is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def look(self) -> None:
        self.asked.append("look")

    def start(self) -> None:
        self.asked.append("start")

    def stop(self) -> None:
        self.asked.append("stop")
        self.trigger = None

    def find(self) -> None:
        self.present = True
        self.presence_changed.emit(True)  # noqa: FBT003 - a signal

    def bind(self, trigger: str) -> None:
        self.trigger, self.trouble = trigger, ""
        self.bound.emit(trigger)

    def refuse(self, sentence: str) -> None:
        self.trigger, self.trouble = None, sentence
        self.refused.emit(sentence)


class AppUnderTest:
    """Everything around the flow."""

    def __init__(self, *, wanted: bool = False) -> None:
        self.keys, self.person = Keys(), Person(pause_key=wanted)
        self.runner = SessionRunner(FakeClock())
        preferences: Preferences = self.person  # type: ignore[assignment]
        self.flow = PauseKeyService(self.keys, self.runner, preferences)
        self.shown: list[tuple[bool, str]] = []

    def serve(self) -> None:
        self.flow.serve(lambda present, text: self.shown.append((present, text)))


@pytest.fixture
def app(qtbot: QtBot) -> Iterator[AppUnderTest]:
    assert qtbot is not None
    made = AppUnderTest()
    yield made
    made.runner.close()


def test_the_key_pauses_and_goes_on(app: AppUnderTest) -> None:
    app.keys.pressed.emit()
    app.runner.start(short_plan())
    statuses = []
    for _ in range(2):
        app.keys.pressed.emit()
        statuses.append(app.runner.session and app.runner.session.status)
    assert statuses == [Status.PAUSED, Status.RUNNING]


def test_nobody_is_asked_who_wanted_no_key(app: AppUnderTest) -> None:
    app.flow.start()
    assert app.keys.asked == []
    app.serve()
    assert app.keys.asked == ["look"]
    assert app.shown == [(False, "")]


@pytest.mark.usefixtures("qtbot")
def test_a_key_wanted_before_is_had_again() -> None:
    app = AppUnderTest(wanted=True)
    app.flow.start()
    assert app.keys.asked == ["start"]
    app.runner.close()


def test_a_key_counts_once_there_is_one(app: AppUnderTest) -> None:
    app.serve()
    app.keys.find()
    counts = []
    for bound in (False, True):
        app.flow.choose()
        counts.append(app.person.pause_key)
        app.keys.bind("Pause") if bound else app.keys.refuse(NOT_CHOSEN)
        counts.append(app.person.pause_key)
    assert counts == [False, False, False, True]
    assert app.shown == [
        (False, ""),
        (True, ""),
        (True, NOT_CHOSEN),
        (True, "Pauses and goes on with Pause."),
        (True, "Pauses and goes on with Pause."),
    ]


def test_a_desktop_may_keep_to_itself_which_key_it_is(app: AppUnderTest) -> None:
    app.serve()
    app.keys.bind("")
    assert app.shown[-1] == (False, "Pauses and goes on with the key you chose.")


def test_another_key_is_another_question(app: AppUnderTest) -> None:
    app.flow.choose()
    app.keys.bind("Pause")
    app.keys.asked.clear()
    app.flow.choose()
    assert app.keys.asked == ["stop", "start"]


def test_settings_that_are_reset_give_it_back(app: AppUnderTest) -> None:
    app.serve()
    app.keys.bind("Pause")
    app.keys.asked.clear()
    app.person.change("pause_key", value=False)
    assert app.keys.asked == ["stop"]
    assert app.shown[-1] == (False, "")
    app.person.change("pause_key", value=True)
    assert app.keys.asked == ["stop", "start"]
    app.person.changed.emit("bedtime")
    assert app.keys.asked == ["stop", "start"]


def test_a_key_that_is_lost_is_wanted_still(app: AppUnderTest) -> None:
    app.serve()
    app.keys.bind("Pause")
    app.keys.refuse("The message bus went away.")
    assert app.person.pause_key
    assert app.shown[-1] == (False, "The message bus went away.")
