"""My mat: what is kept of it, and when it asks for something."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from mattimer.presenters.mat import parse_day
from mattimer.services.state_snapshot import MAT
from mattimer.ui.pages.guide.mat_form import MatForm
from tests.presenters.house import House
from tests.presenters.knowing import ended, sleep_over
from tests.ui.making import press
from tests.ui.pages.making import find

WASH = "The cover would like a wash."
LOOK_OVER = "A month gone. Give the mat a look."
GOES_BACK = "The mat can go back for a few more days, if it is not for you."
A_DATE = "A date looks like 2026-11-22."


def today(house: House) -> date:
    return house.app_state.facts.today


def ago(house: House, days: int) -> str:
    return (today(house) - timedelta(days=days)).isoformat()


def open_mat(house: House) -> None:
    house.go_to("guide")
    house.press("guide_mat")


def write(house: House, key: str, text: str) -> None:
    """Type into a field and leave it."""
    field = find(house.window, QLineEdit, f"mat_{key}")
    field.setFocus(Qt.FocusReason.TabFocusReason)
    field.clear()
    QTest.keyClicks(field, text)
    press(house.window, Qt.Key.Key_Tab)
    house.settle()


def shows(house: House, key: str) -> str:
    return find(house.window, QLineEdit, f"mat_{key}").text()


def trouble(house: House) -> str:
    label = house.window.findChild(MatForm)._trouble  # type: ignore[union-attr]
    assert isinstance(label, QLabel)
    return label.text() if label.isVisible() else ""


def kept(house: House) -> dict[str, str]:
    stored = house.store.profile(MAT).result() or {}
    return {str(key): str(value) for key, value in stored.items()}


def own(house: House, **values: str) -> None:
    """A mat that was entered earlier; the app looks for what it wants."""
    house.store.set_profile(MAT, values, house.clock.utc).result()
    house.read_again()
    house.app._rooms.remind()
    house.settle()


def lie(house: House, count: int, first: int = 1) -> None:
    """So many sessions just now."""
    house.remember(*(ended(house, first + number, 3) for number in range(count)))
    house.read_again()


# The form --------------------------------------------------------------------------------------


def test_what_is_written_is_kept_as_soon_as_the_field_is_left(house: House) -> None:
    open_mat(house)
    for key, text in (("name", "The green one"), ("discs", "242"), ("core", "Coconut fibre")):
        write(house, key, text)
    assert kept(house) == {"name": "The green one", "discs": "242", "core": "Coconut fibre"}


def test_it_is_there_again_later_and_an_emptied_field_is_forgotten(house: House) -> None:
    own(house, name="The green one", cover="Zip-off")
    open_mat(house)
    assert (shows(house, "name"), shows(house, "cover")) == ("The green one", "Zip-off")
    write(house, "cover", "   ")
    assert kept(house) == {"name": "The green one"}


@pytest.mark.parametrize("key", ["bought_on", "return_by", "washed_on", "checked_on"])
@pytest.mark.parametrize("text", ["yesterday", "22.11.2026", "2026-02-30"])
def test_what_is_no_date_is_said_and_not_kept(house: House, key: str, text: str) -> None:
    open_mat(house)
    write(house, key, text)
    assert trouble(house) == A_DATE
    assert kept(house) == {}
    write(house, key, "2026-09-01")
    assert trouble(house) == ""
    assert kept(house)[key] == "2026-09-01"


@pytest.mark.parametrize("text", ["4", "101", "often", "-20", "²"])
def test_washing_has_bounds(house: House, text: str) -> None:
    open_mat(house)
    write(house, "wash_every", text)
    assert trouble(house) == "Sessions between washes: 5–100."
    assert kept(house) == {}


def test_a_bought_mat_can_go_back_for_thirty_days(house: House) -> None:
    open_mat(house)
    write(house, "bought_on", "2026-09-01")
    assert kept(house) == {"bought_on": "2026-09-01", "return_by": "2026-10-01"}
    assert shows(house, "return_by") == "2026-10-01"


def test_a_promise_that_was_entered_is_left_as_it_is(house: House) -> None:
    own(house, return_by="2026-12-24")
    open_mat(house)
    write(house, "bought_on", "2026-09-01")
    assert kept(house)["return_by"] == "2026-12-24"


@pytest.mark.parametrize(("button", "key"), [("washed", "washed_on"), ("checked", "checked_on")])
def test_a_button_writes_today(house: House, button: str, key: str) -> None:
    open_mat(house)
    house.press(f"mat_{button}")
    house.settle()
    assert kept(house) == {key: today(house).isoformat()}
    assert shows(house, key) == today(house).isoformat()


def test_what_is_stored_and_makes_no_sense_is_shown_as_it_is(house: House) -> None:
    own(house, washed_on="once", wash_every="many", checked_on="never")
    open_mat(house)
    assert shows(house, "washed_on") == "once"
    assert house.text("today_notice") == ""


def test_a_date_is_read_one_way_only() -> None:
    assert parse_day("2026-11-22") == date(2026, 11, 22)
    for text in ("", "22.11.2026", "2026-13-01", "soon"):
        assert parse_day(text) is None


# The reminders ---------------------------------------------------------------------------------


def test_nobody_is_reminded_of_a_mat_that_was_never_entered(house: House) -> None:
    lie(house, 25)
    house.app._rooms.remind()
    house.settle()
    assert house.text("today_notice") == ""


def test_the_cover_is_due_after_twenty_sessions_since_the_last_wash(house: House) -> None:
    own(house, name="The green one", washed_on=today(house).isoformat())
    lie(house, 19)
    assert house.text("today_notice") == ""
    lie(house, 1, first=20)
    assert house.text("today_notice") == WASH
    sleep_over(house)
    house.press("notice_done_washed_on")
    house.settle()
    assert house.text("today_notice") == ""
    assert kept(house)["washed_on"] == today(house).isoformat()


def test_done_ends_the_reminder_until_twenty_more(house: House) -> None:
    own(house, washed_on=ago(house, 40))
    house.remember(*(ended(house, number, 3, days_ago=2) for number in range(1, 21)))
    house.read_again()
    assert house.text("today_notice") == WASH
    house.press("notice_done_washed_on")
    house.settle()
    house.read_again()
    assert house.text("today_notice") == ""


def test_how_often_is_adjustable(house: House) -> None:
    own(house, washed_on=ago(house, 1), wash_every="5")
    lie(house, 4)
    assert house.text("today_notice") == ""
    lie(house, 1, first=5)
    assert house.text("today_notice") == WASH


def test_the_mat_wants_a_look_after_thirty_days(house: House) -> None:
    own(house, checked_on=ago(house, 29))
    assert house.text("today_notice") == ""
    sleep_over(house)
    assert house.text("today_notice") == LOOK_OVER
    house.press("notice_done_checked_on")
    house.settle()
    assert kept(house)["checked_on"] == today(house).isoformat()
    assert house.text("today_notice") == ""


def test_a_new_mat_wants_its_first_look_a_month_after_it_was_bought(house: House) -> None:
    own(house, bought_on=ago(house, 30))
    assert house.text("today_notice") == LOOK_OVER


def test_later_puts_it_off_and_stores_nothing(house: House) -> None:
    own(house, checked_on=ago(house, 31))
    before = kept(house)
    house.press("notice_later_checked_on")
    house.settle()
    assert house.text("today_notice") == ""
    house.read_again()
    assert house.text("today_notice") == ""
    assert kept(house) == before


@pytest.mark.parametrize(("left", "said"), [(6, ""), (5, GOES_BACK), (0, GOES_BACK), (-1, "")])
def test_before_the_promise_ends_it_says_so(house: House, left: int, said: str) -> None:
    own(house, return_by=ago(house, -left))
    assert house.text("today_notice") == said


def test_done_about_going_back_keeps_the_date(house: House) -> None:
    own(house, return_by=ago(house, -2))
    house.press("notice_done_return_by")
    house.settle()
    assert house.text("today_notice") == ""
    assert kept(house) == {"return_by": ago(house, -2)}


def test_what_was_put_off_does_not_hide_what_else_is_due(house: House) -> None:
    own(house, washed_on=ago(house, 60), checked_on=ago(house, 31))
    house.remember(*(ended(house, number, 3, days_ago=2) for number in range(1, 21)))
    house.read_again()
    assert house.text("today_notice") == WASH
    house.press("notice_later_washed_on")
    house.settle()
    house.read_again()
    assert house.text("today_notice") == LOOK_OVER
