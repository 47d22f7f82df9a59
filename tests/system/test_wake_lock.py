"""Promises of a desktop on a real bus, which writes down what it promises."""

import asyncio
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from mattimer import APP_ID
from mattimer.desktop.adapters import DesktopAdapters
from mattimer.desktop.linux.inhibitors import APP_NAME, IDLE, NO_WINDOW, REASON, SUSPEND
from mattimer.desktop.linux.shared_bus import session_bus
from mattimer.preferences.settings_values import Awake
from tests.desktop.event_loop import EventLoop, event_loop_with
from tests.system.bus import bus_daemon
from tests.system.inhibit_services import GNOME, POWER, SCREEN_SAVER, Desktop, desktop
from tests.system.screen import ended
from tests.system.wait_until import wait_for

HOLDER = """
import asyncio
from mattimer.desktop.linux.inhibitors import DesktopInhibitors
from mattimer.desktop.linux.shared_bus import session_bus
from mattimer.preferences.settings_values import Awake
async def hold():
    async with DesktopInhibitors(session_bus()).keep(Awake.SCREEN) as granted:
        print(granted, flush=True)
        input()
asyncio.run(hold())
"""


class Bed:
    """A wake lock on a bus."""

    def __init__(self, event_loop: EventLoop, address: str) -> None:
        self.address = address
        self.locks = DesktopAdapters().wake_lock()
        self._desk = event_loop
        self._answers: asyncio.Queue[bool] = asyncio.Queue()
        self.locks.answered.connect(self._answers.put_nowait)

    async def answer(self, kind: Awake) -> bool:
        """Wish, and what comes of it."""
        self.locks.hold(kind)
        return await self._answers.get()

    async def until(self, true: Callable[[], bool]) -> None:
        """Return once something is true, which nothing tells of."""
        while not true():  # noqa: ASYNC110
            await asyncio.sleep(0.01)

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        self._desk.run(work)


@pytest.fixture
def bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator["subprocess.Popen[bytes]"]:
    with bus_daemon(tmp_path) as (address, daemon):
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield daemon


@pytest.fixture
def bed(
    qapp: QApplication,
    bus: "subprocess.Popen[bytes]",  # noqa: ARG001 - is there first
    tmp_path: Path,
) -> Iterator[Bed]:
    with event_loop_with(qapp) as event_loop:
        made = Bed(event_loop, f"unix:path={tmp_path / 'bus'}")
        yield made
        made.locks.close()


def nothing_held(services: Desktop) -> Callable[[], bool]:
    return lambda: services.held == {}


@pytest.mark.parametrize(
    ("kind", "service", "said"),
    [
        (Awake.SCREEN, SCREEN_SAVER, (APP_NAME, REASON)),
        (Awake.SCREEN, GNOME, (APP_ID, NO_WINDOW, REASON, IDLE)),
        (Awake.SOUND, POWER, (APP_NAME, REASON)),
        (Awake.SOUND, GNOME, (APP_ID, NO_WINDOW, REASON, SUSPEND)),
    ],
)
def test_each_service_promises_in_our_name_and_gets_its_promise_back(
    bed: Bed, kind: Awake, service: str, said: tuple[object, ...]
) -> None:
    async def hold() -> None:
        assert await bed.answer(kind) is True
        (promise,) = services.held.values()
        assert promise.service.removesuffix(".Inhibit") == service
        assert promise.arguments == said
        bed.locks.release()
        await bed.until(nothing_held(services))
        assert len(services.made) == 1

    with desktop(bed.address, service) as services:
        bed.run(hold())


def test_another_kind_is_another_promise_and_only_one_is_held(bed: Bed) -> None:
    async def hold() -> None:
        await bed.answer(Awake.SCREEN)
        await bed.answer(Awake.SOUND)
        (promise,) = services.held.values()
        assert promise.service == f"{POWER}.Inhibit"
        assert len(services.made) == 2

    with desktop(bed.address, SCREEN_SAVER, POWER) as services:
        bed.run(hold())


def test_the_end_gives_it_back(bed: Bed) -> None:
    async def hold() -> None:
        await bed.answer(Awake.SCREEN)

    with desktop(bed.address, SCREEN_SAVER) as services:
        bed.run(hold())
        bed.locks.close()
        wait_for(nothing_held(services), "the promise to be given back")


def test_a_desktop_without_such_services_refuses(bed: Bed) -> None:
    async def hold() -> None:
        assert await bed.answer(Awake.SCREEN) is False
        assert await bed.answer(Awake.SOUND) is False

    bed.run(hold())


def test_a_desktop_whose_power_manager_would_unlock_the_screen_is_not_asked_for_that(
    bed: Bed, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hold() -> None:
        assert await bed.answer(Awake.SOUND) is False

    monkeypatch.setenv("XDG_SESSION_DESKTOP", "xfce")
    with desktop(bed.address, POWER):
        bed.run(hold())


def test_a_service_that_refuses_is_passed_over_and_asked_again(bed: Bed) -> None:
    async def hold() -> None:
        services.refuses = True
        assert await bed.answer(Awake.SCREEN) is False
        services.refuses = False
        assert await bed.answer(Awake.SCREEN) is True
        assert len(services.held) == 1

    with desktop(bed.address, SCREEN_SAVER) as services:
        bed.run(hold())


def test_a_service_that_hangs_is_a_refusal_in_the_end(bed: Bed) -> None:
    async def hold() -> None:
        services.hangs = True
        before = time.monotonic()
        assert await bed.answer(Awake.SCREEN) is False
        assert time.monotonic() - before < 10

    with desktop(bed.address, SCREEN_SAVER, GNOME) as services:
        bed.run(hold())
        bed.locks.close()


def test_a_promise_that_comes_late_is_given_back(bed: Bed, monkeypatch: pytest.MonkeyPatch) -> None:
    async def hold() -> None:
        async with session_bus().joined():
            services.hangs = True
            assert await bed.answer(Awake.SCREEN) is False
            services.answer_late()
            await bed.until(lambda: len(services.made) == 1)
            bed.locks.release()
            await bed.until(nothing_held(services))

    monkeypatch.setattr("mattimer.desktop.linux.inhibitors.PATIENCE_S", 0.1)
    with desktop(bed.address, SCREEN_SAVER) as services:
        bed.run(hold())


def test_a_bus_that_hangs_holds_up_neither_the_app_nor_its_end(
    bed: Bed, bus: "subprocess.Popen[bytes]"
) -> None:
    async def hold() -> None:
        before = time.monotonic()
        bed.locks.hold(Awake.SCREEN)
        assert time.monotonic() - before < 0.1
        await asyncio.sleep(0.1)

    bus.send_signal(signal.SIGSTOP)
    try:
        before = time.monotonic()
        bed.run(hold())
        bed.locks.close()
        assert time.monotonic() - before < 5
    finally:
        bus.send_signal(signal.SIGCONT)


def test_a_bus_that_dies_takes_the_promise_with_it_and_nobody_stumbles(
    bed: Bed, bus: "subprocess.Popen[bytes]"
) -> None:
    async def hold() -> None:
        await bed.answer(Awake.SCREEN)

    async def go_on() -> None:
        bed.locks.release()
        assert await bed.answer(Awake.SOUND) is False

    with desktop(bed.address, SCREEN_SAVER):
        bed.run(hold())
    bus.kill()
    bus.wait()
    bed.run(go_on())


@pytest.mark.usefixtures("bus")
def test_a_holder_that_is_killed_frees_the_computer(tmp_path: Path) -> None:
    with desktop(f"unix:path={tmp_path / 'bus'}", SCREEN_SAVER) as services:
        holder = subprocess.Popen(
            [sys.executable, "-c", HOLDER], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        with ended(holder), holder:
            assert holder.stdout is not None
            assert holder.stdout.readline().strip() == b"True"
            assert len(services.held) == 1
            holder.kill()
        wait_for(nothing_held(services), "the promise to be forgotten")
