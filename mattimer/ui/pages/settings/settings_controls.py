"""The control at the end of a settings row, whatever kind it is of."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mattimer.ui.controls.button import Button, ButtonKind
from mattimer.ui.controls.combo import Combo
from mattimer.ui.controls.day_picker import DayPicker
from mattimer.ui.controls.segmented import Segmented
from mattimer.ui.controls.slider import Slider
from mattimer.ui.controls.switch import Switch
from mattimer.ui.controls.time_field import TimeField
from mattimer.ui.pages.settings.settings_rows import Row, RowKind
from mattimer.ui.theme.theme import Theme

BESIDE_SLIDER = 16

Choose = Callable[[str, object], None]
Act = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Control:
    """What a row holds.

    Attributes:
        whole: All of it, as it is laid out; None for a line that is only read.
        show: Shows a value; silent.
        focus: What takes the focus.
    """

    whole: QWidget | None
    show: Callable[[Any], None]
    focus: Callable[[], QWidget | None]


def make_control(theme: Theme, row: Row, choose: Choose, act: Act) -> Control:
    """``choose`` hears name and value of what the person set, ``act`` the name of a button."""
    name = f"setting_{row.name}"
    match row.kind:
        case RowKind.VOLUME:
            made = _volume(theme, row, name, choose, act)
        case RowKind.ACTION:
            made = _action(theme, row, name, act)
        case RowKind.FACT:
            made = Control(None, lambda _: None, lambda: None)
        case _:
            made = _choice(theme, row, name, choose)
    return made


def _choice(theme: Theme, row: Row, name: str, choose: Choose) -> Control:
    said = row.about or row.text
    match row.kind:
        case RowKind.SEGMENTS:
            segmented = Segmented(theme, name, said, row.choices)
            segmented.value_chosen.connect(lambda value: choose(row.name, value))
            return Control(segmented, segmented.show_value, segmented.chosen)
        case RowKind.DAYS:
            days = DayPicker(theme, name, said)
            days.days_chosen.connect(lambda value: choose(row.name, value))
            return Control(days, days.show_days, days.current)
        case RowKind.TIME:
            return _list(row, TimeField(theme, name, said, row.first, row.none), choose)
        case RowKind.LIST:
            return _list(row, Combo(theme, name, said, row.choices, row.words_of), choose)
        case _:
            switch = Switch(theme, name, said)
            switch.clicked.connect(lambda on: choose(row.name, on))
            return Control(switch, switch.setChecked, lambda: switch)


def _list(row: Row, combo: Combo, choose: Choose) -> Control:
    combo.activated.connect(lambda index: choose(row.name, combo.itemData(index)))
    return Control(combo, combo.show_value, lambda: combo)


def _volume(theme: Theme, row: Row, name: str, choose: Choose, act: Act) -> Control:
    slider = Slider(theme, name, row.text)
    slider.valueChanged.connect(lambda value: choose(row.name, value))
    test = Button(theme, ButtonKind.QUIET, f"test_{row.name}", row.action)
    test.setAccessibleName(row.about)
    test.clicked.connect(lambda: act(row.name))
    return Control(_side_by_side(test, slider), slider.show_value, lambda: slider)


def _action(theme: Theme, row: Row, name: str, act: Act) -> Control:
    link = Button(theme, ButtonKind.LINK, name, row.action)
    link.setAccessibleName(row.about or row.action)
    link.setAccessibleDescription(row.text)
    link.clicked.connect(lambda: act(row.name))
    if not row.second:
        return Control(link, lambda _: None, lambda: link)
    other = Button(theme, ButtonKind.LINK, f"setting_{row.second}", row.second_action)
    other.setAccessibleDescription(row.text)
    other.clicked.connect(lambda: act(row.second))
    # Where the row is a setting as well, the other button ends what is set.
    pair = _side_by_side(other, link)
    return Control(pair, lambda value: other.setVisible(bool(value)), lambda: link)


def _side_by_side(*widgets: QWidget) -> QWidget:
    pair = QWidget()
    line = QHBoxLayout(pair)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(BESIDE_SLIDER)
    for widget in widgets:
        line.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
    return pair
