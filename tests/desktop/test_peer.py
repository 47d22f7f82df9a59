"""Who is at the other end of a socket, asked of the system."""

import os
import socket
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from mattimer.app import ipc_client as caller
from mattimer.desktop.peer import is_ours, peer_uid

NOBODY = 65534
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="Linux tells it this way")
LISTEN = """
import os, socket, sys
os.setgid(int(sys.argv[2]))
os.setuid(int(sys.argv[2]))
server = socket.socket(socket.AF_UNIX)
server.bind(sys.argv[1])
server.listen()
print(flush=True)
connection, _ = server.accept()
sys.exit(len(connection.recv(9)))
"""


@on_linux
def test_we_are_ours() -> None:
    one, other = socket.socketpair(socket.AF_UNIX)
    with closing(one), closing(other):
        assert peer_uid(one) == os.geteuid()
        assert is_ours(one)


def test_another_number_is_somebody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os, "geteuid", lambda: 1001)

    class Connection:
        def getsockopt(self, _level: int, _option: int, size: int) -> bytes:
            ucred = b"".join(n.to_bytes(4, sys.byteorder) for n in (77, self.uid, 1001))
            assert len(ucred) == size
            return ucred

        uid = 1001

    connection = Connection()
    assert is_ours(connection)  # type: ignore[arg-type]
    connection.uid = 0
    assert not is_ours(connection)  # type: ignore[arg-type]


def test_where_the_system_does_not_tell_its_permissions_have_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    one, other = socket.socketpair()
    with closing(one), closing(other):
        assert peer_uid(one) is None
        assert is_ours(one)


@on_linux
@needs_root
def test_a_strangers_socket_hears_nothing_from_us() -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        folder.chmod(0o777)
        words = [sys.executable, "-c", LISTEN, str(folder / "s"), str(NOBODY)]
        stranger = subprocess.Popen(words, stdout=subprocess.PIPE)
        assert stranger.stdout is not None
        with stranger.stdout as told:
            assert told.readline() == b"\n"
            assert caller.ask(folder / "s", {"command": "raise"}) is None
        assert stranger.wait(20) == 0
