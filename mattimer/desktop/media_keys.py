"""Media keys, headset buttons and the desktop's media widget, over MPRIS on the session bus."""

import asyncio
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance

from mattimer.desktop.linux.bus import BusError, BusTask, load
from mattimer.session.clock import Clock

if TYPE_CHECKING:
    from mattimer.desktop.linux.bus_connection import Connection
    from mattimer.desktop.linux.mpris_interface import MprisPlayer

NAME = "org.mpris.MediaPlayer2.mattimer"
PATH = "/org/mpris/MediaPlayer2"


@dataclass(frozen=True, slots=True)
class NowPlaying:
    """A session as a media player tells it. Times are mat time in microseconds.

    Attributes:
        title: The stage, in words.
        artist: The area, in words.
        length_us: All of it, as planned.
        position_us: What is over of it at this moment.
        running: Whether it goes on, rather than being held.
        track: The session's own name, a UUID.
    """

    title: str
    artist: str
    length_us: int
    position_us: int
    running: bool
    track: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What was shown, and when: monotonic microseconds at the session's pace."""

    now: NowPlaying
    at: int

    def position_at(self, at: int) -> int:
        """Where a client that heard nothing since believes the session to be."""
        return self.now.position_us + (at - self.at if self.now.running else 0)


class MediaControls(Protocol):
    """Keys that work while other apps have the keyboard, or none does.

    Signals:
        toggle_wanted(), pause_wanted(), resume_wanted(), stop_wanted(), skip_wanted(): As the
            commands of a session; to stop asks nothing.
        extend_wanted(): One minute more.
        raise_wanted(): The window is to come forward.

    Attributes:
        trouble: Why the keys do not work, in one sentence; empty while nothing is known against it.
    """

    toggle_wanted: SignalInstance
    pause_wanted: SignalInstance
    resume_wanted: SignalInstance
    stop_wanted: SignalInstance
    skip_wanted: SignalInstance
    extend_wanted: SignalInstance
    raise_wanted: SignalInstance
    trouble: str

    def start(self) -> None:
        """Make ready, once a loop runs."""
        ...

    def show(self, now: NowPlaying | None) -> None:
        """Tell what plays; None where nothing does, and the keys are somebody else's."""
        ...

    def close(self) -> None:
        """Release everything; safe at any time."""
        ...


class _MediaKeySignals(QObject):
    toggle_wanted = Signal()
    pause_wanted = Signal()
    resume_wanted = Signal()
    stop_wanted = Signal()
    skip_wanted = Signal()
    extend_wanted = Signal()
    raise_wanted = Signal()


class NoMediaKeys(_MediaKeySignals):
    """Where there are none."""

    trouble = ""

    def start(self) -> None:
        """Nothing."""

    def show(self, now: NowPlaying | None) -> None:
        """Nothing."""

    def close(self) -> None:
        """Nothing."""


class MediaKeys(_MediaKeySignals):
    """A media player that is on the session bus only while a session exists.

    What it is told becomes true on the bus a little later: one connection a session, and of what
    changes while the bus is slow only the latest. A session whose bus fails goes on without; the
    next one tries again.
    """

    def __init__(
        self,
        *,
        art: str,
        position: Callable[[], int],
        clock: Clock,
        parent: QObject | None = None,
    ) -> None:
        """Nothing is connected yet.

        Args:
            art: A file's URL, the picture that widgets show.
            position: Mat time so far in microseconds; clients ask at any time.
            clock: The clock that sessions run by.
            parent: Whose child this is.
        """
        super().__init__(parent)
        self.trouble = ""
        self._art = art
        self._position = position
        self._clock = clock
        self._wanted: Shown | None = None
        self._given_up = ""
        self._changed = asyncio.Event()
        self._task = BusTask(self._follow, self)

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
            await load("mattimer.desktop.linux.bus_connection")
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
        from mattimer.desktop.linux.bus_connection import joined, session_bus  # noqa: PLC0415 - loaded

        async with joined(session_bus()) as connection:
            connection.gone.add_done_callback(lambda _: self._changed.set())
            player = self._export(connection, first)
            await connection.take_name(NAME, f"{NAME}.instance{os.getpid()}")
            self.trouble = ""
            while self._wanted is not None and self._wanted.now.track == first.now.track:
                self._changed.clear()
                player.show(self._wanted)
                await self._changed.wait()
                connection.check()

    def _export(self, connection: "Connection", first: Shown) -> "MprisPlayer":
        from mattimer.desktop.linux.mpris_interface import (  # noqa: PLC0415 - loaded
            MprisApplication,
            MprisPlayer,
            Wishes,
        )

        wishes = Wishes(
            toggle=self.toggle_wanted.emit,
            pause=self.pause_wanted.emit,
            resume=self.resume_wanted.emit,
            stop=self.stop_wanted.emit,
            skip=self.skip_wanted.emit,
            extend=self.extend_wanted.emit,
            come_forward=self.raise_wanted.emit,
        )
        player = MprisPlayer(first, wishes, art=self._art, position=self._position)
        connection.bus.export(PATH, MprisApplication(wishes))
        connection.bus.export(PATH, player)
        return player
