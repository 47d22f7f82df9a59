"""Every control of every page: named, spoken, reachable, and never cut."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QTableView,
    QWidget,
)

from mattimer.session.commands import Pause, Tick
from mattimer.ui.controls.button import Button
from mattimer.ui.controls.choice import ScaleCell
from mattimer.ui.controls.rail import RailItem
from mattimer.ui.pages.guide.guide import GuidePage
from tests.presenters.app_under_test import AppUnderTest, app_under_test
from tests.ui.session.test_session_page import move_pointer

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

KINDS = (QAbstractButton, QLineEdit, QComboBox, QTableView)
PLAIN_PAGES = ("today", "plan", "history", "guide", "settings")
SCREENS = (
    *PLAIN_PAGES,
    "history-list",
    "guide-mat",
    "guide-recovery",
    "rating",
    "notice",
    "prepare",
    "controls",
    "paused",
    "slept",
    "reasons",
    "after",
    "after-stopped",
    "screening",
    "screening-ticked",
)
SIZES = ((1100, 760), (720, 560))


def arrange(app: AppUnderTest, screen: str) -> None:
    """Bring a screen up."""
    if screen in PLAIN_PAGES:
        app.go_to(screen)
        return
    {
        "history-list": _history_list,
        "guide-mat": lambda app: _guide(app, "mat"),
        "guide-recovery": lambda app: _guide(app, "recovery"),
        "rating": lambda app: app.press("rate_today") if wide(app) else None,
        "notice": lambda app: app.today.say_questions_are_due(),
        "prepare": lambda app: app.press("start"),
        "controls": _controls,
        "paused": _paused,
        "slept": _slept,
        "reasons": _reasons,
        "after": _after,
        "after-stopped": _stopped,
        "screening": lambda app: app.root.ask_questions(),
        "screening-ticked": _ticked,
    }[screen](app)


def wide(app: AppUnderTest) -> bool:
    return app.window.width() >= 960


def _history_list(app: AppUnderTest) -> None:
    app.remember(*(app.past(0, number) for number in range(1, 4)))
    app.go_to("history")


def _guide(app: AppUnderTest, key: str) -> None:
    app.go_to("guide")
    page = app.find("guide_page")
    assert isinstance(page, GuidePage)
    # In a narrow window the list is a menu.
    page.open(key)


def _lead_in(app: AppUnderTest) -> None:
    app.press("start")
    app.press("lie_down")


def _controls(app: AppUnderTest) -> None:
    _lead_in(app)
    app.lie(25)
    move_pointer(app.find("session_page"))


def _paused(app: AppUnderTest) -> None:
    _lead_in(app)
    app.lie(25)
    app.do(Pause())


def _slept(app: AppUnderTest) -> None:
    _lead_in(app)
    app.lie(25)
    app.clock.sleep_computer(700)
    app.do(Tick())


def _reasons(app: AppUnderTest) -> None:
    _paused(app)
    app.press("stop_too-intense" if wide(app) else "feels_off")


def _after(app: AppUnderTest) -> None:
    _lead_in(app)
    app.lie(20 + 30 * 60)


def _stopped(app: AppUnderTest) -> None:
    _paused(app)
    app.press("finish")
    app.press("reason_numbness")


def _ticked(app: AppUnderTest) -> None:
    app.root.ask_questions()
    for answer in ("answer_skin", "answer_heart"):
        app.press(answer)


@pytest.fixture(params=SCREENS)
def screen(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=SIZES, ids=["wide", "narrow"])
def app(
    request: pytest.FixtureRequest,
    qapp: QApplication,
    qtbot: "QtBot",  # noqa: ARG001 - starts Qt
    tmp_path: Path,
    screen: str,
) -> Iterator[AppUnderTest]:
    with app_under_test(qapp, tmp_path) as made:
        made.window.resize(*request.param)
        arrange(made, screen)
        QApplication.processEvents()
        made.window.repaint()
        yield made


def controls(app: AppUnderTest) -> list[QWidget]:
    """Every control of the window, shown or not; what Qt builds into its own parts is Qt's."""
    return [
        widget
        for widget in app.window.findChildren(QWidget)
        if isinstance(widget, KINDS) and not is_built_in(widget)
    ]


def is_built_in(widget: QWidget) -> bool:
    parent: QWidget | None = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QTableView | QComboBox | QLineEdit):
            return True
        parent = parent.parentWidget()
    return False


def shown_controls(app: AppUnderTest) -> list[QWidget]:
    return [widget for widget in controls(app) if widget.isVisible()]


def place(widget: QWidget, within: QWidget) -> QRect:
    return QRect(widget.mapTo(within, QPoint(0, 0)), widget.size())


def scroller(widget: QWidget) -> QScrollArea | None:
    """The area that a control scrolls in."""
    parent: QWidget | None = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            return parent
        parent = parent.parentWidget()
    return None


def test_the_screen_obeys_the_rules_for_controls(app: AppUnderTest, screen: str) -> None:
    """One start of the app for all the rules: each of them names the control that breaks it."""
    found = shown_controls(app)
    assert found
    unnamed = [widget for widget in found if not widget.objectName()]
    assert unnamed == []
    mute = [widget.objectName() for widget in found if not widget.accessibleName()]
    assert mute == []
    names = [widget.objectName() for widget in controls(app)]
    assert sorted({name for name in names if names.count(name) > 1}) == []
    assert cut(app, found) == []
    assert out_of_sight(app, found) == []
    assert covered(found, screen) == []
    assert unreached(app, found) == set()


def cut(app: AppUnderTest, found: list[QWidget]) -> list[str]:
    """Buttons that are smaller than their words need."""
    return [
        f"{widget.objectName()}: {widget.size().toTuple()} for {room.toTuple()}"
        for widget in found
        if isinstance(widget, QAbstractButton)
        and (room := needed(app, widget)).boundedTo(widget.size()) != room
    ]


def needed(app: AppUnderTest, widget: QAbstractButton) -> QSize:
    """The room for a button's words; cells and rail items share out what there is."""
    hint = widget.minimumSizeHint()
    if isinstance(widget, ScaleCell | RailItem):
        role = "scale" if isinstance(widget, ScaleCell) else "rail"
        font = app.opening.context.theme.tokens.font(role)
        words = QFontMetrics(font).horizontalAdvance(widget.text())
        return QSize(words + 8, hint.height())
    return hint


def out_of_sight(app: AppUnderTest, found: list[QWidget]) -> list[str]:
    """Controls that lie outside the window, or outside of what can be scrolled to."""
    beyond = []
    for widget in found:
        area = scroller(widget)
        ground: QWidget | None = app.window if area is None else area.widget()
        assert ground is not None
        box = place(widget, ground)
        sideways = area is not None and ground.width() > area.viewport().width()
        if not ground.rect().contains(box) or sideways:
            beyond.append(f"{widget.objectName()} {box.getRect()}")
    return beyond


def covered(found: list[QWidget], screen: str) -> list[str]:
    """Buttons that lie over each other."""
    del screen
    buttons = [widget for widget in found if isinstance(widget, QAbstractButton)]
    boxes = [(widget.objectName(), place(widget, widget.window())) for widget in buttons]
    return [
        f"{name} over {other}"
        for at, (name, box) in enumerate(boxes)
        for other, second in boxes[at + 1 :]
        if box.adjusted(1, 1, -1, -1).intersects(second.adjusted(1, 1, -1, -1))
        and scroller_name(buttons[at]) == scroller_name(buttons[boxes.index((other, second))])
    ]


def scroller_name(widget: QWidget) -> str:
    area = scroller(widget)
    return "" if area is None else area.objectName() or str(id(area))


def unreached(app: AppUnderTest, found: list[QWidget]) -> set[str]:
    """Enabled controls that Tab does not lead to; in a group, one of it is enough."""
    walked: set[QWidget] = set()
    focused = QApplication.focusWidget() or app.window
    for _ in range(len(controls(app)) + 20):
        if focused in walked:
            break
        walked.add(focused)
        focused.focusNextPrevChild(True)  # noqa: FBT003 - Qt's signature
        focused = QApplication.focusWidget() or app.window
    groups = {widget.group() for widget in walked if isinstance(widget, QAbstractButton)} - {None}
    return {
        widget.objectName()
        for widget in found
        if widget.isEnabled()
        and widget not in walked
        and not (isinstance(widget, QRadioButton) and widget.group() in groups)
    }


@pytest.mark.parametrize("screen", ["today", "prepare", "after", "settings"], indirect=True)
def test_words_fit_in_the_light_palette_too(app: AppUnderTest) -> None:
    app.set("appearance", "light")
    QApplication.processEvents()
    app.window.repaint()
    found = shown_controls(app)
    assert cut(app, found) == []
    assert out_of_sight(app, found) == []


@pytest.mark.parametrize("screen", ["today", "prepare", "after"], indirect=True)
def test_words_of_a_button_fit_beside_its_icon(app: AppUnderTest) -> None:
    for widget in shown_controls(app):
        if isinstance(widget, Button):
            words = widget.fontMetrics().horizontalAdvance(widget.text())
            assert widget.width() >= words + widget.beside_words, widget.objectName()
            assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus, widget.objectName()
