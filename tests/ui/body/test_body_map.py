"""The figure forwards clicks to real radio buttons; the keyboard needs nothing special."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu

from mattimer.ui.body.area_label import AreaLabel
from mattimer.ui.body.body_map import BodyMap
from mattimer.ui.body.figure_painter import placed
from mattimer.ui.theme.theme import Theme
from tests.ui.factories import areas, choices, click, ink, make_theme, press, seen, shape, shown
from tests.ui.timers import timer

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

AREAS = list(areas())
BESIDE = QPoint(3, 3)


def make_map(theme: Theme, qtbot: "QtBot", *, mirrored: bool = False) -> BodyMap:
    made = BodyMap(theme, shape(), choices())
    qtbot.addWidget(made)
    if mirrored:
        made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    shown(made, made.sizeHint().width(), 700)
    return made


@pytest.fixture
def body(dark: Theme, qtbot: "QtBot") -> BodyMap:
    return make_map(dark, qtbot)


@pytest.fixture
def still(qtbot: "QtBot") -> BodyMap:
    """A map whose changes are cuts."""
    return make_map(make_theme(reduced_motion=True), qtbot)


def label(body: BodyMap, area: str) -> AreaLabel:
    found: AreaLabel | None = body.findChild(AreaLabel, f"area_{area}")
    assert found is not None
    return found


def heard(body: BodyMap) -> list[str]:
    said: list[str] = []
    body.area_changed.connect(said.append)
    return said


def place_of(body: BodyMap, area: str) -> QPoint:
    """A point of the widget that lies inside an area of the figure."""
    scale, origin = placed(body.figure_box())
    part = shape().path(area).toSubpathPolygons()[0].boundingRect().center()
    return (origin + QPointF(part) * scale).toPoint()


def move_to(body: BodyMap, place: QPoint) -> None:
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(place),
        QPointF(body.mapToGlobal(place)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(body, event)


@pytest.mark.parametrize("area", AREAS[1:])
@pytest.mark.parametrize("mirrored", [False, True])
def test_a_click_on_a_region_checks_its_label_and_says_so_once(
    dark: Theme, qtbot: "QtBot", area: str, *, mirrored: bool
) -> None:
    body = make_map(dark, qtbot, mirrored=mirrored)
    said = heard(body)
    click(body, place_of(body, area))
    assert said == [area]
    assert body.area == area
    assert label(body, area).isChecked()
    assert label(body, area).hasFocus()
    assert sum(label(body, other).isChecked() for other in AREAS) == 1


def test_a_click_on_the_chosen_region_says_nothing(body: BodyMap) -> None:
    said = heard(body)
    click(body, place_of(body, AREAS[0]))
    assert said == []
    assert body.area == AREAS[0]


def test_a_click_beside_the_body_says_nothing(body: BodyMap) -> None:
    said = heard(body)
    click(body, BESIDE)
    assert said == []


def test_only_the_left_button_chooses(body: BodyMap) -> None:
    said = heard(body)
    QTest.mouseClick(
        body,
        Qt.MouseButton.RightButton,
        Qt.KeyboardModifier.NoModifier,
        place_of(body, "feet"),
    )
    assert said == []


def test_a_click_on_a_label_chooses(body: BodyMap) -> None:
    said = heard(body)
    click(label(body, "calves"))
    assert said == ["calves"]


def test_a_label_is_clickable_up_to_its_edges(body: BodyMap) -> None:
    click(label(body, "calves"), label(body, "calves").rect().bottomRight() - QPoint(1, 1))
    assert body.area == "calves"


def test_arrow_keys_walk_down_and_up(body: BodyMap) -> None:
    said = heard(body)
    begin, below, lowest = AREAS[1:4]
    click(label(body, begin))
    press(body, Qt.Key.Key_Down)
    press(body, Qt.Key.Key_Down)
    press(body, Qt.Key.Key_Up)
    assert said == [begin, below, lowest, below]


def test_stepping_goes_round_and_round(body: BodyMap) -> None:
    body.step(-1)
    assert body.area == AREAS[-1]
    body.step(1)
    assert body.area == AREAS[0]


def test_the_region_under_the_pointer_rises_and_its_label_too(body: BodyMap) -> None:
    quiet = seen(body).pixelColor(place_of(body, "feet"))
    move_to(body, place_of(body, "feet"))
    assert label(body, "feet").hovered
    assert seen(body).pixelColor(place_of(body, "feet")).lightness() > quiet.lightness()
    assert body.cursor().shape() == Qt.CursorShape.PointingHandCursor
    move_to(body, BESIDE)
    assert not label(body, "feet").hovered
    assert body.cursor().shape() == Qt.CursorShape.ArrowCursor
    assert seen(body).pixelColor(place_of(body, "feet")) == quiet


def test_no_region_is_lit_once_the_pointer_left(body: BodyMap) -> None:
    move_to(body, place_of(body, "feet"))
    QApplication.sendEvent(body, QEvent(QEvent.Type.Leave))
    assert not any(label(body, area).hovered for area in AREAS)


def test_a_label_under_the_pointer_lights_its_region(body: BodyMap) -> None:
    quiet = seen(body).pixelColor(place_of(body, "feet"))
    label(body, "feet").show_pointed(pointed=True)
    QApplication.sendEvent(label(body, "feet"), QEvent(QEvent.Type.FocusIn))
    assert seen(body).pixelColor(place_of(body, "feet")).lightness() > quiet.lightness()


def test_the_chosen_region_is_warm(theme: Theme, qtbot: "QtBot") -> None:
    body = make_map(theme, qtbot)
    theme.change(reduced_motion=True)
    before = seen(body).pixelColor(place_of(body, "feet"))
    body.set_area("feet")
    after = seen(body).pixelColor(place_of(body, "feet"))
    assert after.red() - after.blue() > before.red() - before.blue() + 40


def test_a_change_fades_and_then_the_frames_stop(body: BodyMap, qtbot: "QtBot") -> None:
    body.set_area("feet")
    frames = timer(body, "body_frames")
    assert frames.isActive()
    begun = seen(body)
    qtbot.waitUntil(lambda: not frames.isActive())
    settled = seen(body)
    assert begun != settled
    body.hide()
    body.show()
    assert seen(body) == settled


def test_reduced_motion_does_not_fade(still: BodyMap) -> None:
    still.set_area("feet")
    assert not timer(still, "body_frames").isActive()
    cut = seen(still)
    still.hide()
    still.show()
    assert seen(still) == cut


def test_a_fade_does_not_outlive_the_page(body: BodyMap) -> None:
    body.set_area("feet")
    body.hide()
    assert not timer(body, "body_frames").isActive()


def test_choosing_while_hidden_does_not_fade(dark: Theme, qtbot: "QtBot") -> None:
    body = BodyMap(dark, shape(), choices())
    qtbot.addWidget(body)
    body.set_area("feet")
    assert not timer(body, "body_frames").isActive()
    assert body.area == "feet"


def test_labels_stand_beside_their_regions(body: BodyMap) -> None:
    """At the region's height; only where two regions are closer than labels, under the other."""
    scale, origin = placed(body.figure_box())
    below = 0.0
    for area in AREAS:
        region = place_of(body, area)
        box = label(body, area).geometry()
        top = max(below, origin.y() + shape().center_y(area) * scale - box.height() / 2)
        below = top + box.height()
        assert abs(box.top() - top) <= 1.0
        assert box.left() > region.x()
        assert body.rect().contains(box)


def test_labels_do_not_cover_each_other(body: BodyMap) -> None:
    boxes = [label(body, area).geometry() for area in AREAS]
    assert not any(one.intersects(other) for n, one in enumerate(boxes) for other in boxes[n + 1 :])


def test_right_to_left_puts_the_labels_on_the_other_side(dark: Theme, qtbot: "QtBot") -> None:
    body = make_map(dark, qtbot, mirrored=True)
    for area in AREAS:
        assert label(body, area).geometry().right() < place_of(body, area).x()
        assert body.rect().contains(label(body, area).geometry())
    seen(body)


def test_right_to_left_sets_the_words_to_the_right(dark: Theme, qtbot: "QtBot") -> None:
    plain = label(make_map(dark, qtbot), "feet")
    mirrored = label(make_map(dark, qtbot, mirrored=True), "feet")
    left, right = ink(seen(plain))
    assert left < plain.width() - 1 - right
    left, right = ink(seen(mirrored))
    assert left > mirrored.width() - 1 - right


def test_compact_folds_the_labels_into_one_pop_up(body: BodyMap) -> None:
    body.set_compact(compact=True)
    shown(body, body.sizeHint().width(), body.sizeHint().height())
    assert not any(label(body, area).isVisible() for area in AREAS)
    button: QAbstractButton | None = body.findChild(QAbstractButton, "area_menu")
    assert button is not None
    assert button.isVisible()
    assert button.text() == button.accessibleName() == areas()[AREAS[0]].name
    assert body.rect().contains(button.geometry())
    seen(body)


def test_the_pop_up_chooses_and_takes_the_name(body: BodyMap, qtbot: "QtBot") -> None:
    body.set_compact(compact=True)
    shown(body, body.sizeHint().width(), body.sizeHint().height())
    said = heard(body)
    button: QAbstractButton | None = body.findChild(QAbstractButton, "area_menu")
    assert button is not None
    click(button)
    menu: QMenu | None = body.findChild(QMenu)
    assert menu is not None
    qtbot.waitUntil(menu.isVisible)
    assert [action.text() for action in menu.actions()] == [a.name for a in areas().values()]
    menu.setActiveAction(menu.actions()[-1])
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert said == [AREAS[-1]]
    assert button.text() == areas()[AREAS[-1]].name


def test_a_click_on_the_smaller_figure_chooses_too(body: BodyMap) -> None:
    body.set_compact(compact=True)
    shown(body, body.sizeHint().width(), body.sizeHint().height())
    said = heard(body)
    click(body, place_of(body, "hamstrings"))
    assert said == ["hamstrings"]


def test_the_figure_is_never_squeezed(body: BodyMap) -> None:
    assert body.minimumSizeHint() == body.sizeHint()
    assert body.sizeHint().height() >= 605


def test_another_look_places_everything_anew(body: BodyMap, dark: Theme) -> None:
    night = seen(body)
    dark.change(dark=False)
    assert seen(body) != night
