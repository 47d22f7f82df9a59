"""What must hold of the texts as they are shipped: figures of the guide, and the tone."""

import re
import tomllib
from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from mattimer.coach.session_lines import SessionLines
from mattimer.coach.values import Range
from mattimer.content.loader import load
from mattimer.content.topics import (
    Evenings,
    EvidenceText,
    FeelingTimeline,
    MatCare,
    RecoveryRoutine,
)
from mattimer.session.reasons import StopReason
from tests.coach.factories import AREAS, GUIDE, PROGRAM, QUESTIONS

FORBIDDEN = r"\b(should|heals?|cures?|detox|release|therapy|clinically|streak|must not)\b|!"


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts(item)


@pytest.mark.parametrize("path", sorted(GUIDE.iterdir()), ids=lambda path: path.name)
def test_the_tone(path: object) -> None:
    for text in texts(tomllib.loads((GUIDE / str(path)).read_text(encoding="utf-8"))):
        assert not re.search(FORBIDDEN, text, re.IGNORECASE), text
        assert "—" not in text


@pytest.mark.parametrize(
    ("area", "row"),
    [
        ("upper-back", ((2, 5), (5, 10), (10, 20), 30, "shirt", "low")),
        ("neck-shoulders", ((2, 5), (2, 5), (5, 10), 15, "shirt", "high")),
        ("lower-back", ((2, 5), (2, 5), (5, 10), 15, "towel", "medium")),
        ("glutes", ((2, 5), (2, 5), (5, 10), 20, "shirt", "low")),
        ("hamstrings", ((2, 5), (2, 5), (5, 10), 20, "shirt", "low")),
        ("calves", ((2, 5), (2, 5), (5, 10), 20, "shirt", "low")),
        ("feet", ((1, 3), (1, 3), (3, 5), 10, "shirt", "medium")),
    ],
)
def test_the_table_of_areas(area: str, row: tuple[object, ...]) -> None:
    known = AREAS[area]
    ranges = [(part.low, part.high) for part in (known.first, known.beginner, known.usual)]
    assert (*ranges, known.cap, known.layer, known.caution) == row
    assert all((known.intro, known.do, known.dont, known.go_easier, known.caution_note))


def test_the_table_of_the_plan() -> None:
    rows = [(b.first, b.last, b.minutes.low, b.minutes.high, b.barest) for b in PROGRAM.bands]
    assert rows == [
        (1, 3, 2, 5, "shirt"),
        (4, 7, 5, 10, "bare"),
        (8, 10, 10, 15, "bare"),
        (11, 14, 15, 20, "bare"),
    ]
    after = PROGRAM.after
    assert (PROGRAM.days, str(after.minutes), str(after.per_week)) == (14, "10–20", "3–7")


def test_screening_bars_areas_that_exist_in_nine_rows() -> None:
    assert len(QUESTIONS) == 9
    assert {area for question in QUESTIONS for area in question.bars} <= set(AREAS)


def test_every_reason_to_stop_is_there() -> None:
    stops = {stop.reason: stop for stop in load(GUIDE, SessionLines).stops}
    assert set(stops) == set(StopReason)
    for reason in (StopReason.DIZZINESS, StopReason.NUMBNESS, StopReason.SHARP_PAIN):
        assert "doctor before the next" in stops[reason].again


def test_negative_results_stand_among_the_others() -> None:
    cards = load(GUIDE, EvidenceText).cards
    found = [card.finding for card in cards]
    assert any(finding.startswith("No.") for finding in found[1:-1])
    assert sum(" not " in finding or "nothing lasting" in finding for finding in found) >= 3
    assert all(card.size and card.source and card.sure for card in cards)
    links = {card.link for card in cards}
    assert {"PMID 21208128", "NCT02487368", "doi 10.4081/ams.2011.e5"} <= links


def test_evenings_recovery_and_mat() -> None:
    evenings = load(GUIDE, Evenings)
    assert len(evenings.pairings) == 3
    steps = load(GUIDE, RecoveryRoutine).steps
    assert [step.minutes for step in steps] == [10, 5, None, None]
    assert [step.timed for step in steps] == [False, True, False, False]
    assert set(steps[0].areas) <= set(AREAS)
    care = load(GUIDE, MatCare)
    assert (care.wash_every, care.look_over_days, care.return_days) == (20, 30, 30)


def test_feelings_follow_each_other_without_a_gap() -> None:
    spans = load(GUIDE, FeelingTimeline).spans
    timed = [span for span in spans if span.end is not None]
    assert timed[0].start == 0
    assert [span.end for span in timed[:-1]] == [span.start for span in timed[1:]]
    assert spans[-1].start is None


def test_sensations_run_from_the_first_second_to_the_last() -> None:
    lines = load(GUIDE, SessionLines)
    said = [lines.sensation_at(second * 1_000_000) for second in (0, 30, 120, 300, 1800)]
    assert said == [*(s.text for s in lines.sensations), lines.sensations[-1].text]


def test_the_last_sensation_goes_on_even_where_it_has_an_end() -> None:
    lines = load(GUIDE, SessionLines)
    ended = replace(lines, sensations=lines.sensations[:1])
    assert ended.sensation_at(60_000_000) == lines.sensations[0].text


def test_ranges() -> None:
    assert [str(Range(2, 5)), str(Range(5, 5))] == ["2–5", "5"]
    assert Range(2, 5).overlap(Range(6, 9)) is None
    assert [Range(2, 6).nearest(minutes) for minutes in (1, 4, 9)] == [2, 4, 6]
