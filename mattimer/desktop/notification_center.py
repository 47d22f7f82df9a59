"""The notification centre of macOS and Windows, through desktop-notifier.

Written from the library's documentation and untested. It exists on those systems only.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import desktop_notifier  # type: ignore[import-not-found,unused-ignore]

from mattimer.desktop.adapter_task import DesktopError
from mattimer.desktop.notifications import APP_NAME, BODY, Notification, Reply


@asynccontextmanager
async def center(icon: Path) -> AsyncIterator["NotificationCenter"]:
    """The centre, for as long as the block lasts; its note is cleared at the end.

    Raises:
        DesktopError: Notifications are not allowed.
    """
    notifier = desktop_notifier.DesktopNotifier(APP_NAME, desktop_notifier.Icon(path=icon))
    if not await notifier.request_authorisation():
        raise DesktopError("Notifications are not allowed.")
    try:
        yield NotificationCenter(notifier)
    finally:
        await notifier.clear_all()


class NotificationCenter:
    """The centre with one note of ours, and what becomes of that.

    Attributes:
        reply: How the note ended.
    """

    def __init__(self, notifier: "desktop_notifier.DesktopNotifier") -> None:
        self.reply: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        self._notifier = notifier
        notifier.on_clicked = lambda _: self._end(Reply(BODY))
        notifier.on_dismissed = lambda _: self._end(Reply())
        notifier.on_button_pressed = lambda _, key: self._end(Reply(key))

    async def show(self, note: Notification) -> None:
        """Show it."""
        buttons = [desktop_notifier.Button(text, identifier=key) for key, text in note.buttons]
        await self._notifier.send(note.title, note.text, buttons=buttons)

    def _end(self, reply: Reply) -> None:
        if not self.reply.done():
            self.reply.set_result(reply)
