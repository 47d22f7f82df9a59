"""Notes on a bus of the test's own, shown by services good and bad."""

import asyncio
import socket
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from dbus_fast import Message

from mattimer import APP_ID
from mattimer.desktop.linux.notification_service import open_service
from mattimer.desktop.linux.shared_bus import session_bus
from mattimer.desktop.notifications import BODY, Notification, NotificationQueue
from tests.desktop.event_loop import Client, EventLoop, client_on, needs_bus
from tests.system.bus import bus_daemon
from tests.system.notification_service import EXPIRED, NAME, PATH, Service, service_on

pytestmark = needs_bus
ENDING_S = 5.0

NOTE = Notification(
    "Mat Timer",
    "The mat is free, if you are.",
    (("start", "Start now"), ("later", "In 15 minutes"), ("not-today", "Not today")),
)


class Room:
    """Notifications, what they said, and where their bus is."""

    def __init__(self, event_loop: EventLoop, folder: Path, icon: Path) -> None:
        self._desk = event_loop
        self.folder = folder
        self.address = f"unix:path={folder / 'bus'}"
        self.said: asyncio.Queue[str] = asyncio.Queue()
        self.notes = NotificationQueue(partial(open_service, session_bus(), icon))
        self.notes.answered.connect(lambda key, token: self.said.put_nowait(f"{key} {token}"))
        self.notes.put_away.connect(lambda: self.said.put_nowait("put away"))
        self.notes.failed.connect(self.said.put_nowait)

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        """Run the loop until something is done and no connection is left.

        What a bus that goes away afterwards would set off would find no running loop.
        """

        async def whole() -> None:
            try:
                await work
            finally:
                self.notes.close()
                ending = asyncio.all_tasks() - {asyncio.current_task()}
                if ending:
                    await asyncio.wait(ending, timeout=ENDING_S)

        self._desk.run(whole())

    @asynccontextmanager
    async def up(self, service: Service) -> AsyncIterator[int]:
        """The number of a note that is up."""
        self.notes.show(NOTE)
        yield (await service.shown()).number

    async def left(self, client: Client) -> None:
        """Return once nobody else is on the bus."""
        ours = {client.bus.unique_name}
        while {name for name in await client.ask("ListNames") if name.startswith(":")} != ours:  # noqa: ASYNC110 - nothing else tells
            await asyncio.sleep(0)


@pytest.fixture
def room(
    event_loop: EventLoop,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Room]:
    folder = tmp_path_factory.mktemp("bus")
    made = Room(event_loop, folder, folder / "icon.svg")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", made.address)
    yield made
    made.notes.close()


def test_a_note_is_shown_with_its_buttons(room: Room) -> None:
    async def look() -> None:
        async with service_on(room.address) as service:
            room.notes.show(NOTE)
            shown = await service.shown()
            assert (shown.app, shown.title, shown.text) == ("Mat Timer", NOTE.title, NOTE.text)
            assert shown.buttons == dict(NOTE.buttons)
            assert shown.actions[0] == "default"
            assert shown.icon == (room.folder / "icon.svg").as_uri()
            assert shown.hints == {"urgency": 1, "desktop-entry": APP_ID}
            assert shown.timeout == -1
            room.notes.close()

    with bus_daemon(room.folder):
        room.run(look())


@pytest.mark.parametrize("key", ["start", "later", "not-today", BODY])
def test_what_is_pressed_is_answered_and_the_bus_is_left(room: Room, key: str) -> None:
    async def press() -> None:
        async with client_on(room.address) as client:
            async with service_on(room.address) as service, room.up(service) as number:
                await service.press(number + 1, "start")  # somebody else's
                await service.press(number, "default" if key == BODY else key, "leave")
                assert await room.said.get() == f"{key} leave"
            await room.left(client)
        assert room.said.empty()
        assert room.notes.trouble == ""

    with bus_daemon(room.folder):
        room.run(press())


@pytest.mark.parametrize("why", [EXPIRED, 2, 4])
def test_one_that_goes_by_itself_is_put_away(room: Room, why: int) -> None:
    async def go() -> None:
        async with service_on(room.address) as service, room.up(service) as number:
            await service.end(number - 1, why)
            await service.end(number, why)
            assert await room.said.get() == "put away"
            assert await service.is_idle()

    with bus_daemon(room.folder):
        room.run(go())


def test_the_next_one_takes_its_place(room: Room) -> None:
    async def show() -> None:
        async with service_on(room.address) as service, room.up(service) as number:
            room.notes.show(NOTE)
            assert await service.taken_back() == number
            second = (await service.shown()).number
            assert second != number
            await service.press(second, "later")
            assert await room.said.get() == "later "
            assert room.said.empty()

    with bus_daemon(room.folder):
        room.run(show())


def test_it_can_be_taken_back(room: Room) -> None:
    async def take_back() -> None:
        async with client_on(room.address) as client, service_on(room.address) as service:
            async with room.up(service) as number:
                room.notes.withdraw()
                assert await service.taken_back() == number
            service.bus.disconnect()
            await room.left(client)
            assert room.said.empty()

    with bus_daemon(room.folder):
        room.run(take_back())


def test_one_that_is_taken_back_at_once_is_never_up(room: Room) -> None:
    async def take_back() -> None:
        async with service_on(room.address) as service:
            room.notes.show(NOTE)
            room.notes.withdraw()
            async with room.up(service) as number:
                await service.press(number, "start")
                assert await room.said.get() == "start "
            assert await service.is_idle()

    with bus_daemon(room.folder):
        room.run(take_back())


def test_the_end_of_the_app_takes_it_back(room: Room) -> None:
    async def end() -> None:
        async with service_on(room.address) as service, room.up(service) as number:
            await service.settled()
            room.notes.close()
            assert await service.taken_back() == number
            room.notes.show(NOTE)
            await asyncio.sleep(0)
            assert await service.is_idle()

    with bus_daemon(room.folder):
        room.run(end())


# Services that can less -------------------------------------------------------------------------


def test_a_service_without_buttons_shows_the_text_alone(room: Room) -> None:
    async def look() -> None:
        async with service_on(room.address, can=("body",)) as service:
            room.notes.show(NOTE)
            shown = await service.shown()
            assert (shown.text, shown.buttons) == (NOTE.text, {})
            await service.press(shown.number, "default")
            assert await room.said.get() == "body "

    with bus_daemon(room.folder):
        room.run(look())


def test_a_service_of_titles_alone_shows_the_text_as_one(room: Room) -> None:
    async def look() -> None:
        async with service_on(room.address, can=()) as service:
            room.notes.show(NOTE)
            shown = await service.shown()
            assert (shown.title, shown.text) == (NOTE.text, "")
            room.notes.close()

    with bus_daemon(room.folder):
        room.run(look())


# Services and buses that fail -------------------------------------------------------------------


def test_without_a_bus_it_fails_in_one_sentence(room: Room) -> None:
    async def show() -> None:
        room.notes.show(NOTE)
        said = await room.said.get()
        assert said.startswith("The message bus cannot be reached")
        assert room.notes.trouble == said

    room.run(show())


def test_without_a_service_it_fails_in_one_sentence(room: Room) -> None:
    async def show() -> None:
        room.notes.show(NOTE)
        said = await room.said.get()
        assert said.startswith("Nobody shows notifications on this desktop")
        assert "\n" not in said
        # Somebody may come later.
        async with service_on(room.address) as service, room.up(service) as number:
            await service.press(number, "start")
            assert await room.said.get() == "start "
            assert room.notes.trouble == ""

    with bus_daemon(room.folder):
        room.run(show())


def test_a_service_that_refuses_is_said(room: Room) -> None:
    async def show() -> None:
        async with service_on(room.address, refuses=True):
            room.notes.show(NOTE)
            said = await room.said.get()
            assert said == "The notification service refuses (Not now)."

    with bus_daemon(room.folder):
        room.run(show())


def test_a_service_that_dies_is_said(room: Room) -> None:
    async def die() -> None:
        async with service_on(room.address) as service, room.up(service):
            pass
        assert await room.said.get() == "The notification service went away."
        async with service_on(room.address) as service, room.up(service) as number:
            await service.press(number, "start")
            assert await room.said.get() == "start "

    with bus_daemon(room.folder):
        room.run(die())


def test_a_bus_that_dies_is_said(room: Room) -> None:
    async def die() -> None:
        async with service_on(room.address) as service, room.up(service):
            daemon.kill()
            assert await room.said.get() == "The message bus went away."

    with bus_daemon(room.folder) as (_, daemon):
        room.run(die())


def test_somebody_who_is_no_service_is_none(room: Room) -> None:
    async def show() -> None:
        async with client_on(room.address) as client:
            await client.ask("RequestName", "su", NAME, 0)
            room.notes.show(NOTE)
            assert (await room.said.get()).startswith("Nobody shows notifications on this desktop")

    with bus_daemon(room.folder):
        room.run(show())


@pytest.mark.parametrize("can", [("s", ["body"]), ("as", [["body", "actions"]])])
def test_a_service_that_answers_with_something_else_is_none(
    room: Room, can: tuple[str, list[Any]]
) -> None:
    async def show() -> None:
        async with client_on(room.address) as client:

            def answer(message: Message) -> Message | None:
                if message.member not in {"GetCapabilities", "GetServerInformation"}:
                    return None
                return Message.new_method_return(message, *can)

            client.bus.add_message_handler(answer)
            await client.ask("RequestName", "su", NAME, 0)
            room.notes.show(NOTE)
            assert (await room.said.get()).startswith("Nobody shows notifications on this desktop")

    with bus_daemon(room.folder):
        room.run(show())


def test_a_service_whose_hints_are_text_is_told_text(room: Room) -> None:
    async def show() -> None:
        async with service_on(room.address) as service:

            def answer(message: Message) -> Message | None:
                if message.member != "Notify":
                    return None
                if message.signature == "susssasa{ss}i":
                    hints.update(message.body[6])
                    return Message.new_method_return(message, "u", [7])
                return Message.new_error(message, "org.freedesktop.DBus.Error.InvalidArgs", "No.")

            service.bus.add_message_handler(answer)
            room.notes.show(NOTE)
            while not hints:  # noqa: ASYNC110 - nothing else tells
                await asyncio.sleep(0)
            await service.settled()
            await service.press(7, "start")
            assert await room.said.get() == "start "

    hints: dict[str, str] = {}

    with bus_daemon(room.folder):
        room.run(show())
    assert hints == {"urgency": "1", "desktop-entry": APP_ID}


def test_nobody_else_presses_buttons(room: Room) -> None:
    async def press() -> None:
        async with (
            client_on(room.address) as other,
            service_on(room.address) as service,
            room.up(service) as number,
        ):
            signal = Message.new_signal(PATH, NAME, "ActionInvoked", "us", [number, "start"])
            await other.bus.send(signal)
            await other.ask("GetId")
            await service.press(number, "later")
            assert await room.said.get() == "later "
            assert room.said.empty()

    with bus_daemon(room.folder):
        room.run(press())


def test_a_bus_on_another_computer_is_not_asked(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def show() -> None:
        room.notes.show(NOTE)
        assert await room.said.get() == "The message bus is not on this computer."

    def refuse(*_: object) -> None:
        raise AssertionError("a socket for the network")

    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "tcp:host=127.0.0.1,port=4711")
    monkeypatch.setattr(socket.socket, "connect", refuse)
    room.run(show())
