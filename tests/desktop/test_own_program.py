import sys
from pathlib import Path

import pytest

from mattimer.desktop.own_program import OwnProgram, child_command, own_command, own_program
from tests.system.wait_until import wait_for


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "mattimer"
    path.write_text("one", encoding="utf-8")
    return path


def upgrade(file: Path, text: str = "two") -> None:
    """As a package manager does it."""
    fresh = file.with_name("mattimer.dpkg-new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(file)


def test_the_one_that_runs(file: Path) -> None:
    assert not OwnProgram(file, ()).replaced


def test_an_upgrade_is_another_one(file: Path) -> None:
    program = OwnProgram(file, ())
    upgrade(file)
    assert program.replaced


def test_between_away_and_there_nothing_has_come(file: Path) -> None:
    program = OwnProgram(file, ())
    file.unlink()
    assert not program.replaced
    upgrade(file)
    assert program.replaced


def test_modules_in_files_of_their_own_are_no_one_program() -> None:
    assert not OwnProgram(None, ()).replaced
    assert not own_program(None).replaced


def test_a_frozen_one_is_looked_at(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(file))
    program = own_program(None)
    upgrade(file)
    assert program.replaced
    monkeypatch.setenv("APPIMAGE", "/somewhere/Mat_Timer.AppImage")
    mounted = own_program(None)
    upgrade(file, "three")
    assert not mounted.replaced


def test_a_child_runs_from_the_same_files(monkeypatch: pytest.MonkeyPatch) -> None:
    assert child_command("speaker") == (sys.executable, "-m", "mattimer", "speaker")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setenv("APPIMAGE", "/somewhere/Mat_Timer.AppImage")
    assert child_command("speaker") == (sys.executable, "speaker")


def test_it_is_started_with_its_words(tmp_path: Path) -> None:
    made = tmp_path / "made"
    words = (sys.executable, "-c", f"open({str(made)!r}, 'w').write('here')")
    assert OwnProgram(None, words).start()
    wait_for(lambda: made.exists() and made.read_text() == "here", "the program")


@pytest.mark.usefixtures("qapp")
def test_one_that_cannot_be_started(tmp_path: Path) -> None:
    assert not OwnProgram(None, (str(tmp_path / "nothing"),)).start()


def test_what_starts_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    python, script = tmp_path / "python", tmp_path / "mattimer"
    monkeypatch.setattr(sys, "executable", str(python))
    assert own_command({}) == (str(python), "-m", "mattimer")
    script.write_text("#!/bin/sh\n")
    script.chmod(0o700)
    assert own_command({}) == (str(script),)
    assert own_command({}, data=Path("/data")) == (str(script), "--data-dir", "/data")
