"""Menus, lists, tool tips, the calendar: rounded, with a hairline, in the theme's colours."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from mattimer.ui.controls import popup
from mattimer.ui.controls.combo import Combo
from mattimer.ui.controls.popup import Menu, PopupShape, is_composited
from mattimer.ui.controls.stepper import StepButton
from mattimer.ui.theme.stylesheet import POPUP_PADDING, POPUP_RADIUS, popup_edge
from mattimer.ui.theme.theme import Theme

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

CHOICES = (("", "As the system"), ("usb", "Headset"), ("hdmi", "Television"))


@pytest.fixture
def window(qtbot: "QtBot") -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.move(100, 100)
    made.show()
    return made


@pytest.fixture
def menu(theme: Theme, window: QWidget) -> Menu:
    made = Menu(theme, "menu", window)
    for words in ("Neck", "Back"):
        action = made.addAction(words)
        action.setCheckable(True)
        action.setChecked(words == "Back")
    return made


def picture(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def has(image: QImage, color: QColor) -> bool:
    wanted = color.rgb()
    return any(
        image.pixel(x, y) == wanted for y in range(image.height()) for x in range(image.width())
    )


def is_rounded(widget: QWidget, theme: Theme) -> bool:
    """Nothing in the corners, a hairline in the middle of the side, the ground inside it."""
    image, middle = picture(widget), widget.height() // 2
    corners = [QPoint(0, 0), QPoint(image.width() - 1, image.height() - 1)]
    inside = image.pixelColor(POPUP_PADDING // 2, middle)
    return (
        all(image.pixelColor(corner).alpha() == 0 for corner in corners)
        and image.pixelColor(0, middle).name() == popup_edge(theme.tokens).name()
        and inside == theme.color("raised")
    )


def test_a_menu_is_rounded(menu: Menu, theme: Theme, window: QWidget) -> None:
    menu.open_below(window)
    assert is_rounded(menu, theme)


def test_words_keep_clear_of_the_edge(menu: Menu, window: QWidget) -> None:
    menu.open_below(window)
    first = menu.actionGeometry(menu.actions()[0])
    assert min(first.left(), first.top()) >= POPUP_PADDING


def test_a_ticked_entry_has_an_ember_point(menu: Menu, theme: Theme, window: QWidget) -> None:
    menu.open_below(window)
    ticked, other = (menu.actionGeometry(menu.actions()[at]) for at in (1, 0))
    assert has(picture(menu).copy(ticked), theme.color("accent"))
    assert not has(picture(menu).copy(other), theme.color("accent"))


def test_the_entry_with_the_focus_is_warm(menu: Menu, theme: Theme, window: QWidget) -> None:
    menu.open_below(window)
    QTest.keyClick(menu, Qt.Key.Key_Down)
    there = menu.actionGeometry(menu.actions()[0])
    assert has(picture(menu).copy(there), theme.color("accent_soft"))


def test_a_menu_that_is_open_follows_the_theme(menu: Menu, theme: Theme, window: QWidget) -> None:
    menu.open_below(window)
    theme.change(dark=not theme.tokens.dark)
    assert is_rounded(menu, theme)


def test_large_type_makes_entries_higher(menu: Menu, theme: Theme, window: QWidget) -> None:
    menu.open_below(window)
    before = menu.actionGeometry(menu.actions()[0]).height()
    theme.change(text_scale=2.0)
    assert menu.actionGeometry(menu.actions()[0]).height() >= 1.5 * before


def test_a_menu_opens_where_the_words_begin(menu: Menu, window: QWidget) -> None:
    button = QPushButton("Areas", window)
    button.setGeometry(200, 20, 200, 40)
    menu.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    menu.open_below(button)
    right = button.mapToGlobal(QPoint(button.width(), 0)).x()
    assert abs(menu.geometry().right() + 1 - right) <= 1


def test_a_closed_menu_is_gone(menu: Menu, window: QWidget) -> None:
    menu.open_below(window)
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert window.findChild(Menu, "menu") is None


def test_corners_are_cut_where_nothing_composes_windows(
    monkeypatch: pytest.MonkeyPatch, qtbot: "QtBot"
) -> None:
    monkeypatch.setattr(popup, "is_composited", lambda: False)
    bare = QWidget()
    qtbot.addWidget(bare)
    PopupShape(bare)
    bare.resize(120, 60)
    bare.show()
    shape = bare.mask()
    assert not bare.testAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    assert not shape.contains(QPoint(0, 0))
    assert shape.contains(QPoint(POPUP_RADIUS, 0))
    assert shape.contains(QPoint(0, POPUP_RADIUS))
    assert shape.contains(QPoint(60, 30))
    bare.resize(QSize(200, 60))
    assert bare.mask().contains(QPoint(180, 30))


def test_only_x11_works_without_a_compositor(qapp: QApplication) -> None:
    assert qapp.platformName() == "offscreen"
    assert is_composited()


@pytest.fixture
def combo(theme: Theme, window: QWidget) -> Combo:
    made = Combo(theme, "output", "Output", CHOICES)
    made.setParent(window)
    made.move(40, 120)
    made.show()
    made.show_value("usb")
    made.setFocus()
    return made


def list_of(combo: Combo) -> QWidget:
    made = combo.view().parentWidget()
    assert made is not None
    return made


def test_the_list_of_a_combo_box_looks_like_a_menu(combo: Combo, theme: Theme) -> None:
    combo.showPopup()
    assert is_rounded(list_of(combo), theme)
    places = [combo.view().visualRect(combo.model().index(row, 0)) for row in range(3)]
    image = picture(combo.view().viewport())
    marked = [has(image.copy(place), theme.color("accent")) for place in places]
    assert marked == [False, True, False]


def test_no_words_of_a_list_are_cut(combo: Combo) -> None:
    combo.showPopup()
    view = combo.view()
    assert view.viewport().width() >= view.sizeHintForColumn(0)


def test_a_list_goes_by_keyboard_as_before(combo: Combo) -> None:
    combo.showPopup()
    QTest.keyClick(combo.view(), Qt.Key.Key_Down)
    QTest.keyClick(combo.view(), Qt.Key.Key_Return)
    assert combo.currentData() == "hdmi"
    assert not combo.view().isVisible()


def test_a_list_follows_the_theme(combo: Combo, theme: Theme) -> None:
    combo.showPopup()
    combo.hidePopup()
    theme.change(dark=not theme.tokens.dark)
    combo.showPopup()
    assert is_rounded(list_of(combo), theme)


@pytest.fixture
def button(theme: Theme, window: QWidget) -> StepButton:
    made = StepButton(theme, "plus", "more", "One minute more", window)
    made.move(60, 60)
    made.resize(44, 44)
    made.show()
    return made


def rest_over(button: StepButton) -> QLabel:
    """The pointer has rested on it."""
    at = QPoint(20, 20)
    QApplication.sendEvent(button, QHelpEvent(QEvent.Type.ToolTip, at, button.mapToGlobal(at)))
    found = button.findChild(QLabel, "tip")
    assert isinstance(found, QLabel)
    return found


def test_a_tool_tip_is_rounded(button: StepButton, theme: Theme) -> None:
    tip = rest_over(button)
    assert tip.isVisible()
    assert tip.text() == "One minute more"
    assert is_rounded(tip, theme)


def test_a_tool_tip_follows_the_theme(button: StepButton, theme: Theme) -> None:
    rest_over(button)
    theme.change(dark=not theme.tokens.dark)
    assert is_rounded(rest_over(button), theme)


@pytest.mark.parametrize("kind", [QEvent.Type.Leave, QEvent.Type.KeyPress, QEvent.Type.Wheel])
def test_a_tool_tip_goes_when_the_person_does_something(
    button: StepButton, kind: QEvent.Type
) -> None:
    tip = rest_over(button)
    if kind == QEvent.Type.KeyPress:
        QTest.keyClick(button, Qt.Key.Key_A)
    else:
        QApplication.sendEvent(button, QEvent(kind))
    assert not tip.isVisible()


def test_a_tool_tip_stays_on_the_screen(button: StepButton, window: QWidget) -> None:
    room = window.screen().availableGeometry()
    window.move(room.right() - 110, room.bottom() - 110)
    tip = rest_over(button)
    assert room.contains(tip.geometry())


def test_from_right_to_left_it_stands_at_the_other_side(button: StepButton) -> None:
    pointer = button.mapToGlobal(QPoint(20, 20)).x()
    assert rest_over(button).geometry().left() >= pointer
    button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert rest_over(button).geometry().right() <= pointer


def test_screen_readers_know_the_words_without_it(button: StepButton) -> None:
    assert button.toolTip() == button.accessibleName() == "One minute more"
