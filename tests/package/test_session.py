"""A whole session with the installed program: seen, heard, rated, and found again."""

from pathlib import Path

import pytest

from tests.package.conftest import Maker
from tests.package.package import Package
from tests.package.picture import keep, picture_of, settled
from tests.package.plain_user import Person
from tests.package.test_launch import quit_by_key, window_of
from tests.system.recording_analysis import NOISE, Heard
from tests.system.screen import Screen
from tests.system.sound_server import SoundServer
from tests.system.wait_until import wait_for

SPEED = 40
MINUTES = 10


@pytest.fixture
def lying(
    package: Package,  # noqa: ARG001 - installed
    make_person: Maker,
    screen: Screen,
    sound: SoundServer,
) -> Person:
    """Somebody with loudspeakers, on data of its own and in a hurry."""
    person = make_person(screen=screen, PULSE_SERVER=sound.server)
    return person.beside(person.home / "own", "--speed", str(SPEED))


def test_a_session_is_seen_heard_and_rated(
    lying: Person, screen: Screen, sound: SoundServer, tmp_path: Path
) -> None:
    words = ("--accept-safety", "--minutes", str(MINUTES), "--lead-in", "20")
    with sound.recording(tmp_path / "heard.raw") as recorded:
        lying.begin("start", "upper-back", *words)
        lying.session_when(lambda it: it["stage"] == "still", "stillness")
        keep(picture_of(screen, window_of(screen)), "session")
        lying.session_when(lambda it: it["status"] == "finished", "the end")
        keep(settled(screen, window_of(screen)), "after")
    assert Heard(recorded).peak > 10 * NOISE
    screen.press("4", "Return")
    wait_for(lambda: lying.status()["session"] is None, "the rating to be saved")
    quit_by_key(lying, screen)
    (session,) = lying.exported()["sessions"]
    assert (session["area"], session["outcome"]) == ("upper-back", "finished")
    assert session["tightness_after"] == 4
    assert session["mat_s"] == session["planned_s"] == MINUTES * 60
