"""The line that says whether all is ready, with its links."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from mattimer.ui.pages.prepare.preflight_line import CHECKING_MS, Preflight, PreflightLine
from mattimer.ui.theme.theme import Theme
from tests.ui.factories import click, counted, make_theme, near, press, seen, shown
from tests.ui.pages.find_widgets import button, find
from tests.ui.timers import run_out, timer

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

READY = Preflight("Sound and screen are ready", test="Test bell")
MUTED = Preflight("Sound is muted.", "muted", "Unmute", "Fine")
BATTERY = Preflight("Battery may not last.", "battery", dismissal="Fine")
DEVICE = Preflight(
    "No sound device. The timer runs on without tones.", "device", "Look again", "Fine"
)
EVERY = (READY, MUTED, BATTERY, DEVICE)
BUTTONS = ("preflight_mend", "preflight_dismiss", "preflight_test")


@pytest.fixture
def line(theme: Theme, qtbot: "QtBot") -> PreflightLine:
    made = PreflightLine(theme)
    qtbot.addWidget(made)
    shown(made, 600, 60)
    return made


def heard(line: PreflightLine) -> list[str]:
    said: list[str] = []
    line.mend_wanted.connect(lambda key: said.append(f"mend {key}"))
    line.dismissed.connect(lambda key: said.append(f"fine {key}"))
    line.test_wanted.connect(lambda: said.append("test"))
    return said


def there(line: PreflightLine) -> list[str]:
    return [button(line, name).text() for name in BUTTONS if button(line, name).isVisible()]


def words(line: PreflightLine) -> str:
    return find(line, QLabel, "preflight_text").text()


def boxes(line: PreflightLine) -> list[QRect]:
    """The words and what links there are."""
    links = [button(line, name) for name in BUTTONS]
    return [find(line, QLabel, "preflight_text").geometry()] + [
        link.geometry() for link in links if link.isVisible()
    ]


@pytest.mark.parametrize(
    ("preflight", "links"),
    [(READY, ["Test bell"]), (MUTED, ["Unmute", "Fine"]), (BATTERY, ["Fine"])],
)
def test_it_says_one_thing_with_its_links(
    line: PreflightLine, preflight: Preflight, links: list[str]
) -> None:
    line.show_preflight(preflight)
    assert words(line) == preflight.text
    assert there(line) == links
    assert line.finding == preflight.finding
    assert line.accessibleName() == preflight.text


def test_its_links_say_what_they_are_about(line: PreflightLine) -> None:
    line.show_preflight(MUTED)
    assert button(line, "preflight_mend").accessibleName() == "Unmute"
    assert button(line, "preflight_mend").accessibleDescription() == "Sound is muted."


def test_clicks_name_the_finding(line: PreflightLine) -> None:
    said = heard(line)
    line.show_preflight(MUTED)
    click(button(line, "preflight_mend"))
    click(button(line, "preflight_dismiss"))
    line.show_preflight(READY)
    click(button(line, "preflight_test"))
    assert said == ["mend muted", "fine muted", "test"]


def test_the_keyboard_reaches_every_link(line: PreflightLine) -> None:
    said = heard(line)
    line.show_preflight(MUTED)
    button(line, "preflight_mend").setFocus(Qt.FocusReason.TabFocusReason)
    press(line, Qt.Key.Key_Space)
    press(line, Qt.Key.Key_Tab)
    assert button(line, "preflight_dismiss").hasFocus()
    press(line, Qt.Key.Key_Return)
    assert said == ["mend muted", "fine muted"]


def test_the_focus_stays_in_the_line_when_its_link_goes(line: PreflightLine) -> None:
    line.show_preflight(MUTED)
    button(line, "preflight_dismiss").setFocus()
    line.show_preflight(READY)
    assert button(line, "preflight_test").hasFocus()
    line.show_preflight(MUTED)
    assert button(line, "preflight_mend").hasFocus()


def test_the_focus_elsewhere_is_left_alone(line: PreflightLine, qtbot: "QtBot") -> None:
    other = QWidget()
    qtbot.addWidget(other)
    other.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    shown(other, 50, 50)
    other.setFocus()
    line.show_preflight(MUTED)
    assert other.hasFocus()


def test_while_it_looks_it_says_nothing_at_first(line: PreflightLine) -> None:
    line.show_preflight(MUTED)
    line.show_checking()
    assert (words(line), there(line), line.finding) == ("", [], "")
    blank = seen(line)
    assert counted(blank, lambda color: not near(color, blank.pixelColor(0, 0))) == 0
    assert timer(line, "checking_timer").isActive()
    assert timer(line, "checking_timer").interval() == CHECKING_MS


def test_only_what_takes_long_is_worth_a_word(line: PreflightLine) -> None:
    line.show_checking()
    run_out(line, "checking_timer")
    assert words(line) == "Checking sound and screen"
    assert there(line) == []
    line.show_preflight(READY)
    assert words(line) == READY.text


def test_an_answer_in_time_leaves_no_timer_behind(line: PreflightLine) -> None:
    line.show_checking()
    line.show_preflight(READY)
    assert not timer(line, "checking_timer").isActive()
    line.show_checking()
    line.hide()
    assert not timer(line, "checking_timer").isActive()


@pytest.mark.parametrize("preflight", [READY, MUTED])
def test_an_icon_stands_before_the_words(
    line: PreflightLine, preflight: Preflight, theme: Theme
) -> None:
    line.show_preflight(preflight)
    picture, text = seen(line), boxes(line)[0]
    name = "danger" if preflight.finding else "text2"
    color = theme.color(name)
    before = QRect(0, 0, text.left(), line.height())
    assert counted(picture, lambda one: near(one, color, 40), before) > 5


def test_what_is_found_is_as_bright_as_any_text(line: PreflightLine, theme: Theme) -> None:
    text = find(line, QLabel, "preflight_text")
    line.show_preflight(READY)
    assert text.palette().windowText().color() == theme.color("text2")
    line.show_preflight(MUTED)
    assert text.palette().windowText().color() == theme.color("text")


@pytest.mark.parametrize("preflight", EVERY)
@pytest.mark.parametrize("width", [600, 394, 280, 264, 200])
@pytest.mark.parametrize("scale", [1.0, 1.4, 2.0])
@pytest.mark.parametrize("under_figure", [True, False])
def test_nothing_is_cut_or_covered_at_any_width(
    qtbot: "QtBot", preflight: Preflight, width: int, scale: float, *, under_figure: bool
) -> None:
    line = PreflightLine(make_theme(text_scale=scale))
    qtbot.addWidget(line)
    line.set_under_figure(under_figure=under_figure)
    line.show_preflight(preflight)
    width = max(width, line.minimumSizeHint().width())
    shown(line, width, line.heightForWidth(width))
    found = boxes(line)
    assert all(line.rect().contains(box) for box in found)
    for number, one in enumerate(found):
        assert not any(one.intersects(other) for other in found[number + 1 :])
    label = find(line, QLabel, "preflight_text")
    assert label.height() >= label.heightForWidth(label.width())
    for link in (button(line, name) for name in BUTTONS):
        if link.isVisible():
            assert link.width() >= QFontMetrics(link.font()).horizontalAdvance(link.text())


def test_where_there_is_room_it_is_one_row(line: PreflightLine) -> None:
    line.show_preflight(MUTED)
    assert line.heightForWidth(600) == line.sizeHint().height()
    text, *links = boxes(line)
    assert all(text.top() <= link.center().y() <= text.bottom() for link in links)


def test_where_there_is_none_the_links_stand_below(line: PreflightLine) -> None:
    line.show_preflight(DEVICE)
    line.resize(300, line.heightForWidth(300))
    text, *links = boxes(line)
    assert all(link.top() > text.bottom() for link in links)


def test_under_the_figure_it_stands_in_the_middle_at_the_foot(line: PreflightLine) -> None:
    line.show_preflight(READY)
    line.set_under_figure(under_figure=True)
    text, link = boxes(line)
    assert abs((link.right() + 1 + text.left() - line.icon_room) / 2 - line.width() / 2) <= 1
    assert link.bottom() == line.rect().bottom()


def test_elsewhere_it_begins_with_its_room(line: PreflightLine) -> None:
    line.show_preflight(READY)
    assert boxes(line)[0].left() == line.icon_room


def test_right_to_left_it_is_mirrored(line: PreflightLine) -> None:
    line.show_preflight(MUTED)
    before = boxes(line)
    line.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    line.show_preflight(READY)
    line.show_preflight(MUTED)
    after = boxes(line)
    assert [line.width() - box.right() - 1 for box in after] == [box.left() for box in before]
    seen(line)


def test_another_look_keeps_small_links(line: PreflightLine, theme: Theme) -> None:
    line.show_preflight(MUTED)
    theme.change(dark=not theme.tokens.dark)
    assert button(line, "preflight_mend").font().pixelSize() == 13
    assert button(line, "preflight_dismiss").font().weight() == 400


def test_a_screen_reader_hears_what_is_found_and_nothing_else(
    line: PreflightLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(QAccessible, "isActive", staticmethod(lambda: True))
    monkeypatch.setattr(
        QAccessible, "updateAccessibility", staticmethod(lambda news: said.append(news.message()))
    )
    for preflight in (READY, MUTED, MUTED, READY):
        line.show_preflight(preflight)
    assert said == ["Sound is muted."]


def test_it_takes_its_height_from_its_width_in_a_layout(theme: Theme, qtbot: "QtBot") -> None:
    line, room = PreflightLine(theme), QWidget()
    qtbot.addWidget(room)
    column = QVBoxLayout(room)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(line)
    column.addStretch(1)
    line.show_preflight(DEVICE)
    shown(room, 284, 300)
    assert line.height() == line.heightForWidth(284) > line.sizeHint().height()
