import sys

import pytest
import what_goes_along
from what_goes_along import Entry, kept_binaries, kept_data

QT = "PySide6/Qt"
WIDGETS: Entry = ("PySide6/QtWidgets.abi3.so", "/w", "EXTENSION")
SQLITE: Entry = ("python3.11/lib-dynload/_sqlite3.so", "/s", "EXTENSION")


def library(name: str, folder: str = f"{QT}/lib/") -> Entry:
    return folder + name, name, "BINARY"


def plugin(name: str) -> Entry:
    return library(name, f"{QT}/plugins/")


@pytest.fixture(autouse=True)
def needs(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Who is linked to what, by the file it is."""
    table: dict[str, list[str]] = {}

    def imports_of(source: str) -> set[tuple[str, str | None]]:
        return {(name, f"/lib/{name}") for name in table.get(source, [])}

    monkeypatch.setattr(what_goes_along, "get_imports", imports_of)
    monkeypatch.setattr(sys, "platform", "linux")
    return table


def kept(*entries: Entry) -> set[str]:
    return {place for place, _, _ in kept_binaries(entries)}


def test_what_nothing_in_use_needs_stays_away() -> None:
    assert kept(WIDGETS, library("libQt6Pdf.so.6")) == {WIDGETS[0]}


def test_qt_comes_along_however_deep(needs: dict[str, list[str]]) -> None:
    needs["/w"] = ["libQt6Widgets.so.6"]
    needs["libQt6Widgets.so.6"] = ["libQt6Core.so.6"]
    needs["libQt6Core.so.6"] = ["libicudata.so.73", "libQt6Core.so.6"]
    names = ["libQt6Widgets.so.6", "libQt6Core.so.6", "libicudata.so.73"]
    assert kept(WIDGETS, *map(library, names)) == {WIDGETS[0], *(library(it)[0] for it in names)}


def test_what_qt_takes_from_the_system_stays_there(needs: dict[str, list[str]]) -> None:
    needs["/w"] = ["libX11.so.6"]
    assert kept(WIDGETS, library("libX11.so.6", "")) == {WIDGETS[0]}


def test_what_a_module_of_python_takes_comes_along(needs: dict[str, list[str]]) -> None:
    needs["/s"] = ["libsqlite3.so.0"]
    needs["libsqlite3.so.0"] = ["libz.so.1"]
    entries = [SQLITE, library("libsqlite3.so.0", ""), library("libz.so.1", "")]
    assert kept(*entries) == {place for place, _, _ in entries}


def test_a_library_of_python_asks_for_nothing_of_the_desktop_on_the_way(
    needs: dict[str, list[str]],
) -> None:
    needs["/w"] = ["libQt6Gui.so.6"]
    needs["libQt6Gui.so.6"] = ["libglib-2.0.so.0"]
    entries = [WIDGETS, SQLITE, library("libQt6Gui.so.6"), library("libglib-2.0.so.0", "")]
    assert "libglib-2.0.so.0" not in kept(*entries)


def test_other_systems_get_what_is_needed(
    needs: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    needs["/w"] = ["Qt6Widgets.dll"]
    needs["qt6widgets.dll"] = ["MSVCP140.dll"]
    entries = [WIDGETS, library("qt6widgets.dll", "PySide6/"), library("msvcp140.dll", "")]
    assert kept(*entries) == {place for place, _, _ in entries}


@pytest.mark.parametrize(
    "name", ["platforms/libqxcb.so", "iconengines/libqsvgicon.so", "platforms/libqwayland.so"]
)
def test_plugins_in_use(name: str) -> None:
    assert kept(plugin(name)) == {plugin(name)[0]}


@pytest.mark.parametrize(
    "name", ["multimedia/libffmpegmediaplugin.so", "platformthemes/libqgtk3.so", "tls/libqx.so"]
)
def test_plugins_that_nobody_uses(name: str) -> None:
    assert kept(plugin(name)) == set()


def test_python_itself() -> None:
    assert kept(library("libpython3.11.so.1.0", "")) == {"libpython3.11.so.1.0"}


def test_data() -> None:
    binaries = [library("libQt6Core.so.6")]
    link = ("libQt6Core.so.6", f"{QT}/lib/libQt6Core.so.6", "SYMLINK")
    dangling = ("libQt6Pdf.so.6", f"{QT}/lib/libQt6Pdf.so.6", "SYMLINK")
    guide = ("mattimer/resources/guide/plan.toml", "/r/plan.toml", "DATA")
    words = (f"{QT}/translations/qtbase_de.qm", "/t/qtbase_de.qm", "DATA")
    assert kept_data([link, dangling, guide, words], binaries) == [link, guide]
