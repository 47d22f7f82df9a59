"""The tables of stops and rules, row by row."""

from datetime import date, timedelta

import pytest

from mattimer.coach.advice import CoachContent
from mattimer.coach.coach_words import ReasonKey, plain_words
from mattimer.coach.offer import Offer
from mattimer.coach.past_session import PastSession
from mattimer.coach.plan_progress import PlanState, begin, pause
from mattimer.coach.safety import Clearance, SafetyVerdict
from mattimer.session.reasons import StopReason
from mattimer.session.session_plan import Layer
from tests.coach.factories import (
    AREAS,
    MONDAY,
    PROGRAM,
    WORDS,
    advice,
    cleared,
    done,
    march,
    stop,
)

BEGUN = begin(march(2))
TUESDAY = march(3)


def shown(history: list[PastSession], today: date, **more: object) -> tuple[int, str, str]:
    """Length, layer and first reason."""
    given = advice(history, today, **more)  # type: ignore[arg-type]
    assert given.proposal is not None
    return given.proposal.length, str(given.proposal.layer), given.reasons[0].text


def test_the_very_first_day() -> None:
    given = advice(state=BEGUN)
    assert given.proposal is not None
    assert (given.proposal.area.id, given.proposal.length) == ("upper-back", 3)
    assert (given.plan_line, given.aim) == ("Day 1 of 14", "Learn the sensation")
    assert given.lead == "Thin shirt. Short on purpose."
    assert (given.proposal.counts, given.proposal.longer) == (True, None)
    assert given.may_start


def test_a_minute_more_after_it_went_well() -> None:
    given = advice([done(MONDAY, 3)], TUESDAY, state=BEGUN)
    assert given.lead == "Thin shirt. A minute more than yesterday, which went well."
    assert given.proposal is not None
    assert (given.proposal.length, given.proposal.longer) == (4, 1)


def test_done_today_keeps_to_the_day_that_is_done() -> None:
    given = advice([done(march(4), 5), done(TUESDAY, 4), done(MONDAY, 3)], march(4), state=BEGUN)
    assert (given.offer, given.plan_line) == (Offer.AGAIN, "Day 3 of 14")
    assert given.proposal is not None
    assert str(given.proposal.minutes) == "2–5"
    assert given.lead == "Come back tomorrow, or go again if you must."
    assert given.may_start


@pytest.mark.parametrize(
    ("reason", "layer", "length", "next_layer", "why"),
    [
        (
            "dizziness",
            "shirt",
            3,
            "shirt",
            "7 minutes less than planned on Monday: it made",
        ),
        ("numbness", "shirt", 10, "towel", "With a towel: it went numb on Monday."),
        ("numbness", "bare", 10, "towel", "With a towel: it went numb on Monday."),
        ("numbness", "towel", 7, "towel", "3 minutes less than planned on Monday: it went numb."),
        ("sharp-pain", "bare", 5, "shirt", "A layer and half the minutes: the pain on Monday was"),
        ("sharp-pain", "towel", 5, "towel", "A layer and half the minutes: the pain on Monday was"),
        ("irritated-skin", "bare", 10, "shirt", "With a layer more: the skin was irritated on"),
        ("irritated-skin", "towel", 7, "towel", "3 minutes less than Monday: the skin was irri"),
        ("too-intense", "bare", 10, "shirt", "With a layer more: it was too intense on Monday."),
        ("too-intense", "shirt", 10, "towel", "With a layer more: it was too intense on Monday."),
        ("too-intense", "towel", 7, "towel", "3 minutes less than Monday: it was too intense."),
        ("other", "bare", 10, "bare", "No longer than planned on Monday: it ended early."),
    ],
)
def test_what_a_stop_changes(
    reason: str, layer: str, length: int, next_layer: str, why: str
) -> None:
    history = [
        stop(MONDAY, StopReason(reason), layer=Layer(layer)),
        *[done(march(1), 10, layer=Layer(layer))] * 3,
    ]
    found = shown(history, march(4), preferred="upper-back")
    assert found[:2] == (length, next_layer)
    assert found[2].startswith(why)


def test_ended_without_a_word_changes_nothing() -> None:
    assert shown([stop(MONDAY, None, planned=4)], TUESDAY) == (
        *(4, "shirt"),
        "No longer than planned yesterday: it ended early.",
    )


def test_tightness_that_rose_keeps_the_length() -> None:
    rose = done(MONDAY, 3, before=4, after=6)
    assert shown([rose], TUESDAY, state=BEGUN) == (
        *(3, "shirt"),
        "No longer than yesterday: it felt tighter afterwards.",
    )
    assert shown([done(MONDAY, 3, before=4, after=5)], TUESDAY, state=BEGUN)[0] == 4


@pytest.mark.parametrize(("before", "after"), [(0, 9), (4, 99), (None, 5), (5, None), (-3, -1)])
def test_ratings_out_of_range_are_unanswered(before: int | None, after: int | None) -> None:
    assert shown([done(MONDAY, 3, before=before, after=after)], TUESDAY, state=BEGUN)[0] == 4


def test_after_a_stop_elsewhere_this_area_does_not_grow() -> None:
    less_well = "No longer than last time here: yesterday it went less well."
    pain = stop(TUESDAY, StopReason.SHARP_PAIN, 1, "calves", planned=3)
    found = shown([pain, done(MONDAY, 3)], march(4), preferred="upper-back")
    assert found == (3, "shirt", less_well)
    rose = done(TUESDAY, 3, "calves", before=2, after=5)
    found = shown([rose, done(MONDAY, 4)], march(4), preferred="upper-back")
    assert found == (4, "shirt", less_well)
    assert shown([pain], march(4), preferred="glutes")[0] == 3


def test_dizziness_elsewhere_shortens_here_too() -> None:
    dizzy = stop(TUESDAY, StopReason.DIZZINESS, 2, "calves", planned=3)
    assert shown([dizzy, done(MONDAY, 8)], march(4), preferred="upper-back")[0] == 2


def test_a_good_session_elsewhere_says_nothing_here() -> None:
    history = [done(TUESDAY, 3, "calves"), done(MONDAY, 3)]
    assert shown(history, march(4), preferred="upper-back")[0] == 4


def test_a_rest_day_after_irritated_skin() -> None:
    history = [stop(MONDAY, StopReason.IRRITATED_SKIN)]
    for day in (MONDAY, TUESDAY):
        given = advice(history, day)
        assert (given.offer, given.may_start) == (Offer.REST_ADVISED, True)
        assert given.lead == "A rest day would be wise. The skin asked for it."
    assert advice(history, march(4)).offer is Offer.START


def test_enough_for_today_after_the_body_said_so() -> None:
    for reason in StopReason:
        given = advice([stop(MONDAY, reason)], MONDAY)
        rests = reason not in {StopReason.OTHER, StopReason.TOO_INTENSE}
        assert (given.offer is Offer.REST_ADVISED) == rests


def test_after_numbness_another_area_unless_it_was_chosen() -> None:
    history = [stop(MONDAY, StopReason.NUMBNESS)]
    given = advice(history, TUESDAY)
    assert given.proposal is not None
    assert given.proposal.area.id != "upper-back"
    assert given.reasons[0].text == "Upper back went numb yesterday. Another area today."
    chosen = advice(history, TUESDAY, preferred="upper-back")
    assert chosen.proposal is not None
    assert chosen.proposal.area.id == "upper-back"
    alone = CoachContent({"upper-back": AREAS["upper-back"]}, PROGRAM, WORDS)
    only = advice(history, TUESDAY, content=alone)
    assert only.reasons[0].key is ReasonKey.NUMB


@pytest.mark.parametrize(
    ("reason", "apart", "asks"),
    [
        (StopReason.DIZZINESS, 14, True),
        (StopReason.DIZZINESS, 15, False),
        (StopReason.NUMBNESS, 3, True),
        (StopReason.SHARP_PAIN, 1, True),
        (StopReason.BRUISING, 1, False),
        (StopReason.TOO_INTENSE, 1, False),
        (StopReason.IRRITATED_SKIN, 1, False),
    ],
)
def test_a_clinician_after_the_second_time(
    reason: StopReason,
    apart: int,
    asks: bool,  # noqa: FBT001
) -> None:
    second = march(20)
    history = [stop(second, reason), stop(second - timedelta(days=apart), reason)]
    for later in (1, 60):
        given = advice(history, second + timedelta(days=later))
        assert (given.offer is Offer.ASK_CLINICIAN) == asks
        assert given.may_start == (not asks)
    assert advice([stop(second, reason, asked=True), history[1]], march(28)).may_start


def test_a_third_time_asks_again() -> None:
    dizzy = StopReason.DIZZINESS
    history = [
        stop(march(9), dizzy),
        stop(march(5), dizzy, asked=True),
        stop(march(3), dizzy),
    ]
    given = advice(history, march(10))
    assert given.offer is Offer.ASK_CLINICIAN
    assert given.reasons[0].text.startswith("Dizzy twice within two weeks. Ask a doctor")


def test_the_second_sharp_pain_rests_the_area_for_a_week() -> None:
    pain = StopReason.SHARP_PAIN
    history = [stop(march(4), pain, asked=True), stop(MONDAY, pain)]
    given = advice(history, march(5))
    assert given.left_out == {"upper-back": "resting until Wednesday"}
    assert given.reasons[0].text == ("Upper back, resting until Wednesday. Another area today.")
    assert advice(history, march(10)).left_out == {"upper-back": "resting until tomorrow"}
    assert advice(history, march(11)).left_out == {}
    assert advice([stop(march(4), pain)], march(5)).left_out == {}
    three = [stop(march(6), pain, asked=True), *history]
    assert advice(three, march(10)).left_out == {"upper-back": "resting until Friday"}


def test_a_bruise_rests_until_the_person_says_it_is_gone() -> None:
    bruise = stop(MONDAY, StopReason.BRUISING)
    given = advice([bruise], march(30))
    assert given.left_out == {"upper-back": "resting until the bruise is gone"}
    assert given.bruised == ("upper-back",)
    gone = stop(MONDAY, StopReason.BRUISING, healed=True)
    after = advice([gone, stop(march(1), StopReason.BRUISING)], TUESDAY)
    assert (after.left_out, after.bruised) == ({}, ())
    assert after.reasons[0].text == "With a layer more: it left a bruise yesterday."
    assert after.proposal is not None
    assert after.proposal.layer is Layer.TOWEL


def test_a_bruise_in_an_area_that_is_gone_rests_nothing() -> None:
    assert advice([stop(MONDAY, StopReason.BRUISING, area="tail")], TUESDAY).left_out == {}


@pytest.mark.parametrize(
    ("clearance", "offer", "text"),
    [
        (Clearance(), Offer.SCREEN, "A few safety questions come first."),
        (cleared("heart"), Offer.HOLD, "You wanted to ask a doctor first."),
        (cleared("fever"), Offer.NOT_TODAY, "Not today. The mat can wait."),
        (cleared("under-18"), Offer.ADULTS_ONLY, "Mat Timer is for adults."),
        (
            Clearance(SafetyVerdict.ASK, due=MONDAY),
            Offer.SCREEN,
            "The safety questions come first, once more.",
        ),
    ],
)
def test_start_is_not_offered(clearance: Clearance, offer: Offer, text: str) -> None:
    given = advice([done(MONDAY, 3)], MONDAY, clearance=clearance)
    assert (given.offer, given.lead, given.may_start) == (offer, text, False)


def test_nothing_is_left() -> None:
    given = advice(clearance=cleared("skin"))
    assert (given.offer, given.proposal, given.may_start) == (Offer.REST, None, False)
    assert given.lead == "Every area is resting or left out. The mat can wait."


def test_a_barred_area_is_not_given_even_when_it_was_chosen() -> None:
    limited = cleared("less-feeling", confirmed=True)
    given = advice([done(MONDAY, 3, "feet")], TUESDAY, clearance=limited, preferred="feet")
    assert given.proposal is not None
    assert given.proposal.area.id == "upper-back"
    assert given.reasons[0].text == "Feet, left out: less feeling. Another area today."
    assert given.left_out == {
        "calves": "left out: less feeling",
        "feet": "left out: less feeling",
    }


def test_less_feeling_means_a_layer_and_the_short_end() -> None:
    limited = cleared("less-feeling", confirmed=True)
    bare = done(MONDAY, 6, layer=Layer.BARE)
    given = advice([bare], TUESDAY, clearance=limited, state=PlanState(MONDAY, (3.0,) * 4))
    assert given.proposal is not None
    assert (given.proposal.length, given.proposal.layer) == (5, Layer.SHIRT)
    assert [reason.key for reason in given.reasons] == [
        ReasonKey.SHORT_END,
        ReasonKey.LAYER_ALWAYS,
    ]
    assert given.barest is Layer.SHIRT


def test_the_first_band_has_a_layer_and_later_ones_leave_the_choice() -> None:
    bare = [done(MONDAY, 3, layer=Layer.BARE)]
    assert shown(bare, TUESDAY, state=BEGUN)[1] == "shirt"
    assert shown(bare, TUESDAY, state=PlanState(MONDAY, (3.0,) * 3))[1] == "bare"


def test_the_cap_of_an_area_wins_over_the_plan() -> None:
    late = PlanState(MONDAY, (3.0,) * 10)
    assert shown([done(MONDAY, 9, "feet")], TUESDAY, state=late)[0] == 10
    given = advice([done(MONDAY, 10, "feet")], TUESDAY, state=late)
    assert given.reasons[0].text == "Feet: 10 minutes is the most here."
    assert given.proposal is not None
    assert given.proposal.counts
    neck = [done(MONDAY, 12, "neck-shoulders")]
    assert shown(neck, TUESDAY, state=late)[0] == 15


def test_nobody_grows_by_more_than_five_minutes() -> None:
    late = PlanState(MONDAY, (3.0,) * 10)
    given = advice([done(MONDAY, 3, "glutes")], TUESDAY, state=late)
    assert given.proposal is not None
    assert (given.proposal.length, given.proposal.counts) == (8, False)


def test_a_new_area_starts_short_whatever_the_plan_says() -> None:
    late = PlanState(MONDAY, (3.0,) * 10)
    given = advice([done(MONDAY, 16)], TUESDAY, state=late, preferred="feet")
    assert given.proposal is not None
    assert (str(given.proposal.minutes), given.proposal.length) == ("1–3", 2)
    assert given.lead == "Socks. First time here, so it starts short."
    first = advice(state=BEGUN, preferred="feet")
    assert first.proposal is not None
    assert str(first.proposal.minutes) == "2–3"


def test_longer_than_the_range_comes_back_into_it() -> None:
    assert shown([done(MONDAY, 12)], TUESDAY, state=BEGUN) == (
        *(5, "shirt"),
        "The range today is 2–5 minutes.",
    )


def test_welcome_back() -> None:
    state = PlanState(MONDAY, (3.0,) * 5)
    given = advice([done(TUESDAY, 7)], march(9), state=state)
    assert given.plan_line == "Day 4 of 14"
    assert given.lead == "Thin shirt. Welcome back. Day 4 again, the gentle way in."
    assert given.proposal is not None
    assert given.proposal.length == 5
    finished = PlanState(MONDAY, (3.0,) * 14)
    assert shown([done(TUESDAY, 18)], march(9), state=finished) == (
        *(10, "shirt"),
        "Welcome back. The short end, to get used to it again.",
    )


def test_after_the_plan_it_stays_as_it_is() -> None:
    finished = PlanState(MONDAY, (3.0,) * 14)
    given = advice([done(MONDAY, 17)], TUESDAY, state=finished)
    assert given.proposal is not None
    assert (given.proposal.length, str(given.proposal.minutes)) == (17, "10–20")
    assert given.plan_line == "Your rhythm, 3–7 a week"
    assert given.lead == "Thin shirt. As long as yesterday."
    assert shown([done(MONDAY, 5, "feet")], TUESDAY, state=finished)[0] == 5


@pytest.mark.parametrize(("count", "minutes"), [(1, "2–5"), (3, "5–10"), (7, "9–13")])
def test_without_the_plan_the_area_grows_with_the_person(count: int, minutes: str) -> None:
    history = [done(march(10 - day), 8) for day in range(count)]
    given = advice(history, march(11))
    assert given.proposal is not None
    assert str(given.proposal.minutes) == minutes
    assert (given.plan_line, given.aim, given.proposal.counts) == ("Without the plan", "", False)


def test_a_session_of_the_same_day_is_no_reason_to_grow() -> None:
    assert shown([done(MONDAY, 3)], MONDAY)[0] == 3


def test_what_a_plan_says_when_it_stands_still() -> None:
    progress = advice([done(MONDAY, 3)], TUESDAY, state=BEGUN).progress
    assert progress is not None
    paused = advice([done(MONDAY, 3)], TUESDAY, state=pause(BEGUN, progress))
    assert paused.plan_line == "Plan paused, 1 of 14 done"
    assert advice([], MONDAY, state=begin(march(20))).plan_line == "The plan has not started yet"


def test_without_a_readable_plan_or_words_the_advice_holds() -> None:
    lost = CoachContent(AREAS, None, plain_words())
    given = advice([done(MONDAY, 3)], TUESDAY, content=lost, state=BEGUN)
    assert given.proposal is not None
    assert given.proposal.length == 4
    assert given.lead == "Thin shirt. As the guide suggests."
    assert advice(content=CoachContent({}, PROGRAM, WORDS)).offer is Offer.REST


def test_an_area_that_no_longer_exists() -> None:
    given = advice([done(MONDAY, 3, "tail")], TUESDAY, preferred="wings")
    assert given.proposal is not None
    assert given.proposal.area.id == "upper-back"


def test_when_is_said_as_people_say_it() -> None:
    said = [
        tuple(WORDS.times(march(10) - timedelta(days=ago), march(10)).values())
        for ago in (0, 1, 2, 6, 7, -9)
    ]
    assert said == [
        ("earlier today",) * 2,
        ("yesterday",) * 2,
        ("on Sunday", "Sunday"),
        ("on Wednesday", "Wednesday"),
        ("last time",) * 2,
        ("last time",) * 2,
    ]
    assert WORDS.difference(-1) == "a minute"


def test_after_a_short_day_it_comes_back_a_minute_at_a_time() -> None:
    finished = PlanState(MONDAY, (3.0,) * 14)
    assert shown([done(MONDAY, 3)], TUESDAY, state=finished)[0] == 4
