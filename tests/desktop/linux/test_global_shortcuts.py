"""A key of the desktop's, from a portal of the test's own."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from dbus_fast import Message, Variant

from mattimer.desktop.linux.global_shortcuts import GlobalShortcuts
from mattimer.desktop.linux.shared_bus import session_bus
from mattimer.desktop.shortcut_keys import NoShortcuts, ShortcutKeys
from tests.desktop.event_loop import EventLoop, client_on, needs_bus
from tests.system.bus import bus_daemon
from tests.system.portal import KEYS, PATH, Portal, portal

pytestmark = needs_bus

NO_BUS = "The message bus cannot be reached (No such file or directory)."
NO_KEYS = "This desktop gives programs no keys; bind one in its settings."


class Board:
    """The keys, what they said, and where the bus is."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.address = f"unix:path={folder / 'bus'}"
        self.said: asyncio.Queue[str] = asyncio.Queue()
        self.keys = GlobalShortcuts(session_bus())
        say = self.said.put_nowait
        self.keys.pressed.connect(lambda: say("pressed"))
        self.keys.bound.connect(lambda trigger: say(f"bound to {trigger}"))
        self.keys.refused.connect(lambda sentence: say(f"refused: {sentence}"))
        self.keys.presence_changed.connect(lambda present: say(f"present: {present}"))

    @contextmanager
    def desktop(self, **how: object) -> Iterator[Portal]:
        """A bus with a portal on it, which the keys leave before it ends."""
        with bus_daemon(self.folder), portal(self.address, **how) as made:
            yield made
            self.keys.close()

    async def hears(self, *said: str) -> None:
        """Return once exactly this was said."""
        assert [await self.said.get() for _ in said] == list(said)

    async def until(self, true: Callable[[], bool]) -> None:
        """Return once something is true, which nothing tells of."""
        while not true():  # noqa: ASYNC110
            await asyncio.sleep(0)

    async def left(self) -> None:
        """Return once nobody but the portal is on the bus, and us who ask."""
        async with client_on(self.address) as client:
            us = client.bus.unique_name
            while {one for one in await client.ask("ListNames") if one[0] == ":"} != {us}:
                pass


@pytest.fixture
def board(
    event_loop: EventLoop,  # noqa: ARG001 - queues and tasks want a loop
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Board]:
    made = Board(tmp_path_factory.mktemp("bus"))
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", made.address)
    yield made
    made.keys.close()
    assert made.said.empty()


@pytest.fixture
def there(board: Board) -> Iterator[Portal]:
    """A portal, on a bus."""
    with board.desktop() as made:
        yield made


# Having a key ----------------------------------------------------------------------------------


def test_a_key_is_asked_for_and_passed_on(
    board: Board, there: Portal, event_loop: EventLoop
) -> None:
    async def work() -> None:
        board.keys.start()
        await board.hears("present: True", "bound to Pause")
        assert (board.keys.present, board.keys.trigger, board.keys.trouble) == (True, "Pause", "")
        for _ in range(2):
            there.press()
            await board.hears("pressed")

    event_loop.run(work())
    members = [one.member for one in there.asked]
    assert members == ["Register", "Get", "CreateSession", "BindShortcuts"]
    assert there.asked[0].body == ["io.github.mattimer.MatTimer", {}]
    session, shortcuts, parent, _options = there.asked[3].body
    assert (session, parent) == (there.sessions()[0], "")
    ((key, about),) = shortcuts
    assert key == "toggle"
    assert {name: value.value for name, value in about.items()} == {
        "description": "Pause or go on",
        "preferred_trigger": "Pause",
    }


@pytest.mark.parametrize("how", [{"registry": False, "version": 1}, {"own_paths": True}])
def test_an_older_portal_will_do(
    board: Board, event_loop: EventLoop, how: dict[str, object]
) -> None:
    async def work() -> None:
        board.keys.start()
        await board.hears("present: True", "bound to Pause")
        other.press()
        await board.hears("pressed")

    with board.desktop(**how) as other:
        event_loop.run(work())


def test_nobody_else_presses_it(board: Board, there: Portal, event_loop: EventLoop) -> None:
    async def work() -> None:
        board.keys.start()
        await board.hears("present: True", "bound to Pause")
        ours = there.asked[-1].sender
        there.press(key="other")
        there.press(session=f"{PATH}/session/1_1/other")
        there.press(member="Deactivated")
        there.press(path="/org/freedesktop/portal/other")
        there.press(interface="org.freedesktop.portal.Other")
        there.say(Message.new_signal(PATH, KEYS, "Activated", "s", ["toggle"]))
        async with client_on(board.address) as stranger:
            body = [there.sessions()[0], "toggle", 1, {}]
            for to in (None, ours):
                signal = Message.new_signal(PATH, KEYS, "Activated", "osta{sv}", body)
                signal.destination = to
                await stranger.bus.send(signal)
            await stranger.ask("GetId")
        there.press()
        await board.hears("pressed")

    event_loop.run(work())


def test_to_look_asks_nobody_and_leaves(board: Board, there: Portal, event_loop: EventLoop) -> None:
    async def work() -> None:
        board.keys.look()
        await board.hears("present: True")
        there.die()
        await board.left()
        there.come_again()
        board.keys.look()
        await board.until(lambda: len(there.calls("Get")) == 2)
        there.die()
        await board.left()

    event_loop.run(work())
    assert {one.member for one in there.asked} == {"Register", "Get"}


def test_a_key_given_back_is_gone_and_can_be_had_again(
    board: Board, there: Portal, event_loop: EventLoop
) -> None:
    async def work() -> None:
        board.keys.start()
        await board.hears("present: True", "bound to Pause")
        board.keys.start()
        first = there.asked[-1].sender
        for _ in range(2):
            board.keys.stop()
            board.keys.start()
            await board.hears("bound to Pause")
        assert there.asked[-1].sender != first
        there.press(session=there.sessions()[0])
        there.press()
        await board.hears("pressed")
        board.keys.stop()
        board.keys.stop()
        await board.until(lambda: board.keys.trigger is None)
        there.press()

    event_loop.run(work())
    assert len(there.calls("BindShortcuts")) == 3


def test_a_question_can_be_taken_back(board: Board, there: Portal, event_loop: EventLoop) -> None:
    async def work() -> None:
        there.hangs = {"BindShortcuts"}
        board.keys.start()
        await board.hears("present: True")
        await board.until(lambda: bool(there.calls("BindShortcuts")))
        board.keys.stop()
        there.hangs = set()
        board.keys.start()
        await board.hears("bound to Pause")

    event_loop.run(work())
    assert board.keys.trouble == ""


def test_closed_it_has_left(board: Board, there: Portal, event_loop: EventLoop) -> None:
    async def work() -> None:
        board.keys.start()
        await board.hears("present: True", "bound to Pause")

    event_loop.run(work())
    board.keys.close()
    board.keys.close()
    board.keys.start()

    async def look() -> None:
        there.die()
        await board.left()

    event_loop.run(look())


# Having none -----------------------------------------------------------------------------------


def test_without_a_bus_there_is_no_key(board: Board, event_loop: EventLoop) -> None:
    async def work() -> None:
        board.keys.start()
        await board.hears(f"refused: {NO_BUS}")

    event_loop.run(work())
    assert (board.keys.present, board.keys.trigger, board.keys.trouble) == (False, None, NO_BUS)


@pytest.mark.parametrize("portal_without_keys", [True, False])
def test_a_desktop_that_gives_none(
    board: Board, event_loop: EventLoop, *, portal_without_keys: bool
) -> None:
    async def work() -> None:
        board.keys.start()
        await board.hears(f"refused: {NO_KEYS}")

    with bus_daemon(board.folder):
        if portal_without_keys:
            with portal(board.address, version=None):
                event_loop.run(work())
        else:
            event_loop.run(work())
    assert not board.keys.present


SENSELESS = "The desktop's answer makes no sense, so there is no key."
NOT_CHOSEN = "No key was chosen, so there is none."
NOT_GIVEN = "The desktop gave no key."


@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        ({"keys": (1, {})}, NOT_CHOSEN),
        ({"keys": (2, {})}, "The desktop's portal refuses BindShortcuts."),
        ({"keys": (77, {})}, "The desktop's portal refuses BindShortcuts."),
        ({"keys": (0, {})}, NOT_GIVEN),
        ({"keys": (0, {"shortcuts": Variant("s", "toggle")})}, NOT_GIVEN),
        ({"keys": (0, {"shortcuts": Variant("a(sa{sv})", [])})}, NOT_GIVEN),
        ({"keys": (0, {"shortcuts": Variant("a(sa{sv})", [["other", {}]])})}, NOT_GIVEN),
        ({"keys": (0, {"shortcuts": Variant("as", ["toggle"])})}, NOT_GIVEN),
        ({"session": (2, {})}, "The desktop's portal refuses CreateSession."),
        ({"session": (0, {})}, SENSELESS),
        ({"session": (0, {"session_handle": Variant("u", 7)})}, SENSELESS),
        ({"session": (0, {"session_handle": Variant("s", "nonsense")})}, SENSELESS),
        ({"session": (0, {"session_handle": Variant("s", f"{PATH}/session/a b")})}, SENSELESS),
        (
            {"refuses": {"CreateSession"}},
            "The desktop's portal refuses CreateSession (org.freedesktop.portal.Error.Failed).",
        ),
        (
            {"refuses": {"BindShortcuts"}},
            "The desktop's portal refuses BindShortcuts (org.freedesktop.portal.Error.Failed).",
        ),
    ],
)
def test_a_portal_that_gives_none_is_left_alone(
    board: Board, event_loop: EventLoop, how: dict[str, object], sentence: str
) -> None:
    async def work() -> None:
        board.keys.start()
        await board.hears("present: True", f"refused: {sentence}")
        other.die()
        await board.left()

    with board.desktop(**how) as other:
        event_loop.run(work())
    assert (board.keys.present, board.keys.trigger, board.keys.trouble) == (True, None, sentence)


def test_a_trigger_without_a_description_is_one(board: Board, event_loop: EventLoop) -> None:
    async def work() -> None:
        board.keys.start()
        await board.hears("present: True", "bound to ")

    given = Variant("a(sa{sv})", [["toggle", {"trigger_description": Variant("u", 7)}]])
    with board.desktop(keys=(0, {"shortcuts": given})):
        event_loop.run(work())


def test_one_who_was_refused_may_ask_again(
    board: Board, there: Portal, event_loop: EventLoop
) -> None:
    async def work() -> None:
        there.keys = (1, {})
        board.keys.start()
        await board.hears("present: True", f"refused: {NOT_CHOSEN}")
        there.keys = None
        board.keys.start()
        await board.hears("bound to Pause")

    event_loop.run(work())
    assert board.keys.trouble == ""


# Losing it -------------------------------------------------------------------------------------


def test_a_key_that_is_taken_back_is_told_of(
    board: Board, there: Portal, event_loop: EventLoop
) -> None:
    async def work() -> None:
        board.keys.start()
        await board.hears("present: True", "bound to Pause")
        there.close_session()
        await board.hears("refused: The desktop took the key back.")
        await board.until(lambda: board.keys.trigger is None)
        board.keys.start()
        await board.hears("bound to Pause")

    event_loop.run(work())


def test_a_portal_that_comes_again_is_asked_again(
    board: Board, there: Portal, event_loop: EventLoop
) -> None:
    async def work() -> None:
        board.keys.start()
        await board.hears("present: True", "bound to Pause")
        for _ in range(2):
            there.die()
            await board.until(lambda: board.keys.trigger is None)
            assert board.keys.trouble == "The desktop's portal went away."
            there.come_again()
            await board.hears("bound to Pause")
            assert board.keys.trouble == ""
            there.press()
            await board.hears("pressed")

    event_loop.run(work())
    assert len(there.calls("Register")) == 3


def test_a_portal_that_dies_over_the_question_is_asked_again(
    board: Board, there: Portal, event_loop: EventLoop
) -> None:
    async def work() -> None:
        there.hangs = {"BindShortcuts"}
        board.keys.start()
        await board.hears("present: True")
        await board.until(lambda: bool(there.calls("BindShortcuts")))
        there.die()
        there.hangs = set()
        there.come_again()
        await board.hears("bound to Pause")

    event_loop.run(work())


@pytest.mark.parametrize("hangs", [True, False])
def test_a_bus_that_dies_takes_the_key_with_it(
    board: Board, event_loop: EventLoop, *, hangs: bool
) -> None:
    async def begin() -> None:
        board.keys.start()
        await board.hears("present: True", *([] if hangs else ["bound to Pause"]))
        await board.until(lambda: bool(other.calls("BindShortcuts")))

    async def lose() -> None:
        await board.hears("refused: The message bus went away.")
        await board.until(lambda: board.keys.trigger is None)

    kinds = {"BindShortcuts"} if hangs else set()
    with bus_daemon(board.folder), portal(board.address, hangs=kinds) as other:
        event_loop.run(begin())
    event_loop.run(lose())


@pytest.mark.usefixtures("qapp")
def test_where_there_are_none_nothing_happens() -> None:
    keys: ShortcutKeys = NoShortcuts()
    keys.look()
    keys.start()
    keys.stop()
    keys.close()
    assert (keys.present, keys.trigger, keys.trouble) == (False, None, "")
