"""The media key adapter over MPRIS: keys, headset buttons and the desktop's media widget."""

import asyncio
import os
from collections.abc import Callable

from PySide6.QtCore import QObject

from mattimer.desktop.adapter_task import AdapterTask
from mattimer.desktop.linux.bus_errors import BusError
from mattimer.desktop.linux.shared_bus import SharedBus, load
from mattimer.desktop.media_keys import MediaKeySignals, NowPlaying, Shown
from mattimer.session.clock import Clock

NAME = "org.mpris.MediaPlayer2.mattimer"
PATH = "/org/mpris/MediaPlayer2"


class MprisMediaKeys(MediaKeySignals):
    """A media player that is on the session bus only while a session exists.

    What it is told becomes true on the bus a little later, and of what changes while the bus is
    slow only the latest does. A session whose bus fails goes on without; the next one tries again.
    """

    def __init__(
        self,
        bus: SharedBus,
        *,
        art: str,
        position: Callable[[], int],
        clock: Clock,
        parent: QObject | None = None,
    ) -> None:
        """Nothing is connected yet.

        Args:
            bus: The session bus.
            art: A file's URL, the picture that widgets show.
            position: Mat time so far in microseconds; clients ask at any time.
            clock: The clock that sessions run by.
            parent: Whose child this is.
        """
        super().__init__(parent)
        self.trouble = ""
        self._bus = bus
        self._art = art
        self._position = position
        self._clock = clock
        self._wanted: Shown | None = None
        self._given_up = ""
        self._changed = asyncio.Event()
        self._task = AdapterTask(self._follow, self)

    def start(self) -> None:
        """Load the library on a thread once a loop runs, long before a session needs it."""
        self._task.begin()

    def show(self, now: NowPlaying | None) -> None:
        """Tell what plays, at any rate; None where nothing does."""
        self._wanted = None if now is None else Shown(now, self._clock.read().monotonic)
        self._changed.set()
        self._task.begin()

    def close(self) -> None:
        """Leave the bus; nothing is shown any more."""
        self._task.close()

    async def _follow(self) -> None:
        """Bring the bus to what is wanted, one session after the other."""
        try:
            await load("mattimer.desktop.linux.mpris_interface")
        except BusError as error:
            self.trouble = str(error)
            return
        while self._wanted is not None and self._wanted.now.track != self._given_up:
            track = self._wanted.now.track
            try:
                await self._play(self._wanted)
            except BusError as error:
                self.trouble, self._given_up = str(error), track

    async def _play(self, first: Shown) -> None:
        """Be on the bus as long as this session is what is wanted.

        Raises:
            BusError: The bus cannot be reached, refuses or went away.
        """
        from mattimer.desktop.linux.mpris_interface import (  # noqa: PLC0415 - loaded
            MprisApplication,
            MprisPlayer,
        )

        async with self._bus.joined() as client:
            client.gone.add_done_callback(lambda _: self._changed.set())
            player = MprisPlayer(first, self, art=self._art, position=self._position)
            client.export(PATH, MprisApplication(self), player)
            await client.take_name(NAME, f"{NAME}.instance{os.getpid()}")
            self.trouble = ""
            while self._wanted is not None and self._wanted.now.track == first.now.track:
                self._changed.clear()
                player.show(self._wanted)
                await self._changed.wait()
                client.check()
