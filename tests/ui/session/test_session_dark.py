"""The dark of the session page: what is seen, what brings light, and how few frames it takes."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from mattimer.preferences.settings_values import Dimming
from mattimer.session.commands import Pause
from mattimer.session.moment import Moment
from mattimer.session.session_plan import Layer
from mattimer.ui.session.frame_times import FRAME_MS, HIDDEN_FRAME_MS
from mattimer.ui.session.screen_words import Subject
from mattimer.ui.session.session_page import SessionPage
from mattimer.ui.theme.theme import Theme
from tests.fakes import FakeSeconds
from tests.ui.factories import (
    Paints,
    areas,
    click,
    design_tokens,
    lines,
    make_theme,
    moment_at,
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

WIDE = (1100, 760)
STILL, RISE_FROM, LONG = 276, 480, 60
BESIDE = QPoint(8, 8)


class Dusk:
    """A page and the clock it counts idleness by; frames come when a test wants one."""

    def __init__(self, theme: Theme, qtbot: "QtBot", size: tuple[int, int] = WIDE) -> None:
        self.seconds = FakeSeconds()
        self.page = SessionPage(theme, shape(), list(areas()), lines().stops, self.seconds)
        qtbot.addWidget(self.page)
        self.page.begin(Subject(areas()["upper-back"], lines(), scan()), Layer.SHIRT)
        self.moment = moment_at(STILL)
        self.page.show_moment(self.moment)
        shown(self.page, *size)
        self.frames, self.idle = (
            timer(self.page, "session_frames"),
            timer(self.page, "session_idle"),
        )
        self.frames.stop()
        self.page.setFocus()
        run_out(self.page, "session_idle")

    def wait(self, seconds: float, moment: Moment | None = None) -> None:
        """Let time pass, and show what there is then."""
        self.seconds.pass_by(seconds)
        self.moment = moment or self.moment
        self.page.show_moment(self.moment)
        QApplication.processEvents()
        self.frames.stop()

    def move(self) -> None:
        """Move the pointer over the page."""
        QApplication.sendEvent(
            self.page,
            QMouseEvent(
                QEvent.Type.MouseMove,
                QPointF(BESIDE),
                QPointF(self.page.mapToGlobal(BESIDE)),
                Qt.MouseButton.NoButton,
                Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.NoModifier,
            ),
        )


@pytest.fixture
def dusk(dark: Theme, qtbot: "QtBot") -> Dusk:
    return Dusk(dark, qtbot)


def brightness(image: QImage) -> float:
    """Mean luminance, in percent of full white, as the tokens measure it."""
    small = image.convertToFormat(QImage.Format.Format_RGB32)
    data = bytes(small.constBits())
    light = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (step / 255 for step in range(256))
    ]
    shares = zip((0.0722, 0.7152, 0.2126), (data[0::4], data[1::4], data[2::4]), strict=True)
    return sum(
        100 * share * sum(light[value] * plane.count(value) for value in range(256)) / len(plane)
        for share, plane in shares
    )


def measured_light() -> dict[str, float]:
    """What the design measured in its pictures, in percent."""
    found: dict[str, float] = design_tokens()["session"]["dimming"][
        "measured_mean_luminance_percent"
    ]
    return found


def is_black(page: SessionPage) -> bool:
    """Whether every pixel of the page is #000000."""
    image = seen(page).convertToFormat(QImage.Format.Format_RGB32)
    data = bytes(image.constBits())
    return not any(any(data[plane::4]) for plane in range(3))


def repeated(key: Qt.Key) -> QKeyEvent:
    """What a key that is held down sends again and again."""
    return QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "", autorep=True)


# What is seen ----------------------------------------------------------------------------------


@pytest.mark.any_font
def test_after_twenty_idle_seconds_the_page_fades_to_the_dim_palette(dusk: Dusk) -> None:
    full = brightness(seen(dusk.page))
    dusk.wait(20)
    assert brightness(seen(dusk.page)) == pytest.approx(full)
    dusk.wait(1.5)
    half = brightness(seen(dusk.page))
    dusk.wait(1.5)
    dim = brightness(seen(dusk.page))
    assert full > half > dim
    measured = measured_light()
    assert dim / full == pytest.approx(measured["still_dim"] / measured["settle_full"], abs=0.06)
    assert dim == pytest.approx(measured["still_dim"], rel=0.3)


@pytest.mark.any_font
def test_full_and_paused_are_about_as_bright_as_the_design(dusk: Dusk) -> None:
    """About: fonts differ in how heavy they are."""
    measured = measured_light()
    dusk.wait(0, moment_at(44))
    assert brightness(seen(dusk.page)) == pytest.approx(measured["settle_full"], rel=0.3)
    dusk.wait(LONG, moment_at(STILL, Pause()))
    assert brightness(seen(dusk.page)) == pytest.approx(measured["paused"], rel=0.3)


def test_everything_on_the_page_takes_part(dusk: Dusk) -> None:
    dusk.page.show_trouble("The sound device is busy. The timer runs on without tones.")
    tokens = dusk.page.theme.tokens
    dusk.wait(LONG)
    image = seen(dusk.page)
    colors = {image.pixelColor(x, y).rgb() for x in range(1100) for y in range(760)}
    brightest = max(QColor(color).lightness() for color in colors)
    assert brightest <= tokens.session_color("text", 1.0).lightness()
    caption = find(dusk.page, QLabel, "session_caption")
    assert caption.palette().windowText().color() == tokens.session_color("text", 1.0)
    trouble = find(dusk.page, QLabel, "session_trouble")
    assert trouble.palette().windowText().color() == tokens.session_color("text2", 1.0)


def test_some_is_half_way(dusk: Dusk) -> None:
    dusk.page.set_dimming("some")
    dusk.wait(LONG)
    caption = find(dusk.page, QLabel, "session_caption")
    half = dusk.page.theme.tokens.session_color("text", 0.5)
    assert caption.palette().windowText().color() == half


def test_off_leaves_the_light_on(dusk: Dusk) -> None:
    full = seen(dusk.page)
    dusk.page.set_dimming(Dimming.OFF)
    dusk.wait(LONG)
    assert seen(dusk.page) == full


def test_there_is_no_other_level(dusk: Dusk) -> None:
    with pytest.raises(ValueError, match="dusk"):
        dusk.page.set_dimming("dusk")


def test_the_lead_in_does_not_dim_before_its_time(dark: Theme, qtbot: "QtBot") -> None:
    dusk = Dusk(dark, qtbot)
    dusk.wait(0, moment_at(-19))
    full = seen(dusk.page)
    dusk.wait(19.9)
    assert seen(dusk.page) == full
    dusk.wait(3.2)
    assert seen(dusk.page) != full


# Black -----------------------------------------------------------------------------------------


@pytest.fixture
def black(dusk: Dusk) -> Dusk:
    return darkened(dusk)


def darkened(dusk: Dusk) -> Dusk:
    dusk.page.set_dimming("black")
    dusk.wait(LONG)
    return dusk


@pytest.mark.parametrize("size", [WIDE, (720, 560)])
def test_in_black_every_pixel_is_black(dark: Theme, qtbot: "QtBot", size: tuple[int, int]) -> None:
    dusk = Dusk(dark, qtbot, size)
    dusk.page.set_dimming("black")
    dusk.page.show_trouble("The sound device is busy.")
    dusk.page.set_muted(True)
    dusk.wait(20)
    assert not is_black(dusk.page)
    dusk.wait(3)
    assert is_black(dusk.page)


def test_in_black_nothing_is_painted_and_a_look_a_second_is_enough(black: Dusk) -> None:
    paints = [Paints(widget) for widget in (black.page, *black.page.findChildren(QWidget))]
    for mat_s in (277, 277.4, 300, 310, 400):
        black.wait(1, moment_at(mat_s))
        assert next_frame_ms(black.page) == HIDDEN_FRAME_MS
    assert [paint.boxes for paint in paints if paint.boxes] == []


@pytest.mark.any_font
def test_on_the_way_to_black_the_page_only_grows_darker(dusk: Dusk) -> None:
    dusk.page.set_dimming("black")
    dusk.wait(20)
    found = [brightness(seen(dusk.page))]
    for _ in range(6):
        dusk.wait(0.5)
        found.append(brightness(seen(dusk.page)))
    assert found == sorted(found, reverse=True)
    assert len(set(found)) == len(found)
    assert found[-1] == 0


def test_a_page_in_black_still_says_where_it_is(black: Dusk) -> None:
    black.wait(1, moment_at(RISE_FROM + 30))
    assert black.page.accessibleName() == "Session, rise, 1 minute 30 seconds left, running"
    assert is_black(black.page)


def test_rise_leaves_black_black(black: Dusk) -> None:
    for into in (0, 10, 30, 110):
        black.wait(10, moment_at(RISE_FROM + into))
        assert is_black(black.page)


@pytest.mark.parametrize(
    "awake",
    [
        lambda dusk: press(dusk.page, Qt.Key.Key_A),
        lambda dusk: press(dusk.page, Qt.Key.Key_M),
        lambda dusk: press(dusk.page, Qt.Key.Key_T),
        lambda dusk: press(dusk.page, Qt.Key.Key_Plus),
        Dusk.move,
        lambda dusk: click(dusk.page, BESIDE),
    ],
)
def test_a_key_a_click_and_a_movement_bring_the_light_back(
    dusk: Dusk, awake: Callable[[Dusk], None]
) -> None:
    awake(dusk)
    dusk.wait(0.35)
    full = brightness(seen(dusk.page))
    black = darkened(dusk)
    assert is_black(black.page)
    awake(black)
    assert black.frames.isActive()
    assert black.frames.interval() == 0
    black.wait(0.15)
    assert not is_black(black.page)
    black.wait(0.2)
    assert brightness(seen(black.page)) == pytest.approx(full, rel=0.02)
    black.wait(4.6)
    assert not is_black(black.page)
    black.wait(3.2)
    assert is_black(black.page)


def test_what_happened_in_the_dark_is_seen_at_once(black: Dusk) -> None:
    black.wait(1, moment_at(400))
    press(black.page, Qt.Key.Key_Shift)
    black.wait(0.4)
    woken = black.page.dial.face
    assert woken is not None
    assert woken.digits == "3:20"


def test_a_pause_lights_a_black_page(black: Dusk) -> None:
    black.wait(1, moment_at(STILL, Pause()))
    assert not is_black(black.page)
    assert button(black.page, "resume").isVisible()


def test_black_by_another_level_is_lit_again(black: Dusk) -> None:
    black.page.set_dimming("off")
    black.wait(0)
    assert not is_black(black.page)


# Touches ---------------------------------------------------------------------------------------


def heard(page: SessionPage) -> list[str]:
    said: list[str] = []
    for name in ("toggle", "pause", "extend", "skip", "mute", "time"):
        getattr(page, f"{name}_wanted").connect(lambda name=name: said.append(name))
    return said


@pytest.mark.parametrize("level", ["most", "black"])
def test_in_the_dark_a_movement_only_wakes_and_a_click_still_pauses(dusk: Dusk, level: str) -> None:
    dusk.page.set_dimming(level)
    dusk.wait(LONG)
    said = heard(dusk.page)
    dusk.move()
    assert said == []
    click(dusk.page, find(dusk.page, QWidget, "session_controls").geometry().center())
    assert said == ["pause"]


def test_a_groping_hand_meets_no_control(dusk: Dusk) -> None:
    dusk.wait(LONG)
    for _ in range(9):
        dusk.move()
        dusk.wait(0.1)
        assert not button(dusk.page, "end").isVisible()
    dusk.wait(0.2)
    dusk.move()
    assert button(dusk.page, "end").isVisible()


def test_the_pointer_of_a_groping_hand_hides_again(dusk: Dusk) -> None:
    dusk.wait(LONG)
    dusk.idle.stop()
    dusk.move()
    assert dusk.idle.isActive()


def test_the_pointer_hides_from_the_start(dark: Theme, qtbot: "QtBot") -> None:
    dusk = Dusk(dark, qtbot)
    dusk.page.hide()
    dusk.page.show()
    assert dusk.page.cursor().shape() == Qt.CursorShape.ArrowCursor
    assert dusk.idle.isActive()
    dusk.idle.timeout.emit()
    assert dusk.page.cursor().shape() == Qt.CursorShape.BlankCursor


def test_a_pause_shows_the_pointer(dusk: Dusk) -> None:
    assert dusk.page.cursor().shape() == Qt.CursorShape.BlankCursor
    dusk.wait(1, moment_at(STILL, Pause()))
    assert dusk.page.cursor().shape() == Qt.CursorShape.ArrowCursor


@pytest.mark.any_font
@pytest.mark.parametrize("awake", ["key", "click"])
def test_a_control_that_is_used_keeps_the_light(dusk: Dusk, awake: str) -> None:
    dusk.wait(LONG)
    press(dusk.page, Qt.Key.Key_Tab)
    dusk.wait(4)
    more = button(dusk.page, "extend")
    assert more.isVisible()
    if awake == "key":
        more.setFocus()
        press(dusk.page, Qt.Key.Key_Return)
    else:
        click(more)
    dusk.wait(4)
    assert brightness(seen(dusk.page)) > 2


@pytest.mark.any_font
def test_a_change_of_status_counts_as_a_touch(dusk: Dusk) -> None:
    dusk.wait(LONG)
    dusk.wait(1, moment_at(STILL, Pause()))
    full = brightness(seen(dusk.page))
    dusk.wait(LONG)
    assert brightness(seen(dusk.page)) == pytest.approx(full)
    dusk.wait(1, moment_at(STILL))
    dusk.wait(4)
    lit = brightness(seen(dusk.page))
    dusk.wait(4)
    assert brightness(seen(dusk.page)) < 0.7 * lit


@pytest.mark.any_font
def test_another_session_is_lit_and_waits_twenty_seconds_again(dusk: Dusk) -> None:
    dusk.wait(LONG)
    dusk.page.begin(Subject(areas()["feet"], lines(), scan()), Layer.SHIRT)
    dusk.wait(0)
    dusk.wait(19)
    assert brightness(seen(dusk.page)) > 2
    dusk.wait(5)
    assert brightness(seen(dusk.page)) < 1.5


# Rise ------------------------------------------------------------------------------------------


@pytest.mark.any_font
def test_rise_comes_back_to_light_in_twenty_seconds(dusk: Dusk) -> None:
    dusk.wait(LONG)
    found = []
    for into in (0, 5, 10, 15, 20):
        dusk.wait(5, moment_at(RISE_FROM + into))
        found.append(brightness(seen(dusk.page)))
    assert found == sorted(found)
    assert found[-1] > 1.5 * found[0]
    # Other digits stand there half a minute later, no more or less light.
    dusk.wait(30, moment_at(RISE_FROM + 50))
    assert brightness(seen(dusk.page)) == pytest.approx(found[-1], rel=0.1)


# Frames ----------------------------------------------------------------------------------------


def test_a_fade_brings_frames_where_nothing_else_does(dusk: Dusk) -> None:
    dusk.wait(0, moment_at(400))
    assert next_frame_ms(dusk.page) == HIDDEN_FRAME_MS
    dusk.wait(19.5)
    assert next_frame_ms(dusk.page) == 500
    dusk.wait(1.5)
    assert next_frame_ms(dusk.page) == FRAME_MS
    dusk.wait(2.5)
    assert next_frame_ms(dusk.page) == HIDDEN_FRAME_MS


def test_the_word_of_rise_brings_frames(dusk: Dusk) -> None:
    dusk.wait(0, moment_at(RISE_FROM + 0.3))
    assert next_frame_ms(dusk.page) == FRAME_MS
    dusk.wait(0, moment_at(RISE_FROM + 0.9))
    assert next_frame_ms(dusk.page) == 101


@pytest.mark.any_font
def test_reduced_motion_cuts_to_the_dark_and_back(qtbot: "QtBot") -> None:
    dusk = Dusk(make_theme(reduced_motion=True), qtbot)
    full = seen(dusk.page)
    dusk.wait(19.9)
    assert seen(dusk.page) == full
    dusk.wait(0.1)
    dim = seen(dusk.page)
    assert brightness(dim) < 0.7 * brightness(full)
    dusk.wait(1)
    assert seen(dusk.page) == dim
    press(dusk.page, Qt.Key.Key_Shift)
    run_out(dusk.page, "session_idle")
    dusk.wait(0)
    assert seen(dusk.page) == full
    dusk.wait(LONG)
    dusk.wait(0, moment_at(RISE_FROM + 1))
    risen = seen(dusk.page)
    dusk.page.set_dimming(Dimming.OFF)
    dusk.wait(0)
    assert seen(dusk.page) == risen


@pytest.mark.any_font
def test_the_page_can_be_dark_at_once(dusk: Dusk) -> None:
    dusk.page.fall_dark()
    assert dusk.frames.isActive()
    dusk.wait(0)
    assert brightness(seen(dusk.page)) < 1.5


def test_a_fade_makes_its_pictures_five_times_a_second_at_most(
    dusk: Dusk, rings_painted: list[float]
) -> None:
    dusk.wait(20)
    rings_painted.clear()
    for _ in range(95):
        dusk.wait(FRAME_MS / 1000)
    assert 8 <= len(rings_painted) <= 16


# Sound -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("paused", [False, True])
@pytest.mark.parametrize(("key", "asked"), [(Qt.Key.Key_M, "mute"), (Qt.Key.Key_T, "time")])
def test_sound_and_time_are_a_key_away(
    dusk: Dusk, key: Qt.Key, asked: str, *, paused: bool
) -> None:
    if paused:
        dusk.wait(1, moment_at(STILL, Pause()))
        assert button(dusk.page, "resume").hasFocus()
    said = heard(dusk.page)
    press(dusk.page, key)
    assert said == [asked]


def test_a_key_held_down_asks_once(dusk: Dusk) -> None:
    said = heard(dusk.page)
    for key in (Qt.Key.Key_M, Qt.Key.Key_Space, Qt.Key.Key_N):
        for _ in range(3):
            QApplication.sendEvent(dusk.page, repeated(key))
    assert said == []


def test_a_key_held_down_on_a_control_asks_for_nothing(dusk: Dusk) -> None:
    press(dusk.page, Qt.Key.Key_Shift)
    said = heard(dusk.page)
    QApplication.sendEvent(button(dusk.page, "end"), repeated(Qt.Key.Key_Space))
    assert said == []


def test_trouble_is_said_in_one_line(dusk: Dusk) -> None:
    text = "The sound device is busy. The timer runs on without tones."
    dusk.page.show_trouble(text)
    line = find(dusk.page, QLabel, "session_trouble")
    assert line.isVisible()
    assert line.text() == line.accessibleName() == text
    dusk.page.show_trouble("")
    assert not line.isVisible()


@pytest.mark.parametrize("size", [WIDE, (720, 560)])
@pytest.mark.parametrize("state", ["running", "controls", "paused"])
def test_the_line_is_in_nobodys_way(
    dark: Theme, qtbot: "QtBot", size: tuple[int, int], state: str
) -> None:
    dusk = Dusk(dark, qtbot, size)
    page = dusk.page
    page.show_trouble("The sound device is busy. The timer runs on without tones.")
    page.set_muted(True)
    if state == "controls":
        press(page, Qt.Key.Key_Shift)
    dusk.wait(1, moment_at(STILL, Pause()) if state == "paused" else None)
    line = find(page, QWidget, "session_line").geometry()
    assert page.rect().contains(line)
    others = ("dial", "body_figure", "session_caption", "session_controls", "pause_panel")
    for other in (find(page, QWidget, name) for name in others):
        if other.isVisible() and not (state == "paused" and other.objectName() == "dial"):
            assert not other.geometry().intersects(line), other.objectName()
    for part in ("session_trouble", "session_muted"):
        label = find(page, QLabel, part)
        box = QRect(label.mapTo(page, QPoint(0, 0)), label.size())
        assert line.contains(box), part
        assert not box.intersects(page.dial.geometry())
        assert label.width() >= label.sizeHint().width(), part
    said = heard(page)
    click(page.childAt(line.center()) or page, page.mapFromGlobal(page.mapToGlobal(line.center())))
    assert said == ([] if state == "paused" else ["pause"])


def test_the_line_says_that_the_sound_is_off(dusk: Dusk) -> None:
    word = find(dusk.page, QLabel, "session_muted")
    assert not word.isVisible()
    dusk.page.set_muted(True)
    assert word.isVisible()
    assert word.text() == "Muted"
    dusk.page.set_muted(False)
    assert not word.isVisible()


@pytest.mark.any_font
def test_light_and_dark_of_the_other_pages_change_nothing_here(qtbot: "QtBot") -> None:
    dusk = Dusk(make_theme(dark=False), qtbot)
    dusk.wait(LONG)
    assert brightness(seen(dusk.page)) < 1.5


def test_a_screen_reader_is_told_of_sound_and_trouble_once(
    dusk: Dusk, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(QAccessible, "isActive", staticmethod(lambda: True))
    monkeypatch.setattr(
        QAccessible, "updateAccessibility", staticmethod(lambda news: said.append(news.message()))
    )
    dusk.page.set_muted(False)
    dusk.page.set_muted(True)
    dusk.page.set_muted(True)
    dusk.page.set_muted(False)
    dusk.page.show_trouble("The sound device is busy.")
    dusk.page.show_trouble("")
    dusk.wait(0, moment_at(STILL, Pause()))
    assert said == ["Muted", "Sound on", "The sound device is busy.", "Paused"]


def test_a_click_between_the_controls_pauses_nothing(dusk: Dusk) -> None:
    press(dusk.page, Qt.Key.Key_Shift)
    said = heard(dusk.page)
    controls = find(dusk.page, QWidget, "session_controls").geometry()
    click(dusk.page, controls.center())
    assert said == []


def test_a_page_that_is_hidden_stays_without_frames(dusk: Dusk) -> None:
    dusk.page.hide()
    dusk.page.set_dimming("black")
    assert not dusk.frames.isActive()
