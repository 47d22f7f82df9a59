"""Every menu and tooltip of the tray, over all states."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from msgspec import structs

from mattimer.coach.advice import Advice, advise
from mattimer.coach.offer import Offer
from mattimer.coach.past_session import PastSession
from mattimer.coach.safety import Clearance, SafetyVerdict
from mattimer.desktop.system_tray import TrayEntry
from mattimer.presentation.tray_menu import (
    TrayArea,
    TrayOffer,
    begin_name,
    begin_of,
    offered,
    tray_menu,
    tray_picture,
    tray_tip,
)
from mattimer.presenters.tray import COMMANDS
from mattimer.session.clock import MINUTE
from mattimer.session.commands import Command, Extend, Pause, SkipToRise, Stop
from mattimer.session.machine import apply
from mattimer.session.moment import Moment, moment_of
from mattimer.session.reasons import StopReason
from mattimer.session.session import Session
from tests.coach.factories import AREAS, CLEAR, KNOWLEDGE, MONDAY, NO_PLAN, cleared, done, stop
from tests.fakes import FakeClock
from tests.session.factories import answer, begun, ten_minutes
from tests.session.strategies import sessions

ALWAYS = ("Open Mat Timer", "Settings", "Quit")
BACK = TrayArea("upper-back", "Upper back", 10, 30)
NECK = TrayArea("neck-shoulders", "Neck & shoulders", 4, 15)
FEET = TrayArea("feet", "Feet", 3, 10)
DAY = TrayOffer(Offer.START, suggested=BACK, last=BACK, others=(NECK, FEET))


def texts(entries: Sequence[TrayEntry]) -> tuple[str, ...]:
    return tuple(entry.text for entry in entries)


def names(entries: Sequence[TrayEntry]) -> set[str]:
    """What can be chosen, in menus below as well."""
    inner = (names(entry.entries) for entry in entries)
    return {entry.name for entry in entries if entry.name}.union(*inner)


def moment(after: float, *commands: Command, cap: int = 20 * MINUTE) -> Moment:
    """So many seconds after a start, when commands were given just then."""
    clock = FakeClock()
    session = begun(clock, ten_minutes(cap=cap))
    reading = clock.advance(after)
    for command in commands:
        session = answer(session, command, reading)
    return moment_of(session, reading)


def day_of(
    *past: PastSession, clearance: Clearance = CLEAR, length: int = 0, day: int = 0
) -> TrayOffer:
    """What is offered after such a past."""
    today = MONDAY + timedelta(days=day)

    def ask(area: str | None) -> Advice:
        return advise(KNOWLEDGE, clearance, past, NO_PLAN, today, preferred=area)

    return offered(ask, AREAS, past, clearance, length=length)


# Idle ------------------------------------------------------------------------------------------


def test_idle_it_begins_with_today_and_the_last_area() -> None:
    assert texts(tray_menu(None, DAY)) == (
        "Today: upper back, 10 min",
        "",
        "Upper back, 5 min",
        "Upper back, 10 min",
        "Upper back, 15 min",
        "Another area",
        "",
        *ALWAYS,
    )


def test_another_area_is_begun_as_the_coach_would() -> None:
    (other,) = [entry for entry in tray_menu(None, DAY) if entry.entries]
    assert texts(other.entries) == ("Neck & shoulders, 4 min", "Feet, 3 min")
    assert names(other.entries) == {"start:neck-shoulders:4", "start:feet:3"}


def test_lengths_above_the_cap_are_left_out() -> None:
    menu = tray_menu(None, replace(DAY, last=FEET))
    assert [text for text in texts(menu) if text.startswith("Feet")] == [
        "Feet, 5 min",
        "Feet, 10 min",
    ]


def test_an_area_that_is_left_out_can_only_be_read() -> None:
    barred = replace(NECK, barred="resting until Tuesday"), replace(FEET, barred="")
    (other,) = [entry for entry in tray_menu(None, replace(DAY, others=barred)) if entry.entries]
    assert other.entries == (
        TrayEntry("Neck & shoulders, resting until Tuesday"),
        TrayEntry("Feet, left out"),
    )


def test_done_today_it_says_again() -> None:
    assert texts(tray_menu(None, replace(DAY, offer=Offer.AGAIN)))[0] == "Again: upper back, 10 min"


def test_a_rest_day_that_is_advised_is_said_and_left_to_the_person() -> None:
    menu = tray_menu(None, replace(DAY, offer=Offer.REST_ADVISED))
    assert menu[0] == TrayEntry("A rest day would be wise")
    assert "start:upper-back:5" in names(menu)


@pytest.mark.parametrize(
    ("offer", "text"),
    [
        (Offer.HOLD, "A doctor's word first"),
        (Offer.ASK_CLINICIAN, "A doctor's word first"),
        (Offer.ADULTS_ONLY, "Mat Timer is for adults"),
        (Offer.NOT_TODAY, "Not today. The mat can wait."),
        (Offer.REST, "Not today. The mat can wait."),
    ],
)
def test_where_the_coach_holds_back_nothing_begins(offer: Offer, text: str) -> None:
    menu = tray_menu(None, replace(DAY, offer=offer))
    assert texts(menu) == (text, "", *ALWAYS)
    assert names(menu) == {"open", "settings", "quit"}


@pytest.mark.parametrize("offer", [Offer.SCREEN, Offer.HOLD])
def test_unanswered_questions_can_be_opened(offer: Offer) -> None:
    menu = tray_menu(None, TrayOffer(offer, questions=True))
    assert menu[0] == TrayEntry("Safety questions first", "questions")
    assert texts(menu)[1:] == ("", *ALWAYS)


# During ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "state", "skip"),
    [
        (moment(5), "Lie down, begins in 0:15", "Skip to settle"),
        (moment(25), "Settle, 9:55 to go", "Skip to still"),
        (moment(20 + 276), "Still, 5:24 to go", "Skip to rise"),
        (moment(20 + 500), "Rise, 1:40 to go", None),
    ],
)
def test_running_it_says_where_it_is(now: Moment, state: str, skip: str | None) -> None:
    menu = tray_menu(now, DAY)
    steps = ("Pause", "1 minute more", skip, "Stop") if skip else ("Pause", "1 minute more", "Stop")
    assert texts(menu) == (state, "", *steps, "", *ALWAYS)
    assert menu[0].name == ""


def test_at_the_cap_there_is_no_minute_more() -> None:
    menu = tray_menu(moment(30, cap=10 * MINUTE), DAY)
    assert "1 minute more" not in texts(menu)
    assert "1 minute more" in texts(tray_menu(moment(30, cap=11 * MINUTE), DAY))
    assert "1 minute more" not in texts(tray_menu(moment(30, Extend(), cap=11 * MINUTE), DAY))


def test_paused_it_goes_on_or_stops() -> None:
    now = moment(20 + 276, Pause())
    assert texts(tray_menu(now, DAY)) == ("Paused, 5:24 to go", "", "Resume", "Stop", "", *ALWAYS)
    assert (tray_tip(now), tray_picture(now)) == ("Mat Timer, paused, 5:24 to go", "tray-paused")


def test_the_tooltip_names_stage_and_time() -> None:
    assert tray_tip(moment(20 + 276)) == "Mat Timer, still, 5:24 to go"
    assert tray_tip(moment(5)) == "Mat Timer, lie down, begins in 0:15"
    assert tray_tip(moment(25, SkipToRise())) == "Mat Timer, rise, 2:00 to go"
    assert tray_tip(None) == "Mat Timer"


def test_what_has_ended_is_idle() -> None:
    now = moment(30, Stop())
    assert tray_menu(now, DAY) == tray_menu(None, DAY)
    assert (tray_tip(now), tray_picture(now)) == ("Mat Timer", "tray-idle")


@given(sessions())
def test_every_line_of_every_session_does_something(session: Session) -> None:
    now = session.anchor
    menu = tray_menu(moment_of(session, now), DAY)
    found = names(menu)
    assert texts(menu)[-4:] == ("", *ALWAYS)
    assert any(begin_of(name) for name in found) is not session.active
    for name in found & COMMANDS.keys():
        assert apply(session, COMMANDS[name], now) != session, name
    assert session.active is (tray_picture(moment_of(session, now)) != "tray-idle")
    assert session.active is bool(found & COMMANDS.keys())


# What is offered -------------------------------------------------------------------------------


def test_before_the_first_time_the_suggested_area_stands_for_the_last() -> None:
    what = day_of()
    assert what.offer is Offer.START
    assert what.last == what.suggested
    assert what.suggested is not None
    assert what.suggested.id == "upper-back"
    assert len(what.others) == len(AREAS) - 1


def test_the_last_area_is_where_the_person_lay_last() -> None:
    what = day_of(done(MONDAY, 3, "feet"), done(MONDAY, 5), day=1)
    assert what.last is not None
    assert what.last.id == "feet"
    assert "feet" not in [place.id for place in what.others]


def test_an_area_that_is_gone_or_rests_is_not_the_last() -> None:
    gone = structs.replace(done(MONDAY), area="forehead")
    assert day_of(gone, day=1).last == day_of(day=1).suggested
    bruised = stop(MONDAY, StopReason.BRUISING, area="feet")
    what = day_of(bruised, day=5)
    assert what.last == what.suggested
    assert [place.barred for place in what.others if place.id == "feet"] == ["resting"]


def test_a_set_length_is_the_length_as_far_as_today_allows() -> None:
    what = day_of(length=4)
    minutes = {place.id: place.minutes for place in (*what.others, what.suggested) if place}
    assert minutes["upper-back"] == 4
    assert minutes["feet"] == 3


def test_the_minutes_are_those_of_the_page() -> None:
    what = day_of(length=12)
    advice = advise(KNOWLEDGE, CLEAR, (), NO_PLAN, MONDAY)
    assert what.suggested is not None
    assert advice.proposal is not None
    assert what.suggested.minutes == advice.proposal.minutes_for(12) == 5


def test_no_health_answer_stands_in_the_menu() -> None:
    clearance = cleared("less-feeling", confirmed=True)
    assert "feet" in clearance.barred
    menu = tray_menu(None, day_of(clearance=clearance))
    (other,) = [entry for entry in menu if entry.entries]
    assert "Feet, left out" in texts(other.entries)
    assert not any("feeling" in text for text in (*texts(menu), *texts(other.entries)))


@pytest.mark.parametrize(
    ("clearance", "questions", "begins"),
    [
        (CLEAR, False, True),
        (Clearance(SafetyVerdict.ASK), True, False),
        (Clearance(SafetyVerdict.HOLD, asks_again=False), False, False),
        (Clearance(SafetyVerdict.HOLD, asks_again=True), True, False),
        (Clearance(SafetyVerdict.NOT_TODAY), False, False),
        (Clearance(SafetyVerdict.ADULTS_ONLY), False, False),
    ],
)
def test_the_menu_obeys_the_screening(
    clearance: Clearance,
    questions: bool,  # noqa: FBT001 - a table
    begins: bool,  # noqa: FBT001 - a table
) -> None:
    found = names(tray_menu(None, day_of(clearance=clearance)))
    assert ("questions" in found) is questions
    assert any(begin_of(name) for name in found) is begins


def test_a_name_says_what_begins() -> None:
    assert begin_of(begin_name("upper-back", 5)) == ("upper-back", 5)
    for name in ("open", "pause", "questions", ""):
        assert begin_of(name) is None
