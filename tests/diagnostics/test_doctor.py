import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import qInstallMessageHandler

from mattimer import __version__
from mattimer.app.paths import Paths
from mattimer.desktop.instance_lock import InstanceLock
from mattimer.desktop.ipc_socket import MessageError
from mattimer.desktop.system_libraries import Missing
from mattimer.diagnostics import device_checks, doctor


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths.under(tmp_path / "mine")


pytestmark = pytest.mark.usefixtures("qapp")

OUTSIDE = {"tray", "sound", "voice", "wake lock", "media keys", "sleep", "notifications"}
"""What a test has none of; tests/system has the real things."""


@pytest.fixture(autouse=True)
def _nobody_speaks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A speech engine outside would be started, which takes its time."""
    monkeypatch.setattr(device_checks, "child_command", lambda _: (sys.executable, "-c", "exit(1)"))


@pytest.fixture(autouse=True)
def _qt_listens_again() -> Iterator[None]:
    before = qInstallMessageHandler(None)
    yield
    qInstallMessageHandler(before)


def found(paths: Paths) -> dict[str, doctor.Check]:
    return {check.name: check for check in doctor.examine(paths)}


def test_all_is_well_where_all_is_well(paths: Paths) -> None:
    checks = found(paths)
    assert {name for name, check in checks.items() if not check.ok} == OUTSIDE
    assert checks["libraries"].detail == "all that Qt asks of the system"
    assert checks["tones"].detail == "7 tones"
    assert "without tones" in checks["sound"].detail
    assert "Tones carry on" in checks["voice"].detail
    assert checks["database"].detail == "0 sessions"
    assert checks["instance"].detail == "not running"
    assert checks["qt"].detail.startswith("Qt 6.")


def test_a_missing_library_is_named(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    missing = (Missing("libEGL.so.1", "libegl1"),)
    monkeypatch.setattr(doctor, "missing_libraries", lambda _resources: missing)
    check = found(paths)["libraries"]
    assert not check.ok
    assert "libEGL.so.1" in check.detail
    assert "libegl1" in check.detail


def test_no_display(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    assert not found(paths)["display"].ok


def test_a_database_that_cannot_be_used(paths: Paths) -> None:
    paths.prepare()
    paths.database.write_text("a diary")
    check = found(paths)["database"]
    assert not check.ok
    assert str(paths.database) in check.detail


def test_a_folder_that_cannot_be_made(paths: Paths) -> None:
    paths.data.write_text("a file")
    assert not found(paths)["database"].ok


def test_a_guide_that_cannot_be_read(paths: Paths, tmp_path: Path) -> None:
    empty = paths._replace(resources=tmp_path / "nothing")
    check = found(empty)["guide"]
    assert not check.ok
    assert "areas.toml" in check.detail


def test_a_stranger_on_the_socket(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    def ask(_socket: Path, _message: object) -> None:
        raise MessageError("Somebody else.")

    monkeypatch.setattr(doctor, "ask", ask)
    assert found(paths)["instance"] == doctor.Check("instance", ok=False, detail="Somebody else.")


def test_a_visit_does_not_keep_the_app_from_starting(paths: Paths) -> None:
    found(paths)
    lock = InstanceLock(paths.lock)
    assert lock.take()
    lock.release()


def test_json_is_for_programs(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    assert doctor.report(paths, as_json=True) == 0
    said = json.loads(capsys.readouterr().out)
    assert said.keys() == {"version", "data_dir", "checks"}
    assert (said["version"], said["data_dir"]) == (__version__, str(paths.data))
    assert all(check.keys() == {"name", "ok", "detail"} for check in said["checks"])


def test_lines_are_for_people(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    paths.prepare()
    paths.database.write_text("a diary")
    assert doctor.report(paths, as_json=False) == 0
    lines = capsys.readouterr().out.splitlines()
    assert {line[:6] for line in lines} == {"ok    ", "FAIL  "}


def test_a_missing_sound_is_named(paths: Paths, tmp_path: Path) -> None:
    empty = paths._replace(resources=tmp_path / "nothing")
    check = found(empty)["tones"]
    assert not check.ok
    assert "end.wav" in check.detail


def test_a_missing_sound_library_is_named(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise ImportError("libpulse.so.0: cannot open shared object file")

    monkeypatch.setattr("mattimer.sound.output.DeviceOutput", refuse)
    check = found(paths)["sound"]
    assert not check.ok
    assert "libpulse" in check.detail
