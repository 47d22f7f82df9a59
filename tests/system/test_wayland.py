"""The real app under a real Wayland compositor that has no screen."""

from collections.abc import Iterator

import pytest

from tests.system.compositor import Compositor, compositor
from tests.system.conftest import InstanceMaker
from tests.system.instance import Instance, accept_safety
from tests.system.wait_until import wait_for

START = ("start", "feet", "--minutes", 5, "--lead-in", 0)
SPEED = 60
WINDOW = 'set_app_id("io.github.mattimer.MatTimer")'


@pytest.fixture
def wayland(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Compositor]:
    with compositor(tmp_path_factory.mktemp("wl")) as there:
        yield there


@pytest.fixture
def app(wayland: Compositor, make_instance: InstanceMaker) -> Instance:
    """An instance on the compositor, its safety questions answered."""
    made = make_instance()
    made.environment = wayland.environment()
    accept_safety(made.paths)
    return made


def test_the_window_opens_and_a_session_runs_to_its_end(app: Instance, wayland: Compositor) -> None:
    empty = wayland.picture("empty")
    process = app.open("--speed", SPEED, "--mute")
    wait_for(lambda: wayland.told(WINDOW), "the window")
    wait_for(lambda: wayland.picture(f"today{len(pictures(wayland))}") != empty, "Today")
    assert app.run(*START).status == 0
    frames = wayland.told(".commit()")
    app.session_when(lambda session: session["stage"] == "rise")
    assert wayland.told(".commit()") > frames + 10
    row = app.row_when(lambda row: row["outcome"] == "finished", "the end")
    assert (row["area"], row["mat_us"]) == ("feet", 300_000_000)
    assert process.end() == 0


@pytest.mark.parametrize("token", ["", "a-token", "a\nb", "a" * 5000])
def test_a_second_start_asks_for_the_window_and_complains_of_nothing(
    app: Instance, wayland: Compositor, token: str
) -> None:
    process = app.open("--mute")
    wait_for(lambda: wayland.told(WINDOW), "the window")
    second = app.run(XDG_ACTIVATION_TOKEN=token)
    assert (second.status, second.stdout, second.stderr) == (0, "", "")
    assert wayland.told(WINDOW) == 1
    assert process.end() == 0


def test_a_start_into_the_tray_opens_its_window_when_asked(
    app: Instance, wayland: Compositor
) -> None:
    app.open("--tray", "--mute")
    assert app.run("--tray").status == 0
    assert wayland.told(WINDOW) == 0
    assert app.run().status == 0
    wait_for(lambda: wayland.told(WINDOW), "the window")


def test_a_compositor_that_refuses_is_one_line(app: Instance) -> None:
    done = app.run(WAYLAND_DISPLAY="nobody")
    assert done.status == 6
    assert len(done.lines) == 1
    assert done.stderr.startswith("mattimer: the display lets no windows in")


def pictures(wayland: Compositor) -> list[object]:
    return list(wayland.folder.glob("*/*.png"))
