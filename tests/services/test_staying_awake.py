"""The lock follows Prepare, the session, its pauses and the setting."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from mattimer.preferences.settings_values import Awake, Settings
from mattimer.services.background_tasks import QtScheduler
from mattimer.services.session_runner import SessionRunner
from mattimer.services.staying_awake import StayingAwake
from mattimer.session.awake import LONGEST_PAUSE
from mattimer.session.clock import SECOND, Scheduler
from mattimer.session.commands import Discard, Extend, Pause, Resume, Stop, Tick
from tests.fakes import FakeClock, FakeScheduler
from tests.session.factories import ten_minutes

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

TEN_S = LONGEST_PAUSE / SECOND


class FakeLock(QObject):
    """Writes down every change of the wish."""

    answered = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.wishes: list[Awake] = [Awake.OFF]
        self.trouble = ""
        self.granted: bool | None = None

    @property
    def wish(self) -> Awake:
        return self.wishes[-1]

    def hold(self, kind: Awake) -> None:
        if kind is not self.wish:
            self.wishes.append(kind)

    def release(self) -> None:
        self.hold(Awake.OFF)

    def close(self) -> None:
        self.release()


class Room:
    """A session runner, a lock, and a clock in the hand."""

    def __init__(self, *, speed: float = 1.0, scheduler: Scheduler | None = None) -> None:
        self.clock = FakeClock(speed)
        self.runner = SessionRunner(self.clock)
        self.lock = FakeLock()
        self.settings = Settings()
        self.scheduler = FakeScheduler()
        self.flow = StayingAwake(
            self.lock, self.runner, self.clock, scheduler or self.scheduler, lambda: self.settings
        )
        self.runner.observers = (self.flow,)

    def set(self, awake: Awake) -> None:
        self.settings = replace(self.settings, awake=awake)
        self.flow.on_setting_changed("awake")

    def wish(self) -> Awake:
        return self.lock.wish

    def lie_down(self) -> None:
        self.runner.start(ten_minutes())

    def close(self) -> None:
        self.flow.close()
        self.runner.close()


@pytest.fixture
def room(qtbot: "QtBot") -> Iterator[Room]:  # noqa: ARG001 - starts Qt
    made = Room()
    yield made
    made.close()


def test_from_prepare_to_the_end_it_is_one_wish(room: Room) -> None:
    assert room.wish() is Awake.OFF
    room.flow.on_prepare_shown()
    assert room.wish() is Awake.SCREEN
    room.lie_down()
    room.flow.on_prepare_left()
    room.clock.advance(300)
    room.runner.do(Extend())
    room.runner.do(Stop())
    assert room.lock.wishes == [Awake.OFF, Awake.SCREEN, Awake.OFF]


def test_turning_back_from_prepare_lets_go(room: Room) -> None:
    room.flow.on_prepare_shown()
    room.flow.on_prepare_left()
    assert room.wish() is Awake.OFF


@pytest.mark.parametrize("end", [Stop(), Discard()])
def test_any_end_lets_go_at_once(room: Room, end: Stop | Discard) -> None:
    room.lie_down()
    assert room.wish() is Awake.SCREEN
    room.runner.do(end)
    assert room.wish() is Awake.OFF


def test_an_end_by_itself_lets_go_at_once(room: Room) -> None:
    room.lie_down()
    room.clock.advance(621)
    room.runner.do(Tick())
    assert room.wish() is Awake.OFF


def test_a_pause_lets_go_after_ten_minutes_and_going_on_takes_it_again(room: Room) -> None:
    room.lie_down()
    room.clock.advance(60)
    assert room.scheduler.waits == []
    room.runner.do(Pause())
    assert room.wish() is Awake.SCREEN
    assert room.scheduler.waits == [TEN_S * 1000]
    room.clock.advance(TEN_S)
    room.scheduler.wind_on()
    assert room.wish() is Awake.OFF
    assert room.scheduler.waits == []
    room.runner.do(Resume())
    assert room.wish() is Awake.SCREEN


def test_a_timer_that_fires_early_waits_for_the_rest(room: Room) -> None:
    room.lie_down()
    room.runner.do(Pause())
    room.clock.advance(TEN_S - 20)
    room.scheduler.wind_on()
    assert room.wish() is Awake.SCREEN
    assert room.scheduler.waits == [20_000]
    room.clock.advance(20)
    room.scheduler.wind_on()
    assert room.wish() is Awake.OFF


def test_going_on_in_time_stops_the_count(room: Room) -> None:
    room.lie_down()
    room.runner.do(Pause())
    room.runner.do(Resume())
    assert room.scheduler.waits == []
    assert room.lock.wishes == [Awake.OFF, Awake.SCREEN]


def test_a_faster_clock_waits_shorter(qtbot: "QtBot") -> None:  # noqa: ARG001 - starts Qt
    room = Room(speed=60)
    room.lie_down()
    room.runner.do(Pause())
    assert room.scheduler.waits == [10_000]
    room.close()


def test_the_timer_itself_lets_go(qtbot: "QtBot") -> None:
    room = Room(speed=100_000, scheduler=QtScheduler())
    room.lie_down()
    room.runner.do(Pause())
    room.clock.advance(TEN_S)
    qtbot.waitUntil(lambda: room.wish() is Awake.OFF)
    room.close()


def test_another_kind_is_wished_at_once_and_off_lets_go(room: Room) -> None:
    room.lie_down()
    room.set(Awake.SOUND)
    room.set(Awake.OFF)
    room.set(Awake.SCREEN)
    assert room.lock.wishes == [Awake.OFF, Awake.SCREEN, Awake.SOUND, Awake.OFF, Awake.SCREEN]


def test_without_a_session_a_setting_wishes_for_nothing(room: Room) -> None:
    room.set(Awake.SOUND)
    assert room.lock.wishes == [Awake.OFF]


def test_another_setting_is_no_matter(room: Room) -> None:
    room.flow.on_prepare_shown()
    room.settings = replace(room.settings, awake=Awake.SOUND)
    room.flow.on_setting_changed("bells")
    assert room.wish() is Awake.SCREEN


def test_the_end_of_the_app_lets_go(room: Room) -> None:
    room.lie_down()
    room.runner.do(Pause())
    room.flow.close()
    assert room.wish() is Awake.OFF
    assert room.scheduler.waits == []
