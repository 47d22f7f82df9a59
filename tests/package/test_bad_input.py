"""What may be wrong with a computer that has the package: one sentence says it."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.package.conftest import Maker
from tests.package.package import Package, becoming_root
from tests.package.picture import keep, picture_of
from tests.package.plain_user import PROGRAM, Person, without_rights
from tests.package.test_launch import click_in_menu, quit_by_key, window_of, windows
from tests.system.instance import Done
from tests.system.screen import Screen
from tests.system.wait_until import wait_for


@pytest.fixture
def locked_out(person: Person) -> Iterator[Person]:
    """Somebody whose home cannot be written."""
    person.home.chmod(0o555)
    yield person
    person.home.chmod(0o700)


def test_no_display(package: Package, make_person: Maker) -> None:
    assert package.installed
    done = make_person().run()
    assert (done.status, done.lines) == (
        6,
        ["mattimer: there is no display here; log in to a desktop first."],
    )


def test_a_home_that_cannot_be_written(locked_out: Person) -> None:
    done = locked_out.run()
    assert done.status == 5
    assert len(done.lines) == 1
    assert str(locked_out.home) in done.stderr


def test_a_click_is_answered_by_a_window(locked_out: Person, screen: Screen) -> None:
    launcher = locked_out.begin_program("gtk-launch", "io.github.mattimer.MatTimer")
    launcher.quiet = False
    wait_for(lambda: windows(screen), "the window")
    [window] = windows(screen)
    keep(picture_of(screen, window), "refused")
    screen.xdotool("windowactivate", "--sync", window)
    screen.press("Return")
    wait_for(lambda: windows(screen) == [], "the window to be gone")


def test_a_home_with_odd_letters_in_no_language(
    package: Package, make_person: Maker, screen: Screen
) -> None:
    assert package.installed
    person = make_person("Jörg & Ömer's home", screen=screen, LANG="C")
    person.accept_safety()
    click_in_menu(person)
    window_of(screen)
    assert person.paths.database.is_file()
    quit_by_key(person, screen)


@pytest.mark.parametrize(
    ("library", "package_with_it"),
    [("libxcb-cursor.so.0", "libxcb-cursor0"), ("libEGL.so.1", "libegl1")],
)
def test_a_missing_library_is_named(
    person: Person, tmp_path: Path, library: str, package_with_it: str
) -> None:
    done = run_without(library, person, tmp_path)
    assert done.status == 6
    assert len(done.lines) == 1
    assert library in done.stderr
    assert package_with_it in done.stderr


def test_without_a_sound_library_it_opens_all_the_same(person: Person, tmp_path: Path) -> None:
    done = run_without("libpulse.so.0", person, tmp_path, "doctor")
    assert done.status == 0
    assert "libpulse.so.0" in done.stdout
    assert "libpulse0" in done.stdout


def run_without(library: str, person: Person, folder: Path, *command: str) -> Done:
    """Run the program where a library of the system cannot be read."""
    found = next(iter(Path("/usr/lib").glob(f"*-linux-gnu*/{library}"))).resolve()
    nothing = folder / "nothing"
    nothing.touch(mode=0)
    apart = [*(becoming_root() or ()), "unshare", "--mount"]
    if subprocess.run([*apart, "true"], capture_output=True, check=False).returncode:
        pytest.skip("hiding a library takes a mount of one's own, which is not allowed here")
    hide = f'mount --bind {nothing} {found} && exec "$@"'
    told = [f"{name}={value}" for name, value in person.environment.items()]
    words = ["env", "--ignore-environment", *told, PROGRAM, *command]
    done = subprocess.run(
        [*apart, "sh", "-c", hide, "sh", *without_rights(words)],
        cwd=person.home,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)
