"""The archive for other Linux systems: beside the package, and without it."""

import subprocess
import tarfile
from pathlib import Path

import products
import pytest

from mattimer import APP_ID
from tests.package.conftest import Maker
from tests.package.package import Package
from tests.package.plain_user import Person, give
from tests.package.test_launch import click_in_menu, quit_by_key, window_of
from tests.system.screen import Screen


@pytest.fixture(scope="module")
def unpacked(base: Path) -> Path:
    """The archive's one folder."""
    folder = base / "un packed"
    folder.mkdir(mode=0o755)
    with tarfile.open(products.product(products.TARBALL)) as archive:
        archive.extractall(folder, filter="data")
    [top] = folder.iterdir()
    give(folder)
    return top


def test_two_of_them_are_one_app(person: Person, screen: Screen, unpacked: Path) -> None:
    person.accept_safety()
    click_in_menu(person)
    window = window_of(screen)
    other = person.with_program(unpacked / "bin" / "mattimer")
    done = other.run()
    assert (done.status, done.stderr) == (0, "")
    assert window_of(screen) == window
    assert other.exported()["sessions"] == person.exported()["sessions"] == []
    quit_by_key(person, screen)


def test_it_is_installed_opened_from_the_menu_and_removed(
    package: Package, make_person: Maker, screen: Screen, unpacked: Path
) -> None:
    package.remove()
    person = make_person("my home", screen=screen)
    person = person.with_program(person.home / ".local/bin/mattimer")
    install = unpacked / "install.sh"
    assert person.run_program("sh", install).status == 0
    entry = person.home / ".local/share/applications" / f"{APP_ID}.desktop"
    checked = subprocess.run(["desktop-file-validate", entry], capture_output=True, check=False)
    assert (checked.returncode, checked.stdout) == (0, b"")
    person.accept_safety()
    click_in_menu(person)
    window_of(screen)
    quit_by_key(person, screen)
    done = person.run_program("sh", install, "--remove")
    assert (done.status, done.stderr) == (0, "")
    left = [path for path in person.home.rglob("*") if path.is_file()]
    assert [path for path in left if path.parent.name != "mattimer"] == []
    assert person.paths.database in left
