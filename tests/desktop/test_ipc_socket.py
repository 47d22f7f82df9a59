"""The local socket of the running app: messages, its name, and who is at the other end."""

import json
import os
import socket
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mattimer.app import ipc_client as caller
from mattimer.desktop.ipc_socket import (
    LONGEST,
    LONGEST_PATH,
    MessageError,
    decode,
    encode,
    is_ours,
    peer_uid,
    socket_name,
)

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(st.dictionaries(st.text(), VALUES, max_size=8))
def test_a_message_is_one_line_and_comes_back_as_it_was(message: dict[str, object]) -> None:
    line = encode(message)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert decode(line) == message


@pytest.mark.parametrize(
    "line",
    [b"", b"\n", b"pause\n", b"\xff\xfe\n", b'{"a": 1} {"b": 2}\n', b"[" * 60_000, b"9" * 5000],
)
def test_what_is_no_json_is_no_message(line: bytes) -> None:
    with pytest.raises(MessageError, match="JSON"):
        decode(line)


@pytest.mark.parametrize("line", [b"[]", b"null", b'"pause"', b"1"])
def test_only_an_object_is_a_message(line: bytes) -> None:
    with pytest.raises(MessageError, match="object"):
        decode(line)


def test_a_message_has_64_kib_at_most() -> None:
    frame = len(json.dumps({"a": ""}))
    longest = json.dumps({"a": "b" * (LONGEST - frame)}).encode()
    assert len(longest) == LONGEST
    assert decode(longest)["a"]
    with pytest.raises(MessageError, match="too long"):
        decode(longest + b" ")


# Its name -----------------------------------------------------------------------------------------


def test_a_short_path_is_its_own_name() -> None:
    path = "/" + "a" * (LONGEST_PATH - 1)
    assert socket_name(Path(path)) == path


def test_a_long_path_gets_a_short_name_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/run/somebody")
    names = {socket_name(tmp_path / ("a" * LONGEST_PATH) / tail) for tail in ("one", "two")}
    assert len(names) == 2
    for name in names:
        assert name.startswith("/run/somebody/mattimer-")
        assert len(name) <= LONGEST_PATH
    assert socket_name(tmp_path / ("a" * LONGEST_PATH) / "one") in names


def test_letters_of_several_bytes_count_as_several() -> None:
    path = "/" + "ü" * (LONGEST_PATH // 2)
    assert socket_name(Path(path)) != path


def test_without_a_runtime_folder_the_name_lies_among_temporary_files(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert Path(socket_name(Path("/" + "a" * LONGEST_PATH))).parent == tmp_path


def test_windows_gets_a_name_without_a_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    name = socket_name(Path("/a"))
    assert name.startswith("mattimer-")
    assert "/" not in name


def test_a_runtime_folder_that_is_too_deep_is_no_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / ("a" * LONGEST_PATH)))
    name = socket_name(tmp_path / ("b" * LONGEST_PATH))
    assert len(name) <= LONGEST_PATH
    assert Path(name).name.startswith("mattimer-")


# Who is at the other end --------------------------------------------------------------------------


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
