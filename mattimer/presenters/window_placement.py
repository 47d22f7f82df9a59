"""Window placement: size, position and colours of the last time, kept for the next."""

from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta
from msgspec.structs import asdict, replace
from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from mattimer.desktop.desktop_appearance import DesktopAppearance
from mattimer.storage.atomic_write import atomic_write
from mattimer.ui.window import DEFAULT_SIZE, LEAST_SIZE, Window
from mattimer.ui.window_geometry import State, WindowGeometry, fitted, least_size

REST_MS = 2000
"""How long a window has to stand still before its place is written down."""

LARGEST = 32_000
Coordinate = Annotated[int, Meta(ge=-LARGEST, le=LARGEST)]
NO_SCREEN = ("offscreen", "minimal")
OWN_PLACES = "wayland"
"""Where the desktop alone knows and decides where windows stand."""


class WindowMemory(msgspec.Struct, frozen=True):
    """What was remembered from the last time.

    Attributes:
        place: Where the window was.
        desktop_appearance: As the desktop had it, for a first frame in its colours.
    """

    place: WindowGeometry = msgspec.field(default_factory=lambda: WindowGeometry(DEFAULT_SIZE))
    desktop_appearance: DesktopAppearance = msgspec.field(default_factory=DesktopAppearance)


class _StoredAppearance(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the desktop wanted programs to look, as the file has it."""

    dark: bool | None
    contrast: bool | None
    less_motion: bool | None
    text_scale: Annotated[float, Meta(gt=0, lt=LARGEST)] | None


class _StoredWindow(msgspec.Struct, frozen=True):
    """The file; every key has to be there."""

    width: Annotated[int, Meta(ge=1, le=LARGEST)]
    height: Annotated[int, Meta(ge=1, le=LARGEST)]
    corner: tuple[Coordinate, Coordinate] | None
    state: State
    wishes: _StoredAppearance


def load_memory(file: Path) -> WindowMemory:
    """Read the file; one that is missing or damaged is no memory."""
    try:
        stored = msgspec.json.decode(file.read_bytes(), type=_StoredWindow)
    except (OSError, ValueError, RecursionError):
        return WindowMemory()
    size = QSize(stored.width, stored.height).expandedTo(LEAST_SIZE)
    corner = None if stored.corner is None else QPoint(*stored.corner)
    place = WindowGeometry(size, corner, stored.state)
    return WindowMemory(place, DesktopAppearance(**asdict(stored.wishes)))


def save_memory(file: Path, memory: WindowMemory) -> None:
    """Replace the file at once.

    Raises:
        OSError: The folder can't be written.
    """
    place, corner = memory.place, memory.place.corner
    stored = _StoredWindow(
        width=place.size.width(),
        height=place.size.height(),
        corner=None if corner is None else (corner.x(), corner.y()),
        state=place.state,
        wishes=_StoredAppearance(**asdict(memory.desktop_appearance)),
    )
    atomic_write(file, msgspec.json.encode(stored))


class WindowPlacement(QObject):
    """Puts the window where it was, and remembers where it goes. Writes when it has come to rest.

    A folder that can't be written costs the memory and nothing else.
    """

    def __init__(self, window: Window, file: Path, memory: WindowMemory) -> None:
        super().__init__(window)
        self._window = window
        self._file = file
        self._kept = self._memory = memory
        self._rest = QTimer(self, interval=REST_MS)
        self._rest.setObjectName("rest_timer")
        self._rest.setSingleShot(True)
        self._rest.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._rest.timeout.connect(self.save)
        screens = _screens()
        window.setMinimumSize(least_size(LEAST_SIZE, screens))
        window.take_place(fitted(memory.place, screens))
        window.place_changed.connect(self._on_window_place_changed)
        window.hidden.connect(self.save)

    @property
    def desktop_appearance(self) -> DesktopAppearance:
        """What the desktop said last."""
        return self._memory.desktop_appearance

    def on_desktop_appearance_changed(self, desktop: DesktopAppearance) -> None:
        """Remember it for the next first frame."""
        self._memory = replace(self._memory, desktop_appearance=desktop)
        self.save()

    def save(self) -> None:
        """Write down what is another than what is written."""
        self._rest.stop()
        if self._memory == self._kept:
            return
        try:
            save_memory(self._file, self._memory)
        except OSError:
            return
        self._kept = self._memory

    def _on_window_place_changed(self) -> None:
        place = self._window.place
        if QGuiApplication.platformName().startswith(OWN_PLACES):
            place = replace(place, corner=None)
        self._memory = replace(self._memory, place=place)
        if not self._rest.isActive():
            self._rest.start()


def _screens() -> list[QRect]:
    """Free boxes of the screens, the main one first; none where a platform only makes them up."""
    if QGuiApplication.platformName() in NO_SCREEN:
        return []
    main = QGuiApplication.primaryScreen()
    others = [screen for screen in QGuiApplication.screens() if screen is not main]
    return [screen.availableGeometry() for screen in (main, *others)]
