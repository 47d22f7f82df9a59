"""The notification centre of macOS and Windows, through desktop-notifier.

Written from the library's documentation and untested.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from desktop_notifier import Button, DesktopNotifier, Icon

from mattimer.desktop.linux.bus import BusError
from mattimer.desktop.notifications import APP_NAME, BODY, Notification, Reply


@asynccontextmanager
async def reached(icon: Path) -> AsyncIterator["NotificationCenter"]:
    """The centre; its note goes at the end.

    Raises:
        BusError: Notifications are not allowed.
    """
    center = NotificationCenter(DesktopNotifier(APP_NAME, Icon(path=icon)))
    if not await center.allowed():
        raise BusError("Notifications are not allowed.")
    try:
        yield center
    finally:
        await center.leave()


class NotificationCenter:
    """Shows one note and hears what becomes of it.

    Attributes:
        reply: How the note ended.
    """

    def __init__(self, notifier: DesktopNotifier) -> None:
        self.reply: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        self._notifier = notifier
        notifier.on_clicked = lambda _: self._end(Reply(BODY))
        notifier.on_dismissed = lambda _: self._end(Reply())
        notifier.on_button_pressed = lambda _, key: self._end(Reply(key))

    async def allowed(self) -> bool:
        """Whether the person lets us."""
        return await self._notifier.request_authorisation()

    async def show(self, note: Notification) -> None:
        """Show it."""
        buttons = [Button(text, identifier=key) for key, text in note.buttons]
        await self._notifier.send(note.title, note.text, buttons=buttons)

    async def leave(self) -> None:
        """Take it back."""
        await self._notifier.clear_all()

    def _end(self, reply: Reply) -> None:
        if not self.reply.done():
            self.reply.set_result(reply)
