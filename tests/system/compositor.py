"""A Wayland compositor of the test's own, without a screen."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QImage

from tests.system.screen import ended
from tests.system.wait_until import wait_for

SOCKET = "wayland-test"


@dataclass(frozen=True)
class Compositor:
    """Where it listens, and what it says of itself."""

    folder: Path
    log: Path

    def environment(self) -> dict[str, str]:
        """The environment of a program on it, and on no X server."""
        kept = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
        return {
            **kept,
            "XDG_RUNTIME_DIR": str(self.folder),
            "WAYLAND_DISPLAY": SOCKET,
            "QT_QPA_PLATFORM": "wayland",
        }

    def told(self, request: str) -> int:
        """How often programs made a request, as the compositor wrote it down."""
        return self.log.read_text(encoding="utf-8", errors="replace").count(request)

    def picture(self, name: str) -> QImage:
        """What a screen would show; the file stays as evidence."""
        place = self.folder / name
        place.mkdir()
        subprocess.run(
            ["weston-screenshooter"],
            env=self.environment(),
            cwd=place,
            check=True,
            capture_output=True,
            timeout=20,
        )
        (file,) = place.glob("*.png")
        return QImage(str(file))


@contextmanager
def compositor(folder: Path) -> Iterator[Compositor]:
    """Start one on a socket in a folder, whose path has to be short."""
    folder.chmod(0o700)
    log = folder / "weston.log"
    with log.open("wb") as said:
        server = subprocess.Popen(
            [
                "weston",
                "--backend=headless-backend.so",
                f"--socket={SOCKET}",
                "--idle-time=0",
                "--no-config",
                "--use-pixman",
                "--debug",
                "--width=1280",
                "--height=900",
                "--logger-scopes=log,proto",
            ],
            env={**os.environ, "XDG_RUNTIME_DIR": str(folder)},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
        )
    with ended(server):
        wait_for((folder / SOCKET).is_socket, "the compositor")
        yield Compositor(folder, log)
