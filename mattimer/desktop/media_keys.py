"""The protocol of an adapter for media keys, headset buttons and the desktop's media widget."""

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance

from mattimer.desktop.adapter import DesktopAdapter


@dataclass(frozen=True, slots=True)
class NowPlaying:
    """A session as a media player shows it. Times are mat time in microseconds.

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


class MediaControls(DesktopAdapter, Protocol):
    """An adapter for keys that work while other apps have the keyboard.

    Signals:
        toggle_wanted(), pause_wanted(), resume_wanted(), stop_wanted(), skip_wanted(): As the
            commands of a session; to stop asks nothing.
        extend_wanted(): One minute more.
        raise_wanted(): The window is to come forward.
    """

    toggle_wanted: SignalInstance
    pause_wanted: SignalInstance
    resume_wanted: SignalInstance
    stop_wanted: SignalInstance
    skip_wanted: SignalInstance
    extend_wanted: SignalInstance
    raise_wanted: SignalInstance

    def show(self, now: NowPlaying | None) -> None:
        """Tell what plays; None where nothing does, and the keys are somebody else's."""
        ...


class MediaKeySignals(QObject):
    """The signals of every adapter for media keys."""

    toggle_wanted = Signal()
    pause_wanted = Signal()
    resume_wanted = Signal()
    stop_wanted = Signal()
    skip_wanted = Signal()
    extend_wanted = Signal()
    raise_wanted = Signal()


class NoMediaKeys(MediaKeySignals):
    """For systems without such keys."""

    trouble = ""

    def start(self) -> None:
        """Nothing."""

    def show(self, now: NowPlaying | None) -> None:
        """Nothing."""

    def close(self) -> None:
        """Nothing."""
