"""A person clicks, the app cannot start: a window says why, and the status is as it always is."""

import subprocess
from collections.abc import Iterator

import pytest

from tests.system.conftest import InstanceMaker
from tests.system.dunst import Dunst
from tests.system.instance import Instance, Process, contents
from tests.system.screen import Screen

CLICK = {"DESKTOP_STARTUP_ID": "launcher-7_TIME0"}


def click(instance: Instance, *words: str, bound: bool = False, **more: str) -> Process:
    """Start it as a desktop does: without a terminal, and nobody reads a pipe."""
    said = instance.log / f"{len(instance.processes)}.stderr"
    with said.open("wb") as stderr:
        popen = subprocess.Popen(
            instance.words(*words, bound=bound),
            env=instance.environment_with({**CLICK, **more}),
            cwd=instance.log,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=stderr,
            start_new_session=True,
        )
    process = Process(popen, said, quiet=False)
    instance.processes.append(process)
    return process


@pytest.fixture
def unwritable(app: Instance) -> Iterator[Instance]:
    """A folder that its owner cannot write to."""
    app.data.mkdir(mode=0o555)
    yield app
    app.data.chmod(0o700)


@pytest.mark.parametrize("words", [(), ("start", "feet")])
def test_a_folder_that_cannot_be_written_is_told_in_a_window(
    unwritable: Instance, screen: Screen, words: tuple[str, ...]
) -> None:
    clicked = click(unwritable, *words, bound=True)
    screen.window(clicked.pid)
    assert "mattimer" in screen.window_class(screen.windows(clicked.pid)[0]).lower()
    screen.press("Escape")
    assert clicked.wait() == 5
    assert clicked.stderr.startswith("mattimer: ")
    assert "permission" in clicked.stderr
    assert clicked.stderr.count("\n") == 1


def test_a_login_is_told_in_no_window(unwritable: Instance) -> None:
    clicked = click(unwritable, "--tray", bound=True)
    assert clicked.wait() == 5
    assert "permission" in clicked.stderr


def test_a_program_that_reads_the_words_waits_for_no_window(unwritable: Instance) -> None:
    done = unwritable.run(bound=True, DESKTOP_STARTUP_ID=CLICK["DESKTOP_STARTUP_ID"])
    assert done.status == 5
    assert len(done.lines) == 1


def test_damaged_data_is_told_in_a_window_and_left_as_it_is(app: Instance, screen: Screen) -> None:
    app.paths.prepare()
    app.paths.database.write_bytes(b"no database" * 400)
    before = contents(app.data)
    clicked = click(app)
    # Return is the one button's.
    screen.window(clicked.pid)
    screen.press("Return")
    assert clicked.wait() == 5
    assert app.paths.database.name in clicked.stderr
    assert contents(app.data).items() >= before.items()


def test_the_folder_is_free_while_the_window_waits(app: Instance, screen: Screen) -> None:
    app.paths.prepare()
    app.paths.database.write_bytes(b"no database" * 400)
    clicked = click(app)
    screen.window(clicked.pid)
    app.paths.database.unlink()
    app.open()
    assert clicked.running
    clicked.end()


def test_without_a_display_the_desktop_is_asked_to_tell_it(
    make_instance: InstanceMaker, dunst: tuple[Dunst, str]
) -> None:
    shown, address = dunst
    clicked = click(make_instance(), DISPLAY=":4711", DBUS_SESSION_BUS_ADDRESS=address)
    assert clicked.wait() == 6
    assert ":4711" in clicked.stderr
    shown.note()


def test_a_window_that_no_display_lets_in_changes_no_status(unwritable: Instance) -> None:
    clicked = click(unwritable, bound=True, DISPLAY=":4711")
    assert clicked.wait() == 5
    assert "permission" in clicked.stderr
    assert clicked.stderr.count("\n") == 1
