"""Buses that are not there or talk nonsense, and the one connection to those that are."""

import asyncio
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path

import pytest
from dbus_fast import Message

from mattimer.desktop.linux import dbus_client
from mattimer.desktop.linux.bus_errors import BusError
from mattimer.desktop.linux.dbus_client import DBusClient, SignalRule
from mattimer.desktop.linux.shared_bus import SharedBus, load, session_bus, system_bus
from tests.desktop.event_loop import Client, EventLoop, client_on, needs_bus
from tests.system.bus import bus_daemon, message_bus


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bus")


# Where a bus is --------------------------------------------------------------------------------


def complaint_about(event_loop: EventLoop, bus: SharedBus) -> str:
    async def join() -> str:
        with pytest.raises(BusError) as caught:
            async with bus.joined():
                pytest.fail("It let us in.")
        return str(caught.value)

    return event_loop.run(join())


@needs_bus
def test_the_environment_says_where_the_buses_are(
    event_loop: EventLoop, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def look() -> None:
        for bus in (session_bus(), system_bus()):
            async with bus.joined() as client:
                client.check()

    with message_bus(folder) as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        event_loop.run(look())
        # Where it says nothing, the session's is where it always is.
        monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
        event_loop.run(look())
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    assert "No such file" in complaint_about(event_loop, session_bus())


# Buses that are of no use ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("unix:path=/nowhere/bus", "cannot be reached (No such file or directory)"),
        ("unix:path=/dev/null", "cannot be reached"),
        ("unix:path=/a b", "cannot be reached"),
        ("unix:", "cannot be reached"),
        ("unix", "not on this computer"),
        ("tcp:host=localhost,port=4000", "not on this computer"),
        ("unix:path=/nowhere/bus;tcp:host=localhost,port=4000", "not on this computer"),
        ("autolaunch:", "not on this computer"),
        (";", "cannot be reached"),
    ],
)
def test_where_there_is_no_bus_one_sentence_says_so(
    event_loop: EventLoop, address: str, why: str
) -> None:
    complaint = complaint_about(event_loop, SharedBus(lambda: address))
    assert why in complaint
    assert complaint.endswith(".")
    assert "\n" not in complaint


@contextmanager
def stranger(folder: Path, *said: bytes) -> Iterator[str]:
    """Somebody where a bus should be: answers one caller with this, bit by bit, and hangs up."""

    def talk() -> None:
        connection, _ = server.accept()
        with closing(connection), suppress(OSError):
            for bit in said:
                connection.recv(4096)
                connection.sendall(bit)

    with closing(socket.socket(socket.AF_UNIX)) as server:
        server.bind(str(folder / "bus"))
        server.listen()
        thread = threading.Thread(target=talk)
        thread.start()
        yield f"unix:path={folder / 'bus'}"
        thread.join()


@pytest.mark.parametrize(
    "said",
    [
        (),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n",),
        (b"\xff\xfe\r\n",),
        (b"REJECTED KERBEROS_V4\r\n",),
        (b"a" * 40_000,),
        (b"OK 0123\r\n", b"nonsense" * 100),
        (b"OK 0123\r\n", b"l\1\0\1" + b"\xff" * 12),
        (b"OK 0123\r\n", b""),
    ],
    ids=["silence", "http", "no text", "rejected", "endless", "nonsense", "huge", "hangs up"],
)
def test_whoever_listens_in_its_place_does_no_harm(
    event_loop: EventLoop, folder: Path, said: tuple[bytes, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dbus_client, "PATIENCE_S", 0.5)
    with stranger(folder, *said) as address:
        complaint = complaint_about(event_loop, SharedBus(lambda: address))
    assert complaint.startswith("The message bus cannot be reached (")


def test_one_that_does_not_answer_is_not_waited_for_for_ever(
    event_loop: EventLoop, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dbus_client, "PATIENCE_S", 0.05)
    with closing(socket.socket(socket.AF_UNIX)) as server:
        server.bind(str(folder / "bus"))
        server.listen()
        assert "TimeoutError" in complaint_about(
            event_loop, SharedBus(lambda: f"unix:path={folder / 'bus'}")
        )


# Buses that are --------------------------------------------------------------------------------


@needs_bus
def test_what_is_asked_is_answered_or_refused(event_loop: EventLoop, folder: Path) -> None:
    async def ask() -> None:
        async with SharedBus(lambda: address).joined() as client:
            assert await client.ask("NameHasOwner", "s", "org.freedesktop.DBus") is True
            assert await client.ask("AddMatch", "s", "type='signal'") is None
            with pytest.raises(BusError, match=r"refuses Dance \(.*UnknownMethod\)\."):
                await client.ask("Dance", "")
            client.check()

    with message_bus(folder) as address:
        event_loop.run(ask())


@needs_bus
def test_no_name_left_is_an_error(event_loop: EventLoop, folder: Path) -> None:
    async def ask() -> None:
        async with (
            SharedBus(lambda: address).joined() as first,
            SharedBus(lambda: address).joined() as second,
        ):
            await first.take_name("a.b")
            await first.take_name("a.b")
            with pytest.raises(BusError, match="no name left"):
                await second.take_name("a.b", "a.b")
            await second.take_name("a.b", "a.c")
            assert await first.ask("NameHasOwner", "s", "a.c") is True

    with message_bus(folder) as address:
        event_loop.run(ask())


@needs_bus
def test_what_an_answer_is_made_of_may_matter(event_loop: EventLoop, folder: Path) -> None:
    async def ask() -> None:
        async with SharedBus(lambda: address).joined() as client:
            daemon = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")
            call = partial(client.call, *daemon, "GetId", "", whom="It")
            assert await call(reply="s")
            with pytest.raises(BusError, match="It answers to GetId with something else"):
                await call(reply="u")

    with message_bus(folder) as address:
        event_loop.run(ask())


# One connection for all ------------------------------------------------------------------------


async def strangers(client: Client) -> set[str]:
    """Everybody on the bus, but who asks."""
    names = {name for name in await client.ask("ListNames") if name.startswith(":")}
    return names - {str(client.bus.unique_name)}


@needs_bus
def test_all_share_one_connection_that_ends_with_the_last(
    event_loop: EventLoop, folder: Path
) -> None:
    async def share() -> None:
        bus = SharedBus(lambda: address)
        async with client_on(address) as other:
            async with bus.joined() as first:
                async with bus.joined() as second:
                    assert await strangers(other) == {first.name} == {second.name}
                assert await strangers(other) == {first.name}
                first.check()
            # The bus hears of a closed connection when it looks at it next.
            async with asyncio.timeout(dbus_client.PATIENCE_S):
                while await strangers(other):
                    pass
            async with bus.joined() as again:
                assert await strangers(other) == {again.name}

    with message_bus(folder) as address:
        event_loop.run(share())


@needs_bus
def test_who_leaves_takes_back_all_that_it_asked_for(event_loop: EventLoop, folder: Path) -> None:
    heard: list[str] = []

    async def share() -> None:
        bus = SharedBus(lambda: address)
        async with client_on(address) as other, bus.joined() as staying:
            async with bus.joined() as leaving:
                await leaving.listen(RULE, lambda signal: heard.append(f"leaving {signal.path}"))
                await staying.listen(RULE, lambda signal: heard.append(f"staying {signal.path}"))
                await leaving.take_name("a.b")
                await other.bus.send(Message.new_signal("/1", "a.b", "Changed"))
                await other.bus.send(Message.new_signal("/1", "a.b", "Other"))
                await heard_of(other, staying)
            assert await staying.ask("NameHasOwner", "s", "a.b") is False
            await other.bus.send(Message.new_signal("/2", "a.b", "Changed"))
            await heard_of(other, staying)

    with message_bus(folder) as address:
        event_loop.run(share())
    assert sorted(heard) == ["leaving /1", "staying /1", "staying /2"]


RULE = SignalRule("a.b", "Changed")


async def heard_of(other: Client, client: DBusClient) -> None:
    """Return once everything that one said has come to the other."""
    await other.ask("GetId")
    await client.ask("GetId")


@needs_bus
def test_its_loss_is_told_to_all_and_the_next_one_connects_anew(
    event_loop: EventLoop, folder: Path
) -> None:
    bus = SharedBus(lambda: f"unix:path={folder / 'bus'}")

    async def lose() -> None:
        async with bus.joined() as first, bus.joined() as second:
            daemon.kill()
            for client in (first, second):
                with pytest.raises(BusError, match="went away"):
                    await client.lost()
            with pytest.raises(BusError, match="cannot be reached"):
                async with bus.joined():
                    pytest.fail("It let us in.")

    async def join() -> None:
        async with bus.joined() as client:
            client.check()

    with bus_daemon(folder) as (_address, daemon):
        event_loop.run(lose())
    with message_bus(folder):
        event_loop.run(join())


@needs_bus
def test_whoever_gives_up_while_it_connects_holds_up_nobody(
    event_loop: EventLoop, folder: Path
) -> None:
    bus = SharedBus(lambda: f"unix:path={folder / 'bus'}")

    async def join() -> None:
        async with bus.joined() as client:
            assert await client.ask("GetId")

    async def turn(times: int) -> None:
        impatient = asyncio.ensure_future(join())
        patient = asyncio.ensure_future(join())
        for _ in range(times):
            await asyncio.sleep(0)
        impatient.cancel()
        await patient
        alone = asyncio.ensure_future(join())
        for _ in range(times):
            await asyncio.sleep(0)
        alone.cancel()
        await asyncio.wait({alone, impatient})

    with message_bus(folder):
        for times in range(0, 40, 3):
            event_loop.run(turn(times))


@needs_bus
def test_a_bus_that_went_away_answers_nothing_and_is_written_nothing(
    event_loop: EventLoop, folder: Path
) -> None:
    async def lose() -> None:
        async with SharedBus(lambda: address).joined() as client:
            client.check()
            daemon.kill()
            daemon.wait()
            with pytest.raises(BusError, match="went away"):
                await client.ask("ListNames", "")
            with pytest.raises(BusError, match="went away"):
                client.check()
            client.tell("a.b", "/a", "a.b", "Forget")

    with bus_daemon(folder) as (address, daemon):
        event_loop.run(lose())


def open_files() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


@needs_bus
def test_nothing_stays_open(event_loop: EventLoop, folder: Path) -> None:
    async def join() -> None:
        async with SharedBus(lambda: address).joined():
            pass

    with message_bus(folder) as address:
        before = open_files()
        for _ in range(3):
            event_loop.run(join())
        assert open_files() == before


# The library -----------------------------------------------------------------------------------


def test_a_module_is_loaded_on_a_thread_of_its_own(
    event_loop: EventLoop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "heavy.py").write_text("import threading\nthread = threading.current_thread()\n")
    monkeypatch.syspath_prepend(tmp_path)
    event_loop.run(load("heavy"))
    thread = sys.modules.pop("heavy").thread
    assert thread is not threading.current_thread()
    thread.join()


def test_without_the_library_one_sentence_says_so(
    event_loop: EventLoop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "dbus_fast.aio", None)
    monkeypatch.delitem(sys.modules, "mattimer.desktop.linux.dbus_client")
    with pytest.raises(BusError, match="dbus-fast is not installed"):
        event_loop.run(load("mattimer.desktop.linux.dbus_client"))


def test_an_import_that_is_wrong_is_a_fault_of_ours(event_loop: EventLoop) -> None:
    with pytest.raises(ModuleNotFoundError):
        event_loop.run(load("mattimer.desktop.nothing"))
