"""The tray as a hand finds it: on an X server, on the message bus, and where there is none."""

import json
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QImage

from mattimer.diagnostics.device_checks import try_tray
from mattimer.preferences.settings_values import Settings
from mattimer.storage.state_files.settings_file import save_settings
from tests.system.bus import message_bus
from tests.system.conftest import InstanceMaker
from tests.system.instance import Instance, Process, accept_safety
from tests.system.screen import Screen
from tests.system.tray_host import Item, Panel, bus_tray, has_menu, picture, x_tray
from tests.system.wait_until import wait_for

DARK = 40
"""Of 255: the session's page lets through less light than this, on average."""

FIVE_MINUTES, QUIT = 2, 8
"""Steps down the menu before the first session."""


@pytest.fixture
def ready(app: Instance) -> Instance:
    """An app whose safety questions were answered."""
    accept_safety(app.paths)
    return app


@pytest.fixture
def panel(screen: Screen) -> Iterator[Panel]:
    with x_tray(screen) as made:
        yield made


def open_with(panel: Panel, app: Instance, *words: str) -> Process:
    """The app, once its icon is there."""
    opened = app.open(*words)
    panel.wait_for_icon()
    return opened


def is_hidden(screen: Screen, opened: Process) -> None:
    wait_for(lambda: screen.windows(opened.pid) == [], "the window to be gone")


def is_seen(screen: Screen, opened: Process) -> None:
    wait_for(lambda: screen.windows(opened.pid), "the window to be there")


def light(file: Path, screen: Screen, window: int) -> float:
    """The mean of a window's pixels, 0 to 255."""
    words = screen.xdotool("getwindowgeometry", "--shell", window).split()
    at = {key: int(value) for key, value in (word.split("=") for word in words)}
    part = QImage(str(file)).copy(at["X"], at["Y"], at["WIDTH"], at["HEIGHT"])
    small = part.scaled(64, 64).convertToFormat(QImage.Format.Format_Grayscale8)
    return sum(small.pixelColor(x, y).red() for x in range(64) for y in range(64)) / 64**2


# On an X server --------------------------------------------------------------------------------


def test_two_clicks_lead_to_the_lead_in_and_closing_leaves_it_running(
    ready: Instance, screen: Screen, panel: Panel, tmp_path: Path
) -> None:
    opened = open_with(panel, ready)
    window = screen.window(opened.pid)
    panel.choose(FIVE_MINUTES, opened.pid)
    session = ready.session_when(lambda session: session["status"] == "running")
    assert (session["area"], session["stage"], session["planned_s"]) == (
        "upper-back",
        "lead-in",
        300,
    )
    assert screen.window(opened.pid) == window
    wait_for(
        lambda: light(picture(screen, tmp_path / "lead-in.png"), screen, window) < DARK,
        "the session's page",
    )
    screen.press("space")
    ready.session_when(lambda session: session["status"] == "paused", "a pause by key")
    screen.press("space")
    ready.session_when(lambda session: session["status"] == "running", "the session to go on")
    screen.press("alt+F4")
    is_hidden(screen, opened)
    assert opened.running
    assert ready.status()["session"]["status"] == "running"
    assert ready.run().status == 0
    assert screen.window(opened.pid) == window
    assert json.loads(ready.paths.hints.read_bytes()) == ["tray"]


def test_a_left_click_opens_and_a_right_click_does_not(
    ready: Instance, screen: Screen, panel: Panel
) -> None:
    opened = open_with(panel, ready)
    screen.window(opened.pid)
    screen.press("alt+F4")
    is_hidden(screen, opened)
    panel.click(3)
    wait_for(lambda: has_menu(screen, opened.pid), "the menu")
    screen.press("Escape")
    wait_for(lambda: not has_menu(screen, opened.pid), "no menu")
    assert screen.windows(opened.pid) == []
    panel.click(1)
    screen.window(opened.pid)


def test_quit_ends_it_without_a_word(ready: Instance, screen: Screen, panel: Panel) -> None:
    opened = open_with(panel, ready)
    screen.window(opened.pid)
    screen.press("alt+F4")
    is_hidden(screen, opened)
    panel.choose(QUIT, opened.pid)
    assert opened.wait() == 0


def test_a_tray_that_crashes_takes_nothing_along(ready: Instance, screen: Screen) -> None:
    with x_tray(screen) as first:
        opened = open_with(first, ready)
        screen.window(opened.pid)
        screen.press("alt+F4")
        is_hidden(screen, opened)
        first.process.send_signal(signal.SIGKILL)
        is_seen(screen, opened)
    assert opened.running
    with x_tray(screen) as second:
        second.wait_for_icon()
        second.click(1)
        screen.window(opened.pid)
        screen.press("alt+F4")
        is_hidden(screen, opened)
        assert opened.running


def test_closed_eyes_stay_closed_when_the_tray_crashes(ready: Instance, screen: Screen) -> None:
    with x_tray(screen) as first:
        opened = open_with(first, ready, "--speed", "100", "start", "upper-back", "--minutes", "10")
        screen.window(opened.pid)
        screen.press("alt+F4")
        is_hidden(screen, opened)
        first.process.send_signal(signal.SIGKILL)
    is_seen(screen, opened)
    row = ready.row_when(lambda row: row["outcome"] == "finished", "the end of the session")
    assert row["paused_us"] == 0


def test_a_tray_may_come_late(ready: Instance, screen: Screen) -> None:
    opened = ready.open()
    screen.window(opened.pid)
    with x_tray(screen) as panel:
        panel.wait_for_icon()
        screen.press("alt+F4")
        is_hidden(screen, opened)
        assert opened.running


def test_the_doctor_finds_the_x_servers_tray(
    screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", screen.display)
    assert try_tray() == (False, "none; closing the window quits")
    with x_tray(screen):
        wait_for(lambda: try_tray()[0], "a tray")
        assert try_tray() == (True, "the X server's")


# Where there is none ---------------------------------------------------------------------------


def test_without_a_tray_closing_quits(ready: Instance, screen: Screen) -> None:
    opened = ready.open()
    screen.window(opened.pid)
    screen.press("alt+F4")
    assert opened.wait() == 0
    assert not ready.paths.hints.exists()


def test_without_wanting_the_tray_closing_quits(
    ready: Instance, screen: Screen, panel: Panel
) -> None:
    save_settings(ready.paths.settings, replace(Settings(), tray=False))
    opened = ready.open()
    screen.window(opened.pid)
    assert not panel.has_icon()
    screen.press("alt+F4")
    assert opened.wait() == 0


def test_begun_in_the_tray_it_can_be_reached_without_one(ready: Instance, screen: Screen) -> None:
    opened = ready.open("--tray")
    assert screen.windows(opened.pid) == []
    assert ready.run().status == 0
    screen.window(opened.pid)


# On the message bus ----------------------------------------------------------------------------


@pytest.fixture
def bus(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Item]:
    """A bus for whatever is started from now on."""
    with message_bus(tmp_path_factory.mktemp("bus")) as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield Item(address)


@pytest.fixture
def on_bus(bus: Item, screen: Screen, make_instance: InstanceMaker) -> Instance:
    assert bus.address
    made = make_instance(screen=screen)
    accept_safety(made.paths)
    return made


def test_a_panel_on_the_bus_shows_the_state(bus: Item, on_bus: Instance, screen: Screen) -> None:
    with bus_tray(bus.address):
        opened = on_bus.open()
        bus.wait()
        assert bus.tooltip == "Mat Timer"
        sizes = [size for size, _height, _pixels in bus.value("IconPixmap")]
        assert 22 in sizes
        idle = bus.value("IconPixmap")
        lines = bus.menu()
        assert list(lines)[:2] == ["Today: upper back, 3 min", "Upper back, 5 min"]
        assert "Neck & shoulders, 3 min" in lines
        bus.choose("Upper back, 5 min")
        on_bus.session_when(lambda session: session["stage"] == "lead-in")
        screen.window(opened.pid)
        wait_for(lambda: bus.tooltip.startswith("Mat Timer, lie down, "), "the tooltip")
        assert bus.value("IconPixmap") != idle
        first, *rest = bus.menu().items()
        assert first[0].startswith("Lie down, begins in 0:")
        assert not first[1][1]
        assert [text for text, _line in rest][:3] == ["Pause", "1 minute more", "Skip to settle"]
        bus.choose("Skip to settle")
        on_bus.session_when(lambda session: session["stage"] == "settle")
        bus.choose("Pause")
        paused = on_bus.session_when(lambda session: session["status"] == "paused")
        left = -int(-paused["remaining_s"] // 1)
        text = f"aused, {left // 60}:{left % 60:02} to go"
        assert list(bus.menu())[:3] == [f"P{text}", "Resume", "Stop"]
        assert bus.tooltip == f"Mat Timer, p{text}"


def test_the_doctor_finds_a_panel_on_the_bus(bus: Item) -> None:
    assert try_tray() == (False, "none; closing the window quits")
    with bus_tray(bus.address):
        wait_for(lambda: try_tray()[0], "a tray")
        assert try_tray() == (True, "a status notifier")


def test_a_panel_that_crashes_takes_nothing_along(
    bus: Item, on_bus: Instance, screen: Screen
) -> None:
    with bus_tray(bus.address) as host:
        opened = on_bus.open()
        bus.wait()
        screen.window(opened.pid)
        screen.press("alt+F4")
        is_hidden(screen, opened)
        host.send_signal(signal.SIGKILL)
        is_seen(screen, opened)
    assert opened.running
    with bus_tray(bus.address):
        bus.wait()
        screen.window(opened.pid)
        screen.press("alt+F4")
        is_hidden(screen, opened)
        bus.activate()
        screen.window(opened.pid)


def test_a_panel_may_come_late(bus: Item, on_bus: Instance, screen: Screen) -> None:
    opened = on_bus.open("--tray")
    with bus_tray(bus.address):
        bus.wait()
        assert screen.windows(opened.pid) == []
        bus.choose("Settings")
        screen.window(opened.pid)


def test_quitting_during_a_session_asks_where_it_is_seen(
    bus: Item, on_bus: Instance, screen: Screen
) -> None:
    with bus_tray(bus.address):
        opened = on_bus.open()
        bus.wait()
        bus.choose("Upper back, 5 min")
        on_bus.session_when(lambda session: session["status"] == "running")
        screen.window(opened.pid)
        screen.press("alt+F4")
        is_hidden(screen, opened)
        bus.choose("Quit")
        screen.question(opened.pid)
        on_bus.session_when(lambda session: session["status"] == "paused")
        screen.press("Escape")
        on_bus.session_when(lambda session: session["status"] == "running", "it to go on")
        bus.choose("Quit")
        screen.question(opened.pid)
        screen.press("Tab", "Return")
        assert opened.wait() == 0


def test_the_menu_obeys_the_safety_questions(
    bus: Item, screen: Screen, make_instance: InstanceMaker
) -> None:
    fresh = make_instance(screen=screen)
    with bus_tray(bus.address):
        opened = fresh.open("--tray")
        bus.wait()
        assert list(bus.menu()) == [
            "Safety questions first",
            "Open Mat Timer",
            "Settings",
            "Quit",
        ]
        bus.choose("Safety questions first")
        screen.window(opened.pid)
