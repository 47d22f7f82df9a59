"""Which kind of tray counts, and when."""

import pytest
from PySide6.QtCore import QObject, Signal

from mattimer.desktop.linux.tray_watch import TrayWatch
from mattimer.desktop.linux.xembed_watch import XEmbedWatch, has_xembed_tray
from mattimer.desktop.tray_presence import SteadyTray, TrayPresence

pytestmark = pytest.mark.usefixtures("qapp")


class Bus(QObject):
    """Stands for the watch over status notifiers."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.known = self.watched = self.there = False
        self.calls: list[str] = []

    def start(self) -> None:
        self.calls.append("start")

    def close(self) -> None:
        self.calls.append("close")

    def become(self, *, watched: bool, there: bool) -> None:
        self.known, self.watched, self.there = True, watched, there
        self.changed.emit()


class Server(Bus):
    """Stands for the watch over the X server."""

    def be(self, *, there: bool) -> None:
        self.there = there
        self.changed.emit()


class Watch:
    """A watch over both, and what it said."""

    def __init__(self, *, on_x: bool = True) -> None:
        self.bus, self.server = Bus(), Server()
        server = self.server if on_x else None
        self.watch = TrayWatch(self.bus, server)  # type: ignore[arg-type]
        self.said: list[bool] = []
        self.watch.changed.connect(lambda: self.said.append(self.watch.there))


def test_the_bus_is_heard_before_the_x_server_counts() -> None:
    one = Watch()
    one.server.be(there=True)
    assert one.said == []
    one.bus.become(watched=False, there=False)
    assert one.said == [True]


def test_status_notifiers_come_first() -> None:
    one = Watch()
    one.server.be(there=True)
    one.bus.become(watched=True, there=True)
    one.server.be(there=False)
    assert one.said == [True]
    one.bus.become(watched=False, there=False)
    one.bus.become(watched=True, there=True)
    assert one.said == [True, False, True]


def test_a_watcher_without_a_host_shows_nothing() -> None:
    one = Watch()
    one.server.be(there=True)
    # Qt would take the watcher for a tray, and nobody would see the icon.
    one.bus.become(watched=True, there=False)
    assert one.said == []
    one.bus.become(watched=True, there=True)
    assert one.said == [True]


def test_qt_never_changes_over_so_only_the_first_kind_counts() -> None:
    one = Watch()
    one.bus.become(watched=False, there=False)
    one.server.be(there=True)
    one.bus.become(watched=True, there=True)
    one.server.be(there=False)
    assert one.said == [True, False]
    one.server.be(there=True)
    assert one.said == [True, False, True]


def test_a_tray_may_come_late() -> None:
    for one in (Watch(), Watch(on_x=False)):
        one.bus.become(watched=False, there=False)
        one.bus.become(watched=True, there=True)
        assert one.said == [True]


def test_both_are_started_and_closed() -> None:
    one = Watch()
    one.watch.start()
    one.watch.close()
    assert one.bus.calls == one.server.calls == ["start", "close"]


@pytest.mark.parametrize("there", [False, True])
def test_a_steady_tray_stays_as_it_is(there: bool) -> None:  # noqa: FBT001 - a parameter
    tray: TrayPresence = SteadyTray(there=there)
    tray.start()
    tray.close()
    assert tray.there is there


def test_without_an_x_server_there_is_none_to_watch() -> None:
    watch = XEmbedWatch()
    watch.start()
    watch.close()
    watch.close()
    assert (watch.there, has_xembed_tray()) == (False, False)
