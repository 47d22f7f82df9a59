"""Size and place of the window, from one start to the next."""

import json
import stat
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QApplication

from mattimer.desktop.desktop_appearance import DesktopAppearance
from mattimer.presenters import window_placement as window_place
from mattimer.presenters.window_placement import WindowMemory, load_memory, save_memory
from mattimer.ui.window import DEFAULT_SIZE, LEAST_SIZE
from mattimer.ui.window_geometry import State, WindowGeometry
from tests.presenters.app_under_test import AppUnderTest, app_under_test
from tests.ui.timers import timer

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Evenings = Callable[[], AbstractContextManager[AppUnderTest]]

WISHES = DesktopAppearance(dark=False, contrast=None, less_motion=True, text_scale=1.25)
MEMORY = WindowMemory(WindowGeometry(QSize(900, 700), QPoint(40, 50), State.MAXIMISED), WISHES)


@pytest.mark.parametrize("memory", [MEMORY, WindowMemory()])
def test_what_is_saved_is_read(tmp_path: Path, memory: WindowMemory) -> None:
    file = tmp_path / "window.json"
    save_memory(file, memory)
    assert load_memory(file) == memory
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir() if path.suffix] == ["window.json"]


@pytest.mark.parametrize(
    "damage",
    [
        {"width": "wide"},
        {"width": True},
        {"width": 0},
        {"height": 10**9},
        {"corner": [1]},
        {"corner": 7},
        {"corner": [1.5, 2]},
        {"state": "upside down"},
        {"wishes": {}},
        {"wishes": {"dark": "very", "contrast": None, "less_motion": None, "text_scale": None}},
        {"wishes": {"dark": None, "contrast": None, "less_motion": None, "text_scale": -1}},
    ],
)
def test_a_damaged_file_is_no_memory(tmp_path: Path, damage: dict[str, Any]) -> None:
    file = tmp_path / "window.json"
    save_memory(file, MEMORY)
    stored = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps(stored | damage), "utf-8")
    assert load_memory(file) == WindowMemory()


@pytest.mark.parametrize("text", ["", "[]", "{", "[" * 100_000, "null", '{"width": 900}'])
def test_a_file_of_something_else_is_no_memory(tmp_path: Path, text: str) -> None:
    file = tmp_path / "window.json"
    file.write_text(text, "utf-8")
    assert load_memory(file) == WindowMemory()


def test_a_window_smaller_than_it_may_be_is_as_small_as_it_may(tmp_path: Path) -> None:
    file = tmp_path / "window.json"
    save_memory(file, WindowMemory(WindowGeometry(QSize(10, 10))))
    assert load_memory(file).place.size == LEAST_SIZE


def come_to_rest(app: AppUnderTest) -> None:
    """As two seconds after the last change."""
    QApplication.processEvents()
    app.opening.place.save()


@pytest.fixture
def evenings(qapp: QApplication, qtbot: "QtBot", tmp_path: Path) -> Evenings:  # noqa: ARG001
    """One app after the other in the same folder."""
    return lambda: app_under_test(qapp, tmp_path)


def test_the_window_comes_back_as_it_was(evenings: Evenings) -> None:
    with evenings() as app:
        assert app.window.size() == DEFAULT_SIZE
        app.window.setGeometry(30, 60, 1000, 700)
        come_to_rest(app)
    with evenings() as app:
        assert app.window.geometry() == QRect(30, 60, 1000, 700)


@pytest.mark.parametrize(
    ("state", "flag"),
    [
        (State.MAXIMISED, Qt.WindowState.WindowMaximized),
        (State.FULL, Qt.WindowState.WindowFullScreen),
    ],
)
def test_one_that_filled_the_screen_fills_it_and_knows_its_size(
    app: AppUnderTest, state: State, flag: Qt.WindowState
) -> None:
    app.window.setGeometry(30, 60, 1000, 700)
    QApplication.processEvents()
    app.window.setWindowState(flag)
    come_to_rest(app)
    place = load_memory(app.paths.window).place
    assert place == WindowGeometry(QSize(1000, 700), QPoint(30, 60), state)
    app.window.showNormal()
    app.window.take_place(place)
    assert app.window.windowState() & flag


def test_nothing_is_written_while_it_moves_and_once_when_it_rests(
    app: AppUnderTest, monkeypatch: pytest.MonkeyPatch, qtbot: "QtBot"
) -> None:
    written: list[WindowMemory] = []
    monkeypatch.setattr(window_place, "save_memory", lambda _file, memory: written.append(memory))
    for by in range(20):
        app.window.resize(900 + by, 700)
    assert written == []
    rest = timer(app.opening.place, "rest_timer")
    rest.setInterval(10)
    rest.start()
    qtbot.waitUntil(lambda: bool(written))
    assert [memory.place.size.width() for memory in written] == [919]


def test_it_is_written_when_the_window_goes(app: AppUnderTest) -> None:
    app.window.resize(901, 702)
    app.window.hide()
    assert load_memory(app.paths.window).place.size == QSize(901, 702)


def test_the_desktops_wishes_are_there_for_the_next_first_frame(evenings: Evenings) -> None:
    with evenings() as app:
        app.opening.place.on_desktop_appearance_changed(WISHES)
    with evenings() as app:
        assert not app.opening.context.theme.tokens.dark
        assert app.opening.context.theme.tokens.reduced_motion
        assert app.opening.context.theme.tokens.text_scale == 1.25
        assert app.opening.place.desktop_appearance == WISHES


def test_a_folder_that_cannot_be_written_costs_nothing_else(
    app: AppUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(window_place, "save_memory", refuse)
    app.window.resize(901, 702)
    app.window.hide()
    assert not app.paths.window.exists()
    monkeypatch.undo()
    app.opening.place.save()
    assert app.paths.window.exists()


@pytest.mark.parametrize(("platform", "known"), [("wayland", False), ("xcb", True)])
def test_on_wayland_only_the_size_is_known(
    app: AppUnderTest,
    monkeypatch: pytest.MonkeyPatch,
    platform: str,
    known: bool,  # noqa: FBT001
) -> None:
    monkeypatch.setattr("PySide6.QtGui.QGuiApplication.platformName", lambda: platform)
    app.window.setGeometry(30, 60, 1000, 700)
    QApplication.processEvents()
    app.opening.place.save()
    place = load_memory(app.paths.window).place
    assert place.size == QSize(1000, 700)
    assert (place.corner == QPoint(30, 60)) is known
