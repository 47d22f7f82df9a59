"""The one window: pages come up, keys lead to them, closing asks, narrow leaves things out."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QRadioButton, QVBoxLayout, QWidget

from mattimer.ui.controls.focus_ring import FocusRing
from mattimer.ui.page import CONTENT_WIDEST, Page
from mattimer.ui.theme.theme import Theme
from mattimer.ui.window import DEFAULT_SIZE, LEAST_SIZE, Window
from tests.ui.factories import click, make_theme, near, press, seen, shown
from tests.ui.pages.find_widgets import find

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

NAMES = ("prepare", "after", "history", "settings")


class Stub(Page):
    """A page with one button, which writes down whether it was told to be compact."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, f"{name}_page")
        self.compact: list[bool] = []
        self.go = QPushButton("Go")
        QVBoxLayout(self).addWidget(self.go)

    def set_compact(self, *, compact: bool) -> None:
        self.compact.append(compact)

    def first_focus(self) -> QWidget:
        return self.go


class Opened:
    """A window with stubs for pages."""

    def __init__(self, theme: Theme) -> None:
        self.today = Stub(theme, "today")
        self.window = Window(theme, self.today)
        self.session = Stub(theme, "session")
        self.pages = {name: Stub(theme, name) for name in NAMES}

    def complete(self) -> None:
        self.window.complete(self.pages, self.session)


@pytest.fixture
def opened(theme: Theme, qtbot: "QtBot") -> Iterator[Opened]:
    made = Opened(theme)
    qtbot.addWidget(made.window)
    shown(made.window)
    made.complete()
    yield made  # noqa: PT022 - holds on to the window


def chosen(window: Window) -> str:
    (name,) = (
        found.objectName() for found in window.findChildren(QRadioButton) if found.isChecked()
    )
    return name


def chooses(window: Window) -> list[str]:
    said: list[str] = []
    window.page_chosen.connect(lambda name: said.append(name))  # noqa: PLW0108 - a plain callable
    return said


def test_today_comes_first_and_has_the_focus(opened: Opened) -> None:
    assert opened.today.isVisible()
    assert opened.today.go.hasFocus()
    assert chosen(opened.window) == "rail_today"


def test_the_first_frame_is_told_once(dark: Theme, qtbot: "QtBot") -> None:
    made = Opened(dark)
    qtbot.addWidget(made.window)
    told: list[bool] = []
    made.window.first_painted.connect(lambda: told.append(True))
    shown(made.window)
    made.window.repaint()
    made.window.repaint()
    assert told == [True]


@pytest.mark.parametrize(
    ("page", "in_rail"),
    [
        ("prepare", "rail_today"),
        ("after", "rail_today"),
        ("history", "rail_history"),
        ("settings", "rail_settings"),
        ("today", "rail_today"),
    ],
)
def test_a_page_comes_up_with_its_place_in_the_rail(
    opened: Opened, page: str, in_rail: str
) -> None:
    opened.window.show_page("history")
    opened.window.show_page(page)
    shown_page = opened.pages.get(page, opened.today)
    assert shown_page.isVisible()
    assert shown_page.go.hasFocus()
    assert chosen(opened.window) == in_rail


def test_the_session_fills_the_window(opened: Opened) -> None:
    size = opened.window.size()
    opened.window.show_session()
    assert opened.session.isVisible()
    assert opened.session.size() == size == opened.window.size()
    assert not find(opened.window, QWidget, "rail").isVisible()
    opened.window.show_page("after")
    assert find(opened.window, QWidget, "rail").isVisible()


def test_a_page_can_fill_the_window_without_the_rail(opened: Opened, theme: Theme) -> None:
    screening = Stub(theme, "screening")
    for _ in range(2):
        opened.window.show_whole(screening)
        assert screening.size() == opened.window.size()
        assert screening.go.hasFocus()
    opened.window.show_page("today")
    assert find(opened.window, QWidget, "rail").isVisible()


def test_a_page_can_be_added_later(opened: Opened, theme: Theme) -> None:
    plan = Stub(theme, "plan")
    opened.window.resize(720, 560)
    opened.window.add_page("plan", plan)
    opened.window.show_page("plan")
    assert plan.isVisible()
    assert plan.compact == [True]
    assert chosen(opened.window) == "rail_plan"


def test_the_rail_asks_for_a_page(opened: Opened) -> None:
    said = chooses(opened.window)
    click(find(opened.window, QWidget, "rail_history"))
    assert said == ["history"]


@pytest.mark.parametrize(
    ("key", "page"),
    [
        (Qt.Key.Key_1, "today"),
        (Qt.Key.Key_2, "plan"),
        (Qt.Key.Key_3, "history"),
        (Qt.Key.Key_4, "guide"),
        (Qt.Key.Key_Comma, "settings"),
    ],
)
def test_keys_ask_for_pages(opened: Opened, key: Qt.Key, page: str) -> None:
    said = chooses(opened.window)
    QTest.keyClick(opened.window, key, Qt.KeyboardModifier.ControlModifier)
    assert said == [page]


def test_f1_asks_for_the_guide(opened: Opened) -> None:
    said = chooses(opened.window)
    press(opened.window, Qt.Key.Key_F1)
    assert said == ["guide"]


def test_ctrl_f_asks_to_look_something_up(opened: Opened, qtbot: "QtBot") -> None:
    with qtbot.waitSignal(opened.window.search_wanted, timeout=0):
        QTest.keyClick(opened.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)


def test_no_key_leads_away_from_a_session(opened: Opened) -> None:
    said = chooses(opened.window)
    opened.window.show_session()
    QTest.keyClick(opened.window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert said == []


def test_closing_asks_first(opened: Opened, qtbot: "QtBot") -> None:
    with qtbot.waitSignal(opened.window.close_wanted, timeout=0):
        opened.window.close()
    assert opened.window.isVisible()


def test_ctrl_q_wants_more_than_closing(opened: Opened, qtbot: "QtBot") -> None:
    closed = []
    opened.window.close_wanted.connect(lambda: closed.append(True))
    with qtbot.waitSignal(opened.window.quit_wanted, timeout=0):
        QTest.keyClick(opened.window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert closed == []
    assert opened.window.isVisible()


def test_it_appears_again_where_it_was_hidden(opened: Opened) -> None:
    opened.window.hide()
    opened.window.appear()
    assert opened.window.isVisible()
    assert not opened.window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)


def test_f11_is_full_screen_and_back(opened: Opened) -> None:
    press(opened.window, Qt.Key.Key_F11)
    assert opened.window.isFullScreen()
    press(opened.window, Qt.Key.Key_F11)
    assert not opened.window.isFullScreen()


def test_it_comes_forward_from_wherever_it_was(opened: Opened) -> None:
    opened.window.showMinimized()
    opened.window.come_forward()
    assert not opened.window.isMinimized()
    opened.window.showMaximized()
    opened.window.showMinimized()
    opened.window.come_forward()
    assert opened.window.isMaximized()
    opened.window.hide()
    opened.window.come_forward()
    assert opened.window.isVisible()


def test_it_opens_in_the_designs_size_and_knows_its_least(opened: Opened) -> None:
    assert opened.window.size() == DEFAULT_SIZE
    assert opened.window.minimumSize() == LEAST_SIZE


def test_narrow_windows_are_compact(opened: Opened) -> None:
    opened.window.resize(959, 700)
    assert all(page.compact[-1] for page in (opened.today, *opened.pages.values()))
    opened.window.resize(960, 700)
    assert not any(page.compact[-1] for page in (opened.today, *opened.pages.values()))


def test_pages_are_told_only_when_it_changes(opened: Opened) -> None:
    told = len(opened.today.compact)
    opened.window.resize(1000, 700)
    opened.window.resize(1200, 700)
    assert len(opened.today.compact) == told


def test_pages_that_come_later_hear_how_narrow_it_is(dark: Theme, qtbot: "QtBot") -> None:
    made = Opened(dark)
    qtbot.addWidget(made.window)
    made.window.resize(720, 560)
    shown(made.window)
    made.complete()
    assert all(page.compact == [True] for page in made.pages.values())


def test_large_text_is_compact_earlier(qtbot: "QtBot") -> None:
    made = Opened(make_theme(text_scale=1.5))
    qtbot.addWidget(made.window)
    shown(made.window, 1400, 760)
    assert made.today.compact[-1]
    made.window.resize(1440, 760)
    assert not made.today.compact[-1]


def test_content_grows_no_wider_than_it_may(opened: Opened, theme: Theme) -> None:
    opened.window.resize(1800, 900)
    QApplication.processEvents()
    assert opened.today.width() == CONTENT_WIDEST
    rail = find(opened.window, QWidget, "rail").width()
    left = opened.today.mapTo(opened.window, opened.today.rect().topLeft()).x()
    assert left - rail == pytest.approx((1800 - rail - CONTENT_WIDEST) / 2, abs=2)
    assert near(seen(opened.window).pixelColor(1790, 450), theme.color("bg"), 2)


def test_the_focus_ring_shows_after_the_first_key(opened: Opened) -> None:
    ring = find(opened.window, FocusRing, "focus_ring")
    assert not ring.isVisible()
    QTest.keyClick(opened.window.windowHandle(), Qt.Key.Key_Shift)
    assert ring.isVisible()


def test_a_bare_page_takes_the_focus_itself(dark: Theme, qtbot: "QtBot") -> None:
    page = Page(dark, "bare")
    qtbot.addWidget(page)
    assert page.first_focus() is page
    page.set_compact(compact=True)
    shown(page, 100, 100)
    assert near(seen(page).pixelColor(50, 50), dark.color("bg"), 2)


def test_a_change_of_the_desktops_theme_is_told(opened: Opened, qtbot: "QtBot") -> None:
    handle = opened.window.windowHandle()
    with qtbot.waitSignal(opened.window.system_changed, timeout=0):
        QApplication.sendEvent(handle, QEvent(QEvent.Type.ThemeChange))


def test_larger_text_is_compact_at_once(opened: Opened, theme: Theme) -> None:
    compact = opened.today.compact
    opened.window.resize(1100, 760)
    before = compact[-1]
    theme.change(text_scale=2.0)
    assert (before, compact[-1]) == (False, True)
    assert find(opened.window, QWidget, "rail").width() >= 128
    theme.change(text_scale=1.0)
    assert compact[-1:] == [False]
    assert find(opened.window, QWidget, "rail").width() == 84
