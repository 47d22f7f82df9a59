"""The dial repaints only what moved, and thousands of frames leave nothing behind."""

import sys
from dataclasses import replace
from itertools import combinations
from math import cos, radians, sin
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication

from mattimer.session.clock import MINUTE, SECOND
from mattimer.session.session_plan import Stages
from mattimer.ui.session.dial import Dial, Face
from mattimer.ui.session.digits import paint_digits
from mattimer.ui.session.disc_painter import DiscPainter
from mattimer.ui.session.pacer import OUTER, disc_at
from mattimer.ui.session.ring import lit_count, ring_points
from mattimer.ui.theme.theme import Theme
from tests.ui.factories import Paints, counted, ink, make_theme, make_tokens, near, seen, shown

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

SIDE, RADIUS = 424, 200.0
FACE = Face(
    top="Settle",
    digits="9:30",
    bottom="Breathe in",
    stages=Stages(2 * MINUTE, 6 * MINUTE, 2 * MINUTE),
    elapsed=30 * SECOND,
    fullness=0.5,
)
FRAMES = 1000


@pytest.fixture
def dial(dark: Theme, qtbot: "QtBot") -> Dial:
    made = Dial(dark)
    qtbot.addWidget(made)
    made.set_radius(RADIUS)
    shown(made, SIDE, SIDE)
    made.show_face(FACE)
    QApplication.processEvents()
    return made


def repainted(dial: Dial, face: Face) -> list[QRect]:
    """What is painted again when this face is shown."""
    paints = Paints(dial)
    dial.show_face(face)
    QApplication.processEvents()
    dial.removeEventFilter(paints)
    return paints.boxes


def disc_box(dial: Dial, fullness: float) -> QRect:
    """The square of a disc, with its rim."""
    reach = round(disc_at(fullness, dial.rin).radius) + 4
    return QRect(SIDE // 2 - reach, SIDE // 2 - reach, 2 * reach, 2 * reach)


def test_a_face_that_is_the_same_paints_nothing(dial: Dial) -> None:
    assert repainted(dial, FACE) == []


def test_a_breath_repaints_the_square_of_the_disc_and_no_more(dial: Dial) -> None:
    boxes = repainted(dial, replace(FACE, fullness=0.6))
    assert len(boxes) == 1
    assert disc_box(dial, 0.6).contains(boxes[0])
    assert boxes[0].contains(disc_box(dial, 0.6).adjusted(6, 6, -6, -6))


def test_a_shrinking_disc_repaints_where_it_was(dial: Dial) -> None:
    (box,) = repainted(dial, replace(FACE, fullness=0.3))
    assert box.contains(disc_box(dial, 0.5).adjusted(6, 6, -6, -6))


def test_a_breath_too_small_to_be_seen_paints_nothing(dial: Dial) -> None:
    assert repainted(dial, replace(FACE, fullness=0.501)) == []


def test_small_breaths_add_up_to_one_that_is_seen(dial: Dial) -> None:
    boxes = [repainted(dial, replace(FACE, fullness=0.5 + n * 0.001)) for n in range(1, 40)]
    assert boxes.count([]) < len(boxes)
    assert boxes[0] == []


def test_another_second_repaints_the_words_and_not_the_ring(dial: Dial) -> None:
    (box,) = repainted(dial, replace(FACE, digits="9:29"))
    assert box.width() < 2 * RADIUS
    assert box.height() < 1.2 * RADIUS


@pytest.mark.parametrize(
    "face",
    [
        replace(FACE, elapsed=40 * SECOND),
        replace(FACE, paused=True),
        replace(FACE, finished=True),
        replace(FACE, fullness=None, bar=0.5),
        replace(FACE, stages=Stages(MINUTE, 3 * MINUTE, MINUTE)),
    ],
)
def test_another_ring_repaints_everything(dial: Dial, face: Face) -> None:
    assert dial.rect() in repainted(dial, face)


def test_a_bar_that_moved_repaints_the_bar(dial: Dial) -> None:
    still = replace(FACE, fullness=None, bar=0.5)
    repainted(dial, still)
    (box,) = repainted(dial, replace(still, bar=0.55))
    assert box.height() < 20
    assert box.width() < RADIUS


def test_a_disc_that_comes_or_goes_is_painted(dial: Dial) -> None:
    assert repainted(dial, replace(FACE, fullness=None))
    assert repainted(dial, FACE)


def test_a_fading_disc_is_painted_even_where_it_does_not_breathe(dial: Dial) -> None:
    assert repainted(dial, replace(FACE, presence=0.5))
    assert repainted(dial, replace(FACE, presence=0.0))


def test_a_fade_without_a_disc_needs_no_disc(dial: Dial) -> None:
    gone = replace(FACE, fullness=None)
    repainted(dial, gone)
    boxes = repainted(dial, replace(gone, presence=0.5))
    assert all(box.height() < 1.2 * RADIUS for box in boxes)


def test_nothing_is_painted_before_there_is_a_face(
    dark: Theme, qtbot: "QtBot", rings_painted: list[float]
) -> None:
    empty = Dial(dark)
    qtbot.addWidget(empty)
    shown(empty, 100, 100)
    seen(empty)
    assert rings_painted == []
    assert empty.face is None


def test_nothing_is_painted_while_hidden(dial: Dial) -> None:
    dial.hide()
    assert repainted(dial, replace(FACE, elapsed=90 * SECOND, digits="8:30")) == []


def test_another_size_paints_new_pictures(dial: Dial, rings_painted: list[float]) -> None:
    dial.set_radius(RADIUS)
    seen(dial)
    assert len(rings_painted) == 0
    dial.set_radius(150.0)
    seen(dial)
    assert len(rings_painted) == 1
    dial.resize(320, 320)
    seen(dial)
    assert dial.rin == pytest.approx(150 * (1 - 0.062 - 0.045))


# What is seen ----------------------------------------------------------------------------------


def lit(dial: Dial, name: str) -> int:
    """Pixels of a stage's colour in the ring, near its top, right, foot and left."""
    dial.show_face(replace(dial.face or FACE, fullness=None, top="", digits="", bottom=""))
    color, image = make_tokens().session_color(name), seen(dial)
    sides = (
        QRect(0, 0, SIDE, 40),
        QRect(SIDE - 40, 0, 40, SIDE),
        QRect(0, SIDE - 40, SIDE, 40),
        QRect(0, 0, 40, SIDE),
    )
    return sum(counted(image, lambda pixel: near(pixel, color, 3), side) for side in sides)


def test_the_ring_lights_with_the_time(dial: Dial) -> None:
    few = lit(dial, "settle")
    dial.show_face(replace(FACE, elapsed=2 * MINUTE))
    assert lit(dial, "settle") > 1.5 * few > 0
    assert lit(dial, "still") == 0
    dial.show_face(replace(FACE, elapsed=9 * MINUTE))
    assert lit(dial, "still") > lit(dial, "settle")
    assert lit(dial, "rise") > 0


def test_before_the_start_nothing_is_lit(dial: Dial) -> None:
    dial.show_face(replace(FACE, elapsed=-1))
    assert lit(dial, "settle") == 0


def test_in_a_pause_the_points_step_back(dial: Dial) -> None:
    dial.show_face(replace(FACE, paused=True))
    assert lit(dial, "settle") == 0


def test_the_newest_point_is_longer(dial: Dial) -> None:
    dial.show_face(replace(FACE, fullness=None))
    running = seen(dial)
    dial.show_face(replace(FACE, fullness=None, finished=True))
    assert running != seen(dial)


def test_a_bar_fills_from_the_left(dial: Dial, dark: Theme) -> None:
    still = dark.tokens.session_color("still")
    box = QRect(0, SIDE // 2, SIDE, SIDE // 2)
    filled = []
    for bar in (0.0, 0.5, 1.0):
        dial.show_face(replace(FACE, fullness=None, bar=bar))
        filled.append(counted(seen(dial), lambda pixel: near(pixel, still, 3), box))
    assert filled[0] == 0
    assert filled[1] == pytest.approx(filled[2] / 2, rel=0.1)


def test_reduced_motion_has_one_still_circle(dial: Dial) -> None:
    dial.show_face(replace(FACE, fullness=None, bar=0.5))
    image = seen(dial)
    at = SIDE // 2 + round(0.82 * dial.rin)
    edge = [image.pixelColor(x, SIDE // 2) for x in range(at - 2, at + 2)]
    assert any(near(color, QColor("#3b2c22"), 8) for color in edge)


def test_a_long_word_shrinks_instead_of_being_cut(dial: Dial) -> None:
    long = replace(FACE, fullness=None, bottom="Langsam ausatmen, ganz aus")
    dial.show_face(long)
    words = seen(dial)
    dial.show_face(replace(long, bottom=""))
    empty, reach = seen(dial), round(dial.rin * OUTER)
    written = [
        x
        for x in range(SIDE)
        if any(words.pixel(x, y) != empty.pixel(x, y) for y in range(SIDE // 2, SIDE))
    ]
    assert written[0] > SIDE // 2 - reach + 2
    assert written[-1] < SIDE // 2 + reach - 3


@pytest.mark.parametrize("digits", ["1:11", "8:08", "10:00", "30:00"])
def test_digits_stand_in_equal_cells_around_the_middle(
    qapp: QApplication,  # noqa: ARG001 - fonts need it
    digits: str,
) -> None:
    image = QImage(400, 120, QImage.Format.Format_RGB32)
    image.fill(QColor("black"))
    painter = QPainter(image)
    painter.translate(200, 0)
    font = QFont()
    font.setPixelSize(80)
    paint_digits(painter, digits, font, 90, QColor("white"))
    painter.end()
    left, right = ink(image)
    assert left + right == pytest.approx(400, abs=24)
    assert left > 0
    assert right < 399


# The dark --------------------------------------------------------------------------------------


def shows(image: QImage, color: QColor) -> bool:
    return counted(image, lambda pixel: near(pixel, color, 2)) > 0


def test_every_colour_grows_dark(dial: Dial, dark: Theme) -> None:
    tokens = dark.tokens
    dial.show_face(replace(FACE, elapsed=9 * MINUTE, fullness=None))
    for dim in (0.0, 1.0):
        dial.set_dim(dim)
        image = seen(dial)
        for name in ("settle", "still", "rise", "unlit", "text"):
            assert shows(image, tokens.session_color(name, dim)), name


def test_the_disc_grows_dark_too(dial: Dial, dark: Theme) -> None:
    dial.show_face(replace(FACE, top="", digits="", bottom="", fullness=1.0))
    inside = disc_box(dial, 0.5)
    full, warm = seen(dial), dark.tokens.session_color("still")
    dial.set_dim(1.0)
    dim = seen(dial)
    assert counted(full, lambda pixel: near(pixel, warm, 60), inside) > 50
    assert counted(dim, lambda pixel: near(pixel, warm, 60), inside) == 0
    assert DiscPainter(make_tokens(), dial.rin, 1.0, 1.0).dot_factor == pytest.approx(0.7)


@pytest.mark.parametrize("bar", [0.0, 0.5])
def test_reduced_motion_grows_dark_as_well(dial: Dial, bar: float) -> None:
    dial.show_face(replace(FACE, fullness=None, bar=bar))
    full = seen(dial)
    dial.set_dim(1.0)
    dim = seen(dial)
    assert max(color.lightness() for color in row(dim)) < max(c.lightness() for c in row(full))


def row(image: QImage) -> list[QColor]:
    """The middle row of the bar."""
    y = round(SIDE / 2 + RADIUS * 0.491)
    return [image.pixelColor(x, y) for x in range(image.width())]


def test_the_same_dark_paints_nothing(dial: Dial, rings_painted: list[float]) -> None:
    dial.set_dim(0.5)
    seen(dial)
    rings_painted.clear()
    dial.set_dim(0.5)
    seen(dial)
    assert rings_painted == []


# Slow changes ----------------------------------------------------------------------------------

JUST_LIT = 32.5
"""Of 24 points in two minutes the seventh lights after 32.5 seconds."""


def at(mat_s: float, **changes: object) -> Face:
    return replace(FACE, elapsed=round(mat_s * SECOND), **changes)  # type: ignore[arg-type]


def newest_at(dial: Dial, lengths: float) -> QPoint:
    """A place in the newest point, so many of its lengths out from its usual end."""
    assert dial.face is not None
    points = ring_points(dial.face.stages)
    angle = radians(points[lit_count(points, dial.face.elapsed) - 1].angle)
    far = RADIUS * (1 + lengths * make_tokens().geometry("point_length"))
    return QPointF(SIDE / 2 + far * sin(angle), SIDE / 2 - far * cos(angle)).toPoint()


def newest(dial: Dial) -> QColor:
    """The colour of the newest point in its middle."""
    return seen(dial).pixelColor(newest_at(dial, -0.5))


def test_a_point_lights_slowly(dial: Dial, dark: Theme) -> None:
    tokens = dark.tokens
    found = []
    for into in (0.0, 0.2, 0.3, 0.4, 1.0):
        dial.show_face(at(JUST_LIT + into))
        found.append(newest(dial).red())
    assert found[0] == pytest.approx(tokens.session_color("unlit").red(), abs=12)
    assert found == sorted(found)
    assert found[3] == found[4] > 150


def test_only_the_point_is_painted_while_it_lights(dial: Dial) -> None:
    repainted(dial, at(JUST_LIT))
    (box,) = repainted(dial, at(JUST_LIT + 0.2))
    assert max(box.width(), box.height()) < 45
    (last,) = repainted(dial, at(JUST_LIT + 0.4))
    assert last == box
    assert repainted(dial, at(JUST_LIT + 0.8)) == []


def test_the_point_before_steps_back(dial: Dial) -> None:
    dial.show_face(at(JUST_LIT - 0.5))
    tip = newest_at(dial, 0.2)
    before = seen(dial).pixelColor(tip).red()
    (box,) = repainted(dial, at(JUST_LIT))
    assert max(box.width(), box.height()) < 45
    assert box.contains(tip)
    assert seen(dial).pixelColor(tip).red() < 0.6 * before


def test_a_point_painted_anew_half_way_is_half_lit(dial: Dial) -> None:
    dial.show_face(at(JUST_LIT))
    dial.show_face(at(JUST_LIT + 0.2))
    slowly = newest(dial)
    QApplication.sendEvent(dial, QEvent(QEvent.Type.DevicePixelRatioChange))
    assert near(newest(dial), slowly, 8)


def test_the_first_point_has_none_before_it(dial: Dial) -> None:
    dial.show_face(at(2.6))
    assert lit_count(ring_points(FACE.stages), round(2.6 * SECOND)) == 1
    lighting = newest(dial)
    dial.show_face(at(3.6))
    assert newest(dial).red() > lighting.red()


def assert_lit_at_once(dial: Dial, changes: dict[str, object]) -> None:
    lit_up = newest(dial)
    dial.show_face(at(JUST_LIT + 1, **changes))
    assert newest(dial) == lit_up
    assert lit_up != make_tokens().session_color("unlit")


@pytest.mark.parametrize("changes", [{"fullness": None}, {"fullness": None, "paused": True}])
def test_a_point_lights_at_once_where_frames_are_few(
    dial: Dial, changes: dict[str, object]
) -> None:
    dial.show_face(at(JUST_LIT, **changes))
    assert_lit_at_once(dial, changes)


def test_reduced_motion_lights_points_at_once(qtbot: "QtBot") -> None:
    dial = Dial(make_theme(reduced_motion=True))
    qtbot.addWidget(dial)
    dial.set_radius(RADIUS)
    shown(dial, SIDE, SIDE)
    dial.show_face(at(JUST_LIT))
    assert_lit_at_once(dial, {})


def words(dial: Dial) -> QImage:
    """The line above the digits."""
    return seen(dial).copy(0, SIDE // 2 - 90, SIDE, 28)


def test_the_word_of_a_stage_takes_the_place_of_the_one_before_slowly(dial: Dial) -> None:
    before = words(dial)
    dial.show_face(replace(FACE, top="Still", arrived=0.0))
    assert words(dial) == before
    found = [before]
    for arrived in (0.3, 0.7, 1.0):
        dial.show_face(replace(FACE, top="Still", arrived=arrived))
        found.append(words(dial))
    assert all(one != other for one, other in combinations(found, 2))
    dial.show_face(replace(FACE, top="Still"))
    assert words(dial) == found[-1]


def test_a_word_that_has_arrived_leaves_nothing_behind(dial: Dial) -> None:
    alone = []
    for word in ("Still, feet", "Still, calves"):
        dial.show_face(replace(FACE, top=word))
        alone.append(words(dial))
    dial.show_face(replace(FACE, top="Still", arrived=0.5))
    dial.show_face(replace(FACE, top="Still, feet", arrived=1.0))
    assert words(dial) == alone[0]
    dial.show_face(replace(FACE, top="Still, calves"))
    assert words(dial) == alone[1]


# A thousand frames -----------------------------------------------------------------------------


def test_a_thousand_frames_keep_every_reference_to_none(dial: Dial) -> None:
    def breathe(frames: int) -> None:
        for n in range(frames):
            dial.show_face(replace(FACE, fullness=abs((n % 100) / 50 - 1), digits=f"9:{n % 60:02}"))
            dial.repaint()

    breathe(20)
    before = sys.getrefcount(None)
    breathe(FRAMES)
    # Some versions of PySide lose one or more a frame, and Python ends when none is left.
    assert sys.getrefcount(None) > before - FRAMES // 10


def test_on_a_finer_screen_every_picture_is_made_anew(
    dial: Dial, rings_painted: list[float]
) -> None:
    seen(dial)
    assert rings_painted == []
    QApplication.sendEvent(dial, QEvent(QEvent.Type.DevicePixelRatioChange))
    seen(dial)
    assert len(rings_painted) == 1
