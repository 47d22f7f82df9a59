"""Notifications with buttons, one at a time, over whatever service the desktop has."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance

from mattimer.desktop.adapter_task import AdapterTask, DesktopError

APP_NAME = "Mat Timer"
BODY = "body"
"""The key of a click beside the buttons."""


@dataclass(frozen=True, slots=True)
class Notification:
    """A note to show. A service that knows no buttons shows it without them.

    Attributes:
        title: Above.
        text: Below; where a service shows nothing but titles it takes the title's place.
        buttons: Key and words of each.
    """

    title: str
    text: str
    buttons: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """How a note ended.

    Attributes:
        key: Of what was pressed; empty where it went away without.
        token: What lets a window come forward on Wayland; empty where none was given.
    """

    key: str = ""
    token: str = ""


class Notifications(Protocol):
    """An adapter that shows one note at a time.

    Signals:
        answered(key, token): A button, or ``BODY``, was pressed; the token is the desktop's leave
            to come forward, where it gives one.
        put_away(): It was closed, or its time was over.
        failed(reason): Nobody shows it, or nobody does any more; one sentence.

    Attributes:
        trouble: Why the last one could not be shown; empty while nothing is known against it.
    """

    answered: SignalInstance
    put_away: SignalInstance
    failed: SignalInstance
    trouble: str

    def show(self, note: Notification) -> None:
        """Show a note in place of the one that is up."""
        ...

    def withdraw(self) -> None:
        """Take it back, as it no longer holds."""
        ...

    def close(self) -> None:
        """Take it back and release everything; safe at any time."""
        ...


class NotificationBackend(Protocol):
    """A service that shows one note.

    Attributes:
        reply: How it ended; a ``DesktopError`` where nobody shows it any more.
    """

    reply: "asyncio.Future[Reply]"

    async def show(self, note: Notification) -> None:
        """Show it.

        Raises:
            DesktopError: It is refused.
        """
        ...


OpenBackend = Callable[[], AbstractAsyncContextManager[NotificationBackend]]
"""Reaches whoever shows notes; may raise a ``DesktopError``."""


class NotificationQueue(QObject):
    """The latest note wanted, shown through a service.

    What shows a note is reached for as long as the note is up.
    """

    answered = Signal(str, str)
    put_away = Signal()
    failed = Signal(str)

    def __init__(self, open_backend: OpenBackend, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.trouble = ""
        self._open_backend = open_backend
        self._wanted: Notification | None = None
        self._reply: asyncio.Future[Reply] | None = None
        self._task = AdapterTask(self._follow, self)

    def show(self, note: Notification) -> None:
        """Show it once a loop runs; one that is up goes first."""
        self._end()
        # A copy: the same words may be shown again.
        self._wanted = replace(note)
        self._task.begin()

    def withdraw(self) -> None:
        """Take it back, even before it was shown."""
        self._end()

    def close(self) -> None:
        """Take it back and release everything."""
        self._wanted = None
        self._task.close()

    def _end(self) -> None:
        self._wanted = None
        if self._reply is not None and not self._reply.done():
            self._reply.set_result(Reply())

    async def _follow(self) -> None:
        """Show what is wanted, one after the other."""
        while (note := self._wanted) is not None:
            try:
                reply = await self._show(note)
            except DesktopError as error:
                self.trouble = str(error)
                if self._wanted is note:
                    self._wanted = None
                    self.failed.emit(self.trouble)
            else:
                self.trouble = ""
                if self._wanted is note:
                    self._wanted = None
                    self._tell(reply)

    def _tell(self, reply: Reply) -> None:
        if reply.key:
            self.answered.emit(reply.key, reply.token)
        else:
            self.put_away.emit()

    async def _show(self, note: Notification) -> Reply:
        """Be there for a note until it ended, however it did.

        Raises:
            DesktopError: Nobody shows it, or nobody does any more.
        """
        async with self._open_backend() as service:
            if self._wanted is not note:
                return Reply()
            self._reply = service.reply
            await service.show(note)
            return await service.reply
