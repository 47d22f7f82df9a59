"""Notes on a bus of the test's own, shown by services good and bad."""

import asyncio
import socket
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from dbus_fast import Message

from mattimer import APP_ID
from mattimer.desktop.notifications import (
    BODY,
    DesktopNotifications,
    NoNotifications,
    Notification,
    Notifications,
)
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


class MprisBus:
    """Notifications, what they said, and where their bus is."""

    def __init__(self, event_loop: EventLoop, folder: Path, icon: Path) -> None:
        self._event_loop = event_loop
        self.folder = folder
        self.address = f"unix:path={folder / 'bus'}"
        self.said: asyncio.Queue[str] = asyncio.Queue()
        self.notes = DesktopNotifications(icon)
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

        self._event_loop.run(whole())

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
def mpris(
    event_loop: EventLoop,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[MprisBus]:
    folder = tmp_path_factory.mktemp("bus")
    made = MprisBus(event_loop, folder, folder / "icon.svg")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", made.address)
    yield made
    made.notes.close()


def test_a_note_is_shown_with_its_buttons(mpris: MprisBus) -> None:
    async def look() -> None:
        async with service_on(mpris.address) as service:
            mpris.notes.show(NOTE)
            shown = await service.shown()
            assert (shown.app, shown.title, shown.text) == ("Mat Timer", NOTE.title, NOTE.text)
            assert shown.buttons == dict(NOTE.buttons)
            assert shown.actions[0] == "default"
            assert shown.icon == (mpris.folder / "icon.svg").as_uri()
            assert shown.hints == {"urgency": 1, "desktop-entry": APP_ID}
            assert shown.timeout == -1
            mpris.notes.close()

    with bus_daemon(mpris.folder):
        mpris.run(look())


@pytest.mark.parametrize("key", ["start", "later", "not-today", BODY])
def test_what_is_pressed_is_answered_and_the_bus_is_left(mpris: MprisBus, key: str) -> None:
    async def press() -> None:
        async with client_on(mpris.address) as client:
            async with service_on(mpris.address) as service, mpris.up(service) as number:
                await service.press(number + 1, "start")  # somebody else's
                await service.press(number, "default" if key == BODY else key, "leave")
                assert await mpris.said.get() == f"{key} leave"
            await mpris.left(client)
        assert mpris.said.empty()
        assert mpris.notes.trouble == ""

    with bus_daemon(mpris.folder):
        mpris.run(press())


@pytest.mark.parametrize("why", [EXPIRED, 2, 4])
def test_one_that_goes_by_itself_is_put_away(mpris: MprisBus, why: int) -> None:
    async def go() -> None:
        async with service_on(mpris.address) as service, mpris.up(service) as number:
            await service.end(number - 1, why)
            await service.end(number, why)
            assert await mpris.said.get() == "put away"
            assert await service.is_idle()

    with bus_daemon(mpris.folder):
        mpris.run(go())


def test_the_next_one_takes_its_place(mpris: MprisBus) -> None:
    async def show() -> None:
        async with service_on(mpris.address) as service, mpris.up(service) as number:
            mpris.notes.show(NOTE)
            assert await service.taken_back() == number
            second = (await service.shown()).number
            assert second != number
            await service.press(second, "later")
            assert await mpris.said.get() == "later "
            assert mpris.said.empty()

    with bus_daemon(mpris.folder):
        mpris.run(show())


def test_it_can_be_taken_back(mpris: MprisBus) -> None:
    async def take_back() -> None:
        async with client_on(mpris.address) as client, service_on(mpris.address) as service:
            async with mpris.up(service) as number:
                mpris.notes.withdraw()
                assert await service.taken_back() == number
            service.bus.disconnect()
            await mpris.left(client)
            assert mpris.said.empty()

    with bus_daemon(mpris.folder):
        mpris.run(take_back())


def test_one_that_is_taken_back_at_once_is_never_up(mpris: MprisBus) -> None:
    async def take_back() -> None:
        async with service_on(mpris.address) as service:
            mpris.notes.show(NOTE)
            mpris.notes.withdraw()
            async with mpris.up(service) as number:
                await service.press(number, "start")
                assert await mpris.said.get() == "start "
            assert await service.is_idle()

    with bus_daemon(mpris.folder):
        mpris.run(take_back())


def test_the_end_of_the_app_takes_it_back(mpris: MprisBus) -> None:
    async def end() -> None:
        async with service_on(mpris.address) as service, mpris.up(service) as number:
            await service.settled()
            mpris.notes.close()
            assert await service.taken_back() == number
            mpris.notes.show(NOTE)
            await asyncio.sleep(0)
            assert await service.is_idle()

    with bus_daemon(mpris.folder):
        mpris.run(end())


# Services that can less -------------------------------------------------------------------------


def test_a_service_without_buttons_shows_the_text_alone(mpris: MprisBus) -> None:
    async def look() -> None:
        async with service_on(mpris.address, can=("body",)) as service:
            mpris.notes.show(NOTE)
            shown = await service.shown()
            assert (shown.text, shown.buttons) == (NOTE.text, {})
            await service.press(shown.number, "default")
            assert await mpris.said.get() == "body "

    with bus_daemon(mpris.folder):
        mpris.run(look())


def test_a_service_of_titles_alone_shows_the_text_as_one(mpris: MprisBus) -> None:
    async def look() -> None:
        async with service_on(mpris.address, can=()) as service:
            mpris.notes.show(NOTE)
            shown = await service.shown()
            assert (shown.title, shown.text) == (NOTE.text, "")
            mpris.notes.close()

    with bus_daemon(mpris.folder):
        mpris.run(look())


# Services and buses that fail -------------------------------------------------------------------


def test_without_a_bus_it_fails_in_one_sentence(mpris: MprisBus) -> None:
    async def show() -> None:
        mpris.notes.show(NOTE)
        said = await mpris.said.get()
        assert said.startswith("The message bus cannot be reached")
        assert mpris.notes.trouble == said

    mpris.run(show())


def test_without_a_service_it_fails_in_one_sentence(mpris: MprisBus) -> None:
    async def show() -> None:
        mpris.notes.show(NOTE)
        said = await mpris.said.get()
        assert said.startswith("Nobody shows notifications on this desktop")
        assert "\n" not in said
        # Somebody may come later.
        async with service_on(mpris.address) as service, mpris.up(service) as number:
            await service.press(number, "start")
            assert await mpris.said.get() == "start "
            assert mpris.notes.trouble == ""

    with bus_daemon(mpris.folder):
        mpris.run(show())


def test_a_service_that_refuses_is_said(mpris: MprisBus) -> None:
    async def show() -> None:
        async with service_on(mpris.address, refuses=True):
            mpris.notes.show(NOTE)
            said = await mpris.said.get()
            assert said == "The notification service refuses (Not now)."

    with bus_daemon(mpris.folder):
        mpris.run(show())


def test_a_service_that_dies_is_said(mpris: MprisBus) -> None:
    async def die() -> None:
        async with service_on(mpris.address) as service, mpris.up(service):
            pass
        assert await mpris.said.get() == "The notification service went away."
        async with service_on(mpris.address) as service, mpris.up(service) as number:
            await service.press(number, "start")
            assert await mpris.said.get() == "start "

    with bus_daemon(mpris.folder):
        mpris.run(die())


def test_a_bus_that_dies_is_said(mpris: MprisBus) -> None:
    async def die() -> None:
        async with service_on(mpris.address) as service, mpris.up(service):
            daemon.kill()
            assert await mpris.said.get() == "The message bus went away."

    with bus_daemon(mpris.folder) as (_, daemon):
        mpris.run(die())


def test_somebody_who_is_no_service_is_none(mpris: MprisBus) -> None:
    async def show() -> None:
        async with client_on(mpris.address) as client:
            await client.ask("RequestName", "su", NAME, 0)
            mpris.notes.show(NOTE)
            assert (await mpris.said.get()).startswith("Nobody shows notifications on this desktop")

    with bus_daemon(mpris.folder):
        mpris.run(show())


@pytest.mark.parametrize("shape", ["<node/>", "<node", NAME])
def test_a_service_that_describes_itself_badly_is_none(mpris: MprisBus, shape: str) -> None:
    async def show() -> None:
        async with client_on(mpris.address) as client:

            def describe(message: Message) -> Message | None:
                if message.member != "Introspect":
                    return None
                return Message.new_method_return(message, "s", [description])

            client.bus.add_message_handler(describe)
            await client.ask("RequestName", "su", NAME, 0)
            mpris.notes.show(NOTE)
            assert (await mpris.said.get()).startswith("Nobody shows notifications on this desktop")

    signals = '<signal name="ActionInvoked"/>'
    notify = '<method name="Notify"><arg direction="in" type="s"/></method>'
    odd = f'<node><interface name="{NAME}">{notify}{signals}</interface></node>'
    description = odd if shape == NAME else shape
    with bus_daemon(mpris.folder):
        mpris.run(show())


def test_nobody_else_presses_buttons(mpris: MprisBus) -> None:
    async def press() -> None:
        async with (
            client_on(mpris.address) as other,
            service_on(mpris.address) as service,
            mpris.up(service) as number,
        ):
            signal = Message.new_signal(PATH, NAME, "ActionInvoked", "us", [number, "start"])
            await other.bus.send(signal)
            await other.ask("GetId")
            await service.press(number, "later")
            assert await mpris.said.get() == "later "
            assert mpris.said.empty()

    with bus_daemon(mpris.folder):
        mpris.run(press())


def test_a_bus_on_another_computer_is_not_asked(
    mpris: MprisBus, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def show() -> None:
        mpris.notes.show(NOTE)
        assert await mpris.said.get() == "The message bus is not on this computer."

    def refuse(*_: object) -> None:
        raise AssertionError("a socket for the network")

    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "tcp:host=127.0.0.1,port=4711")
    monkeypatch.setattr(socket.socket, "connect", refuse)
    mpris.run(show())


def test_where_there_are_none_it_says_so() -> None:
    silent: Notifications = NoNotifications()
    said: list[str] = []
    silent.failed.connect(said.append)
    silent.show(NOTE)
    silent.withdraw()
    silent.close()
    assert said == ["There are no notifications here."]
