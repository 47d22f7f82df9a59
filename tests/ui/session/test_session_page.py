"""The session screen: frames only while it is seen, keys, the pointer, what a pause brings."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from mattimer.session.clock import MINUTE, SECOND
from mattimer.session.commands import Extend, Pause, SkipToRise
from mattimer.session.moment import Moment
from mattimer.session.reasons import StopReason
from mattimer.session.session_plan import Layer
from mattimer.ui.session.dial import Dial
from mattimer.ui.session.frame_times import FRAME_MS, HIDDEN_FRAME_MS, REDUCED_FRAME_MS
from mattimer.ui.session.screen_words import Subject
from mattimer.ui.session.session_page import SessionPage
from mattimer.ui.theme.theme import Theme
from tests.ui.factories import (
    Paints,
    areas,
    click,
    lines,
    make_theme,
    moment_at,
    plan,
    press,
    scan,
    seen,
    shape,
    shown,
)
from tests.ui.pages.find_widgets import button, find
from tests.ui.session.frames import next_frame_ms
from tests.ui.timers import run_out, timer

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

WIDE, NARROW = (1100, 760), (720, 560)
BESIDE = QPoint(8, 8)
CONTROLS = ("pause", "end", "extend", "skip_to_rise")


def make(theme: Theme, qtbot: "QtBot", size: tuple[int, int] = WIDE) -> SessionPage:
    page = SessionPage(theme, shape(), list(areas()), lines().stops)
    qtbot.addWidget(page)
    page.begin(Subject(areas()["upper-back"], lines(), scan()), Layer.SHIRT)
    page.show_moment(moment_at(60))
    shown(page, *size)
    page.setFocus()
    run_out(page, "session_idle")
    return page


@pytest.fixture
def page(dark: Theme, qtbot: "QtBot") -> SessionPage:
    return make(dark, qtbot)


@pytest.fixture
def narrow(dark: Theme, qtbot: "QtBot") -> SessionPage:
    return make(dark, qtbot, NARROW)


def heard(page: SessionPage) -> list[object]:
    """What the page asks for, in order."""
    said: list[object] = []
    for name in ("toggle", "pause", "resume", "finish", "discard", "extend", "skip", "rise"):
        signal = getattr(page, f"{name}_wanted")
        signal.connect(lambda name=name: said.append(name))
    page.ease_wanted.connect(lambda: said.append("ease"))
    page.stop_wanted.connect(said.append)
    return said


def controls_shown(page: SessionPage) -> bool:
    shown_ones = {button(page, name).isVisible() for name in CONTROLS}
    assert len(shown_ones) == 1
    return shown_ones.pop()


def caption(page: SessionPage) -> QLabel:
    return find(page, QLabel, "session_caption")


def panel(page: SessionPage) -> QWidget:
    return find(page, QWidget, "pause_panel")


def move_pointer(widget: QWidget, at: QPoint = BESIDE) -> None:
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(at),
        QPointF(widget.mapToGlobal(at)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, event)


# Frames ----------------------------------------------------------------------------------------


def test_frames_run_from_show_to_hide(page: SessionPage, qtbot: "QtBot") -> None:
    frames, idle = timer(page, "session_frames"), timer(page, "session_idle")
    assert frames.isActive()
    with qtbot.waitSignal(page.frame_due):
        pass
    page.hide()
    assert not frames.isActive()
    assert not idle.isActive()
    page.show()
    assert frames.isActive()


def test_nothing_is_painted_while_hidden(page: SessionPage) -> None:
    page.hide()
    QApplication.processEvents()
    paints = [Paints(widget) for widget in (page, *page.findChildren(QWidget))]
    for mat_s in (61, 62, 130, 300, 485):
        page.show_moment(moment_at(mat_s))
        QApplication.processEvents()
    assert [paint.boxes for paint in paints if paint.boxes] == []


@pytest.mark.parametrize(
    ("moment", "reduced", "ms"),
    [
        (moment_at(60), False, FRAME_MS),
        (moment_at(60), True, REDUCED_FRAME_MS),
        (moment_at(60, Pause()), False, HIDDEN_FRAME_MS),
        (moment_at(400.75), False, 251),
        (moment_at(400), False, HIDDEN_FRAME_MS),
        (moment_at(400.995), False, FRAME_MS),
        (moment_at(400.75), True, 251),
        (moment_at(-10.25), False, 251),
    ],
)
def test_the_next_frame_comes_when_something_will_look_different(
    qtbot: "QtBot", moment: Moment, ms: int, *, reduced: bool
) -> None:
    page = make(make_theme(reduced_motion=reduced), qtbot)
    page.show_moment(moment)
    assert next_frame_ms(page) == ms


def test_a_window_nobody_sees_gets_one_frame_a_second(page: SessionPage) -> None:
    page.window().windowHandle().hide()
    QApplication.processEvents()
    assert next_frame_ms(page) == HIDDEN_FRAME_MS


def test_reduced_motion_paints_four_times_a_second_at_most(qtbot: "QtBot") -> None:
    page = make(make_theme(reduced_motion=True), qtbot)
    timer(page, "session_frames").stop()
    page.show_moment(moment_at(60))
    QApplication.processEvents()
    paints = Paints(page.dial)
    for frame in range(1, 9):
        page.show_moment(moment_at(60 + frame * REDUCED_FRAME_MS / 1000))
        QApplication.processEvents()
    assert len(paints.boxes) <= 8


def test_a_breath_repaints_only_the_square_of_the_disc(page: SessionPage) -> None:
    timer(page, "session_frames").stop()
    page.show_moment(moment_at(60.4))
    QApplication.processEvents()
    paints = {widget: Paints(widget) for widget in (page, *page.findChildren(QWidget))}
    page.show_moment(moment_at(60.45))
    QApplication.processEvents()
    assert {widget for widget, paint in paints.items() if paint.boxes} <= {page.dial, page}
    (box,) = paints[page.dial].boxes
    assert box.width() == box.height() < 2 * page.dial.rin
    assert box.width() * box.height() < 0.8 * page.dial.width() * page.dial.height()


def test_nothing_is_shown_before_a_session_begins(dark: Theme, qtbot: "QtBot") -> None:
    page = SessionPage(dark, shape(), list(areas()), lines().stops)
    qtbot.addWidget(page)
    page.show_moment(moment_at(5))
    shown(page, *WIDE)
    move_pointer(page)
    assert next_frame_ms(page) == HIDDEN_FRAME_MS
    assert not controls_shown(page)


# Words -----------------------------------------------------------------------------------------


def test_wide_shows_figure_and_caption(page: SessionPage) -> None:
    assert find(page, QWidget, "body_figure").isVisible()
    assert caption(page).isVisible()
    assert caption(page).text() == "Sharp still. Fading already."
    page.show_moment(moment_at(125))
    assert caption(page).text() == "Feet"
    seen(page)


def test_narrow_shows_neither_and_names_the_part_on_the_dial(narrow: SessionPage) -> None:
    assert not find(narrow, QWidget, "body_figure").isVisible()
    assert not caption(narrow).isVisible()
    narrow.show_moment(moment_at(125))
    face = find(narrow, Dial, "dial").face
    assert face is not None
    assert face.top == "Still, feet"


def test_growing_wide_brings_the_figure(narrow: SessionPage) -> None:
    narrow.resize(*WIDE)
    assert find(narrow, QWidget, "body_figure").isVisible()
    assert caption(narrow).isVisible()
    assert caption(narrow).text() == "Sharp still. Fading already."


def test_the_page_is_read_out_and_stays_true(page: SessionPage) -> None:
    assert page.accessibleName() == "Session, settle, 9 minutes left, running"
    page.show_moment(moment_at(120))
    assert page.accessibleName() == "Session, still, 8 minutes left, running"
    page.show_moment(moment_at(121, Pause()))
    assert page.accessibleName() == "Session, still, 7 minutes 59 seconds left, paused"


def test_breaths_are_never_read_out(page: SessionPage) -> None:
    before = page.accessibleName()
    for mat_s in (61, 63, 65, 69, 71):
        page.show_moment(moment_at(mat_s))
    assert page.accessibleName() == before


@pytest.mark.parametrize("size", [WIDE, NARROW, (960, 560), (1920, 1080), (3840, 700)])
@pytest.mark.parametrize("mat_s", [-5, 60, 200, 500])
def test_nothing_leaves_the_window(
    dark: Theme, qtbot: "QtBot", size: tuple[int, int], mat_s: float
) -> None:
    page = make(dark, qtbot, size)
    page.show_moment(moment_at(mat_s))
    move_pointer(page)
    for widget in page.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if widget.isVisible():
            assert page.rect().contains(widget.geometry()), widget.objectName()
    seen(page)


def test_dial_and_figure_stand_apart(page: SessionPage) -> None:
    figure = find(page, QWidget, "body_figure").geometry()
    middle, radius = page.dial.geometry().center(), page.dial.radius
    ring = QRect(QPoint(0, 0), QPoint(round(2 * radius), round(2 * radius)))
    ring.moveCenter(middle)
    assert not ring.intersects(figure)


# Keys ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "asked"),
    [
        (Qt.Key.Key_Space, "toggle"),
        (Qt.Key.Key_Escape, "pause"),
        (Qt.Key.Key_Plus, "extend"),
        (Qt.Key.Key_Equal, "extend"),
        (Qt.Key.Key_N, "skip"),
    ],
)
def test_a_key_asks_for_what_it_says(page: SessionPage, key: Qt.Key, asked: str) -> None:
    said = heard(page)
    press(page, key)
    assert said == [asked]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_begins_at_once_while_lying_down(page: SessionPage, key: Qt.Key) -> None:
    page.show_moment(moment_at(-10))
    said = heard(page)
    press(page, key)
    assert said == ["skip"]


def test_enter_skips_nothing_later(page: SessionPage) -> None:
    said = heard(page)
    press(page, Qt.Key.Key_Return)
    assert said == []


@pytest.mark.parametrize("name", CONTROLS)
def test_space_toggles_even_where_a_control_has_the_focus(page: SessionPage, name: str) -> None:
    move_pointer(page)
    button(page, name).setFocus()
    said = heard(page)
    press(page, Qt.Key.Key_Space)
    assert said == ["toggle"]


@pytest.mark.parametrize(("key", "asked"), [(Qt.Key.Key_Escape, "pause"), (Qt.Key.Key_N, "skip")])
def test_other_keys_reach_the_page_from_a_control(
    page: SessionPage, key: Qt.Key, asked: str
) -> None:
    move_pointer(page)
    button(page, "end").setFocus()
    said = heard(page)
    press(page, key)
    assert said == [asked]


def test_enter_presses_the_control_that_has_the_focus(page: SessionPage) -> None:
    move_pointer(page)
    button(page, "skip_to_rise").setFocus()
    said = heard(page)
    press(page, Qt.Key.Key_Return)
    assert said == ["rise"]


def test_in_a_pause_only_going_on_is_left_to_the_keys(page: SessionPage) -> None:
    page.show_moment(moment_at(60, Pause()))
    page.setFocus()
    said = heard(page)
    for key in (Qt.Key.Key_N, Qt.Key.Key_Plus, Qt.Key.Key_X, Qt.Key.Key_Space):
        press(page, key)
    assert said == ["toggle"]
    assert not controls_shown(page)


# Pointer ---------------------------------------------------------------------------------------


def test_a_click_anywhere_pauses(page: SessionPage) -> None:
    said = heard(page)
    for at in (BESIDE, page.dial.geometry().center(), caption(page).geometry().center()):
        click(page, at)
    click(page.childAt(page.dial.geometry().center()) or page)
    assert said == ["pause"] * 4


def test_only_the_left_button_pauses(page: SessionPage) -> None:
    said = heard(page)
    QTest.mouseClick(page, Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier, BESIDE)
    assert said == []


def test_a_click_in_a_pause_does_nothing(page: SessionPage) -> None:
    page.show_moment(moment_at(60, Pause()))
    said = heard(page)
    click(page, BESIDE)
    assert said == []


def test_the_controls_ask_for_what_they_say(page: SessionPage) -> None:
    said = heard(page)
    move_pointer(page)
    for name in CONTROLS:
        click(button(page, name))
    assert said == ["pause", "pause", "extend", "rise"]


# Controls come and go --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "awake",
    [
        lambda page: press(page, Qt.Key.Key_A),
        lambda page: press(page, Qt.Key.Key_Tab),
        lambda page: press(page, Qt.Key.Key_Shift),
        move_pointer,
    ],
)
def test_a_key_or_a_movement_brings_the_controls(
    page: SessionPage, awake: Callable[[SessionPage], None]
) -> None:
    assert not controls_shown(page)
    assert page.cursor().shape() == Qt.CursorShape.BlankCursor
    awake(page)
    assert controls_shown(page)
    assert not caption(page).isVisible()
    assert page.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_they_hide_after_the_tokens_five_seconds(page: SessionPage) -> None:
    move_pointer(page)
    idle = timer(page, "session_idle")
    assert idle.isActive()
    assert idle.interval() == 5000
    idle.timeout.emit()
    assert not controls_shown(page)
    assert caption(page).isVisible()
    assert page.cursor().shape() == Qt.CursorShape.BlankCursor


def test_they_hide_by_themselves(page: SessionPage, qtbot: "QtBot") -> None:
    timer(page, "session_idle").setInterval(20)
    move_pointer(page)
    qtbot.waitUntil(lambda: not controls_shown(page))


def test_a_key_on_a_control_keeps_them(page: SessionPage) -> None:
    move_pointer(page)
    button(page, "pause").setFocus()
    idle = timer(page, "session_idle")
    idle.stop()
    press(page, Qt.Key.Key_Shift)
    assert idle.isActive()


def test_the_focus_does_not_vanish_with_them(page: SessionPage) -> None:
    move_pointer(page)
    button(page, "end").setFocus()
    run_out(page, "session_idle")
    assert page.hasFocus()


def test_tab_walks_through_them(page: SessionPage) -> None:
    press(page, Qt.Key.Key_Tab)
    walked = []
    for _ in CONTROLS:
        press(page, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        walked.append("" if focused is None else focused.objectName())
    assert walked == list(CONTROLS)


def test_what_is_not_possible_is_disabled(page: SessionPage) -> None:
    page.show_moment(moment_at(60, Extend(20 * MINUTE)))
    move_pointer(page)
    assert not button(page, "extend").isEnabled()
    page.show_moment(moment_at(60, SkipToRise()))
    move_pointer(page)
    assert not button(page, "skip_to_rise").isEnabled()


def test_narrow_puts_the_controls_into_one_row_at_the_foot(narrow: SessionPage) -> None:
    move_pointer(narrow)
    boxes = [
        QRect(button(narrow, name).mapTo(narrow, QPoint(0, 0)), button(narrow, name).size())
        for name in CONTROLS
    ]
    assert len({box.top() for box in boxes}) == 1
    assert boxes[0].top() > 0.75 * narrow.height()
    seen(narrow)


# Pauses ----------------------------------------------------------------------------------------


def test_a_pause_takes_figure_and_caption_away_and_focuses_resume(page: SessionPage) -> None:
    move_pointer(page)
    page.show_moment(moment_at(60, Pause()))
    assert panel(page).isVisible()
    assert not controls_shown(page)
    assert not find(page, QWidget, "body_figure").isVisible()
    assert not caption(page).isVisible()
    assert button(page, "resume").hasFocus()
    assert page.first_focus() is button(page, "resume")
    seen(page)


def test_going_on_brings_them_back(page: SessionPage) -> None:
    page.show_moment(moment_at(60, Pause()))
    page.show_moment(moment_at(60))
    assert not panel(page).isVisible()
    assert find(page, QWidget, "body_figure").isVisible()
    assert page.hasFocus()


def test_the_panel_asks_for_what_it_says(page: SessionPage) -> None:
    page.show_moment(moment_at(60, Pause()))
    said = heard(page)
    click(button(page, "resume"))
    click(button(page, "finish"))
    click(button(page, "stop_dizziness"))
    assert said == ["resume", "finish", StopReason.DIZZINESS]


def test_too_intense_offers_a_layer_more(page: SessionPage) -> None:
    page.show_moment(moment_at(60, Pause()))
    said = heard(page)
    click(button(page, "stop_too-intense"))
    click(button(page, "ease"))
    assert said == ["ease"]


def test_too_intense_on_a_towel_stops(page: SessionPage) -> None:
    page.set_layer(Layer.TOWEL)
    page.show_moment(moment_at(60, Pause()))
    said = heard(page)
    click(button(page, "stop_too-intense"))
    assert said == [StopReason.TOO_INTENSE]


def test_waking_from_sleep_says_so_and_offers_to_discard(page: SessionPage) -> None:
    page.show_moment(moment_at(60, slept_s=12 * 60))
    said = heard(page)
    assert button(page, "discard").isVisible()
    words = [label.text() for label in panel(page).findChildren(QLabel) if label.isVisible()]
    assert words[0] == "The computer slept for 12 minutes."
    click(button(page, "discard"))
    assert said == ["discard"]


def test_a_sleep_in_a_pause_of_ones_own_is_told_too(page: SessionPage) -> None:
    page.show_moment(moment_at(60, Pause()))
    assert not button(page, "discard").isVisible()
    page.show_moment(moment_at(60, Pause(), slept_s=70))
    assert button(page, "discard").isVisible()


def test_narrow_pauses_in_a_bar_at_the_foot(narrow: SessionPage) -> None:
    narrow.show_moment(moment_at(60, Pause()))
    box = panel(narrow).geometry()
    assert box.bottom() == narrow.height() - 1
    assert box.width() == narrow.width()
    assert button(narrow, "feels_off").isVisible()
    click(button(narrow, "feels_off"))
    reasons = [found for found in narrow.findChildren(QPushButton) if found.isVisible()]
    assert len(reasons) == 6
    seen(narrow)


@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize("slept_s", [0, 700])
def test_every_button_of_a_pause_is_inside_the_window(
    dark: Theme, qtbot: "QtBot", size: tuple[int, int], slept_s: float
) -> None:
    page = make(dark, qtbot, size)
    page.show_moment(moment_at(60, *(() if slept_s else (Pause(),)), slept_s=slept_s))
    QApplication.processEvents()
    for found in page.findChildren(QPushButton):
        if found.isVisible():
            box = QRect(found.mapTo(page, QPoint(0, 0)), found.size())
            assert page.rect().contains(box), found.objectName()
            assert found.width() >= found.sizeHint().width(), found.objectName()


def test_growing_wide_in_a_pause_keeps_the_pause(narrow: SessionPage) -> None:
    narrow.show_moment(moment_at(60, Pause()))
    narrow.resize(*WIDE)
    assert panel(narrow).isVisible()
    assert not find(narrow, QWidget, "body_figure").isVisible()


def test_another_session_begins_without_the_last_ones_controls(page: SessionPage) -> None:
    move_pointer(page)
    page.begin(Subject(areas()["feet"], lines(), ()), Layer.SHIRT)
    assert not controls_shown(page)
    page.show_moment(moment_at(-5, of=plan(5, area="feet", with_scan=False)))
    assert caption(page).text() == "Mat under the feet"
    assert moment_at(-5, of=plan(5, area="feet")).lead_in_left == 5 * SECOND
