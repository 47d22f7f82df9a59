"""The asking end, against a socket in the test's hand."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from mattimer import __version__
from mattimer.app.ipc_client import ask, is_newer, start_message
from mattimer.desktop.ipc_socket import MessageError
from mattimer.services.start_request import StartRequest

Talk = Callable[[socket.socket], None]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "s"


@contextmanager
def listening(file: Path, talk: Talk) -> Iterator[None]:
    """One caller is talked to on a thread."""

    def serve() -> None:
        connection, _ = server.accept()
        with closing(connection):
            talk(connection)

    with closing(socket.socket(socket.AF_UNIX)) as server:
        server.bind(str(file))
        server.listen()
        thread = threading.Thread(target=serve)
        thread.start()
        yield
        thread.join()


def test_nobody_answers_where_nobody_runs(file: Path) -> None:
    assert ask(file, {"command": "status"}) is None


def test_a_socket_left_behind_is_nobody(file: Path) -> None:
    with closing(socket.socket(socket.AF_UNIX)) as server:
        server.bind(str(file))
    assert file.is_socket()
    assert ask(file, {"command": "status"}) is None


@pytest.mark.parametrize("content", [None, "a file"])
def test_what_is_no_socket_is_nobody(file: Path, content: str | None) -> None:
    if content is None:
        file.mkdir()
    else:
        file.write_text(content)
    assert ask(file, {"command": "status"}) is None


def test_a_question_is_one_line_and_so_is_the_answer(file: Path) -> None:
    asked = b""

    def talk(connection: socket.socket) -> None:
        nonlocal asked
        while not asked.endswith(b"\n"):
            asked += connection.recv(4096)
        for piece in (b'{"run', b'ning":', b"true}\n", b"more"):
            connection.sendall(piece)

    with listening(file, talk):
        assert ask(file, {"command": "status"}) == {"running": True}
    assert asked == b'{"command":"status"}\n'


def test_one_who_hangs_up_without_a_word_is_nobody(file: Path) -> None:
    with listening(file, lambda connection: connection.shutdown(socket.SHUT_RDWR)):
        assert ask(file, {"command": "status"}) is None


@pytest.mark.parametrize("answer", [b"hello\n", b"[]\n", b"[" * 60_000 + b"\n"])
def test_a_stranger_is_told_from_the_app(file: Path, answer: bytes) -> None:
    def talk(connection: socket.socket) -> None:
        connection.recv(4096)
        connection.sendall(answer)

    with listening(file, talk), pytest.raises(MessageError):
        ask(file, {"command": "status"})


def test_an_answer_without_end_is_not_read_to_its_end(file: Path) -> None:
    def talk(connection: socket.socket) -> None:
        connection.recv(4096)
        try:
            while True:
                connection.sendall(b"a" * 4096)
        except (BrokenPipeError, ConnectionResetError):
            return

    with listening(file, talk), pytest.raises(MessageError, match="too long"):
        ask(file, {"command": "status"})


def test_patience_ends(file: Path) -> None:
    given_up = threading.Event()

    def talk(_connection: socket.socket) -> None:
        given_up.wait(10)

    with listening(file, talk):
        with pytest.raises(MessageError, match="does not answer"):
            ask(file, {"command": "status"}, patience_s=0.05)
        given_up.set()


def test_one_who_has_to_queue_waits_and_is_not_told_that_nobody_is_there(file: Path) -> None:
    with closing(socket.socket(socket.AF_UNIX)) as server:
        server.bind(str(file))
        server.listen(0)
        with closing(socket.socket(socket.AF_UNIX)) as before:
            before.connect(str(file))
            with pytest.raises(MessageError, match="does not answer"):
                ask(file, {"command": "status"}, patience_s=0.05)


# What a second start says ------------------------------------------------------------------------

LEAVE = {"DESKTOP_STARTUP_ID": "one"}


def test_a_second_start_asks_for_the_window() -> None:
    message = start_message(None, hidden=False, environment=LEAVE)
    assert message == {"command": "raise", "version": __version__, "startup_id": "one"}


def test_a_second_start_can_ask_for_a_session() -> None:
    message = start_message(StartRequest(area="feet"), hidden=False, environment={})
    assert message == {"command": "start", "area": "feet", "version": __version__}


def test_a_start_at_login_only_asks_for_the_status() -> None:
    assert start_message(None, hidden=True, environment=LEAVE) == {"command": "status"}


@pytest.mark.parametrize("version", ["0.2.0", "0.1.1", "1", "0.1.0.1", "10.0rc1"])
def test_newer(version: str) -> None:
    assert is_newer(version, "0.1.0")


@pytest.mark.parametrize(
    "version", ["0.1.0", "0.0.9", "0.1", "0.1.0rc1", "", "next", None, 7, ["9"], "9" * 65, "٩.0"]
)
def test_not_newer(version: object) -> None:
    assert not is_newer(version, "0.1.0")
