"""Alike things in one row, or in as many as they need."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QWidget

from mattimer.ui.layouts.columns_layout import ColumnsLayout, EvenColumns

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Box(QWidget):
    def sizeHint(self) -> QSize:
        return QSize(50, 20)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, 20)


def boxes(qtbot: "QtBot", width: int, *, rtl: bool = False, fill: bool = False) -> list[QWidget]:
    ground = QWidget()
    qtbot.addWidget(ground)
    row = ColumnsLayout(EvenColumns(10, (10, 5, 2)), ground, fill=fill)
    made: list[QWidget] = [Box() for _ in range(10)]
    for box in made:
        row.addWidget(box)
    if rtl:
        ground.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    ground.resize(width, 200)
    ground.show()
    QApplication.processEvents()
    made.append(ground)
    return made


@pytest.mark.parametrize(("width", "columns"), [(490, 10), (489, 5), (240, 5), (239, 2), (90, 2)])
def test_as_many_columns_as_there_is_room_for(qtbot: "QtBot", width: int, columns: int) -> None:
    *made, ground = boxes(qtbot, width)
    assert sum(box.y() == made[0].y() for box in made) == columns
    assert max(box.geometry().right() for box in made) == ground.width() - 1
    widths = [box.width() for box in made]
    assert max(widths) - min(widths) <= 1


def test_rows_stand_under_each_other_by_a_gap(qtbot: "QtBot") -> None:
    *made, ground = boxes(qtbot, 300)
    assert made[5].y() - made[0].geometry().bottom() - 1 == 10
    layout = ground.layout()
    assert layout is not None
    assert layout.heightForWidth(300) == 50
    assert layout.minimumSize().width() == 90
    assert layout.sizeHint().width() == 490


def test_the_first_is_at_the_right_where_text_begins_there(qtbot: "QtBot") -> None:
    *made, ground = boxes(qtbot, 600, rtl=True)
    assert made[0].geometry().right() == ground.width() - 1
    assert made[9].x() == 0


def test_rows_fill_the_height_where_they_are_to(qtbot: "QtBot") -> None:
    *made, ground = boxes(qtbot, 300, fill=True)
    assert made[9].geometry().bottom() == ground.height() - 1
