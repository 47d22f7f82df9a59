"""A real PulseAudio of the test's own; its one sink swallows what is played, and is recorded."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.system.screen import ended
from tests.system.wait_until import wait_for

SINK = "mat"
RATE = 48_000
"""Frames a second of the sink and of every recording: 16 bits, little-endian, one channel."""

FRAME = 2
"""Bytes a frame of a recording."""


@dataclass(frozen=True)
class SoundServer:
    """One private sound server.

    Attributes:
        server: What PULSE_SERVER has to be for whoever plays or listens here.
        folder: Where it keeps its socket, its state and its log.
        process: The server itself, for a test that stops or kills it.
    """

    server: str
    folder: Path
    process: "subprocess.Popen[bytes]"

    def environment(self) -> dict[str, str]:
        """An environment in which this is the only sound server."""
        return _environment(self.folder, PULSE_SERVER=self.server)

    def pactl(self, *words: str) -> str:
        """Run one command of pactl; its answer, empty where it failed."""
        done = subprocess.run(
            ["pactl", *words],
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        )
        return done.stdout.strip()

    @contextmanager
    def recording(self, path: Path, sink: str = SINK) -> Iterator[Path]:
        """Record what a sink plays into a raw file, from now to the end of the block.

        The first frames are there when the block begins; silence is recorded too.
        """
        command = [
            "parec",
            f"--device={sink}.monitor",
            "--format=s16le",
            f"--rate={RATE}",
            "--channels=1",
            "--latency-msec=10",
            "--raw",
        ]
        log = self.folder / "parec.log"
        with path.open("wb") as file, log.open("wb") as said:
            listener = subprocess.Popen(
                command,
                env=self.environment(),
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=said,
            )
            with ended(listener):
                wait_for(lambda: path.stat().st_size, f"the first sound; see {log}")
                yield path


@contextmanager
def sound_server(folder: Path, *modules: str) -> Iterator[SoundServer]:
    """Start a sound server that keeps everything below a folder; end it with the block.

    Args:
        folder: Is made where missing. Its path is part of a socket's name, which must be short.
        modules: More of PulseAudio's modules with their words, loaded after the sink.
    """
    folder.mkdir(parents=True, exist_ok=True)
    socket = folder / "native"
    # Without norewinds the sink swallows two seconds at a time, and a recording begins that late.
    sink = f"module-null-sink sink_name={SINK} rate={RATE} channels=1 norewinds=1"
    door = f"module-native-protocol-unix socket={socket} auth-anonymous=1"
    log = folder / "pulseaudio.log"
    with log.open("wb") as said:
        process = subprocess.Popen(
            [*_command(), *(f"--load={module}" for module in (sink, *modules, door))],
            env=_environment(folder),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
        )
        with ended(process):
            made = SoundServer(f"unix:{socket}", folder, process)
            wait_for(lambda: SINK in made.pactl("get-default-sink"), f"PulseAudio; see {log}")
            yield made


def _command() -> list[str]:
    return [
        "pulseaudio",
        "-n",
        "--daemonize=no",
        "--system=false",
        "--fail=true",
        "--exit-idle-time=-1",
        "--use-pid-file=no",
        "--disable-shm=yes",
        "--high-priority=no",
        "--log-target=stderr",
        "--log-level=notice",
    ]


def _environment(folder: Path, **more: str) -> dict[str, str]:
    left_out = ("PULSE_", "DBUS_", "DISPLAY", "WAYLAND_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
    own = ("HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "PULSE_RUNTIME_PATH", "PULSE_STATE_PATH")
    no_bus = f"unix:path={folder / 'no-bus'}"
    return {**kept, **dict.fromkeys(own, str(folder)), "DBUS_SESSION_BUS_ADDRESS": no_bus, **more}
