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
from tests.presenters.house import DAY, House, house_in
from tests.ui.making import areas, press
from tests.ui.pages.making import find

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def sentence(house: House) -> str:
    return house.text("today_sentence")


# A length of one's own -------------------------------------------------------------------------


def did(house: House, minutes: int) -> None:
    """A session yesterday that went well."""
    house.remember(house.past(DAY, 1, mat_us=minutes * MINUTE))
    house.read_again()


def high(house: House) -> int:
    proposal = house.today.advice.proposal
    assert proposal is not None
    return proposal.minutes.high


def test_a_length_that_is_set_is_what_today_offers(house: House) -> None:
    did(house, minutes=3)
    assert house.today.minutes == 4
    house.set("length", 2)
    assert house.today.minutes == 2
    assert sentence(house) == "Upper back,\n2 minutes."
    assert house.text("today_lead") == "Thin shirt. As long as you have set."
    house.set("length", 0)
    assert house.today.minutes == 4
    assert "A minute more" in house.text("today_lead")


def test_a_length_that_is_set_never_goes_beyond_what_today_allows(house: House) -> None:
    did(house, minutes=3)
    house.set("length", 20)
    assert house.today.minutes == high(house) == 5
    assert house.text("today_lead") == "Thin shirt. As long as today allows."
    for area in areas().values():
        house.today.prefer(area.id)
        assert house.today.minutes == high(house) <= area.cap


def test_where_it_is_what_is_suggested_the_reason_stays(house: House) -> None:
    did(house, minutes=3)
    house.set("length", 4)
    assert "A minute more" in house.text("today_lead")


def test_why_it_is_shorter_is_said_all_the_same(house: House) -> None:
    house.remember(
        house.past(
            DAY, 1, mat_us=10 * MINUTE, outcome=Outcome.STOPPED, stop_reason=StopReason.TOO_INTENSE
        )
    )
    house.set("length", 20)
    house.read_again()
    assert house.today.minutes == high(house)
    assert "As long as" not in house.text("today_lead")


def test_a_length_that_is_set_holds_from_the_first_frame(
    qapp: QApplication,
    qtbot: "QtBot",  # noqa: ARG001
    tmp_path: Path,
) -> None:
    def before(house: House) -> None:
        save_settings(house.paths.settings, Settings(length=2))

    with house_in(qapp, tmp_path, before=before) as made:
        assert made.today.minutes == 2


# The offer -------------------------------------------------------------------------------------


def test_the_first_time_is_short(house: House) -> None:
    assert house.page() == "today"
    assert sentence(house) == "Upper back,\n3 minutes."
    assert house.text("today_lead") == "Thin shirt. Short on purpose."
    assert "Day 1 of 14" in house.words()
    assert house.find("start").accessibleName() == "Start, upper back, 3 minutes, day 1 of 14"


@pytest.mark.parametrize("area", list(areas()))
def test_each_area_begins_inside_its_first_minutes_and_with_its_layer(
    house: House, area: str
) -> None:
    house.press(f"area_{area}")
    chosen = areas()[area]
    assert house.today.area == chosen
    assert chosen.first.low <= house.today.minutes <= chosen.first.high
    assert house.today.layer is chosen.layer
    assert house.text("today_lead").startswith(chosen.layers[chosen.layer])


def test_later_the_area_and_layer_of_the_last_time_are_offered(house: House) -> None:
    house.remember(house.past(2 * DAY, 1, area="calves"), house.past(DAY, 2, area="feet"))
    house.read_again()
    assert house.today.area.id == "feet"
    assert house.app.today.last_layer(areas()["feet"]) is Layer.SHIRT
    assert house.app.today.last_layer(areas()["glutes"]) is None
    assert find(house.window, AreaLabel, "area_feet").isChecked()


def test_an_area_that_is_gone_is_passed_over(house: House) -> None:
    house.remember(house.past(2 * DAY, 1, area="calves"), house.past(DAY, 2, area="elbow"))
    house.read_again()
    assert house.today.area.id == "calves"


def test_longer_than_suggested_says_so(house: House) -> None:
    for _ in range(3):
        house.press("minutes_more")
    assert sentence(house) == "Upper back,\n6 minutes."
    assert house.text("today_lead") == "Longer than suggested. Fine if it felt easy."
    for _ in range(3):
        house.press("minutes_less")
    assert house.text("today_lead") == "Thin shirt. Short on purpose."


@pytest.mark.parametrize(
    ("key", "minutes"),
    [
        (Qt.Key.Key_Plus, 4),
        (Qt.Key.Key_Equal, 4),
        (Qt.Key.Key_Minus, 2),
        (Qt.Key.Key_Underscore, 2),
    ],
)
def test_plus_and_minus_change_the_length(house: House, key: Qt.Key, minutes: int) -> None:
    press(house.window, key)
    assert house.today.minutes == minutes


def test_the_cap_of_the_area_ends_the_stepper(house: House) -> None:
    house.press("area_feet")
    stepper = find(house.window, Stepper, "minutes")
    for _ in range(40):
        stepper.step(1)
    assert house.today.minutes == areas()["feet"].cap == 10


def test_the_guide_can_prefer_an_area_and_a_length_within_its_cap(house: House) -> None:
    house.today.prefer("feet", 25)
    assert (house.today.area.id, house.today.minutes) == ("feet", 10)
    house.today.prefer("calves")
    assert house.today.area.id == "calves"


def test_done_today_is_offered_again_quietly(house: House) -> None:
    house.remember(house.past(60 * MINUTE))
    house.read_again()
    assert sentence(house) == "Done\nfor today."
    assert house.text("today_lead") == "Come back tomorrow, or go again if you must."
    assert house.find("start").accessibleName().startswith("Again, upper back")
    house.press("start")
    assert house.page() == "prepare"


def test_a_rest_that_is_advised_may_be_passed_over(house: House) -> None:
    house.remember(house.past(DAY, outcome=Outcome.STOPPED, stop_reason=StopReason.IRRITATED_SKIN))
    house.read_again()
    assert house.find("start").accessibleName().startswith("Start anyway")
    house.press("start")
    assert house.page() == "prepare"


def test_a_second_numbness_asks_for_a_doctor_first(house: House) -> None:
    house.remember(
        *(
            house.past(n * DAY, n, outcome=Outcome.STOPPED, stop_reason=StopReason.NUMBNESS)
            for n in (1, 2)
        )
    )
    house.read_again()
    assert sentence(house) == "First,\nask."
    assert house.find("start").accessibleName() == "I have asked, carry on"
    house.press("start")
    house.settle()
    assert house.page() == "today"
    assert house.today.advice.may_start


def test_a_bruise_rests_its_area_until_it_is_gone(house: House) -> None:
    house.remember(house.past(3 * DAY, outcome=Outcome.STOPPED, stop_reason=StopReason.BRUISING))
    house.read_again()
    house.app._say_what_is_due()
    label = find(house.window, AreaLabel, "area_upper-back")
    assert label.barred
    assert house.today.area.id != "upper-back"
    assert "upper back" in house.text("today_notice").lower()
    house.press("notice_healed:upper-back")
    house.settle()
    assert not label.barred


# The safety questions --------------------------------------------------------------------------


@pytest.fixture
def unscreened(qapp: QApplication, qtbot: object, tmp_path: Path) -> Iterator[House]:  # noqa: ARG001
    with house_in(qapp, tmp_path, screened=False) as made:
        yield made


def test_before_the_first_time_the_questions_fill_the_window(unscreened: House) -> None:
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


def test_what_holds_back_offers_no_start(unscreened: House) -> None:
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


def test_having_asked_offers_start_at_once(unscreened: House) -> None:
    unscreened.press("answer_heart")
    unscreened.press("screening_asked")
    unscreened.settle()
    assert sentence(unscreened) == "Upper back,\n3 minutes."


def test_not_today_offers_nothing(unscreened: House) -> None:
    unscreened.press("answer_fever")
    unscreened.press("screening_main")
    unscreened.settle()
    assert sentence(unscreened) == "Not\ntoday."
    assert not unscreened.find("start").isVisible()
    press(unscreened.window, Qt.Key.Key_Return)
    assert unscreened.page() == "today"


def test_numb_feet_bar_feet_and_calves_and_ask_for_a_layer(unscreened: House) -> None:
    unscreened.press("answer_less-feeling")
    unscreened.press("screening_asked")
    unscreened.settle()
    barred = {area for area in areas() if find(unscreened.window, AreaLabel, f"area_{area}").barred}
    assert barred == {"feet", "calves"}
    unscreened.press("start")
    assert not unscreened.find("layer_bare").isEnabled()
    assert unscreened.find("layer_bare").accessibleName() == "Bare skin, a layer, always"


def test_a_barred_area_leads_to_the_guide(unscreened: House) -> None:
    unscreened.press("answer_less-feeling")
    unscreened.press("screening_asked")
    unscreened.settle()
    unscreened.press("area_feet")
    assert unscreened.page() == "guide"
    assert "Feet" in unscreened.words()
    assert unscreened.today.area.id == "upper-back"


def test_after_ninety_days_the_questions_are_due_again(house: House) -> None:
    house.clock.advance(91 * 86_400)
    house.read_again()
    house.app._say_what_is_due()
    assert house.text("today_notice") == "The safety questions are due again."
    house.press("notice_later")
    assert house.text("today_notice") == ""
    house.app._say_what_is_due()
    house.press("notice_questions")
    assert house.page() == "screening"
    assert house.text("screening_title") == "Still true?"


# The strip at the foot -------------------------------------------------------------------------


def test_the_week_counts_its_sessions(house: House) -> None:
    assert "This week" in house.words()
    house.remember(house.past(0, 1), house.past(8 * DAY, 2))
    house.read_again()
    assert "This week, 1" in house.words()
    assert house.find("week").accessibleName() == "This week, 1"


def test_the_last_pair_is_shown(house: House) -> None:
    assert house.find("last_tightness").accessibleName() == "Last tightness: not yet"
    house.remember(house.past(DAY, 1))
    house.read_again()
    assert house.find("last_tightness").accessibleName() == "Last tightness, 7 before, 4 after"


def test_the_daily_check_in_is_kept_and_shown(house: House) -> None:
    house.press("rate_today")
    press(house.window, Qt.Key.Key_6)
    house.settle()
    assert "6" in house.words()
    assert not house.find("rate_today").isVisible()
    kept = house.store.check_in_of(house.app_state.facts.today).result()
    assert kept is not None
    assert kept.tightness == 6


def test_the_check_in_can_be_put_off(house: House) -> None:
    house.press("rate_today")
    assert not house.find("week").isVisible()
    house.press("not_now")
    assert house.find("week").isVisible()
    press(house.window, Qt.Key.Key_6)
    assert house.find("rate_today").isVisible()


def test_the_wind_down_leads_to_its_setting_and_follows_it(house: House) -> None:
    house.press("wind_down")
    assert house.page() == "settings"
    assert house.find("setting_bedtime").hasFocus()
    house.set("bedtime", "22:30")
    house.go_to("today")
    assert house.find("wind_down").accessibleName() == "21:30"


def test_the_date_goes_on_with_the_clock(house: House) -> None:
    assert house.text("today_date") == "Monday 21 September, 16:13"
    house.clock.advance(60)
    house.today._minute.timeout.emit()
    assert house.text("today_date") == "Monday 21 September, 16:14"


def test_unseen_it_looks_at_no_clock(house: House) -> None:
    assert house.today._minute.isActive()
    for away, back in (
        (house.window.hide, house.window.show),
        (lambda: house.go_to("plan"), lambda: house.go_to("today")),
    ):
        away()
        assert not house.today._minute.isActive()
        house.clock.advance(60)
        back()
        assert house.today._minute.isActive()
    assert house.text("today_date") == "Monday 21 September, 16:15"


def test_after_a_night_out_of_sight_it_is_another_day(house: House) -> None:
    house.window.hide()
    house.clock.advance(24 * 3_600)
    house.window.show()
    house.settle()
    assert str(house.app_state.facts.today) == "2026-09-22"
    assert house.text("today_date") == "Tuesday 22 September, 16:13"


# Notices ---------------------------------------------------------------------------------------


def test_trouble_stays_until_there_is_something_else(house: House) -> None:
    house.today.show_notice("7 to 4. Three lower.")
    house.opening.say("The disk is full.")
    assert house.text("today_notice") == "The disk is full."
    assert not house.today._notice.isActive()
    house.today.clear_notice()
    assert house.text("today_notice") == ""


def test_the_areas_are_read_out_with_range_and_caution(house: House) -> None:
    names = {choice.id: choice.spoken for choice in area_choices(areas())}
    assert names["upper-back"] == "Upper back, 5 to 10 minutes, caution low"
    assert names["neck-shoulders"] == "Neck & shoulders, 2 to 5 minutes, caution high"
    assert house.find("area_feet").accessibleName() == names["feet"]
