"""Nothing on the session page stands in the way of anything else, in any window."""

from itertools import combinations

import pytest
from PySide6.QtCore import QRect

from mattimer.ui.session.session_layout import (
    LINE_LEAST_PX,
    Places,
    is_wide,
    panel_below,
    panel_beside,
    places_in,
)

pytestmark = pytest.mark.any_font


DEFAULT, LEAST = (1100, 760), (720, 560)
SIZES = (
    DEFAULT,
    LEAST,
    *(
        (720, 700),
        (720, 900),
        (720, 1080),
        (959, 1080),
        (959, 560),
        (960, 560),
        (960, 1080),
        (1024, 768),
    ),
    *((1280, 720), (1920, 1080), (2560, 1440)),
)


@pytest.fixture(params=SIZES, ids=str)
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    found: tuple[int, int] = request.param
    return found


def boxes(places: Places) -> list[QRect]:
    """What is seen at once while a session runs; controls come in the caption's place."""
    return [places.dial, places.figure, places.line]


def test_everything_is_inside_the_window(size: tuple[int, int]) -> None:
    window, places = QRect(0, 0, *size), places_in(*size)
    for box in (*boxes(places), places.controls, places.over_line):
        assert window.contains(box) or box.isNull()
    assert window.contains(panel_beside(*size) if is_wide(size[0]) else panel_below(*size, 200))


def test_what_is_seen_at_once_stands_apart(size: tuple[int, int]) -> None:
    places = places_in(*size)
    for one, other in combinations(boxes(places), 2):
        assert not one.intersects(other)
    for beside in (places.caption, places.controls):
        assert not beside.intersects(places.line)
    if is_wide(size[0]):
        assert not panel_beside(*size).intersects(places.line)
        assert not panel_beside(*size).intersects(places.dial)
    else:
        assert not panel_below(*size, 300).intersects(places.over_line)
        assert not places.over_line.intersects(places.dial)


def test_the_ring_is_inside_its_square(size: tuple[int, int]) -> None:
    places = places_in(*size)
    newest = places.radius * (1 + 0.062 * 0.22 + 0.0135 / 2)
    assert places.dial.width() / 2 >= newest + 1


def test_the_line_stands_in_the_middle_under_the_dial_and_has_room(size: tuple[int, int]) -> None:
    places = places_in(*size)
    assert abs(places.line.center().x() - places.dial.center().x()) <= 1
    assert places.line.width() >= 0.5 * size[0]
    for line in (places.line, places.over_line):
        assert line.height() >= 1.37 * places.line_px >= 1.37 * LINE_LEAST_PX


@pytest.mark.parametrize(("width", "wide"), [(720, False), (959, False), (960, True)])
def test_narrow_windows_have_no_figure(width: int, *, wide: bool) -> None:
    places = places_in(width, 560)
    assert is_wide(width) is wide
    assert places.figure.isNull() is not wide
    assert places.caption.isNull() is not wide


def test_the_bar_of_a_pause_grows_with_its_words() -> None:
    assert panel_below(720, 560, 0).height() == 112
    assert panel_below(720, 560, 180) == QRect(0, 380, 720, 180)
