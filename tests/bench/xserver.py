"""X server: a display of our own, whose pixels are read from its shared memory."""

import mmap
import os
import struct
import subprocess
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from tests.bench.processes import BenchError, end

WIDTH, HEIGHT = 1280, 900
BYTES_A_PIXEL = 4
HEADER_SIZE, BYTES_A_LINE, COLORS = 0, 12, 19
"""Places in the header of an X window dump, counted in words."""
COLOR_SIZE = 12


class XServer:
    """Xvfb on a free number. Its screen lies in a file, which costs the server nothing to watch."""

    def __init__(self) -> None:
        self._closing = ExitStack()
        folder = self._closing.enter_context(tempfile.TemporaryDirectory(prefix="mattimer-x-"))
        reading, writing = os.pipe()
        words = ["Xvfb", "-displayfd", str(writing), "-nolisten", "tcp", "-noreset", "-br"]
        words += ["-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-fbdir", folder]
        self._process = subprocess.Popen(
            words, pass_fds=(writing,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self._closing.callback(end, self._process)
        os.close(writing)
        with os.fdopen(reading, "r") as answer:
            number = answer.readline().strip()
        if not number:
            raise BenchError("Xvfb did not start.")
        self.display = f":{number}"
        self._map_screen(Path(folder) / "Xvfb_screen0")

    @property
    def pid(self) -> int:
        """The server's process."""
        return self._process.pid

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.close()

    def pixel(self, x: int, y: int) -> int:
        """What one place of the screen shows."""
        at = self._start + y * self._line + x * BYTES_A_PIXEL
        return int.from_bytes(self._screen[at : at + 3], "little")

    def picture(self) -> bytes:
        """All of the screen as it is now."""
        return self._screen[self._start : self._start + HEIGHT * self._line]

    def _map_screen(self, path: Path) -> None:
        with path.open("rb") as file:
            self._screen = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._closing.callback(self._screen.close)
        words = struct.unpack(">25I", self._screen[:100])
        self._line = words[BYTES_A_LINE]
        self._start = words[HEADER_SIZE] + words[COLORS] * COLOR_SIZE


def window_manager(server: XServer) -> "subprocess.Popen[bytes]":
    """Openbox, for what needs one: a window that is minimised."""
    environment = {**os.environ, "DISPLAY": server.display}
    return subprocess.Popen(
        ["openbox", "--sm-disable"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
