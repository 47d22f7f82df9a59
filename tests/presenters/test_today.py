"""What Today offers, what it says of the week, and what it asks."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from mattimer.preferences.settings_values import Settings
from mattimer.presenters.today import area_choices
from mattimer.session.clock import MINUTE
from mattimer.session.reasons import StopReason
from mattimer.session.records import Outcome
from mattimer.session.session_plan import Layer
from mattimer.storage.state_files.settings_file import save_settings
from mattimer.ui.body.area_label import AreaLabel
from mattimer.ui.controls.stepper import Stepper
from tests.presenters.app_under_test import DAY, AppUnderTest, app_under_test
from tests.ui.factories import areas, press
from tests.ui.pages.find_widgets import find
from tests.ui.timers import run_out, timer

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def sentence(app: AppUnderTest) -> str:
    return app.text("today_sentence")


# A length of one's own -------------------------------------------------------------------------


def did(app: AppUnderTest, minutes: int) -> None:
    """A session yesterday that went well."""
    app.remember(app.past(DAY, 1, mat_us=minutes * MINUTE))
    app.read_again()


def high(app: AppUnderTest) -> int:
    proposal = app.today.advice.proposal
    assert proposal is not None
    return proposal.minutes.high


def test_a_length_that_is_set_is_what_today_offers(app: AppUnderTest) -> None:
    did(app, minutes=3)
    assert app.today.minutes == 4
    app.set("length", 2)
    assert app.today.minutes == 2
    assert sentence(app) == "Upper back,\n2 minutes."
    assert app.text("today_lead") == "Thin shirt. As long as you have set."
    app.set("length", 0)
    assert app.today.minutes == 4
    assert "A minute more" in app.text("today_lead")


def test_a_length_that_is_set_never_goes_beyond_what_today_allows(app: AppUnderTest) -> None:
    did(app, minutes=3)
    app.set("length", 20)
    assert app.today.minutes == high(app) == 5
    assert app.text("today_lead") == "Thin shirt. As long as today allows."
    for area in areas().values():
        app.today.prefer(area.id)
        assert app.today.minutes == high(app) <= area.cap


def test_where_it_is_what_is_suggested_the_reason_stays(app: AppUnderTest) -> None:
    did(app, minutes=3)
    app.set("length", 4)
    assert "A minute more" in app.text("today_lead")


def test_why_it_is_shorter_is_said_all_the_same(app: AppUnderTest) -> None:
    app.remember(
        app.past(
            DAY, 1, mat_us=10 * MINUTE, outcome=Outcome.STOPPED, stop_reason=StopReason.TOO_INTENSE
        )
    )
    app.set("length", 20)
    app.read_again()
    assert app.today.minutes == high(app)
    assert "As long as" not in app.text("today_lead")


def test_a_length_that_is_set_holds_from_the_first_frame(
    qapp: QApplication,
    qtbot: "QtBot",  # noqa: ARG001
    tmp_path: Path,
) -> None:
    def before(app: AppUnderTest) -> None:
        save_settings(app.paths.settings, Settings(length=2))

    with app_under_test(qapp, tmp_path, before=before) as made:
        assert made.today.minutes == 2


# The offer -------------------------------------------------------------------------------------


def test_the_first_time_is_short(app: AppUnderTest) -> None:
    assert app.page() == "today"
    assert sentence(app) == "Upper back,\n3 minutes."
    assert app.text("today_lead") == "Thin shirt. Short on purpose."
    assert "Day 1 of 14" in app.words()
    assert app.find("start").accessibleName() == "Start, upper back, 3 minutes, day 1 of 14"


@pytest.mark.parametrize("area", list(areas()))
def test_each_area_begins_inside_its_first_minutes_and_with_its_layer(
    app: AppUnderTest, area: str
) -> None:
    app.press(f"area_{area}")
    chosen = areas()[area]
    assert app.today.area == chosen
    assert chosen.first.low <= app.today.minutes <= chosen.first.high
    assert app.today.layer is chosen.layer
    assert app.text("today_lead").startswith(chosen.layers[chosen.layer])


def test_later_the_area_and_layer_of_the_last_time_are_offered(app: AppUnderTest) -> None:
    app.remember(app.past(2 * DAY, 1, area="calves"), app.past(DAY, 2, area="feet"))
    app.read_again()
    assert app.today.area.id == "feet"
    assert app.root.today.last_layer(areas()["feet"]) is Layer.SHIRT
    assert app.root.today.last_layer(areas()["glutes"]) is None
    assert find(app.window, AreaLabel, "area_feet").isChecked()


def test_an_area_that_is_gone_is_passed_over(app: AppUnderTest) -> None:
    app.remember(app.past(2 * DAY, 1, area="calves"), app.past(DAY, 2, area="elbow"))
    app.read_again()
    assert app.today.area.id == "calves"


def test_longer_than_suggested_says_so(app: AppUnderTest) -> None:
    for _ in range(3):
        app.press("minutes_more")
    assert sentence(app) == "Upper back,\n6 minutes."
    assert app.text("today_lead") == "Longer than suggested. Fine if it felt easy."
    for _ in range(3):
        app.press("minutes_less")
    assert app.text("today_lead") == "Thin shirt. Short on purpose."


@pytest.mark.parametrize(
    ("key", "minutes"),
    [
        (Qt.Key.Key_Plus, 4),
        (Qt.Key.Key_Equal, 4),
        (Qt.Key.Key_Minus, 2),
        (Qt.Key.Key_Underscore, 2),
    ],
)
def test_plus_and_minus_change_the_length(app: AppUnderTest, key: Qt.Key, minutes: int) -> None:
    press(app.window, key)
    assert app.today.minutes == minutes


def test_the_cap_of_the_area_ends_the_stepper(app: AppUnderTest) -> None:
    app.press("area_feet")
    stepper = find(app.window, Stepper, "minutes")
    for _ in range(40):
        stepper.step(1)
    assert app.today.minutes == areas()["feet"].cap == 10


def test_the_guide_can_prefer_an_area_and_a_length_within_its_cap(app: AppUnderTest) -> None:
    app.today.prefer("feet", 25)
    assert (app.today.area.id, app.today.minutes) == ("feet", 10)
    app.today.prefer("calves")
    assert app.today.area.id == "calves"


def test_done_today_is_offered_again_quietly(app: AppUnderTest) -> None:
    app.remember(app.past(60 * MINUTE))
    app.read_again()
    assert sentence(app) == "Done\nfor today."
    assert app.text("today_lead") == "Come back tomorrow, or go again if you must."
    assert app.find("start").accessibleName().startswith("Again, upper back")
    app.press("start")
    assert app.page() == "prepare"


def test_a_rest_that_is_advised_may_be_passed_over(app: AppUnderTest) -> None:
    app.remember(app.past(DAY, outcome=Outcome.STOPPED, stop_reason=StopReason.IRRITATED_SKIN))
    app.read_again()
    assert app.find("start").accessibleName().startswith("Start anyway")
    app.press("start")
    assert app.page() == "prepare"


def test_a_second_numbness_asks_for_a_doctor_first(app: AppUnderTest) -> None:
    app.remember(
        *(
            app.past(n * DAY, n, outcome=Outcome.STOPPED, stop_reason=StopReason.NUMBNESS)
            for n in (1, 2)
        )
    )
    app.read_again()
    assert sentence(app) == "First,\nask."
    assert app.find("start").accessibleName() == "I have asked, carry on"
    app.press("start")
    app.settle()
    assert app.page() == "today"
    assert app.today.advice.may_start


def test_a_bruise_rests_its_area_until_it_is_gone(app: AppUnderTest) -> None:
    app.remember(app.past(3 * DAY, outcome=Outcome.STOPPED, stop_reason=StopReason.BRUISING))
    app.read_again()
    app.root.say_what_is_due()
    label = find(app.window, AreaLabel, "area_upper-back")
    assert label.barred
    assert app.today.area.id != "upper-back"
    assert "upper back" in app.text("today_notice").lower()
    app.press("notice_healed:upper-back")
    app.settle()
    assert not label.barred


# The safety questions --------------------------------------------------------------------------


@pytest.fixture
def unscreened(qapp: QApplication, qtbot: object, tmp_path: Path) -> Iterator[AppUnderTest]:  # noqa: ARG001
    with app_under_test(qapp, tmp_path, screened=False) as made:
        yield made


def test_before_the_first_time_the_questions_fill_the_window(unscreened: AppUnderTest) -> None:
    assert unscreened.page() == "screening"
    assert unscreened.text("screening_title") == "Before the first time"
    unscreened.press("screening_main")
    unscreened.settle()
    assert unscreened.page() == "today"
    assert sentence(unscreened) == "Upper back,\n3 minutes."
    assert "Day 1 of 14" in unscreened.words()
    screening = unscreened.store.last_screening().result()
    assert screening is not None
    assert screening.answers == ()


def test_what_holds_back_offers_no_start(unscreened: AppUnderTest) -> None:
    unscreened.press("answer_heart")
    unscreened.press("screening_main")
    unscreened.settle()
    assert sentence(unscreened) == "First,\nask."
    unscreened.press("start")
    unscreened.settle()
    assert sentence(unscreened) == "Upper back,\n3 minutes."
    screening = unscreened.store.last_screening().result()
    assert screening is not None
    assert screening.answers == ("heart", "confirmed")


def test_having_asked_offers_start_at_once(unscreened: AppUnderTest) -> None:
    unscreened.press("answer_heart")
    unscreened.press("screening_asked")
    unscreened.settle()
    assert sentence(unscreened) == "Upper back,\n3 minutes."


def test_not_today_offers_nothing(unscreened: AppUnderTest) -> None:
    unscreened.press("answer_fever")
    unscreened.press("screening_main")
    unscreened.settle()
    assert sentence(unscreened) == "Not\ntoday."
    assert not unscreened.find("start").isVisible()
    press(unscreened.window, Qt.Key.Key_Return)
    assert unscreened.page() == "today"


def test_numb_feet_bar_feet_and_calves_and_ask_for_a_layer(unscreened: AppUnderTest) -> None:
    unscreened.press("answer_less-feeling")
    unscreened.press("screening_asked")
    unscreened.settle()
    barred = {area for area in areas() if find(unscreened.window, AreaLabel, f"area_{area}").barred}
    assert barred == {"feet", "calves"}
    unscreened.press("start")
    assert not unscreened.find("layer_bare").isEnabled()
    assert unscreened.find("layer_bare").accessibleName() == "Bare skin, a layer, always"


def test_a_barred_area_leads_to_the_guide(unscreened: AppUnderTest) -> None:
    unscreened.press("answer_less-feeling")
    unscreened.press("screening_asked")
    unscreened.settle()
    unscreened.press("area_feet")
    assert unscreened.page() == "guide"
    assert "Feet" in unscreened.words()
    assert unscreened.today.area.id == "upper-back"


def test_after_ninety_days_the_questions_are_due_again(app: AppUnderTest) -> None:
    app.clock.advance(91 * 86_400)
    app.read_again()
    app.root.say_what_is_due()
    assert app.text("today_notice") == "The safety questions are due again."
    app.press("notice_later")
    assert app.text("today_notice") == ""
    app.root.say_what_is_due()
    app.press("notice_questions")
    assert app.page() == "screening"
    assert app.text("screening_title") == "Still true?"


# The strip at the foot -------------------------------------------------------------------------


def test_the_week_counts_its_sessions(app: AppUnderTest) -> None:
    assert "This week" in app.words()
    app.remember(app.past(0, 1), app.past(8 * DAY, 2))
    app.read_again()
    assert "This week, 1" in app.words()
    assert app.find("week").accessibleName() == "This week, 1"


def test_the_last_pair_is_shown(app: AppUnderTest) -> None:
    assert app.find("last_tightness").accessibleName() == "Last tightness: not yet"
    app.remember(app.past(DAY, 1))
    app.read_again()
    assert app.find("last_tightness").accessibleName() == "Last tightness, 7 before, 4 after"


def test_the_daily_check_in_is_kept_and_shown(app: AppUnderTest) -> None:
    app.press("rate_today")
    press(app.window, Qt.Key.Key_6)
    app.settle()
    assert "6" in app.words()
    assert not app.find("rate_today").isVisible()
    kept = app.store.check_in_of(app.app_state.snapshot.today).result()
    assert kept is not None
    assert kept.tightness == 6


def test_the_check_in_can_be_put_off(app: AppUnderTest) -> None:
    app.press("rate_today")
    assert not app.find("week").isVisible()
    app.press("not_now")
    assert app.find("week").isVisible()
    press(app.window, Qt.Key.Key_6)
    assert app.find("rate_today").isVisible()


def test_the_wind_down_leads_to_its_setting_and_follows_it(app: AppUnderTest) -> None:
    app.press("wind_down")
    assert app.page() == "settings"
    assert app.find("setting_bedtime").hasFocus()
    app.set("bedtime", "22:30")
    app.go_to("today")
    assert app.find("wind_down").accessibleName() == "21:30"


def test_the_date_goes_on_with_the_clock(app: AppUnderTest) -> None:
    assert app.text("today_date") == "Monday 21 September, 16:13"
    app.clock.advance(60)
    run_out(app.today, "clock_timer")
    assert app.text("today_date") == "Monday 21 September, 16:14"


def test_unseen_it_looks_at_no_clock(app: AppUnderTest) -> None:
    assert timer(app.today, "clock_timer").isActive()
    for away, back in (
        (app.window.hide, app.window.show),
        (lambda: app.go_to("plan"), lambda: app.go_to("today")),
    ):
        away()
        assert not timer(app.today, "clock_timer").isActive()
        app.clock.advance(60)
        back()
        assert timer(app.today, "clock_timer").isActive()
    assert app.text("today_date") == "Monday 21 September, 16:15"


def test_after_a_night_out_of_sight_it_is_another_day(app: AppUnderTest) -> None:
    app.window.hide()
    app.clock.advance(24 * 3_600)
    app.window.show()
    app.settle()
    assert str(app.app_state.snapshot.today) == "2026-09-22"
    assert app.text("today_date") == "Tuesday 22 September, 16:13"


# Notices ---------------------------------------------------------------------------------------


def test_trouble_stays_until_there_is_something_else(app: AppUnderTest) -> None:
    app.today.show_notice("7 to 4. Three lower.")
    app.opening.say("The disk is full.")
    assert app.text("today_notice") == "The disk is full."
    assert not timer(app.today, "notice_timer").isActive()
    app.today.clear_notice()
    assert app.text("today_notice") == ""


def test_the_areas_are_read_out_with_range_and_caution(app: AppUnderTest) -> None:
    names = {choice.id: choice.spoken for choice in area_choices(areas())}
    assert names["upper-back"] == "Upper back, 5 to 10 minutes, caution low"
    assert names["neck-shoulders"] == "Neck & shoulders, 2 to 5 minutes, caution high"
    assert app.find("area_feet").accessibleName() == names["feet"]
