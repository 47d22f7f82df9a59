"""My mat: what is kept of it, and when it asks for something."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from mattimer.presenters.mat import parse_day
from mattimer.services.state_snapshot import MAT
from tests.presenters.app_under_test import AppUnderTest
from tests.presenters.scenarios import ended, sleep_over
from tests.ui.factories import press
from tests.ui.pages.find_widgets import find

WASH = "The cover would like a wash."
LOOK_OVER = "A month gone. Give the mat a look."
GOES_BACK = "The mat can go back for a few more days, if it is not for you."
A_DATE = "A date looks like 2026-11-22."


def today(app: AppUnderTest) -> date:
    return app.app_state.snapshot.today


def ago(app: AppUnderTest, days: int) -> str:
    return (today(app) - timedelta(days=days)).isoformat()


def open_mat(app: AppUnderTest) -> None:
    app.go_to("guide")
    app.press("guide_mat")


def write(app: AppUnderTest, key: str, text: str) -> None:
    """Type into a field and leave it."""
    field = find(app.window, QLineEdit, f"mat_{key}")
    field.setFocus(Qt.FocusReason.TabFocusReason)
    field.clear()
    QTest.keyClicks(field, text)
    press(app.window, Qt.Key.Key_Tab)
    app.settle()


def shows(app: AppUnderTest, key: str) -> str:
    return find(app.window, QLineEdit, f"mat_{key}").text()


def trouble(app: AppUnderTest) -> str:
    label = find(app.window, QLabel, "mat_trouble")
    return label.text() if label.isVisible() else ""


def kept(app: AppUnderTest) -> dict[str, str]:
    stored = app.store.profile(MAT).result() or {}
    return {str(key): str(value) for key, value in stored.items()}


def own(app: AppUnderTest, **values: str) -> None:
    """A mat that was entered earlier; the app looks for what it wants."""
    app.store.set_profile(MAT, values, app.clock.utc).result()
    app.read_again()
    app.root.pages.remind()
    app.settle()


def lie(app: AppUnderTest, count: int, first: int = 1) -> None:
    """So many sessions just now."""
    app.remember(*(ended(app, first + number, 3) for number in range(count)))
    app.read_again()


# The form --------------------------------------------------------------------------------------


def test_what_is_written_is_kept_as_soon_as_the_field_is_left(app: AppUnderTest) -> None:
    open_mat(app)
    for key, text in (("name", "The green one"), ("discs", "242"), ("core", "Coconut fibre")):
        write(app, key, text)
    assert kept(app) == {"name": "The green one", "discs": "242", "core": "Coconut fibre"}


def test_it_is_there_again_later_and_an_emptied_field_is_forgotten(app: AppUnderTest) -> None:
    own(app, name="The green one", cover="Zip-off")
    open_mat(app)
    assert (shows(app, "name"), shows(app, "cover")) == ("The green one", "Zip-off")
    write(app, "cover", "   ")
    assert kept(app) == {"name": "The green one"}


@pytest.mark.parametrize("key", ["bought_on", "return_by", "washed_on", "checked_on"])
@pytest.mark.parametrize("text", ["yesterday", "22.11.2026", "2026-02-30"])
def test_what_is_no_date_is_said_and_not_kept(app: AppUnderTest, key: str, text: str) -> None:
    open_mat(app)
    write(app, key, text)
    assert trouble(app) == A_DATE
    assert kept(app) == {}
    write(app, key, "2026-09-01")
    assert trouble(app) == ""
    assert kept(app)[key] == "2026-09-01"


@pytest.mark.parametrize("text", ["4", "101", "often", "-20", "²"])
def test_washing_has_bounds(app: AppUnderTest, text: str) -> None:
    open_mat(app)
    write(app, "wash_every", text)
    assert trouble(app) == "Sessions between washes: 5–100."
    assert kept(app) == {}


def test_a_bought_mat_can_go_back_for_thirty_days(app: AppUnderTest) -> None:
    open_mat(app)
    write(app, "bought_on", "2026-09-01")
    assert kept(app) == {"bought_on": "2026-09-01", "return_by": "2026-10-01"}
    assert shows(app, "return_by") == "2026-10-01"


def test_a_promise_that_was_entered_is_left_as_it_is(app: AppUnderTest) -> None:
    own(app, return_by="2026-12-24")
    open_mat(app)
    write(app, "bought_on", "2026-09-01")
    assert kept(app)["return_by"] == "2026-12-24"


@pytest.mark.parametrize(("button", "key"), [("washed", "washed_on"), ("checked", "checked_on")])
def test_a_button_writes_today(app: AppUnderTest, button: str, key: str) -> None:
    open_mat(app)
    app.press(f"mat_{button}")
    app.settle()
    assert kept(app) == {key: today(app).isoformat()}
    assert shows(app, key) == today(app).isoformat()


def test_what_is_stored_and_makes_no_sense_is_shown_as_it_is(app: AppUnderTest) -> None:
    own(app, washed_on="once", wash_every="many", checked_on="never")
    open_mat(app)
    assert shows(app, "washed_on") == "once"
    assert app.text("today_notice") == ""


def test_a_date_is_read_one_way_only() -> None:
    assert parse_day("2026-11-22") == date(2026, 11, 22)
    for text in ("", "22.11.2026", "2026-13-01", "soon"):
        assert parse_day(text) is None


# The reminders ---------------------------------------------------------------------------------


def test_nobody_is_reminded_of_a_mat_that_was_never_entered(app: AppUnderTest) -> None:
    lie(app, 25)
    app.root.pages.remind()
    app.settle()
    assert app.text("today_notice") == ""


def test_the_cover_is_due_after_twenty_sessions_since_the_last_wash(app: AppUnderTest) -> None:
    own(app, name="The green one", washed_on=today(app).isoformat())
    lie(app, 19)
    assert app.text("today_notice") == ""
    lie(app, 1, first=20)
    assert app.text("today_notice") == WASH
    sleep_over(app)
    app.press("notice_done_washed_on")
    app.settle()
    assert app.text("today_notice") == ""
    assert kept(app)["washed_on"] == today(app).isoformat()


def test_done_ends_the_reminder_until_twenty_more(app: AppUnderTest) -> None:
    own(app, washed_on=ago(app, 40))
    app.remember(*(ended(app, number, 3, days_ago=2) for number in range(1, 21)))
    app.read_again()
    assert app.text("today_notice") == WASH
    app.press("notice_done_washed_on")
    app.settle()
    app.read_again()
    assert app.text("today_notice") == ""


def test_how_often_is_adjustable(app: AppUnderTest) -> None:
    own(app, washed_on=ago(app, 1), wash_every="5")
    lie(app, 4)
    assert app.text("today_notice") == ""
    lie(app, 1, first=5)
    assert app.text("today_notice") == WASH


def test_the_mat_wants_a_look_after_thirty_days(app: AppUnderTest) -> None:
    own(app, checked_on=ago(app, 29))
    assert app.text("today_notice") == ""
    sleep_over(app)
    assert app.text("today_notice") == LOOK_OVER
    app.press("notice_done_checked_on")
    app.settle()
    assert kept(app)["checked_on"] == today(app).isoformat()
    assert app.text("today_notice") == ""


def test_a_new_mat_wants_its_first_look_a_month_after_it_was_bought(app: AppUnderTest) -> None:
    own(app, bought_on=ago(app, 30))
    assert app.text("today_notice") == LOOK_OVER


def test_later_puts_it_off_and_stores_nothing(app: AppUnderTest) -> None:
    own(app, checked_on=ago(app, 31))
    before = kept(app)
    app.press("notice_later_checked_on")
    app.settle()
    assert app.text("today_notice") == ""
    app.read_again()
    assert app.text("today_notice") == ""
    assert kept(app) == before


@pytest.mark.parametrize(("left", "said"), [(6, ""), (5, GOES_BACK), (0, GOES_BACK), (-1, "")])
def test_before_the_promise_ends_it_says_so(app: AppUnderTest, left: int, said: str) -> None:
    own(app, return_by=ago(app, -left))
    assert app.text("today_notice") == said


def test_done_about_going_back_keeps_the_date(app: AppUnderTest) -> None:
    own(app, return_by=ago(app, -2))
    app.press("notice_done_return_by")
    app.settle()
    assert app.text("today_notice") == ""
    assert kept(app) == {"return_by": ago(app, -2)}


def test_what_was_put_off_does_not_hide_what_else_is_due(app: AppUnderTest) -> None:
    own(app, washed_on=ago(app, 60), checked_on=ago(app, 31))
    app.remember(*(ended(app, number, 3, days_ago=2) for number in range(1, 21)))
    app.read_again()
    assert app.text("today_notice") == WASH
    app.press("notice_later_washed_on")
    app.settle()
    app.read_again()
    assert app.text("today_notice") == LOOK_OVER
