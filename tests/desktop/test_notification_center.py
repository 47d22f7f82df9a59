"""The centre of macOS and Windows, as far as the library's own interface shows it."""

import asyncio
import importlib
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from mattimer.desktop.adapter_task import DesktopError
from mattimer.desktop.notifications import BODY, Notification, Reply
from tests.desktop.event_loop import EventLoop

NOTE = Notification("Mat Timer", "The mat is free, if you are.", (("later", "In 15 minutes"),))


MODULE = "mattimer.desktop.notification_center"


@dataclass
class Button:
    """What the library has for one."""

    title: str
    identifier: str


class FakeNotifier:
    """What the library offers to everybody."""

    made: "FakeNotifier"
    allowed = True

    def __init__(self, app: str, icon: object) -> None:
        FakeNotifier.made = self
        self.app, self.icon = app, icon
        self.sent: list[tuple[str, str, list[Button]]] = []
        self.cleared = 0
        self.on_clicked: Callable[[str], None] | None = None
        self.on_dismissed: Callable[[str], None] | None = None
        self.on_button_pressed: Callable[[str, str], None] | None = None

    async def request_authorisation(self) -> bool:
        return self.allowed

    async def send(self, title: str, message: str, *, buttons: list[Button]) -> str:
        self.sent.append((title, message, buttons))
        return "1"

    async def clear_all(self) -> None:
        self.cleared += 1


@pytest.fixture(autouse=True)
def _library(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The library, which is not installed here."""
    library = SimpleNamespace(DesktopNotifier=FakeNotifier, Icon=SimpleNamespace, Button=Button)
    monkeypatch.setitem(sys.modules, "desktop_notifier", library)
    yield
    sys.modules.pop(MODULE)


def center(icon: Path) -> AbstractAsyncContextManager[Any]:
    return importlib.import_module(MODULE).center(icon)  # type: ignore[no-any-return]


async def pressed(press: Callable[[FakeNotifier], None]) -> Reply:
    async with center(Path("/icon.svg")) as made:
        await made.show(NOTE)
        asyncio.get_running_loop().call_soon(press, FakeNotifier.made)
        reply: Reply = await made.reply
        press(FakeNotifier.made)  # once more changes nothing
    assert FakeNotifier.made.cleared == 1
    return reply


def test_a_note_has_its_buttons(event_loop: EventLoop) -> None:
    reply = event_loop.run(pressed(lambda made: made.on_button_pressed("1", "later")))  # type: ignore[misc]
    assert reply == Reply("later")
    ((title, text, (button,)),) = FakeNotifier.made.sent
    assert (title, text) == (NOTE.title, NOTE.text)
    assert (button.identifier, button.title) == ("later", "In 15 minutes")


def test_a_click_beside_them_and_putting_away(event_loop: EventLoop) -> None:
    assert event_loop.run(pressed(lambda made: made.on_clicked("1"))) == Reply(BODY)  # type: ignore[misc]
    assert event_loop.run(pressed(lambda made: made.on_dismissed("1"))) == Reply()  # type: ignore[misc]


def test_where_they_are_not_allowed_nobody_shows_them(
    event_loop: EventLoop, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def reach() -> None:
        with pytest.raises(DesktopError, match=r"^Notifications are not allowed\.$"):
            async with center(Path("/icon.svg")):
                pass

    monkeypatch.setattr(FakeNotifier, "allowed", False)
    event_loop.run(reach())
