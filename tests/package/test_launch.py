"""Opened from the menu, by somebody who has never seen a terminal."""

import configparser
import shlex

import pytest

from mattimer import APP_ID
from tests.package.picture import keep, picture_of, shows_a_page
from tests.package.plain_user import Person
from tests.package.test_install import ENTRY
from tests.system.screen import Screen
from tests.system.wait_until import wait_for

NAME = "^Mat Timer$"


def click_in_menu(person: Person) -> None:
    """Start what the menu's entry says, as a desktop does."""
    launcher = person.begin_program("gtk-launch", APP_ID)
    assert launcher.wait() == 0, launcher.stderr


def windows(screen: Screen) -> list[int]:
    """The app's windows that are shown, whoever's they are."""
    words = ("search", "--onlyvisible", "--name", NAME)
    return [int(one) for one in screen.xdotool(*words).split()]


def window_of(screen: Screen) -> int:
    """The one window there is, once it is in front and painted."""

    def ready() -> int | None:
        found = windows(screen)
        return found[0] if found == [screen.active()] else None

    window = wait_for(ready, "the window")
    wait_for(lambda: shows_a_page(picture_of(screen, window)), "a page in it")
    return window


def quit_by_key(person: Person, screen: Screen) -> None:
    screen.press("ctrl+q")
    person.runs(running=False)


def action(name: str) -> list[str]:
    """The words of an action of the installed entry."""
    entry = configparser.ConfigParser(delimiters="=", interpolation=None)
    entry.read(ENTRY, encoding="utf-8")
    return shlex.split(entry[f"Desktop Action {name}"]["Exec"])


def test_the_first_click_asks_for_safety(person: Person, screen: Screen) -> None:
    click_in_menu(person)
    window = window_of(screen)
    keep(picture_of(screen, window), "first-start")
    assert windows(screen) == [window]
    quit_by_key(person, screen)


def test_the_window_belongs_to_the_entry(person: Person, screen: Screen) -> None:
    person.accept_safety()
    click_in_menu(person)
    window = window_of(screen)
    keep(picture_of(screen, window), "today")
    assert APP_ID in screen.window_class(window)
    told = person.run_program("xprop", "-id", str(window), "_KDE_NET_WM_DESKTOP_FILE").stdout
    assert told.endswith(f'"{APP_ID}"\n')
    icon = person.run_program("xprop", "-notype", "-id", str(window), "_NET_WM_ICON").stdout
    assert "Icon (48 x 48)" in icon or "Icon (64 x 64)" in icon
    assert f"StartupWMClass={APP_ID}\n" in ENTRY.read_text(encoding="utf-8")
    quit_by_key(person, screen)


def test_a_second_click_brings_the_window_back(person: Person, screen: Screen) -> None:
    person.accept_safety()
    click_in_menu(person)
    window = window_of(screen)
    screen.xdotool("windowminimize", "--sync", window)
    wait_for(lambda: windows(screen) == [], "the window to be minimised")
    click_in_menu(person)
    assert window_of(screen) == window
    quit_by_key(person, screen)


@pytest.mark.parametrize("minutes", [5, 10, 15])
def test_each_length_in_the_menu_starts_a_session(
    person: Person, screen: Screen, minutes: int
) -> None:
    person.accept_safety()
    click_in_menu(person)
    window_of(screen)
    done = person.run_program(*action(f"start-{minutes}"))
    assert (done.status, done.stderr) == (0, "")
    session = person.session_when(lambda it: it["status"] == "running", "the session")
    assert session["planned_s"] == minutes * 60
    assert person.run("stop").status == 0
    quit_by_key(person, screen)


def test_the_menu_pauses_and_goes_on(person: Person, screen: Screen) -> None:
    person.accept_safety()
    # Nothing runs yet: the action itself opens the app.
    person.begin_program(*action("start-5"))
    person.session_when(lambda it: it["status"] == "running", "the session")
    window_of(screen)
    assert person.run_program(*action("toggle")).status == 0
    person.session_when(lambda it: it["status"] == "paused", "a pause")
    assert person.run_program(*action("toggle")).status == 0
    person.session_when(lambda it: it["status"] == "running", "going on")
    assert person.run("stop").status == 0
    quit_by_key(person, screen)
