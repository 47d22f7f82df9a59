"""The base of painted controls: pointer, press, disabled, focus, direction, theme."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from mattimer.ui.controls.focus_ring import OFFSET, WIDTH, FocusRing
from mattimer.ui.controls.painted import (
    PaintedControl,
    PaintedWidget,
    ThemedWidget,
    TurningWidget,
)
from mattimer.ui.theme.theme import Theme
from mattimer.ui.theme.tokens import DesignTokens
from tests.ui.factories import counted, make_theme, near, press, seen, shown
from tests.ui.pointer import come, leave

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

SIZE = QSize(160, 48)
MIDDLE = QPoint(SIZE.width() // 2, SIZE.height() // 2)
MARK, AT_START = 20, 10


class Cell(PaintedControl, QCheckBox):
    """A card that can be ticked: a square at its start, an arrow in its middle."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "cell", "Towel")
        self.resize(SIZE)

    def sizeHint(self) -> QSize:
        return SIZE

    def _paint(self, painter: QPainter, tokens: DesignTokens) -> None:
        self._paint_cell(painter, tokens.radius("cell"), chosen=self.isChecked())
        mark = self._turned(QRectF(AT_START, 14, MARK, MARK))
        painter.fillRect(mark, tokens.color("cool" if self.isDown() else "danger"))
        if self.isChecked():
            self._paint_icon(painter, "chevron-forward", tokens.color("text"), QPointF(90, 16), 16)


class Plate(PaintedWidget, QWidget):
    """A widget that is all one colour."""

    def _paint(self, painter: QPainter, tokens: DesignTokens) -> None:
        self._paint_ground(painter, tokens.color("surface"), 12)


class Counting(TurningWidget, QWidget):
    """Counts how often it dresses itself."""

    dressed = 0

    def _dress(self) -> None:
        self.dressed += 1
        super()._dress()


class Holding(ThemedWidget, QWidget):
    """Writes down what the one in it had done when it dressed itself."""

    holds_themed = True

    def __init__(self, theme: Theme, inner: Counting) -> None:
        super().__init__(theme)
        self.inner = inner
        self.seen: list[int] = []

    def _dress(self) -> None:
        self.seen.append(self.inner.dressed)


@pytest.fixture
def cell(theme: Theme, qtbot: "QtBot") -> Iterator[Cell]:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.setContentsMargins(20, 20, 20, 20)
    made = Cell(theme)
    made.setFixedSize(SIZE)
    column.addWidget(made)
    shown(window)
    leave(made)
    yield made
    window.close()


def ground(cell: Cell) -> str:
    """The colour of the card, beside the square."""
    return seen(cell).pixelColor(MIDDLE).name()


def mark(image: QImage, cell: Cell, name: str, theme: Theme) -> tuple[int, int]:
    """From where to where the square reaches, in one of the theme's colours."""
    wanted, row = theme.color(name), SIZE.height() // 2
    columns = [x for x in range(cell.width()) if near(image.pixelColor(x, row), wanted, 2)]
    return columns[0], columns[-1]


def test_to_qt_it_stays_the_real_control(cell: Cell) -> None:
    toggled: list[bool] = []
    cell.toggled.connect(toggled.append)
    cell.setFocus()
    press(cell, Qt.Key.Key_Space)
    assert toggled == [True]
    assert (cell.objectName(), cell.accessibleName()) == ("cell", "Towel")


def test_it_rises_under_the_pointer(cell: Cell, theme: Theme) -> None:
    assert ground(cell) == theme.color("surface").name()
    come(cell)
    assert ground(cell) == theme.color("raised").name()
    leave(cell)
    assert ground(cell) == theme.color("surface").name()


def test_a_hand_stands_over_it(cell: Cell) -> None:
    assert cell.cursor().shape() is Qt.CursorShape.PointingHandCursor


def test_it_shows_that_it_is_held_down(cell: Cell, theme: Theme) -> None:
    QTest.mousePress(cell, Qt.MouseButton.LeftButton)
    assert mark(seen(cell), cell, "cool", theme) == (AT_START, AT_START + MARK - 1)
    QTest.mouseRelease(cell, Qt.MouseButton.LeftButton)
    assert mark(seen(cell), cell, "danger", theme) == (AT_START, AT_START + MARK - 1)


@pytest.mark.parametrize("at", [QPoint(1, 1), QPoint(158, 46), QPoint(80, 24)])
def test_all_of_it_can_be_pressed(cell: Cell, at: QPoint) -> None:
    QTest.mouseClick(cell, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert cell.isChecked()


def test_what_is_chosen_is_warm_and_outlined(cell: Cell, theme: Theme) -> None:
    cell.setChecked(True)
    image = seen(cell)
    assert image.pixelColor(MIDDLE.x() - 20, MIDDLE.y()) == theme.color("accent_soft")
    assert near(image.pixelColor(MIDDLE.x(), 0), theme.color("accent"), 40)


def test_disabled_it_is_faint_and_rises_no_more(cell: Cell, theme: Theme) -> None:
    cell.setEnabled(False)
    come(cell)
    still = seen(cell).pixelColor(AT_START + MARK // 2, MIDDLE.y())
    assert not near(still, theme.color("danger"), 12)
    QTest.mouseClick(cell, Qt.MouseButton.LeftButton)
    assert not cell.isChecked()


def test_its_words_are_never_cut(cell: Cell) -> None:
    assert cell.minimumSizeHint() == cell.sizeHint()


def test_a_key_shows_the_ring_around_it_and_a_click_hides_it(cell: Cell, theme: Theme) -> None:
    window = cell.window()
    ring = FocusRing(theme, window)
    ring.watch()
    cell.setFocus()
    handle = window.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, Qt.Key.Key_Shift)
    around = OFFSET + WIDTH
    assert ring.isVisible()
    assert ring.geometry() == cell.geometry().adjusted(-around, -around, around, around)
    beside = QPoint(cell.geometry().center().x(), cell.y() - OFFSET - 1)
    assert near(seen(window).pixelColor(beside), theme.color("focus"), 40)
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    assert not ring.isVisible()


def test_the_ring_follows_the_corners_of_the_control(cell: Cell, theme: Theme) -> None:
    assert cell.ring_radius == theme.tokens.radius("segment")
    assert Plate(theme).ring_radius == theme.tokens.radius("key")


def test_from_right_to_left_it_is_its_mirror_image(cell: Cell, theme: Theme) -> None:
    cell.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    ends = SIZE.width() - AT_START
    assert mark(seen(cell), cell, "danger", theme) == (ends - MARK, ends - 1)


def test_an_icon_that_points_along_the_text_turns_round(cell: Cell) -> None:
    cell.setChecked(True)
    arrow = QRect(90, 16, 16, 16)
    before = seen(cell).copy(arrow)
    cell.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert seen(cell).copy(arrow) != before
    assert seen(cell).copy(arrow).flipped(Qt.Orientation.Horizontal) == before


def test_another_theme_is_painted_at_once(cell: Cell, theme: Theme) -> None:
    theme.change(dark=not theme.tokens.dark)
    assert ground(cell) == theme.color("surface").name()


def test_most_grounds_have_no_edge_where_the_theme_has_none(qtbot: "QtBot") -> None:
    theme = make_theme()
    plate = Plate(theme)
    qtbot.addWidget(plate)
    plate.resize(60, 40)

    def edge() -> int:
        return counted(seen(plate), lambda color: color == theme.color("hair"))

    assert edge() == 0
    theme.change(contrast=True)
    assert edge() >= 2 * (60 + 40 - 4 * 12) - 8, "all sides, between the corners"


def test_it_dresses_again_for_another_theme_and_direction(qtbot: "QtBot") -> None:
    theme = make_theme()
    made = Counting(theme)
    qtbot.addWidget(made)
    theme.change(text_scale=1.5)
    assert made.dressed == 1
    theme.change(text_scale=1.5)
    assert made.dressed == 1, "the same theme"
    made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert made.dressed == 2


def test_what_holds_others_dresses_after_them(qtbot: "QtBot") -> None:
    theme = make_theme()
    inner = Counting(theme)
    holding = Holding(theme, inner)
    qtbot.addWidget(holding)
    qtbot.addWidget(inner)
    theme.change(dark=False)
    assert holding.seen == [1]
