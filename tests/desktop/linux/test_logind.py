"""logind's word on sleep, on a bus of the test's own."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from dbus_fast import Message

from mattimer.desktop.linux.logind import LOGIND, LOGIND_PATH, MANAGER, LogindSleepWatch
from mattimer.desktop.linux.shared_bus import system_bus
from mattimer.desktop.sleep_watch import NoSleepWatch, SleepWatch
from tests.desktop.event_loop import Client, EventLoop, client_on, needs_bus
from tests.system.bus import bus_daemon

pytestmark = needs_bus

SLEEPS = True


class Night:
    """A sleep watch, what it said, and where its bus is."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.address = f"unix:path={folder / 'bus'}"
        self.said: asyncio.Queue[str] = asyncio.Queue()
        self.watch = LogindSleepWatch(system_bus())
        self.watch.falling_asleep.connect(lambda: self.said.put_nowait("falling asleep"))
        self.watch.woke.connect(lambda: self.said.put_nowait("woke"))

    @asynccontextmanager
    async def logind(self) -> AsyncIterator[Client]:
        """Somebody who is logind as long as this lasts."""
        async with client_on(self.address) as client:
            await client.ask("RequestName", "su", LOGIND, 0)
            yield client

    async def trouble_is(self, words: str) -> None:
        """Return once this is all that the watch complains of."""
        while self.watch.trouble != words:  # noqa: ASYNC110 - nothing else tells
            await asyncio.sleep(0)

    async def listening(self, logind: Client) -> None:
        """Return once the watch hears logind."""
        while self.said.empty():
            await prepare_for_sleep(logind, asleep=False)
            await asyncio.sleep(0)
        while not self.said.empty():
            assert self.said.get_nowait() == "woke"


@pytest.fixture
def night(
    event_loop: EventLoop,  # noqa: ARG001 - queues and tasks want a loop
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Night]:
    made = Night(tmp_path_factory.mktemp("bus"))
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", made.address)
    yield made
    made.watch.close()


async def say(
    client: Client,
    signature: str,
    *body: object,
    path: str = LOGIND_PATH,
    interface: str = MANAGER,
    member: str = "PrepareForSleep",
    to: str | None = None,
) -> None:
    signal = Message.new_signal(path, interface, member, signature, list(body))
    signal.destination = to
    await client.bus.send(signal)
    # Answered once the bus has passed it on.
    await client.ask("GetId")


async def prepare_for_sleep(client: Client, *, asleep: bool) -> None:
    await say(client, "b", asleep)


def test_logind_is_believed(night: Night, event_loop: EventLoop) -> None:
    async def sleep() -> None:
        async with night.logind() as logind:
            night.watch.start()
            await night.listening(logind)
            for asleep, said in ((True, "falling asleep"), (False, "woke")) * 2:
                await prepare_for_sleep(logind, asleep=asleep)
                assert await night.said.get() == said
            assert night.watch.trouble == ""

    with bus_daemon(night.folder):
        event_loop.run(sleep())


def test_nobody_else_is_and_nothing_else(night: Night, event_loop: EventLoop) -> None:
    async def sleep() -> None:
        async with night.logind() as logind, client_on(night.address) as other:
            night.watch.start()
            await night.listening(logind)
            (ours,) = set(await other.ask("ListNames")) - {
                "org.freedesktop.DBus",
                LOGIND,
                logind.bus.unique_name,
                other.bus.unique_name,
            }
            # Sent to us alone, nothing is held up by what we asked for.
            await say(other, "b", SLEEPS, to=ours)
            await say(logind, "b", SLEEPS, to=ours, path="/org/freedesktop/login2")
            await say(logind, "b", SLEEPS, to=ours, interface="org.freedesktop.login1.Session")
            await say(logind, "b", SLEEPS, to=ours, member="PrepareForShutdown")
            await say(logind, "s", "true", to=ours)
            await say(logind, "", to=ours)
            body = (LOGIND, logind.bus.unique_name, other.bus.unique_name)
            bus = "org.freedesktop.DBus"
            for liar in (logind, other):
                await say(
                    liar,
                    "sss",
                    *body,
                    to=ours,
                    interface=bus,
                    member="NameOwnerChanged",
                    path="/org/freedesktop/DBus",
                )
            await say(other, "b", SLEEPS, to=ours)
            await prepare_for_sleep(logind, asleep=False)
            assert await night.said.get() == "woke"
            assert night.said.empty()

    with bus_daemon(night.folder):
        event_loop.run(sleep())


def test_logind_may_come_later_and_may_begin_anew(night: Night, event_loop: EventLoop) -> None:
    async def sleep() -> None:
        night.watch.start()
        await night.trouble_is("logind is not on the system bus.")
        for _ in range(2):
            async with night.logind() as logind:
                await night.listening(logind)
                await prepare_for_sleep(logind, asleep=True)
                assert await night.said.get() == "falling asleep"
                await night.trouble_is("")
            await night.trouble_is("logind is not on the system bus.")

    with bus_daemon(night.folder):
        event_loop.run(sleep())


def test_without_a_system_bus_nothing_is_heard(night: Night, event_loop: EventLoop) -> None:
    async def sleep() -> None:
        night.watch.start()
        await night.trouble_is("The message bus cannot be reached (No such file or directory).")

    event_loop.run(sleep())
    assert night.said.empty()


def test_a_bus_that_goes_away_can_be_joined_again(night: Night, event_loop: EventLoop) -> None:
    async def begin() -> None:
        async with night.logind() as logind:
            night.watch.start()
            await night.listening(logind)
            assert night.watch.trouble == ""

    async def lose() -> None:
        await night.trouble_is("The message bus went away.")

    with bus_daemon(night.folder):
        event_loop.run(begin())
    event_loop.run(lose())
    with bus_daemon(night.folder):
        event_loop.run(begin())


def test_a_bus_that_refuses_is_left_alone(night: Night, event_loop: EventLoop) -> None:
    async def sleep() -> None:
        night.watch.start()
        await night.trouble_is(
            "The message bus refuses AddMatch (org.freedesktop.DBus.Error.AccessDenied)."
        )

    deny = (
        '<deny send_destination="org.freedesktop.DBus" send_interface="org.freedesktop.DBus" '
        'send_member="AddMatch"/>'
    )
    with bus_daemon(night.folder, deny):
        event_loop.run(sleep())


def test_closed_it_has_left(night: Night, event_loop: EventLoop) -> None:
    async def begin() -> None:
        async with night.logind() as logind:
            night.watch.start()
            night.watch.start()
            await night.listening(logind)

    async def look() -> None:
        night.watch.start()
        async with night.logind() as logind:
            for _ in range(10):
                await prepare_for_sleep(logind, asleep=True)
            assert len(await logind.ask("ListNames")) == 3

    with bus_daemon(night.folder):
        event_loop.run(begin())
        night.watch.close()
        night.watch.close()
        event_loop.run(look())
    assert night.said.empty()


@pytest.mark.usefixtures("qapp")
def test_where_nobody_tells_nothing_happens() -> None:
    watch: SleepWatch = NoSleepWatch()
    watch.start()
    watch.close()
    assert watch.trouble == ""
