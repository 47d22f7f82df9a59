"""What the session screen says and lights, stage by stage."""

import pytest
from PySide6.QtGui import QColor

from mattimer.session.breath import BreathPhase
from mattimer.session.clock import SECOND
from mattimer.session.commands import Pause, Resume, Skip, Tick
from mattimer.session.moment import Moment
from mattimer.session.session import Status
from mattimer.session.session_plan import Pacing, Plan, Stage
from mattimer.ui.session.dial import Face
from mattimer.ui.session.screen_words import (
    Subject,
    arrived,
    caption_of,
    face_of,
    lit_of,
    slept_sentence,
    spoken_news,
    spoken_state,
)
from tests.ui.factories import areas, lines, make_tokens, moment_at, plan, scan

STILL = QColor("#f0a15c")
STILL_FROM, RISE_FROM = 120, 480
PART_S = 360 / 11
"""Eleven parts share six minutes of still."""


def subject(of: Plan | None = None) -> Subject:
    wanted = of or plan()
    return Subject(areas()[wanted.area], lines(), wanted.scan)


def face(moment: Moment, *, reduced: bool = False, with_part: bool = False) -> Face:
    return face_of(moment, subject(), reduced_motion=reduced, with_part=with_part)


def part_moment(name: str) -> Moment:
    """The middle of the time that attention rests on a part."""
    return moment_at(STILL_FROM + (scan().index(name) + 0.5) * PART_S)


# Words -----------------------------------------------------------------------------------------


def test_lying_down_shows_the_countdown_and_no_hurry() -> None:
    shown = face(moment_at(-20))
    assert (shown.top, shown.digits, shown.bottom) == ("Lie down", "0:20", "No hurry")
    assert shown.elapsed < 0
    assert shown.fullness is None


def test_settle_breathes() -> None:
    shown = face(moment_at(2))
    assert (shown.top, shown.digits, shown.bottom) == ("Settle", "9:58", "Breathe in")
    assert shown.fullness == pytest.approx(0.5)
    assert shown.presence == 1
    assert face(moment_at(4)).bottom == "Breathe out"


def test_still_names_the_part_only_where_there_is_no_figure() -> None:
    moment = part_moment("lower-back")
    assert face(moment).top == "Still"
    assert face(moment, with_part=True).top == "Still, lower back"


def test_other_stages_never_name_a_part() -> None:
    assert face(moment_at(2), with_part=True).top == "Settle"
    assert face(moment_at(RISE_FROM), with_part=True).top == "Rise"


def test_still_without_a_scan_names_no_part() -> None:
    calm = plan(with_scan=False)
    moment = moment_at(200, of=calm)
    shown = face_of(moment, subject(calm), reduced_motion=False, with_part=True)
    assert shown.top == "Still"


def test_disc_and_breath_word_fade_in_three_seconds_when_pacing_ends() -> None:
    assert face(moment_at(300)).presence == 1
    assert face(moment_at(301.5)).presence == pytest.approx(0.5)
    gone = face(moment_at(303))
    assert (gone.fullness, gone.bottom, gone.presence) == (None, "", 1)


def test_nothing_is_paced_where_pacing_is_off() -> None:
    quiet = plan(pacing=Pacing.OFF)
    shown = face_of(moment_at(10, of=quiet), subject(quiet), reduced_motion=False)
    assert (shown.fullness, shown.bottom) == (None, "")


@pytest.mark.parametrize(
    ("into_s", "said"),
    [
        (0, "Roll to one side"),
        (39, "Roll to one side"),
        (40, "Sit up, and wait"),
        (79, "Sit up, and wait"),
        (80, "Stand, hold on"),
        (119, "Stand, hold on"),
    ],
)
def test_rise_takes_three_steps(into_s: float, said: str) -> None:
    shown = face(moment_at(RISE_FROM + into_s))
    assert (shown.top, shown.bottom, shown.fullness) == ("Rise", said, None)


def test_a_pause_says_so_and_names_the_stage_below() -> None:
    shown = face(moment_at(62, Pause()))
    assert (shown.top, shown.digits, shown.bottom) == ("Paused", "8:58", "Settle")
    assert shown.paused
    assert shown.fullness is None
    assert shown.presence == 1


def test_a_finished_session_has_no_newest_point() -> None:
    done = moment_at(600, Tick())
    assert done.status is Status.FINISHED
    assert face(done).finished
    assert not face(moment_at(599)).finished


def test_a_skipped_lead_in_begins_with_settle() -> None:
    assert face(moment_at(-10, Skip())).top == "Settle"


# The word of a stage ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mat_s", "share"),
    [(-5, 1), (0, 0), (0.45, 0.5), (0.9, 1), (60, 1), (STILL_FROM, 0), (RISE_FROM + 0.3, 1 / 3)],
)
def test_the_word_of_a_stage_comes_up_with_the_stage(mat_s: float, share: float) -> None:
    assert arrived(moment_at(mat_s), 900) == pytest.approx(share)
    shown = face_of(moment_at(mat_s), subject(), reduced_motion=False, word_ms=900)
    assert shown.arrived == pytest.approx(share)


def test_a_skipped_stage_has_a_word_that_comes_up_too() -> None:
    assert arrived(moment_at(60, Skip()), 900) == 0


def test_in_a_pause_at_the_end_and_where_it_is_cut_a_word_is_there_at_once() -> None:
    assert arrived(moment_at(STILL_FROM, Pause()), 900) == 1
    assert arrived(moment_at(600, Tick()), 900) == 1
    assert arrived(moment_at(STILL_FROM), 0) == 1


# Reduced motion --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mat_s", "said", "bar"),
    [
        (0, "Breathe in, 4", 0.0),
        (1, "Breathe in, 3", 0.25),
        (3.9, "Breathe in, 1", 0.975),
        (4, "Breathe out, 6", 1.0),
        (7, "Breathe out, 3", 0.5),
        (9.99, "Breathe out, 1", 0.0),
    ],
)
def test_reduced_motion_counts_the_seconds_and_shows_a_bar(
    mat_s: float, said: str, bar: float
) -> None:
    shown = face(moment_at(mat_s), reduced=True)
    assert shown.bottom == said
    assert shown.bar == pytest.approx(bar)
    assert shown.fullness is None


def test_the_bar_moves_in_steps_that_can_be_seen() -> None:
    bars = {face(moment_at(n / 1000), reduced=True).bar for n in range(40)}
    assert bars == {0.0, 0.005, 0.01}


def test_reduced_motion_cuts_instead_of_fading() -> None:
    assert face(moment_at(301.5), reduced=True).presence == 1
    assert face(moment_at(303), reduced=True).bottom == ""


def test_reduced_motion_shows_no_bar_in_a_pause_or_without_a_breath() -> None:
    assert face(moment_at(5, Pause()), reduced=True).bar is None
    assert face(moment_at(RISE_FROM + 1), reduced=True).bar is None


# The line under the figure ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mat_s", "said"),
    [
        (-5, "Mat under the upper back"),
        (0, "The sting peaks about now."),
        (29.9, "The sting peaks about now."),
        (30, "Sharp still. Fading already."),
        (119, "Sharp still. Fading already."),
        (STILL_FROM, "Feet"),
        (STILL_FROM + PART_S + 0.1, "Calves"),
        (RISE_FROM - 0.1, "Face"),
        (RISE_FROM, "Slowly, in stages"),
    ],
)
def test_the_caption_says_what_is_now(mat_s: float, said: str) -> None:
    assert caption_of(moment_at(mat_s), subject()) == said


def test_without_a_scan_the_caption_says_what_one_may_feel() -> None:
    calm = plan(with_scan=False)
    said = [caption_of(moment_at(at, of=calm), subject(calm)) for at in (200, 300, 470)]
    assert said == ["It softens.", "Warm. Heavy. Quiet.", "Warm. Heavy. Quiet."]


# The figure ------------------------------------------------------------------------------------


@pytest.mark.parametrize("mat_s", [-10, 5, RISE_FROM + 5])
def test_outside_still_the_area_on_the_mat_is_lit(mat_s: float) -> None:
    lit = lit_of(moment_at(mat_s), subject(), make_tokens())
    assert list(lit.fills) == ["upper-back"]
    assert lit.fills["upper-back"].alphaF() == pytest.approx(0.86, abs=0.01)
    assert not lit.outlines
    assert lit.hands is None


def test_what_is_lit_grows_dark_with_the_page() -> None:
    lit = lit_of(part_moment("hips"), subject(), make_tokens(), 1.0)
    assert lit.fills["glutes"].alphaF() == pytest.approx(0.6, abs=0.01)
    assert {color.name() for color in lit.fills.values()} == {"#af7644"}


def test_still_without_a_scan_lights_the_area_too() -> None:
    calm = plan(with_scan=False)
    lit = lit_of(moment_at(200, of=calm), subject(calm), make_tokens())
    assert list(lit.fills) == ["upper-back"]


@pytest.mark.parametrize(
    ("part", "region"),
    [
        ("feet", "feet"),
        ("calves", "calves"),
        ("thighs", "hamstrings"),
        ("hips", "glutes"),
        ("lower-back", "lower-back"),
        ("shoulders", "neck-shoulders"),
    ],
)
def test_a_part_that_is_an_area_lights_it(part: str, region: str) -> None:
    lit = lit_of(part_moment(part), subject(), make_tokens())
    assert lit.fills[region].alphaF() == pytest.approx(0.86, abs=0.01)
    assert lit.fills[region].name() == STILL.name()


def test_visited_parts_stay_a_little_lit() -> None:
    lit = lit_of(part_moment("hips"), subject(), make_tokens())
    assert set(lit.fills) == {"feet", "calves", "hamstrings", "glutes"}
    for visited in ("feet", "calves", "hamstrings"):
        assert lit.fills[visited].alphaF() == pytest.approx(0.16, abs=0.01)


@pytest.mark.parametrize(("part", "region"), [("belly", "lower-back"), ("chest", "upper-back")])
def test_what_lies_on_the_other_side_is_an_outline_only_while_it_is_scanned(
    part: str, region: str
) -> None:
    lit = lit_of(part_moment(part), subject(), make_tokens())
    assert list(lit.outlines) == [region]
    assert not lit_of(part_moment("shoulders"), subject(), make_tokens()).outlines


def test_hands_glow_and_stay_as_visited() -> None:
    glowing = lit_of(part_moment("hands"), subject(), make_tokens()).hands
    visited = lit_of(part_moment("jaw"), subject(), make_tokens()).hands
    assert glowing is not None
    assert visited is not None
    assert glowing.alphaF() == pytest.approx(0.86, abs=0.01)
    assert visited.alphaF() == pytest.approx(0.16, abs=0.01)


@pytest.mark.parametrize(("part", "opacity"), [("jaw", 0.25), ("face", 0.40)])
def test_jaw_and_face_light_the_hair(part: str, opacity: float) -> None:
    lit = lit_of(part_moment(part), subject(), make_tokens())
    assert lit.fills["hair"].alphaF() == pytest.approx(opacity, abs=0.01)


def test_a_part_that_the_guide_no_longer_knows_has_no_words() -> None:
    forgotten = Subject(areas()["upper-back"], lines(), ("elbows",))
    moment = moment_at(130, of=Plan("upper-back", plan().layer, plan().stages, scan=("elbows",)))
    assert forgotten.part_at(moment) is None
    assert caption_of(moment, forgotten) == "It softens."


# Read out --------------------------------------------------------------------------------------


def test_the_state_is_read_out_with_stage_time_and_what_it_does() -> None:
    assert spoken_state(moment_at(276)) == "Session, still, 5 minutes 24 seconds left, running"
    assert spoken_state(moment_at(-20)) == "Session, lie down, 20 seconds left, running"
    paused = moment_at(60, Pause())
    assert spoken_state(paused) == "Session, settle, 9 minutes left, paused"


@pytest.mark.parametrize(
    ("slept_s", "said"),
    [
        (12 * 60 + 31, "The computer slept for 12 minutes."),
        (60, "The computer slept for 1 minute."),
        (59.9, "The computer slept for 59 seconds."),
        (3, "The computer slept for 3 seconds."),
    ],
)
def test_a_sleep_is_told_in_whole_minutes_or_seconds(slept_s: float, said: str) -> None:
    moment = moment_at(60, slept_s=slept_s)
    assert moment.status is Status.PAUSED
    assert slept_sentence(moment) == said


def test_a_pause_by_the_person_tells_of_no_sleep() -> None:
    assert slept_sentence(moment_at(60, Pause())) == ""


def test_after_going_on_the_sleep_is_not_told_again() -> None:
    assert slept_sentence(moment_at(60, Pause(), Resume())) == ""


def test_stages_of_the_moment_reach_the_ring() -> None:
    shown = face(moment_at(150))
    assert shown.stages.of(Stage.STILL) == 360 * SECOND
    assert shown.elapsed == 150 * SECOND


def test_the_breath_of_the_moment_is_the_breath_shown() -> None:
    breath = moment_at(14.5).breath
    assert breath is not None
    assert breath.phase is BreathPhase.EXHALE
    assert face(moment_at(14.5)).fullness == breath.amplitude


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (moment_at(-20), "Lie down. Mat under the upper back"),
        (moment_at(0), "Settle. The sting peaks about now."),
        (moment_at(STILL_FROM), "Still. Feet"),
        (moment_at(RISE_FROM + 40), "Rise. Sit up, and wait"),
        (moment_at(60, Pause()), "Paused"),
    ],
)
def test_news_are_told_in_a_few_words(moment: Moment, said: str) -> None:
    assert spoken_news(moment, subject()) == said
