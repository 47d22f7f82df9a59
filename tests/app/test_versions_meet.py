"""A program of one version meets the running app of another: one clear sentence, no traceback."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from mattimer.app.ipc_client import ask
from mattimer.app.paths import Paths
from mattimer.cli.main import main
from tests.app.running_app import running_app

OTHER_VERSION = "mattimer: a Mat Timer of another version is running; quit it and open this one.\n"


@contextmanager
def older_app(paths: Paths, answer: dict[str, Any]) -> Iterator[None]:
    """An app that answers one message the way it knew."""

    def serve() -> None:
        connection, _ = server.accept()
        with closing(connection):
            connection.recv(4096)
            connection.sendall(json.dumps(answer).encode() + b"\n")

    paths.prepare()
    with closing(socket.socket(socket.AF_UNIX)) as server:
        server.bind(str(paths.socket))
        server.listen()
        thread = threading.Thread(target=serve)
        thread.start()
        yield
        thread.join()


@pytest.mark.parametrize(
    ("words", "answer", "outcome"),
    [
        (
            "start feet --lead-in 5",
            {"status": 2, "error": "A start has no word lead_in."},
            (2, "mattimer: A start has no word lead_in.\n"),
        ),
        (
            "skip",
            {"status": 2, "error": "skip is no command."},
            (2, "mattimer: skip is no command.\n"),
        ),
        ("skip", {"status": 2}, (2, OTHER_VERSION)),
        ("pause", {"status": "paused"}, (3, OTHER_VERSION)),
        ("pause", {"status": None, "error": None}, (3, OTHER_VERSION)),
        ("status", {"running": True, "session": {"area": "feet"}}, (3, OTHER_VERSION)),
        ("status", {"running": True, "session": "feet"}, (3, OTHER_VERSION)),
    ],
)
def test_a_newer_program_says_what_an_older_app_does_not_know(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    words: str,
    answer: dict[str, Any],
    outcome: tuple[int, str],
) -> None:
    with older_app(Paths.under(tmp_path), answer):
        status = main(["--data-dir", str(tmp_path), *words.split()])
    assert (status, capsys.readouterr().err) == outcome


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Paths, Path]]:
    """The app of this version, and what it says on stderr."""
    folder = tmp_path_factory.mktemp("versions")
    errors = folder / "errors"
    with errors.open("w") as stderr, running_app(folder, stderr) as paths:
        yield paths, errors


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        ({}, "No session is running."),
        ({"command": "lie-down"}, "No session is running."),
        ({"command": ["start"]}, "No session is running."),
        (
            {"command": "start", "area": "feet", "tightness": 3},
            "A start has no word tightness; see mattimer --help.",
        ),
        (
            {"command": "start", "area": "feet", "minutes": "ten"},
            "What minutes says is not what it can be.",
        ),
        ({"command": "start", "layer": "wool"}, None),
    ],
)
def test_an_older_message_is_answered_with_a_sentence(
    running: tuple[Paths, Path], message: dict[str, Any], sentence: str | None
) -> None:
    paths, errors = running
    answer = ask(paths.socket, message)
    assert answer is not None
    assert answer["status"] in {2, 4}
    assert "\n" not in answer["error"]
    assert sentence is None or answer["error"] == sentence
    assert "Traceback" not in errors.read_text()
    assert ask(paths.socket, {"command": "status"}) == {
        "status": 0,
        "running": True,
        "session": None,
    }
