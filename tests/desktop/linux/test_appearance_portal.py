"""The portal's word on how programs are to look, on a bus of the test's own."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from dbus_fast import Message, MessageType, Variant

from mattimer.desktop.appearance_watch import AppearanceWatch, NoAppearanceWatch
from mattimer.desktop.desktop_appearance import APPEARANCE, GNOME, DesktopAppearance
from mattimer.desktop.linux.appearance_portal import SETTINGS, AppearancePortal
from mattimer.desktop.linux.portal import NAME, PATH
from mattimer.desktop.linux.shared_bus import session_bus
from tests.desktop.event_loop import Client, EventLoop, client_on, needs_bus
from tests.system.bus import bus_daemon

pytestmark = needs_bus

DARK = {APPEARANCE: {"color-scheme": Variant("u", 1), "contrast": Variant("u", 0)}}
LARGE = {GNOME: {"text-scaling-factor": Variant("d", 1.5)}}


class Portal:
    """Somebody on the bus who answers as the portal does."""

    def __init__(self, client: Client, answer: dict[str, dict[str, Variant]] | None) -> None:
        self.client = client
        self.asked: list[list[str]] = []
        self.signature = "a{sa{sv}}"
        self._answer = answer
        client.bus.add_message_handler(self._on_message)

    def _on_message(self, message: Message) -> Message | None:
        if message.message_type is not MessageType.METHOD_CALL or message.member != "ReadAll":
            return None
        self.asked.append(message.body[0])
        if self._answer is None:
            return Message.new_error(message, "org.example.Refused", "No.")
        body = [self._answer] if self.signature == "a{sa{sv}}" else ["nonsense"]
        return Message.new_method_return(message, self.signature, body)

    async def say(self, namespace: str, key: str, value: Variant, *, path: str = "") -> None:
        signal = Message.new_signal(
            path or PATH, SETTINGS, "SettingChanged", "ssv", [namespace, key, value]
        )
        await self.client.bus.send(signal)
        await self.client.ask("GetId")


class Place:
    """What listens, what it said, and where its bus is."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.address = f"unix:path={folder / 'bus'}"
        self.said: asyncio.Queue[DesktopAppearance] = asyncio.Queue()
        self.settings = AppearancePortal(session_bus(), DesktopAppearance())
        self.settings.changed.connect(self.said.put_nowait)

    @asynccontextmanager
    async def portal(
        self, answer: dict[str, dict[str, Variant]] | None, signature: str = ""
    ) -> AsyncIterator[Portal]:
        async with client_on(self.address) as client:
            made = Portal(client, answer)
            made.signature = signature or made.signature
            await client.ask("RequestName", "su", NAME, 0)
            yield made

    async def trouble_is(self, words: str) -> None:
        while words not in self.settings.trouble:  # noqa: ASYNC110 - nothing else tells
            await asyncio.sleep(0)


@pytest.fixture
def place(
    event_loop: EventLoop,  # noqa: ARG001 - queues and tasks want a loop
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Place]:
    made = Place(tmp_path_factory.mktemp("bus"))
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", made.address)
    yield made
    made.settings.close()


def test_all_is_read_once_and_then_only_changes_are_heard(
    place: Place, event_loop: EventLoop
) -> None:
    async def look() -> None:
        async with place.portal(DARK | LARGE) as portal:
            place.settings.start()
            assert await place.said.get() == DesktopAppearance(
                dark=True, contrast=False, text_scale=1.5
            )
            await portal.say(APPEARANCE, "color-scheme", Variant("u", 2))
            assert await place.said.get() == DesktopAppearance(
                dark=False, contrast=False, text_scale=1.5
            )
            await portal.say(APPEARANCE, "reduced-motion", Variant("u", 1))
            assert (await place.said.get()).less_motion
            assert len(portal.asked) == 1
            assert place.settings.trouble == ""

    with bus_daemon(place.folder):
        event_loop.run(look())


def test_what_changes_nothing_is_no_news(place: Place, event_loop: EventLoop) -> None:
    async def look() -> None:
        async with place.portal(DARK) as portal:
            place.settings.start()
            await place.said.get()
            await portal.say(APPEARANCE, "color-scheme", Variant("u", 1))
            await portal.say("org.example", "color-scheme", Variant("u", 2))
            await portal.say(APPEARANCE, "color-scheme", Variant("u", 2), path="/org/example")
            await portal.say(APPEARANCE, "contrast", Variant("u", 1))
            assert await place.said.get() == DesktopAppearance(dark=True, contrast=True)
            assert place.said.empty()

    with bus_daemon(place.folder):
        event_loop.run(look())


def test_nobody_else_is_believed(place: Place, event_loop: EventLoop) -> None:
    async def look() -> None:
        async with place.portal(DARK) as portal, client_on(place.address) as other:
            place.settings.start()
            await place.said.get()
            await Portal(other, None).say(APPEARANCE, "color-scheme", Variant("u", 2))
            await portal.say(APPEARANCE, "contrast", Variant("u", 1))
            assert await place.said.get() == DesktopAppearance(dark=True, contrast=True)

    with bus_daemon(place.folder):
        event_loop.run(look())


def test_a_portal_that_comes_later_is_asked(place: Place, event_loop: EventLoop) -> None:
    async def look() -> None:
        place.settings.start()
        await place.trouble_is("does not tell how it looks")
        async with place.portal(DARK):
            assert (await place.said.get()).dark
            assert place.settings.trouble == ""
        async with place.portal(LARGE):
            assert await place.said.get() == DesktopAppearance(text_scale=1.5)

    with bus_daemon(place.folder):
        event_loop.run(look())


@pytest.mark.parametrize(
    ("answer", "signature", "why"), [(None, "", "Refused"), (DARK, "s", "something else")]
)
def test_a_portal_that_does_not_answer_is_left_alone(
    place: Place,
    event_loop: EventLoop,
    answer: dict[str, dict[str, Variant]] | None,
    signature: str,
    why: str,
) -> None:
    async def look() -> None:
        async with place.portal(answer, signature):
            place.settings.start()
            await place.trouble_is(why)
            assert place.said.empty()

    with bus_daemon(place.folder):
        event_loop.run(look())


def test_no_bus_is_said(place: Place, event_loop: EventLoop) -> None:
    async def look() -> None:
        place.settings.start()
        await place.trouble_is("The message bus cannot be reached")

    event_loop.run(look())


def test_closing_before_and_after_is_safe(place: Place, event_loop: EventLoop) -> None:
    async def look() -> None:
        async with place.portal(DARK):
            place.settings.start()
            await place.said.get()
            place.settings.close()
            await asyncio.sleep(0)

    with bus_daemon(place.folder):
        event_loop.run(look())
    place.settings.close()
    AppearancePortal(session_bus(), DesktopAppearance()).close()


def test_where_nobody_tells_nothing_happens() -> None:
    nobody: AppearanceWatch = NoAppearanceWatch()
    nobody.start()
    nobody.close()
    assert nobody.trouble == ""
