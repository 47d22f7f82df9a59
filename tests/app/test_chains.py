"""How many files a start goes through: whoever reads along has to open each of them."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from types import FrameType

import pytest

import mattimer
from mattimer.session.session import Session
from mattimer.sound.player import Player
from tests.app.running_app import CHECKOUT, environment, running_app
from tests.app.test_app import Evening, dressed, evening  # noqa: F401 - fixtures
from tests.ui.factories import click
from tests.ui.pages.find_widgets import button

COMMAND_AT_MOST = 15
"""For ``mattimer start`` beside a running app: files that run, or are so much as loaded."""

SOUND_AT_MOST = 17
"""From Start to what sounds. The session is stored first, which takes three of them."""

STACK_AT_MOST = 6
"""Of those, the ones in which one call leads to the next."""

WATCHED_COMMAND = """
import json, sys

entered = set()
def on_event(frame, event, _argument):
    if event == "call":
        entered.add(frame.f_code.co_filename)

sys.setprofile(on_event)
from mattimer.cli.main import main

status = main(sys.argv[1:])
sys.setprofile(None)
print(json.dumps(sorted(entered)))
sys.exit(status)
"""


def ours(files: Iterable[str]) -> set[str]:
    """Those of the app; what only marks a folder as a package says nothing."""
    root = f"{Path(mattimer.__file__).parent}{os.sep}"
    found = {file.removeprefix(root) for file in files if file.startswith(root)}
    return {file for file in found if not file.endswith("__init__.py")}


def test_a_command_reaches_the_running_app_through_few_files(tmp_path: Path) -> None:
    with running_app(tmp_path) as paths:
        done = subprocess.run(
            [sys.executable, "-c", WATCHED_COMMAND, "--data-dir", str(paths.data), "start", "feet"],
            cwd=CHECKOUT,
            env=environment(tmp_path),
            capture_output=True,
            text=True,
            check=True,
        )
    found = ours(json.loads(done.stdout))
    assert len(found) <= COMMAND_AT_MOST, sorted(found)


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_start_reaches_what_sounds_through_few_files(
    evening: Evening,  # noqa: F811 - the fixture
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    entered: set[str] = set()
    stack: set[str] = set()
    follow = Player.on_session_changed

    def on_event(frame: FrameType, event: str, _argument: object) -> None:
        if event == "call":
            entered.add(frame.f_code.co_filename)

    def watched(player: Player, new: Session | None, old: Session | None) -> None:
        follow(player, new, old)
        sys.setprofile(None)
        frame: FrameType | None = sys._getframe()
        while frame is not None:
            stack.add(frame.f_code.co_filename)
            frame = frame.f_back

    def lie_down() -> None:
        sys.setprofile(on_event)
        click(button(evening.window, "lie_down"))

    monkeypatch.setattr(Player, "on_session_changed", watched)
    evening.run(lambda: click(button(evening.window, "start")), lie_down)
    # Meanwhile the button is painted, and the page behind it.
    found = {file for file in ours(entered) if not file.startswith("ui")}
    assert "sound/score.py" in found
    assert len(found) <= SOUND_AT_MOST, sorted(found)
    passed = {file for file in ours(stack) if not file.startswith("app")}
    assert len(passed) <= STACK_AT_MOST, sorted(passed)
