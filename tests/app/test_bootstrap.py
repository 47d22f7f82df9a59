"""Becoming the app, up to where Qt begins."""

import os
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any

import pytest

from mattimer import __version__
from mattimer.app import bootstrap as launch_module
from mattimer.app import ipc_client as running
from mattimer.app.bootstrap import QtListener, has_display, launch, make_clock
from mattimer.app.paths import Paths
from mattimer.app.startup_errors import StartupError
from mattimer.desktop import system_libraries as libraries
from mattimer.desktop.instance_lock import InstanceLock
from mattimer.desktop.system_clock import FastClock, SystemClock
from mattimer.desktop.system_libraries import Missing
from mattimer.services.start_request import StartRequest
from mattimer.storage.errors import UnwritableData


class Kind(Enum):
    """Qt's kinds of messages by name."""

    QtWarningMsg = 1
    QtFatalMsg = 3


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    paths = Paths.under(tmp_path / "mine")
    paths.prepare()
    return paths


@pytest.fixture
def other(paths: Paths) -> Iterator[InstanceLock]:
    """Another app that holds the folder."""
    lock = InstanceLock(paths.lock)
    assert lock.take()
    yield lock
    lock.release()


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Whatever would have been opened."""
    ran: list[dict[str, Any]] = []

    def run(_paths: Paths, _store: object, **more: Any) -> int:  # noqa: ANN401
        more.pop("opening").result()
        ran.append(more)
        return 0

    monkeypatch.setattr(launch_module, "_run", run)
    return ran


def answer_with(
    monkeypatch: pytest.MonkeyPatch, *answers: dict[str, Any] | None
) -> list[dict[str, Any]]:
    """Let the other app answer, one answer after the other and the last for ever."""
    asked: list[dict[str, Any]] = []

    def ask(_socket: Path, message: dict[str, Any]) -> dict[str, Any] | None:
        asked.append(message)
        return answers[min(len(asked), len(answers)) - 1]

    monkeypatch.setattr(running, "ask", ask)
    return asked


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_a_session_names_its_display(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    assert not has_display()
    monkeypatch.setenv(name, "one")
    assert has_display()


def test_without_a_display_nothing_is_touched(
    tmp_path: Path,
    ran: list[dict[str, Any]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("QT_QPA_PLATFORM")
    paths = Paths.under(tmp_path / "new")
    with pytest.raises(StartupError, match="log in to a desktop") as refused:
        launch(paths)
    assert refused.value.status == 6
    assert not paths.data.exists()
    assert ran == []


def test_the_folder_is_held_while_the_app_runs_and_free_afterwards(
    paths: Paths, ran: list[dict[str, Any]]
) -> None:
    assert launch(paths, speed=2.0, mute=True, start=StartRequest(area="feet")) == 0
    assert ran == [
        {"speed": 2.0, "mute": True, "start": StartRequest(area="feet"), "hidden": False}
    ]
    lock = InstanceLock(paths.lock)
    assert lock.take()
    lock.release()


@pytest.mark.usefixtures("other")
def test_an_app_that_was_just_starting_is_waited_for(
    paths: Paths, ran: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answer_with(monkeypatch, None, None, {"status": 0})
    assert launch(paths) == 0
    assert asked == [{"command": "raise", "version": __version__}] * 3
    assert ran == []


@pytest.mark.usefixtures("other")
def test_an_app_that_gives_way_is_waited_for(
    paths: Paths, ran: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answer_with(monkeypatch, {"status": 0, "gives_way": True}, None, {"status": 0})
    assert launch(paths) == 0
    assert len(asked) == 3
    assert ran == []


@pytest.mark.usefixtures("other")
def test_a_launchers_leave_is_passed_on(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "kwin-42")
    asked = answer_with(monkeypatch, {"status": 0})
    assert launch(paths) == 0
    assert asked == [{"command": "raise", "version": __version__, "activation_token": "kwin-42"}]


@pytest.mark.usefixtures("other")
def test_a_hidden_start_disturbs_nobody(
    paths: Paths, ran: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answer_with(monkeypatch, None, {"status": 0, "running": True, "session": None})
    assert launch(paths, hidden=True) == 0
    assert asked == [{"command": "status"}] * 2
    assert ran == []


@pytest.mark.usefixtures("other")
def test_a_session_is_asked_of_an_app_that_was_just_starting(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answer_with(monkeypatch, {"status": 4, "error": "One runs."})
    with pytest.raises(StartupError, match=r"^One runs\.$") as refused:
        launch(paths, start=StartRequest(area="feet"))
    assert refused.value.status == 4
    assert asked == [{"command": "start", "area": "feet", "version": __version__}]


def test_an_app_that_was_just_ending_is_replaced(
    paths: Paths,
    other: InstanceLock,
    ran: list[dict[str, Any]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def ask(_socket: Path, _message: object) -> None:
        other.release()

    monkeypatch.setattr(running, "ask", ask)
    assert launch(paths) == 0
    assert len(ran) == 1


@pytest.mark.usefixtures("other")
def test_an_app_that_never_answers_is_told_of(
    paths: Paths,
    ran: list[dict[str, Any]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(launch_module, "STARTING_S", 0.1)
    answer_with(monkeypatch, None)
    with pytest.raises(StartupError, match="wait a little") as refused:
        launch(paths)
    assert refused.value.status == 3
    assert ran == []


def test_a_lock_that_cannot_be_made_is_told_of(paths: Paths) -> None:
    paths.lock.mkdir()
    with pytest.raises(UnwritableData, match=r"instance\.lock"):
        launch(paths)


def test_speed_is_the_clocks() -> None:
    assert isinstance(make_clock(1), SystemClock)
    assert isinstance(make_clock(60), FastClock)


@pytest.fixture
def left(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The statuses with which the process would have ended."""
    left: list[int] = []
    monkeypatch.setattr(os, "_exit", left.append)
    return left


@pytest.fixture
def noted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the desktop was asked to show."""
    noted: list[str] = []
    monkeypatch.setattr(launch_module, "notify", noted.append)
    return noted


class TestQtListener:
    """What Qt says on its way up."""

    def test_warnings_wait_until_the_display_lets_windows_in(
        self, capfd: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        listener = QtListener(tmp_path)
        listener.on_message(Kind.QtWarningMsg, None, "a warning")
        assert capfd.readouterr().err == ""
        listener.pass_on()
        assert capfd.readouterr().err == "a warning\n"
        listener.on_message(Kind.QtWarningMsg, None, "another")
        assert capfd.readouterr().err == "another\n"

    def test_a_display_that_refuses_is_one_line_with_its_reason(
        self,
        capfd: pytest.CaptureFixture[str],
        left: list[int],
        noted: list[str],
        tmp_path: Path,
    ) -> None:
        listener = QtListener(tmp_path)
        os.write(2, b"a library below Qt\n")
        listener.on_message(Kind.QtWarningMsg, None, "could not connect to display :9")
        listener.on_message(Kind.QtFatalMsg, None, "This application failed to start.\nSorry.")
        assert left == [6]
        assert noted == []
        assert capfd.readouterr().err == (
            "mattimer: the display lets no windows in (could not connect to display :9); "
            "check DISPLAY.\n"
        )

    @pytest.mark.parametrize(
        "words", ['Detected locale "C"\nQt depends on', "PulseAudioService: no"]
    )
    def test_what_nobody_hears_is_no_reason_either(
        self, words: str, capfd: pytest.CaptureFixture[str], left: list[int], tmp_path: Path
    ) -> None:
        listener = QtListener(tmp_path)
        listener.on_message(Kind.QtWarningMsg, None, words)
        listener.on_message(Kind.QtWarningMsg, None, "could not connect to display :9")
        listener.on_message(Kind.QtFatalMsg, None, "This application failed to start.")
        assert left == [6]
        said = capfd.readouterr().err
        assert "(could not connect to display :9)" in said
        assert said.count("\n") == 1

    def test_a_library_that_the_display_needs_is_named_instead(
        self,
        capfd: pytest.CaptureFixture[str],
        left: list[int],
        noted: list[str],
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        missing = (Missing("libxcb-cursor.so.0", "libxcb-cursor0"),)
        monkeypatch.setattr(libraries, "missing_for_display", lambda *_: missing)
        listener = QtListener(tmp_path, by_click=True)
        listener.on_message(Kind.QtWarningMsg, None, "From 6.5.0, xcb-cursor0 is needed")
        listener.on_message(Kind.QtFatalMsg, None, "This application failed to start.")
        assert left == [6]
        said = capfd.readouterr().err
        assert said.startswith("mattimer: Mat Timer needs libxcb-cursor.so.0, which ")
        assert "install libxcb-cursor0" in said
        assert [f"mattimer: {sentence}\n" for sentence in noted] == [said]
