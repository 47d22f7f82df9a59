"""Every socket that app and commands open, as the kernel saw it: none leads to a network."""

import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.system.bus import message_bus
from tests.system.instance import Instance, accept_safety, kill
from tests.system.logind import logind
from tests.system.portal import portal
from tests.system.screen import Screen
from tests.system.sound_server import sound_server
from tests.system.speech_server import speech_server
from tests.system.wait_until import wait_for

START = ("--speed", 2, "start", "upper-back", "--minutes", 1, "--lead-in", 0)
SETTINGS = {"words": "full", "bells": 60, "breath": 40, "pause_key": True}
OPENED = re.compile(r"^(socket|socketpair)\((\w+),", re.MULTILINE)


@dataclass
class Watched(Instance):
    """An instance whose processes the kernel tells of, each in a file of its own."""

    @property
    def told(self) -> Path:
        return self.log / "sockets"

    def words(self, *words: str | int | Path, bound: bool = False) -> list[str]:
        # With -D the app is the process that was started, and strace a child of it.
        strace = ["strace", "-D", "-ff", "-qq", "-e", "signal=none"]
        traced = ["-e", "trace=socket,socketpair", "-o", str(self.told / "of"), "--"]
        return [*strace, *traced, *super().words(*words, bound=bound)]

    def sockets(self) -> list[tuple[str, str]]:
        """Every socket so far: by which call, of which family."""
        return [found for file in self.told.iterdir() for found in OPENED.findall(file.read_text())]


@pytest.fixture
def watched(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, screen: Screen
) -> Iterator[Watched]:
    """An instance that has everything a desktop offers: sound, speech, buses, a portal."""
    short = tmp_path_factory.mktemp("net")
    with ExitStack() as closing:
        sound = closing.enter_context(sound_server(short / "sound"))
        speech = closing.enter_context(speech_server(short / "speech", sound.environment()))
        bus = closing.enter_context(message_bus(short))
        closing.enter_context(logind(bus))
        closing.enter_context(portal(bus))
        environment = {
            **screen.environment(),
            "PULSE_SERVER": sound.server,
            "SPEECHD_ADDRESS": speech,
            "DBUS_SESSION_BUS_ADDRESS": bus,
            "DBUS_SYSTEM_BUS_ADDRESS": bus,
        }
        (tmp_path / "sockets").mkdir()
        made = Watched(tmp_path / "data", tmp_path, environment)
        closing.callback(lambda: kill(made.processes))
        yield made


def test_a_whole_session_opens_no_socket_to_a_network(watched: Watched) -> None:
    accept_safety(watched.paths)
    watched.paths.settings.write_text(json.dumps(SETTINGS), encoding="utf-8")
    process = watched.open(*START)
    watched.session_when(lambda session: session["elapsed_s"] > 8)
    for command in ("toggle", "toggle", "extend", "skip", "skip", "status"):
        assert watched.run(command).status == 0
    assert watched.run().status == 0
    watched.row_when(lambda row: row["outcome"] == "finished", "the end of the session")
    assert process.end() == 0
    assert process.stderr == ""
    files = [file.name for file in watched.told.iterdir()]
    assert f"of.{process.pid}" in files
    opened = watched.sockets()
    # The X server, two buses, the sound server, speech, and every command: it did look.
    assert len(opened) > 10
    assert len(files) > 8
    assert {family for _call, family in opened} == {"AF_UNIX"}


def test_what_would_be_seen_is_seen(watched: Watched) -> None:
    words = watched.words()
    python = words[: words.index("--") + 2]
    code = "import socket; socket.socket(socket.AF_INET).close()"
    subprocess.run([*python, "-c", code], check=True, timeout=20)
    # Whoever traces is not waited for, and writes it down a little later.
    assert wait_for(watched.sockets, "the socket") == [("socket", "AF_INET")]
