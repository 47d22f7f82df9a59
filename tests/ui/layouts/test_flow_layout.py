"""Chips in a row that wraps."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QLayout, QWidget

from mattimer.ui.layouts.flow_layout import FlowLayout
from tests.ui.factories import shown

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Block(QLabel):
    """A thing of 100 by 40."""

    def sizeHint(self) -> QSize:
        return QSize(100, 40)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


@pytest.fixture
def window(qtbot: "QtBot") -> Iterator[QWidget]:
    made = QWidget()
    qtbot.addWidget(made)
    flow = FlowLayout(10, made)
    for _ in range(4):
        flow.addWidget(Block())
    yield made  # noqa: PT022 - holds on to the window


def flow_of(window: QWidget) -> FlowLayout:
    layout: QLayout | None = window.layout()
    assert isinstance(layout, FlowLayout)
    return layout


def corners(window: QWidget) -> list[tuple[int, int]]:
    return [(block.x(), block.y()) for block in window.findChildren(Block) if block.isVisible()]


def test_all_stand_in_one_row_where_there_is_room(window: QWidget) -> None:
    shown(window, 430, 40)
    assert corners(window) == [(0, 0), (110, 0), (220, 0), (330, 0)]


def test_what_does_not_fit_goes_to_the_next_row(window: QWidget) -> None:
    shown(window, 220, 200)
    assert corners(window) == [(0, 0), (110, 0), (0, 50), (110, 50)]


def test_right_to_left_begins_at_the_right(window: QWidget) -> None:
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    shown(window, 220, 200)
    assert corners(window) == [(120, 0), (10, 0), (120, 50), (10, 50)]


def test_hidden_things_take_no_room(window: QWidget) -> None:
    window.findChildren(Block)[1].hide()
    shown(window, 430, 40)
    assert corners(window) == [(0, 0), (110, 0), (220, 0)]


@pytest.mark.parametrize(("width", "height"), [(430, 40), (429, 90), (210, 90), (100, 190)])
def test_narrower_is_higher(window: QWidget, width: int, height: int) -> None:
    assert flow_of(window).hasHeightForWidth()
    assert flow_of(window).heightForWidth(width) == height


def test_it_is_never_narrower_than_its_widest(window: QWidget) -> None:
    assert flow_of(window).sizeHint() == QSize(100, 40)
    assert flow_of(window).expandingDirections() == Qt.Orientation(0)


def test_items_can_be_looked_at_and_taken(window: QWidget) -> None:
    flow = flow_of(window)
    assert flow.count() == 4
    assert flow.itemAt(4) is None
    assert flow.itemAt(-1) is None
    assert flow.takeAt(7) is None
    assert flow.takeAt(0) is not None
    assert flow.count() == 3
