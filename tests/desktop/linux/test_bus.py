"""Buses that are not there, do not answer or talk nonsense; and the task that bears with them."""

import asyncio
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from dbus_fast import Message

from mattimer.desktop.linux import bus, bus_connection
from mattimer.desktop.linux.bus import BusError, BusTask, load
from mattimer.desktop.linux.bus_connection import joined, session_bus, system_bus
from tests.desktop.event_loop import EventLoop, needs_bus
from tests.system.bus import bus_daemon, message_bus

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bus")


def join_in_vain(event_loop: EventLoop, address: str) -> str:
    """Why a bus cannot be joined."""

    async def join() -> str:
        with pytest.raises(BusError) as caught:
            async with joined(address):
                pytest.fail("It let us in.")
        return str(caught.value)

    return event_loop.run(join())


# Where a bus is --------------------------------------------------------------------------------


def test_the_environment_says_where_the_buses_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/here")
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/there")
    assert (session_bus(), system_bus()) == ("unix:path=/here", "unix:path=/there")


def test_where_it_says_nothing_they_are_where_they_always_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "")
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/run/user/1000")
    assert session_bus() == "unix:path=/run/user/1000/bus"
    assert system_bus() == "unix:path=/var/run/dbus/system_bus_socket"
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    assert session_bus() == "unix:path=/nowhere/bus"


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
    complaint = join_in_vain(event_loop, address)
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
    monkeypatch.setattr(bus_connection, "PATIENCE_S", 0.5)
    with stranger(folder, *said) as address:
        complaint = join_in_vain(event_loop, address)
    assert complaint.startswith("The message bus cannot be reached (")


def test_one_that_does_not_answer_is_not_waited_for_for_ever(
    event_loop: EventLoop, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bus_connection, "PATIENCE_S", 0.05)
    with closing(socket.socket(socket.AF_UNIX)) as server:
        server.bind(str(folder / "bus"))
        server.listen()
        assert "TimeoutError" in join_in_vain(event_loop, f"unix:path={folder / 'bus'}")


# Buses that are --------------------------------------------------------------------------------


@needs_bus
def test_what_is_asked_is_answered_or_refused(event_loop: EventLoop, folder: Path) -> None:
    async def ask() -> None:
        async with joined(address) as connection:
            assert await connection.ask("NameHasOwner", "s", "org.freedesktop.DBus") is True
            assert await connection.ask("AddMatch", "s", "type='signal'") is None
            with pytest.raises(BusError, match=r"refuses Dance \(.*UnknownMethod\)\."):
                await connection.ask("Dance", "")
            connection.check()

    with message_bus(folder) as address:
        event_loop.run(ask())


@needs_bus
def test_no_name_left_is_an_error(event_loop: EventLoop, folder: Path) -> None:
    async def ask() -> None:
        async with joined(address) as first, joined(address) as second:
            await first.take_name("a.b")
            await first.take_name("a.b")
            with pytest.raises(BusError, match="no name left"):
                await second.take_name("a.b", "a.b")
            await second.take_name("a.b", "a.c")
            assert await first.ask("NameHasOwner", "s", "a.c") is True

    with message_bus(folder) as address:
        event_loop.run(ask())


@needs_bus
def test_only_signals_are_passed_on(event_loop: EventLoop, folder: Path) -> None:
    heard: list[str] = []

    async def listen() -> None:
        async with joined(address) as connection:
            connection.hear(lambda message: heard.append(str(message.member)))
            await connection.take_name("a.b")
            await connection.ask("ListNames", "")

    with message_bus(folder) as address:
        event_loop.run(listen())
    # One for our own number may come late enough to be heard.
    assert set(heard) == {"NameAcquired"}


@needs_bus
def test_a_bus_that_went_away_answers_nothing_and_is_written_nothing(
    event_loop: EventLoop, folder: Path
) -> None:
    async def lose() -> None:
        async with joined(address) as connection:
            connection.check()
            daemon.kill()
            daemon.wait()
            with pytest.raises(BusError, match="does not answer to ListNames"):
                await connection.ask("ListNames", "")
            with pytest.raises(BusError, match="went away"):
                connection.check()
            signal = Message.new_signal("/a", "a.b", "Changed")
            assert connection.bus.send(signal).cancelled()

    with bus_daemon(folder) as (address, daemon):
        event_loop.run(lose())


def open_files() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


@needs_bus
def test_nothing_stays_open(event_loop: EventLoop, folder: Path) -> None:
    async def join() -> None:
        async with joined(address):
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
    monkeypatch.delitem(sys.modules, "mattimer.desktop.linux.bus_connection")
    with pytest.raises(BusError, match="dbus-fast is not installed"):
        event_loop.run(load("mattimer.desktop.linux.bus_connection"))


def test_an_import_that_is_wrong_is_a_fault_of_ours(event_loop: EventLoop) -> None:
    with pytest.raises(ModuleNotFoundError):
        event_loop.run(load("mattimer.desktop.nothing"))


# The task --------------------------------------------------------------------------------------


class Errand:
    """Work that can be waited for and held up."""

    def __init__(self) -> None:
        self.begun = 0
        self.put_away = 0
        self.may_end = asyncio.Event()

    async def run(self) -> None:
        self.begun += 1
        try:
            await self.may_end.wait()
        finally:
            await asyncio.sleep(0)
            self.put_away += 1


async def turns(count: int = 5) -> None:
    for _ in range(count):
        await asyncio.sleep(0)


def test_never_two_at_once_and_again_once_it_is_done(event_loop: EventLoop) -> None:
    errand = Errand()
    task = BusTask(errand.run)

    async def watch() -> None:
        task.begin()
        task.begin()
        assert errand.begun == 0
        await turns()
        task.begin()
        await turns()
        assert (errand.begun, errand.put_away) == (1, 0)
        errand.may_end.set()
        await turns()
        assert errand.put_away == 1
        task.begin()
        await turns()
        assert (errand.begun, errand.put_away) == (2, 2)

    event_loop.run(watch())


def test_asked_for_before_a_loop_runs_it_is_done_once_one_does(event_loop: EventLoop) -> None:
    errand = Errand()
    task = BusTask(errand.run)
    task.begin()
    event_loop.run(turns())
    assert errand.begun == 1
    task.close()


def test_without_a_loop_nothing_is_done(qtbot: "QtBot") -> None:
    task = BusTask(Errand().run)
    with qtbot.waitSignal(task._soon.timeout):
        task.begin()
    assert task._task is None
    task.close()


def test_closed_it_puts_away_what_it_holds_and_begins_no_more(event_loop: EventLoop) -> None:
    errand = Errand()
    task = BusTask(errand.run)
    task.begin()
    event_loop.run(turns())
    task.close()
    assert errand.put_away == 1
    task.close()
    task.begin()
    event_loop.run(turns())
    assert errand.begun == 1


def test_it_can_be_closed_while_the_loop_runs(event_loop: EventLoop) -> None:
    errand = Errand()
    task = BusTask(errand.run)

    async def watch() -> None:
        task.begin()
        await turns()
        task.close()
        await turns()
        assert errand.put_away == 1

    event_loop.run(watch())


def test_it_is_not_waited_for_for_ever(
    event_loop: EventLoop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bus, "ENDING_S", 0.02)
    may_end = asyncio.Event()

    async def stubborn() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await may_end.wait()

    task = BusTask(stubborn)
    task.begin()
    event_loop.run(turns())
    task.close()
    may_end.set()
    event_loop.run(turns())


def test_a_fault_of_ours_is_loud(event_loop: EventLoop) -> None:
    async def stumble() -> None:
        raise ZeroDivisionError

    task = BusTask(stumble)
    task.begin()
    event_loop.run(turns())
    assert [type(fault["exception"]) for fault in event_loop.faults] == [ZeroDivisionError]
    event_loop.faults.clear()
