"""Today: one sentence, one button, and the body."""

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from mattimer.session.clock import MINUTE
from mattimer.session.session_plan import classic_stages
from mattimer.ui.pages.today.today import Action, TodayOffer, TodayPage
from mattimer.ui.pages.today.today_strip import Strip
from mattimer.ui.theme.theme import Theme
from tests.ui.factories import choices, click, counted, near, press, seen, shape, shown
from tests.ui.pages.find_widgets import button, find

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

OFFER = TodayOffer(
    kicker=("Day 6 of 14", "·  Build tolerance"),
    sentence=("Upper back,", "10 minutes."),
    lead="Thin shirt. A minute more than last time, which went well.",
    minutes=10,
    most=30,
    stages=classic_stages(10 * MINUTE),
    spoken="Start, upper back, 10 minutes, day 6 of 14",
    start="Start",
)


@pytest.fixture
def page(theme: Theme, qtbot: "QtBot") -> TodayPage:
    made = TodayPage(theme, shape(), choices())
    qtbot.addWidget(made)
    made.show_offer(OFFER)
    made.show_strip(Strip("This week, 2", (True, False, True, *(False,) * 4), 3, (8, 6)))
    made.show_date("Thursday 22 October, 21:10")
    shown(made, 1016, 760)
    made.arrive()
    return made


def heard(page: TodayPage) -> list[object]:
    said: list[object] = []
    page.start_wanted.connect(lambda: said.append("start"))
    page.quick_start_wanted.connect(lambda: said.append("at once"))
    page.area_changed.connect(said.append)
    page.minutes_changed.connect(said.append)
    page.notice_answered.connect(said.append)
    return said


def text(page: TodayPage, name: str) -> str:
    label = find(page, QLabel, name)
    return label.text() if label.isVisible() else ""


def test_it_says_the_offer(page: TodayPage) -> None:
    assert text(page, "today_sentence") == "Upper back,\n10 minutes."
    assert text(page, "today_lead") == OFFER.lead
    assert text(page, "today_date") == "Thursday 22 October, 21:10"
    words = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert {"Day 6 of 14", "·  Build tolerance", "10 min"} <= set(words)
    start = button(page, "start")
    assert start.accessibleName() == OFFER.spoken
    assert start.accessibleDescription() == OFFER.lead
    seen(page)


def test_a_line_that_says_nothing_takes_no_room(page: TodayPage) -> None:
    page.show_offer(replace(OFFER, kicker=("Your own rhythm", "")))
    words = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert "" not in words


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_starts_and_with_shift_at_once(page: TodayPage, key: Qt.Key) -> None:
    said = heard(page)
    assert button(page, "start").hasFocus()
    press(page, key)
    press(page, key, Qt.KeyboardModifier.ShiftModifier)
    assert said == ["start", "at once"]


def test_enter_starts_from_the_body_map_too(page: TodayPage) -> None:
    button(page, "area_feet").setFocus()
    said = heard(page)
    press(page, Qt.Key.Key_Return)
    press(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert said == ["start", "at once"]


def test_a_click_starts(page: TodayPage) -> None:
    said = heard(page)
    click(button(page, "start"))
    assert said == ["start"]


def test_plus_and_minus_ask_for_another_length(page: TodayPage) -> None:
    said = heard(page)
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_Minus):
        press(page, key)
    assert said == [11, 10, 9]


def test_an_area_is_asked_for_once_and_set_in_silence(page: TodayPage) -> None:
    said = heard(page)
    click(button(page, "area_feet"))
    page.show_area("calves")
    assert said == ["feet"]
    assert page.body_map.area == "calves"


def test_up_and_down_change_the_area_while_the_page_has_the_keys(page: TodayPage) -> None:
    page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    page.setFocus()
    said = heard(page)
    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_Up)
    assert said == ["upper-back", "neck-shoulders"]


def test_other_keys_do_nothing(page: TodayPage) -> None:
    said = heard(page)
    press(page, Qt.Key.Key_Escape)
    assert said == []


def test_the_stepper_ends_at_the_cap(page: TodayPage) -> None:
    page.show_offer(replace(OFFER, minutes=10, most=10))
    assert not button(page, "minutes_more").isEnabled()
    assert button(page, "minutes_less").isEnabled()


def filled(page: TodayPage) -> bool:
    start = button(page, "start")
    QApplication.sendEvent(start, QEvent(QEvent.Type.Leave))
    accent = page.theme.color("button_bottom")
    return counted(seen(start), lambda pixel: near(pixel, accent, 14)) > 1000


def test_done_today_makes_the_button_quiet(page: TodayPage) -> None:
    assert filled(page)
    page.show_offer(replace(OFFER, start="Again", plain=True))
    assert button(page, "start").text() == "Again"
    assert not filled(page)


def test_where_nothing_is_offered_there_is_no_button(page: TodayPage) -> None:
    page.show_offer(replace(OFFER, start="", sentence=("Not", "today.")))
    assert not button(page, "start").isVisible()


def test_long_words_are_not_cut(page: TodayPage) -> None:
    page.show_offer(replace(OFFER, start="I have asked, carry on"))
    QCoreApplication.processEvents()
    start = button(page, "start")
    assert start.width() >= start.minimumSizeHint().width()


def test_a_notice_has_its_buttons_and_goes_with_them(page: TodayPage) -> None:
    said = heard(page)
    page.show_notice("The cover would like a wash.", Action("done", "Done"), Action("no", "Later"))
    QCoreApplication.processEvents()
    assert text(page, "today_notice") == "The cover would like a wash."
    click(button(page, "notice_no"))
    assert said == ["no"]
    page.clear_notice()
    assert text(page, "today_notice") == ""
    assert not button(page, "notice_done").isVisible()


def test_another_notice_takes_the_place_of_the_first(page: TodayPage) -> None:
    page.show_notice("7 to 4. Three lower.", Action("undo", "Undo"))
    page.show_notice("The disk is full.")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert text(page, "today_notice") == "The disk is full."
    assert page.findChild(QWidget, "notice_undo") is None


def test_barred_areas_say_why(page: TodayPage) -> None:
    page.show_barred({"feet": "left out: less feeling"})
    assert button(page, "area_feet").accessibleName() == "Feet, left out: less feeling"
    page.show_barred({})
    assert button(page, "area_feet").accessibleName() == "Feet"


def test_compact_leaves_the_lead_out(page: TodayPage) -> None:
    sentence = find(page, QLabel, "today_sentence")
    assert sentence.font().pixelSize() == 54
    page.set_compact(compact=True)
    assert text(page, "today_lead") == ""
    assert sentence.font().pixelSize() == 42
    assert not button(page, "area_feet").isVisible()
    page.set_compact(compact=False)
    assert text(page, "today_lead") == OFFER.lead
