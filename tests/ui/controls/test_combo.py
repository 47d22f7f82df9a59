"""One of many: whatever is set is shown, offered or not; only the person's choice is said."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QComboBox

from mattimer.preferences.settings_values import SpokenWords
from mattimer.ui.controls.combo import CHEVRON, Combo
from mattimer.ui.theme.theme import Theme
from tests.ui.factories import click, ink, near, press, seen, shown
from tests.ui.pointer import come, leave, turn_wheel

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

CHOICES = (("", "As the system"), ("usb", "Headset"), ("hdmi", "Television"))


@pytest.fixture
def combo(theme: Theme, qtbot: "QtBot") -> Combo:
    made = Combo(theme, "setting_output", "Output device", CHOICES, lambda _: "Not connected")
    qtbot.addWidget(made)
    shown(made, made.sizeHint().width(), made.sizeHint().height())
    made.setFocus()
    leave(made)
    return made


def heard(combo: Combo) -> list[object]:
    said: list[object] = []
    combo.activated.connect(lambda index: said.append(combo.itemData(index)))
    return said


def texts(combo: Combo) -> list[str]:
    return [combo.itemText(index) for index in range(combo.count())]


def test_it_is_a_real_combo_box_with_a_name(combo: Combo) -> None:
    assert isinstance(combo, QComboBox)
    assert combo.accessibleName() == "Output device"
    assert texts(combo) == ["As the system", "Headset", "Television"]
    assert combo.currentData() == ""


def test_showing_a_value_is_silent(combo: Combo) -> None:
    said = heard(combo)
    combo.show_value("hdmi")
    assert combo.currentText() == "Television"
    assert said == []


def test_keys_take_another(combo: Combo) -> None:
    said = heard(combo)
    press(combo, Qt.Key.Key_Down)
    press(combo, Qt.Key.Key_Down)
    press(combo, Qt.Key.Key_Up)
    assert said == ["usb", "hdmi", "usb"]


def test_what_is_not_offered_is_shown_and_stays_chosen(combo: Combo) -> None:
    combo.show_value("bluetooth")
    assert combo.currentText() == "Not connected"
    assert combo.currentData() == "bluetooth"
    assert combo.count() == 4


def test_without_words_for_it_the_value_itself_is_shown(theme: Theme, qtbot: "QtBot") -> None:
    made = Combo(theme, "setting_voice_name", "Whose voice", (("", "The system's choice"),))
    qtbot.addWidget(made)
    made.show_value("Anna")
    assert made.currentText() == "Anna"


def test_what_is_not_offered_leaves_the_list_with_its_value(combo: Combo) -> None:
    combo.show_value("bluetooth")
    combo.show_value("usb")
    assert texts(combo) == ["As the system", "Headset", "Television"]


def test_another_list_keeps_the_value(combo: Combo) -> None:
    said = heard(combo)
    combo.show_value("usb")
    combo.offer((("", "As the system"),))
    assert (combo.currentData(), combo.currentText()) == ("usb", "Not connected")
    combo.offer((("", "As the system"), ("usb", "Headset, again")))
    assert (combo.currentData(), combo.currentText()) == ("usb", "Headset, again")
    assert combo.count() == 2
    assert said == []


def test_an_enumeration_is_found_by_its_text(theme: Theme, qtbot: "QtBot") -> None:
    made = Combo(theme, "setting_words", "Voice", (("full", "Every word"), ("few", "Few words")))
    qtbot.addWidget(made)
    made.show_value(SpokenWords.FEW)
    assert made.currentText() == "Few words"
    assert made.count() == 2


def test_the_wheel_is_left_to_the_page(combo: Combo) -> None:
    said = heard(combo)
    assert not turn_wheel(combo, -1)
    assert (combo.currentData(), said) == ("", [])


def test_the_list_is_as_wide_as_its_longest_words(combo: Combo) -> None:
    longest = "A device with a name that no row would hold beside its own"
    combo.offer((*CHOICES, ("long", longest)))
    click(combo)
    QApplication.processEvents()
    assert combo.view().isVisible()
    assert combo.view().width() >= QFontMetrics(combo.font()).horizontalAdvance(longest)
    combo.hidePopup()


def test_it_is_as_wide_as_the_words_shown(combo: Combo) -> None:
    wide = combo.sizeHint().width()
    combo.show_value("usb")
    assert combo.sizeHint().width() < wide
    words = QFontMetrics(combo.font()).horizontalAdvance("Headset")
    assert combo.sizeHint().width() >= words + CHEVRON


def test_words_that_are_cut_can_be_read_whole(combo: Combo) -> None:
    assert combo.toolTip() == ""
    combo.resize(combo.minimumSizeHint())
    assert combo.toolTip() == "As the system"
    combo.resize(combo.sizeHint())
    assert combo.toolTip() == ""


def test_words_end_where_the_chevron_begins(combo: Combo) -> None:
    combo.resize(300, combo.height())
    left, right = ink(seen(combo))
    assert left > 150
    assert 300 - CHEVRON < right < 300
    combo.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    left, right = ink(seen(combo))
    assert 0 < left < CHEVRON
    assert right < 150


def test_a_pointer_is_answered(combo: Combo) -> None:
    rest = seen(combo)
    come(combo)
    assert seen(combo) != rest
    leave(combo)
    assert seen(combo) == rest


def test_another_look_is_painted(combo: Combo, theme: Theme) -> None:
    def strongest() -> bool:
        image = seen(combo)
        return any(
            near(image.pixelColor(x, y), theme.color("text2"), 24)
            for x in range(image.width())
            for y in range(image.height())
        )

    before = seen(combo)
    assert strongest()
    theme.change(dark=not theme.tokens.dark)
    assert seen(combo) != before
    assert strongest()
