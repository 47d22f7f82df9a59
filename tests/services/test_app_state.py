"""What is stored, what follows from it, and what the daily check-in is kept apart from."""

from PySide6.QtCore import Qt

from mattimer.coach.offer import Offer
from mattimer.coach.plan_progress import PlanState
from mattimer.coach.safety import SafetyAnswers, SafetyVerdict
from mattimer.session.reasons import StopReason
from mattimer.session.records import FollowUpKind
from tests.presenters.house import House
from tests.presenters.knowing import A_DAY_S, ended, kept_answers, sleep_over, stop_for
from tests.storage.making import DEVICE
from tests.ui.making import press


def heard(house: House) -> list[Offer]:
    """What is offered each time something changed."""
    said: list[Offer] = []
    house.app_state.changed.connect(lambda: said.append(house.app_state.advise().offer))
    return said


def twice(house: House, reason: StopReason) -> None:
    """Two stops within two weeks; the later one today."""
    house.remember(
        ended(house, 1, 2, days_ago=5, reason=reason), ended(house, 2, 2, days_ago=1, reason=reason)
    )
    house.read_again()


def test_answers_are_in_force_before_they_are_written(house: House) -> None:
    said = heard(house)
    house.app_state.accept(SafetyAnswers(frozenset({"heart"})))
    assert said == [Offer.HOLD]
    assert house.app_state.clearance.verdict is SafetyVerdict.HOLD
    house.settle()
    assert kept_answers(house) == ("heart",)


def test_the_plan_is_in_force_before_it_is_written(house: House) -> None:
    said = heard(house)
    house.app_state.set_plan(PlanState(paused=True, started_on=house.app_state.facts.today))
    assert len(said) == 1
    assert house.app_state.advise().plan_line == "Plan paused, 0 of 14 done"
    house.settle()
    house.read_again()
    assert house.app_state.advise().plan_line == "Plan paused, 0 of 14 done"


def test_the_area_a_person_names_is_advised(house: House) -> None:
    proposal = house.app_state.advise("feet").proposal
    assert proposal is not None
    assert proposal.area.id == "feet"


def test_a_second_numbness_waits_for_a_clinician_and_the_word_is_kept(house: House) -> None:
    twice(house, StopReason.NUMBNESS)
    assert house.app_state.advise().offer is Offer.ASK_CLINICIAN
    house.app_state.confirm_asked()
    house.settle()
    assert house.app_state.advise().may_start
    stops = house.store.stops_without(FollowUpKind.ASKED, (StopReason.NUMBNESS,)).result()
    assert stops == ()
    assert kept_answers(house) == ("confirmed",)


def test_a_second_sharp_pain_rests_its_area_for_a_week(house: House) -> None:
    twice(house, StopReason.SHARP_PAIN)
    house.app_state.confirm_asked()
    house.settle()
    assert "upper-back" in house.app_state.advise().left_out
    sleep_over(house, 5)
    assert house.app_state.advise().left_out == {"upper-back": "resting until tomorrow"}
    sleep_over(house, 2)
    assert house.app_state.advise().left_out == {}


def test_a_bruise_waits_for_the_person_and_heals_area_by_area(house: House) -> None:
    house.remember(
        ended(house, 1, 2, days_ago=9, reason=StopReason.BRUISING),
        ended(house, 2, 2, days_ago=8, reason=StopReason.BRUISING, area="calves"),
    )
    sleep_over(house, 30)
    assert set(house.app_state.advise().bruised) == {"upper-back", "calves"}
    house.app_state.healed("calves")
    house.settle()
    assert house.app_state.advise().bruised == ("upper-back",)
    assert "calves" not in house.app_state.advise().left_out


def test_a_stop_before_the_answers_asks_nothing_again(house: House) -> None:
    house.remember(ended(house, 1, 2, days_ago=1, reason=StopReason.DIZZINESS))
    house.read_again()
    assert house.app_state.clearance.verdict is SafetyVerdict.CLEAR
    stop_for(house, StopReason.DIZZINESS)
    assert house.app_state.clearance.asks_again


def test_a_clock_set_back_by_years_asks_again_and_goes_on(house: House) -> None:
    house.remember(ended(house, 1, 3))
    house.clock.jump_wall_clock(-3 * 365 * A_DAY_S)
    house.read_again()
    assert house.app_state.clearance.asks_again
    assert house.app_state.advise().plan_line == "The plan has not started yet"
    assert house.app_state.advise().may_start


# The check-in ----------------------------------------------------------------------------------


def test_the_check_in_is_kept_apart_from_sessions(house: House) -> None:
    house.press("rate_today")
    press(house.window, Qt.Key.Key_0)
    house.settle()
    assert not house.find("rate_today").isVisible()
    assert "10" in house.words()
    assert house.stored() == []
    kept = house.store.check_in_of(house.app_state.facts.today).result()
    assert kept is not None
    assert (kept.tightness, kept.device) == (10, DEVICE)


def test_it_is_asked_once_a_day(house: House) -> None:
    house.press("rate_today")
    press(house.window, Qt.Key.Key_4)
    house.settle()
    house.read_again()
    assert not house.find("rate_today").isVisible()
    sleep_over(house)
    assert house.find("rate_today").isVisible()


def test_a_rated_session_is_no_check_in(house: House) -> None:
    house.remember(house.past(0))
    house.read_again()
    assert house.find("rate_today").isVisible()
    assert house.app_state.facts.rated is None


def test_digits_rate_only_while_the_scale_is_up(house: House) -> None:
    def rated_after(key: Qt.Key) -> int | None:
        press(house.window, key)
        house.settle()
        return house.app_state.facts.rated

    assert rated_after(Qt.Key.Key_5) is None
    house.press("rate_today")
    assert rated_after(Qt.Key.Key_5) == 5
    assert rated_after(Qt.Key.Key_7) == 5
