"""The figure as read from its file: every area can be seen and clicked."""

from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath

from mattimer.ui.body.body_shape import (
    FEET_MAT,
    HAND_RADIUS,
    HANDS,
    HEIGHT,
    MAT_LEAST_HEIGHT,
    UPPER_BACK_MAT,
    WIDTH,
    FigureError,
    load_body,
    parse_path,
)
from tests.ui.factories import areas, shape

AREAS = list(areas())
PAIRED = ("glutes", "hamstrings", "calves", "feet")


@pytest.mark.parametrize("area", AREAS)
def test_every_area_of_the_guide_has_a_region(area: str) -> None:
    region = shape().path(area)
    assert not region.isEmpty()
    assert 0 < region.boundingRect().left() < region.boundingRect().right() < WIDTH
    assert 0 < region.boundingRect().top() < region.boundingRect().bottom() < HEIGHT


@pytest.mark.parametrize("name", ["silhouette", "hair", "lines", "spine"])
def test_the_body_has_its_other_parts(name: str) -> None:
    assert not shape().path(name).isEmpty()


@pytest.mark.parametrize(("one", "other"), list(combinations(AREAS, 2)))
def test_regions_do_not_overlap(one: str, other: str) -> None:
    assert not shape().path(one).intersects(shape().path(other))


@pytest.mark.parametrize("area", AREAS)
def test_a_region_lies_inside_the_outline(area: str) -> None:
    assert shape().path("silhouette").contains(shape().path(area))


def test_areas_stand_from_head_to_foot() -> None:
    heights = [shape().center_y(area) for area in AREAS]
    assert heights == sorted(heights)


def middles(path: QPainterPath) -> list[QPointF]:
    """The middle of each closed part of a path."""
    return [polygon.boundingRect().center() for polygon in path.toSubpathPolygons()]


@pytest.mark.parametrize("area", AREAS)
def test_a_click_into_the_middle_hits_the_area(area: str) -> None:
    for middle in middles(shape().path(area)):
        assert shape().region_at(middle, AREAS) == area


@pytest.mark.parametrize("area", PAIRED)
def test_paired_areas_have_a_left_and_a_right_part(area: str) -> None:
    left, right = sorted(middle.x() for middle in middles(shape().path(area)))
    assert left < WIDTH / 2 < right


def test_a_click_beside_the_body_hits_nothing() -> None:
    assert shape().region_at(QPointF(2, 2), AREAS) is None
    assert shape().region_at(QPointF(150, 20), AREAS) is None


def test_only_the_areas_asked_for_are_hit() -> None:
    middle = middles(shape().path("upper-back"))[0]
    assert shape().region_at(middle, ["feet"]) is None


def test_an_area_that_the_figure_does_not_draw_is_an_empty_path() -> None:
    assert shape().path("left elbow").isEmpty()


def test_both_hands_lie_on_the_body() -> None:
    for hand in HANDS:
        assert shape().path("silhouette").contains(QPointF(*hand))
    (left, top), (right, bottom) = HANDS
    assert (left + right, top) == (WIDTH, bottom)
    assert HAND_RADIUS == 12


def test_the_mat_lies_under_the_area() -> None:
    assert shape().mat_for("upper-back") == UPPER_BACK_MAT
    assert shape().mat_for("feet") == FEET_MAT
    for area in set(AREAS) - {"upper-back", "feet"}:
        mat = shape().mat_for(area)
        assert (mat.left(), mat.width()) == (42, 216)
        assert mat.height() >= MAT_LEAST_HEIGHT
        assert mat.center().y() == pytest.approx(shape().center_y(area))


def test_path_data_become_lines_of_the_painter() -> None:
    path = parse_path("M10 20C1 2 3 4 5.5 6 7 8 9 10 -11 .5Z")
    assert path.elementCount() == 8
    assert (path.elementAt(0).x, path.elementAt(0).y) == (10, 20)
    assert (path.elementAt(3).x, path.elementAt(3).y) == (5.5, 6)
    assert (path.elementAt(6).x, path.elementAt(6).y) == (-11, 0.5)
    assert (path.elementAt(7).x, path.elementAt(7).y) == (10, 20)


def test_numbers_before_a_command_draw_nothing() -> None:
    assert parse_path("1 2 3").isEmpty()


def test_a_missing_figure_is_named(tmp_path: Path) -> None:
    with pytest.raises(FigureError, match=r"^body\.svg is missing\.$"):
        load_body(tmp_path / "body.svg")


@pytest.mark.parametrize(
    "content",
    [
        "no picture at all",
        '<svg><path id="silhouette" d="M1 1C1 1 2 2 3 3Z"/>',
        '<svg><path id="hair" d="M1 1C1 1 2 2 3 3Z"/></svg>',
    ],
)
def test_a_damaged_figure_is_named(tmp_path: Path, content: str) -> None:
    file = tmp_path / "body.svg"
    file.write_text(content)
    with pytest.raises(FigureError, match=r"^body\.svg is damaged\.$"):
        load_body(file)


def test_an_area_that_the_figure_does_not_draw_is_named_with_both_files(tmp_path: Path) -> None:
    file = tmp_path / "body.svg"
    parts = '<path id="silhouette" d="M1 1C1 1 2 2 3 3Z"/><path id="feet" d=""/>'
    file.write_text(f"<svg>{parts}</svg>")
    assert load_body(file, ["feet"]).paths.keys() == {"silhouette", "feet"}
    said = r"^areas\.toml, area hands: body\.svg has no path of this id\.$"
    with pytest.raises(FigureError, match=said):
        load_body(file, ["feet", "hands"])
