"""Pages cross-fade, and a fade ends."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLabel, QWidget

from mattimer.ui.page_stack import Fading, PageStack
from mattimer.ui.theme.theme import Theme
from tests.ui.factories import seen, shown
from tests.ui.timers import timer

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def stack(dark: Theme, qtbot: "QtBot") -> PageStack:
    made = PageStack(dark)
    qtbot.addWidget(made)
    for text in ("one", "two"):
        made.addWidget(QLabel(text))
    shown(made, 200, 100)
    return made


def page(stack: PageStack, number: int) -> QWidget:
    found: QWidget | None = stack.widget(number)
    assert found is not None
    return found


def fades(stack: PageStack) -> list[Fading]:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return stack.findChildren(Fading)


def test_the_page_that_leaves_fades_over_the_one_that_comes(stack: PageStack) -> None:
    stack.go_to(page(stack, 1))
    assert stack.currentWidget() is stack.widget(1)
    (fade,) = fades(stack)
    assert fade.isVisible()
    assert fade.geometry() == stack.rect()
    seen(stack)


def test_a_fade_ends_and_is_gone(stack: PageStack, qtbot: "QtBot") -> None:
    stack.go_to(page(stack, 1))
    qtbot.waitUntil(lambda: fades(stack) == [])


def test_a_fade_that_is_hidden_on_the_way_is_gone_too(stack: PageStack) -> None:
    stack.go_to(page(stack, 1))
    (fade,) = fades(stack)
    frames = timer(fade, "fade_frames")
    stack.hide()
    assert not frames.isActive()
    assert fades(stack) == []


def test_the_same_page_does_not_fade(stack: PageStack) -> None:
    stack.go_to(page(stack, 0))
    assert fades(stack) == []


def test_reduced_motion_cuts(stack: PageStack, dark: Theme) -> None:
    dark.change(reduced_motion=True)
    stack.go_to(page(stack, 1))
    assert stack.currentWidget() is stack.widget(1)
    assert fades(stack) == []


def test_nothing_fades_where_nobody_looks(stack: PageStack) -> None:
    stack.hide()
    stack.go_to(page(stack, 1))
    assert fades(stack) == []


def test_the_first_page_has_nothing_to_fade_from(dark: Theme, qtbot: "QtBot") -> None:
    empty = PageStack(dark)
    qtbot.addWidget(empty)
    shown(empty, 100, 100)
    page = QLabel("one")
    empty.addWidget(page)
    empty.go_to(page)
    assert fades(empty) == []
