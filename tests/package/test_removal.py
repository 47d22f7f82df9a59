"""Taken away again: nothing of it stays but what is the person's."""

from pathlib import Path

from tests.package.package import Package, system_files
from tests.package.plain_user import Person
from tests.package.test_launch import click_in_menu, quit_by_key, window_of
from tests.system.screen import Screen


def test_nothing_stays_but_the_persons_data(
    package: Package, person: Person, screen: Screen
) -> None:
    person.accept_safety()
    click_in_menu(person)
    window_of(screen)
    quit_by_key(person, screen)
    data = person.paths.database.read_bytes()
    # Whatever was used wrote nothing into the installation.
    assert package.changed() == ""
    its_own = {str(path) for path in package.files() if path.is_file() or path.is_symlink()}

    there = system_files()
    package.remove()
    left = system_files()
    assert its_own <= there
    assert its_own & left == set()
    assert [path for path in left if "mattimer" in path.lower()] == []
    assert [path for path in left - there if not Path(path).is_file()] == []
    assert person.paths.database.read_bytes() == data
