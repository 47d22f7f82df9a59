"""The body as a picture: what is lit is seen, and it is painted once."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter

from mattimer.ui.body import body_figure
from mattimer.ui.body.body_figure import BodyFigure
from mattimer.ui.body.body_shape import BodyShape
from mattimer.ui.body.figure_painter import FigureColors, Lit, paint_body, placed
from mattimer.ui.theme.theme import Theme
from tests.ui.factories import areas, near, seen, shape, shown

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

AREAS = list(areas())
SIZE = QSize(324, 605)


@pytest.fixture
def figure(theme: Theme, qtbot: "QtBot") -> BodyFigure:
    made = BodyFigure(theme, shape(), AREAS, SIZE)
    qtbot.addWidget(made)
    shown(made, SIZE.width(), SIZE.height())
    return made


def place(figure: BodyFigure, x: float, y: float) -> QPoint:
    scale, origin = placed(figure.figure_box())
    return (origin + QPointF(x, y) * scale).toPoint()


def color_of(figure: BodyFigure, area: str) -> QColor:
    middle = shape().path(area).toSubpathPolygons()[0].boundingRect().center()
    return seen(figure).pixelColor(place(figure, middle.x(), middle.y()))


def warmth(color: QColor) -> int:
    return color.red() - color.blue()


@pytest.mark.parametrize("area", AREAS)
def test_the_area_on_the_mat_is_warm_and_the_others_are_not(figure: BodyFigure, area: str) -> None:
    figure.show_on_mat(area)
    assert warmth(color_of(figure, area)) > 80
    assert all(warmth(color_of(figure, other)) < 40 for other in AREAS if other != area)


def test_the_mat_lies_behind_the_body(figure: BodyFigure) -> None:
    bare = seen(figure)
    figure.show_on_mat("upper-back")
    beside = place(figure, 46, 160)
    assert warmth(seen(figure).pixelColor(beside)) > warmth(bare.pixelColor(beside))


def test_the_afterglow_takes_the_colour_of_rise_and_glows(figure: BodyFigure, theme: Theme) -> None:
    bare = seen(figure)
    figure.show_afterglow("lower-back")
    assert near(color_of(figure, "lower-back"), theme.color("rise"), 25)
    y = shape().center_y("lower-back")
    free = next(
        x for x in range(150, 0, -1) if not shape().path("silhouette").contains(QPointF(x, y))
    )
    beside = place(figure, free - 1, y)
    assert warmth(seen(figure).pixelColor(beside)) > warmth(bare.pixelColor(beside)) + 8


def test_a_stopped_area_is_quieter(figure: BodyFigure) -> None:
    figure.show_on_mat("glutes")
    full = warmth(color_of(figure, "glutes"))
    figure.show_stopped("glutes")
    assert 20 < warmth(color_of(figure, "glutes")) < full


def test_the_night_figure_shows_fills_outlines_hair_and_hands(figure: BodyFigure) -> None:
    warm = QColor("#f0a15c")
    figure.show_lit(Lit({"calves": QColor("#1f1e20")}))
    dark = seen(figure)
    assert near(dark.pixelColor(1, 1), QColor("#070708"), 2)
    figure.show_lit(Lit({"feet": warm, "hair": warm}, {"upper-back": warm}, warm))
    assert near(color_of(figure, "feet"), warm, 20)
    assert near(seen(figure).pixelColor(place(figure, 57, 312)), warm, 20)
    assert near(seen(figure).pixelColor(place(figure, 243, 312)), warm, 20)
    hair = shape().path("hair").boundingRect().center()
    assert warmth(seen(figure).pixelColor(place(figure, hair.x(), hair.y()))) > 60
    assert warmth(color_of(figure, "upper-back")) < 20
    assert seen(figure) != dark


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[FigureColors]:
    """Grows by one whenever a body is painted into a picture."""
    found: list[FigureColors] = []

    def count(painter: QPainter, body: BodyShape, colors: FigureColors, *rest: object) -> None:
        found.append(colors)
        paint_body(painter, body, colors, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(body_figure, "paint_body", count)
    return found


def test_the_picture_is_painted_once(figure: BodyFigure, painted: list[FigureColors]) -> None:
    figure.show_on_mat("feet")
    seen(figure)
    painted.clear()
    seen(figure)
    figure.show_on_mat("feet")
    seen(figure)
    assert painted == []
    figure.show_on_mat("calves")
    seen(figure)
    assert len(painted) == 1


def test_another_look_or_size_paints_it_anew(
    figure: BodyFigure, theme: Theme, painted: list[FigureColors]
) -> None:
    seen(figure)
    painted.clear()
    figure.set_size(SIZE)
    seen(figure)
    assert painted == []
    figure.set_size(QSize(232, 433))
    seen(figure)
    assert len(painted) == 1
    assert figure.sizeHint() == QSize(232, 433)
    theme.change(dark=not theme.tokens.dark)
    seen(figure)
    assert len(painted) == 2


def test_a_figure_stays_upright_in_any_box() -> None:
    for box in (QRectF(0, 0, 300, 560), QRectF(10, 20, 600, 560), QRectF(0, 0, 150, 900)):
        scale, origin = placed(box)
        assert box.contains(QRectF(origin.x(), origin.y(), 300 * scale, 560 * scale))
        assert origin.x() + 150 * scale == pytest.approx(box.center().x())


def test_the_picture_fits_the_screen(figure: BodyFigure) -> None:
    figure.show_on_mat("feet")
    image: QImage = seen(figure)
    assert image.size() == figure.size() * figure.devicePixelRatioF()


def test_the_night_figure_grows_dark(figure: BodyFigure, painted: list[FigureColors]) -> None:
    figure.show_lit(Lit())
    full = color_of(figure, "upper-back")
    figure.set_dim(1.0)
    dim = color_of(figure, "upper-back")
    assert dim.lightness() < full.lightness()
    painted.clear()
    figure.set_dim(1.0)
    seen(figure)
    assert painted == []
    figure.set_dim(0.0)
    assert near(color_of(figure, "upper-back"), full, 0)
