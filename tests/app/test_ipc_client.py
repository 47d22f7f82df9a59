"""The asking end, against a socket in the test's hand."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from mattimer.app.ipc_client import ask
from mattimer.desktop.ipc_messages import MessageError

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
