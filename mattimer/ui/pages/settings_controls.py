"""The control at the end of a settings row, whatever kind it is of."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mattimer.ui.look import Look
from mattimer.ui.pages.settings_rows import Row, RowKind
from mattimer.ui.widgets.button import Button, Kind
from mattimer.ui.widgets.combo import Combo
from mattimer.ui.widgets.segmented import Segmented
from mattimer.ui.widgets.slider import Slider
from mattimer.ui.widgets.switch import Switch

BESIDE_SLIDER = 16


@dataclass(frozen=True, slots=True)
class Control:
    """What a row holds.

    Attributes:
        whole: All of it, as it is laid out.
        show: Shows a value; silent.
        focus: What takes the focus.
    """

    whole: QWidget
    show: Callable[[Any], None]
    focus: Callable[[], QWidget]


def make_control(
    look: Look,
    row: Row,
    choose: Callable[[str, object], None],
    act: Callable[[str], None],
) -> Control:
    """``choose`` hears name and value of what the person set, ``act`` the name of a button."""
    name = f"setting_{row.name}"
    match row.kind:
        case RowKind.SWITCH:
            switch = Switch(look, name, row.text)
            switch.clicked.connect(lambda on: choose(row.name, on))
            return Control(switch, switch.setChecked, lambda: switch)
        case RowKind.LIST:
            combo = Combo(look, name, row.text, row.choices, row.missing)
            combo.activated.connect(lambda index: choose(row.name, combo.itemData(index)))
            return Control(combo, combo.show_value, lambda: combo)
        case RowKind.SEGMENTS:
            segmented = Segmented(look, name, row.text, row.choices)
            segmented.value_chosen.connect(lambda value: choose(row.name, value))
            return Control(segmented, segmented.show_value, segmented.chosen)
        case RowKind.VOLUME:
            slider = Slider(look, name, row.text)
            slider.valueChanged.connect(lambda value: choose(row.name, value))
            whole = _with_test(look, row, slider, act)
            return Control(whole, slider.show_value, lambda: slider)
        case RowKind.ACTION:
            link = Button(look, Kind.LINK, name, row.action)
            link.setAccessibleDescription(row.text)
            link.clicked.connect(lambda: act(row.name))
            return Control(link, lambda _: None, lambda: link)


def _with_test(look: Look, row: Row, slider: Slider, act: Callable[[str], None]) -> QWidget:
    test = Button(look, Kind.QUIET, f"test_{row.name}", row.action)
    test.setAccessibleName(row.about)
    test.clicked.connect(lambda: act(row.name))
    pair = QWidget()
    line = QHBoxLayout(pair)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(BESIDE_SLIDER)
    line.addWidget(test, 0, Qt.AlignmentFlag.AlignVCenter)
    line.addWidget(slider)
    return pair
