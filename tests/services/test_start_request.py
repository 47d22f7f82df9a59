"""A session as the command line wants it: every refusal is one sentence with its status."""

from typing import Any

import pytest
from msgspec.structs import replace

from mattimer.coach.advice import advise
from mattimer.coach.plan_progress import begin
from mattimer.coach.safety import Clearance, SafetyAnswers, SafetyVerdict, assess
from mattimer.desktop.exit_status import REFUSED, WRONG_WORDS
from mattimer.desktop.ipc_socket import decode, encode
from mattimer.preferences.settings_values import Settings
from mattimer.services.session_start import complete, plan_of
from mattimer.services.start_request import (
    StartRefused,
    StartRequest,
    check_area,
    read_start,
    words_of,
)
from mattimer.session.clock import MINUTE, SECOND
from mattimer.session.reasons import StopReason
from mattimer.session.session_plan import Layer, Plan
from tests.coach.factories import AREAS, CLEAR, KNOWLEDGE, QUESTIONS, march, stop
from tests.presenters.app_under_test import AppUnderTest
from tests.presenters.scenarios import kept_answers, offer
from tests.ui.factories import lines

TODAY = march(2)


def cleared(*ticked: str, confirmed: bool = False, areas: tuple[str, ...] = ()) -> Clearance:
    answers = SafetyAnswers(frozenset(ticked), frozenset(areas), confirmed)
    return assess(QUESTIONS, answers, TODAY, TODAY, AREAS)


def planned(clearance: Clearance = CLEAR, history: tuple[Any, ...] = (), **wanted: Any) -> Plan:  # noqa: ANN401
    request = read_start(wanted)
    check_area(request, AREAS)
    advice = advise(KNOWLEDGE, clearance, history, begin(TODAY), TODAY, preferred=request.area)
    whole = complete(request, advice, AREAS, 0)
    return plan_of(whole, AREAS[whole.area or ""], Settings(), lines())


def refused(clearance: Clearance = CLEAR, **wanted: Any) -> tuple[str, int]:  # noqa: ANN401
    with pytest.raises(StartRefused) as caught:
        planned(clearance, **wanted)
    sentence = str(caught.value)
    assert "\n" not in sentence
    return sentence, caught.value.status


def test_what_is_left_out_is_as_the_coach_advises() -> None:
    plan = planned()
    assert (plan.area, plan.layer, plan.lead_in) == ("upper-back", Layer.SHIRT, 20 * SECOND)
    assert plan.stages.total == 3 * MINUTE
    assert plan.scan == tuple(part.id for part in lines().scan)


@pytest.mark.parametrize(("length", "minutes"), [(0, 3), (2, 2), (5, 5), (20, 5)])
def test_without_minutes_a_length_that_is_set_holds_within_what_today_allows(
    length: int, minutes: int
) -> None:
    advice = advise(KNOWLEDGE, CLEAR, (), begin(TODAY), TODAY)
    assert complete(StartRequest(), advice, AREAS, length).minutes == minutes


def test_every_word_is_heeded() -> None:
    plan = planned(area="calves", minutes=7, layer="towel", pattern="3-7", lead_in=0)
    assert (plan.area, plan.layer, plan.lead_in) == ("calves", Layer.TOWEL, 0)
    assert plan.stages.total == 7 * MINUTE
    assert str(plan.pattern) == "3-7"


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        ({"area": "elbow"}, "There is no area elbow; it is one of neck-shoulders, upper-back,"),
        ({"area": ["feet"]}, "What area says is not what it can be."),
        ({"layer": {}}, "What layer says is not what it can be."),
        ({"colour": "blue"}, "A start has no word colour; see mattimer --help."),
        ({"layer": "wool"}, "There is no layer wool; it is one of towel, shirt, bare."),
        ({"minutes": 0.5}, "A session takes 1 to 30 minutes."),
        ({"minutes": 31}, "A session takes 1 to 30 minutes."),
        ({"minutes": "ten"}, "What minutes says is not what it can be."),
        ({"minutes": True}, "What minutes says is not what it can be."),
        ({"minutes": float("nan")}, "What minutes says is not what it can be."),
        ({"pattern": "9-1"}, ""),
        ({"pattern": "fast"}, "A breath pattern looks like 4-6"),
        ({"lead_in": 301}, "The time to lie down is 0 to 300 seconds."),
        ({"lead_in": True}, "What lead_in says is not what it can be."),
        ({"lead_in": float("nan")}, "What lead_in says is not what it can be."),
        ({"lead_in": -1}, "The time to lie down is 0 to 300 seconds."),
        ({"lead_in": "soon"}, "What lead_in says is not what it can be."),
    ],
)
def test_wrong_words_are_named(wanted: dict[str, Any], sentence: str) -> None:
    said, status = refused(**wanted)
    assert status == WRONG_WORDS
    assert said.startswith(sentence)
    assert said.endswith(".")


@pytest.mark.parametrize("area", list(AREAS))
def test_no_area_goes_beyond_its_cap(area: str) -> None:
    cap = AREAS[area].cap
    assert planned(area=area, minutes=cap).stages.total == cap * MINUTE
    if cap < 30:
        name = AREAS[area].name
        said = f"{name} is for {cap} minutes at most; ask for fewer."
        assert refused(area=area, minutes=cap + 1) == (said, REFUSED)


def test_the_cap_of_the_area_the_coach_picks_holds_too() -> None:
    out = tuple(area for area in AREAS if area != "feet")
    clearance = cleared("skin", areas=out)
    said = "Feet is for 10 minutes at most; ask for fewer."
    assert refused(clearance, minutes=12) == (said, REFUSED)


def test_an_area_is_checked_before_anything_is_opened() -> None:
    check_area(StartRequest(), AREAS)
    check_area(StartRequest(area="feet", minutes=10), AREAS)
    with pytest.raises(StartRefused):
        check_area(StartRequest(area="feet", minutes=11), AREAS)


@pytest.mark.parametrize(
    "request_",
    [
        StartRequest(),
        StartRequest(area="feet", minutes=2.5, layer=Layer.BARE, pattern="4-6", lead_in_s=0),
        StartRequest(tightness_before=7, accept_safety=True),
    ],
)
def test_a_request_comes_back_from_its_words(request_: StartRequest) -> None:
    assert read_start(words_of(request_)) == request_
    assert read_start(decode(encode(words_of(request_)))) == request_


@pytest.mark.parametrize(
    ("clearance", "sentence"),
    [
        (Clearance(), "A few safety questions come first."),
        (cleared("pregnancy"), "You wanted to ask a doctor first."),
        (cleared("blood"), "You wanted to ask a doctor first."),
        (cleared("heart"), "You wanted to ask a doctor first."),
        (cleared("epilepsy-thrombosis"), "You wanted to ask a doctor first."),
        (cleared("less-feeling"), "You wanted to ask a doctor first."),
        (cleared("fever"), "Not today. The mat can wait."),
        (cleared("under-18", confirmed=True), "Mat Timer is for adults."),
        (cleared("skin", areas=tuple(AREAS)), "Every area is resting or left out."),
        (Clearance(verdict=SafetyVerdict.NOT_TODAY), "Not today. The mat can wait."),
    ],
)
def test_what_the_safety_answers_hold_back_is_refused(clearance: Clearance, sentence: str) -> None:
    said, status = refused(clearance)
    assert said.startswith(sentence)
    assert status == REFUSED
    assert refused(clearance, area="glutes", minutes=5) == (said, REFUSED)


def test_a_left_out_area_is_refused_by_name() -> None:
    clearance = cleared("less-feeling", confirmed=True)
    for area in ("calves", "feet"):
        said = f"{AREAS[area].name}: left out: less feeling."
        assert refused(clearance, area=area) == (said, REFUSED)
    assert planned(clearance, area="glutes").area == "glutes"


def test_a_layer_that_is_asked_for_is_kept_to() -> None:
    said = "Your safety answers ask for a layer, always; take shirt or towel."
    assert refused(cleared("thin-skin"), layer="bare") == (said, REFUSED)
    assert planned(cleared("thin-skin"), layer="towel").layer is Layer.TOWEL
    assert planned(layer="bare").layer is Layer.BARE


def test_a_second_dizziness_is_refused_until_a_clinician_was_asked() -> None:
    twice = (stop(march(2), StopReason.DIZZINESS), stop(march(1), StopReason.DIZZINESS))
    with pytest.raises(StartRefused, match="Dizzy twice within two weeks"):
        planned(history=twice)
    asked = (replace(twice[0], asked=True), twice[1])
    assert planned(history=asked).area == "upper-back"


# Through the running app -----------------------------------------------------------------------


def test_accepting_on_the_command_line_starts_plan_and_session(app: AppUnderTest) -> None:
    assert app.page() == "today"
    assert kept_answers(app) == ()
    assert offer(app)[2] == "Start, upper back, 3 minutes, day 1 of 14"
    app.root.starter.ask(StartRequest(area="calves", minutes=2, accept_safety=True))
    app.settle()
    assert app.page() == "session"
    assert app.session.plan.area == "calves"


def test_wrong_words_accept_nothing(app: AppUnderTest) -> None:
    app.root.ask_questions()
    app.press("answer_heart")
    app.press("screening_main")
    app.settle()
    with pytest.raises(StartRefused):
        app.root.starter.ask(StartRequest(area="elbow", accept_safety=True))
    app.settle()
    assert kept_answers(app) == ("heart",)


def test_one_session_at_a_time(app: AppUnderTest) -> None:
    app.root.starter.ask(StartRequest())
    with pytest.raises(StartRefused, match="A session is already running; stop it first") as caught:
        app.root.starter.ask(StartRequest())
    assert caught.value.status == REFUSED
