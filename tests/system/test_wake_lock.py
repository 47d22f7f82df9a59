"""The real wakepy on a real bus, with a desktop that writes down what it promises."""

import gc
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mattimer import APP_ID
from mattimer.desktop.inhibitors import NAME, WHY
from mattimer.desktop.wake_lock import WakeLocks
from mattimer.desktop.wakepy_keeper import WakepyKeeper
from mattimer.preferences.settings_values import Awake
from tests.system.bus import bus_daemon
from tests.system.inhibit_services import GNOME, POWER, SCREEN_SAVER, Desktop, desktop
from tests.system.screen import ended
from tests.system.wait_until import wait_for

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

SUSPEND, IDLE = 4, 8
"""What org.gnome.SessionManager calls them."""

HOLDER = """
from mattimer.desktop.wakepy_keeper import WakepyKeeper
from mattimer.preferences.settings_values import Awake
print(WakepyKeeper().take(Awake.SCREEN), flush=True)
input()
"""


@pytest.fixture
def bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator["subprocess.Popen[bytes]"]:
    with bus_daemon(tmp_path) as (address, daemon):
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield daemon


@pytest.fixture
def locks(qapp: object) -> Iterator[WakeLocks]:  # noqa: ARG001 - starts Qt
    made = WakeLocks(WakepyKeeper())
    yield made
    made.close()
    # A socket left open would be told of here, as a warning.
    gc.collect()


@pytest.fixture(autouse=True)
def _no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")


def address() -> str:
    return os.environ["DBUS_SESSION_BUS_ADDRESS"]


def answer(locks: WakeLocks, qtbot: "QtBot", kind: Awake) -> object:
    with qtbot.waitSignal(locks.answered, timeout=20_000) as answered:
        locks.hold(kind)
    assert answered.args is not None
    return answered.args[0]


def nothing_held(services: Desktop) -> Callable[[], bool]:
    return lambda: services.held == {}


@pytest.mark.parametrize(
    ("kind", "service", "said"),
    [
        (Awake.SCREEN, SCREEN_SAVER, (NAME, WHY)),
        (Awake.SCREEN, GNOME, (APP_ID, 42, WHY, IDLE)),
        (Awake.SOUND, POWER, (NAME, WHY)),
        (Awake.SOUND, GNOME, (APP_ID, 42, WHY, SUSPEND)),
    ],
)
@pytest.mark.usefixtures("bus")
def test_each_service_promises_in_our_name_and_gets_its_promise_back(
    locks: WakeLocks, qtbot: "QtBot", kind: Awake, service: str, said: tuple[object, ...]
) -> None:
    with desktop(address(), service) as services:
        assert answer(locks, qtbot, kind) is True
        (promise,) = services.held.values()
        assert promise.service.removesuffix(".Inhibit") == service
        assert promise.arguments == said
        locks.release()
        qtbot.waitUntil(nothing_held(services))
        assert len(services.made) == 1


@pytest.mark.usefixtures("bus")
def test_another_kind_is_another_promise_and_only_one_is_held(
    locks: WakeLocks, qtbot: "QtBot"
) -> None:
    with desktop(address(), SCREEN_SAVER, POWER) as services:
        answer(locks, qtbot, Awake.SCREEN)
        answer(locks, qtbot, Awake.SOUND)
        (promise,) = services.held.values()
        assert promise.service == f"{POWER}.Inhibit"
        assert len(services.made) == 2


@pytest.mark.usefixtures("bus")
def test_the_end_gives_it_back(locks: WakeLocks, qtbot: "QtBot") -> None:
    with desktop(address(), SCREEN_SAVER) as services:
        answer(locks, qtbot, Awake.SCREEN)
        locks.close()
        wait_for(nothing_held(services), "the promise to be given back")


@pytest.mark.usefixtures("bus")
def test_a_desktop_without_such_services_refuses(locks: WakeLocks, qtbot: "QtBot") -> None:
    assert answer(locks, qtbot, Awake.SCREEN) is False
    assert answer(locks, qtbot, Awake.SOUND) is False


@pytest.mark.usefixtures("bus")
def test_a_service_that_refuses_is_passed_over_and_asked_again(
    locks: WakeLocks, qtbot: "QtBot"
) -> None:
    with desktop(address(), SCREEN_SAVER) as services:
        services.refuses = True
        assert answer(locks, qtbot, Awake.SCREEN) is False
        services.refuses = False
        assert answer(locks, qtbot, Awake.SCREEN) is True
        assert len(services.held) == 1


@pytest.mark.usefixtures("bus")
def test_a_service_that_hangs_is_a_refusal_in_the_end(locks: WakeLocks, qtbot: "QtBot") -> None:
    with desktop(address(), SCREEN_SAVER, GNOME) as services:
        services.hangs = True
        before = time.monotonic()
        assert answer(locks, qtbot, Awake.SCREEN) is False
        assert time.monotonic() - before < 10


def test_a_bus_that_hangs_holds_up_neither_the_app_nor_its_end(
    bus: "subprocess.Popen[bytes]", locks: WakeLocks, qtbot: "QtBot"
) -> None:
    bus.send_signal(signal.SIGSTOP)
    try:
        before = time.monotonic()
        locks.hold(Awake.SCREEN)
        assert time.monotonic() - before < 0.1
        qtbot.waitUntil(lambda: locks.granted is False, timeout=20_000)
        locks.hold(Awake.SOUND)
        locks.close()
        assert time.monotonic() - before < 10
    finally:
        bus.send_signal(signal.SIGCONT)


def test_a_bus_that_dies_takes_the_promise_with_it_and_nobody_stumbles(
    bus: "subprocess.Popen[bytes]", locks: WakeLocks, qtbot: "QtBot"
) -> None:
    with desktop(address(), SCREEN_SAVER):
        answer(locks, qtbot, Awake.SCREEN)
    bus.kill()
    bus.wait()
    locks.release()
    assert answer(locks, qtbot, Awake.SOUND) is False


@pytest.mark.usefixtures("bus")
def test_a_holder_that_is_killed_frees_the_computer() -> None:
    with desktop(address(), SCREEN_SAVER) as services:
        holder = subprocess.Popen(
            [sys.executable, "-c", HOLDER], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        with ended(holder), holder:
            assert holder.stdout is not None
            assert holder.stdout.readline().strip() == b"True"
            assert len(services.held) == 1
            holder.kill()
        wait_for(nothing_held(services), "the promise to be forgotten")


@pytest.mark.usefixtures("bus")
def test_nothing_is_left_open(locks: WakeLocks, qtbot: "QtBot") -> None:
    with desktop(address(), GNOME):
        answer(locks, qtbot, Awake.SCREEN)
        locks.release()
        answer(locks, qtbot, Awake.SOUND)
        threads, files = threading.active_count(), len(os.listdir("/proc/self/fd"))  # noqa: PTH208
        for _ in range(10):
            answer(locks, qtbot, Awake.SCREEN)
            answer(locks, qtbot, Awake.SOUND)
        assert threading.active_count() == threads
        assert len(os.listdir("/proc/self/fd")) == files  # noqa: PTH208
