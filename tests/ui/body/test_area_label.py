"""A barred area: it can have the focus and says why, but is not chosen."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt

from mattimer.ui.body.area_label import AreaLabel
from mattimer.ui.body.body_map import BodyMap
from mattimer.ui.body.figure_painter import placed
from mattimer.ui.theme.theme import Theme
from tests.ui.factories import areas, choices, click, press, seen, shape, shown
from tests.ui.pages.find_widgets import find

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

WHY = "left out: less feeling"


@pytest.fixture
def body(theme: Theme, qtbot: "QtBot") -> BodyMap:
    made = BodyMap(theme, shape(), choices())
    qtbot.addWidget(made)
    made.set_area("upper-back")
    shown(made, made.sizeHint().width() + 60, 640)
    return made


def label(body: BodyMap, area: str) -> AreaLabel:
    return find(body, AreaLabel, f"area_{area}")


def heard(body: BodyMap) -> list[tuple[str, str]]:
    said: list[tuple[str, str]] = []
    body.area_changed.connect(lambda area: said.append(("chosen", area)))
    body.barred_pressed.connect(lambda area: said.append(("barred", area)))
    return said


def region(body: BodyMap, area: str) -> QPoint:
    """A point inside the area's region."""
    scale, origin = placed(body.figure_box())
    path = shape().path(area)
    inside = path.pointAtPercent(0)
    box = path.boundingRect()
    for share in range(1, 20):
        point = QPointF(box.left() + box.width() * share / 20, box.center().y())
        if path.contains(point):
            inside = point
            break
    return (origin + inside * scale).toPoint()


def test_it_says_why_and_can_have_the_focus(body: BodyMap) -> None:
    body.set_barred({"feet": WHY})
    feet = label(body, "feet")
    assert feet.accessibleName() == f"Feet, {WHY}"
    assert feet.isEnabled()
    feet.setFocus(Qt.FocusReason.TabFocusReason)
    assert feet.hasFocus()


def test_neither_pointer_nor_key_chooses_it(body: BodyMap) -> None:
    body.set_barred({"feet": WHY})
    said = heard(body)
    click(label(body, "feet"))
    label(body, "feet").setFocus(Qt.FocusReason.TabFocusReason)
    press(body, Qt.Key.Key_Space)
    click(body, region(body, "feet"))
    assert said == [("barred", "feet")] * 3
    assert body.area == "upper-back"
    assert label(body, "upper-back").isChecked()


def test_arrow_keys_pass_over_it(body: BodyMap) -> None:
    first, *between, beyond = list(areas())[1:5]
    body.set_barred(dict.fromkeys(between, WHY))
    body.set_area(first)
    label(body, first).setFocus(Qt.FocusReason.TabFocusReason)
    press(body, Qt.Key.Key_Down)
    assert body.area == beyond
    assert label(body, beyond).hasFocus()
    press(body, Qt.Key.Key_Up)
    assert body.area == first


def test_arrow_keys_walk_through_all_areas_and_round(body: BodyMap) -> None:
    label(body, "upper-back").setFocus(Qt.FocusReason.TabFocusReason)
    walked = []
    for _ in areas():
        press(body, Qt.Key.Key_Down)
        walked.append(body.area)
    assert sorted(walked) == sorted(areas())
    assert walked[-1] == "upper-back"


def test_it_is_hatched_and_its_reason_stands_there(body: BodyMap) -> None:
    free, label_free = seen(body), seen(label(body, "calves"))
    body.set_barred({"calves": WHY})
    assert seen(body) != free
    assert seen(label(body, "calves")) != label_free
    box = shape().path("calves").boundingRect()
    scale, origin = placed(body.figure_box())
    inside = (origin + box.center() * scale).toPoint()
    left = (origin + box.topLeft() * scale).toPoint()
    reach = range(left.x(), inside.x())
    barred = seen(body)
    columns = {barred.pixel(x, inside.y()) for x in reach}
    assert len(columns) > 2
    body.set_barred({})
    assert seen(body) == free
    assert label(body, "calves").accessibleName() == label(body, "calves").area.spoken


def test_the_reason_is_never_cut(body: BodyMap) -> None:
    words = "resting until the bruise is gone"
    body.set_barred(dict.fromkeys(areas(), words))
    body.resize(body.sizeHint())
    for area in areas():
        one = label(body, area)
        assert one.width() >= one.sizeHint().width()
        assert one.geometry().right() <= body.width()


def test_arrow_keys_choose_nothing_where_all_areas_are_barred(body: BodyMap) -> None:
    body.set_barred(dict.fromkeys(areas(), WHY))
    said = heard(body)
    press(label(body, "upper-back"), Qt.Key.Key_Down)
    body.step(1)
    assert said == []
