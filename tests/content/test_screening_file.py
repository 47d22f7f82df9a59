from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mattimer.coach.safety import Clearance, SafetyAnswers, SafetyVerdict, assess
from mattimer.session.session_plan import Layer
from tests.coach.factories import AREAS, MONDAY, QUESTIONS, cleared

IDS = [question.id for question in QUESTIONS]
STRICTEST_FIRST = list(SafetyVerdict)
LESS = "left out: less feeling"

answers = st.builds(
    SafetyAnswers,
    st.frozensets(st.sampled_from([*IDS, "gone"])),
    st.frozensets(st.sampled_from(sorted(AREAS)), min_size=1),
    st.booleans(),
)


def on(day: date, *ticked: str, reported: bool = False, confirmed: bool = False) -> Clearance:
    given_answers = SafetyAnswers(frozenset(ticked), confirmed=confirmed)
    return assess(QUESTIONS, given_answers, MONDAY, day, AREAS, reported_since=reported)


def test_nothing_is_offered_before_the_first_answers() -> None:
    clearance = assess(QUESTIONS, None, MONDAY, MONDAY, AREAS)
    assert (clearance.verdict, clearance.due, clearance.asks_again) == (
        SafetyVerdict.ASK,
        None,
        True,
    )


def test_none_of_these_goes_on() -> None:
    clearance = cleared()
    assert clearance.clear
    assert (clearance.barred, clearance.barest, clearance.short_end) == ({}, Layer.BARE, False)
    assert not clearance.asks_again


@pytest.mark.parametrize("answer", ["pregnancy", "blood", "heart", "epilepsy-thrombosis"])
def test_held_back_until_the_person_has_asked(answer: str) -> None:
    assert cleared(answer).verdict is SafetyVerdict.HOLD
    assert "first, please" in cleared(answer).lines[0] or "Ask first" in cleared(answer).lines[0]
    after = cleared(answer, confirmed=True)
    assert after.clear
    assert (after.barred, after.barest, after.short_end) == ({}, Layer.BARE, False)


def test_less_feeling() -> None:
    assert cleared("less-feeling").verdict is SafetyVerdict.HOLD
    after = cleared("less-feeling", confirmed=True)
    assert after.clear
    assert after.barred == {"calves": LESS, "feet": LESS}
    assert (after.barest, after.short_end) == (Layer.SHIRT, True)


def test_skin_bars_the_areas_the_person_names() -> None:
    clearance = cleared("skin", areas=["glutes"])
    assert clearance.clear
    assert clearance.barred == {"glutes": "left out until healed"}


def test_skin_without_a_place_bars_every_area() -> None:
    assert set(cleared("skin").barred) == set(AREAS)


def test_areas_without_the_tick_mean_nothing() -> None:
    assert cleared(areas=["glutes"]).barred == {}


def test_an_area_left_out_twice_gives_the_first_reason() -> None:
    clearance = cleared("skin", "less-feeling", areas=["feet"])
    assert clearance.barred == {"calves": LESS, "feet": LESS}


def test_thin_skin_always_has_a_layer() -> None:
    clearance = cleared("thin-skin")
    assert (clearance.verdict, clearance.barest) == (SafetyVerdict.CLEAR, Layer.SHIRT)


def test_fever_is_for_the_day_and_asks_again() -> None:
    assert cleared("fever").verdict is SafetyVerdict.NOT_TODAY
    tomorrow = on(MONDAY + timedelta(days=1), "fever")
    assert (tomorrow.verdict, tomorrow.asks_again) == (SafetyVerdict.ASK, True)


def test_fever_and_a_clock_set_back_asks_again_instead_of_holding_for_years() -> None:
    assert on(MONDAY - timedelta(days=900), "fever").verdict is SafetyVerdict.ASK


def test_adults_only_whatever_else_is_said() -> None:
    assert cleared("under-18", "fever", confirmed=True).verdict is SafetyVerdict.ADULTS_ONLY


@pytest.mark.parametrize(("days", "due"), [(-2, True), (-1, False), (89, False), (90, True)])
def test_ninety_days_ask_again_and_hold_nothing_back(days: int, due: bool) -> None:  # noqa: FBT001
    clearance = on(MONDAY + timedelta(days=days))
    assert (clearance.clear, clearance.asks_again) == (True, due)
    assert clearance.due == MONDAY + timedelta(days=90)


def test_a_report_asks_again_before_the_next_session() -> None:
    clearance = on(MONDAY, reported=True)
    assert (clearance.verdict, clearance.asks_again) == (SafetyVerdict.ASK, True)
    assert on(MONDAY, "heart", reported=True).verdict is SafetyVerdict.HOLD


def test_an_answer_that_no_question_knows_holds_back() -> None:
    clearance = cleared("gone", confirmed=True)
    assert (clearance.verdict, clearance.asks_again) == (SafetyVerdict.HOLD, True)


def test_the_end_of_the_calendar() -> None:
    clearance = assess(QUESTIONS, SafetyAnswers(), date.max, date.max, AREAS)
    assert clearance.due == date.max


@given(answers, answers, st.integers(-1000, 1000), st.booleans())
def test_more_answers_never_allow_more(
    one: SafetyAnswers,
    other: SafetyAnswers,
    days: int,
    reported: bool,  # noqa: FBT001
) -> None:
    more = SafetyAnswers(one.ticked | other.ticked, one.areas | other.areas, one.confirmed)
    day = MONDAY + timedelta(days=days)
    less, most = (
        assess(QUESTIONS, said, MONDAY, day, AREAS, reported_since=reported) for said in (one, more)
    )
    assert STRICTEST_FIRST.index(most.verdict) <= STRICTEST_FIRST.index(less.verdict)
    assert set(less.barred) <= set(most.barred)
    assert list(Layer).index(most.barest) <= list(Layer).index(less.barest)
    assert most.short_end >= less.short_end
    assert most.asks_again >= less.asks_again


@given(answers)
def test_answers_survive_being_stored(given_answers: SafetyAnswers) -> None:
    words = given_answers.to_words()
    assert SafetyAnswers.from_words(words) == given_answers
    assert SafetyAnswers.from_words(words).to_words() == words
