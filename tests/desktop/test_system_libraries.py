"""Missing libraries: found by loading what needs them, named with their packages."""

import shutil
import sys
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace

import pytest

from mattimer.desktop import system_libraries as libraries
from mattimer.desktop.system_libraries import (
    Missing,
    find_missing,
    library_named_in,
    missing_for_display,
    missing_for_import,
    missing_libraries,
    missing_sentence,
    packages_in,
)

RESOURCES = Path(__file__).parents[2] / "resources"
CURSOR, ICCCM = b"libxcb-cursor.so.0", b"libxcb-icccm.so.4"
NO_CURSOR, NO_ICCCM = b"libxcb-nobody.so.0", b"libxcb-nonsu.so.4"

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="as Linux loads libraries")


def real_qt() -> Path:
    spec = find_spec("PySide6")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    return Path(spec.submodule_search_locations[0])


@pytest.fixture
def plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The X server's plugin, in a Qt of its own, needing two libraries that nobody has."""
    folder = tmp_path / "PySide6" / "Qt"
    (folder / "plugins" / "platforms").mkdir(parents=True)
    (folder / "lib").symlink_to(real_qt() / "Qt" / "lib")
    plugin = folder / "plugins" / "platforms" / "libqxcb.so"
    shutil.copy(real_qt() / "Qt" / "plugins" / "platforms" / "libqxcb.so", plugin)
    content = plugin.read_bytes()
    assert CURSOR in content
    assert ICCCM in content
    plugin.write_bytes(content.replace(CURSOR, NO_CURSOR).replace(ICCCM, NO_ICCCM))
    spec = SimpleNamespace(submodule_search_locations=[str(folder.parent)])
    monkeypatch.setattr(libraries, "find_spec", lambda _: spec)
    return plugin


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A folder whose table knows one of the two."""
    (tmp_path / "system-libraries.txt").write_text(
        f"# comment\n\n{NO_CURSOR.decode()}  libxcb-nobody0\n", encoding="utf-8"
    )
    return tmp_path


def names(missing: tuple[Missing, ...]) -> set[str]:
    return {one.library for one in missing}


@on_linux
def test_everything_that_a_plugin_lacks_is_found(plugin: Path, table: Path) -> None:
    assert set(find_missing([plugin], table)) == {
        Missing(NO_CURSOR.decode(), "libxcb-nobody0"),
        Missing(NO_ICCCM.decode()),
    }


@on_linux
def test_without_the_listing_program_the_loader_names_one(
    plugin: Path, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(table))
    (missing,) = find_missing([plugin], table)
    assert missing.library in {NO_CURSOR.decode(), NO_ICCCM.decode()}


@on_linux
@pytest.mark.usefixtures("plugin")
@pytest.mark.parametrize(
    "environment",
    [
        {"DISPLAY": ":0"},
        {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"},
        {"QT_QPA_PLATFORM": "wayland;xcb"},
    ],
)
def test_the_displays_plugin_is_looked_at(table: Path, environment: dict[str, str]) -> None:
    assert names(missing_for_display(environment, table)) == {
        NO_CURSOR.decode(),
        NO_ICCCM.decode(),
    }


@on_linux
@pytest.mark.usefixtures("plugin")
@pytest.mark.parametrize("platform", ["offscreen", "../xcb", "*"])
def test_another_displays_plugin_is_not(table: Path, platform: str) -> None:
    assert missing_for_display({"QT_QPA_PLATFORM": platform}, table) == ()


@on_linux
@pytest.mark.usefixtures("plugin")
def test_a_doctor_finds_it_among_all_that_the_app_uses(table: Path) -> None:
    assert names(missing_libraries(table)) == {NO_CURSOR.decode(), NO_ICCCM.decode()}


@on_linux
def test_every_part_that_is_looked_for_is_there() -> None:
    for part in libraries.IN_USE:
        assert [file for file in real_qt().glob(part) if file.suffix == ".so"], part


def test_an_import_names_what_it_stopped_at(tmp_path: Path) -> None:
    text = "libEGL.so.1: cannot open shared object file: No such file or directory"
    # Loads well, so there is nothing more to be said than the error itself.
    error = ImportError(text, name="PySide6.QtGui", path=str(tmp_path / "none"))
    assert library_named_in(error) == "libEGL.so.1"
    assert missing_for_import(error, RESOURCES) == (Missing("libEGL.so.1", "libegl1"),)


@pytest.mark.parametrize(
    "text", ["No module named 'PySide6'", "/opt/QtGui.so: undefined symbol: qt_version"]
)
def test_another_import_error_is_no_library(text: str) -> None:
    assert library_named_in(ImportError(text)) == ""
    assert missing_for_import(ImportError(text), RESOURCES) == ()


def test_without_its_table_a_library_is_still_named(tmp_path: Path) -> None:
    error = ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")
    assert missing_for_import(error, tmp_path) == (Missing("libEGL.so.1"),)


@pytest.mark.parametrize(
    ("missing", "needed", "install"),
    [
        (
            [Missing("libEGL.so.1", "libegl1")],
            "libEGL.so.1",
            "libegl1 (Debian, Ubuntu) or the package that has it",
        ),
        ([Missing("libodd.so.7")], "libodd.so.7", "the package that has it"),
        (
            [Missing("a.so.1", "a1"), Missing("b.so.1", "a1"), Missing("c.so.1", "c1")],
            "a.so.1, b.so.1 and c.so.1",
            "a1 and c1 (Debian, Ubuntu) or the packages that have them",
        ),
    ],
)
def test_one_sentence_says_what_to_install(
    missing: list[Missing], needed: str, install: str
) -> None:
    assert missing_sentence(missing) == (
        f"Mat Timer needs {needed}, which this system lacks; install {install}."
    )


def test_what_should_have_come_along_is_to_be_installed_again() -> None:
    assert missing_sentence([Missing("libEGL.so.1", "libegl1"), Missing("libQt6Gui.so.6")]) == (
        "Mat Timer's own libQt6Gui.so.6 is missing; your data is untouched: install it again."
    )


def test_what_qt_is_linked_to_stands_in_the_table() -> None:
    packages = packages_in((RESOURCES / libraries.TABLE).read_text(encoding="utf-8"))
    assert packages["libxcb-cursor.so.0"] == "libxcb-cursor0"
    assert packages["libpulse.so.0"] == "libpulse0"
