"""The desktop's media widget shows the session, and its keys steer it."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from mattimer.content.loader import load_areas
from mattimer.desktop.media_keys import NoMediaKeys, NowPlaying
from mattimer.services.media_session import MediaSession
from mattimer.services.session_runner import SessionRunner
from mattimer.session.clock import MINUTE, SECOND
from mattimer.session.commands import Pause, Skip
from mattimer.session.session import Status
from tests.coach.factories import GUIDE
from tests.fakes import FakeClock
from tests.sound.factories import short_plan
from tests.ui.timers import run_out


class Keys(NoMediaKeys):
    """Notes what it is to show."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[NowPlaying | None] = []

    def show(self, now: NowPlaying | None) -> None:
        self.shown.append(now)


class Desk:
    """SessionRunner, keys and flow."""

    def __init__(self) -> None:
        self.clock, self.keys = FakeClock(), Keys()
        self.runner = SessionRunner(self.clock)
        self.flow = MediaSession(self.keys, self.runner, load_areas(GUIDE))
        self.runner.observers = (self.flow,)

    @property
    def now(self) -> NowPlaying:
        shown = self.keys.shown[-1]
        assert shown is not None
        return shown

    def status(self) -> Status:
        assert self.runner.session is not None
        return self.runner.session.status


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    assert qtbot is not None
    made = Desk()
    made.runner.start(short_plan())
    yield made
    made.runner.close()


def test_a_session_is_shown_as_stage_and_area(desk: Desk) -> None:
    assert desk.now.title == "Lie down"
    assert desk.now.artist == "Upper back"
    assert (desk.now.length_us, desk.now.position_us) == (MINUTE, 0)
    assert desk.now.running


def test_the_title_follows_the_stage(desk: Desk) -> None:
    desk.clock.advance(33)
    run_out(desk.runner, "session_ticker")
    assert (desk.now.title, desk.now.position_us) == ("Still", 13 * SECOND)


def test_a_pause_is_shown(desk: Desk) -> None:
    desk.runner.do(Pause())
    assert not desk.now.running


def test_each_key_does_its_part(desk: Desk) -> None:
    keys = desk.keys
    keys.toggle_wanted.emit()
    assert desk.status() is Status.PAUSED
    keys.resume_wanted.emit()
    assert desk.status() is Status.RUNNING
    keys.pause_wanted.emit()
    assert desk.status() is Status.PAUSED
    keys.resume_wanted.emit()
    keys.skip_wanted.emit()
    assert desk.now.title == "Settle"
    keys.extend_wanted.emit()
    assert desk.now.length_us == 2 * MINUTE


def test_stop_asks_nothing_and_leaves_nothing_to_show(desk: Desk) -> None:
    desk.runner.do(Skip())
    desk.clock.advance(5)
    desk.keys.stop_wanted.emit()
    assert desk.status() is Status.STOPPED
    assert desk.keys.shown[-1] is None


def test_keys_of_nobody_change_nothing(desk: Desk) -> None:
    desk.keys.stop_wanted.emit()
    desk.runner.release()
    for signal in ("toggle", "pause", "resume", "skip", "extend", "stop"):
        getattr(desk.keys, f"{signal}_wanted").emit()
    assert desk.runner.session is None
