"""A real X server of the test's own, and hands that press keys and move a pointer on it."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.system.wait_until import wait_for

SIZE = "1280x900x24"

WINDOW_MANAGER = """<?xml version="1.0" encoding="UTF-8"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <focus><focusNew>yes</focusNew></focus>
  <keyboard><keybind key="A-F4"><action name="Close"/></keybind></keyboard>
</openbox_config>
"""


@dataclass(frozen=True)
class Screen:
    """One X server's display, with a window manager on it."""

    display: str
    folder: Path

    def environment(self) -> dict[str, str]:
        return {**os.environ, "DISPLAY": self.display}

    def xdotool(self, *words: str | int) -> str:
        """Run one command of xdotool; empty where it found nothing."""
        done = subprocess.run(
            ["xdotool", *map(str, words)],
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        )
        return done.stdout.strip()

    def windows(self, pid: int) -> list[int]:
        """The windows of a process that can be seen."""
        return self._found(pid, "--name", "^Mat Timer$")

    def all_windows(self, pid: int) -> list[int]:
        """The same, with its questions, menus and whatever else it shows."""
        return self._found(pid, "--class", "mattimer")

    def _found(self, pid: int, *more: str) -> list[int]:
        found = self.xdotool("search", "--all", "--onlyvisible", "--pid", pid, *more)
        return [int(window) for window in found.split()]

    def active(self) -> int | None:
        """The window that has the keyboard."""
        found = self.xdotool("getactivewindow")
        return int(found) if found else None

    def window(self, pid: int) -> int:
        """The window of a process, once it is there and has the keyboard."""

        def ready() -> int | None:
            return next((one for one in self.windows(pid) if one == self.active()), None)

        return wait_for(ready, f"the window of process {pid}")

    def question(self, pid: int) -> int:
        """The window in which a process asks something, once it has the keyboard."""

        def ready() -> int | None:
            active = self.active()
            ours = active in self.all_windows(pid)
            return active if ours and active not in self.windows(pid)[:1] else None

        return wait_for(ready, f"a question of process {pid}")

    def press(self, *keys: str) -> None:
        """Press keys, one after the other, as a keyboard does."""
        self.xdotool("key", "--clearmodifiers", *keys)

    def click(self, window: int, x: int, y: int) -> None:
        """Move the pointer to a place in a window and click."""
        self.xdotool("mousemove", "--sync", "--window", window, x, y, "click", 1)

    def window_class(self, window: int) -> str:
        """What the window says it belongs to."""
        return _property(self.environment(), "-id", str(window), "WM_CLASS")

    def window_type(self, window: int) -> str:
        """What kind of window it says it is."""
        return _property(self.environment(), "-id", str(window), "_NET_WM_WINDOW_TYPE")

    def keep_picture(self, name: str) -> None:
        """What the screen shows, as evidence (an xwd file)."""
        with suppress(OSError):
            shutil.copy(self.folder / "Xvfb_screen0", self.folder / f"{name}.xwd")


@contextmanager
def x_server(folder: Path, *options: str) -> Iterator[str]:
    """Start an X server on a display that is free; give the display's name."""
    reader, writer = os.pipe()
    command = [
        "Xvfb",
        "-displayfd",
        str(writer),
        "-noreset",
        "-nolisten",
        "tcp",
        "-screen",
        "0",
        SIZE,
    ]
    log = (folder / "Xvfb.log").open("wb")
    with log, os.fdopen(reader) as told:
        server = subprocess.Popen(
            [*command, "-fbdir", str(folder), *options],
            pass_fds=[writer],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
        os.close(writer)
        with ended(server):
            number = told.readline().strip()
            assert number, f"Xvfb did not start; see {folder / 'Xvfb.log'}"
            yield f":{number}"


@contextmanager
def window_manager(display: str, folder: Path) -> Iterator[None]:
    """Openbox with nothing but focus for new windows and Alt+F4."""
    config = folder / "openbox.xml"
    config.write_text(WINDOW_MANAGER, encoding="utf-8")
    environment = {**os.environ, "DISPLAY": display, "HOME": str(folder)}
    with (folder / "openbox.log").open("wb") as log:
        manager = subprocess.Popen(
            ["openbox", "--config-file", str(config)],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
        with ended(manager):
            wait_for(lambda: _is_managed(environment), "the window manager")
            yield


@contextmanager
def ended(process: "subprocess.Popen[bytes]") -> Iterator[None]:
    """End a process that was started here, and only that one."""
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _is_managed(environment: Mapping[str, str]) -> bool:
    # Openbox puts itself on the root window once it takes care of windows.
    return "window id" in _property(environment, "-root", "_NET_SUPPORTING_WM_CHECK")


def _property(environment: Mapping[str, str], *words: str) -> str:
    done = subprocess.run(
        ["xprop", *words], env=environment, capture_output=True, text=True, timeout=20, check=False
    )
    return done.stdout
