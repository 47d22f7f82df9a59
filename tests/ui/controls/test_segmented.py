"""One of a few: Tab reaches the group once, arrow keys choose, showing is silent."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QPushButton, QRadioButton, QVBoxLayout, QWidget

from mattimer.ui.controls.segmented import INSET, Segment, Segmented
from mattimer.ui.theme.theme import Theme
from tests.ui.factories import click, make_theme, near, press, seen, shown
from tests.ui.pointer import come, leave

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

CHOICES = (("off", "Off"), ("some", "Some"), ("most", "Most"))


class Between(QWidget):
    """The group between two buttons."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.before, self.after = QPushButton("before"), QPushButton("after")
        self.group = Segmented(theme, "setting_dimming", "Dim during a session", CHOICES)
        self.group.show_value("some")
        column = QVBoxLayout(self)
        for widget in (self.before, self.group, self.after):
            column.addWidget(widget)


@pytest.fixture
def window(theme: Theme, qtbot: "QtBot") -> Between:
    made = Between(theme)
    qtbot.addWidget(made)
    shown(made)
    return made


def segment(window: QWidget, value: str) -> Segment:
    found: Segment | None = window.findChild(Segment, f"setting_dimming_{value}")
    assert found is not None
    return found


def heard(window: Between) -> list[object]:
    said: list[object] = []
    window.group.value_chosen.connect(said.append)
    return said


def test_they_are_real_radio_buttons_of_one_named_group(window: Between) -> None:
    assert window.group.accessibleName() == "Dim during a session"
    assert [segment(window, value).accessibleName() for value, _ in CHOICES] == [
        "Off",
        "Some",
        "Most",
    ]
    assert isinstance(segment(window, "off"), QRadioButton)
    assert len({segment(window, value).group() for value, _ in CHOICES}) == 1


def test_a_click_chooses(window: Between) -> None:
    said = heard(window)
    click(segment(window, "most"))
    assert said == ["most"]
    assert window.group.chosen() is segment(window, "most")


def test_choosing_the_chosen_one_says_nothing(window: Between) -> None:
    said = heard(window)
    click(segment(window, "some"))
    assert said == []


def test_showing_a_value_is_silent(window: Between) -> None:
    said = heard(window)
    window.group.show_value("off")
    assert segment(window, "off").isChecked()
    assert said == []
    click(segment(window, "most"))
    assert said == ["most"]


def test_tab_reaches_the_group_once_and_at_the_chosen_one(window: Between) -> None:
    window.before.setFocus()
    press(window, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is segment(window, "some")
    press(window, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is window.after
    press(window, Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is segment(window, "some")


def test_arrow_keys_choose(window: Between) -> None:
    said = heard(window)
    window.group.chosen().setFocus()
    press(window, Qt.Key.Key_Right)
    press(window, Qt.Key.Key_Left)
    press(window, Qt.Key.Key_Left)
    assert said == ["most", "some", "off"]
    assert QApplication.focusWidget() is segment(window, "off")


def test_before_anything_is_shown_the_first_takes_the_focus(theme: Theme, qtbot: "QtBot") -> None:
    made = Segmented(theme, "setting_dimming", "Dim during a session", CHOICES)
    qtbot.addWidget(made)
    assert made.chosen() is segment(made, "off")


def test_the_chosen_one_is_raised_and_its_word_strong(window: Between, theme: Theme) -> None:
    window.group.show_value("most")
    image = seen(window.group)
    for value, ground in (("most", "raised"), ("some", "bg")):
        inside = segment(window, value).geometry().topLeft() + QPoint(6, 15)
        assert near(image.pixelColor(inside), theme.color(ground), 3)
    chosen = seen(segment(window, "most"))
    window.group.show_value("some")
    assert seen(segment(window, "most")) != chosen


def test_nothing_moves_when_another_is_chosen(window: Between) -> None:
    before = [segment(window, value).geometry() for value, _ in CHOICES]
    click(segment(window, "off"))
    QApplication.processEvents()
    assert [segment(window, value).geometry() for value, _ in CHOICES] == before


def test_a_pointer_over_another_is_answered(window: Between) -> None:
    rest = seen(segment(window, "off"))
    come(segment(window, "off"))
    assert seen(segment(window, "off")) != rest
    leave(segment(window, "off"))
    assert seen(segment(window, "off")) == rest


def test_they_lie_in_a_hollow(window: Between, theme: Theme) -> None:
    image = seen(window.group)
    assert near(image.pixelColor(image.width() // 2, INSET - 1), theme.color("bg"), 3)


def test_right_to_left_begins_at_the_right(window: Between) -> None:
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    places = [segment(window, value).mapTo(window, QPoint()).x() for value, _ in CHOICES]
    assert places == sorted(places, reverse=True)


def test_large_words_fit(qtbot: "QtBot") -> None:
    theme = make_theme(text_scale=2.0)
    made = Segmented(theme, "setting_dimming", "Dim during a session", CHOICES)
    qtbot.addWidget(made)
    shown(made)
    one = segment(made, "some")
    words = QFontMetrics(theme.tokens.font("strong", px=14)).horizontalAdvance("Some")
    assert one.width() >= words + 20
    assert one.height() == 60


def test_where_room_ends_they_stand_below_each_other(qtbot: "QtBot") -> None:
    made = Segmented(make_theme(), "setting_dimming", "Dim during a session", CHOICES)
    qtbot.addWidget(made)
    low, wide = made.sizeHint().height(), made.sizeHint().width()
    assert made.heightForWidth(wide) == low
    assert made.heightForWidth(wide - 1) == 3 * (low - 2 * INSET) + 2 * INSET
    shown(made, wide - 1, made.heightForWidth(wide - 1))
    boxes = [segment(made, value).geometry() for value, _ in CHOICES]
    assert len({box.left() for box in boxes}) == 1
    assert all(made.rect().contains(box) for box in boxes)
    assert [box.top() for box in boxes] == sorted({box.top() for box in boxes})
    assert made.minimumSizeHint().width() < wide


def test_what_cannot_be_set_is_quieter(window: Between) -> None:
    able = seen(window.group)
    window.group.setEnabled(False)
    assert seen(window.group) != able


def test_they_grow_with_their_text(window: Between, theme: Theme) -> None:
    before = window.group.sizeHint()
    theme.change(text_scale=2.0)
    assert window.group.sizeHint().width() > 1.8 * before.width()
    theme.change(text_scale=1.0)
    assert window.group.sizeHint() == before
