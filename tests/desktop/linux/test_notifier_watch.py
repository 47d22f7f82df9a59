"""Whether the session bus has a tray, on a bus of the test's own."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from dbus_fast import PropertyAccess
from dbus_fast.aio import MessageBus
from dbus_fast.service import ServiceInterface, dbus_property, signal

from mattimer.desktop.linux.notifier_watch import WATCHER, WATCHER_PATH, NotifierWatch
from mattimer.desktop.linux.shared_bus import session_bus
from tests.desktop.event_loop import EventLoop, needs_bus
from tests.system.bus import bus_daemon

pytestmark = needs_bus

State = tuple[bool, bool, bool]
NOBODY, ALONE, TRAY = (True, False, False), (True, True, False), (True, True, True)


class Watcher(ServiceInterface):
    """A watcher of status notifiers that knows a host, or none."""

    def __init__(self, *, hosted: bool = True) -> None:
        super().__init__(WATCHER)
        self.hosted = hosted

    @dbus_property(access=PropertyAccess.READ)
    def IsStatusNotifierHostRegistered(self) -> "b":  # type: ignore[name-defined] # noqa: N802, F821
        return self.hosted

    @signal()
    def StatusNotifierHostRegistered(self) -> None:  # noqa: N802 - the bus's name
        self.hosted = True

    @signal()
    def StatusNotifierHostUnregistered(self) -> None:  # noqa: N802 - the bus's name
        self.hosted = False


class Street:
    """A watch, what it said, and where its bus is."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.address = f"unix:path={folder / 'bus'}"
        self.said: asyncio.Queue[State] = asyncio.Queue()
        self.watch = NotifierWatch(session_bus())
        self.watch.changed.connect(self._on_watch_changed)

    def _on_watch_changed(self) -> None:
        watch = self.watch
        self.said.put_nowait((watch.known, watch.watched, watch.there))

    @asynccontextmanager
    async def watcher(self, *, hosted: bool = True) -> AsyncIterator[Watcher]:
        """A panel as long as this lasts."""
        bus = await MessageBus(self.address).connect()
        made = Watcher(hosted=hosted)
        bus.export(WATCHER_PATH, made)
        await bus.request_name(WATCHER)
        try:
            yield made
        finally:
            bus.disconnect()
            with suppress(EOFError):
                await bus.wait_for_disconnect()  # type: ignore[no-untyped-call]

    def look(self, event_loop: EventLoop, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Do something on the loop, and leave the bus while the loop runs."""

        async def look() -> None:
            await work()
            self.watch.close()
            if left := asyncio.all_tasks() - {asyncio.current_task()}:
                await asyncio.wait(left)

        event_loop.run(look())


@pytest.fixture
def street(
    event_loop: EventLoop,  # noqa: ARG001 - queues and tasks want a loop
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Street]:
    made = Street(tmp_path_factory.mktemp("bus"))
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", made.address)
    yield made
    made.watch.close()


def test_a_tray_that_was_there_is_found(street: Street, event_loop: EventLoop) -> None:
    async def look() -> None:
        async with street.watcher():
            street.watch.start()
            assert await street.said.get() == TRAY
        assert await street.said.get() == NOBODY

    with bus_daemon(street.folder):
        street.look(event_loop, look)


def test_a_tray_comes_and_goes_and_comes(street: Street, event_loop: EventLoop) -> None:
    async def look() -> None:
        street.watch.start()
        assert await street.said.get() == NOBODY
        for _ in range(2):
            async with street.watcher():
                assert await street.said.get() == TRAY
            assert await street.said.get() == NOBODY

    with bus_daemon(street.folder):
        street.look(event_loop, look)


def test_a_host_comes_and_goes_while_the_watcher_stays(
    street: Street, event_loop: EventLoop
) -> None:
    async def look() -> None:
        async with street.watcher(hosted=False) as watcher:
            street.watch.start()
            assert await street.said.get() == ALONE
            watcher.StatusNotifierHostRegistered()
            assert await street.said.get() == TRAY
            watcher.StatusNotifierHostUnregistered()
            assert await street.said.get() == ALONE
        assert await street.said.get() == NOBODY

    with bus_daemon(street.folder):
        street.look(event_loop, look)


def test_a_watcher_that_says_nothing_of_hosts_has_none(
    street: Street, event_loop: EventLoop
) -> None:
    async def look() -> None:
        bus = await MessageBus(street.address).connect()
        await bus.request_name(WATCHER)
        street.watch.start()
        assert await street.said.get() == ALONE
        bus.disconnect()
        await bus.wait_for_disconnect()  # type: ignore[no-untyped-call]
        assert await street.said.get() == NOBODY

    with bus_daemon(street.folder):
        street.look(event_loop, look)


def test_without_a_bus_there_is_no_tray(street: Street, event_loop: EventLoop) -> None:
    async def look() -> None:
        street.watch.start()
        assert await street.said.get() == NOBODY

    event_loop.run(look())
    assert street.watch.trouble.startswith("The message bus cannot be reached")


def test_a_bus_that_goes_away_takes_its_tray_along(street: Street, event_loop: EventLoop) -> None:
    async def begin() -> None:
        async with street.watcher():
            street.watch.start()
            assert await street.said.get() == TRAY
            daemon.kill()
            assert await street.said.get() == NOBODY

    with bus_daemon(street.folder) as (_address, daemon):
        event_loop.run(begin())
    assert street.watch.trouble == "The message bus went away."


def test_closed_it_has_left(street: Street, event_loop: EventLoop) -> None:
    async def look() -> None:
        street.watch.start()
        assert await street.said.get() == NOBODY

    async def come() -> None:
        async with street.watcher():
            await asyncio.sleep(0)

    with bus_daemon(street.folder):
        event_loop.run(look())
        street.watch.close()
        street.watch.close()
        event_loop.run(come())
    assert street.said.empty()
