"""The words of the command line, with the running app and the app itself stood in for."""

import json
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from mattimer import __version__
from mattimer.app import bootstrap as launch
from mattimer.app import ipc_client as running_module
from mattimer.app.bootstrap import DISPLAYS
from mattimer.app.paths import Paths, ResourceError
from mattimer.cli import main as cli
from mattimer.cli import session_commands
from mattimer.desktop.ipc_socket import MessageError
from mattimer.services.start_request import StartRequest
from mattimer.storage.errors import LockedData

SESSION = {
    "area": "feet",
    "stage": "still",
    "status": "running",
    "remaining_s": 324.4,
}


class RunningApp:
    """Answers as told and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.answer: dict[str, Any] | Exception | None = {"status": 0}

    def __call__(self, _socket: Path, message: dict[str, Any]) -> dict[str, Any] | None:
        self.asked.append(message)
        if isinstance(self.answer, Exception):
            raise self.answer
        return None if self.answer is None else dict(self.answer)


@pytest.fixture
def running(monkeypatch: pytest.MonkeyPatch) -> RunningApp:
    running = RunningApp()
    for module in (session_commands, running_module):
        monkeypatch.setattr(module, "ask", running)
    return running


@pytest.fixture
def become(monkeypatch: pytest.MonkeyPatch, running: RunningApp) -> list[dict[str, Any]]:
    """Nothing runs; what the app would be started with."""
    became: list[dict[str, Any]] = []

    def remember(paths: Paths, *, start: StartRequest | None, **more: object) -> int:
        became.append({"data": paths.data, "start": start, **more})
        return 0

    running.answer = None
    monkeypatch.setattr(launch, "launch", remember)
    return became


@pytest.mark.parametrize("words", ["pause", "resume", "toggle", "skip"])
def test_simple_commands_are_passed_on(running: RunningApp, words: str) -> None:
    assert cli.main([words]) == 0
    assert running.asked == [{"command": words}]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("extend", {"command": "extend", "seconds": None}),
        ("extend 90", {"command": "extend", "seconds": 90}),
        ("extend 1.5", {"command": "extend", "seconds": 1.5}),
        ("stop", {"command": "stop", "reason": None}),
        ("stop --reason numbness", {"command": "stop", "reason": "numbness"}),
        ("", {"command": "raise", "version": __version__}),
    ],
)
def test_what_a_command_says_is_passed_on(
    running: RunningApp, words: str, message: dict[str, Any]
) -> None:
    assert cli.main(words.split()) == 0
    assert running.asked == [message]


def test_a_start_is_passed_on_with_all_its_words(running: RunningApp, tmp_path: Path) -> None:
    words = "start feet --minutes 2.5 --layer towel --pattern 5-5 --lead-in 0 --accept-safety"
    assert cli.main(["--data-dir", str(tmp_path), *words.split()]) == 0
    assert running.asked == [
        {
            "command": "start",
            "version": __version__,
            "area": "feet",
            "minutes": 2.5,
            "layer": "towel",
            "pattern": "5-5",
            "lead_in": 0,
            "accept_safety": True,
        }
    ]


def test_a_refusal_is_one_line_and_its_status(
    running: RunningApp, capsys: pytest.CaptureFixture[str]
) -> None:
    running.answer = {"status": 4, "error": "Not\nnow."}
    assert cli.main(["start"]) == 4
    assert capsys.readouterr() == ("", "mattimer: Not now.\n")


def test_without_a_running_app_a_start_becomes_it(
    become: list[dict[str, Any]], tmp_path: Path
) -> None:
    words = ["--data-dir", str(tmp_path), "--speed", "60", "start", "feet"]
    assert cli.main(words) == 0
    (became,) = become
    assert (became["data"], became["speed"]) == (tmp_path, 60)
    assert became["start"] == StartRequest(area="feet")


@pytest.mark.parametrize("words", [[], ["start", "feet"]])
def test_where_an_older_app_gives_way_a_start_becomes_the_app(
    become: list[dict[str, Any]], running: RunningApp, words: list[str]
) -> None:
    running.answer = {"status": 0, "gives_way": True}
    assert cli.main(words) == 0
    assert len(become) == 1


def test_a_launchers_leave_is_passed_on(
    running: RunningApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "kwin-42")
    monkeypatch.setenv("DESKTOP_STARTUP_ID", "launcher-1_TIME7")
    leave = {"activation_token": "kwin-42", "startup_id": "launcher-1_TIME7"}
    assert cli.main([]) == 0
    assert running.asked == [{"command": "raise", "version": __version__, **leave}]


def test_a_start_into_the_tray_disturbs_nobody(running: RunningApp) -> None:
    assert cli.main(["--tray"]) == 0
    assert running.asked == [{"command": "status"}]


def test_a_start_into_the_tray_is_hidden(become: list[dict[str, Any]]) -> None:
    assert cli.main(["--tray"]) == 0
    assert cli.main([]) == 0
    assert [one["hidden"] for one in become] == [True, False]


def test_the_tray_goes_without_a_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--tray", "start"]) == 2
    assert capsys.readouterr().err == "mattimer: --tray goes without a command.\n"


LOOK = (
    "import sys; from mattimer.cli.main import main; status = main(sys.argv[1:]); "
    "print(' '.join({name.partition('.')[0] for name in sys.modules})); sys.exit(status)"
)
HEAVY = {"PySide6", "shiboken6", "qasync", "asyncio", "sqlite3", "dbus_fast", "psutil", "logging"}
HEAVY |= {"dataclasses", "inspect", "msgspec"}


def test_a_command_loads_nothing_heavy(tmp_path: Path) -> None:
    paths = Paths.under(tmp_path)
    paths.prepare()
    heard = b""

    def answer() -> None:
        nonlocal heard
        connection, _ = server.accept()
        with connection:
            heard = connection.recv(4096)
            connection.sendall(b'{"status":0}\n')

    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(paths.socket))
        server.listen()
        thread = threading.Thread(target=answer)
        thread.start()
        words = [sys.executable, "-c", LOOK, "--data-dir", str(tmp_path), "toggle"]
        done = subprocess.run(words, capture_output=True, text=True, timeout=30, check=True)
        thread.join()
    assert heard == b'{"command":"toggle"}\n'
    loaded = set(done.stdout.split())
    assert {"mattimer", "argparse"} <= loaded
    assert loaded & HEAVY == set()


@pytest.mark.parametrize("words", [[], ["--tray"]])
def test_a_start_without_words_parses_none(words: list[str], tmp_path: Path) -> None:
    look = f"import os; [os.environ.pop(name, None) for name in {DISPLAYS!r}]; {LOOK}"
    home = {"HOME": str(tmp_path), "PATH": os.environ["PATH"], "PYTHONPATH": str(Path.cwd())}
    asked = [sys.executable, "-c", look, *words]
    done = subprocess.run(asked, capture_output=True, text=True, timeout=30, check=False, env=home)
    # Without a display it ends where the app would begin.
    assert done.returncode == 6, done.stderr
    assert set(done.stdout.split()) & {"argparse", "gettext"} == set()


@pytest.mark.usefixtures("become")
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("start elbow", "There is no area elbow; it is one of neck-shoulders,"),
        ("start --layer wool", "There is no layer wool; it is one of towel, shirt, bare."),
        ("start --pattern fast", "A breath pattern looks like 4-6"),
    ],
)
def test_wrong_words_of_a_start_open_nothing(
    become: list[dict[str, Any]], capsys: pytest.CaptureFixture[str], words: str, sentence: str
) -> None:
    assert cli.main(words.split()) == 2
    assert capsys.readouterr().err.startswith(f"mattimer: {sentence}")
    assert become == []


def test_no_words_become_the_app(become: list[dict[str, Any]]) -> None:
    assert cli.main([]) == 0
    (became,) = become
    assert (became["speed"], became["start"]) == (1, None)


@pytest.mark.usefixtures("become")
@pytest.mark.parametrize("words", ["pause", "stop", "extend 60"])
def test_commands_without_a_running_app(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(words.split()) == 3
    assert "open it first" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("session", "sentence"),
    [
        (None, "running, no session"),
        (SESSION, "feet, still, 5:24 to go, running"),
        ({**SESSION, "remaining_s": 59.6}, "feet, still, 1:00 to go, running"),
        ({**SESSION, "status": "paused"}, "feet, still, 5:24 to go, paused"),
    ],
)
def test_status_is_a_sentence_for_people_and_json_for_programs(
    running: RunningApp,
    capsys: pytest.CaptureFixture[str],
    session: dict[str, Any] | None,
    sentence: str,
) -> None:
    running.answer = {"status": 0, "running": True, "session": session}
    assert cli.main(["status"]) == 0
    assert capsys.readouterr() == (f"{sentence}\n", "")
    assert cli.main(["status", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"running": True, "session": session}


@pytest.mark.usefixtures("become")
def test_status_where_nothing_runs(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["status"]) == 3
    assert capsys.readouterr() == ("not running\n", "")
    assert cli.main(["status", "--json"]) == 3
    assert json.loads(capsys.readouterr().out) == {"running": False}


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (MessageError("Somebody else."), 3),
        (LockedData(Path("a")), 5),
        (ResourceError("Gone."), 5),
    ],
)
def test_what_the_world_does_has_its_status(
    running: RunningApp, capsys: pytest.CaptureFixture[str], error: Exception, status: int
) -> None:
    running.answer = error
    assert cli.main(["pause"]) == status
    assert capsys.readouterr().err == f"mattimer: {error}\n"


def test_our_own_faults_are_loud(running: RunningApp) -> None:
    running.answer = RuntimeError("a fault")
    with pytest.raises(RuntimeError):
        cli.main(["pause"])


@pytest.mark.parametrize("words", ["--speed 2", "--speed 2 status", "start --accept-safety"])
def test_rehearsals_want_a_folder_of_their_own(
    running: RunningApp, capsys: pytest.CaptureFixture[str], words: str
) -> None:
    assert cli.main(words.split()) == 2
    assert "--data-dir" in capsys.readouterr().err
    assert running.asked == []


@pytest.mark.parametrize(
    "words",
    [
        "fly",
        "--speed x",
        "--speed 0.5",
        "--speed 1001",
        "--data-dir",
        "start --minutes 0",
        "start --minutes 31",
        "start --minutes nan",
        "start --lead-in 301",
        "extend 0",
        "extend 1801",
        "status --yaml",
        "demo",
        "export",
    ],
)
def test_wrong_words_are_one_line_that_points_to_the_help(
    running: RunningApp, capsys: pytest.CaptureFixture[str], words: str
) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(words.split())
    assert left.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("mattimer: ")
    assert said.err.endswith("see mattimer --help.\n")
    assert said.err.count("\n") == 1
    assert running.asked == []


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(["--version"])
    assert left.value.code == 0
    assert capsys.readouterr().out == f"mattimer {__version__}\n"


def test_mute_goes_with_the_app(become: list[dict[str, Any]], tmp_path: Path) -> None:
    assert cli.main(["--data-dir", str(tmp_path), "--mute"]) == 0
    assert become[0]["mute"] is True


def test_the_speaking_process_is_no_word_for_people(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    assert "speaker" not in capsys.readouterr().out
    monkeypatch.setattr("mattimer.sound.speaker.main", lambda: 7)
    assert cli.main(["speaker"]) == 7
