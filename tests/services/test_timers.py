"""Qt's timers count once and seldom wake the computer; those of the tests are wound on."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from mattimer.services.background_tasks import QtScheduler
from tests.fakes import FakeScheduler

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_a_timer_of_qt_calls_once_and_not_when_stopped(qtbot: "QtBot") -> None:
    called: list[str] = []
    scheduler = QtScheduler()
    stopped = scheduler.timer(lambda: called.append("stopped"))
    stopped.start(0)
    stopped.stop()
    once = scheduler.timer(lambda: called.append("once"))
    once.start(0)
    qtbot.waitUntil(lambda: bool(called))
    qtbot.wait(20)
    assert called == ["once"]


def test_a_timer_of_qt_is_coarse_and_ends_with_its_owner(qtbot: "QtBot") -> None:  # noqa: ARG001 - Qt
    owner = QObject()
    QtScheduler(owner).timer(list)
    (timer,) = owner.findChildren(QTimer)
    assert timer.isSingleShot()
    assert timer.timerType() is Qt.TimerType.VeryCoarseTimer
    assert not timer.isActive()


def test_a_timer_of_qt_is_precise_where_that_is_asked(qtbot: "QtBot") -> None:  # noqa: ARG001 - Qt
    owner = QObject()
    QtScheduler(owner, precise=True).timer(list)
    (timer,) = owner.findChildren(QTimer)
    assert timer.timerType() is Qt.TimerType.PreciseTimer


def test_what_is_wound_on_calls_in_its_order() -> None:
    scheduler = FakeScheduler()
    called: list[str] = []
    late = scheduler.timer(lambda: called.append("late"))

    def call_again() -> None:
        called.append("again")
        again.start(300)

    again = scheduler.timer(call_again)
    late.start(1_000)
    again.start(300)
    scheduler.wind_on(1_000)
    assert called == ["again", "again", "again", "late"]
    assert scheduler.waits == [200]
    scheduler.wind_on()
    assert called[-1] == "again"
    again.stop()
    assert scheduler.waits == []
