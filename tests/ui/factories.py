"""Looks, moments and sights that the tests of screens share."""

import os
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from mattimer.coach.areas import Area
from mattimer.coach.session_lines import SessionLines
from mattimer.content.loader import load, load_areas
from mattimer.session.clock import MINUTE, SECOND
from mattimer.session.commands import Command, Start, Tick
from mattimer.session.machine import apply
from mattimer.session.moment import Moment, moment_of
from mattimer.session.session_plan import Layer, Pacing, Plan, classic_stages
from mattimer.ui.body.area_label import AreaChoice
from mattimer.ui.body.body_shape import BodyShape, load_body
from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import DesignTokens, load_tokens
from tests.fakes import FakeClock, microseconds

RESOURCES = Path(__file__).parents[2] / "resources"
OWN_FONT = "MATTIMER_TEST_FONTCONFIG" not in os.environ
"""Whether the tests run with their own font, in which the design's figures were measured."""

SESSION_ID = UUID("018f0000-0000-7000-8000-000000000001")


@cache
def design_tokens() -> dict[str, Any]:
    """The design tokens."""
    return load_tokens(RESOURCES / "theme" / "tokens.toml")


@cache
def shape() -> BodyShape:
    """The figure."""
    return load_body(RESOURCES / "figures" / "body-back.svg")


@cache
def areas() -> dict[str, Area]:
    """The body areas."""
    return load_areas(RESOURCES / "guide")


@cache
def lines() -> SessionLines:
    """What a session says."""
    return load(RESOURCES / "guide", SessionLines)


def scan() -> tuple[str, ...]:
    """Every part that attention visits, in order."""
    return tuple(part.id for part in lines().scan)


def choices() -> list[AreaChoice]:
    """The areas as a body map takes them."""
    return [AreaChoice(area.id, area.name, "5 min", area.name) for area in areas().values()]


def make_tokens(
    *, dark: bool = True, text_scale: float = 1.0, reduced_motion: bool = False
) -> DesignTokens:
    """One appearance in the system's font."""
    return DesignTokens(
        design_tokens(), dark=dark, text_scale=text_scale, reduced_motion=reduced_motion
    )


def make_theme(
    *, dark: bool = True, text_scale: float = 1.0, reduced_motion: bool = False
) -> Theme:
    """A look over the real resources."""
    tokens = make_tokens(dark=dark, text_scale=text_scale, reduced_motion=reduced_motion)
    return Theme(tokens, RESOURCES)


def plan(
    minutes: int = 10,
    *,
    area: str = "upper-back",
    layer: Layer = Layer.SHIRT,
    with_scan: bool = True,
    pacing: Pacing = Pacing.FIRST_MINUTES,
    lead_in_s: int = 20,
) -> Plan:
    """Ten minutes on the upper back, or what a test wants otherwise."""
    return Plan(
        area=area,
        layer=layer,
        stages=classic_stages(minutes * MINUTE),
        cap=areas()[area].cap * MINUTE,
        pacing=pacing,
        scan=scan() if with_scan else (),
        lead_in=lead_in_s * SECOND,
    )


def moment_at(
    mat_s: float, *commands: Command, of: Plan | None = None, slept_s: float = 0
) -> Moment:
    """A session ``mat_s`` seconds into its mat time (below 0: into the lead-in).

    Where ``slept_s`` is given, the computer sleeps then. Commands are given after that.
    """
    clock, wanted = FakeClock(), of or plan()
    session = apply(None, Start(wanted, SESSION_ID), clock.read())
    assert session is not None
    clock.advance(wanted.lead_in / SECOND + mat_s)
    clock.sleep_computer(slept_s)
    for command in (Tick(), *commands):
        session = apply(session, command, clock.read())
    assert session is not None
    return moment_of(session, clock.read())


def us(seconds: float) -> int:
    """Seconds as microseconds."""
    return microseconds(seconds)


def shown(widget: QWidget, width: int = 0, height: int = 0) -> None:
    """Bring a widget to the screen as the active window, in a size if one is given."""
    if width:
        widget.resize(width, height)
    widget.show()
    widget.activateWindow()
    assert QTest.qWaitForWindowActive(widget)
    QApplication.processEvents()


def press(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    """Press a key where the focus is inside a window, as a keyboard does."""
    QTest.keyClick(
        QApplication.focusWidget() or widget, key, modifier or Qt.KeyboardModifier.NoModifier
    )


def click(widget: QWidget, at: QPoint | None = None) -> None:
    """Click a widget in its middle, or at a point of it."""
    QTest.mouseClick(
        widget,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        widget.rect().center() if at is None else at,
    )


def seen(widget: QWidget) -> QImage:
    """What a widget paints."""
    return widget.grab().toImage()


def counted(image: QImage, true: Callable[[QColor], bool], within: QRect | None = None) -> int:
    """How many pixels are so."""
    box = image.rect() if within is None else within
    return sum(
        true(image.pixelColor(x, y))
        for x in range(box.left(), box.right() + 1)
        for y in range(box.top(), box.bottom() + 1)
    )


def ink(image: QImage) -> tuple[int, int]:
    """First and last column that differ from the picture's first pixel."""
    ground = image.pixel(0, 0)
    columns = [
        x
        for x in range(image.width())
        if any(image.pixel(x, y) != ground for y in range(image.height()))
    ]
    assert columns
    return columns[0], columns[-1]


def is_of_two_lines(row: QWidget) -> bool:
    """Whether a row with a second line is as high as designed; other fonts add a few pixels."""
    return row.height() == 58 if OWN_FONT else 58 <= row.height() <= 64


def near(color: QColor, other: QColor, by: int = 12) -> bool:
    """Whether an eye would call both colours one."""
    pairs: Sequence[tuple[int, int]] = (
        (color.red(), other.red()),
        (color.green(), other.green()),
        (color.blue(), other.blue()),
    )
    return all(abs(one - two) <= by for one, two in pairs)


class Paints(QObject):
    """Writes down what is painted again on a widget, and how often."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.boxes: list[QRect] = []
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.boxes.append(event.rect())
        return False
