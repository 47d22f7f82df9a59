"""Where a window stands, and where it may: plain functions of plain values."""

from collections.abc import Sequence
from enum import StrEnum

import msgspec
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QRect, QSize

FRAME = 36
"""Room for a title bar above a window that has to be moved or made smaller."""


class State(StrEnum):
    """How much of the screen it takes."""

    NORMAL = "normal"
    MAXIMISED = "maximised"
    FULL = "full"


class WindowGeometry(msgspec.Struct, frozen=True):
    """A window's size, and its corner where there is one to be known.

    Attributes:
        size: Without the frame, in logical pixels; what it goes back to where ``state`` is larger.
        corner: Upper left, None where the desktop decides (first start, Wayland).
        state: How much of the screen it takes.
    """

    size: QSize
    corner: QPoint | None = None
    state: State = State.NORMAL

    @property
    def box(self) -> QRect:
        """The box, at 0, 0 where the corner is not known."""
        return QRect(self.corner or QPoint(0, 0), self.size)


def fitted(place: WindowGeometry, screens: Sequence[QRect]) -> WindowGeometry:
    """The place on a screen that is there; the first one is where windows go by themselves.

    ``screens`` are their free boxes. Without any nothing is known, and the place is as it was.
    """
    if not screens:
        return place
    screen = screens[0] if place.corner is None else _nearest(place.box, screens)
    room = screen.adjusted(0, FRAME, 0, 0)
    size = place.size.boundedTo(room.size())
    if place.corner is None:
        return replace(place, size=size)
    if screen.contains(place.box):
        return place
    box = QRect(place.corner, size)
    box.moveRight(min(box.right(), room.right()))
    box.moveBottom(min(box.bottom(), room.bottom()))
    box.moveLeft(max(box.left(), room.left()))
    box.moveTop(max(box.top(), room.top()))
    return replace(place, size=size, corner=box.topLeft())


def least_size(wanted: QSize, screens: Sequence[QRect]) -> QSize:
    """The least size a window may have: no more than the smallest screen has room for."""
    for screen in screens:
        wanted = wanted.boundedTo(screen.adjusted(0, FRAME, 0, 0).size())
    return wanted


def _nearest(box: QRect, screens: Sequence[QRect]) -> QRect:
    """The screen that has most of the box; where none has any, the first."""

    def shared(screen: QRect) -> int:
        common = screen.intersected(box)
        return common.width() * common.height()

    return max(screens, key=shared)
