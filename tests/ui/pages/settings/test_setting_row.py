"""A row: beside each other where there is room, below each other where there is none."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from mattimer.ui.controls.combo import Combo
from mattimer.ui.controls.switch import Switch
from mattimer.ui.pages.settings.setting_row import SettingRow
from mattimer.ui.theme.theme import Theme
from tests.ui.factories import click, is_of_two_lines, make_theme, near, seen, shown

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.any_font


WIDE, NARROW = 448, 200
DEVICE = "A sound device with a long name of its own"


class Holder(QWidget):
    """A column that gives a row the height it wants."""

    def __init__(self, row: SettingRow) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(row)
        column.addStretch(1)
        self.row = row

    def at(self, width: int) -> None:
        self.resize(width, 400)
        shown(self)


def combo(theme: Theme) -> Combo:
    return Combo(theme, "setting_output", "Output device", (("", "As the system"), ("x", DEVICE)))


@pytest.fixture
def held(theme: Theme, qtbot: "QtBot") -> Holder:
    made = Holder(SettingRow(theme, "Output device", combo(theme)))
    qtbot.addWidget(made)
    made.at(WIDE)
    return made


def box(holder: Holder) -> Combo:
    found: Combo | None = holder.findChild(Combo)
    assert found is not None
    return found


def label(holder: Holder, text: str) -> QLabel:
    (found,) = (one for one in holder.findChildren(QLabel) if one.text() == text)
    return found


def top(widget: QWidget) -> int:
    return widget.mapTo(widget.window(), QPoint()).y()


def left(widget: QWidget) -> int:
    return widget.mapTo(widget.window(), QPoint()).x()


def test_a_row_has_the_designs_height(held: Holder) -> None:
    assert held.row.height() == 50
    assert left(label(held, "Output device")) == 18
    assert left(box(held)) + box(held).width() == WIDE - 18


def test_with_a_second_line_it_is_higher(theme: Theme, qtbot: "QtBot") -> None:
    held = Holder(SettingRow(theme, "Keep awake", combo(theme), "While a session runs."))
    qtbot.addWidget(held)
    held.at(WIDE)
    assert is_of_two_lines(held.row)
    assert held.row.words == "Keep awake While a session runs."


def test_rows_grow_with_their_text(qtbot: "QtBot") -> None:
    theme = make_theme(text_scale=2.0)
    held = Holder(SettingRow(theme, "Voice", Switch(theme, "setting_scan", "Voice")))
    qtbot.addWidget(held)
    held.at(WIDE)
    assert held.row.height() == 100


def test_where_room_ends_the_control_goes_below(held: Holder) -> None:
    held.at(NARROW)
    name = label(held, "Output device")
    assert top(box(held)) >= top(name) + name.height()
    assert held.row.height() > 80
    assert left(box(held)) + box(held).width() == NARROW - 18
    held.at(WIDE)
    assert held.row.height() == 50


def test_a_longer_value_makes_the_row_higher_by_itself(held: Holder, qtbot: "QtBot") -> None:
    box(held).show_value("x")
    qtbot.waitUntil(lambda: held.row.height() > 80)
    assert box(held).width() == box(held).sizeHint().width()
    box(held).show_value("")
    qtbot.waitUntil(lambda: held.row.height() == 50)


def test_nothing_is_wider_than_the_row(held: Holder) -> None:
    box(held).show_value("x")
    held.at(NARROW)
    assert left(box(held)) == 18
    assert box(held).width() == NARROW - 36
    assert box(held).toolTip() == DEVICE


def test_a_long_name_takes_two_lines_before_the_control_goes_below(
    dark: Theme, qtbot: "QtBot"
) -> None:
    text = "Dim during a session that has a name of its own"
    switch = Switch(dark, "setting_scan", text)
    held = Holder(SettingRow(dark, text, switch))
    qtbot.addWidget(held)
    held.at(260)
    name = label(held, text)
    assert name.height() >= 2 * name.fontMetrics().height()
    assert left(switch) >= left(name) + name.width()
    assert top(name) >= 0
    assert top(name) + name.height() <= held.row.height()


def test_trouble_takes_the_place_of_the_note_for_a_while(theme: Theme, qtbot: "QtBot") -> None:
    held = Holder(SettingRow(theme, "Keep awake", combo(theme), "While a session runs."))
    qtbot.addWidget(held)
    held.at(WIDE)
    held.row.show_trouble("Not here.")
    assert held.row.words == "Keep awake Not here."
    assert label(held, "Not here.").isVisible()
    held.row.show_trouble("")
    assert label(held, "While a session runs.").isVisible()


def test_trouble_makes_a_low_row_high(held: Holder, qtbot: "QtBot") -> None:
    held.row.show_trouble("The sound device is busy. The timer runs on without tones.")
    qtbot.waitUntil(lambda: held.row.height() >= 58)
    held.row.show_trouble("")
    qtbot.waitUntil(lambda: held.row.height() == 50)


def test_lines_that_break_break_evenly(theme: Theme, qtbot: "QtBot") -> None:
    note = "No speech on this computer. The tones carry on."
    held = Holder(SettingRow(theme, "Voice", combo(theme), note))
    qtbot.addWidget(held)
    metrics = label(held, note).fontMetrics()
    room = metrics.horizontalAdvance(note) - metrics.horizontalAdvance("on")
    held.at(room + 36 + 16 + box(held).sizeHint().width())
    line = label(held, note)
    assert line.height() >= 2 * metrics.height()
    assert line.width() < 0.75 * room
    assert line.height() >= line.heightForWidth(line.width())


def test_a_line_parts_it_only_where_it_is_asked_for(held: Holder, theme: Theme) -> None:
    rest = seen(held.row).pixelColor(WIDE // 2, 0)
    held.row.part(parted=True)
    assert near(seen(held.row).pixelColor(WIDE // 2, 0), theme.color("hair"), 2)
    held.row.part(parted=False)
    assert seen(held.row).pixelColor(WIDE // 2, 0) == rest


def test_it_mirrors(held: Holder) -> None:
    held.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    shown(held)
    assert left(box(held)) == 18
    assert left(label(held, "Output device")) > left(box(held)) + box(held).width()


def test_the_whole_row_belongs_to_its_switch(theme: Theme, qtbot: "QtBot") -> None:
    switch = Switch(theme, "setting_scan", "Body scan while still")
    held = Holder(SettingRow(theme, "Body scan while still", switch))
    qtbot.addWidget(held)
    held.at(WIDE)
    click(label(held, "Body scan while still"))
    assert switch.isChecked()
    click(switch)
    assert not switch.isChecked()
    QTest.mouseClick(held.row, Qt.MouseButton.RightButton)
    QTest.mouseRelease(
        held.row, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(20, 90)
    )
    assert not switch.isChecked()


def test_a_click_beside_another_control_does_nothing(held: Holder) -> None:
    click(label(held, "Output device"))
    assert not box(held).view().isVisible()
    assert box(held).currentData() == ""


def test_it_says_how_much_room_it_wants(held: Holder) -> None:
    assert held.row.sizeHint().height() == 50
    assert held.row.minimumSizeHint().width() < held.row.sizeHint().width()
    assert QSize(held.row.sizeHint()).width() < WIDE
    layout = held.row.layout()
    assert layout is not None
    assert layout.count() == 2
    assert layout.itemAt(2) is None
    assert layout.takeAt(2) is None
    assert layout.expandingDirections() == Qt.Orientation.Horizontal


def test_a_row_without_a_control_only_says_something(theme: Theme, qtbot: "QtBot") -> None:
    held = Holder(SettingRow(theme, "Mat Timer 1.0", None, "Free software."))
    qtbot.addWidget(held)
    held.at(WIDE)
    assert is_of_two_lines(held.row)
    assert left(label(held, "Free software.")) == 18
    click(held.row)
    held.row.show_able(able=False)
    held.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    held.at(WIDE + 1)
    box = label(held, "Free software.")
    assert left(box) + box.width() == WIDE + 1 - 18


def test_a_note_makes_a_row_ask_for_more_room_beside_its_control(
    theme: Theme, qtbot: "QtBot"
) -> None:
    held = Holder(SettingRow(theme, "On", combo(theme), "A sentence that explains it all."))
    qtbot.addWidget(held)
    held.at(box(held).sizeHint().width() + 36 + 16 + 60)
    assert top(box(held)) > top(label(held, "A sentence that explains it all."))


def test_another_note_takes_its_place_under_what_is_said_now(held: Holder) -> None:
    held.row.show_trouble("Not here.")
    held.row.show_note("A quiet line.")
    assert held.row.words == "Output device Not here."
    held.row.show_trouble("")
    assert held.row.words == "Output device A quiet line."
    held.row.show_note("")
    assert held.row.words.strip() == "Output device"


def test_what_cannot_be_set_stays_quieter_and_hears_no_click(theme: Theme, qtbot: "QtBot") -> None:
    switch = Switch(theme, "setting_scan", "Body scan")
    held = Holder(SettingRow(theme, "Body scan", switch))
    qtbot.addWidget(held)
    held.at(WIDE)
    able = seen(held.row)
    held.row.show_able(able=False)
    assert seen(held.row) != able
    click(held.row)
    assert not switch.isChecked()
    held.row.show_able(able=True)
    assert seen(held.row) == able
    click(held.row)
    assert switch.isChecked()
