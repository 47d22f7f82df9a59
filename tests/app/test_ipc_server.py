"""What the running app answers, with a real session runner and a clock in the hand."""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

import pytest

from mattimer.app import ipc_server as remote
from mattimer.app.ipc_server import IpcServer
from mattimer.coach.session_lines import SessionLines
from mattimer.desktop.linux.activation import TOKEN
from mattimer.desktop.own_program import OwnProgram
from mattimer.desktop.single_instance import Call
from mattimer.preferences.settings_values import Settings
from mattimer.presenters.session_pages import SessionPresenter
from mattimer.services.app_state import AppState
from mattimer.services.session_runner import SessionRunner
from mattimer.services.start_request import StartRefused
from mattimer.session.clock import MINUTE, SECOND
from mattimer.session.session_plan import Layer, Plan, Stages
from tests.fakes import FakeClock

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


class Flow:
    """Stands in for the pages: begins what was planned."""

    def __init__(self, runner: SessionRunner) -> None:
        self.start = runner.start


class Adviser:
    """Stands in for what is known of the person."""

    def __init__(self) -> None:
        self.areas = {"feet": None}
        self.accepted: list[object] = []
        self.accept = self.accepted.append
        self.advise = None


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
        self.adviser = Adviser()
        self.raised = 0
        self.on_raise: Callable[[], None] = lambda: None
        self.remote = IpcServer(
            runner=self.runner,
            flow=cast("SessionPresenter", Flow(self.runner)),
            app_state=cast("AppState", self.adviser),
            lines=cast("SessionLines", None),
            settings=Settings,
            come_forward=self._come_forward,
            program=self.program,
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
def desk(qtbot: "QtBot", monkeypatch: pytest.MonkeyPatch) -> Desk:  # noqa: ARG001 - timers
    monkeypatch.setattr(remote, "check_words", lambda _wanted, _areas: None)
    monkeypatch.setattr(remote, "plan_wanted", lambda _wanted, **_more: PLAN)
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
    assert lying.adviser.accepted == []


def test_a_start_after_the_end_begins_anew(lying: Desk) -> None:
    first = lying.session()["id"]
    lying.ask("stop")
    answer = lying.ask("start")
    assert answer["status"] == 0
    assert answer["session"]["id"] != first
    assert answer["session"]["stage"] == "lead-in"


def test_accepting_the_safety_questions_comes_with_a_start(desk: Desk) -> None:
    desk.ask("start", accept_safety=True)
    assert len(desk.adviser.accepted) == 1


def test_a_refusal_keeps_its_status(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_wanted: object, **_more: object) -> Plan:
        raise StartRefused("Not\ntoday.")

    monkeypatch.setattr(remote, "plan_wanted", refuse)
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
    assert desk.adviser.accepted == []
