"""From Today to Prepare, the mat, After and back; what is stored of it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from mattimer.services.start_request import StartRequest
from mattimer.session.clock import MINUTE, SECOND
from mattimer.session.commands import Discard, Resume, Stop, Tick
from mattimer.session.reasons import PauseReason, StopReason
from mattimer.session.records import Outcome
from mattimer.session.session import Status
from mattimer.session.session_plan import Layer
from mattimer.ui.pages.after.after import AfterAnswers, AfterPage
from mattimer.ui.pages.today.today import Action
from mattimer.ui.session.session_page import SessionPage
from tests.presenters.app_under_test import AppUnderTest
from tests.ui.factories import areas, press
from tests.ui.pages.find_widgets import find
from tests.ui.timers import run_out, timer

LEAD_IN = 20


def start(app: AppUnderTest, before: Qt.Key | None = None) -> None:
    """From Today onto the mat."""
    app.press("start")
    if before is not None:
        press(app.window, before)
    app.press("lie_down")


def finish(app: AppUnderTest, minutes: float | None = None) -> None:
    """Lie until the end, from the start of the lead-in."""
    app.lie(LEAD_IN + 60 * (app.today.minutes if minutes is None else minutes))


def stop(app: AppUnderTest, after_s: float, *buttons: str) -> None:
    """Pause so many seconds into the mat time, and press there."""
    app.lie(LEAD_IN + after_s)
    press(app.window, Qt.Key.Key_Escape)
    for name in buttons:
        app.press(name)


# Before ----------------------------------------------------------------------------------------


def test_start_leads_to_prepare(app: AppUnderTest) -> None:
    app.press("start")
    assert app.page() == "prepare"
    assert app.text("prepare_title") == "Upper back, 3 minutes"
    assert set(areas()["upper-back"].steps) <= set(app.words())
    assert "20 seconds to get comfortable." in app.words()


def test_the_layers_carry_what_is_known_of_them(app: AppUnderTest) -> None:
    app.press("start")
    said = [app.find(f"layer_{layer}").accessibleName() for layer in Layer]
    assert said == ["Towel, mildest", "Thin shirt, to begin with", "Bare skin, strongest"]


def test_back_leads_home(app: AppUnderTest) -> None:
    app.press("start")
    app.press("back")
    assert app.page() == "today"
    assert app.stored() == []


def test_enter_enter_is_a_whole_start(app: AppUnderTest) -> None:
    press(app.window, Qt.Key.Key_Return)
    press(app.window, Qt.Key.Key_Return)
    assert app.page() == "session"


def test_shift_and_enter_goes_straight_to_the_lead_in(app: AppUnderTest) -> None:
    press(app.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert app.page() == "session"
    session = app.runner.session
    assert session is not None
    assert session.plan.lead_in == LEAD_IN * SECOND


def test_prepare_can_be_skipped_by_a_setting(app: AppUnderTest) -> None:
    app.set("skip_prepare", value=True)
    app.press("start")
    assert app.page() == "session"


def test_without_a_lead_in_prepare_says_so(app: AppUnderTest) -> None:
    app.set("lead_in_s", 0)
    app.press("start")
    assert "It begins at once." in app.words()


def test_lying_down_begins_what_was_prepared(app: AppUnderTest) -> None:
    app.press("start")
    app.press("layer_towel")
    app.press("lie_down")
    session = app.runner.session
    assert session is not None
    assert session.layer is Layer.TOWEL
    assert session.plan.area == "upper-back"
    assert session.plan.stages.total == 3 * MINUTE
    assert session.plan.cap == 30 * MINUTE


def test_settings_shape_the_plan(app: AppUnderTest) -> None:
    for name, value in (("scan", False), ("pattern", "5-5"), ("lead_in_s", 60)):
        app.set(name, value)
    start(app)
    session = app.runner.session
    assert session is not None
    assert session.plan.scan == ()
    assert str(session.plan.pattern) == "5-5"
    assert session.plan.lead_in == MINUTE


# During ----------------------------------------------------------------------------------------


def session_page() -> SessionPage:
    """The one there is; before a session it is not yet in the window."""
    (page,) = (one for one in QApplication.allWidgets() if isinstance(one, SessionPage))
    return page


def test_the_session_fills_the_window_and_takes_the_keys(app: AppUnderTest) -> None:
    start(app)
    assert app.page() == "session"
    assert app.find("session_page").hasFocus()
    assert app.text("session_caption") == "Mat under the upper back"


def test_a_session_is_in_the_file_from_its_first_moment(app: AppUnderTest) -> None:
    start(app, Qt.Key.Key_7)
    (record,) = app.stored()
    assert record.outcome is Outcome.INTERRUPTED
    assert record.tightness_before == 7
    assert record.mat_us == 0


def test_enter_skips_the_lead_in(app: AppUnderTest) -> None:
    start(app)
    press(app.window, Qt.Key.Key_Return)
    moment = app.runner.moment()
    assert moment is not None
    assert moment.lead_in_left == 0
    assert moment.elapsed == 0


def test_space_pauses_and_space_goes_on(app: AppUnderTest) -> None:
    start(app)
    app.lie(LEAD_IN + 5)
    press(app.window, Qt.Key.Key_Space)
    session = app.runner.session
    assert session is not None
    assert session.status is Status.PAUSED
    assert app.find("resume").hasFocus()
    press(app.window, Qt.Key.Key_Space)
    assert app.runner.session is not None
    assert app.runner.session.running


def test_each_wish_of_the_page_reaches_the_session(app: AppUnderTest) -> None:
    start(app)
    app.lie(LEAD_IN + 5)
    press(app.window, Qt.Key.Key_Plus)
    session = app.runner.session
    assert session is not None
    assert session.planned == 4 * MINUTE
    press(app.window, Qt.Key.Key_N)
    press(app.window, Qt.Key.Key_A)
    app.press("skip_to_rise")
    moment = app.runner.moment()
    assert moment is not None
    assert moment.rise_step == 0
    press(app.window, Qt.Key.Key_A)
    app.press("end")
    assert app.runner.session is not None
    assert app.runner.session.status is Status.PAUSED
    app.press("resume")
    assert app.runner.session.running


def test_too_intense_adds_a_layer_and_goes_on(app: AppUnderTest) -> None:
    start(app)
    stop(app, 30, "stop_too-intense", "ease")
    session = app.runner.session
    assert session is not None
    assert session.running
    assert session.layer is Layer.TOWEL
    app.settle()
    assert app.stored()[0].layer is Layer.TOWEL


def test_on_a_towel_too_intense_stops(app: AppUnderTest) -> None:
    start(app)
    stop(app, 30, "stop_too-intense", "ease")
    press(app.window, Qt.Key.Key_Escape)
    app.press("stop_too-intense")
    assert app.page() == "after"


def test_easing_nothing_does_nothing(app: AppUnderTest) -> None:
    session_page().ease_wanted.emit()
    assert app.runner.session is None


def test_frames_show_the_time(app: AppUnderTest) -> None:
    start(app)
    app.clock.advance(LEAD_IN + 1)
    session_page().frame_due.emit()
    face = session_page().dial.face
    assert face is not None
    assert (face.top, face.digits) == ("Settle", "2:59")


def test_a_frame_without_a_session_shows_nothing(app: AppUnderTest) -> None:
    assert app.runner.session is None
    session_page().frame_due.emit()
    assert session_page().dial.face is None


def test_sleep_pauses_and_discarding_removes_the_row(app: AppUnderTest) -> None:
    start(app)
    app.lie(LEAD_IN + 30)
    app.clock.sleep_computer(720)
    app.do(Tick())
    session = app.runner.session
    assert session is not None
    assert session.paused_by == {PauseReason.SLEEP}
    assert "The computer slept for 12 minutes." in app.words()
    assert len(app.stored()) == 1
    app.press("discard")
    assert app.page() == "today"
    assert app.runner.session is None
    assert app.stored() == []


def test_a_planned_session_asks_nothing_before_it(app: AppUnderTest) -> None:
    app.root.starter.ask(StartRequest(area="feet", minutes=2, layer=Layer.SHIRT))
    assert app.page() == "session"
    assert app.stored()[0].tightness_before is None


def test_a_rating_is_not_carried_into_the_next_session(app: AppUnderTest) -> None:
    start(app, Qt.Key.Key_7)
    app.do(Discard())
    app.root.prepare_page.start_at_once()
    assert app.stored()[0].tightness_before is None


# After -----------------------------------------------------------------------------------------


def test_the_end_asks_how_it_was(app: AppUnderTest) -> None:
    start(app)
    finish(app)
    assert app.page() == "after"
    assert "That was\nthree minutes." in app.words()
    # 16:13:20 local time, and 20 s and three minutes later.
    assert "Upper back, thin shirt, done at 16:16" in app.words()
    assert app.stored()[0].outcome is Outcome.FINISHED


def test_what_one_says_is_stored(app: AppUnderTest) -> None:
    start(app, Qt.Key.Key_7)
    finish(app)
    press(app.window, Qt.Key.Key_4)
    app.press("noticed_warmth")
    app.press("noticed_sleepy")
    QTest.keyClicks(app.find("note"), "Rain.")
    app.press("save")
    app.settle()
    (record,) = app.stored()
    assert (record.tightness_before, record.tightness_after) == (7, 4)
    assert record.noticed == ("warmth", "sleepy")
    assert record.note == "Rain."
    assert record.stop_reason is None
    assert app.page() == "today"
    assert app.runner.session is None


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
    app: AppUnderTest, before: Qt.Key | None, after: Qt.Key | None, said: str
) -> None:
    start(app, before)
    finish(app)
    if after is not None:
        press(app.window, after)
    press(app.window, Qt.Key.Key_Return)
    app.settle()
    assert app.text("today_notice") == said
    assert app.find("notice_undo").isVisible()


@pytest.mark.parametrize("before", [Qt.Key.Key_7, None])
def test_a_pair_is_promised_where_there_will_be_one(
    app: AppUnderTest, before: Qt.Key | None
) -> None:
    start(app, before)
    finish(app)
    labels = app.window.findChildren(QLabel)
    promised = any("You see the pair" in label.text() for label in labels if label.isVisible())
    assert promised is (before is not None)


def test_the_notice_leaves_after_six_seconds(app: AppUnderTest) -> None:
    app.today.show_notice("7 to 4. Three lower.", Action("undo", "Undo"))
    assert app.text("today_notice") == "7 to 4. Three lower."
    assert timer(app.today, "notice_timer").interval() == 6000
    run_out(app.today, "notice_timer")
    assert app.text("today_notice") == ""
    assert not app.find("notice_undo").isVisible()


def test_undo_brings_after_back_with_the_same_answers(app: AppUnderTest) -> None:
    start(app, Qt.Key.Key_7)
    finish(app)
    press(app.window, Qt.Key.Key_4)
    app.press("noticed_warmth")
    QTest.keyClicks(app.find("note"), "Rain.")
    app.press("save")
    app.settle()
    app.press("notice_undo")
    assert app.page() == "after"
    page = find(app.window, AfterPage, "after_page")
    assert page.answers == AfterAnswers(4, ("warmth",), "Rain.", None)
    press(app.window, Qt.Key.Key_5)
    app.press("save")
    app.settle()
    assert app.stored()[0].tightness_after == 5
    assert app.text("today_notice") == "7 to 5. Two lower."


def test_undo_without_anything_saved_does_nothing(app: AppUnderTest) -> None:
    app.root.session_pages.undo_save()
    assert app.page() == "today"


def test_a_reason_from_the_pause_is_kept(app: AppUnderTest) -> None:
    start(app)
    stop(app, 65, "stop_numbness")
    assert app.page() == "after"
    assert "One minute.\nGood call." in app.words()
    assert "Upper back, thin shirt, stopped at 16:14" in app.words()
    app.press("save")
    app.settle()
    (record,) = app.stored()
    assert record.outcome is Outcome.STOPPED
    assert record.stop_reason is StopReason.NUMBNESS
    assert record.mat_us == 65 * SECOND


def test_a_reason_given_afterwards_is_kept(app: AppUnderTest) -> None:
    start(app)
    stop(app, 20, "finish")
    assert "Less than a minute.\nGood call." in app.words()
    app.press("reason_irritated-skin")
    app.press("save")
    app.settle()
    assert app.stored()[0].stop_reason is StopReason.IRRITATED_SKIN


def test_a_session_that_ends_elsewhere_is_asked_about_too(app: AppUnderTest) -> None:
    start(app)
    app.lie(LEAD_IN + 10)
    app.do(Stop(StopReason.DIZZINESS))
    assert app.page() == "after"
    page = find(app.window, AfterPage, "after_page")
    assert page.answers.reason is StopReason.DIZZINESS


def test_nothing_is_lost_where_nothing_is_said(app: AppUnderTest) -> None:
    start(app)
    finish(app)
    app.window.show_page("today")
    assert app.stored()[0].outcome is Outcome.FINISHED
    start(app)
    assert len(app.stored()) == 2


def test_the_next_session_is_offered_like_the_last(app: AppUnderTest) -> None:
    app.press("area_feet")
    start(app)
    finish(app)
    app.press("save")
    app.settle()
    assert app.today.area.id == "feet"
    app.press("start")
    names = [app.find(f"layer_{layer}").accessibleName() for layer in Layer]
    assert names == ["Towel, mildest", "Socks, like last time", "Bare skin, strongest"]


def test_going_on_after_a_sleep_keeps_the_time_on_the_mat(app: AppUnderTest) -> None:
    start(app)
    app.lie(LEAD_IN + 30)
    app.clock.sleep_computer(600)
    app.do(Tick())
    app.do(Resume())
    app.lie(150)
    assert app.page() == "after"
    (record,) = app.stored()
    assert record.mat_us == 3 * MINUTE
    assert record.away_us == 600 * SECOND
