"""The listening end in Qt's loop, called through plain sockets."""

import json
import os
import socket
import stat
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalSocket

from mattimer.desktop import single_instance
from mattimer.desktop.ipc_socket import LONGEST
from mattimer.desktop.single_instance import Call, SingleInstance

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "s"


@pytest.fixture
def server(file: Path, qtbot: "QtBot") -> Iterator[SingleInstance]:  # noqa: ARG001 - a loop
    """A server that echoes what it was told."""
    server = SingleInstance(file)
    server.called.connect(echo)
    assert server.start()
    yield server
    server.close()


def echo(call: Call) -> None:
    call.answer({"heard": call.message})


def caller(file: Path, said: bytes = b"") -> socket.socket:
    connection = socket.socket(socket.AF_UNIX)
    connection.connect(str(file))
    connection.sendall(said)
    connection.settimeout(0)
    return connection


class Heard:
    """What comes back on a connection, bit by bit."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self.text = b""
        self.ended = False

    def look(self) -> None:
        """Fail unless the other side has hung up."""
        while not self.ended:
            try:
                more = self._connection.recv(4096)
            except ConnectionResetError:
                more = b""
            except BlockingIOError:
                break
            self.text += more
            self.ended = not more
        assert self.ended


def answer_to(qtbot: "QtBot", file: Path, said: bytes) -> bytes:
    with closing(caller(file, said)) as connection:
        heard = Heard(connection)
        qtbot.waitUntil(heard.look)
    return heard.text


def calls_of(server: SingleInstance) -> list[QObject]:
    return [*server.findChildren(Call), *server.findChildren(QLocalSocket)]


def test_a_caller_is_heard_answered_and_let_go(
    server: SingleInstance, file: Path, qtbot: "QtBot"
) -> None:
    answer = answer_to(qtbot, file, b'{"command": "status"}\n')
    assert json.loads(answer) == {"heard": {"command": "status"}}

    def nobody_is_left() -> None:
        assert calls_of(server) == []

    qtbot.waitUntil(nobody_is_left)


@pytest.mark.usefixtures("server")
def test_what_is_no_message_is_answered_with_the_status_for_wrong_words(
    file: Path, qtbot: "QtBot"
) -> None:
    for line in (b"hello\n", b"[]\n", b"\xff\n", b"[" * 60_000 + b"\n"):
        answer = json.loads(answer_to(qtbot, file, line))
        assert answer["status"] == 2
        assert answer["error"]


@pytest.mark.usefixtures("server")
def test_a_line_may_be_as_long_as_a_message_and_no_longer(file: Path, qtbot: "QtBot") -> None:
    start, end = b'{"a": "', b'"}\n'
    longest = start + b"b" * (LONGEST - len(start) - len(end)) + end
    assert json.loads(answer_to(qtbot, file, longest))["heard"]
    with closing(caller(file)) as connection:
        heard = Heard(connection)
        connection.settimeout(None)
        connection.sendall(b"a" * (LONGEST + 1))
        connection.settimeout(0)
        qtbot.waitUntil(heard.look)
    assert heard.text == b""


def test_slow_callers_are_hung_up_on(
    server: SingleInstance, file: Path, qtbot: "QtBot", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single_instance, "SLOWEST_MS", 30)
    with ExitStack() as stack:
        slow = [
            Heard(stack.enter_context(closing(caller(file, said))))
            for said in (b"", b"{", b'{"command"')
        ]
        for one in slow:
            qtbot.waitUntil(one.look)
        assert [one.text for one in slow] == [b"", b"", b""]

    def nobody_is_left() -> None:
        assert calls_of(server) == []

    qtbot.waitUntil(nobody_is_left)


def test_callers_who_leave_are_forgotten(
    server: SingleInstance, file: Path, qtbot: "QtBot"
) -> None:
    for said in (b"", b"{", b'{"command": "status"}\n') * 5:
        caller(file, said).close()
    assert json.loads(answer_to(qtbot, file, b"{}\n")) == {"heard": {}}

    def nobody_is_left() -> None:
        assert calls_of(server) == []

    qtbot.waitUntil(nobody_is_left)


def test_only_its_owner_may_call(server: SingleInstance, file: Path) -> None:
    assert stat.S_IMODE(file.stat().st_mode) & 0o077 == 0
    server.close()
    assert not file.exists()


def test_a_socket_left_behind_is_in_nobodys_way(file: Path, qtbot: "QtBot") -> None:
    with closing(socket.socket(socket.AF_UNIX)) as dead:
        dead.bind(str(file))
    server = SingleInstance(file)
    server.called.connect(echo)
    assert server.start()
    assert json.loads(answer_to(qtbot, file, b"{}\n")) == {"heard": {}}
    server.close()


def test_a_file_in_its_place_makes_way(file: Path, qtbot: "QtBot") -> None:
    file.write_text("not a socket")
    server = SingleInstance(file)
    server.called.connect(echo)
    assert server.start()
    assert json.loads(answer_to(qtbot, file, b"{}\n")) == {"heard": {}}
    server.close()


def test_a_folder_in_its_place_makes_way_and_is_kept(file: Path, qtbot: "QtBot") -> None:
    for number in (1, 2):
        file.mkdir()
        (file / "dear").write_text(f"{number}")
        server = SingleInstance(file)
        server.called.connect(echo)
        assert server.start()
        assert json.loads(answer_to(qtbot, file, b"{}\n")) == {"heard": {}}
        server.close()
        assert (file.with_name(f"s.aside{number}") / "dear").read_text() == f"{number}"


def test_of_too_many_callers_the_longest_waiting_is_hung_up_on(
    server: SingleInstance, file: Path, qtbot: "QtBot", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single_instance, "MOST_CALLERS", 3)
    with ExitStack() as stack:
        idle = [Heard(stack.enter_context(closing(caller(file)))) for _ in range(8)]
        assert json.loads(answer_to(qtbot, file, b"{}\n")) == {"heard": {}}
        for one in idle[:6]:
            qtbot.waitUntil(one.look)
        assert len(server.findChildren(Call)) <= 3
        with pytest.raises(AssertionError):
            idle[-1].look()


@pytest.mark.usefixtures("server")
def test_a_stranger_is_hung_up_on(
    file: Path, qtbot: "QtBot", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    assert answer_to(qtbot, file, b"{}\n") == b""


@pytest.mark.usefixtures("qtbot")
def test_where_it_cannot_listen_it_says_so(tmp_path: Path) -> None:
    assert not SingleInstance(tmp_path / "none" / "s").start()
