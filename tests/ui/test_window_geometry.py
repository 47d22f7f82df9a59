"""A window stands where it was, as far as there is a screen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, QSize

from mattimer.ui.window_geometry import FRAME, State, WindowGeometry, fitted, least_size

LEFT, RIGHT = QRect(0, 30, 1920, 1050), QRect(1920, 0, 1280, 1024)
BOTH = [LEFT, RIGHT]
SIZE = QSize(1100, 760)


def at(x: int, y: int, size: QSize = SIZE) -> WindowGeometry:
    return WindowGeometry(size, QPoint(x, y))


@pytest.mark.parametrize("place", [at(100, 100), at(2000, 200), WindowGeometry(SIZE)])
def test_what_fits_stays(place: WindowGeometry) -> None:
    assert fitted(place, BOTH) == place


def test_without_a_screen_nothing_is_known() -> None:
    assert fitted(at(9000, 9000), []) == at(9000, 9000)
    assert least_size(SIZE, []) == SIZE


@pytest.mark.parametrize(
    ("place", "corner"),
    [
        (at(1500, 100), QPoint(1920, 100)),
        (at(1200, 100), QPoint(820, 100)),
        (at(-300, 900), QPoint(0, 320)),
        (at(2500, -500), QPoint(2100, FRAME)),
        (at(9000, 9000), QPoint(820, 320)),
    ],
)
def test_what_reaches_out_moves_in(place: WindowGeometry, corner: QPoint) -> None:
    moved = fitted(place, BOTH)
    assert moved.corner == corner
    assert moved.size == SIZE


def test_what_is_larger_than_the_screen_shrinks() -> None:
    small = QRect(0, 0, 1024, 600)
    assert fitted(WindowGeometry(SIZE), [small]).size == QSize(1024, 600 - FRAME)
    moved = fitted(at(50, 50), [small])
    assert small.contains(moved.box)


def test_how_much_of_the_screen_it_takes_is_kept() -> None:
    place = WindowGeometry(SIZE, QPoint(9000, 0), State.MAXIMISED)
    assert fitted(place, BOTH).state is State.MAXIMISED


def test_the_least_size_is_no_larger_than_the_smallest_screen() -> None:
    assert least_size(QSize(720, 560), BOTH) == QSize(720, 560)
    tiny = QRect(0, 0, 640, 480)
    assert least_size(QSize(720, 560), [LEFT, tiny]) == QSize(640, 480 - FRAME)


NUMBERS = st.integers(-32_000, 32_000)


@given(NUMBERS, NUMBERS, st.integers(1, 9000), st.integers(1, 9000))
def test_it_is_always_on_a_screen(x: int, y: int, width: int, height: int) -> None:
    place = fitted(at(x, y, QSize(width, height)), BOTH)
    assert any(screen.contains(place.box) for screen in BOTH)
