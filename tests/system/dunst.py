"""A real notification service on the test's own screen, and a hand that presses what it shows."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.system.screen import Screen, ended
from tests.system.wait_until import wait_for

LEFT, MIDDLE, RIGHT = 1, 2, 3

CONFIG = """[global]
    origin = top-right
    offset = 20x20
    mouse_left_click = do_action
    mouse_middle_click = context
    mouse_right_click = close_current
    dmenu = {menu}
"""
MENU = """#!/bin/sh
tee {folder}/offered | grep --fixed-strings "$(cat {folder}/choice)"
"""


class Dunst:
    """What dunst shows. Its buttons stand in a menu, from which one is chosen by its words."""

    def __init__(self, screen: Screen, folder: Path) -> None:
        self._screen = screen
        self._folder = folder

    def note(self) -> int:
        """The window of the note that is up."""
        found = wait_for(self._windows, "a notification")
        return found[0]

    def gone(self) -> None:
        """Wait until nothing is up."""
        wait_for(lambda: not self._windows(), "the notification to go")

    def click(self, button: int = LEFT) -> None:
        """Click on the note with a mouse."""
        note = self.note()
        self._screen.xdotool("mousemove", "--sync", "--window", note, 60, 20, "click", button)

    def choose(self, words: str) -> None:
        """Press the button with these words."""
        (self._folder / "choice").write_text(words, encoding="utf-8")
        self.click(MIDDLE)

    def offered(self) -> str:
        """What stood in the menu."""
        return (self._folder / "offered").read_text("utf-8")

    def _windows(self) -> list[int]:
        found = self._screen.xdotool("search", "--onlyvisible", "--class", "^Dunst$")
        return [int(window) for window in found.split()]


@contextmanager
def dunst_on(screen: Screen, address: str, folder: Path) -> Iterator[Dunst]:
    """Be served by dunst on a bus."""
    menu, config = folder / "menu", folder / "dunstrc"
    menu.write_text(MENU.format(folder=folder), encoding="utf-8")
    menu.chmod(0o700)
    config.write_text(CONFIG.format(menu=menu), encoding="utf-8")
    environment = {
        **screen.environment(),
        "DBUS_SESSION_BUS_ADDRESS": address,
        "HOME": str(folder),
    }
    with (folder / "dunst.log").open("wb") as log:
        process = subprocess.Popen(
            ["dunst", "-config", str(config)],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
        with ended(process):
            yield Dunst(screen, folder)
