"""A real speech-dispatcher of the test's own, speaking with espeak-ng."""

import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.system.screen import ended
from tests.system.wait_until import wait_for

CONFIG = """
LogLevel 1
DefaultModule espeak-ng
AddModule "espeak-ng" "sd_espeak-ng" "espeak-ng.conf"
AudioOutputMethod "pulse"
DefaultLanguage "en"
"""


@contextmanager
def speech_server(folder: Path, environment: Mapping[str, str]) -> Iterator[str]:
    """Start it with an environment that names a sound server; give SPEECHD_ADDRESS."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "modules").mkdir(exist_ok=True)
    (folder / "speechd.conf").write_text(CONFIG, encoding="utf-8")
    (folder / "modules" / "espeak-ng.conf").write_text("", encoding="utf-8")
    socket = folder / "speechd.sock"
    command = ["speech-dispatcher", "--run-single", "--timeout", "0", "--log-dir", str(folder)]
    command += ["--communication-method", "unix_socket", "--socket-path", str(socket)]
    command += ["--config-dir", str(folder), "--pid-file", str(folder / "pid")]
    with (folder / "speechd.log").open("wb") as said:
        process = subprocess.Popen(
            command,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
        )
        with ended(process):
            wait_for(socket.exists, f"speech-dispatcher; see {folder / 'speechd.log'}")
            yield f"unix_socket:{socket}"
