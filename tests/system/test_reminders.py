"""Real notifications: shown by dunst, pressed by a mouse; and services that are none."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from mattimer.app.paths import Paths
from mattimer.coach.reminder_times import ReminderKind
from mattimer.storage.state_files.reminder_state import load_kept
from tests.system.bus import bus_daemon
from tests.system.dunst import RIGHT, Dunst, dunst_on
from tests.system.instance import ROOT, Instance
from tests.system.notification_service import GOOD, Desktop, desktop
from tests.system.reminder_program import SESSION
from tests.system.screen import Screen, ended
from tests.system.wait_until import wait_for

UNHEARD = "unheard The mat is free, if you are."


@dataclass
class Reminding:
    """The program that reminds, and what it said."""

    process: "subprocess.Popen[bytes]"
    out: Path
    err: Path
    paths: Paths

    @property
    def said(self) -> list[str]:
        return self.out.read_text("utf-8").splitlines()

    def says(self, *lines: str) -> None:
        """Wait for these lines, and no others."""
        wanted = ["ready", *lines]
        wait_for(lambda: len(self.said) >= len(wanted), f"{wanted}")
        assert self.said == wanted

    def ask(self) -> None:
        """To lie down where it was told to, else to end."""
        self.process.terminate()

    def end(self) -> None:
        """Ask it to end, which it does well and without a word."""
        self.ask()
        assert self.process.wait(20) == 0
        assert self.err.read_text("utf-8") == ""


@dataclass
class Place:
    """A message bus, and programs on it."""

    address: str
    daemon: "subprocess.Popen[bytes]"
    folder: Path

    def remind(self, *options: str, within: Sequence[str] = ()) -> Reminding:
        """Start the program, within another one where that is named; it reminds at once."""
        out, err = self.folder / "out", self.folder / "err"
        environment = {
            **os.environ,
            "DBUS_SESSION_BUS_ADDRESS": self.address,
            "PYTHONPATH": str(ROOT),
            "QT_QPA_PLATFORM": "offscreen",
        }
        data = self.folder / "data"
        with out.open("wb") as stdout, err.open("wb") as stderr:
            process = subprocess.Popen(
                [
                    *within,
                    sys.executable,
                    "-m",
                    "tests.system.reminder_program",
                    str(data),
                    *options,
                ],
                env=environment,
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=stdout,
                stderr=stderr,
            )
        return Reminding(process, out, err, Paths.under(data))

    def doctor(self, instance: Instance) -> dict[str, Any]:
        """What the doctor says of notifications."""
        instance.environment = {
            **instance.environment,
            "DBUS_SESSION_BUS_ADDRESS": self.address,
            "QT_QPA_PLATFORM": "offscreen",
        }
        done = instance.run("doctor", "--json", patience_s=60)
        checks: list[dict[str, Any]] = json.loads(done.stdout)["checks"]
        return next(check for check in checks if check["name"] == "notifications")


@pytest.fixture
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("bus")
    with bus_daemon(folder) as (address, daemon):
        yield Place(address, daemon, folder)


@pytest.fixture
def dunst(place: Place, screen: Screen) -> Iterator[Dunst]:
    with dunst_on(screen, place.address, place.folder) as shown:
        yield shown


@pytest.fixture
def services() -> Iterator[Desktop]:
    with desktop() as made:
        yield made


@pytest.fixture
def reminding(place: Place, dunst: Dunst) -> Iterator[Reminding]:
    """The program, with its note up."""
    started = place.remind()
    with ended(started.process):
        dunst.note()
        yield started


def test_start_now_is_pressed(reminding: Reminding, dunst: Dunst) -> None:
    dunst.choose("Start now")
    reminding.says("start")
    dunst.gone()
    for words in ("Start now", "In 15 minutes", "Not today"):
        assert words in dunst.offered()
    reminding.end()


def test_in_a_quarter_of_an_hour_is_written_down(reminding: Reminding, dunst: Dunst) -> None:
    dunst.choose("In 15 minutes")
    put_off = wait_for(lambda: load_kept(reminding.paths.reminders).put_off, "the file")
    assert put_off.kinds == {ReminderKind.PLAN}
    assert f"{put_off.at:%H:%M}" == "16:15"
    dunst.gone()
    reminding.says()
    reminding.end()


def test_not_today_is_written_down(reminding: Reminding, dunst: Dunst) -> None:
    dunst.choose("Not today")
    day = wait_for(lambda: load_kept(reminding.paths.reminders).not_today, "the file")
    assert day.isoformat() == "2026-09-21"
    dunst.gone()
    reminding.end()


def test_a_click_on_it_opens_the_window(reminding: Reminding, dunst: Dunst) -> None:
    dunst.click()
    reminding.says("open")
    reminding.end()


def test_closed_by_hand_it_is_put_away(reminding: Reminding, dunst: Dunst) -> None:
    dunst.click(RIGHT)
    reminding.says("put away")
    dunst.gone()
    reminding.end()


def test_the_end_of_the_app_takes_it_back(reminding: Reminding, dunst: Dunst) -> None:
    reminding.end()
    dunst.gone()
    reminding.says()


def test_a_session_takes_it_back(place: Place, dunst: Dunst) -> None:
    started = place.remind(SESSION)
    with ended(started.process):
        dunst.note()
        started.ask()
        dunst.gone()
        started.says()
        started.end()


def test_a_service_without_buttons_is_clicked_on(place: Place, services: Desktop) -> None:
    with services.service(place.address, can=("body",)) as service:
        started = place.remind()
        with ended(started.process):
            shown = services.wait(service.shown())
            assert (shown.text, shown.buttons) == ("The mat is free, if you are.", {})
            services.wait(service.press(shown.number, "default", "leave"))
            started.says("open leave")
            assert services.wait(service.is_idle())
            started.end()


def test_a_service_that_dies_leaves_it_to_the_window(place: Place, services: Desktop) -> None:
    with services.service(place.address) as service:
        started = place.remind()
        services.wait(service.shown())
    with ended(started.process):
        started.says(UNHEARD)
        started.end()


def test_a_bus_that_dies_leaves_it_to_the_window(place: Place, services: Desktop) -> None:
    with services.service(place.address) as service:
        started = place.remind()
        with ended(started.process):
            services.wait(service.shown())
            place.daemon.kill()
            started.says(UNHEARD)
            started.end()


def test_without_a_service_it_is_left_to_the_window(place: Place) -> None:
    started = place.remind()
    with ended(started.process):
        started.says(UNHEARD)
        started.end()


def test_without_a_bus_it_is_left_to_the_window(place: Place) -> None:
    place.daemon.kill()
    place.daemon.wait()
    started = place.remind()
    with ended(started.process):
        started.says(UNHEARD)
        started.end()


def test_a_note_that_is_up_lets_the_program_sleep(place: Place, services: Desktop) -> None:
    """What a reminder costs while it waits to be looked at."""
    with services.service(place.address) as service:
        started = place.remind()
        with ended(started.process):
            services.wait(service.shown())
            services.wait(service.settled())
            switches = Switches(started.process.pid)
            wait_for(switches.rested, "the program to fall asleep")
            started.end()


def test_a_reminder_opens_no_socket_to_a_network(place: Place, services: Desktop) -> None:
    told = place.folder / "sockets"
    # With -D the program is the process that was started, and strace a child of it.
    strace = ["strace", "-D", "-f", "-qq", "-e", "signal=none", "-e", "trace=socket", "-o"]
    with services.service(place.address) as service:
        started = place.remind(within=[*strace, str(told), "--"])
        with ended(started.process):
            shown = services.wait(service.shown())
            services.wait(service.press(shown.number, "start"))
            started.says("start")
            started.end()
    families = re.findall(r"socket\((\w+),", told.read_text("ascii"))
    assert set(families) == {"AF_UNIX"}


@pytest.mark.parametrize(
    ("can", "detail"), [(GOOD, "with buttons"), (("body",), "without buttons")]
)
def test_the_doctor_knows_who_would_show_it(
    place: Place, services: Desktop, blind: Instance, can: tuple[str, ...], detail: str
) -> None:
    with services.service(place.address, can=can) as service:
        assert place.doctor(blind) == {"name": "notifications", "ok": True, "detail": detail}
        assert services.wait(service.is_idle())


def test_the_doctor_says_that_nobody_would(place: Place, blind: Instance) -> None:
    found = place.doctor(blind)
    assert found["ok"] is False
    assert found["detail"].startswith("Nobody shows notifications on this desktop")


class Switches:
    """How often the threads of a process gave up the processor."""

    ENOUGH = 25
    """Looks between which it has to rest: half a second."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._before = -1
        self._same = 0

    def rested(self) -> bool:
        """Whether it rested for many looks, one after the other."""
        found = self._count()
        self._same = self._same + 1 if found == self._before else 0
        self._before = found
        return self._same >= self.ENOUGH

    def _count(self) -> int:
        found = 0
        for status in Path(f"/proc/{self._pid}/task").glob("*/status"):
            lines = status.read_text("ascii").splitlines()
            found += sum(int(line.split()[1]) for line in lines if "ctxt_switches" in line)
        return found
