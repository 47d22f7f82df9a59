"""A newer package over an older one, and data that an older one wrote."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from project import ROOT

from tests.package.package import Package
from tests.package.picture import settled
from tests.package.plain_user import Person, give
from tests.package.test_launch import click_in_menu, quit_by_key, window_of, windows
from tests.system.screen import Screen
from tests.system.wait_until import wait_for

OLDER = "0.0.9"
DATA = ROOT / "tests" / "storage" / "data"
WRITTEN_BY = sorted(DATA.glob("v*.sqlite3"))
NEWER_SCHEMA = 99
CHOSEN = '{"bells": 40}'


@pytest.fixture
def outdated(package: Package, tmp_path: Path) -> Package:
    """An older version is installed."""
    tmp_path.chmod(0o755)
    older = package.older(OLDER, tmp_path)
    package.remove()
    package.install(older)
    assert package.installed == OLDER
    return package


def test_data_stays_and_the_next_click_opens_the_newer_version(
    outdated: Package, person: Person, screen: Screen
) -> None:
    person.accept_safety()
    person.paths.settings.write_text(CHOSEN, encoding="utf-8")
    give(person.home)
    person.begin("start", "--minutes", "5", "--lead-in", "0")
    person.session_when(lambda it: it["status"] == "running", "a session")
    assert person.run("stop").status == 0
    window_of(screen)
    screen.press("6", "Return")
    wait_for(lambda: person.status()["session"] is None, "the rating to be saved")
    before = person.exported()["sessions"]
    assert [session["tightness_after"] for session in before] == [6]
    first = person.processes[-1]

    outdated.install()
    assert outdated.installed == outdated.version
    # The older one still waits in its window.
    assert first.running
    click_in_menu(person)
    assert first.wait() == 0
    person.runs()
    window_of(screen)
    assert len(windows(screen)) == 1
    assert person.exported()["sessions"] == before
    quit_by_key(person, screen)
    assert '"bells": 40' in person.paths.settings.read_text(encoding="utf-8")


def test_a_session_outlives_the_upgrade_and_every_page_opens(
    outdated: Package, person: Person, screen: Screen
) -> None:
    busy = person.beside(person.home / "own", "--speed", "60")
    app = busy.begin("start", "feet", "--minutes", "5", "--lead-in", "0", "--accept-safety")
    app.quiet = False  # what it said is looked at here
    busy.session_when(lambda it: it["status"] == "running", "a session")

    outdated.install()
    busy.session_when(lambda it: it["status"] == "finished", "the end")
    window_of(screen)
    screen.press("4", "Return")
    wait_for(lambda: busy.status()["session"] is None, "the rating to be saved")
    for key in ("ctrl+2", "ctrl+3", "ctrl+4", "ctrl+comma", "ctrl+1"):
        screen.press(key)
        settled(screen, window_of(screen))
    quit_by_key(busy, screen)
    assert app.wait() == 0
    assert app.stderr == ""
    assert busy.exported()["sessions"][0]["tightness_after"] == 4


@pytest.mark.parametrize("file", WRITTEN_BY, ids=lambda path: path.stem)
def test_data_of_an_older_version_is_taken_along(person: Person, file: Path) -> None:
    database = put(person, file)
    with sqlite3.connect(file) as old:
        (count,) = old.execute("SELECT count(*) FROM session").fetchone()
    assert len(person.exported()["sessions"]) == count > 0
    kept = [path.name for path in database.parent.glob("*.before-v*")]
    assert bool(kept) is (file != WRITTEN_BY[-1])


def test_data_of_a_newer_version_is_left_alone(person: Person) -> None:
    database = put(person, WRITTEN_BY[-1])
    with sqlite3.connect(database) as newer:
        newer.execute(f"PRAGMA user_version = {NEWER_SCHEMA}")
    before = database.read_bytes()
    done = person.run()
    assert done.status == 5
    assert len(done.lines) == 1
    assert "newer" in done.stderr
    assert database.read_bytes() == before


def put(person: Person, file: Path) -> Path:
    """Give somebody the data that another version wrote."""
    person.paths.prepare()
    shutil.copyfile(file, person.paths.database)
    give(person.home)
    return person.paths.database
