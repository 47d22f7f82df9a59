"""The desktop's media widget shows the session, and its keys steer it."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from mattimer.conductor import Conductor
from mattimer.desktop.media_keys import NoMediaKeys, NowPlaying
from mattimer.flow.media import MediaFlow
from mattimer.guide.loading.areas import load_areas
from mattimer.session.clock import MINUTE, SECOND
from mattimer.session.commands import Pause, Skip
from mattimer.session.session import Status
from tests.fakes import FakeClock
from tests.guide.making import GUIDE
from tests.sound.making import short_plan


class Keys(NoMediaKeys):
    """Notes what it is to show."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[NowPlaying | None] = []

    def show(self, now: NowPlaying | None) -> None:
        self.shown.append(now)


class Desk:
    """Conductor, keys and flow."""

    def __init__(self) -> None:
        self.clock, self.keys = FakeClock(), Keys()
        self.conductor = Conductor(self.clock)
        self.flow = MediaFlow(self.keys, self.conductor, load_areas(GUIDE))

    @property
    def now(self) -> NowPlaying:
        shown = self.keys.shown[-1]
        assert shown is not None
        return shown

    def status(self) -> Status:
        assert self.conductor.session is not None
        return self.conductor.session.status


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    assert qtbot is not None
    made = Desk()
    made.conductor.start(short_plan())
    yield made
    made.conductor.close()


def test_a_session_is_shown_as_stage_and_area(desk: Desk) -> None:
    assert desk.now.title == "Lie down"
    assert desk.now.artist == "Upper back"
    assert (desk.now.length_us, desk.now.position_us) == (MINUTE, 0)
    assert desk.now.running


def test_the_title_follows_the_stage(desk: Desk) -> None:
    desk.clock.advance(33)
    desk.conductor._on_ticker_timeout()
    assert (desk.now.title, desk.now.position_us) == ("Still", 13 * SECOND)


def test_a_pause_is_shown(desk: Desk) -> None:
    desk.conductor.do(Pause())
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
    desk.conductor.do(Skip())
    desk.clock.advance(5)
    desk.keys.stop_wanted.emit()
    assert desk.status() is Status.STOPPED
    assert desk.keys.shown[-1] is None


def test_keys_of_nobody_change_nothing(desk: Desk) -> None:
    desk.keys.stop_wanted.emit()
    desk.conductor.release()
    for signal in ("toggle", "pause", "resume", "skip", "extend", "stop"):
        getattr(desk.keys, f"{signal}_wanted").emit()
    assert desk.conductor.session is None
