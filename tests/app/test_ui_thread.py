import threading
from typing import TYPE_CHECKING

from mattimer.app.ui_thread import UiThread

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_a_call_from_another_thread_runs_on_this_one(qtbot: "QtBot") -> None:
    ui_thread = UiThread()
    ran: list[threading.Thread] = []
    other = threading.Thread(
        target=lambda: ui_thread.deliver(lambda: ran.append(threading.current_thread()))
    )
    other.start()
    other.join()
    assert ran == []
    qtbot.waitUntil(lambda: ran == [threading.current_thread()])


def test_calls_keep_their_order(qtbot: "QtBot") -> None:
    ui_thread = UiThread()
    ran: list[int] = []
    for number in range(5):
        ui_thread.deliver(lambda number=number: ran.append(number))  # type: ignore[misc]
    assert ran == []
    qtbot.waitUntil(lambda: ran == [0, 1, 2, 3, 4])
