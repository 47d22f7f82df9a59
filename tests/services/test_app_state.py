"""What is stored, what follows from it, and what the daily check-in is kept apart from."""

from typing import Any

import pytest
from PySide6.QtCore import Qt

from mattimer.coach.offer import Offer
from mattimer.coach.plan_progress import PlanState
from mattimer.coach.safety import SafetyAnswers, SafetyVerdict
from mattimer.session.commands import Stop
from mattimer.session.reasons import StopReason
from mattimer.session.records import FollowUpKind
from tests.presenters.app_under_test import AppUnderTest
from tests.presenters.scenarios import A_DAY_S, ended, kept_answers, sleep_over, stop_for
from tests.storage.factories import DEVICE
from tests.ui.factories import press


def heard(app: AppUnderTest) -> list[Offer]:
    """What is offered each time something changed."""
    said: list[Offer] = []
    app.app_state.changed.connect(lambda: said.append(app.app_state.advise().offer))
    return said


def twice(app: AppUnderTest, reason: StopReason) -> None:
    """Two stops within two weeks; the later one today."""
    app.remember(
        ended(app, 1, 2, days_ago=5, reason=reason), ended(app, 2, 2, days_ago=1, reason=reason)
    )
    app.read_again()


def test_answers_are_in_force_before_they_are_written(app: AppUnderTest) -> None:
    said = heard(app)
    app.app_state.accept(SafetyAnswers(frozenset({"heart"})))
    assert said == [Offer.HOLD]
    assert app.app_state.clearance.verdict is SafetyVerdict.HOLD
    app.settle()
    assert kept_answers(app) == ("heart",)


def test_the_plan_is_in_force_before_it_is_written(app: AppUnderTest) -> None:
    said = heard(app)
    app.app_state.set_plan(PlanState(paused=True, started_on=app.app_state.snapshot.today))
    assert len(said) == 1
    assert app.app_state.advise().plan_line == "Plan paused, 0 of 14 done"
    app.settle()
    app.read_again()
    assert app.app_state.advise().plan_line == "Plan paused, 0 of 14 done"


def test_the_area_a_person_names_is_advised(app: AppUnderTest) -> None:
    proposal = app.app_state.advise("feet").proposal
    assert proposal is not None
    assert proposal.area.id == "feet"


def test_a_second_numbness_waits_for_a_clinician_and_the_word_is_kept(app: AppUnderTest) -> None:
    twice(app, StopReason.NUMBNESS)
    assert app.app_state.advise().offer is Offer.ASK_CLINICIAN
    app.app_state.confirm_asked()
    app.settle()
    assert app.app_state.advise().may_start
    stops = app.store.stops_without(FollowUpKind.ASKED, (StopReason.NUMBNESS,)).result()
    assert stops == ()
    assert kept_answers(app) == ("confirmed",)


def test_a_second_sharp_pain_rests_its_area_for_a_week(app: AppUnderTest) -> None:
    twice(app, StopReason.SHARP_PAIN)
    app.app_state.confirm_asked()
    app.settle()
    assert "upper-back" in app.app_state.advise().left_out
    sleep_over(app, 5)
    assert app.app_state.advise().left_out == {"upper-back": "resting until tomorrow"}
    sleep_over(app, 2)
    assert app.app_state.advise().left_out == {}


def test_a_bruise_waits_for_the_person_and_heals_area_by_area(app: AppUnderTest) -> None:
    app.remember(
        ended(app, 1, 2, days_ago=9, reason=StopReason.BRUISING),
        ended(app, 2, 2, days_ago=8, reason=StopReason.BRUISING, area="calves"),
    )
    sleep_over(app, 30)
    assert set(app.app_state.advise().bruised) == {"upper-back", "calves"}
    app.app_state.healed("calves")
    app.settle()
    assert app.app_state.advise().bruised == ("upper-back",)
    assert "calves" not in app.app_state.advise().left_out


def test_a_stop_before_the_answers_asks_nothing_again(app: AppUnderTest) -> None:
    app.remember(ended(app, 1, 2, days_ago=1, reason=StopReason.DIZZINESS))
    app.read_again()
    assert app.app_state.clearance.verdict is SafetyVerdict.CLEAR
    stop_for(app, StopReason.DIZZINESS)
    assert app.app_state.clearance.asks_again


def test_a_clock_set_back_by_years_asks_again_and_goes_on(app: AppUnderTest) -> None:
    app.remember(ended(app, 1, 3))
    app.clock.jump_wall_clock(-3 * 365 * A_DAY_S)
    app.read_again()
    assert app.app_state.clearance.asks_again
    assert app.app_state.advise().plan_line == "The plan has not started yet"
    assert app.app_state.advise().may_start


# The check-in ----------------------------------------------------------------------------------


def test_the_check_in_is_kept_apart_from_sessions(app: AppUnderTest) -> None:
    app.press("rate_today")
    press(app.window, Qt.Key.Key_0)
    app.settle()
    assert not app.find("rate_today").isVisible()
    assert "10" in app.words()
    assert app.stored() == []
    kept = app.store.check_in_of(app.app_state.snapshot.today).result()
    assert kept is not None
    assert (kept.tightness, kept.device) == (10, DEVICE)


def test_it_is_asked_once_a_day(app: AppUnderTest) -> None:
    app.press("rate_today")
    press(app.window, Qt.Key.Key_4)
    app.settle()
    app.read_again()
    assert not app.find("rate_today").isVisible()
    sleep_over(app)
    assert app.find("rate_today").isVisible()


def test_a_rated_session_is_no_check_in(app: AppUnderTest) -> None:
    app.remember(app.past(0))
    app.read_again()
    assert app.find("rate_today").isVisible()
    assert app.app_state.snapshot.rated is None


def test_digits_rate_only_while_the_scale_is_up(app: AppUnderTest) -> None:
    def rated_after(key: Qt.Key) -> int | None:
        press(app.window, key)
        app.settle()
        return app.app_state.snapshot.rated

    assert rated_after(Qt.Key.Key_5) is None
    app.press("rate_today")
    assert rated_after(Qt.Key.Key_5) == 5
    assert rated_after(Qt.Key.Key_7) == 5


# What is read ----------------------------------------------------------------------------------

SESSIONS = ["page", "past"]
EVERYTHING = sorted([*SESSIONS, "last_screening", "profile", "check_in_of", "profile"])


@pytest.fixture
def reads(app: AppUnderTest, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of what is read from the store, as it is read."""
    said: list[str] = []

    def counted(name: str) -> None:
        read = getattr(app.store, name)

        def watched(*args: Any, **more: object) -> object:  # noqa: ANN401 - as given
            # The store's own writes go through it as well.
            if name != "within" or args[0].__name__.startswith("read_"):
                said.append(name)
            return read(*args, **more)

        monkeypatch.setattr(app.store, name, watched)

    for name in {*EVERYTHING, "record", "within"}:
        counted(name)
    return said


def taken(reads: list[str]) -> list[str]:
    found = sorted(reads)
    reads.clear()
    return found


def test_a_session_is_read_once_for_its_end_and_once_for_its_rating(
    app: AppUnderTest, reads: list[str]
) -> None:
    app.press("start")
    app.press("lie_down")
    app.lie(30)
    app.settle()
    assert taken(reads) == []
    app.do(Stop())
    app.settle()
    assert taken(reads) == SESSIONS
    press(app.window, Qt.Key.Key_4)
    app.press("save")
    app.settle()
    assert taken(reads) == SESSIONS


def test_what_is_asked_for_in_one_turn_is_read_once(app: AppUnderTest, reads: list[str]) -> None:
    said = heard(app)
    app.app_state.refresh_sessions()
    app.app_state.refresh()
    app.app_state.refresh_sessions()
    app.settle()
    assert taken(reads) == EVERYTHING
    assert len(said) == 1


def test_what_a_person_changes_reads_nothing(app: AppUnderTest, reads: list[str]) -> None:
    app.app_state.check_in(4)
    app.app_state.set_mat({"name": "The green one"})
    app.settle()
    assert taken(reads) == []


def test_what_is_chosen_while_something_is_read_stays(app: AppUnderTest) -> None:
    app.app_state.refresh()
    app.loop.call_soon(lambda: app.app_state.check_in(7))
    app.settle()
    assert app.app_state.snapshot.rated == 7


def test_after_a_night_everything_is_read_also_for_a_session(
    app: AppUnderTest, reads: list[str]
) -> None:
    app.app_state.check_in(4)
    app.settle()
    app.clock.advance(A_DAY_S)
    app.app_state.refresh_sessions()
    app.settle()
    assert taken(reads) == EVERYTHING
    assert app.app_state.snapshot.rated is None
