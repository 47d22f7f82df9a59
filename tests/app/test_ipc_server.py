"""What the running app answers, with a real session runner and a clock in the hand."""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

import pytest

from mattimer.app.ipc_client import start_message
from mattimer.app.ipc_server import IpcServer
from mattimer.desktop.ipc_socket import decode
from mattimer.desktop.linux.activation import TOKEN
from mattimer.desktop.own_program import OwnProgram
from mattimer.desktop.single_instance import Call
from mattimer.preferences.settings_values import Settings
from mattimer.services.app_state import AppState
from mattimer.services.session_runner import SessionRunner
from mattimer.services.session_start import SessionStarter
from mattimer.services.start_request import StartRefused, StartRequest
from mattimer.session.clock import MINUTE, SECOND
from mattimer.session.session_plan import Layer, Plan, Stages
from tests.fakes import FakeClock
from tests.ui.factories import lines

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

PLAN = Plan(
    area="feet",
    layer=Layer.SHIRT,
    stages=Stages(2 * MINUTE, 6 * MINUTE, 2 * MINUTE),
    cap=12 * MINUTE,
    lead_in=20 * SECOND,
)
LONG_TEXT = "a" * 1000


class Caller:
    """Stands in for a caller and keeps the answer."""

    def __init__(self, message: dict[str, Any]) -> None:
        self.message = message
        self.answers: list[dict[str, Any]] = []

    def answer(self, message: dict[str, Any]) -> None:
        self.answers.append(message)


class Starter:
    """Stands in for what knows the person: begins whatever is asked for."""

    def __init__(self, runner: SessionRunner) -> None:
        self._real = SessionStarter(runner, cast("AppState", None), lines(), Settings)
        self._runner = runner
        self.check_free = self._real.check_free
        self.asked: list[StartRequest] = []
        self.refusal: StartRefused | None = None

    def ask(self, request: StartRequest) -> None:
        if self.refusal is not None:
            raise self.refusal
        self.asked.append(request)
        self._runner.start(PLAN)


class Program(OwnProgram):
    """Stands in for the file on disk."""

    def __init__(self) -> None:
        super().__init__(None, ())
        self.upgraded = False
        self.started = 0

    @property
    def replaced(self) -> bool:
        return self.upgraded

    def start(self) -> bool:
        self.started += 1
        return True


class Desk:
    """The remote and everything around it."""

    def __init__(self) -> None:
        self.program = Program()
        self.gave_way = 0
        self.clock = FakeClock()
        self.runner = SessionRunner(self.clock)
        self.starter = Starter(self.runner)
        self.raised = 0
        self.on_raise: Callable[[], None] = lambda: None
        self.remote = IpcServer(
            self.runner,
            cast("SessionStarter", self.starter),
            self.program,
            come_forward=self._come_forward,
            give_way=self._on_giving_way,
        )

    def _on_giving_way(self) -> None:
        self.gave_way += 1

    def _come_forward(self) -> None:
        self.raised += 1
        self.on_raise()

    def ask(self, command: object, **more: object) -> dict[str, Any]:
        caller = Caller({"command": command, **more})
        self.remote.on_called(cast("Call", caller))
        (answer,) = caller.answers
        return answer

    def session(self) -> dict[str, Any]:
        session: dict[str, Any] = self.ask("status")["session"]
        return session


@pytest.fixture
def desk(qtbot: "QtBot") -> Desk:  # noqa: ARG001 - timers
    return Desk()


@pytest.fixture
def lying(desk: Desk) -> Desk:
    """A desk with a session, ten seconds after its lead-in."""
    assert desk.ask("start")["status"] == 0
    desk.clock.advance(30)
    return desk


def test_a_second_start_brings_the_window_forward(desk: Desk) -> None:
    assert desk.ask("raise") == {"status": 0}
    assert desk.raised == 1


@pytest.mark.parametrize("command", ["raise", "start"])
def test_a_newer_version_takes_over(desk: Desk, qtbot: "QtBot", command: str) -> None:
    assert desk.ask(command, version="99.0") == {"status": 0, "gives_way": True}
    qtbot.waitUntil(lambda: desk.gave_way == 1)
    assert desk.raised == 0
    assert desk.runner.session is None


def test_what_an_upgrade_brought_takes_over(desk: Desk, qtbot: "QtBot") -> None:
    desk.program.upgraded = True
    assert desk.ask("raise") == {"status": 0, "gives_way": True}
    qtbot.waitUntil(lambda: desk.gave_way == 1)


@pytest.mark.parametrize("version", ["0.0.1", None, 9, "9" * 100])
def test_no_other_version_takes_over(desk: Desk, version: object) -> None:
    assert desk.ask("raise", version=version) == {"status": 0}
    assert desk.raised == 1


def test_nothing_takes_over_while_somebody_lies_there(lying: Desk) -> None:
    lying.program.upgraded = True
    before = lying.raised
    assert lying.ask("raise", version="99.0") == {"status": 0}
    assert lying.raised == before + 1
    assert not lying.remote.start_newer()
    assert lying.ask("start", version="99.0")["status"] == 4
    assert (lying.gave_way, lying.program.started) == (0, 0)


def test_the_tray_starts_what_an_upgrade_brought(desk: Desk) -> None:
    assert not desk.remote.start_newer()
    desk.program.upgraded = True
    assert desk.remote.start_newer()
    assert desk.program.started == 1


def test_a_launchers_leave_lasts_as_long_as_the_window_comes_forward(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[str | None] = []
    monkeypatch.setattr(desk, "on_raise", lambda: found.append(os.environ.get(TOKEN)))
    for token, said in (("kwin-42", "kwin-42"), ("a\nb", None), (["kwin-42"], None)):
        assert desk.ask("raise", activation_token=token) == {"status": 0}
        assert found.pop() == said
        assert TOKEN not in os.environ
    assert desk.raised == 3


def test_a_session_asked_for_from_outside_is_shown(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, qtbot: "QtBot"
) -> None:
    found: list[str | None] = []
    monkeypatch.setattr(desk, "on_raise", lambda: found.append(os.environ.get(TOKEN)))
    leave = "kwin-7"
    assert desk.ask("start", activation_token=leave)["status"] == 0
    qtbot.waitUntil(lambda: desk.raised == 1)
    assert found == [leave]


def test_without_a_session_there_is_none_to_tell_of(desk: Desk) -> None:
    assert desk.ask("status") == {"status": 0, "running": True, "session": None}


def test_status_tells_the_whole_truth(lying: Desk) -> None:
    session = lying.session()
    assert session.pop("id")
    assert session == {
        "area": "feet",
        "layer": "shirt",
        "stage": "settle",
        "status": "running",
        "paused_by": [],
        "elapsed_s": 10,
        "remaining_s": 590,
        "planned_s": 600,
        "breath": {"phase": "inhale", "progress": 0},
    }


def test_seconds_have_three_decimals_at_most(lying: Desk) -> None:
    lying.clock.advance(1.234_567)
    session = lying.session()
    assert session["elapsed_s"] == 11.235
    assert session["remaining_s"] == 588.765
    assert session["breath"] == {"phase": "inhale", "progress": 0.309}


def test_pause_resume_and_toggle(lying: Desk) -> None:
    for command, status in (
        ("pause", "paused"),
        ("pause", "paused"),
        ("resume", "running"),
        ("toggle", "paused"),
        ("toggle", "running"),
    ):
        answer = lying.ask(command)
        assert (answer["status"], answer["session"]["status"]) == (0, status)


def test_skip_leads_to_the_next_stage(lying: Desk) -> None:
    assert [lying.ask("skip")["session"]["stage"] for _ in range(3)] == ["still", "rise", "rise"]


def test_extend_goes_up_to_the_cap(lying: Desk) -> None:
    assert lying.ask("extend")["session"]["planned_s"] == 660
    assert lying.ask("extend", seconds=1.5)["session"]["planned_s"] == 661.5
    assert lying.ask("extend", seconds=1800)["session"]["planned_s"] == 720


@pytest.mark.parametrize("seconds", ["many", [], {}, float("nan"), float("inf"), 0, -60, 1801])
def test_extend_wants_a_number_of_seconds(lying: Desk, seconds: object) -> None:
    answer = lying.ask("extend", seconds=seconds)
    assert (answer["status"], answer["error"]) == (2, "Seconds are a number from 1 to 1800.")
    assert lying.session()["planned_s"] == 600


@pytest.mark.parametrize("reason", [None, "numbness", "other"])
def test_stop_ends_the_session(lying: Desk, reason: str | None) -> None:
    answer = lying.ask("stop", reason=reason)
    assert (answer["status"], answer["session"]["status"]) == (0, "stopped")
    session = lying.runner.session
    assert session is not None
    assert session.ending is not None
    assert session.ending.reason == reason


@pytest.mark.parametrize("reason", ["boredom", "", 7, ["numbness"]])
def test_an_unknown_reason_is_answered_with_those_there_are(lying: Desk, reason: object) -> None:
    answer = lying.ask("stop", reason=reason)
    assert answer["status"] == 2
    assert "numbness" in answer["error"]
    assert lying.session()["status"] == "running"


@pytest.mark.parametrize("command", ["pause", "resume", "toggle", "skip", "extend", "stop", "fly"])
def test_commands_without_a_session_are_refused(desk: Desk, command: str) -> None:
    answer = desk.ask(command)
    assert (answer["status"], answer["error"]) == (4, "No session is running.")


@pytest.mark.parametrize("command", ["fly", "", None, ["pause"], {"pause": 1}, 7])
def test_what_is_no_command_is_refused(lying: Desk, command: object) -> None:
    answer = lying.ask(command)
    assert answer["status"] == 2
    assert "command" in answer["error"]


def test_a_start_while_one_runs_is_refused(lying: Desk) -> None:
    before = lying.session()
    answer = lying.ask("start", area="feet", accept_safety=True)
    assert (answer["status"], answer["error"]) == (
        4,
        "A session is already running; stop it first.",
    )
    assert lying.session() == before
    assert len(lying.starter.asked) == 1


def test_a_start_after_the_end_begins_anew(lying: Desk) -> None:
    first = lying.session()["id"]
    lying.ask("stop")
    answer = lying.ask("start")
    assert answer["status"] == 0
    assert answer["session"]["id"] != first
    assert answer["session"]["stage"] == "lead-in"


def test_accepting_the_safety_questions_comes_with_a_start(desk: Desk) -> None:
    desk.ask("start", accept_safety=True)
    assert desk.starter.asked == [StartRequest(accept_safety=True)]


def test_a_refusal_keeps_its_status(desk: Desk) -> None:
    desk.starter.refusal = StartRefused("Not\ntoday.")
    assert desk.ask("start") == {"status": 4, "error": "Not today."}
    assert desk.runner.session is None


@pytest.mark.parametrize(
    "more",
    [
        {"area": ["feet"]},
        {"area": 7},
        {"layer": {}},
        {"pattern": 46},
        {"minutes": "ten"},
        {"minutes": True},
        {"minutes": [10]},
        {"lead_in": LONG_TEXT},
        {"lead_in": float("inf")},
        {"lead_in": float("nan")},
        {"lead_in": 10**400},
        {"accept_safety": "yes"},
    ],
)
def test_words_of_another_kind_are_refused(desk: Desk, more: dict[str, object]) -> None:
    answer = desk.ask("start", **more)
    assert answer["status"] == 2
    assert next(iter(more)) in answer["error"]
    assert desk.runner.session is None
    assert desk.starter.asked == []


def test_a_word_that_there_is_not_is_refused(desk: Desk) -> None:
    answer = desk.ask("start", colour="blue", area="feet")
    assert answer == {"status": 2, "error": "A start has no word colour; see mattimer --help."}
    assert desk.runner.session is None


class TestOlderVersions:
    """Messages as version 0.1.0 has written them, letter for letter."""

    PLAIN = (
        b'{"command":"start","area":null,"minutes":null,"layer":null,"pattern":null,'
        b'"lead_in":null,"accept_safety":false,"version":"0.1.0"}\n'
    )
    WHOLE = (
        b'{"command":"start","area":"feet","minutes":2.5,"layer":"towel","pattern":"5-5",'
        b'"lead_in":0,"accept_safety":true,"version":"0.1.0",'
        b'"activation_token":"kwin-42","startup_id":"one"}\n'
    )

    @staticmethod
    def asked(desk: Desk, line: bytes) -> dict[str, Any]:
        message = decode(line)
        return desk.ask(message.pop("command"), **message)

    def test_a_start_that_says_nothing_is_understood(self, desk: Desk) -> None:
        assert self.asked(desk, self.PLAIN)["status"] == 0
        assert desk.starter.asked == [StartRequest()]

    def test_a_start_with_every_word_is_understood(self, desk: Desk) -> None:
        assert self.asked(desk, self.WHOLE)["status"] == 0
        assert desk.starter.asked == [
            StartRequest(
                area="feet",
                minutes=2.5,
                layer=Layer.TOWEL,
                pattern="5-5",
                lead_in_s=0,
                accept_safety=True,
            )
        ]

    def test_while_one_runs_it_is_answered_as_ever(self, lying: Desk) -> None:
        answer = self.asked(lying, self.WHOLE)
        said = "A session is already running; stop it first."
        assert (answer["status"], answer["error"]) == (4, said)

    @pytest.mark.parametrize(
        "line", [b'{"command":"raise","version":"0.1.0"}\n', b'{"command":"status"}\n']
    )
    def test_the_other_starts_are_understood(self, desk: Desk, line: bytes) -> None:
        assert self.asked(desk, line)["status"] == 0

    def test_a_newer_one_is_let_in_whatever_else_it_says(self, desk: Desk) -> None:
        answer = desk.ask("start", version="99.0", colour="blue")
        assert answer == {"status": 0, "gives_way": True}

    def test_an_app_of_0_1_0_is_spoken_to_in_its_own_words(self) -> None:
        """It reads these keys and leaves out what it does not find."""
        request = StartRequest(area="feet", minutes=2.5, layer=Layer.TOWEL, lead_in_s=0)
        message = start_message(request, hidden=False, environment={})
        assert message.pop("version")
        assert message == {
            "command": "start",
            "area": "feet",
            "minutes": 2.5,
            "layer": "towel",
            "lead_in": 0,
        }
