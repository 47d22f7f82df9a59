"""Whoever calls the socket, and whatever they say, the app goes on."""

import json
import os
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.system.conftest import InstanceMaker
from tests.system.instance import ROOT, Instance
from tests.system.screen import Screen
from tests.system.wait_until import wait_for

LONGEST = 64 * 1024
SPEED = 20
START = ("--speed", SPEED, "start", "feet", "--minutes", 10, "--accept-safety", "--lead-in", 0)


@pytest.fixture
def app_in_session(app: Instance) -> Iterator[Instance]:
    """An app in a session, which afterwards still runs and still obeys."""
    opened = app.open_session(*START)
    before = app.session()
    yield app
    assert opened.running
    after = app.status()["session"]
    assert before is not None
    assert (after["id"], after["status"]) == (before["id"], "running")
    assert app.run("pause").status == 0


def caller(app: Instance) -> socket.socket:
    connection = socket.socket(socket.AF_UNIX)
    # Without a time limit it queues where many are calling.
    connection.connect(str(app.paths.socket))
    connection.settimeout(10)
    return connection


def answer_to(app: Instance, line: bytes) -> bytes:
    """What the app answers before it hangs up; nothing where it hung up at once."""
    heard = b""
    with caller(app) as connection:
        try:
            connection.sendall(line)
            while more := connection.recv(4096):
                heard += more
        except (BrokenPipeError, ConnectionResetError):
            pass
    return heard


def test_only_the_owner_can_call(app_in_session: Instance) -> None:
    socket_file = app_in_session.paths.socket
    assert stat.S_IMODE(socket_file.stat().st_mode) & 0o077 == 0
    assert stat.S_IMODE(socket_file.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "line",
    [
        b"\n",
        b"GET / HTTP/1.1\r\n",
        b"\x00\xff\xfe\x80\n",
        b'"pause"\n',
        b"[]\n",
        b"null\n",
        b"{}\n",
        b"[" * 60_000 + b"\n",
        b'{"command": "quit"}\n',
        b'{"command": ["pause"]}\n',
        b'{"command": "pause"} {"command": "pause"}\n',
        b'{"command": "extend", "seconds": "many"}\n',
        b'{"command": "extend", "seconds": NaN}\n',
        b'{"command": "extend", "seconds": 1e999}\n',
        b'{"command": "extend", "seconds": -60}\n',
        b'{"command": "extend", "seconds": [60]}\n',
        b'{"command": "stop", "reason": "boredom"}\n',
        b'{"command": "stop", "reason": ["numbness"]}\n',
    ],
)
def test_what_is_no_command_is_refused(app_in_session: Instance, line: bytes) -> None:
    planned = app_in_session.status()["session"]["planned_s"]
    answer = json.loads(answer_to(app_in_session, line))
    assert answer["status"] == 2
    assert answer["error"].endswith(".")
    assert app_in_session.status()["session"]["planned_s"] == planned


def test_one_who_talks_without_end_is_hung_up_on(app_in_session: Instance) -> None:
    assert answer_to(app_in_session, b"a" * (LONGEST + 1)) == b""
    assert answer_to(app_in_session, b'{"command": "pause", "a": "' + b"a" * 10_000_000) == b""


def test_slow_and_silent_callers_are_hung_up_on_and_hold_up_nobody(
    app_in_session: Instance,
) -> None:
    with ExitStack() as open_ends:
        idle = [open_ends.enter_context(caller(app_in_session)) for _ in range(60)]
        for connection in idle[:30]:
            connection.sendall(b'{"comm')
        assert app_in_session.run("status").status == 0
        for connection in idle:
            try:
                assert connection.recv(1) == b""
            except ConnectionResetError:
                continue


def test_callers_who_hang_up_are_nobodys_loss(app_in_session: Instance) -> None:
    for line in (b"", b'{"comm', b'{"command": "status"}\n') * 30:
        with caller(app_in_session) as connection:
            connection.sendall(line)


def test_a_message_may_come_in_pieces(app_in_session: Instance) -> None:
    with caller(app_in_session) as connection:
        for piece in (b'{"comm', b'and": "sta', b'tus"}', b"\n"):
            connection.sendall(piece)
        assert json.loads(connection.makefile("rb").readline())["running"] is True


STORM = """
import sys
from pathlib import Path
from mattimer.app.ipc_client import ask
words = ("status", "resume", "extend", "nonsense")
answers = [ask(Path(sys.argv[1]), {"command": words[n % 4]}) for n in range(1000)]
sys.exit(None in answers)
"""


def test_a_thousand_commands_do_not_hold_up_a_session(app_in_session: Instance) -> None:
    (process,) = app_in_session.processes
    app_in_session.session()
    handles, shown = open_handles(process.pid), [elapsed_s(app_in_session)]
    words = [sys.executable, "-c", STORM, str(app_in_session.paths.socket)]
    storm = subprocess.Popen(words, env={**os.environ, "PYTHONPATH": str(ROOT)})
    began = time.monotonic()
    while storm.poll() is None:
        # Who else asks is answered meanwhile.
        shown.append(elapsed_s(app_in_session))
    ended = time.monotonic()
    shown.append(elapsed_s(app_in_session))
    assert storm.wait() == 0
    assert len(shown) > 3
    assert shown == sorted(shown)
    assert shown[-1] - shown[0] >= SPEED * (ended - began) - 0.002
    wait_for(lambda: open_handles(process.pid) <= handles, "every caller to be let go")


def elapsed_s(app: Instance) -> float:
    session = app.session()
    assert session is not None
    return float(session["elapsed_s"])


def open_handles(pid: int) -> int:
    return len(list(Path(f"/proc/{pid}/fd").iterdir()))


CALL = """
import os, socket, sys
os.setgid(int(sys.argv[2]))
os.setuid(int(sys.argv[2]))
connection = socket.socket(socket.AF_UNIX)
connection.settimeout(10)
connection.connect(sys.argv[1])
try:
    connection.sendall(b'{"command": "pause"}\\n')
    heard = connection.recv(4096)
except (BrokenPipeError, ConnectionResetError):
    heard = b""
sys.stdout.write(heard.decode())
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")
@pytest.mark.parametrize(("uid", "heard"), [(65534, ""), (0, '"status":0')])
def test_only_the_owner_is_answered_even_where_all_may_call(
    screen: Screen, make_instance: InstanceMaker, uid: int, heard: str
) -> None:
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o711)
        app = make_instance(f"{place}/data", screen)
        opened = app.open_session(*START)
        for folder in (app.data, app.paths.state):
            folder.chmod(0o711)
        app.paths.socket.chmod(0o666)
        words = [sys.executable, "-c", CALL, str(app.paths.socket), str(uid)]
        done = subprocess.run(words, capture_output=True, text=True, timeout=30, check=True)
        assert heard in done.stdout
        assert bool(done.stdout) == bool(heard)
        held = app.status()["session"]["status"]
        assert held == ("paused" if heard else "running")
        assert opened.end() == 0


def test_many_calls_in_a_row_are_all_answered(app_in_session: Instance) -> None:
    for _ in range(500):
        assert app_in_session.session() is not None
