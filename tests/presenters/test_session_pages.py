"""From Today to Prepare, the mat, After and back; what is stored of it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from mattimer.services.plan_builder import plan_for
from mattimer.session.clock import MINUTE, SECOND
from mattimer.session.commands import Discard, Resume, Stop, Tick
from mattimer.session.reasons import PauseReason, StopReason
from mattimer.session.records import Outcome
from mattimer.session.session import Status
from mattimer.session.session_plan import Layer
from mattimer.ui.pages.after.after import AfterAnswers
from mattimer.ui.pages.today.today import Action
from tests.presenters.house import House
from tests.ui.making import areas, lines, press

LEAD_IN = 20


def start(house: House, before: Qt.Key | None = None) -> None:
    """From Today onto the mat."""
    house.press("start")
    if before is not None:
        press(house.window, before)
    house.press("lie_down")


def finish(house: House, minutes: float | None = None) -> None:
    """Lie until the end, from the start of the lead-in."""
    house.lie(LEAD_IN + 60 * (house.today.minutes if minutes is None else minutes))


def stop(house: House, after_s: float, *buttons: str) -> None:
    """Pause so many seconds into the mat time, and press there."""
    house.lie(LEAD_IN + after_s)
    press(house.window, Qt.Key.Key_Escape)
    for name in buttons:
        house.press(name)


# Before ----------------------------------------------------------------------------------------


def test_start_leads_to_prepare(house: House) -> None:
    house.press("start")
    assert house.page() == "prepare"
    assert house.text("prepare_title") == "Upper back, 3 minutes"
    assert set(areas()["upper-back"].steps) <= set(house.words())
    assert "20 seconds to get comfortable." in house.words()


def test_the_layers_carry_what_is_known_of_them(house: House) -> None:
    house.press("start")
    said = [house.find(f"layer_{layer}").accessibleName() for layer in Layer]
    assert said == ["Towel, mildest", "Thin shirt, to begin with", "Bare skin, strongest"]


def test_back_leads_home(house: House) -> None:
    house.press("start")
    house.press("back")
    assert house.page() == "today"
    assert house.stored() == []


def test_enter_enter_is_a_whole_start(house: House) -> None:
    press(house.window, Qt.Key.Key_Return)
    press(house.window, Qt.Key.Key_Return)
    assert house.page() == "session"


def test_shift_and_enter_goes_straight_to_the_lead_in(house: House) -> None:
    press(house.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert house.page() == "session"
    session = house.runner.session
    assert session is not None
    assert session.plan.lead_in == LEAD_IN * SECOND


def test_prepare_can_be_skipped_by_a_setting(house: House) -> None:
    house.set("skip_prepare", value=True)
    house.press("start")
    assert house.page() == "session"


def test_without_a_lead_in_prepare_says_so(house: House) -> None:
    house.set("lead_in_s", 0)
    house.press("start")
    assert "It begins at once." in house.words()


def test_lying_down_begins_what_was_prepared(house: House) -> None:
    house.press("start")
    house.press("layer_towel")
    house.press("lie_down")
    session = house.runner.session
    assert session is not None
    assert session.layer is Layer.TOWEL
    assert session.plan.area == "upper-back"
    assert session.plan.stages.total == 3 * MINUTE
    assert session.plan.cap == 30 * MINUTE


def test_settings_shape_the_plan(house: House) -> None:
    for name, value in (("scan", False), ("pattern", "5-5"), ("lead_in_s", 60)):
        house.set(name, value)
    start(house)
    session = house.runner.session
    assert session is not None
    assert session.plan.scan == ()
    assert str(session.plan.pattern) == "5-5"
    assert session.plan.lead_in == MINUTE


# During ----------------------------------------------------------------------------------------


def test_the_session_fills_the_window_and_takes_the_keys(house: House) -> None:
    start(house)
    assert house.page() == "session"
    assert house.app._session_page.hasFocus()
    assert house.text("session_caption") == "Mat under the upper back"


def test_a_session_is_in_the_file_from_its_first_moment(house: House) -> None:
    start(house, Qt.Key.Key_7)
    (record,) = house.stored()
    assert record.outcome is Outcome.INTERRUPTED
    assert record.tightness_before == 7
    assert record.mat_us == 0


def test_enter_skips_the_lead_in(house: House) -> None:
    start(house)
    press(house.window, Qt.Key.Key_Return)
    moment = house.runner.moment()
    assert moment is not None
    assert moment.lead_in_left == 0
    assert moment.elapsed == 0


def test_space_pauses_and_space_goes_on(house: House) -> None:
    start(house)
    house.lie(LEAD_IN + 5)
    press(house.window, Qt.Key.Key_Space)
    session = house.runner.session
    assert session is not None
    assert session.status is Status.PAUSED
    assert house.find("resume").hasFocus()
    press(house.window, Qt.Key.Key_Space)
    assert house.runner.session is not None
    assert house.runner.session.running


def test_each_wish_of_the_page_reaches_the_session(house: House) -> None:
    start(house)
    house.lie(LEAD_IN + 5)
    press(house.window, Qt.Key.Key_Plus)
    session = house.runner.session
    assert session is not None
    assert session.planned == 4 * MINUTE
    press(house.window, Qt.Key.Key_N)
    press(house.window, Qt.Key.Key_A)
    house.press("skip_to_rise")
    moment = house.runner.moment()
    assert moment is not None
    assert moment.rise_step == 0
    press(house.window, Qt.Key.Key_A)
    house.press("end")
    assert house.runner.session is not None
    assert house.runner.session.status is Status.PAUSED
    house.press("resume")
    assert house.runner.session.running


def test_too_intense_adds_a_layer_and_goes_on(house: House) -> None:
    start(house)
    stop(house, 30, "stop_too-intense", "ease")
    session = house.runner.session
    assert session is not None
    assert session.running
    assert session.layer is Layer.TOWEL
    house.settle()
    assert house.stored()[0].layer is Layer.TOWEL


def test_on_a_towel_too_intense_stops(house: House) -> None:
    start(house)
    stop(house, 30, "stop_too-intense", "ease")
    press(house.window, Qt.Key.Key_Escape)
    house.press("stop_too-intense")
    assert house.page() == "after"


def test_easing_nothing_does_nothing(house: House) -> None:
    house.app._session_page.ease_wanted.emit()
    assert house.runner.session is None


def test_frames_show_the_time(house: House) -> None:
    start(house)
    house.clock.advance(LEAD_IN + 1)
    house.app._session_page.frame_due.emit()
    face = house.app._session_page.dial._face
    assert face is not None
    assert (face.top, face.digits) == ("Settle", "2:59")


def test_a_frame_without_a_session_shows_nothing(house: House) -> None:
    house.app._session_page.frame_due.emit()
    assert house.app._session_page.dial._face is None


def test_sleep_pauses_and_discarding_removes_the_row(house: House) -> None:
    start(house)
    house.lie(LEAD_IN + 30)
    house.clock.sleep_computer(720)
    house.do(Tick())
    session = house.runner.session
    assert session is not None
    assert session.paused_by == {PauseReason.SLEEP}
    assert "The computer slept for 12 minutes." in house.words()
    assert len(house.stored()) == 1
    house.press("discard")
    assert house.page() == "today"
    assert house.runner.session is None
    assert house.stored() == []


def test_a_planned_session_asks_nothing_before_it(house: House) -> None:
    plan = plan_for(areas()["feet"], 2, Layer.SHIRT, house.app.preferences.settings, lines())
    house.app._session_flow.start(plan)
    assert house.page() == "session"
    assert house.stored()[0].tightness_before is None


def test_a_rating_is_not_carried_into_the_next_session(house: House) -> None:
    start(house, Qt.Key.Key_7)
    house.do(Discard())
    house.app._session_flow.start_at_once()
    assert house.stored()[0].tightness_before is None


# After -----------------------------------------------------------------------------------------


def test_the_end_asks_how_it_was(house: House) -> None:
    start(house)
    finish(house)
    assert house.page() == "after"
    assert "That was\nthree minutes." in house.words()
    # 16:13:20 local time, and 20 s and three minutes later.
    assert "Upper back, thin shirt, done at 16:16" in house.words()
    assert house.stored()[0].outcome is Outcome.FINISHED


def test_what_one_says_is_stored(house: House) -> None:
    start(house, Qt.Key.Key_7)
    finish(house)
    press(house.window, Qt.Key.Key_4)
    house.press("noticed_warmth")
    house.press("noticed_sleepy")
    QTest.keyClicks(house.find("note"), "Rain.")
    house.press("save")
    house.settle()
    (record,) = house.stored()
    assert (record.tightness_before, record.tightness_after) == (7, 4)
    assert record.noticed == ("warmth", "sleepy")
    assert record.note == "Rain."
    assert record.stop_reason is None
    assert house.page() == "today"
    assert house.runner.session is None


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (Qt.Key.Key_7, Qt.Key.Key_4, "7 to 4. Three lower."),
        (Qt.Key.Key_7, Qt.Key.Key_6, "7 to 6. One lower."),
        (Qt.Key.Key_7, Qt.Key.Key_7, "7, as before. Some evenings are like that."),
        (Qt.Key.Key_7, Qt.Key.Key_8, "7 to 8. Noted, no blame."),
        (Qt.Key.Key_0, Qt.Key.Key_1, "10 to 1. Nine lower."),
        (None, Qt.Key.Key_4, "Saved: 4."),
        (Qt.Key.Key_7, None, "Saved without a number."),
        (None, None, "Saved without a number."),
    ],
)
def test_the_pair_is_shown_once_it_is_saved(
    house: House, before: Qt.Key | None, after: Qt.Key | None, said: str
) -> None:
    start(house, before)
    finish(house)
    if after is not None:
        press(house.window, after)
    press(house.window, Qt.Key.Key_Return)
    house.settle()
    assert house.text("today_notice") == said
    assert house.find("notice_undo").isVisible()


@pytest.mark.parametrize("before", [Qt.Key.Key_7, None])
def test_a_pair_is_promised_where_there_will_be_one(house: House, before: Qt.Key | None) -> None:
    start(house, before)
    finish(house)
    labels = house.window.findChildren(QLabel)
    promised = any("You see the pair" in label.text() for label in labels if label.isVisible())
    assert promised is (before is not None)


def test_the_notice_leaves_after_six_seconds(house: House) -> None:
    house.today.show_notice("7 to 4. Three lower.", Action("undo", "Undo"))
    assert house.text("today_notice") == "7 to 4. Three lower."
    assert house.today._notice.interval() == 6000
    house.today._notice.timeout.emit()
    assert house.text("today_notice") == ""
    assert not house.find("notice_undo").isVisible()


def test_undo_brings_after_back_with_the_same_answers(house: House) -> None:
    start(house, Qt.Key.Key_7)
    finish(house)
    press(house.window, Qt.Key.Key_4)
    house.press("noticed_warmth")
    QTest.keyClicks(house.find("note"), "Rain.")
    house.press("save")
    house.settle()
    house.press("notice_undo")
    assert house.page() == "after"
    assert house.app._after_page.answers == AfterAnswers(4, ("warmth",), "Rain.", None)
    press(house.window, Qt.Key.Key_5)
    house.press("save")
    house.settle()
    assert house.stored()[0].tightness_after == 5
    assert house.text("today_notice") == "7 to 5. Two lower."


def test_undo_without_anything_saved_does_nothing(house: House) -> None:
    house.app._session_flow.undo_save()
    assert house.page() == "today"


def test_a_reason_from_the_pause_is_kept(house: House) -> None:
    start(house)
    stop(house, 65, "stop_numbness")
    assert house.page() == "after"
    assert "One minute.\nGood call." in house.words()
    assert "Upper back, thin shirt, stopped at 16:14" in house.words()
    house.press("save")
    house.settle()
    (record,) = house.stored()
    assert record.outcome is Outcome.STOPPED
    assert record.stop_reason is StopReason.NUMBNESS
    assert record.mat_us == 65 * SECOND


def test_a_reason_given_afterwards_is_kept(house: House) -> None:
    start(house)
    stop(house, 20, "finish")
    assert "Less than a minute.\nGood call." in house.words()
    house.press("reason_irritated-skin")
    house.press("save")
    house.settle()
    assert house.stored()[0].stop_reason is StopReason.IRRITATED_SKIN


def test_a_session_that_ends_elsewhere_is_asked_about_too(house: House) -> None:
    start(house)
    house.lie(LEAD_IN + 10)
    house.do(Stop(StopReason.DIZZINESS))
    assert house.page() == "after"
    assert house.app._after_page.answers.reason is StopReason.DIZZINESS


def test_nothing_is_lost_where_nothing_is_said(house: House) -> None:
    start(house)
    finish(house)
    house.window.show_page("today")
    assert house.stored()[0].outcome is Outcome.FINISHED
    start(house)
    assert len(house.stored()) == 2


def test_the_next_session_is_offered_like_the_last(house: House) -> None:
    house.press("area_feet")
    start(house)
    finish(house)
    house.press("save")
    house.settle()
    assert house.today.area.id == "feet"
    house.press("start")
    names = [house.find(f"layer_{layer}").accessibleName() for layer in Layer]
    assert names == ["Towel, mildest", "Socks, like last time", "Bare skin, strongest"]


def test_going_on_after_a_sleep_keeps_the_time_on_the_mat(house: House) -> None:
    start(house)
    house.lie(LEAD_IN + 30)
    house.clock.sleep_computer(600)
    house.do(Tick())
    house.do(Resume())
    house.lie(150)
    assert house.page() == "after"
    (record,) = house.stored()
    assert record.mat_us == 3 * MINUTE
    assert record.away_us == 600 * SECOND
