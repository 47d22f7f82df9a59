"""What closing the window does, and what quitting does."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from mattimer.presenters.closing import ClosingPresenter
from mattimer.session.commands import Pause, Resume, Stop
from mattimer.session.session import Status
from tests.presenters.app_under_test import AppUnderTest
from tests.sound.factories import short_plan
from tests.ui.timers import run_out, timer


class Door:
    """The app whose way back is in the test's hand."""

    def __init__(self, app: AppUnderTest) -> None:
        self.app = app
        self.way_back = True
        self.said: list[str] = []
        app.window.close_wanted.disconnect()
        app.window.quit_wanted.disconnect()
        self.flow = ClosingPresenter(
            app.opening.context.theme, app.window, app.runner, lambda: self.way_back
        )
        app.runner.observers = (*app.runner.observers, self.flow)
        self.flow.quit_wanted.connect(lambda: self.said.append("quit"))
        self.flow.hidden.connect(lambda: self.said.append("hidden"))

    def lie_down(self) -> None:
        self.app.runner.start(short_plan())
        QApplication.processEvents()

    def close(self) -> None:
        self.app.window.close()
        QApplication.processEvents()

    def lose_way_back(self) -> None:
        """For longer than a panel takes to come again."""
        self.way_back = False
        self.flow.on_way_back_changed()
        if timer(self.flow, "way_back_timer").isActive():
            run_out(self.flow, "way_back_timer")

    @property
    def visible(self) -> bool:
        return self.app.window.isVisible()

    @property
    def status(self) -> Status:
        return self.app.session.status

    @property
    def question(self) -> QMessageBox:
        found = self.app.find("stop_here")
        assert isinstance(found, QMessageBox)
        return found

    def has_question(self) -> bool:
        self.app.settle()
        return self.app.window.findChild(QMessageBox, "stop_here") is not None


@pytest.fixture
def door(app: AppUnderTest) -> Door:
    return Door(app)


def test_with_a_way_back_the_window_hides(door: Door) -> None:
    door.close()
    assert (door.visible, door.said) == (False, ["hidden"])


def test_a_session_goes_on_behind_it(door: Door) -> None:
    door.lie_down()
    door.close()
    assert (door.visible, door.said) == (False, ["hidden"])
    assert door.status is Status.RUNNING
    assert not door.has_question()


def test_without_a_way_back_closing_quits(door: Door) -> None:
    door.way_back = False
    door.close()
    assert (door.visible, door.said) == (True, ["quit"])


def test_without_a_way_back_a_session_is_asked_about(door: Door) -> None:
    door.way_back = False
    door.lie_down()
    door.close()
    assert (door.visible, door.said) == (True, [])
    assert door.question.text() == "Stop here?"
    assert door.status is Status.PAUSED


def test_quitting_is_more_than_closing(door: Door) -> None:
    QTest.keyClick(door.app.window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert door.said == ["quit"]


def test_quitting_while_hidden_brings_the_question_into_sight(door: Door) -> None:
    door.lie_down()
    door.close()
    door.flow.quit()
    door.flow.quit()
    assert door.visible
    assert len(door.app.window.findChildren(QMessageBox)) == 1
    door.app.press("finish_here")
    assert door.said == ["hidden", "quit"]
    assert door.status is Status.STOPPED


@pytest.mark.parametrize("how", ["keep_going", "escape", "close"])
def test_whoever_keeps_going_goes_on(door: Door, how: str, qtbot: QtBot) -> None:
    door.lie_down()
    door.flow.quit()
    seen = [door.status]
    if how == "keep_going":
        door.app.press(how)
    elif how == "escape":
        QTest.keyClick(door.question, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: door.app.session.running)
    else:
        door.question.close()
    seen.append(door.status)
    assert seen == [Status.PAUSED, Status.RUNNING]
    assert door.said == []
    assert not door.has_question()


def test_what_was_paused_stays_paused(door: Door) -> None:
    door.lie_down()
    door.app.do(Pause())
    door.flow.quit()
    door.app.press("keep_going")
    assert door.status is Status.PAUSED


def test_what_has_ended_is_not_asked_about(door: Door) -> None:
    door.lie_down()
    door.app.do(Stop())
    door.flow.quit()
    assert door.said == ["quit"]


def test_a_hidden_window_comes_back_when_its_way_back_is_lost(door: Door) -> None:
    door.close()
    door.lose_way_back()
    assert door.visible


def test_a_panel_that_restarts_disturbs_nobody(door: Door) -> None:
    door.close()
    for there in (False, True):
        door.way_back = there
        door.flow.on_way_back_changed()
    assert not timer(door.flow, "way_back_timer").isActive()
    assert not door.visible


def test_a_window_in_sight_is_left_alone(door: Door) -> None:
    door.way_back = False
    door.flow.on_way_back_changed()
    assert not timer(door.flow, "way_back_timer").isActive()


def test_nobody_is_disturbed_with_closed_eyes(door: Door) -> None:
    door.lie_down()
    door.close()
    door.lose_way_back()
    assert not door.visible
    door.app.do(Stop())
    assert door.visible


def test_a_tray_that_came_back_meanwhile_keeps_it_hidden(door: Door) -> None:
    door.lie_down()
    door.close()
    door.lose_way_back()
    door.way_back = True
    door.flow.on_way_back_changed()
    door.app.do(Stop())
    assert not door.visible


def test_a_pause_is_a_good_moment_too(door: Door) -> None:
    door.lie_down()
    door.close()
    door.lose_way_back()
    door.app.do(Pause())
    assert door.visible
    door.app.do(Resume())
    assert door.app.page() == "session"
