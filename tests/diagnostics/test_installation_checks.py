import ast
import re
import shutil
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

import mattimer
from mattimer.app.paths import Paths
from mattimer.content.loader import ContentError, load_areas
from mattimer.diagnostics import installation_checks as installation
from mattimer.diagnostics.installation_checks import (
    GUIDE_FILES,
    LATE_MODULES,
    try_figures,
    try_guide,
    try_modules,
    try_painting,
)
from mattimer.ui.body.body_shape import FigureError

pytestmark = pytest.mark.usefixtures("qapp")
PACKAGE = Path(mattimer.__file__).parent


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """A copy of what came with the program, to damage."""
    own = Paths.under(tmp_path / "mine")
    resources = tmp_path / "resources"
    shutil.copytree(own.resources, resources)
    return Paths(own.data, own.config, own.state, resources, own.autostart, own=True)


def imported(*, late: bool) -> set[str]:
    """What others wrote and our modules import at their top, or late: in a function."""
    found: set[str] = set()
    for file in PACKAGE.rglob("*.py"):
        if file.stem.endswith(("_windows", "_mac", "notification_center", "wakepy_keeper")):
            continue
        tree = ast.parse(file.read_text(encoding="utf-8"))
        at_top = {id(node) for node in tree.body}
        for node in ast.walk(tree):
            if (id(node) in at_top) is late:
                continue
            if isinstance(node, ast.Import):
                found |= {name.name for name in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module == "PySide6":
                found |= {f"PySide6.{name.name}" for name in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module)
    ours = {"mattimer", *sys.stdlib_module_names}
    return {name for name in found if name.split(".")[0] not in ours}


def test_every_module_is_there() -> None:
    ok, detail = try_modules()
    assert ok, detail
    assert int(detail.split()[0]) > 300


def test_whatever_is_imported_late_is_asked_for() -> None:
    late = imported(late=True)
    asked_for = {name[:end] for name in LATE_MODULES for end in _ends(name)}
    assert late - imported(late=False) <= asked_for
    assert {"icalendar", "pulsectl", "platformdirs"} <= late


def _ends(name: str) -> list[int]:
    """Where it and each package that it lies in end."""
    return [*(at for at, sign in enumerate(name) if sign == "."), len(name)]


def test_a_missing_module_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    ok, detail = try_modules()
    assert not ok
    assert detail.startswith("icalendar: ")


def test_other_systems_do_not_ask_for_this_ones_adapters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setitem(sys.modules, "mattimer.desktop.linux.shared_bus", None)
    assert try_modules()[0]


def test_every_file_of_the_guide_is_read(paths: Paths) -> None:
    files = {file.name for file in (paths.resources / "guide").glob("*.toml")}
    assert set(GUIDE_FILES.values()) == files
    count = len(load_areas(paths.resources / "guide"))
    assert try_guide(paths) == (True, f"{count} areas, {len(files)} files")


@pytest.mark.parametrize("name", sorted(GUIDE_FILES.values()))
def test_a_missing_file_of_the_guide_is_named(paths: Paths, name: str) -> None:
    (paths.resources / "guide" / name).unlink()
    with pytest.raises(ContentError, match=re.escape(name)):
        try_guide(paths)


def test_an_area_that_the_figure_lacks_is_named(paths: Paths) -> None:
    for file in (paths.resources / "guide").glob("*.toml"):
        file.write_text(file.read_text("utf-8").replace('"calves"', '"shins"'), "utf-8")
    with pytest.raises(FigureError, match=r"area shins: body-back\.svg has no path"):
        try_guide(paths)


def test_every_figure_is_drawn(paths: Paths) -> None:
    drawn = [*(paths.resources / "icons").iterdir(), *(paths.resources / "figures").iterdir()]
    assert try_figures(paths) == (True, f"{len(drawn)} drawings")


@pytest.mark.qt_log_ignore("Cannot read file")
@pytest.mark.parametrize("damage", ["", "<svg", '<svg xmlns="http://www.w3.org/2000/svg"/>'])
def test_a_figure_that_draws_nothing_is_named(paths: Paths, damage: str) -> None:
    (paths.resources / "icons" / "play.svg").write_text(damage, encoding="utf-8")
    assert try_figures(paths) == (False, "cannot be drawn: play.svg")


def test_no_figure_at_all(paths: Paths) -> None:
    for folder in ("icons", "figures"):
        shutil.rmtree(paths.resources / folder)
    assert try_figures(paths) == (False, "cannot be drawn: none is there")


def test_the_first_frame_is_painted() -> None:
    ok, detail = try_painting()
    assert ok, detail
    assert detail.startswith("a frame of ")


def test_a_frame_with_nothing_on_it_is_no_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def blank(*_: object) -> QImage:
        image = QImage(300, 200, QImage.Format.Format_RGB32)
        image.fill(0)
        return image

    monkeypatch.setattr(installation, "_first_frame", blank)
    assert try_painting() == (False, "a frame with 1 colours")
