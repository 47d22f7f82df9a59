"""Questions and progress: rounded windows with the app's own buttons."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QProgressBar, QWidget

from mattimer.ui.controls.button import Button
from mattimer.ui.controls.dialog import ProgressDialog, Question, ThemedDialog
from mattimer.ui.controls.erase_dialog import EraseDialog
from mattimer.ui.controls.focus_ring import FocusRing
from mattimer.ui.theme.theme import Theme

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def window(qtbot: "QtBot") -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    return made


@pytest.fixture
def question(theme: Theme, window: QWidget) -> Question:
    made = Question(theme, "stop_here", window, "Stop here?")
    made.add_answer("keep_going", "Keep going", accept=False, default=True)
    made.add_answer("finish_here", "Finish here", accept=True, default=False)
    made.open()
    return made


def is_rounded(dialog: QWidget, theme: Theme) -> bool:
    image = dialog.grab().toImage()
    middle = dialog.height() // 2
    return (
        image.pixelColor(0, 0).alpha() == 0
        and image.pixelColor(image.width() - 1, 0).alpha() == 0
        and image.pixelColor(0, middle) == theme.color("hair")
        and image.pixelColor(4, middle) == theme.color("surface")
    )


def make_progress(theme: Theme, window: QWidget) -> ProgressDialog:
    made = ProgressDialog(theme, "progress", window, "Reading the file", "Cancel")
    made.show()
    return made


def make_erase(theme: Theme, window: QWidget) -> EraseDialog:
    made = EraseDialog(theme, window)
    made.open()
    return made


@pytest.mark.parametrize("make", [make_progress, make_erase])
def test_every_dialog_has_the_same_shape(theme: Theme, window: QWidget, make: object) -> None:
    assert callable(make)
    dialog = make(theme, window)
    assert isinstance(dialog, ThemedDialog)
    assert is_rounded(dialog, theme)
    theme.change(dark=not theme.tokens.dark)
    assert is_rounded(dialog, theme)


def test_a_question_follows_the_theme(question: Question, theme: Theme) -> None:
    assert is_rounded(question, theme)
    theme.change(dark=not theme.tokens.dark)
    assert is_rounded(question, theme)


def test_a_question_is_still_a_message_box(question: Question) -> None:
    assert isinstance(question, QMessageBox)
    assert question.text() == "Stop here?"
    assert {button.text() for button in question.buttons()} == {"Keep going", "Finish here"}
    assert question.isModal()


def test_its_words_begin_where_its_buttons_may(question: Question) -> None:
    (label,) = [
        one for one in question.findChildren(QWidget) if one.objectName() == "qt_msgbox_label"
    ]
    buttons = [button for button in question.buttons() if isinstance(button, Button)]
    left = min(button.mapTo(question, QPoint(0, 0)).x() for button in buttons)
    assert abs(label.mapTo(question, QPoint(0, 0)).x() - left) <= 4


def test_enter_gives_the_default_answer(question: Question) -> None:
    clicked: list[str] = []
    question.buttonClicked.connect(lambda button: clicked.append(button.text()))
    QTest.keyClick(question, Qt.Key.Key_Return)
    assert clicked == ["Keep going"]


def test_escape_accepts_nothing(question: Question) -> None:
    rejected: list[bool] = []
    question.rejected.connect(lambda: rejected.append(True))
    QTest.keyClick(question, Qt.Key.Key_Escape)
    assert rejected == [True]


def test_keys_show_where_the_focus_is(question: Question, window: QWidget) -> None:
    question.activateWindow()
    handle = question.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, Qt.Key.Key_Tab)
    ring = question.findChild(FocusRing, "focus_ring")
    assert isinstance(ring, FocusRing)
    assert ring.isVisible()
    assert window.isVisible()


def test_a_closed_question_is_gone(question: Question, window: QWidget) -> None:
    question.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert window.findChild(QMessageBox, "stop_here") is None


def test_progress_says_what_it_does_and_breaks_off(theme: Theme, window: QWidget) -> None:
    dialog = make_progress(theme, window)
    broken: list[bool] = []
    dialog.canceled.connect(lambda: broken.append(True))
    dialog.setRange(0, 100)
    dialog.setValue(40)
    bar = dialog.findChild(QProgressBar)
    assert isinstance(bar, QProgressBar)
    image = bar.grab().toImage()
    colors = [image.pixelColor(x, bar.height() // 2) for x in (8, bar.width() - 8)]
    assert colors == [theme.color("accent"), theme.color("unlit")]
    assert dialog.accessibleName() == "Reading the file"
    cancel = dialog.findChild(Button, "cancel")
    assert isinstance(cancel, Button)
    cancel.click()
    assert broken == [True]
